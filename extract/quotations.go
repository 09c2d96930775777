package extract

import (
	"cmp"
	"slices"
	"strings"

	"parley/extract/pattern"
	"parley/extract/text"
	"parley/schema"
)

// Quotations of fewer words tell nothing by themselves; those of fewer than
// longQuotation may be scare quotes, which belong to no cue beside them.
const (
	leastQuotation = 2
	longQuotation  = 4
)

// quoter gives quotations to those who said them.
type quoter struct {
	*builder
	cues map[int][]*pattern.Match // by sentence: those without content
	said []schema.Statement
	of   map[int][]int // by sentence: the statements that its words are in
}

// quoted gives the quotations of the document to their speakers. One that a
// statement takes words from is part of it as a whole; one beside a cue without
// content (a rule that emits none) is what is said there; one that fills its
// sentences goes on from the statement of the sentence before, if that has one
// speaker. What remains is left out. The cost is linear in the text.
func (b *builder) quoted(said []schema.Statement, cues []*pattern.Match) []schema.Statement {
	r := &quoter{builder: b, cues: map[int][]*pattern.Match{}, said: said, of: map[int][]int{}}
	for _, m := range cues {
		r.cues[m.Sentence] = append(r.cues[m.Sentence], m)
	}
	for i, s := range said {
		k := b.sentenceOf(s.Cue.Start)
		r.of[k] = append(r.of[k], i)
	}
	for _, q := range b.doc.Quotations() {
		r.attribute(r.before(q))
	}
	return r.said
}

// before is what is left of a quotation that no mark closes before the next
// sentence in which somebody says something: that is no part of it.
func (r *quoter) before(q text.Quotation) text.Quotation {
	if !q.Open {
		return q
	}
	for k := r.doc.SentenceAt(q.First) + 1; k <= r.doc.SentenceAt(q.Last-1); k++ {
		if len(r.of[k]) > 0 {
			q.Last = r.doc.Sentences[k].First
		}
	}
	return q
}

func (r *quoter) attribute(q text.Quotation) {
	n := r.words(q)
	if n < leastQuotation {
		return
	}
	span := schema.Span{Start: r.doc.Tokens[q.First].Start, End: r.doc.Tokens[q.Last-1].End}
	from, to := r.doc.SentenceAt(q.First), r.doc.SentenceAt(q.Last-1)
	mine := r.sharing(span, from, to)
	if len(mine) == 0 && n >= longQuotation {
		mine = r.cued(q, span, from, to)
	}
	if len(mine) == 0 && r.filled(q, from, to) {
		mine = r.goingOn(from - 1)
	}
	for _, i := range mine {
		s := &r.said[i]
		s.Content, s.Quote = merged(append(slices.Clone(s.Content), span)), true
		for k := from; k <= to; k++ {
			join(&s.Finding, schema.Finding{Evidence: []schema.Span{schema.Span(r.doc.Sentences[k].Span)}})
			if !slices.Contains(r.of[k], i) {
				r.of[k] = append(r.of[k], i)
			}
		}
	}
}

// sharing are the statements in and around the sentences that have words in
// common with the quotation, and their cue outside it.
func (r *quoter) sharing(span schema.Span, from, to int) []int {
	var out []int
	for k := from - 1; k <= to+1; k++ {
		for _, i := range r.of[k] {
			s := &r.said[i]
			if !overlap(s.Cue, span) && slices.ContainsFunc(s.Content, func(c schema.Span) bool { return overlap(c, span) }) && !slices.Contains(out, i) {
				out = append(out, i)
			}
		}
	}
	return out
}

// cued are new statements of the first cue beside the quotation.
func (r *quoter) cued(q text.Quotation, span schema.Span, from, to int) []int {
	var out []int
	for k := from; k <= to; k++ {
		for _, m := range r.cues[k] {
			if m.Anchor >= q.First && m.Anchor < q.Last || !r.beside(m.Anchor, q) {
				continue
			}
			for _, s := range r.stated(m, []schema.Span{span}) {
				out = append(out, len(r.said))
				r.said = append(r.said, s)
			}
			return out
		}
	}
	return nil
}

// goingOn are the statements of sentence k that a quotation behind it goes on
// from: those of its last cue and its quotations, if one speaker has them all.
func (r *quoter) goingOn(k int) []int {
	all := r.of[k]
	if len(all) == 0 {
		return nil
	}
	last := &r.said[all[len(all)-1]]
	var out []int
	for _, i := range all {
		s := &r.said[i]
		if s.Cue != last.Cue && !s.Quote {
			continue
		}
		if s.Cue != last.Cue && s.Speaker != last.Speaker {
			return nil
		}
		out = append(out, i)
	}
	return out
}

func (b *builder) sentenceOf(at int) int {
	first, _ := b.tokens(at, at)
	return b.doc.SentenceAt(min(first, len(b.doc.Tokens)-1))
}

// farCue bounds the tokens between a quotation and its cue.
const farCue = 24

// beside tells whether the cue stands close before or behind the quotation,
// with no other sentence between.
func (b *builder) beside(cue int, q text.Quotation) bool {
	if cue < q.First {
		return q.First-cue <= farCue && b.doc.SentenceAt(cue) == b.doc.SentenceAt(q.First)
	}
	return cue-q.Last <= farCue && b.doc.SentenceAt(cue) == b.doc.SentenceAt(q.Last-1)
}

// filled tells whether sentences from to to hold no word but the quotation's.
func (b *builder) filled(q text.Quotation, from, to int) bool {
	for i := b.doc.Sentences[from].First; i < b.doc.Sentences[to].Last; i++ {
		if (i < q.First || i >= q.Last) && b.doc.Tokens[i].UPOS != "PUNCT" {
			return false
		}
	}
	return true
}

// words counts the words of the quotation.
func (b *builder) words(q text.Quotation) int {
	n := 0
	for _, t := range b.doc.Tokens[q.First:q.Last] {
		if t.UPOS != "PUNCT" {
			n++
		}
	}
	return n
}

// quotes tells whether the words hold a quotation mark.
func quotes(s string) bool { return strings.ContainsAny(s, "\"“”„«»") }

func overlap(a, b schema.Span) bool { return a.Start < b.End && b.Start < a.End }

// merged sorts spans and makes one of those that touch.
func merged(in []schema.Span) []schema.Span {
	slices.SortFunc(in, func(a, b schema.Span) int { return cmp.Or(a.Start-b.Start, a.End-b.End) })
	out := in[:1]
	for _, s := range in[1:] {
		last := &out[len(out)-1]
		if s.Start > last.End+1 {
			out = append(out, s)
			continue
		}
		last.End = max(last.End, s.End)
	}
	return out
}
