package extract

import (
	"slices"

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
	return b.quoted(out, cues)
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
		for _, c := range said[i].Content {
			first, last := b.tokens(c.Start, c.End)
			b.graph.Say(first, last, speakers, func(i int) bool { return quoted[i] })
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
