// Package lemma gives each token its dictionary form.
//
//	The	DT	the
//	ministers	NNS	minister
//	met	VBD	meet
//	Kazakh	JJ	Kazakh
//
// [Stage] is all there is to call. A lemma comes of the form and its tag: from
// a list of irregular verbs and nouns, else of exceptions and suffix rules that
// lemma/train learns from treebanks; see data/README.
package lemma

import (
	"context"
	"slices"
	"strings"

	"parley/extract/text"
)

// Stage lemmatises. The zero value is ready; its data is read when it first
// runs. It is safe for concurrent use over different documents.
type Stage struct{}

// Name is "lemma".
func (Stage) Name() string { return "lemma" }

// Needs says what must be there.
func (Stage) Needs() []text.Layer { return []text.Layer{text.Tokens, text.Sentences, text.Tags} }

// Gives says what is there afterwards.
func (Stage) Gives() []text.Layer { return []text.Layer{text.Lemmas} }

// Run fills Lemma of all tokens. The cost is linear in them.
func (Stage) Run(ctx context.Context, doc *text.Document) error {
	l, err := loadLemmas()
	if err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	for _, s := range doc.Sentences {
		shouted := !slices.ContainsFunc(doc.Tokens[s.First:s.Last], func(t text.Token) bool { return t.Norm != strings.ToUpper(t.Norm) })
		for i := s.First; i < s.Last; i++ {
			t := &doc.Tokens[i]
			t.Lemma = l.lemma(t.Norm, t.UPOS, t.XPOS, shouted || i == s.First)
		}
	}
	return nil
}
