package pattern

import (
	"cmp"
	"slices"
	"strings"

	"parley/extract/text"
)

// Match is all matches in doc, by anchor and then in the order of the rules.
// doc needs tokens with tags, lemmas and a tree, and sentences; a line that
// names types finds only mentions that are linked.
func (s *Set) Match(g *Graph) []Match {
	m := &matcher{g: g, doc: g.doc}
	var out []Match
	for n, sent := range g.doc.Sentences {
		for i := sent.First; i < sent.Last; i++ {
			for k, rules := range [3][]*Rule{s.byLemma[g.lemma[i]], s.others, s.byLemma[g.hyphened[i]]} {
				for _, r := range rules {
					if k == 2 && slices.Contains(r.Match[0].Lemma, g.lemma[i]) {
						continue // tried already
					}
					if match, ok := m.try(r, i, n); ok {
						out = append(out, match)
					}
				}
			}
		}
	}
	place := make(map[*Rule]int, len(s.Rules))
	for i, r := range s.Rules {
		place[r] = i
	}
	slices.SortStableFunc(out, func(a, b Match) int { return cmp.Or(a.Anchor-b.Anchor, place[a.Rule]-place[b.Rule]) })
	return out
}

type matcher struct {
	g   *Graph
	doc *text.Document
}

func (m *matcher) try(r *Rule, anchor, sentence int) (Match, bool) {
	captures, stop := m.walk(r, anchor)
	if stop != nil {
		return Match{}, false
	}
	out := Match{Rule: r, Anchor: anchor, Sentence: sentence, Captures: captures, Roles: map[string][]int{}, Set: map[string]string{}}
	for role, names := range r.Emit {
		var toks []int
		for _, name := range names {
			toks = append(toks, captures[name]...)
		}
		slices.Sort(toks)
		out.Roles[role] = slices.Compact(toks)
	}
	for key, v := range r.Set {
		if ch, ok := r.values[key]; ok {
			toks := captures[ch.capture]
			if len(toks) == 0 {
				continue
			}
			if v = ch.values[m.g.lemma[toks[0]]]; v == "" {
				v = ch.values[m.g.hyphened[toks[0]]]
			}
		}
		out.Set[key] = v
	}
	return out, true
}

// walk is what the lines of the rule capture from the anchor, and the line that
// stopped it: one that found too few tokens, or one of unless that found some.
func (m *matcher) walk(r *Rule, anchor int) (captures map[string][]int, stop *Line) {
	if !m.token(&r.Match[0], anchor) {
		return nil, &r.Match[0]
	}
	captures = map[string][]int{r.Match[0].As: {anchor}}
	for i := 1; i < len(r.Match); i++ {
		l := &r.Match[i]
		found := m.line(l, captures)
		if len(found) < max(1, l.Least) && !l.Optional {
			return captures, l
		}
		captures[l.As] = found
	}
	for i := range r.Unless {
		if len(m.line(&r.Unless[i], captures)) > 0 {
			return captures, &r.Unless[i]
		}
	}
	return captures, nil
}

// from is the tokens that the line hangs from, or that hang from it.
func (l *Line) from(captures map[string][]int) []int {
	if l.Over != "" {
		return captures[l.Over]
	}
	return captures[l.Under]
}

// line is the tokens that fit l, in the order of the text, each once.
func (m *matcher) line(l *Line, captures map[string][]int) []int {
	var out []int
	for _, i := range l.from(captures) {
		for _, e := range m.g.arcs(l, i) {
			if slices.ContainsFunc(l.By, func(by string) bool { return fits(by, e.Rel) }) && m.token(l, e.Token) {
				out = append(out, e.Token)
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// token tells whether token i is of the kind that l asks for.
func (m *matcher) token(l *Line, i int) bool {
	t := &m.doc.Tokens[i]
	in := func(list []string, s string) bool { return len(list) == 0 || slices.Contains(list, s) }
	if len(l.Lemma) > 0 && !m.g.lemmas(l.Lemma, i) || !in(l.Tag, t.UPOS) || !in(l.XPOS, t.XPOS) {
		return false
	}
	if len(l.Form) > 0 && !slices.Contains(l.Form, strings.ToLower(t.Norm)) {
		return false
	}
	if len(l.Type) == 0 {
		return true
	}
	k := m.g.mention[i]
	return k >= 0 && m.g.typed(k, l.Type...)
}
