package page

import (
	"slices"
	"strings"

	"golang.org/x/net/html"

	"parley/extract/article/draft"
)

// elements reads what the elements of the page's body tell.
func (p *page) elements(d *draft.Draft) {
	p.microdata(d)
	p.heading(d)
}

// microdata reads itemprop attributes, of the page's own item only.
func (p *page) microdata(d *draft.Draft) {
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
			}
		}
		return true
	})
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
