package export

import (
	"bufio"
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"parley/graph/nquads"
	"parley/schema"
)

// Vocabulary is a description of what the exports and records hold, for
// programs that check or read them.
type Vocabulary struct {
	Name, About string
	Write       func(w io.Writer, m *schema.Model) error
}

// Vocabularies are the descriptions, in the order of a help text.
var Vocabularies = []Vocabulary{
	{"owl", "RDFS and OWL of the graph's words, as Turtle", OWL},
	{"shacl", "SHACL shapes of the graph, as Turtle", SHACL},
	{"record", "JSON Schema of a record, as parley extract --format json prints them", RecordSchema},
}

// property is a predicate whose object is text.
type property struct {
	name, of, about string
	datatype        string // of xsd, "string" if empty
	pattern         string // that SHACL holds it to
	once            bool   // a node has at most one, as one claim tells it
	need            bool   // a node has at least one
}

const (
	datePattern = `^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$`
	charPattern = `^char=[0-9]+,[0-9]+$`
)

// properties are the predicates of the graph that schema/predicates.yaml does
// not hold: those to text, in the order of their subjects.
var properties = []property{
	{name: "title", of: "Document", about: "title of the article", once: true},
	{name: "published", of: "Document", about: "day, month or year of publication", pattern: datePattern, once: true},
	{name: "publisher", of: "Document", about: "who published it", once: true},
	{name: "url", of: "Document", about: "where it is to be found", once: true},
	{name: "evidence", of: "Claim", about: "where in the text, in code points, as RFC 5147 has it", pattern: charPattern},
	{name: "sentence", of: "Claim", about: "the words there, white space folded"},
	{name: "rule", of: "Claim", about: "the rule that found it", once: true},
	{name: "confidence", of: "Claim", about: "share of the rule's findings that were right", datatype: "decimal", once: true},
	{name: "status", of: "Claim", about: "whether what is claimed came about", once: true},
	{name: "phrase", of: "Claim", about: "the words that say it", once: true},
	{name: "date", of: "Claim", about: "when the relation was", pattern: datePattern, once: true},
	{name: "kind", of: "Meeting", about: "what kind of meeting"},
	{name: "status", of: "Meeting", about: "whether it came about, as each claim has it", need: true},
	{name: "date", of: "Meeting", about: "day, month or year", pattern: datePattern},
	{name: "when", of: "Meeting", about: "the words the date was read from"},
	{name: "about", of: "Meeting", about: "the topic"},
	{name: "status", of: "Visit", about: "whether it came about", need: true},
	{name: "date", of: "Visit", about: "day, month or year", pattern: datePattern},
	{name: "title", of: "Office", about: "title of the office", need: true},
	{name: "content", of: "Statement", about: "what was said, in the words of the text"},
	{name: "quote", of: "Statement", about: "true if any of it stands in quotation marks", once: true},
	{name: "alias", of: "", about: "another name in the text"},
}

// links are the predicates between nodes beside those of the vocabulary.
var links = []struct{ name, from, to, about string }{
	{"document", "Claim", "Document", "the document that says it"},
	{"subject", "Claim", "", "of a relation that did not come about"},
	{"predicate", "Claim", "", "of a relation that did not come about"},
	{"object", "Claim", "", "of a relation that did not come about"},
	{"graph", "Claim", "", "the graph in which imported quads stood"},
}

func prefixesOf(out *bufio.Writer, more ...[2]string) {
	for _, p := range nquads.Prefixes {
		fmt.Fprintf(out, "@prefix %s: <%s> .\n", p.Short, p.Full)
	}
	for _, p := range more {
		fmt.Fprintf(out, "@prefix %s: <%s> .\n", p[0], p[1])
	}
	out.WriteByte('\n')
}

