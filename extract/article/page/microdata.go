package page

import (
	"slices"
	"strings"

	"golang.org/x/net/html"

	"parley/extract/article/draft"
)

// headline reads the title that microdata tells.
func (p *page) headline(d *draft.Draft) {
	for _, n := range p.items("headline") {
		d.Tell(draft.Title, p.cleanTitle(value(n)), "microdata headline")
	}
}

// items are the elements of the page's own item that have one of the properties.
func (p *page) items(properties ...string) []*html.Node {
	var out []*html.Node
	each(p.root, func(n *html.Node) bool {
		if p.aside(n) {
			return false
		}
		for _, k := range strings.Fields(strings.ToLower(attr(n, "itemprop"))) {
			if slices.Contains(properties, k) {
				out = append(out, n)
				break
			}
		}
		return true
	})
	return out
}

// itemName is what an element with a property says, or the item's name that it
// holds.
func itemName(n *html.Node) string {
	if name := first(all(n, func(c *html.Node) bool { return c != n && attr(c, "itemprop") == "name" })); name != nil {
		n = name
	}
	if v := attr(n, "content"); v != "" {
		return v
	}
	return pieces(n)
}
