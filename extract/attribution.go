package extract

import (
	"slices"

	"parley/extract/text"
	"parley/schema"
)

// alongside are the statements of the nearest cue beside the quotation, if a
// comma or a colon joins the two.
func (r *quoter) alongside(q text.Quotation, from, to int) []int {
	nearest, at := farCue+1, schema.Span{}
	look := func(k int) {
		for _, i := range r.of[k] {
			first, _ := r.tokens(r.said[i].Cue.Start, r.said[i].Cue.End)
			far := q.First - first
			if first >= q.Last {
				far = first - q.Last + 1
			}
			if far > 0 && far < nearest && r.doc.SentenceAt(first) == k {
				nearest, at = far, r.said[i].Cue
			}
		}
	}
	if q.First > 0 && (r.doc.Tokens[q.First-1].Norm == "," || r.doc.Tokens[q.First-1].Norm == ":") {
		look(from)
	}
	if q.Last > q.First+1 && r.doc.Tokens[q.Last-2].Norm == "," {
		look(to)
	}
	if nearest > farCue {
		return nil
	}
	var out []int
	for _, i := range slices.Concat(r.of[from], r.of[to]) {
		if r.said[i].Cue == at && !slices.Contains(out, i) {
			out = append(out, i)
		}
	}
	return out
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
	for k := from; k <= to; k++ {
		for _, m := range r.cues[k] {
			if r.doc.Tokens[m.Anchor].UPOS == "PUNCT" || m.Anchor >= q.First && m.Anchor < q.Last || !r.beside(m.Anchor, q) {
				continue
			}
			return r.say(m, span)
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
