package nquads

import (
	"errors"
	"fmt"
	"strings"

	"github.com/cayleygraph/quad"
)

// Append adds q as one line of canonical N-Quads: full IRIs, one space between
// terms, only the escapes that are needed. A quad that N-Quads cannot hold (an
// IRI with a space or without a scheme, a literal that is not UTF-8, a missing
// part) is an error.
func Append(b []byte, q quad.Quad) ([]byte, error) {
	if err := Check(q); err != nil {
		return b, err
	}
	for _, v := range []quad.Value{q.Subject, q.Predicate, q.Object, q.Label} {
		if v == nil { // only the label may be missing
			continue
		}
		var err error
		if b, err = AppendTerm(b, v); err != nil {
			return b, err
		}
		b = append(b, ' ')
	}
	return append(b, '.', '\n'), nil
}

// Check tells what RDF does not let stand where it stands.
func Check(q quad.Quad) error {
	if _, ok := q.Subject.(quad.Identifier); !ok {
		return fmt.Errorf("subject %v is not a node", q.Subject)
	}
	if _, ok := q.Predicate.(quad.IRI); !ok {
		return fmt.Errorf("predicate %v is not an IRI", q.Predicate)
	}
	if q.Object == nil {
		return errors.New("no object")
	}
	if _, ok := q.Label.(quad.Identifier); q.Label != nil && !ok {
		return fmt.Errorf("label %v is not a node", q.Label)
	}
	return nil
}

// AppendTerm adds v as a term of N-Quads, which is one of Turtle and TriG too.
func AppendTerm(b []byte, v quad.Value) ([]byte, error) {
	switch v := v.(type) {
	case quad.IRI:
		full, rest := expand(v)
		if full != "" && plainIRI(rest) {
			return append(append(append(append(b, '<'), full...), rest...), '>'), nil
		}
		return appendIRI(b, full+rest)
	case quad.BNode:
		return append(append(b, "_:"...), Blank(v)...), nil
	}
	l, ok, err := LiteralOf(v)
	if err != nil {
		return b, err
	}
	if !ok {
		return b, fmt.Errorf("a %T is no RDF term", v)
	}
	b = append(b, '"')
	b = appendEscaped(b, l.Text)
	b = append(b, '"')
	switch {
	case l.Language != "":
		b = append(append(b, '@'), l.Language...)
	case l.Datatype != "":
		return appendIRI(append(b, "^^"...), l.Datatype)
	}
	return b, nil
}

// AppendText adds s as a plain literal.
func AppendText(b []byte, s string) ([]byte, error) { return AppendTerm(b, quad.String(s)) }

func appendIRI(b []byte, full string) ([]byte, error) {
	if err := CheckIRI(full); err != nil {
		return b, err
	}
	b = append(b, '<')
	b = append(b, full...)
	return append(b, '>'), nil
}

// appendEscaped escapes what canonical N-Quads escapes: quotation marks,
// backslashes, control characters and the two that are none, U+FFFE and U+FFFF.
func appendEscaped(b []byte, s string) []byte {
	for i := 0; i < len(s); i++ {
		from := i
		for i < len(s) && unescaped[s[i]] {
			i++
		}
		b = append(b, s[from:i]...)
		if i == len(s) {
			break
		}
		c := s[i]
		switch short := strings.IndexByte("\b\t\n\f\r", c); {
		case c == '"' || c == '\\':
			b = append(b, '\\', c)
		case short >= 0:
			b = append(b, '\\', "btnfr"[short])
		case c < ' ' || c == 0x7f:
			b = fmt.Appendf(b, `\u%04X`, c)
		case c == 0xef && (strings.HasPrefix(s[i:], "\ufffe") || strings.HasPrefix(s[i:], "\uffff")):
			b = fmt.Appendf(b, `\uFFF%X`, s[i+2]&0xf)
			i += 2
		default:
			b = append(b, c)
		}
	}
	return b
}

// unescaped are the bytes that stand in a literal as they are, whatever follows.
var unescaped = func() (table [256]bool) {
	for c := range table {
		table[c] = c >= ' ' && c != '"' && c != '\\' && c != 0x7f && c != 0xef
	}
	return table
}()
