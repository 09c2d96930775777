package export

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/cayleygraph/quad"

	"parley/graph/nquads"
)

// withProv is quads and, in the default graph, what they tell of their origin
// in the words of PROV-O, for readers that do not know parley's:
//
//	(c document d)    (c rdf:type prov:Entity) (c prov:wasDerivedFrom d)
//	(c sentence "…")  (c prov:value "…")
//	(c rule r)        (c prov:wasAttributedTo rule/r), a prov:SoftwareAgent
//	(d title "…")     (d rdf:type prov:Entity) (d dcterms:title "…")
//	(d published "…") (d dcterms:issued "…"), as exact as it is
//	(d publisher "…") (d prov:wasAttributedTo publisher/…), a prov:Agent
//
// They follow the quads of their subject. Rules and publishers are introduced
// once each; they are all that is kept in memory.
func withProv(quads Quads) Quads {
	return func(yield func(quad.Quad, error) bool) {
		known := map[quad.IRI]bool{}
		var pending []quad.Quad
		var last quad.Value
		flush := func() bool {
			for _, p := range pending {
				if !yield(p, nil) {
					return false
				}
			}
			pending = pending[:0]
			return true
		}
		for q, err := range quads {
			if q.Subject != last && !flush() || !yield(q, err) {
				return
			}
			last = q.Subject
			if err == nil && q.Subject == q.Label {
				pending = append(pending, provOf(q, known)...)
			}
		}
		flush()
	}
}

func provOf(q quad.Quad, known map[quad.IRI]bool) []quad.Quad {
	say := func(p quad.IRI, o quad.Value) quad.Quad {
		return quad.Quad{Subject: q.Subject, Predicate: p, Object: o}
	}
	entity := say("rdf:type", quad.IRI("prov:Entity"))
	agent := func(id, name string, typ quad.IRI) []quad.Quad {
		iri := quad.IRI("parley:" + id)
		out := []quad.Quad{say("prov:wasAttributedTo", iri)}
		if !known[iri] {
			known[iri] = true
			out = append(out, quad.Quad{Subject: iri, Predicate: quad.IRI("rdf:type"), Object: typ},
				quad.Quad{Subject: iri, Predicate: quad.IRI("schema:name"), Object: quad.String(name)})
		}
		return out
	}
	text := words(q.Object)
	switch local(q.Predicate) {
	case "document":
		return []quad.Quad{entity, say("prov:wasDerivedFrom", q.Object)}
	case "sentence":
		return []quad.Quad{say("prov:value", q.Object)}
	case "rule":
		return agent("rule/"+escapeIRI(text), text, "prov:SoftwareAgent")
	case "title":
		return []quad.Quad{entity, say("dcterms:title", q.Object)}
	case "published":
		if typ := dateType(text); typ != "" {
			return []quad.Quad{say("dcterms:issued", quad.TypedString{Value: quad.String(text), Type: typ})}
		}
	case "publisher":
		return agent("publisher/"+escapeIRI(text), text, "prov:Agent")
	}
	return nil
}

// dateType is the datatype of a date as exact as it is, "" where it is none.
func dateType(date string) quad.IRI {
	if !isDate(date) {
		return ""
	}
	switch len(date) {
	case len("2006"):
		return "xsd:gYear"
	case len("2006-01"):
		return "xsd:gYearMonth"
	}
	return "xsd:date"
}

// escapeIRI percent-encodes what the end of an IRI may not hold, and the
// percent sign.
func escapeIRI(s string) string {
	var b strings.Builder
	for i, r := range s {
		if !strings.ContainsRune("%[]#", r) && nquads.InIRI(r) {
			b.WriteRune(r)
			continue
		}
		_, n := utf8.DecodeRuneInString(s[i:])
		for _, c := range []byte(s[i : i+n]) {
			fmt.Fprintf(&b, "%%%02X", c)
		}
	}
	return b.String()
}
