package page

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// hidden says whether an element is not shown.
func hidden(n *html.Node) bool {
	for _, a := range n.Attr {
		switch a.Key {
		case "hidden":
			return a.Val != "until-found"
		case "aria-hidden":
			return a.Val == "true"
		case "style":
			s := strings.ReplaceAll(strings.ToLower(a.Val), " ", "")
			if strings.Contains(s, "display:none") || strings.Contains(s, "visibility:hidden") {
				return true
			}
		}
	}
	return false
}

// never are elements whose content is never running text.
var never = tag(atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Iframe, atom.Object, atom.Embed, atom.Svg, atom.Math, atom.Canvas, atom.Audio,
	atom.Video, atom.Button, atom.Input, atom.Select, atom.Textarea, atom.Label, atom.Nav, atom.Menu, atom.Dialog, atom.Link, atom.Meta, atom.Head, atom.Map)

// strip takes away what is never text, and what is hidden.
func strip(root *html.Node) {
	each(root, func(n *html.Node) bool {
		if never(n) || footnote(n) || hidden(n) && n.DataAtom != atom.Body && n.DataAtom != atom.Html {
			remove(n)
			return false
		}
		return true
	})
}

// footnote says whether an element is the mark of a note: a raised number that
// leads to another place of the page.
func footnote(n *html.Node) bool {
	if n.DataAtom != atom.Sup {
		return false
	}
	a := first(all(n, tag(atom.A)))
	s := strings.Trim(plain(n), "[]() *†‡")
	return a != nil && strings.Contains(attr(a, "href"), "#") && len(s) <= 3 && strings.Trim(s, "0123456789abcdefghij") == ""
}

// prune takes away what the names of elements say is not the article: menus,
// banners, teasers, comments. What holds most of the page's text stays,
// whatever it is called.
func prune(root *html.Node) {
	m := measure(root)
	whole := m[root].weight
	much := m.much(root)
	each(root, func(n *html.Node) bool {
		if n.DataAtom == atom.Body || n.DataAtom == atom.Html || n.DataAtom == atom.Main {
			return true
		}
		if m.teasers(n) {
			remove(n)
			return false
		}
		other := n.DataAtom == atom.Aside || n.DataAtom == atom.Footer || n.DataAtom == atom.Form || m.named(n)
		if !other || much[attr(n, "class")] || hasWord(n, pullWords) || isHeading(n) && !m.leads(n) || hasWord(n, captionWords) && m[n].weight < 500 {
			return true
		}
		w := m[n].weight
		if n.DataAtom == atom.Article && !within(n.Parent, tag(atom.Article)) && 5*w > whole || 2*w > whole || m[n].main {
			return true
		}
		remove(n)
		return false
	})
}

// named says whether an element is called what is not the article.
func (m sizes) named(n *html.Node) bool {
	return hasWord(n, otherWords) || hasWord(n, aboutWords) || hasWord(n, softWords) && m.leads(n)
}

// mostOfClass is the share of a page's running text, in hundredths, that
// elements of one class may have and still be an offer of a subscription, and
// not the text that subscribers read: each paragraph of some pages is a
// "subscriber-preview".
const mostOfClass = 40

// much is the classes, as they are written, of elements that are named for
// subscribers and have together too much of the page's text for an offer.
func (m sizes) much(root *html.Node) map[string]bool {
	sum := map[string]int{}
	each(root, func(n *html.Node) bool {
		if c := attr(n, "class"); c != "" && m[n].weight > 0 && hasWord(n, paidWords) {
			sum[c] += m[n].weight
		}
		return m[n].weight > 0
	})
	much := map[string]bool{}
	for c, w := range sum {
		much[c] = w*100 > m[root].weight*mostOfClass
	}
	return much
}

// size is how much text is below an element.
type size struct {
	weight int  // of running text: the characters of paragraphs without those of links
	text   int  // all text
	linked int  // all text within links
	heads  int  // headings that are links or hold one
	main   bool // it has a main element below it
}

// sizes are the sizes of elements; what has no text has the zero size.
type sizes map[*html.Node]size

// measure looks at all elements below root, and root itself, once: pages nest
// deep, and looking into each anew would take too long.
func measure(root *html.Node) sizes {
	m := sizes{}
	for _, b := range blocks(root) {
		w := 0
		if b.running() {
			w = len(b.text) - b.linked
		}
		for n := b.node; n != nil; n = n.Parent {
			s := m[n]
			s.weight += w
			s.text += len(b.text)
			s.linked += b.linked
			m[n] = s
			if n == root {
				break
			}
		}
	}
	for _, n := range all(root, isHeading) {
		if !within(n, tag(atom.A)) && first(all(n, tag(atom.A))) == nil {
			continue
		}
		for ; n != nil; n = n.Parent {
			s := m[n]
			s.heads++
			m[n] = s
			if n == root {
				break
			}
		}
	}
	for _, n := range all(root, tag(atom.Main)) {
		for n = n.Parent; n != nil && !m[n].main; n = n.Parent {
			s := m[n]
			s.main = true
			m[n] = s
		}
	}
	return m
}

// A list of teasers has many items, each a linked heading with a line or two.
const (
	fewestTeasers = 4
	longestTeaser = 500
)

// teasers says whether an element is a list of teasers: nearly all of what it
// holds are small parts with a heading that leads elsewhere.
func (m sizes) teasers(n *html.Node) bool {
	if m[n].heads < fewestTeasers {
		return false
	}
	all, small := 0, 0
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type != html.ElementNode || m[c].text == 0 {
			continue
		}
		all++
		if m[c].heads > 0 && m[c].text < longestTeaser && !isHeading(c) {
			small++
		}
	}
	return small >= fewestTeasers && small*10 >= all*8
}

// leads says whether an element is there for its links: some part of its text
// is linked, or it lies in a link.
func (m sizes) leads(n *html.Node) bool {
	return within(n, tag(atom.A)) || 100*m[n].linked > 15*m[n].text
}
