// Package coref finds the nouns and pronouns that refer to the entities of a
// document, and the parties that have no name.
//
//	Foreign Minister Anna Lindqvist met rebel envoys in Riga.
//	[The minister Anna Lindqvist] said [she Anna Lindqvist] would sign
//	[the Riga agreement Instrument] if [the envoys rebel envoys] did.
//
// [Stage] is the one thing to use. It joins a title alone ("the president") to
// the one person of the document who bears it, a pronoun to the subject that
// its place points to, a government to its country. Phrases for people and
// bodies without a name ("rebel envoys", "a senior NATO official") become
// entities of type Group, treaties and laws of type Instrument.
//
// Where two entities fit equally well nothing is joined. What stands beside a
// name and says who that is ("Lindqvist, the foreign minister, …") is no
// mention of its own. A phrase or pronoun for two named entities ("the two
// leaders") is a Group with these as its members.
package coref

import (
	"context"

	"parley/extract/gazetteer"
	"parley/extract/text"
)

// Stage finds nominals and pronouns. The zero value is ready; its data is read
// when it first runs.
type Stage struct{}

// Name is the stage's name.
func (Stage) Name() string { return "coref" }

// Needs says what must be there.
func (Stage) Needs() []text.Layer {
	return []text.Layer{text.Tokens, text.Sentences, text.Tags, text.Lemmas, text.Tree, text.Entities}
}

// Gives says what is there afterwards.
func (Stage) Gives() []text.Layer { return []text.Layer{text.Chains} }

// Run adds mentions of kind Nominal and Pronoun, each with its entity and why,
// and the entities that they need. Mentions and entities stay in their order,
// so entities get new indexes. The cost is linear in the tokens.
func (Stage) Run(ctx context.Context, doc *text.Document) error {
	lex, err := words()
	if err != nil {
		return err
	}
	gaz, err := gazetteer.Load()
	if err != nil {
		return err
	}
	r := newResolver(doc, lex, gaz)
	for k := range doc.Sentences {
		if err := ctx.Err(); err != nil {
			return err
		}
		r.sentence(k)
	}
	r.finish()
	return nil
}

// none is the index of no token, mention or entity.
const none = -1

// several is the place of an entity where more than one would fit.
const several = -2

// resolver walks one document from its begin to its end.
type resolver struct {
	doc *text.Document
	lex lexicon
	gaz *gazetteer.Gazetteer

	kid, sibling []int // first token that hangs from each, next one that hangs from the same
	name         []int // of each token: the name it is in, or none
	named        []int // of each token: the name whose head it is, or none
	entity       []int // of each token: the entity of the mention whose head it is, or none
	quote        []int // of each token: the number of the quotation it is in, 0 for none

	byID    map[string]int // entity by its id
	byHead  map[string]int // unnamed party or instrument by its noun, or several
	byLast  map[string]int // organization by the first and the last word of its name, or several
	titles  map[string][]titled
	genders map[int]gazetteer.Gender // of entities
	tried   map[int]bool             // entities whose name was asked for its gender

	first, last int // tokens of the sentence
	before, now []subject
	focus       focus
	mentions    []text.Mention // added
}

func newResolver(doc *text.Document, lex lexicon, gaz *gazetteer.Gazetteer) *resolver {
	n := len(doc.Tokens)
	r := &resolver{
		doc: doc, lex: lex, gaz: gaz,
		kid: fill(n), sibling: fill(n), name: fill(n), named: fill(n), entity: fill(n), quote: make([]int, n),
		byID: map[string]int{}, byHead: map[string]int{}, byLast: map[string]int{},
		titles: map[string][]titled{}, genders: map[int]gazetteer.Gender{}, tried: map[int]bool{},
	}
	for i := n - 1; i >= 0; i-- {
		if h := doc.Tokens[i].Head; h >= 0 && h < n && h != i {
			r.sibling[i] = r.kid[h]
			r.kid[h] = i
		}
	}
	spelt := make([]bool, len(doc.Entities))
	for k, m := range doc.Mentions {
		if m.First < 0 || m.Last > n || m.First >= m.Last {
			continue
		}
		h := none
		for i := m.First; i < m.Last; i++ {
			if r.name[i] == none {
				r.name[i] = k
			}
			if up := doc.Tokens[i].Head; h == none && (up < m.First || up >= m.Last) {
				h = i
			}
		}
		if h == none {
			h = m.Last - 1
		}
		if r.named[h] == none {
			r.named[h], r.entity[h] = k, m.Entity
		}
		if first := m.First; m.Entity >= 0 && m.Entity < len(spelt) {
			if doc.Tokens[first].Norm == "the" {
				first++
			}
			spelt[m.Entity] = spelt[m.Entity] || m.Last-first > 1
		}
	}
	for e := range doc.Entities {
		r.knownEntity(e, spelt[e])
	}
	r.quotations()
	return r
}

func fill(n int) []int {
	s := make([]int, n)
	for i := range s {
		s[i] = none
	}
	return s
}

// note keeps value under key if it is the only one.
func note(m map[string]int, key string, value int) {
	if old, ok := m[key]; ok && old != value {
		value = several
	}
	m[key] = value
}

// quotations numbers the quotations.
func (r *resolver) quotations() {
	for n, q := range r.doc.Quotations() {
		for i := q.First + 1; i < q.Last-1; i++ {
			r.quote[i] = n + 1
		}
	}
}

// sentence resolves the words of sentence k from the left to the right.
func (r *resolver) sentence(k int) {
	s := r.doc.Sentences[k]
	r.first, r.last = s.First, s.Last
	r.noteFocus(k)
	r.before, r.now = append(r.before[:0], r.now...), r.now[:0]
	for i := s.First; i < s.Last; i++ {
		switch {
		case r.named[i] != none:
			r.readName(i)
		case r.name[i] != none:
		case r.doc.Tokens[i].UPOS == "PRON":
			r.pronoun(i)
		case counts[r.low(i)] > 0 && r.alone(i):
		case r.doc.Tokens[i].UPOS == "NOUN" || r.doc.Tokens[i].UPOS == "PROPN" || r.nounPlace(i):
			r.noun(i)
		}
		r.noteSubject(i)
	}
}

// nounPlace reports whether an adjective stands where a noun does: what may be
// both ("official", "military") is often taken for the wrong one.
func (r *resolver) nounPlace(i int) bool {
	if r.doc.Tokens[i].UPOS != "ADJ" {
		return false
	}
	switch r.rel(i) {
	case "nsubj", "obj", "iobj", "nmod", "obl":
		return true
	}
	return false
}

// add notes that tokens [first, last) with their head at i refer to entity e.
func (r *resolver) add(first, last, i, e int, kind text.MentionKind, why string) {
	r.mentions = append(r.mentions, text.Mention{
		Span:  text.Span{Start: r.doc.Tokens[first].Start, End: r.doc.Tokens[last-1].End},
		First: first, Last: last, Kind: kind, Type: r.doc.Entities[e].Type, Entity: e, Why: why,
	})
	r.entity[i] = e
}
