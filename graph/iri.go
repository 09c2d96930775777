package graph

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/cayleygraph/quad"
	"golang.org/x/text/unicode/norm"

	"parley/graph/nquads"
)

// Names that are not parley's own.
const (
	TypeIRI = quad.IRI("rdf:type")
	NameIRI = quad.IRI("schema:name")
)

const decimal = quad.IRI("http://www.w3.org/2001/XMLSchema#decimal")

// IRI is the name of id (person/angela-merkel, met) in the graph.
func IRI(id string) quad.IRI { return quad.IRI("parley:" + id) }

// DocumentIRI is the name of the document that the user knows as id.
func DocumentIRI(id string) quad.IRI { return IRI("document/" + escape(id)) }

// officeID is the same for the same title of the same country or body, so that
// its holders meet in one node; a country and a town of one name are two.
func officeID(name, of string) string {
	title := slug(name)
	if title == "" { // all signs
		title = escape(name)
	}
	if of == "" {
		return "office/" + title
	}
	return "office/" + of + "/" + title
}

// digest names a finding: the same words in the same document give the same name.
func digest(doc, section string, v any) string {
	b, err := json.Marshal(v)
	if err != nil { // findings hold strings, numbers and lists; NaN does not pass Validate
		panic(err)
	}
	h := sha256.New()
	fmt.Fprintf(h, "%s\x00%s\x00%s", doc, section, b)
	return hex.EncodeToString(h.Sum(nil)[:10])
}

// slug is s in lower-case ASCII words joined by hyphens; letters that no
// accent-folding reaches stay as they are.
func slug(s string) string {
	var b strings.Builder
	gap := false
	for _, r := range norm.NFKD.String(strings.ToLower(s)) {
		switch {
		case unicode.Is(unicode.Mn, r):
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			if gap && b.Len() > 0 {
				b.WriteByte('-')
			}
			gap = false
			b.WriteRune(r)
		default:
			gap = true
		}
	}
	return b.String()
}

// escape percent-encodes what an IRI may not hold, brackets and a second # among
// it, and the percent sign.
func escape(s string) string {
	plain := true
	for i := 0; i < len(s) && plain; i++ {
		plain = s[i] > ' ' && s[i] < 0x7f && strings.IndexByte("<>\"{}|\\^`%[]#", s[i]) < 0
	}
	if plain {
		return s
	}
	hash := false
	var b strings.Builder
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		if r == '%' || r == '[' || r == ']' || r == '#' && hash || !nquads.InIRI(r) { // what is no UTF-8 is U+FFFD here
			for _, c := range []byte(s[i : i+size]) {
				fmt.Fprintf(&b, "%%%02X", c)
			}
		} else {
			b.WriteString(s[i : i+size])
		}
		hash = hash || r == '#'
		i += size
	}
	return b.String()
}
