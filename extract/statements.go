package extract

import (
	"slices"
	"strings"

	"parley/extract/pattern"
	"parley/schema"
)

// said are the statements of the document.
func (b *builder) said(matches []pattern.Match) []schema.Statement {
	var out []schema.Statement
	var cues []*pattern.Match
	for i := range matches {
		switch m := &matches[i]; {
		case m.Rule.Emits != "statement":
		case m.Rule.Emit["content"] == nil:
			cues = append(cues, m)
		default:
			out = append(out, b.statements(m)...)
		}
	}
	return b.quoted(b.told(out), cues)
}

// cueLemma is the lemma of the verb or noun that tells of a statement, or empty.
func (b *builder) cueLemma(s *schema.Statement) string {
	if s.Cue.Start >= s.Cue.End {
		return ""
	}
	first, last := b.tokens(s.Cue.Start, s.Cue.End)
	if first >= last {
		return ""
	}
	return b.doc.Tokens[pattern.Head(b.doc, first, last)].Lemma
}

// attribute tells the graph who said which words: of statements within others
// the shorter one counts.
func (b *builder) attribute(matches []pattern.Match) {
	said := b.said(matches)
	length := func(s *schema.Statement) int {
		n := 0
		for _, c := range s.Content {
			n += c.End - c.Start
		}
		return n
	}
	slices.SortStableFunc(said, func(x, y schema.Statement) int { return length(&y) - length(&x) })
	quoted := make([]bool, len(b.doc.Tokens))
	for _, q := range b.doc.Quotations() {
		for i := q.First; i < q.Last; i++ {
			quoted[i] = true
		}
	}
	for i := 0; i < len(said); {
		var speakers []int
		k := i
		for ; k < len(said) && slices.Equal(said[k].Content, said[i].Content); k++ {
			first, last := b.tokens(said[k].Source.Start, said[k].Source.End)
			if head := pattern.Head(b.doc, first, last); b.graph.Mention(head) >= 0 {
				speakers = append(speakers, head)
			}
		}
		denied, judged := b.nouns["denial"][b.cueLemma(&said[i])], said[i].Rule == "statements/judges"
		for _, c := range said[i].Content {
			first, last := b.tokens(c.Start, c.End)
			if denied { // who dismisses an accusation makes none
				b.graph.Unsay(first, last)
				continue
			}
			// Of what is told of others, "their" is not the speaker's: "thanked them for their help".
			b.graph.Say(first, last, speakers, func(i int) bool { return quoted[i] || judged })
		}
		i = k
	}
}

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
		if tok > 0 && b.doc.Tokens[tok-1].Norm == "(" { // "(AP)" took the picture
			continue
		}
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
// for the cue and what hangs from that alone. What somebody is called ("what
// critics call a failure") is not "what".
func (b *builder) content(m *pattern.Match) []schema.Span {
	var toks []int
	for _, c := range m.Roles["content"] {
		if x := b.doc.Tokens[c].XPOS; x == "WP" || x == "WDT" {
			continue
		}
		if b.doc.Tokens[m.Anchor].Rel == "case" { // "…, according to her"
			c = b.clause(c)
		}
		toks = append(toks, b.tree.below(c)...)
	}
	slices.Sort(toks)
	toks = slices.Compact(toks)
	without := func(top int) {
		cue := b.tree.below(top)
		toks = slices.DeleteFunc(toks, func(t int) bool { return slices.Contains(cue, t) })
	}
	if b.doc.Tokens[m.Anchor].Rel == "case" {
		without(b.doc.Tokens[m.Anchor].Head)
	} else if slices.Contains(toks, m.Anchor) { // the cue hangs from what was said: "…, she said, …"
		without(m.Anchor)
	}
	return b.tree.spans(toks)
}

// clause is the predicate of the clause that token i is part of.
func (b *builder) clause(i int) int {
	for range mostClimb {
		t := b.doc.Tokens[i]
		base, _, _ := strings.Cut(t.Rel, ":")
		switch base {
		case "root", "ccomp", "parataxis", "conj", "dep":
			return i
		}
		if t.Head < 0 {
			return i
		}
		i = t.Head
	}
	return i
}

// mostClimb bounds the way up to a clause.
const mostClimb = 16

// mostTold bounds how many statements before it in its sentence one is held
// against.
const mostTold = 16

// told joins statements of one speaker that tell of the same words: those of one
// cue, and one within the other. What somebody adds ("…, insisting that …") is
// a statement of its own and no part of that before it.
func (b *builder) told(in []schema.Statement) []schema.Statement {
	slices.SortStableFunc(in, func(x, y schema.Statement) int { return x.Cue.Start - y.Cue.Start })
	var out []schema.Statement
next:
	for _, s := range in {
		for k := len(out) - 1; k >= max(0, len(out)-mostTold); k-- {
			x := &out[k]
			if x.Speaker != s.Speaker {
				continue
			}
			if x.Cue == s.Cue {
				x.Content, x.Quote = merged(append(slices.Clone(x.Content), s.Content...)), x.Quote || s.Quote
				if x.To == "" {
					x.To = s.To
				}
				join(&x.Finding, s.Finding)
				continue next
			}
			switch {
			case !tells(x, s.Cue):
			case b.added(x, s.Cue):
			default:
				join(&x.Finding, s.Finding)
				continue next
			}
		}
		out = append(out, s)
	}
	return slices.DeleteFunc(slices.Clone(out), func(s schema.Statement) bool { return b.within(out, &s) })
}

// tells tells whether the cue is among the words that s says.
func tells(s *schema.Statement, cue schema.Span) bool {
	return slices.ContainsFunc(s.Content, func(c schema.Span) bool { return overlap(c, cue) })
}

// within tells whether another statement of the same speaker behind s, in the
// order of their cues, says what s does: "“I think so,” she said".
func (b *builder) within(all []schema.Statement, s *schema.Statement) bool {
	at, _ := slices.BinarySearchFunc(all, s.Cue.Start, func(x schema.Statement, start int) int { return x.Cue.Start - start })
	for k := at; k < min(len(all), at+mostTold); k++ {
		if x := &all[k]; x.Speaker == s.Speaker && x.Cue != s.Cue && tells(x, s.Cue) {
			return true
		}
	}
	return false
}

// added cuts off what the statement says where the cue begins an addition to it,
// a participle behind a comma, and tells whether it did.
func (b *builder) added(s *schema.Statement, cue schema.Span) bool {
	at, _ := b.tokens(cue.Start, cue.End)
	first := at
	for first > 0 && b.doc.Tokens[first-1].UPOS == "ADV" {
		first--
	}
	t := b.doc.Tokens[at]
	if t.XPOS != "VBG" || first == 0 || b.doc.Tokens[first-1].Norm != "," {
		return false
	}
	end := b.doc.Tokens[first-1].Start
	var out []schema.Span
	for _, c := range s.Content {
		if c.Start < end {
			out = append(out, schema.Span{Start: c.Start, End: min(c.End, end)})
		}
	}
	if len(out) == 0 {
		return false
	}
	s.Content = out
	return true
}
