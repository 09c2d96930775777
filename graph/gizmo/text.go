package gizmo

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"
)

const xsd = "http://www.w3.org/2001/XMLSchema#"

// String is v as a term of N-Quads: <iri>, _:b, "text", "text"@en,
// "text"^^<type>. Numbers, booleans and JSON are bare. An empty cell is "".
func (v Value) String() string { return v.term(angled) }

// angled is an IRI in angle brackets.
func angled(iri string) string { return "<" + inIRI.Replace(escape(iri)) + ">" }

var inIRI = strings.NewReplacer("<", `\u003C`, ">", `\u003E`, " ", `\u0020`)

// Short is v as a term of Turtle: like String, but an IRI that reads as a
// prefixed name is written bare (parley:met, xsd:decimal).
func (v Value) Short() string {
	return v.term(func(iri string) string {
		for _, ns := range standardNames {
			if local, ok := strings.CutPrefix(iri, ns.Full); ok && prefixed.MatchString(ns.Prefix+local) {
				return ns.Prefix + local
			}
		}
		if prefixed.MatchString(iri) {
			return iri
		}
		return angled(iri)
	})
}

// prefixed is what is not mistaken for anything but a prefixed name.
var prefixed = regexp.MustCompile(`^[a-z][a-z0-9]*:[\pL\pN_][\pL\pM\pN_./%:-]*$`)

func (v Value) term(iri func(string) string) string {
	switch v.Kind {
	case IRI:
		return iri(v.Text)
	case BNode:
		return "_:" + escape(v.Text)
	case String:
		return `"` + escape(v.Text) + `"`
	case Lang:
		return `"` + escape(v.Text) + `"@` + escape(v.Lang)
	case Typed:
		return `"` + escape(v.Text) + `"^^` + iri(v.Type)
	case Time:
		return `"` + v.Text + `"^^` + iri(xsd+"dateTime")
	}
	return v.Text
}

// escape writes what would end a term, and what cannot be seen or could drive
// a terminal, as N-Quads does.
func escape(s string) string {
	var b strings.Builder
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\r':
			b.WriteString(`\r`)
		case r == '\t':
			b.WriteString(`\t`)
		case unicode.IsPrint(r):
			b.WriteRune(r)
		case r > 0xffff:
			fmt.Fprintf(&b, `\U%08X`, r)
		default:
			fmt.Fprintf(&b, `\u%04X`, r)
		}
	}
	return b.String()
}