// OWL writes m as an RDFS and OWL vocabulary in Turtle. What may stand where is
// told by schema:domainIncludes and schema:rangeIncludes, from which no reasoner
// concludes anything: that somebody met the Kremlin does not make it a person.
func OWL(w io.Writer, m *schema.Model) error {
	out := bufio.NewWriter(w)
	prefixesOf(out)
	out.WriteString("<urn:parley:> a owl:Ontology ;\n    rdfs:label \"parley\" ;\n    rdfs:comment \"Actors, places, meetings and positions, each claim with the sentence that makes it.\" .\n")
	for _, t := range m.Types {
		fmt.Fprintf(out, "\nparley:%s a owl:Class ;\n    rdfs:label %s ;\n    rdfs:comment %s .\n", t.Name, turtleText(strings.ToLower(t.Name)), turtleText(t.About))
	}
	for _, p := range m.Predicates {
		kind := "owl:ObjectProperty"
		if p.Literal { // its object may be words of the text
			kind = "rdf:Property"
		}
		if p.Symmetric && !p.Literal {
			kind += ", owl:SymmetricProperty"
		}
		fmt.Fprintf(out, "\nparley:%s a %s ;\n    rdfs:label %s", p.Name, kind, turtleText(p.Caption))
		if p.About != "" {
			fmt.Fprintf(out, " ;\n    rdfs:comment %s", turtleText(p.About))
		}
		fmt.Fprintf(out, " ;\n    schema:domainIncludes %s ;\n    schema:rangeIncludes %s .\n", named("parley:", p.From), named("parley:", p.To))
	}
	for _, l := range links {
		fmt.Fprintf(out, "\nparley:%s a owl:ObjectProperty ;\n    rdfs:label %s ;\n    rdfs:comment %s ;\n    schema:domainIncludes parley:%s", l.name, turtleText(l.name), turtleText(l.about), l.from)
		if l.to != "" {
			fmt.Fprintf(out, " ;\n    schema:rangeIncludes parley:%s", l.to)
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
		fmt.Fprintf(out, "\nparley:%s a owl:DatatypeProperty ;\n    rdfs:label %s ;\n    rdfs:comment %s ;\n    rdfs:range xsd:%s", p.name, turtleText(p.name), turtleText(cmp.Or(strings.Join(about, "; "), p.about)), cmp.Or(p.datatype, "string"))
		if len(of) > 0 {
			fmt.Fprintf(out, " ;\n    schema:domainIncludes %s", named("parley:", of))
		}
		out.WriteString(" .\n")
	}
	return out.Flush()
}

// SHACL writes shapes that every export of parley keeps to, in Turtle.
func SHACL(w io.Writer, m *schema.Model) error {
	out := bufio.NewWriter(w)
	prefixesOf(out, [2]string{"sh", "http://www.w3.org/ns/shacl#"})
	for _, t := range m.Types {
		fmt.Fprintf(out, "parley:%sShape a sh:NodeShape ;\n    sh:targetClass parley:%s ;\n    sh:nodeKind sh:IRI", t.Name, t.Name)
		if t.Entity {
			out.WriteString(" ;\n    sh:property [ sh:path schema:name ; sh:minCount 1 ; sh:datatype xsd:string ]")
			out.WriteString(" ;\n    sh:property [ sh:path parley:alias ; sh:datatype xsd:string ]")
		}
		for _, p := range properties {
			if p.of == t.Name {
				out.WriteString(" ;\n    " + p.shape(m))
			}
		}
		if t.Name == "Claim" {
			out.WriteString(" ;\n    sh:property [ sh:path parley:document ; sh:minCount 1 ; sh:maxCount 1 ; sh:class parley:Document ]")
		}
		out.WriteString(" .\n\n")
	}
	for _, p := range m.Predicates {
		fmt.Fprintf(out, "parley:%sShape a sh:NodeShape ;\n    sh:targetSubjectsOf parley:%s ;\n    sh:or ( %s ) ;\n    sh:property [ sh:path parley:%s ; sh:or ( %s", p.Name, p.Name, classes(p.From), p.Name, classes(p.To))
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
		out = append(out, "[ sh:class parley:"+t+" ]")
	}
	return strings.Join(out, " ")
}

func (p *property) shape(m *schema.Model) string {
	s := fmt.Sprintf("sh:property [ sh:path parley:%s ; sh:datatype xsd:%s", p.name, cmp.Or(p.datatype, "string"))
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

func named(prefix string, all []string) string {
	out := make([]string, len(all))
	for i, t := range all {
		out[i] = prefix + t
	}
	return strings.Join(out, ", ")
}

func turtleText(s string) string {
	b, err := nquads.AppendText(nil, s)
	if err != nil { // the vocabulary is UTF-8
		return `""`
	}
	return string(b)
}

// RecordSchema writes the JSON Schema (2020-12) of a record.
func RecordSchema(w io.Writer, m *schema.Model) error {
	type object = map[string]any
	text := object{"type": "string"}
	orNull := object{"type": []string{"string", "null"}}
	date := object{"type": []string{"string", "null"}, "pattern": datePattern}
	ref := func(name string) object { return object{"$ref": "#/$defs/" + name} }
	listOf := func(of object) object { return object{"type": "array", "items": of} }
	enum := func(all []string) object { return object{"enum": all} }
	statuses := func(of string) object {
		var all []string
		for _, s := range m.Statuses {
			if slices.Contains(s.Of, of) {
				all = append(all, s.Name)
			}
		}
		return enum(all)
	}
	predicates := func(section string) object {
		var all []string
		for _, p := range m.Predicates {
			if p.Section == section {
				all = append(all, p.Name)
			}
		}
		return enum(all)
	}
	var types []string
	for _, t := range m.Types {
		if t.Entity {
			types = append(types, t.Name)
		}
	}
	// Further members are allowed: the format may gain some.
	closed := func(optional []string, properties object) object {
		var required []string
		for name := range properties {
			if !slices.Contains(optional, name) {
				required = append(required, name)
			}
		}
		slices.Sort(required)
		return object{"type": "object", "properties": properties, "required": required}
	}
	finding := func(properties object) object {
		properties["evidence"] = object{"type": "array", "items": ref("span"), "minItems": 1}
		properties["confidence"] = object{"type": "number", "minimum": 0, "maximum": 1}
		properties["rule"] = text
		return closed([]string{"when"}, properties)
	}
	ids := listOf(text)
	offset := object{"type": "integer", "minimum": 0, "description": "code points of the document's text"}
	doc := closed([]string{"publisher", "url"}, object{
		"doc": object{"type": "string", "minLength": 1}, "title": text, "published": date, "publisher": text, "url": text, "language": text,
		"entities":     listOf(closed(nil, object{"id": text, "type": enum(types), "name": text, "aliases": ids, "mentions": listOf(closed(nil, object{"start": offset, "end": offset, "kind": enum(m.Mentions)}))})),
		"offices":      listOf(finding(object{"person": text, "title": object{"type": "string", "minLength": 1}, "of": orNull, "status": statuses("office")})),
		"meetings":     listOf(finding(object{"id": text, "kind": enum(m.Kinds), "status": statuses("meeting"), "participants": ids, "hosts": ids, "mediators": ids, "places": ids, "date": date, "when": text, "about": text, "trigger": ref("span")})),
		"visits":       listOf(finding(object{"who": text, "place": text, "status": statuses("visit"), "date": date})),
		"relations":    listOf(finding(object{"s": text, "p": predicates("relation"), "o": text, "status": statuses("relation"), "date": date})),
		"affiliations": listOf(finding(object{"s": text, "p": predicates("affiliation"), "o": text})),
		"statements":   listOf(finding(object{"speaker": text, "source": ref("span"), "cue": ref("span"), "content": object{"type": "array", "items": ref("span"), "minItems": 1}, "quote": object{"type": "boolean"}, "to": orNull})),
	})
	doc["$schema"] = "https://json-schema.org/draft/2020-12/schema"
	doc["$id"] = "urn:parley:record"
	doc["title"] = "What one document says, as parley extracts it"
	doc["$defs"] = object{"span": closed(nil, object{"start": offset, "end": offset})}
	enc := json.NewEncoder(w) // maps are written in the order of their keys
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(doc)
}
