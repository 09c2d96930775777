package export

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"parley/schema"
)

// SHACL writes shapes that every export of parley keeps to, in Turtle.
func SHACL(w io.Writer, m *schema.Model) error {
	out := bufio.NewWriter(w)
	turtlePrefixes(out)
	out.WriteString("@prefix sh: <http://www.w3.org/ns/shacl#> .\n\n")
	for _, t := range m.Types {
		fmt.Fprintf(out, "<urn:parley:%sShape> a sh:NodeShape ;\n    sh:targetClass <urn:parley:%s> ;\n    sh:nodeKind sh:IRI", t.Name, t.Name)
		if t.Entity {
			out.WriteString(" ;\n    sh:property [ sh:path schema:name ; sh:minCount 1 ; sh:datatype xsd:string ]")
			out.WriteString(" ;\n    sh:property [ sh:path <urn:parley:alias> ; sh:datatype xsd:string ]")
		}
		for _, p := range properties {
			if p.of == t.Name {
				out.WriteString(" ;\n    " + p.shape(m))
			}
		}
		if t.Name == "Claim" {
			out.WriteString(" ;\n    sh:property [ sh:path <urn:parley:document> ; sh:minCount 1 ; sh:maxCount 1 ; sh:class <urn:parley:Document> ]")
		}
		out.WriteString(" .\n\n")
	}
	for _, p := range m.Predicates {
		fmt.Fprintf(out, "<urn:parley:%sShape> a sh:NodeShape ;\n    sh:targetSubjectsOf <urn:parley:%s> ;\n    sh:or ( %s ) ;\n    sh:property [ sh:path <urn:parley:%s> ; sh:or ( %s", p.Name, p.Name, classes(p.From), p.Name, classes(p.To))
		if p.Literal {
			out.WriteString(" [ sh:datatype xsd:string ]")
		}
		out.WriteString(" ) ] .\n\n")
	}
	return out.Flush()
}

func classes(types []string) string {
	var out []string
	for _, t := range types {
		out = append(out, "[ sh:class <urn:parley:"+t+"> ]")
	}
	return strings.Join(out, " ")
}

func (p *property) shape(m *schema.Model) string {
	s := fmt.Sprintf("sh:property [ sh:path <urn:parley:%s> ; sh:datatype xsd:%s", p.name, cmp.Or(p.datatype, "string"))
	if p.need {
		s += " ; sh:minCount 1"
	}
	if p.once {
		s += " ; sh:maxCount 1"
	}
	if p.pattern != "" {
		s += " ; sh:pattern " + turtleText(p.pattern)
	}
	switch p.name {
	case "confidence":
		s += " ; sh:minInclusive 0.0 ; sh:maxInclusive 1.0"
	case "status":
		var all []string
		for _, st := range m.Statuses {
			if p.of == "Claim" || slices.Contains(st.Of, strings.ToLower(p.of)) {
				all = append(all, turtleText(st.Name))
			}
		}
		s += " ; sh:in ( " + strings.Join(all, " ") + " )"
	case "kind":
		var all []string
		for _, k := range m.Kinds {
			all = append(all, turtleText(k))
		}
		s += " ; sh:in ( " + strings.Join(all, " ") + " )"
	case "quote":
		s += ` ; sh:in ( "true" "false" )`
	}
	return s + " ]"
}
