package nquads

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/cayleygraph/quad"
)

// Literal is a value that is no node: text with a full datatype IRI ("" for a
// plain string) or a language.
type Literal struct{ Text, Datatype, Language string }

// LiteralOf is v as RDF has it: numbers, truth values and times in the
// canonical form of XML Schema. ok is false where v is no literal.
func LiteralOf(v quad.Value) (l Literal, ok bool, err error) {
	switch v := v.(type) {
	case quad.String:
		l.Text = string(v)
	case quad.TypedString:
		l.Text = string(v.Value)
		if l.Datatype = Expand(v.Type); l.Datatype == xsd+"string" {
			l.Datatype = ""
		}
		if l.Datatype != "" {
			err = CheckIRI(l.Datatype)
		}
	case quad.LangString:
		l.Text, l.Language = string(v.Value), v.Lang
		if !languageTag(v.Lang) {
			err = fmt.Errorf("literal %q: %q is no language tag", clip(l.Text), v.Lang)
		}
	case quad.Int:
		l.Text, l.Datatype = strconv.FormatInt(int64(v), 10), xsd+"integer"
	case quad.Bool:
		l.Text, l.Datatype = strconv.FormatBool(bool(v)), xsd+"boolean"
	case quad.Float:
		l.Text, l.Datatype = double(float64(v)), xsd+"double"
	case quad.Time:
		l.Text, l.Datatype = time.Time(v).UTC().Format(time.RFC3339Nano), xsd+"dateTime"
	default:
		return l, false, nil
	}
	if err == nil && !utf8.ValidString(l.Text) {
		err = fmt.Errorf("literal %q is not UTF-8", clip(l.Text))
	}
	return l, true, err
}

// double is the canonical form of an xsd:double: 1.0E0.
func double(f float64) string {
	switch {
	case math.IsNaN(f):
		return "NaN"
	case math.IsInf(f, 1):
		return "INF"
	case math.IsInf(f, -1):
		return "-INF"
	}
	mantissa, exponent, _ := strings.Cut(strconv.FormatFloat(f, 'E', -1, 64), "E")
	if !strings.Contains(mantissa, ".") {
		mantissa += ".0"
	}
	n, err := strconv.Atoi(exponent)
	if err != nil { // FormatFloat always writes a whole number there
		return mantissa
	}
	return mantissa + "E" + strconv.Itoa(n)
}

// languageTag reports whether s has the shape that N-Quads asks of one:
// letters, then parts of letters and digits behind hyphens.
func languageTag(s string) bool {
	for i, part := range strings.Split(s, "-") {
		if part == "" {
			return false
		}
		for j := 0; j < len(part); j++ {
			c := part[j] | 0x20
			if !('a' <= c && c <= 'z') && (i == 0 || part[j] < '0' || part[j] > '9') {
				return false
			}
		}
	}
	return true
}

// clip keeps error messages short.
func clip(s string) string {
	if len(s) > 60 {
		return s[:60] + "…"
	}
	return s
}
