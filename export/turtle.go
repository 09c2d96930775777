package export

import (
	"bufio"
	"fmt"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"parley/graph/nquads"
)

// shortened are the prefixes of Turtle and TriG. urn:parley: is none of them: it
// is not a whole URN, for which strict readers refuse the file.
var shortened = slices.DeleteFunc(slices.Clone(nquads.Prefixes), func(p nquads.Prefix) bool { return p.Short == "parley" })

func turtlePrefixes(out *bufio.Writer) {
	for _, p := range shortened {
		fmt.Fprintf(out, "@prefix %s: <%s> .\n", p.Short, p.Full)
	}
}

// turtle adds v as Turtle has it, with a prefix where that is plain.
func turtle(b []byte, v quad.Value) ([]byte, error) {
	if iri, ok := v.(quad.IRI); ok {
		short := nquads.Shorten(nquads.Expand(iri))
		if prefix, rest, ok := strings.Cut(string(short), ":"); ok && plainName(rest) {
			for _, p := range shortened {
				if p.Short == prefix {
					return append(b, short...), nil
				}
			}
		}
	}
	return nquads.AppendTerm(b, v)
}

// plainName reports whether s is letters, digits and underscores, which need
// no escape in any syntax.
func plainName(s string) bool {
	for i := 0; i < len(s); i++ {
		letter := 'a' <= s[i]|0x20 && s[i]|0x20 <= 'z' || s[i] == '_'
		if !letter && (i == 0 || s[i] < '0' || s[i] > '9') {
			return false
		}
	}
	return s != ""
}

// turtleText is s as a literal of Turtle.
func turtleText(s string) string {
	b, err := nquads.AppendText(nil, s)
	if err != nil { // the vocabulary is UTF-8
		return `""`
	}
	return string(b)
}
