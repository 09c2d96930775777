// Package read runs the network over a document: parts of speech, a draft of
// the tree, and the spans that look like names, in one pass.
//
// [Stage] is all there is to call. What the network says is taken as it is:
// package parse settles the tree once the names are known, and package ner
// settles the names with the gazetteer.
package read

import (
	"context"
	"fmt"

	"parley/extract/neural"
	"parley/extract/text"
)

// Stage reads. The zero value is ready; the model is loaded when it first runs.
type Stage struct{}

// Name is "read".
func (Stage) Name() string { return "read" }

// Needs says what must be there.
func (Stage) Needs() []text.Layer { return []text.Layer{text.Tokens, text.Sentences} }

// Gives says what is there afterwards.
func (Stage) Gives() []text.Layer { return []text.Layer{text.Tags, text.Draft, text.Spotted} }

// Run fills UPOS, XPOS, Head and Rel of all tokens, and doc.Spots. Each
// sentence is a tree with one root. The cost is linear in the tokens but for
// the square of a sentence's length.
func (Stage) Run(ctx context.Context, doc *text.Document) error {
	doc.Spots = nil
	r, err := neural.English()
	if err != nil {
		return fmt.Errorf("read: %w", err)
	}
	sentences := make([][]string, len(doc.Sentences))
	for k, s := range doc.Sentences {
		sentences[k] = make([]string, s.Last-s.First)
		for i := range sentences[k] {
			sentences[k][i] = doc.Form(s.First + i)
		}
	}
	readings, err := r.Read(ctx, sentences)
	if err != nil {
		return err
	}
	for k, s := range doc.Sentences {
		for i, w := range readings[k].Words {
			t := &doc.Tokens[s.First+i]
			t.UPOS, t.XPOS, t.Rel, t.Head = w.UPOS, w.XPOS, w.Rel, text.Root
			if w.Head != neural.Root {
				t.Head = s.First + w.Head
			}
		}
		for _, n := range readings[k].Names {
			doc.Spots = append(doc.Spots, text.Spot{First: s.First + n.First, Last: s.First + n.Last, Type: n.Type})
		}
	}
	return nil
}
