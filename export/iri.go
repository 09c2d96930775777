package export

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/cayleygraph/quad"
)

// prefixes are the short names that the graph uses and what they stand for, in
// the order of the JSON-LD context.
var prefixes = []struct{ short, full string }{
	{"owl", "http://www.w3.org/2002/07/owl#"},
	{"parley", "urn:parley:"},
	{"rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"},
	{"rdfs", "http://www.w3.org/2000/01/rdf-schema#"},
	{"schema", "http://schema.org/"},
	{"xsd", "http://www.w3.org/2001/XMLSchema#"},
}

const xsd = "http://www.w3.org/2001/XMLSchema#"

// Expand is the full form of an IRI of the graph: parley:met becomes
// urn:parley:met. Others stay as they are. [Shorten] is the way back.
func Expand(iri quad.IRI) string {
	if short, rest, ok := strings.Cut(string(iri), ":"); ok {
		for _, p := range prefixes {
			if p.short == short {
				return p.full + rest
			}
		}
	}
	return string(iri)
}

// Shorten is the IRI by which the graph knows a full one.
func Shorten(full string) quad.IRI {
	for _, p := range prefixes {
		if rest, ok := strings.CutPrefix(full, p.full); ok {
			return quad.IRI(p.short + ":" + rest)
		}
	}
	return quad.IRI(full)
}

// checkIRI tells why s, in full form, is not an absolute IRI. The characters
// that N-Quads or RFC 3987 forbid in one are refused and not escaped: another program
// would take the escaped name for another node, or end the name at a ">".
func checkIRI(s string) error {
	if !utf8.ValidString(s) {
		return fmt.Errorf("IRI %q is not UTF-8", s)
	}
	if i := strings.IndexFunc(s, func(r rune) bool { return r <= ' ' || 0x7f <= r && r <= 0x9f || strings.ContainsRune("<>\"{}|^`\\", r) }); i >= 0 {
		return fmt.Errorf("IRI %q may not hold %q", s, s[i])
	}
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

// blank is a label that every reader takes for the blank node b. Letters and
// digits stay; anything else is spelt in hexadecimal, so that two nodes never
// become one.
func blank(b quad.BNode) string {
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
