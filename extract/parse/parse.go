// Package parse settles the tree of each sentence: it takes the draft that the
// network made of tokens alone and keeps persons' names with their titles
// whole, since the names are known by now. It also rights an auxiliary that
// was taken for a verb, datelines that were taken for a subject, speakers
// behind their verb that were taken for its object, clauses that were cut behind
// their conjunction, and verbs of telling that were given to whom is told of.
//
//	Swedish Foreign Minister Anna Lindqvist met …
//	met > Anna:nsubj, Anna > Minister:nmod:desc, Minister > Swedish:amod
//
// [Stage] is all there is to call; the other files have what is mended and
// why.
package parse

import (
	"context"

	"parley/extract/text"
)

// Stage settles trees. The zero value is ready.
type Stage struct{}

// Name is "parse".
func (Stage) Name() string { return "parse" }

// Needs says what must be there.
func (Stage) Needs() []text.Layer { return []text.Layer{text.Draft, text.Names, text.Lemmas} }

// Gives says what is there afterwards.
func (Stage) Gives() []text.Layer { return []text.Layer{text.Tree} }

// repairs are what is mended whatever the names, in this order: each is given
// the tokens of a sentence and the document's number of the first.
var repairs = []func(toks []text.Token, at int){perfect, dateline, inverted, adding, twoSubjects, conjunction, reported, kin}

// Run changes Head and Rel of tokens in and around persons' names. A tree with
// one root stays one.
func (Stage) Run(ctx context.Context, doc *text.Document) error {
	names := doc.Mentions
	for _, s := range doc.Sentences {
		if err := ctx.Err(); err != nil {
			return err
		}
		for _, repair := range repairs {
			repair(doc.Tokens[s.First:s.Last], s.First)
		}
		var units []unit
		if units, names = unitsOf(names, s); len(units) > 0 {
			mend(doc.Tokens[s.First:s.Last], s.First, units)
		}
	}
	return nil
}
