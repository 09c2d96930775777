package page

import (
	"net/url"
	"path"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"parley/extract/article/draft"
	"parley/extract/article/wire"
)

// mostAuthors is how many elements of one kind are looked at: more are a list
// of others' articles.
const mostAuthors = 8

// shownBylines are the elements in which a page shows who wrote its article.
type shownBylines struct {
	items []string     // microdata
	links []string     // links with rel=author
	named []*html.Node // elements named for a byline
	metas []*html.Node // elements named for all that is to be told
}

func (p *page) bylines() shownBylines {
	var s shownBylines
	each(p.root, func(n *html.Node) bool {
		if p.aside(n) {
			return false
		}
		for _, k := range strings.Fields(strings.ToLower(attr(n, "itemprop"))) {
			if (k == "author" || k == "creator") && !within(n, ofPicture) {
				s.items = append(s.items, itemName(n))
			}
		}
		if attr(n, "rel") == "author" && len(s.links) < mostAuthors {
			s.links = append(s.links, pieces(n))
		}
		switch {
		case n.DataAtom == atom.Body || n.DataAtom == atom.Html:
		case hasWord(n, bylineWords):
			if !within(n, isCaption) {
				s.named = append(s.named, n)
			}
		case hasWord(n, metaWords):
			s.metas = append(s.metas, n)
		}
		return true
	})
	return s
}

// ofPicture says whether an element is about a picture, a film or a comment,
// which have authors of their own.
func ofPicture(n *html.Node) bool {
	if n.DataAtom == atom.Figure {
		return true
	}
	kind := attr(n, "itemtype")
	return strings.HasSuffix(kind, "ImageObject") || strings.HasSuffix(kind, "VideoObject") || strings.HasSuffix(kind, "Comment")
}

// byline takes the first of the elements that has a byline. One of a single
// word, or in lower case, counts only if weak ones do.
func (w *writers) byline(named []*html.Node, weak bool) bool {
	for _, n := range named {
		s := pieces(n)
		if len(s) >= longestByline {
			continue
		}
		if w.take("byline", false, authorLinks(n)...) {
			return true
		}
		if b := wire.ReadByline(s, w.page.language); (weak || !b.Weak) && w.take("byline", true, s) {
			return true
		}
	}
	return false
}

// marked takes the first of the elements that has a byline behind "by".
func (w *writers) marked(metas []*html.Node) bool {
	for _, n := range metas {
		if s := pieces(n); len(s) < longestByline && wire.ReadByline(s, w.page.language).Marked && w.take("byline", true, s) {
			return true
		}
	}
	return false
}

// extend tells all the people of a byline that begins with those who are told:
// JSON-LD often has the first only.
func (w *writers) extend(named []*html.Node) {
	for _, n := range named {
		s := pieces(n)
		if len(s) >= longestByline || !strings.Contains(s, w.draft.Author) {
			continue
		}
		b := wire.ReadByline(s, w.page.language)
		if all := joinNames(b.People); len(b.People) > 1 && !b.Weak && strings.HasPrefix(all, w.draft.Author+",") {
			w.draft.Replace(draft.Author, all, w.draft.From[draft.Author]+", byline")
			return
		}
	}
}

// authorLinks are the texts of the links below n that lead to the page of an
// author.
func authorLinks(n *html.Node) []string {
	var out []string
	for _, a := range all(n, tag(atom.A)) {
		u, err := url.Parse(attr(a, "href"))
		if err != nil {
			continue
		}
		for dir := range strings.SplitSeq(strings.ToLower(path.Dir(strings.TrimSuffix(u.Path, "/"))), "/") {
			if authorPaths()[dir] || u.Query().Has("author") {
				out = append(out, pieces(a))
				break
			}
		}
	}
	return out
}

// longestByline is how much text an element has that is there for a byline.
const longestByline = 200

// pieces is the text of an element, with a line break where another element
// begins or ends.
func pieces(n *html.Node) string {
	var b strings.Builder
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		switch {
		case n.Type == html.TextNode:
			b.WriteString(strings.Join(strings.Fields(n.Data), " "))
		case n.DataAtom == atom.Script || n.DataAtom == atom.Style || n.DataAtom == atom.Template || n.DataAtom == atom.Svg:
			return
		}
		for c := n.FirstChild; c != nil && b.Len() < 2*longestByline; c = c.NextSibling {
			walk(c)
			b.WriteByte('\n')
		}
	}
	walk(n)
	return strings.Join(strings.FieldsFunc(b.String(), func(r rune) bool { return r == '\n' }), "\n")
}

// mostRunning is how many blocks of running text may stand before a byline: the
// first often leads in.
const mostRunning = 2

// lines reads the short lines below the heading: "By …", or "Author:" and a
// name in the next.
func (w *writers) lines() bool {
	bs := w.page.belowHeading(w.draft.Title)
	running := 0
	for i, b := range bs {
		if b.running() {
			if running++; running > mostRunning {
				break
			}
			continue
		}
		if b.words > 12 || within(b.node, w.page.aside) || within(b.node, isCaption) {
			continue
		}
		s := b.text
		if strings.HasSuffix(s, ":") && i+1 < len(bs) && !bs[i+1].running() {
			s += "\n" + bs[i+1].text
		}
		l := wire.ReadByline(s, w.page.language)
		if !l.Marked || l.Weak {
			continue
		}
		found := w.take("byline", true, s)
		if found || l.House != "" && len(l.People) == 0 {
			w.page.byline = b.text
		}
		if found {
			return true
		}
	}
	return false
}

// belowHeading are the blocks behind that of the title, or behind the main
// heading if none is the title.
func (p *page) belowHeading(title string) []block {
	bs := p.blocks()
	i := titleBlock(bs, title)
	if h := p.mainHeading(); h != nil && i == len(bs)-1 {
		i = slices.IndexFunc(bs, func(b block) bool { return b.node == h })
	}
	return bs[i+1:]
}
