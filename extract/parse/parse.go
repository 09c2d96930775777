// Package parse hangs each token from its head: a tree a sentence, in the
// relations of Universal Dependencies with their subtypes. [Stage] does it.
//
// The parser is greedy (arc-hybrid transitions, one pass, so its cost is
// nearly linear in the tokens); two averaged perceptrons decide on actions and
// on relations. They are learnt from UD English-EWT and -GUM by parse/train;
// see data/README.md. Trees are projective: arcs never cross.
//
//	The ministers met in Geneva .
//	met is the root; ministers is its nsubj, Geneva its obl
package parse

import (
	"bytes"
	"compress/gzip"
	"context"
	_ "embed"
	"errors"
	"fmt"
	"slices"
	"sync"

	"parley/extract/parse/arc"
	"parley/extract/perceptron"
	"parley/extract/text"
)

//go:embed data/actions.gz
var actionData []byte

//go:embed data/relations.gz
var relationData []byte

type models struct{ actions, relations *perceptron.Model }

var load = sync.OnceValues(loadModels)

func loadModels() (*models, error) {
	m := &models{}
	var errs [2]error
	var wg sync.WaitGroup
	wg.Go(func() { m.actions, errs[0] = read("data/actions.gz", actionData) })
	wg.Go(func() { m.relations, errs[1] = read("data/relations.gz", relationData) })
	wg.Wait()
	if err := errors.Join(errs[:]...); err != nil {
		return nil, err
	}
	return m, nil
}

func read(name string, packed []byte) (*perceptron.Model, error) {
	z, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	m, err := perceptron.Read(z)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return m, nil
}

// Stage parses. The zero value is ready; its data is read when it first runs.
// It is safe for concurrent use over different documents.
type Stage struct{}

// Name is the stage's name.
func (Stage) Name() string { return "parse" }

// Needs says what must be there. Names are kept whole.
func (Stage) Needs() []text.Layer {
	return []text.Layer{text.Tokens, text.Sentences, text.Tags, text.Names}
}

// Gives says what is there afterwards.
func (Stage) Gives() []text.Layer { return []text.Layer{text.Tree} }

// Run fills Head and Rel of all tokens: exactly one token of a sentence hangs
// from none, by the relation root, and there is no cycle.
func (Stage) Run(ctx context.Context, doc *text.Document) error {
	m, err := load()
	if err != nil {
		return err
	}
	p := New(m.actions, m.relations)
	names := doc.Mentions
	for _, s := range doc.Sentences {
		if err := ctx.Err(); err != nil {
			return err
		}
		toks := doc.Tokens[s.First:s.Last]
		p.Parse(toks)
		var units []unit
		units, names = unitsOf(names, s)
		mend(toks, units)
		for i := range toks {
			if toks[i].Head != text.Root {
				toks[i].Head += s.First
			}
		}
	}
	return nil
}

// Parser parses sentence after sentence. It is used by one goroutine.
type Parser struct {
	actions, relations *perceptron.Model
	root               int      // the relation of that name
	hashes             []uint64 // of the relations' names
	scores             []int32
	features           []uint64
}

// New is a parser with models of its own, as parse/train learns them. One of
// the relations must be root.
func New(actions, relations *perceptron.Model) *Parser {
	p := &Parser{actions: actions, relations: relations, root: slices.Index(relations.Classes, "root")}
	p.scores = make([]int32, max(len(relations.Classes), arc.Actions))
	for _, r := range relations.Classes {
		p.hashes = append(p.hashes, perceptron.String(r))
	}
	return p
}

// Parse fills Head and Rel of the tokens of one sentence, reading Norm, UPOS
// and XPOS. Heads are counted within the sentence.
func (p *Parser) Parse(toks []text.Token) {
	s := arc.New(toks)
	for !s.Done() {
		action := p.action(s)
		if action == arc.Shift {
			s.Do(action, 0)
			continue
		}
		head, dep := s.Arc(action)
		rel := p.root
		toks[dep].Head = text.Root
		if head < len(toks) {
			rel = p.relation(s, head, dep)
			toks[dep].Head = head
		}
		toks[dep].Rel = p.relations.Classes[rel]
		s.Do(action, p.hashes[rel])
	}
}

// action is the best of those that are allowed.
func (p *Parser) action(s *arc.State) int {
	p.features = s.Features(p.features[:0])
	scores := p.scores[:arc.Actions]
	clear(scores)
	p.actions.Score(p.features, scores)
	best := -1
	for a := range scores {
		if s.Allowed(a) && (best < 0 || scores[a] > scores[best]) {
			best = a
		}
	}
	return best
}

// relation is the best one between two tokens: any but root.
func (p *Parser) relation(s *arc.State, head, dep int) int {
	p.features = s.ArcFeatures(p.features[:0], head, dep)
	scores := p.scores[:len(p.relations.Classes)]
	clear(scores)
	p.relations.Score(p.features, scores)
	best := -1
	for c := range scores {
		if c != p.root && (best < 0 || scores[c] > scores[best]) {
			best = c
		}
	}
	return best
}
