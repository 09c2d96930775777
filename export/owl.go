package export

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"strings"

	"parley/schema"
)

// OWL writes m as an RDFS and OWL vocabulary in Turtle. What may stand where is
// told by schema:domainIncludes and schema:rangeIncludes, from which no reasoner
// concludes anything: that somebody met the Kremlin does not make it a person.
func OWL(w io.Writer, m *schema.Model) error {
	out := bufio.NewWriter(w)
	turtlePrefixes(out)
	out.WriteByte('\n')
	out.WriteString("<urn:parley:vocabulary> a owl:Ontology ;\n    rdfs:label \"parley\" ;\n    rdfs:comment \"Actors, places, meetings and positions, each claim with the sentence that makes it.\" .\n")
	for _, t := range m.Types {
		fmt.Fprintf(out, "\n<urn:parley:%s> a owl:Class ;\n    rdfs:label %s ;\n    rdfs:comment %s .\n", t.Name, turtleText(strings.ToLower(t.Name)), turtleText(t.About))
	}
	for _, p := range m.Predicates {
		kind := "owl:ObjectProperty"
		if p.Literal { // its object may be words of the text
			kind = "rdf:Property"
		}
		if p.Symmetric && !p.Literal {
			kind += ", owl:SymmetricProperty"
		}
		fmt.Fprintf(out, "\n<urn:parley:%s> a %s ;\n    rdfs:label %s", p.Name, kind, turtleText(p.Caption))
		if p.About != "" {
			fmt.Fprintf(out, " ;\n    rdfs:comment %s", turtleText(p.About))
		}
		fmt.Fprintf(out, " ;\n    schema:domainIncludes %s ;\n    schema:rangeIncludes %s .\n", classNames(p.From), classNames(p.To))
	}
	for _, l := range links {
		fmt.Fprintf(out, "\n<urn:parley:%s> a owl:ObjectProperty ;\n    rdfs:label %s ;\n    rdfs:comment %s ;\n    schema:domainIncludes <urn:parley:%s>", l.name, turtleText(l.name), turtleText(l.about), l.from)
		if l.to != "" {
			fmt.Fprintf(out, " ;\n    schema:rangeIncludes <urn:parley:%s>", l.to)
		}
		out.WriteString(" .\n")
	}
	done := map[string]bool{}
	for _, p := range properties {
		if done[p.name] {
			continue
		}
		done[p.name] = true
		var of, about []string
		for _, x := range properties {
			if x.name == p.name && x.of != "" {
				of, about = append(of, x.of), append(about, strings.ToLower(x.of)+": "+x.about)
			}
		}
		fmt.Fprintf(out, "\n<urn:parley:%s> a owl:DatatypeProperty ;\n    rdfs:label %s ;\n    rdfs:comment %s ;\n    rdfs:range xsd:%s", p.name, turtleText(p.name), turtleText(cmp.Or(strings.Join(about, "; "), p.about)), cmp.Or(p.datatype, "string"))
		if len(of) > 0 {
			fmt.Fprintf(out, " ;\n    schema:domainIncludes %s", classNames(of))
		}
		out.WriteString(" .\n")
	}
	return out.Flush()
}

// classNames is types of the vocabulary as a list of Turtle.
func classNames(names []string) string {
	out := make([]string, len(names))
	for i, name := range names {
		out[i] = "<urn:parley:" + name + ">"
	}
	return strings.Join(out, ", ")
}
