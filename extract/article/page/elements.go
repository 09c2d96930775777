package page

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"parley/extract/article/draft"
)

// elements reads what the elements of the page's body tell.
func (p *page) elements(d *draft.Draft) {
	p.microdata(d)
	p.heading(d)
	var names []string
	each(p.root, func(n *html.Node) bool {
		if p.aside(n) {
			return false
		}
		if attr(n, "rel") == "author" && len(names) < 8 {
			names = append(names, cleanAuthor(plain(n)))
		}
		return true
	})
	d.Tell(draft.Author, joinNames(names), "link author")
	each(p.root, func(n *html.Node) bool {
		if p.aside(n) {
			return false
		}
		if n.DataAtom == atom.Body || n.DataAtom == atom.Html {
			return true
		}
		if d.Author == "" && hasWord(n, bylineWords) && !within(n, isCaption) {
			if s := plain(n); len(s) < 150 {
				d.Tell(draft.Author, joinNames([]string{cleanAuthor(s)}), "byline")
			}
		}
		return true
	})
	p.bylines(d)
}

// microdata reads itemprop attributes, of the page's own item only.
func (p *page) microdata(d *draft.Draft) {
	var names []string
	each(p.root, func(n *html.Node) bool {
		if p.aside(n) {
			return false
		}
		prop := strings.ToLower(attr(n, "itemprop"))
		if prop == "" {
			return true
		}
		v := attr(n, "content")
		if v == "" {
			v = attr(n, "datetime")
		}
		if v == "" {
			v = plain(n)
		}
		for _, k := range strings.Fields(prop) {
			switch k {
			case "headline":
				d.Tell(draft.Title, p.cleanTitle(v), "microdata headline")
			case "author", "creator":
				if name := first(all(n, func(c *html.Node) bool { return c != n && attr(c, "itemprop") == "name" })); name != nil {
					v = plain(name)
					if c := attr(name, "content"); c != "" {
						v = c
					}
				}
				names = append(names, cleanAuthor(v))
			case "publisher":
				if name := first(all(n, func(c *html.Node) bool { return c != n && attr(c, "itemprop") == "name" })); name != nil {
					v = attr(name, "content")
					if v == "" {
						v = plain(name)
					}
				}
				d.Tell(draft.Publisher, cleanSite(v), "microdata publisher")
			}
		}
		return true
	})
	d.Tell(draft.Author, joinNames(names), "microdata author")
}

// bylines reads the short lines between the heading and the first running
// text: "By …".
func (p *page) bylines(d *draft.Draft) {
	if d.Author != "" || d.Title == "" {
		return
	}
	bs := blocks(p.root)
	for _, b := range bs[titleBlock(bs, d.Title)+1:] {
		if b.running() {
			break
		}
		if b.words > 1 && b.words < 10 && strings.EqualFold(b.text[:min(3, len(b.text))], "by ") && d.Tell(draft.Author, cleanAuthor(b.text), "byline") {
			break
		}
	}
}

// titleBlock is the place of the heading that is the title among the blocks,
// or of another line that is; the last of all if there is none.
func titleBlock(bs []block, title string) int {
	title = squeeze(title)
	same := func(b block) bool { return squeeze(b.text) == title }
	at := slices.IndexFunc(bs, func(b block) bool { return isHeading(b.node) && same(b) })
	if at < 0 {
		at = slices.IndexFunc(bs, same)
	}
	if at < 0 {
		return len(bs) - 1
	}
	return at
}
