package nquads

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/cayleygraph/quad"
)

// Prefix is a short name for the beginning of IRIs.
type Prefix struct{ Short, Full string }

// Prefixes are the short names that the graph uses and what they stand for, by
// their short form. The list is not to be changed.
var Prefixes = []Prefix{
	{"dcterms", "http://purl.org/dc/terms/"},
	{"owl", "http://www.w3.org/2002/07/owl#"},
	{"parley", "urn:parley:"},
	{"prov", "http://www.w3.org/ns/prov#"},
	{"rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"},
	{"rdfs", "http://www.w3.org/2000/01/rdf-schema#"},
	{"schema", "http://schema.org/"},
	{"xsd", "http://www.w3.org/2001/XMLSchema#"},
}

const xsd = "http://www.w3.org/2001/XMLSchema#"

// Expand is the full form of an IRI of the graph: parley:met becomes
// urn:parley:met. Others stay as they are. [Shorten] is the way back.
func Expand(iri quad.IRI) string {
	full, rest := expand(iri)
	return full + rest
}

// expand is the two parts of the full form of an IRI.
func expand(iri quad.IRI) (full, rest string) {
	i := strings.IndexByte(string(iri), ':')
	if i >= 0 {
		for _, p := range Prefixes {
			if p.Short == string(iri[:i]) {
				return p.Full, string(iri[i+1:])
			}
		}
	}
	return "", string(iri)
}

// Shorten is the IRI by which the graph knows a full one.
func Shorten(full string) quad.IRI {
	for _, p := range Prefixes {
		if rest, ok := strings.CutPrefix(full, p.Full); ok {
			return quad.IRI(p.Short + ":" + rest)
		}
	}
	return quad.IRI(full)
}

// CheckIRI tells why s, in full form, is not an absolute IRI. The characters
// that N-Quads or RFC 3987 forbid in one are refused and not escaped: another program
// would take the escaped name for another node, or end the name at a ">".
func CheckIRI(s string) error {
	if plainIRI(s) {
		return checkScheme(s)
	}
	if !utf8.ValidString(s) {
		return fmt.Errorf("IRI %q is not UTF-8", s)
	}
	if i := strings.IndexFunc(s, func(r rune) bool { return !InIRI(r) }); i >= 0 {
		r, _ := utf8.DecodeRuneInString(s[i:])
		return fmt.Errorf("IRI %q may not hold %q", clip(s), r)
	}
	return checkScheme(s)
}

// plainIRI reports whether s holds nothing but ASCII that may stand in an IRI.
func plainIRI(s string) bool {
	for i := 0; i < len(s); i++ {
		if !inIRI[s[i]] {
			return false
		}
	}
	return true
}

// inIRI is InIRI of each byte of ASCII.
var inIRI = func() (table [256]bool) {
	for r := range rune(utf8.RuneSelf) {
		table[r] = InIRI(r)
	}
	return table
}()

func checkScheme(s string) error {
	scheme, _, ok := strings.Cut(s, ":")
	if !ok || scheme == "" {
		return fmt.Errorf("IRI %q has no scheme", s)
	}
	for i := 0; i < len(scheme); i++ {
		c := scheme[i] | 0x20
		if letter := 'a' <= c && c <= 'z'; letter || i > 0 && ('0' <= scheme[i] && scheme[i] <= '9' || strings.IndexByte("+-.", scheme[i]) >= 0) {
			continue
		}
		return fmt.Errorf("IRI %q: scheme may not hold %q", s, scheme[i])
	}
	return nil
}

// InIRI reports whether r may stand in an IRI as it is: RFC 3987 keeps out
// spaces, controls, some signs, and code points that are no characters or are
// for private use.
func InIRI(r rune) bool {
	switch {
	case r < 0x7f:
		return r > ' ' && !strings.ContainsRune("<>\"{}|^`\\", r)
	case r < 0xa0, 0xd800 <= r && r < 0xf900, 0xfdd0 <= r && r < 0xfdf0, 0xfff0 <= r && r < 0x10000, r&0xffff >= 0xfffe, r >= 0xe0000 && r < 0xe1000:
		return false
	}
	return r < 0xf0000
}

// Blank is a label that every reader takes for the blank node b. Letters and
// digits stay; anything else is spelt in hexadecimal, so that two nodes never
// become one.
func Blank(b quad.BNode) string {
	plain := b != "" && !strings.HasPrefix(string(b), "x_")
	for i := 0; i < len(b) && plain; i++ {
		c := b[i]
		plain = 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '_' && i > 0
	}
	if plain {
		return string(b)
	}
	return fmt.Sprintf("x_%x", string(b))
}
