package page

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// aside says whether an element holds what is not about the page's article. An
// element that holds the article itself is none, whatever it is called.
func (p *page) aside(n *html.Node) bool {
	known, ok := p.asides[n]
	if !ok {
		known = p.looksAside(n)
		if p.asides == nil {
			p.asides = map[*html.Node]bool{}
		}
		p.asides[n] = known
	}
	return known
}

func (p *page) looksAside(n *html.Node) bool {
	if n.DataAtom == atom.Footer && within(n, tag(atom.Article)) {
		return false
	}
	named := n.DataAtom == atom.Nav || n.DataAtom == atom.Aside || n.DataAtom == atom.Footer || hidden(n) || (hasWord(n, otherWords) || hasWord(n, siteWords)) && !hasWord(n, aboutWords)
	return named && !p.spine()[n]
}

// spine is the elements that hold the page's main heading or most of its text.
func (p *page) spine() map[*html.Node]bool {
	if p.holds != nil {
		return p.holds
	}
	p.holds = map[*html.Node]bool{}
	m := measure(p.root)
	for n, s := range m {
		if whole := m[p.root].weight; whole > 0 && 2*s.weight > whole {
			p.holds[n] = true
		}
	}
	for n := p.mainHeading(); n != nil; n = n.Parent {
		p.holds[n] = true
	}
	return p.holds
}

// mainHeading is the longest heading that the title element or the title of
// OpenGraph has in it, or the page's only one of the first level, or nil.
func (p *page) mainHeading() *html.Node {
	told := []string{squeeze(p.titleElement())}
	metas := p.metas()
	for _, k := range ogTitle {
		for _, v := range metas[k] {
			told = append(told, squeeze(v))
		}
	}
	var best *html.Node
	length := 10
	for _, h := range all(p.root, tag(atom.H1, atom.H2, atom.H3)) {
		s := squeeze(plain(h))
		if len(s) > length && slices.ContainsFunc(told, func(t string) bool { return strings.Contains(t, s) }) {
			best, length = h, len(s)
		}
	}
	if hs := all(p.root, tag(atom.H1)); best == nil && len(hs) == 1 {
		best = hs[0]
	}
	return best
}
