package pattern

// Branch is a captured token of a match, at its place under the anchor.
type Branch struct {
	Depth   int    // 0 for the anchor
	Capture string // the line's name
	Token   int
	Rel     string // by which it hangs from the branch over it; empty for the anchor
	Over    bool   // the branch over it hangs from this one instead
	Implied bool   // the arc is one that the [Graph] added to the tree
}

// Fragment is the part of the tree that m captured: the anchor, and under each
// token, in the order of the rule's lines, what a line captured from it.
func (g *Graph) Fragment(m *Match) []Branch {
	anchor := m.Rule.Match[0].As
	f := fragment{g: g, m: m, seen: map[place]bool{}, out: []Branch{{Capture: anchor, Token: m.Anchor}}}
	f.below(anchor, m.Anchor, 1)
	return f.out
}

// place is what a line captured.
type place struct {
	capture string
	token   int
}

type fragment struct {
	g    *Graph
	m    *Match
	seen map[place]bool // each is told once, or a dense graph would be told without end
	out  []Branch
}

func (f *fragment) below(name string, tok, depth int) {
	g, m := f.g, f.m
	for i := 1; i < len(m.Rule.Match); i++ {
		l := &m.Rule.Match[i]
		if name != l.Under && name != l.Over {
			continue
		}
		edges := g.arcs(l, tok)
		for _, c := range m.Captures[l.As] {
			rel, ok := l.arc(edges, c)
			at := place{l.As, c}
			if !ok || f.seen[at] {
				continue
			}
			f.seen[at] = true
			b := Branch{Depth: depth, Capture: l.As, Token: c, Rel: rel, Over: l.Over != ""}
			if b.Over {
				b.Implied = g.doc.Tokens[tok].Head != c
			} else {
				b.Implied = g.doc.Tokens[c].Head != tok
			}
			f.out = append(f.out, b)
			f.below(l.As, c, depth+1)
		}
	}
}

// arc is the relation by which the line finds token i among the arcs.
func (l *Line) arc(edges []Edge, i int) (rel string, ok bool) {
	for _, e := range edges {
		if e.Token != i {
			continue
		}
		for _, by := range l.By {
			if fits(by, e.Rel) {
				return e.Rel, true
			}
		}
	}
	return "", false
}
