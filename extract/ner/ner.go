// Package ner finds the names of a text and says what each names: a Person, an
// Organization, a Country or a Place.
//
//	Foreign Minister [Anna Lindqvist Person] told the [Senate Organization] that
//	[Swedish Country] troops would stay in [Riga Place].
//
// [Stage] is all there is to call. A linear model (package perceptron) labels
// the tokens of a sentence together; rules then settle what the gazetteer knows
// better, cut titles off, and make the document agree with itself. The model is
// learnt by ner/train; data/README.md tells of what.
//
// The stage does not say which names mean the same thing (see package link),
// nor does it find nouns and pronouns that refer to somebody.
package ner

import (
	"bytes"
	"compress/gzip"
	"context"
	_ "embed"
	"fmt"
	"sync"

	"parley/extract/gazetteer"
	"parley/extract/perceptron"
	"parley/extract/text"
)

// The types of names.
const (
	Person       = "Person"
	Organization = "Organization"
	Country      = "Country"
	Place        = "Place"
)

//go:embed data/names.gz
var modelFile []byte

// resources are what the stage reads once.
type resources struct {
	*Reader
	decoder *decoder
	never   map[string]bool
	around  around
}

var load = sync.OnceValues(func() (*resources, error) {
	reader, err := NewReader()
	if err != nil {
		return nil, err
	}
	z, err := gzip.NewReader(bytes.NewReader(modelFile))
	if err != nil {
		return nil, err
	}
	m, err := perceptron.Read(z)
	if err != nil {
		return nil, err
	}
	d, err := newDecoder(m)
	if err != nil {
		return nil, err
	}
	small, err := smallWords()
	if err != nil {
		return nil, err
	}
	return &resources{Reader: reader, decoder: d, never: readNever(), around: small}, nil
})

// Stage finds names. The zero value is ready; its data is read when it first
// runs.
type Stage struct{}

// Name is "ner".
func (Stage) Name() string { return "ner" }

// Needs says what must be there.
func (Stage) Needs() []text.Layer {
	return []text.Layer{text.Tokens, text.Sentences, text.Tags, text.Times}
}

// Gives says what is there afterwards.
func (Stage) Gives() []text.Layer { return []text.Layer{text.Names} }

// Run replaces doc.Mentions by the names of the text. They have kind Name and
// one of the four types, do not overlap, and belong to no entity yet. The cost
// is linear in the tokens.
func (Stage) Run(ctx context.Context, doc *text.Document) error {
	doc.Mentions = nil
	r, err := load()
	if err != nil {
		return fmt.Errorf("ner: %w", err)
	}
	w := &work{resources: r, doc: doc}
	for i := range doc.Sentences {
		if err := ctx.Err(); err != nil {
			return err
		}
		s := &doc.Sentences[i]
		w.spans = append(w.spans, r.decoder.spans(r.Reader, doc.Tokens[s.First:s.Last], s.First)...)
	}
	w.settle()
	doc.Mentions = w.mentions()
	leads(doc)
	return nil
}

// Model labels the sentence with the labels of the training data (PER, ORG,
// LOC), without the rules. It is there to be measured.
func Model(toks []text.Token, m *perceptron.Model) ([]Span, error) {
	r, err := NewReader()
	if err != nil {
		return nil, err
	}
	d, err := newDecoder(m)
	if err != nil {
		return nil, err
	}
	return d.spans(r, toks, 0), nil
}

// Reader turns sentences into features. It is safe for concurrent use.
type Reader struct {
	Gazetteer *gazetteer.Gazetteer
	clusters  map[string]cluster
}

// NewReader loads the gazetteer and the word clusters.
func NewReader() (*Reader, error) {
	g, err := gazetteer.Load()
	if err != nil {
		return nil, err
	}
	c, err := clusters()
	if err != nil {
		return nil, err
	}
	return &Reader{g, c}, nil
}
