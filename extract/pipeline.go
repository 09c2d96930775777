// Package extract turns an article into a [schema.Record]: what the article
// says, each thing with the sentence that says it.
//
// [English] is the pipeline to use; [Pipeline.Record] is the one call. The
// stages each add a layer to a text.Document, the rules match its trees, and
// build.go makes the findings of the matches. Nothing here knows how records
// are kept.
package extract

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"parley/extract/pattern"
	"parley/extract/text"
	"parley/schema"
)

// Stage adds layers to a document.
type Stage interface {
	Name() string
	Needs() []text.Layer // that an earlier stage must have given
	Gives() []text.Layer
	// Run adds the layers. It must not change those that are there.
	Run(ctx context.Context, doc *text.Document) error
}

// Pipeline is stages in their order, and rules. It is safe for concurrent use
// if its stages are.
type Pipeline struct {
	stages []Stage
	events *pattern.Set               // the rules that need no speakers
	stands *pattern.Set               // the rules of relations, which may: who says what is known by then
	words  map[string]map[string]bool // of what relations are about
	model  *schema.Model
}

// New checks that each stage finds what it needs, and that the rules find a
// tree with chains and times.
func New(model *schema.Model, rules *pattern.Set, stages ...Stage) (*Pipeline, error) {
	given := map[text.Layer]string{}
	for _, s := range stages {
		for _, l := range s.Needs() {
			if given[l] == "" {
				return nil, fmt.Errorf("stage %s needs the layer %s, which no stage before it gives", s.Name(), l)
			}
		}
		for _, l := range s.Gives() {
			if given[l] != "" {
				return nil, fmt.Errorf("stage %s gives the layer %s, as %s does", s.Name(), l, given[l])
			}
			given[l] = s.Name()
		}
	}
	for _, l := range []text.Layer{text.Sentences, text.Lemmas, text.Tree, text.Chains, text.Times} {
		if given[l] == "" {
			return nil, fmt.Errorf("the rules need the layer %s, which no stage gives", l)
		}
	}
	words, err := objectWords()
	if err != nil {
		return nil, err
	}
	p := &Pipeline{stages: slices.Clone(stages), words: words, model: model}
	p.stands, p.events = rules.Split("relation")
	return p, nil
}

// Input is an article as extraction needs it.
type Input struct {
	ID        string
	Title     string
	Published string // YYYY, YYYY-MM, YYYY-MM-DD or empty: what "Monday" is reckoned from
	Publisher string
	URL       string
	Text      string // UTF-8, kept byte for byte; all offsets are of it
	Body      int    // byte of Text where the running text begins
}

// Annotate runs the stages. A stage that fails, or breaks, is an error that
// names it and the document; so is a text that is not UTF-8.
func (p *Pipeline) Annotate(ctx context.Context, in Input) (*text.Document, error) {
	if !utf8.ValidString(in.Text) {
		return nil, fmt.Errorf("%s: the text is not UTF-8", in.ID)
	}
	doc := &text.Document{ID: in.ID, Title: in.Title, Published: in.Published, Publisher: in.Publisher, Text: in.Text, Body: in.Body}
	for _, s := range p.stages {
		if err := p.stage(ctx, s, doc); err != nil {
			return nil, err
		}
	}
	return doc, nil
}

func (p *Pipeline) stage(ctx context.Context, s Stage, doc *text.Document) (err error) {
	defer rescue(doc.ID, s.Name(), &err)
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := s.Run(ctx, doc); err != nil {
		return fmt.Errorf("%s: %s: %w", doc.ID, s.Name(), err)
	}
	return nil
}

// rescue makes an error of a panic, so that one odd text costs one document.
func rescue(id, where string, err *error) {
	if bug := recover(); bug != nil {
		*err = fmt.Errorf("%s: %s: broke: %v (please report this text)", id, where, bug)
	}
}

// Record is what the article says. The record is valid.
func (p *Pipeline) Record(ctx context.Context, in Input) (*schema.Record, error) {
	doc, err := p.Annotate(ctx, in)
	if err != nil {
		return nil, err
	}
	r, err := p.build(doc)
	if err != nil {
		return nil, err
	}
	if err := p.sound(r, in); err != nil {
		return nil, err
	}
	return r, nil
}

// sound adds to r what only the input knows, and checks it.
func (p *Pipeline) sound(r *schema.Record, in Input) error {
	r.URL = in.URL
	if err := p.model.Validate(r, in.Text); err != nil {
		return fmt.Errorf("%s: the record is not sound: %w", in.ID, firstLine(err))
	}
	return nil
}

func (p *Pipeline) build(doc *text.Document) (r *schema.Record, err error) {
	defer rescue(doc.ID, "build", &err)
	b := newBuilder(p.model, p.words, doc)
	return b.record(p.match(b)), nil
}

// match is all matches by anchor: first those of the rules that tell who says
// what, then, knowing that, those of relations.
func (p *Pipeline) match(b *builder) []pattern.Match {
	out := p.events.Match(b.graph)
	b.attribute(out)
	out = append(out, p.stands.Match(b.graph)...)
	slices.SortStableFunc(out, func(x, y pattern.Match) int { return x.Anchor - y.Anchor })
	return out
}

// firstLine keeps the first of many joined errors.
func firstLine(err error) error {
	if first, _, more := strings.Cut(err.Error(), "\n"); more {
		return fmt.Errorf("%s …", first)
	}
	return err
}
