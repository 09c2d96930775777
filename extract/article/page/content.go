package page

import (
	"net/url"
	"slices"
	"strings"

	readability "codeberg.org/readeck/go-readability/v2"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"parley/extract/article/dates"
	"parley/extract/article/draft"
)

// content is the running text of a page and what stands beside it.
type content struct {
	paragraphs []string
	captions   []string
	quotes     []string
}

func (c content) size() int {
	n := 0
	for _, p := range c.paragraphs {
		n += len(p)
	}
	return n
}

// withoutTitle is the content without a first line that is the title, alone or
// with the date before it.
func (c content) withoutTitle(title string) content {
	if len(c.paragraphs) < 2 || title == "" {
		return c
	}
	line, title := squeeze(c.paragraphs[0]), squeeze(title)
	if line == title || len(title) > 20 && strings.HasSuffix(line, title) && len(line)-len(title) < 60 && len(dates.All(c.paragraphs[0], "")) > 0 {
		c.paragraphs = c.paragraphs[1:]
	}
	return c
}

// without is the content without the paragraphs that are the line.
func (c content) without(line string) content {
	if line != "" {
		c.paragraphs = slices.DeleteFunc(c.paragraphs, func(p string) bool { return p == line })
	}
	return c
}

// fill puts the content into a draft: paragraphs parted by empty lines.
func (c content) fill(d *draft.Draft) {
	d.Text = strings.Join(c.paragraphs, "\n\n")
	d.Captions, d.Quotes = c.captions, c.quotes
}

// little is fewer bytes than an article has; where our own reading finds no
// more, or less than a part of what the library finds, the library's counts.
const (
	little = 250
	part   = 0.35
)

// content finds the article of the page. source is the page as it was given.
func (p *page) content(alone bool, source string) content {
	own := p.own()
	if alone {
		return own
	}
	if told := p.told(); told.size() >= little && own.size()*10 < told.size()*6 {
		return told
	}
	if n := measure(p.root)[p.root].weight; own.size() >= little && float64(own.size()) > part*float64(n) {
		return own
	}
	other := library(source, p.base)
	if own.size() < little && other.size() > own.size() || float64(own.size()) < part*float64(other.size()) {
		return other
	}
	return own
}

// told is the text that the page's JSON-LD gives: of pages that build their
// text by a script it is all there is.
func (p *page) told() content {
	var c content
	if o := p.article(); o != nil {
		s := o.text("articleBody")
		if LooksLike(s) {
			if d, err := Fragment(s); err == nil {
				s = d.Text
			}
		}
		for line := range strings.Lines(s) {
			if line = squash(line); line != "" {
				c.paragraphs = append(c.paragraphs, line)
			}
		}
	}
	return c
}

// mostElements is how many elements a page may have to be read by the library,
// whose time grows with more than their number.
const mostElements = 20_000

// library is the reading of go-readability: our second opinion.
func library(source, base string) content {
	u, err := url.Parse(base)
	if err != nil || u.Host == "" {
		u = &url.URL{Scheme: "http", Host: "localhost", Path: "/"}
	}
	doc, err := parse(source) // not FromReader, which guesses at the encoding again
	if err != nil {
		return content{}
	}
	n := 0
	each(doc, func(*html.Node) bool { n++; return true })
	if n > mostElements {
		return content{}
	}
	a, err := readability.FromDocument(doc, u)
	if err != nil || a.Node == nil {
		return content{}
	}
	strip(a.Node)
	return gather(blocks(a.Node))
}

// Shares of the running text, in hundredths, that an element must have to be
// taken for the article.
const (
	articleShare = 50
	bodyShare    = 60
	deepShare    = 80
)

// own is our reading of the page: prune, choose, tidy.
func (p *page) own() content {
	body := first(all(p.root, tag(atom.Body)))
	if body == nil {
		return content{}
	}
	strip(body)
	prune(body)
	main := choose(body)
	c := gather(tidy(append(p.lead(body, main), blocks(main)...)))
	c.captions = gather(blocks(body)).captions
	return c
}

// mostLead is how many blocks a lead has.
const mostLead = 3

// lead is the running text between the page's heading and the element that
// holds its article: many pages have the first paragraph there. A block that
// the page's own description begins with is one, wherever it stands before.
func (p *page) lead(body, main *html.Node) []block {
	inside := func(n *html.Node) bool { return n == main }
	abstract := p.description()
	var out []block
	headed := false
	for _, b := range blocks(body) {
		same := abstract != "" && strings.HasPrefix(squeeze(b.text), abstract) && b.linked == 0
		switch {
		case within(b.node, inside):
			if len(out) > mostLead {
				return nil
			}
			return out
		case b.node.DataAtom == atom.H1 || b.node.DataAtom == atom.H2 && b.words < 20:
			headed, out = true, nil
		case same || headed && !b.phrase() && (b.running() || b.words >= 8 && b.linked == 0 && (b.sentence() || within(b.node, isLead))):
			out = append(out, b)
		}
	}
	return nil
}

func isLead(n *html.Node) bool { return hasWord(n, leadWords) }

// description is the beginning of what the page says of itself, squeezed, or
// empty if that is too short to know it by.
func (p *page) description() string {
	for _, n := range all(p.root, tag(atom.Meta)) {
		k := strings.ToLower(attr(n, "property") + attr(n, "name"))
		if k != "og:description" && k != "description" {
			continue
		}
		if s := squeeze(attr(n, "content")); len(s) >= 40 {
			return strings.ToValidUTF8(s[:40], "")
		}
	}
	return ""
}

// choose is the element that holds the article: one that is marked as its
// body, if that has most of the text; else the deepest that has nearly all of
// what looks like running text.
func choose(body *html.Node) *html.Node {
	m := measure(body)
	whole := m[body].weight
	if whole == 0 {
		return body
	}
	best := body
	if n := first(all(body, func(n *html.Node) bool { return strings.EqualFold(attr(n, "itemprop"), "articleBody") })); n != nil && m[n].weight*100 >= whole*40 {
		return n
	}
	for _, n := range all(body, tag(atom.Article, atom.Main)) {
		if m[n].weight*100 >= whole*articleShare {
			best = n
		}
	}
	for _, n := range all(best, func(n *html.Node) bool { return hasWord(n, articleWords) }) {
		if m[n].weight*100 >= m[best].weight*bodyShare {
			return n
		}
	}
	return m.deepest(best)
}

// deepest goes down from n as long as one child has nearly all the text.
func (m sizes) deepest(n *html.Node) *html.Node {
	whole := m[n].weight
	for {
		var next *html.Node
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if c.Type == html.ElementNode && blockish[c.DataAtom] && m[c].weight*100 >= whole*deepShare {
				next = c
				break
			}
		}
		if next == nil || next.DataAtom == atom.P || next.DataAtom == atom.Li || next.DataAtom == atom.Blockquote || next.DataAtom == atom.Td {
			return n
		}
		n = next
	}
}
