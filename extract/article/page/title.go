package page

import (
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"parley/extract/article/draft"
)

// heading reads the title from headings and the title element.
func (p *page) heading(d *draft.Draft) {
	title := p.titleElement()
	if s := p.headingIn(title); s != "" {
		d.Tell(draft.Title, s, "heading")
	}
	hs := all(p.root, func(n *html.Node) bool { return n.DataAtom == atom.H1 && !within(n, p.aside) })
	for _, h := range hs {
		if s := draft.Line(plain(h)); s != "" && (len(hs) == 1 || title != "" && strings.Contains(title, s)) && len(strings.Fields(s)) > 1 {
			d.Tell(draft.Title, s, "heading")
			break
		}
	}
	if h := p.loneHeading(title); h != "" {
		d.Tell(draft.Title, h, "heading")
	}
	d.Tell(draft.Title, p.cleanTitle(title), "title element")
}

// titleElement is the text of the page's title element.
func (p *page) titleElement() string {
	if n := first(all(p.root, tag(atom.Title))); n != nil {
		return draft.Line(plain(n))
	}
	return ""
}

// headingIn is the longest heading that the title element repeats, beside the
// name of the site.
func (p *page) headingIn(title string) string {
	best := ""
	for _, h := range all(p.root, tag(atom.H1, atom.H2, atom.H3)) {
		s := draft.Line(plain(h))
		rest := strings.Replace(title, s, "", 1)
		if len(strings.Fields(s)) < 3 || len(s) <= len(best) || rest == title && s != title {
			continue
		}
		rest = strings.TrimSpace(rest)
		from, _ := utf8.DecodeRuneInString(rest)
		to, _ := utf8.DecodeLastRuneInString(rest)
		if rest == "" || strings.ContainsRune("|-–—:»)", from) || strings.ContainsRune("|-–—:»(", to) {
			best = s
		}
	}
	return best
}

// loneHeading is the only heading of the first two levels before the running
// text, where the title element is no line of the page: "The Post: print".
func (p *page) loneHeading(title string) string {
	var found []string
	for _, b := range p.blocks() {
		if squeeze(b.text) == squeeze(title) {
			return ""
		}
		if b.running() {
			break
		}
		if (b.node.DataAtom == atom.H1 || b.node.DataAtom == atom.H2) && b.linked == 0 && b.words > 2 && !within(b.node, p.aside) {
			found = append(found, draft.Line(b.text))
		}
	}
	if len(found) != 1 {
		return ""
	}
	return found[0]
}

// separators part a title from the name of its site.
var separators = []string{" | ", " — ", " – ", " - ", " :: ", " » ", " · ", " • ", " │ "}

// cleanTitle is a title without the name of its site behind it or before it.
// Between other separators than the outermost the name must be just as the page
// tells it.
func (p *page) cleanTitle(s string) string {
	s = draft.Line(unescape(s))
	last, first := -1, len(s)
	for _, sep := range separators {
		last = max(last, strings.LastIndex(s, sep))
		if i := strings.Index(s, sep); i >= 0 {
			first = min(first, i)
		}
	}
	for _, sep := range separators {
		i := strings.LastIndex(s, sep)
		if i < 0 {
			continue
		}
		head, tail := strings.TrimSpace(s[:i]), strings.TrimSpace(s[i+len(sep):])
		if len(strings.Fields(head)) > 1 && (i == last && p.isSite(tail) || p.siteNames()[squeeze(tail)]) {
			return p.cleanTitle(head)
		}
		i = strings.Index(s, sep)
		head, tail = strings.TrimSpace(s[:i]), strings.TrimSpace(s[i+len(sep):])
		if len(strings.Fields(tail)) > 1 && (i == first && p.isSite(head) || p.siteNames()[squeeze(head)]) {
			return p.cleanTitle(tail)
		}
	}
	return s
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
