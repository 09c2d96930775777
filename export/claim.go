package export

import (
	"net/url"
	"strconv"
	"strings"

	"github.com/cayleygraph/quad"

	"parley/graph"
)

// claimed is what the quads of one label tell about the label itself.
type claimed struct {
	graph.Evidence
	date, phrase               string
	sentences, spans           []string
	subject, predicate, object quad.Value // of a relation that did not come about
}

// tell reads such a quad; false if a claim has no such property.
func (c *claimed) tell(p string, o quad.Value) bool {
	text := words(o)
	switch p {
	case "document":
		c.Document = documentID(local(o))
	case "sentence":
		c.sentences = append(c.sentences, text)
	case "evidence":
		c.spans = append(c.spans, text)
	case "rule":
		c.Rule = text
	case "status":
		c.Status = text
	case "confidence":
		c.Confidence, _ = strconv.ParseFloat(text, 64) // 0 where it is no number: unknown
	case "date":
		c.date = text
	case "phrase":
		c.phrase = text
	case "subject":
		c.subject = o
	case "predicate":
		c.predicate = o
	case "object":
		c.object = o
	default:
		return false
	}
	return true
}

// quote makes the evidence's sentence of what was told of it.
func (c *claimed) quote() {
	var err error
	if c.Sentence, c.Start, c.End, err = graph.Quotation(c.spans, c.sentences); err != nil { // a stranger's spans
		c.Sentence = strings.Join(c.sentences, " … ")
	}
}

// articles are documents by their id, as [graph.Evidence] has it.
type articles map[string]*Article

// of is the document of that name, new if nothing told of it yet.
func (a articles) of(name string) *Article {
	id := documentID(name)
	return at(a, id, Article{ID: id})
}

// tell reads what a document says about itself.
func (a articles) tell(name, p, text string) {
	switch p {
	case "title":
		a.of(name).Title = text
	case "publisher":
		a.of(name).Publisher = text
	case "published":
		a.of(name).Published = text
	case "url":
		a.of(name).URL = text
	}
}

// documentID is the id as the user knows it; its IRI has odd bytes escaped.
func documentID(name string) string {
	id := strings.TrimPrefix(name, "document/")
	if plain, err := url.PathUnescape(id); err == nil {
		return plain
	}
	return id
}
