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

// The names of meta tags that tell the author, the better ones first.
var (
	ogAuthor   = []string{"article:author", "og:author", "book:author"}
	metaAuthor = []string{"byl", "byline", "parsely-author", "sailthru.author", "citation_author", "dc.creator", "dcterms.creator", "article.author", "authors", "cxenseparse:author", "twitter:creator:name", "rbauthors", "author"}
)

// lastFirst are the meta tags that have the family name first: "Novak, Anna".
var lastFirst = map[string]bool{"citation_author": true, "dc.creator": true, "dcterms.creator": true}

// writers collects what the page's sources say of who wrote its article.
type writers struct {
	page        *page
	draft       *draft.Draft
	house, from string // the first that is no person, and who told it
}

// take tells the draft the people in what a source says, if there are any and
// no better source told some. A source is open if what it says may be
// something else than a byline.
func (w *writers) take(from string, open bool, said ...string) bool {
	var people []string
	for _, s := range said {
		b := wire.ReadByline(s, w.page.language)
		if open && b.Weak && !b.Marked {
			continue
		}
		if b.Agency != "" {
			w.draft.Tell(draft.Agency, b.Agency, from)
		}
		w.set(b.House, from)
		for _, n := range b.People {
			if w.page.isSite(n) {
				w.set(n, from)
			} else {
				people = append(people, n)
			}
		}
	}
	return w.draft.Tell(draft.Author, joinNames(people), from)
}

// set keeps the first house that is told: not one of a meta tag, which is often
// whoever made the site, and no mere address.
func (w *writers) set(house, from string) {
	if w.house != "" || strings.HasPrefix(from, "meta") || wire.Address(house) && !strings.Contains(house, " ") {
		return
	}
	if squeeze(house) == squeeze(w.draft.Publisher) {
		house = w.draft.Publisher
	}
	w.house, w.from = house, from
}

// authors finds who wrote the page's article: people whom JSON-LD, OpenGraph,
// microdata, links, bylines or meta tags name, the first source that names any;
// else the house that they name.
func (p *page) authors(d *draft.Draft, metas map[string][]string) {
	w := &writers{page: p, draft: d}
	if o := p.article(); o != nil {
		w.object(p, o)
	}
	w.metas(metas, ogAuthor, "OpenGraph")
	if d.Author == "" {
		w.elements(p)
	}
	w.metas(metas, metaAuthor, "meta")
	for _, i := range []string{"1", "2"} {
		for _, label := range metas["twitter:label"+i] {
			if v := metas["twitter:data"+i]; len(v) > 0 {
				w.take("meta twitter:data"+i, true, label+"\n"+v[0])
			}
		}
	}
	d.Tell(draft.Author, w.house, w.from)
}

// object reads the authors of an object of JSON-LD.
func (w *writers) object(p *page, o object) {
	w.take("JSON-LD author", false, p.follow(o, "author")...)
}

// metas reads meta tags.
func (w *writers) metas(metas map[string][]string, keys []string, from string) {
	for _, k := range keys {
		said := slices.Clone(metas[k])
		for i, v := range said {
			last, first, ok := strings.Cut(v, ",")
			if lastFirst[k] && ok && !strings.ContainsAny(first, ",;&") && len(strings.Fields(last)) == 1 {
				said[i] = first + " " + last
			}
		}
		w.take(from+" "+k, false, said...)
	}
}

// mostAuthors is how many elements of one kind are looked at: more are a list
// of others' articles.
const mostAuthors = 8

// elements reads what the page shows: microdata, links to its authors, elements
// that are named for a byline, lines below the heading.
func (w *writers) elements(p *page) {
	var items, links []string
	var named []*html.Node
	each(p.root, func(n *html.Node) bool {
		if p.aside(n) {
			return false
		}
		for _, k := range strings.Fields(strings.ToLower(attr(n, "itemprop"))) {
			if k == "author" || k == "creator" {
				items = append(items, itemName(n))
			}
		}
		if attr(n, "rel") == "author" && len(links) < mostAuthors {
			links = append(links, pieces(n))
		}
		if n.DataAtom != atom.Body && n.DataAtom != atom.Html && hasWord(n, bylineWords) && !within(n, isCaption) {
			named = append(named, n)
		}
		return true
	})
	if w.take("microdata author", false, items...) || w.take("link author", false, links...) {
		return
	}
	for _, n := range named {
		if s := pieces(n); len(s) < longestByline && (w.take("byline", false, authorLinks(n)...) || w.take("byline", true, s)) {
			return
		}
	}
	p.bylines(w)
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

// bylines reads the short lines between the heading and the first running
// text: "By …".
func (p *page) bylines(w *writers) {
	if w.draft.Title == "" {
		return
	}
	bs := blocks(p.root)
	for _, b := range bs[titleBlock(bs, w.draft.Title)+1:] {
		if b.running() {
			break
		}
		if b.words < 2 || b.words > 12 || within(b.node, p.aside) {
			continue
		}
		if l := wire.ReadByline(b.text, p.language); l.Marked && !l.Weak && w.take("byline", true, b.text) {
			break
		}
	}
}
