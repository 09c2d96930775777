package pattern

import (
	"fmt"
	"slices"
	"strings"
)

// Stop is where a rule came to its end without a match.
type Stop struct {
	Rule     *Rule
	Anchor   int
	Line     *Line // of the rule: one that found too few tokens, or one of unless that found some
	Unless   bool
	Captures map[string][]int // of the lines before it
	Near     []Near           // what hangs where the line looks, or, of unless, what it found
}

// Near is a token that a line looked at.
type Near struct {
	Token int
	Rel   string
	Why   string // it does not fit; empty if it does
}

// Stops is where r ends without a match: one for each token that is its anchor,
// in the order of the text, but where it matches.
func (r *Rule) Stops(g *Graph) []Stop {
	m := &matcher{g: g, doc: g.doc}
	var out []Stop
	for _, s := range g.doc.Sentences {
		for i := s.First; i < s.Last; i++ {
			if !m.token(&r.Match[0], i) {
				continue
			}
			if captures, stop := m.walk(r, i); stop != nil {
				out = append(out, m.stop(r, i, captures, stop))
			}
		}
	}
	return out
}

// StopAt is where r ends with token i as its anchor, be it one or not; ok is
// false where it matches.
func (r *Rule) StopAt(g *Graph, i int) (stop Stop, ok bool) {
	m := &matcher{g: g, doc: g.doc}
	captures, line := m.walk(r, i)
	if line == nil {
		return Stop{}, false
	}
	return m.stop(r, i, captures, line), true
}

func (m *matcher) stop(r *Rule, anchor int, captures map[string][]int, l *Line) Stop {
	s := Stop{Rule: r, Anchor: anchor, Line: l, Captures: captures}
	if l == &r.Match[0] {
		s.Near = []Near{{anchor, m.doc.Tokens[anchor].Rel, m.unfit(l, anchor)}}
		return s
	}
	s.Unless = slices.ContainsFunc(seq(r.Unless), func(u *Line) bool { return u == l })
	for _, i := range l.from(captures) {
		for _, e := range m.g.arcs(l, i) {
			n := Near{Token: e.Token, Rel: e.Rel}
			if !slices.ContainsFunc(l.By, func(by string) bool { return fits(by, e.Rel) }) {
				n.Why = "is not by " + strings.Join(l.By, ", ")
			} else {
				n.Why = m.unfit(l, e.Token)
			}
			if !s.Unless || n.Why == "" {
				s.Near = append(s.Near, n)
			}
		}
	}
	return s
}

// seq is pointers to the lines.
func seq(lines []Line) []*Line {
	out := make([]*Line, len(lines))
	for i := range lines {
		out[i] = &lines[i]
	}
	return out
}

// unfit is why token i is not of the kind that l asks for, or "".
func (m *matcher) unfit(l *Line, i int) string {
	t := &m.doc.Tokens[i]
	for _, c := range []struct {
		what string
		want []string
		got  string
	}{
		{"lemma", l.Lemma, m.g.lemma[i]}, {"tag", l.Tag, t.UPOS}, {"xpos", l.XPOS, t.XPOS}, {"form", l.Form, strings.ToLower(t.Norm)},
	} {
		if c.what == "lemma" && m.g.lemmas(c.want, i) {
			continue
		}
		if len(c.want) > 0 && !slices.Contains(c.want, c.got) {
			return fmt.Sprintf("its %s is %s, not %s", c.what, c.got, some(c.want))
		}
	}
	if m.token(l, i) {
		return ""
	}
	k := m.g.mention[i]
	if k < 0 {
		return "it is the head of no mention that stands for somebody, want " + some(l.Type)
	}
	return fmt.Sprintf("its type is %s, not %s", m.doc.Entities[m.doc.Mentions[k].Entity].Type, some(l.Type))
}

// some is the first of a list, for people.
func some(list []string) string {
	const most = 6
	if len(list) > most {
		return strings.Join(list[:most], ", ") + fmt.Sprintf(" or one of %d more", len(list)-most)
	}
	return strings.Join(list, ", ")
}
