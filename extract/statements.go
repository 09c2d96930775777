package extract

import (
	"cmp"
	"slices"

	"parley/extract/pattern"
	"parley/extract/text"
	"parley/schema"
)

// statements are what the match says, by each of its speakers.
func (b *builder) statements(m *pattern.Match) []schema.Statement {
	return b.stated(m, b.content(m))
}

func (b *builder) stated(m *pattern.Match, content []schema.Span) []schema.Statement {
	if len(content) == 0 || len(m.Roles["speaker"]) == 0 {
		return nil
	}
	cue := m.Anchor
	if len(m.Roles["cue"]) > 0 {
		cue = m.Roles["cue"][0]
	}
	quote := false
	for _, s := range content {
		quote = quote || quotes(b.doc.Text[s.Start:s.End])
	}
	var out []schema.Statement
	for _, tok := range m.Roles["speaker"] {
		for _, speaker := range b.ids([]int{tok}, b.model.Predicate("speaker").To) {
			st := schema.Statement{Speaker: speaker, Source: b.mentionSpan(tok), Cue: schema.Span(b.doc.Tokens[cue].Span), Content: content, Quote: quote, Finding: b.finding(m)}
			if to := b.ids(m.Roles["to"], b.model.Predicate("addressee").To); len(to) > 0 && to[0] != speaker {
				st.To = schema.Text(to[0])
			}
			out = append(out, st)
		}
	}
	return out
}

// content is what was said: all that hangs from the words the rule found, but
// for the cue and what hangs from that alone.
func (b *builder) content(m *pattern.Match) []schema.Span {
	var toks []int
	for _, c := range m.Roles["content"] {
		toks = append(toks, b.tree.below(c)...)
	}
	slices.Sort(toks)
	toks = slices.Compact(toks)
	if at := slices.Index(toks, m.Anchor); at >= 0 { // the cue hangs from what was said: "…, she said, …"
		cue := b.tree.below(m.Anchor)
		toks = slices.DeleteFunc(toks, func(t int) bool { return slices.Contains(cue, t) })
	}
	return b.tree.spans(toks)
}

// quoted gives the quotations of the document to their speakers. One that a
// statement takes words from is part of it as a whole; one beside a cue without
// content (a rule that emits none) is what is said there; one that fills its
// sentences goes on from the statement of the sentence before, if that has one
// speaker. What remains is left out.
func (b *builder) quoted(in []schema.Statement, cues []*pattern.Match) []schema.Statement {
	out := in
	of := map[int][]int{} // sentence -> statements that a quotation may go on from
	for i, s := range out {
		k := b.sentenceOf(s.Cue.Start)
		of[k] = append(of[k], i)
	}
	for _, q := range b.doc.Quotations() {
		if words(b.doc, q) < 2 {
			continue
		}
		span := schema.Span{Start: b.doc.Tokens[q.First].Start, End: b.doc.Tokens[q.Last-1].End}
		from, to := b.doc.SentenceAt(q.First), b.doc.SentenceAt(q.Last-1)
		var mine []int
		for k := from - 1; k <= to+1; k++ {
			for _, i := range of[k] {
				if !overlap(out[i].Cue, span) && slices.ContainsFunc(out[i].Content, func(c schema.Span) bool { return overlap(c, span) }) && !slices.Contains(mine, i) {
					mine = append(mine, i)
				}
			}
		}
		long := words(b.doc, q) >= 4
		if len(mine) == 0 && long {
			for _, m := range cues {
				if k := m.Sentence; from <= k && k <= to && (m.Anchor < q.First || m.Anchor >= q.Last) && b.beside(m.Anchor, q) {
					for _, s := range b.stated(m, []schema.Span{span}) {
						mine = append(mine, len(out))
						out = append(out, s)
					}
					break
				}
			}
		}
		if len(mine) == 0 && len(of[from-1]) > 0 && b.filled(q, from, to) {
			last := of[from-1][len(of[from-1])-1]
			for _, i := range of[from-1] {
				if out[i].Quote || out[i].Cue == out[last].Cue {
					mine = append(mine, i)
				}
			}
			if slices.ContainsFunc(mine, func(i int) bool { return out[i].Cue != out[last].Cue && out[i].Speaker != out[last].Speaker }) {
				mine = nil
			}
		}
		for _, i := range mine {
			out[i].Content, out[i].Quote = merged(append(slices.Clone(out[i].Content), span)), true
			for k := from; k <= to; k++ {
				s := schema.Span(b.doc.Sentences[k].Span)
				join(&out[i].Finding, schema.Finding{Evidence: []schema.Span{s}})
				if !slices.Contains(of[k], i) {
					of[k] = append(of[k], i)
				}
			}
		}
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
	for k := from; k <= to; k++ {
		for _, i := range besides(b.doc.Sentences[k], []text.Quotation{q}) {
			if b.doc.Tokens[i].UPOS != "PUNCT" {
				return false
			}
		}
	}
	return true
}

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
