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
// content (a rule that emits none), or behind one that ends its sentence with a
// colon, is what is said there; one beside the cue of a statement ("“…,” she
// said, “…”") belongs to that; one that fills its sentences goes on from the
// statement of the sentence before, if that has one speaker. What remains is left
// out. The cost is linear in the text.
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
	r.blocks(b.doc.Quotations())
	r.headlines()
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
	if len(mine) == 0 && n >= longQuotation {
		mine = r.alongside(q, from, to)
	}
	if len(mine) == 0 && r.filled(q, from, to) {
		if mine = r.goingOn(from - 1); len(mine) == 0 {
			mine = r.announced(from-1, span)
		}
	}
	r.add(mine, span, from, to)
	if q.Open && len(mine) > 0 && q.Last == r.doc.Sentences[to].Last {
		r.firstPerson(mine, to)
	}
}

// add makes the span, in sentences from to to, content of the statements.
func (r *quoter) add(mine []int, span schema.Span, from, to int) {
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

// mostFirstPerson bounds the sentences by which a quotation goes on.
const mostFirstPerson = 8

// firstPerson adds the sentences behind k, the last of a quotation whose closing
// mark was lost, that tell of "I" or "we" and in which nobody else says anything.
func (r *quoter) firstPerson(mine []int, k int) {
	for n := k + 1; n < len(r.doc.Sentences) && n <= k+mostFirstPerson; n++ {
		s := r.doc.Sentences[n]
		if len(r.of[n]) > 0 || len(r.cues[n]) > 0 || s.Paragraph > r.doc.Sentences[n-1].Paragraph+1 || quotes(r.doc.Text[s.Start:s.End]) || !r.oneself(n) {
			return
		}
		r.add(mine, schema.Span(s.Span), n, n)
	}
}

// oneself tells whether the sentence has a pronoun of the first person.
func (r *quoter) oneself(k int) bool {
	for _, t := range r.doc.Tokens[r.doc.Sentences[k].First:r.doc.Sentences[k].Last] {
		if t.UPOS == "PRON" {
			switch strings.ToLower(t.Norm) {
			case "i", "we", "me", "us", "my", "our", "ours", "mine", "myself", "ourselves":
				return true
			}
		}
	}
	return false
}

// announced are new statements of the last cue of sentence k, if that announces
// them.
func (r *quoter) announced(k int, span schema.Span) []int {
	if k < 0 || !r.announces(k) {
		return nil
	}
	return r.say(r.cues[k][len(r.cues[k])-1], span)
}

// announces tells whether sentence k ends with a colon, or with the cue itself,
// so that what was said must come behind it: "The minister said".
func (r *quoter) announces(k int) bool {
	if len(r.cues[k]) == 0 {
		return false
	}
	return r.ends(k, ":") || r.cues[k][len(r.cues[k])-1].Anchor == r.doc.Sentences[k].Last-1
}

func (r *quoter) ends(k int, mark string) bool {
	s := r.doc.Sentences[k]
	return s.Last > s.First && r.doc.Form(s.Last-1) == mark
}

// say adds what the match says of the span.
func (r *quoter) say(m *pattern.Match, span schema.Span) []int {
	var out []int
	for _, s := range r.stated(m, []schema.Span{span}) {
		out = append(out, len(r.said))
		r.said = append(r.said, s)
	}
	return out
}

// blocks are paragraphs without marks behind a sentence that announces them:
// "The minister said:", and what was said on lines of its own. They go on as
// long as paragraphs tell of "I" or "we".
func (r *quoter) blocks(quotations []text.Quotation) {
	marked := map[int]bool{}
	for _, q := range quotations {
		for k := r.doc.SentenceAt(q.First); k <= r.doc.SentenceAt(q.Last-1); k++ {
			marked[k] = true
		}
	}
	for k := 0; k < len(r.doc.Sentences); k++ {
		from, end := k+1, k+1
		if from == len(r.doc.Sentences) || r.doc.Sentences[from].Paragraph == r.doc.Sentences[k].Paragraph || !r.announces(k) {
			continue
		}
		for end < len(r.doc.Sentences) {
			next, first := r.block(end, marked)
			if next == end || end > from && !first {
				break
			}
			end = next
		}
		if end == from {
			continue
		}
		quoted := r.announced(k, schema.Span{Start: r.doc.Sentences[from].Start, End: r.doc.Sentences[end-1].End})
		for _, i := range quoted {
			r.add([]int{i}, r.said[i].Content[0], from, end-1)
			r.said[i].Quote = false
		}
		k = end - 1
	}
}

// block is the end of the paragraph that begins with sentence k, if nobody says
// anything there and it has no marks, else k; and whether it tells of "I" or "we".
func (r *quoter) block(k int, marked map[int]bool) (end int, first bool) {
	for end = k; end < len(r.doc.Sentences) && r.doc.Sentences[end].Paragraph == r.doc.Sentences[k].Paragraph; end++ {
		if marked[end] || len(r.of[end]) > 0 {
			return k, false
		}
		first = first || r.oneself(end)
	}
	return end, first
}

// headlines are lines that begin with who says the rest: "Lindqvist: talks failed".
func (r *quoter) headlines() {
	for k, s := range r.doc.Sentences {
		for _, m := range r.cues[k] {
			if r.doc.Tokens[m.Anchor].UPOS != "PUNCT" || r.ends(k, ".") || len(r.of[k]) > 0 || m.Anchor+2 >= s.Last {
				continue
			}
			for _, tok := range m.Roles["speaker"] {
				i := r.graph.Around(tok)
				if i < 0 || r.doc.Mentions[i].Last != m.Anchor || r.doc.Mentions[i].First > s.First+1 {
					continue
				}
				span := schema.Span{Start: r.doc.Tokens[m.Anchor+1].Start, End: r.doc.Tokens[s.Last-1].End}
				one := *m
				one.Roles = map[string][]int{"speaker": {tok}, "cue": {m.Anchor}}
				r.add(r.say(&one, span), span, k, k)
				break
			}
		}
	}
}

func (b *builder) sentenceOf(at int) int {
	first, _ := b.tokens(at, at)
	return b.doc.SentenceAt(min(first, len(b.doc.Tokens)-1))
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
