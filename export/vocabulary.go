package export

import (
	"io"

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
