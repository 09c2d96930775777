// Package ner settles the names of a text and says what each names: a Person,
// an Organization, a Country or a Place.
//
//	Foreign Minister [Anna Lindqvist Person] told the [Senate Organization] that
//	[Swedish Country] troops would stay in [Riga Place].
//
// [Stage] is all there is to call. The network spots spans that look like names
// (package read); the rules here settle what the gazetteer knows better, cut
// titles off, and make the document agree with itself.
//
// The stage does not say which names mean the same thing (see package link),
// nor does it find nouns and pronouns that refer to somebody.
package ner

import (
	"context"
	"fmt"
	"sync"

	"parley/extract/gazetteer"
	"parley/extract/text"
)

// The types of names.
const (
	Person       = "Person"
	Organization = "Organization"
	Country      = "Country"
	Place        = "Place"
)

// resources are what the stage reads once.
type resources struct {
	Gazetteer *gazetteer.Gazetteer
	never     map[string]bool
	party     map[string]bool // whether it is a field of government, too
	around    around
}

var load = sync.OnceValues(func() (*resources, error) {
	g, err := gazetteer.Load()
	if err != nil {
		return nil, err
	}
	small, err := smallWords()
	if err != nil {
		return nil, err
	}
	return &resources{Gazetteer: g, never: readNever(), party: readParties(), around: small}, nil
})

// Stage finds names. The zero value is ready; its data is read when it first
// runs.
type Stage struct{}

// Name is "ner".
func (Stage) Name() string { return "ner" }

// Needs says what must be there.
func (Stage) Needs() []text.Layer {
	return []text.Layer{text.Tokens, text.Sentences, text.Tags, text.Spotted, text.Times}
}

// Gives says what is there afterwards.
func (Stage) Gives() []text.Layer { return []text.Layer{text.Names} }

// Run replaces doc.Mentions by the names of the text. They have kind Name and
// one of the four types, do not overlap, and belong to no entity yet; those of
// persons have the title in front of them. The cost is linear in the tokens.
func (Stage) Run(ctx context.Context, doc *text.Document) error {
	doc.Mentions = nil
	r, err := load()
	if err != nil {
		return fmt.Errorf("ner: %w", err)
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	w := &work{resources: r, doc: doc}
	w.settle()
	doc.Mentions = w.mentions()
	leads(doc)
	return nil
}
