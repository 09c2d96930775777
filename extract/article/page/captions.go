package page

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

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
