// Package tag gives each token its part of speech and its lemma.
//
// The tags are Universal Dependencies' UPOS and the Penn Treebank's XPOS,
// chosen together, greedily from left to right, by an averaged perceptron
// (package perceptron); lemmas come of suffix rules and a list of exceptions.
// Both are learnt from UD English-EWT and -GUM by tag/train; see
// data/README.md. [Stage] does it.
//
//	The	DET|DT	the
//	ministers	NOUN|NNS	minister
//	met	VERB|VBD	meet
package tag

import (
	"bytes"
	"compress/gzip"
	"context"
	_ "embed"
	"fmt"
	"strings"
	"sync"

	"parley/extract/perceptron"
	"parley/extract/text"
)

//go:embed data/tags.gz
var tagData []byte

var loadTags = sync.OnceValues(func() (*perceptron.Model, error) {
	z, err := gzip.NewReader(bytes.NewReader(tagData))
	if err != nil {
		return nil, fmt.Errorf("data/tags.gz: %w", err)
	}
	m, err := perceptron.Read(z)
	if err != nil {
		return nil, fmt.Errorf("data/tags.gz: %w", err)
	}
	return m, nil
})

// Stage tags and lemmatises. The zero value is ready; its data is read when
// it first runs. It is safe for concurrent use over different documents.
type Stage struct{}

// Name is the stage's name.
func (Stage) Name() string { return "tag" }

// Needs says what must be there.
func (Stage) Needs() []text.Layer { return []text.Layer{text.Tokens, text.Sentences} }

// Gives says what is there afterwards.
func (Stage) Gives() []text.Layer { return []text.Layer{text.Tags, text.Lemmas} }

// Run fills UPOS, XPOS and Lemma of all tokens. The cost is linear in them.
func (Stage) Run(ctx context.Context, doc *text.Document) error {
	m, err := loadTags()
	if err != nil {
		return err
	}
	l, err := loadLemmas()
	if err != nil {
		return err
	}
	t := New(m)
	for _, s := range doc.Sentences {
		if err := ctx.Err(); err != nil {
			return err
		}
		toks := doc.Tokens[s.First:s.Last]
		t.Tag(toks)
		for i := range toks {
			toks[i].Lemma = l.lemma(toks[i].Norm, toks[i].UPOS, toks[i].XPOS)
		}
	}
	return nil
}

// Tagger tags sentence after sentence. It is used by one goroutine.
type Tagger struct {
	model    *perceptron.Model
	scores   []int32
	features []uint64
}

// New is a tagger with a model of its own, as [Train] gives it.
func New(m *perceptron.Model) *Tagger {
	return &Tagger{model: m, scores: make([]int32, len(m.Classes))}
}

// Tag fills UPOS and XPOS of the tokens of one sentence, reading Norm alone.
func (t *Tagger) Tag(toks []text.Token) {
	words := hash(toks)
	before := [2]int{noTag, noTag}
	for i := range toks {
		t.features = appendFeatures(t.features[:0], words, i, before)
		clear(t.scores)
		t.model.Score(t.features, t.scores)
		best := 0
		for c, s := range t.scores {
			if s > t.scores[best] {
				best = c
			}
		}
		toks[i].UPOS, toks[i].XPOS, _ = strings.Cut(t.model.Classes[best], "|")
		before = [2]int{before[1], best}
	}
}
