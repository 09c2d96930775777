package page

import (
	"net/url"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

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

// tidy takes away blocks that are no text of the article: lines of links,
// lines that ask or tell of other things, what comes before and after.
func tidy(bs []block) []block {
	var out []block
	for _, b := range bs {
		if b.linkish() || b.phrase() || b.copyright() {
			continue
		}
		out = append(out, b)
	}
	return trim(out)
}

// linkish says whether a block is a link to elsewhere and not text.
func (b block) linkish() bool {
	if b.linked == 0 {
		return false
	}
	share := float64(b.linked) / float64(len(b.text))
	switch {
	case isHeading(b.node):
		return share > 0.8 && b.words > 2
	case within(b.node, tag(atom.Li)):
		return share > 0.7
	}
	return share > 0.8
}

// phrase says whether a short line begins as those of the list do.
func (b block) phrase() bool {
	if b.words > 12 || len(b.text) > 120 {
		return false
	}
	s := strings.ToLower(b.text)
	whole := strings.TrimRight(s, ".:! »>→") + "."
	if lineStarts()[whole] {
		return true
	}
	if isHeading(b.node) && b.words > 4 {
		return false
	}
	for i := range s {
		if i > 0 && !letterAt(s, i) && lineStarts()[s[:i]] {
			return true
		}
	}
	return lineStarts()[s]
}

// copyright says whether a block is a notice of copyright.
func (b block) copyright() bool {
	if b.words > 60 {
		return false
	}
	s := strings.ToLower(b.text)
	for _, begin := range []string{"copyright ", "© ", "©", "(c) "} {
		if rest, ok := strings.CutPrefix(s, begin); ok {
			rest = strings.TrimLeft(rest, "©(c) ")
			return rest != "" && (rest[0] >= '0' && rest[0] <= '9' || strings.Contains(s, "rights reserved"))
		}
	}
	return strings.HasSuffix(strings.TrimRight(s, ". "), "all rights reserved") && b.words < 25
}

func letterAt(s string, i int) bool {
	r, _ := utf8.DecodeRuneInString(s[i:])
	return unicode.IsLetter(r)
}

// trim takes away headings that nothing follows, and short lines before the
// first and after the last running text: dates, names, labels.
func trim(bs []block) []block {
	first, last := -1, -1
	for i, b := range bs {
		if b.running() {
			if first < 0 {
				first = i
			}
			last = i
		}
	}
	if first < 0 {
		return bs
	}
	for first > 0 && (bs[first-1].sentence() || bs[first-1].words >= 8 && bs[first-1].linked == 0) {
		first--
	}
	for last+1 < len(bs) && bs[last+1].sentence() {
		last++
	}
	bs = bs[first : last+1]
	var out []block
	for i, b := range bs {
		if isHeading(b.node) && (i+1 == len(bs) || isHeading(bs[i+1].node) && bs[i+1].node.DataAtom <= b.node.DataAtom) {
			continue
		}
		out = append(out, b)
	}
	return out
}

// sentence says whether a short block may be text: it ends as sentences do.
func (b block) sentence() bool {
	if isHeading(b.node) {
		return false
	}
	if within(b.node, tag(atom.Li, atom.Td, atom.Dd, atom.Pre)) && b.linked == 0 {
		return true
	}
	r, _ := utf8.DecodeLastRuneInString(b.text)
	return b.words >= 3 && strings.ContainsRune(".!?…\"”»’:)", r)
}

// gather sets captions and pull quotes apart from the running text. A block
// that another one has in it repeats its words, whatever it is called.
func gather(bs []block) content {
	var c content
	whole := make([]string, len(bs))
	sum := 0
	for i, b := range bs {
		whole[i] = squeeze(b.text)
		sum += len(whole[i])
	}
	all := strings.Join(whole, "\n")
	for i, b := range bs {
		switch {
		case within(b.node, isCaption):
			if !slices.Contains(c.captions, b.text) {
				c.captions = append(c.captions, b.text)
			}
		case within(b.node, isPull) || sum < mostCompared && b.words >= 4 && b.words <= 60 && repeats(whole, all, i):
			c.quotes = append(c.quotes, b.text)
		default:
			c.paragraphs = append(c.paragraphs, b.text)
		}
	}
	return c
}

// mostCompared is how long a page's text may be to be looked through for
// repeated words: each block is compared with all of it.
const mostCompared = 60_000

func isCaption(n *html.Node) bool {
	return n.DataAtom == atom.Figcaption || n.DataAtom == atom.Caption || strings.EqualFold(attr(n, "itemprop"), "caption") || hasWord(n, captionWords) || picture(n)
}

// longestCaption is how much text a table with a picture may have and be one
// that only holds the picture and its caption.
const longestCaption = 300

// picture says whether an element is a small table around a picture, as pages
// had it before there were figures.
func picture(n *html.Node) bool {
	if n.DataAtom != atom.Table {
		return false
	}
	images, left := 0, longestCaption
	var small func(n *html.Node) bool // stops early: pages nest tables
	small = func(n *html.Node) bool {
		switch {
		case n.Type == html.TextNode:
			left -= len(strings.TrimSpace(n.Data))
		case n.DataAtom == atom.Img:
			images++
		}
		for c := n.FirstChild; c != nil && left >= 0 && images < 2; c = c.NextSibling {
			small(c)
		}
		return left >= 0 && images == 1
	}
	return small(n)
}

func isPull(n *html.Node) bool { return n.DataAtom == atom.Aside || hasWord(n, pullWords) }

// repeats says whether block i is a part of a longer one.
func repeats(whole []string, all string, i int) bool {
	if strings.Count(all, whole[i]) < 2 {
		return false
	}
	for k, s := range whole {
		if k != i && len(s) > len(whole[i]) && strings.Contains(s, whole[i]) {
			return true
		}
	}
	return false
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
