package page

import (
	"net/url"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"parley/extract/article/dates"
	"parley/extract/article/draft"
)

// The names of meta tags that tell something, the better ones first.
var (
	ogTitle     = []string{"og:title", "twitter:title"}
	metaTitle   = []string{"dc.title", "dcterms.title", "parsely-title", "sailthru.title", "citation_title", "headline", "title", "hdl"}
	ogDate      = []string{"article:published_time", "og:published_time", "og:article:published_time", "article:published"}
	metaDate    = []string{"date", "pubdate", "publishdate", "publish-date", "publish_date", "publication_date", "publication-date", "parsely-pub-date", "sailthru.date", "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date", "dcterms.date", "dc.date.created", "citation_publication_date", "citation_date", "article.published", "article_date_original", "originalpublicationdate", "created", "cxenseparse:recs:publishtime", "ptime", "date.release", "release_date", "displaydate", "date_published", "published-date", "datepublished", "rnews:datepublished", "bt:pubdate"}
	ogUpdated   = []string{"article:modified_time", "og:updated_time", "og:modified_time", "article:updated"}
	metaUpdated = []string{"lastmod", "last-modified", "lastmodified", "dcterms.modified", "dc.date.modified", "updated", "revised", "modified", "utime", "moddate"}
	ogSite      = []string{"og:site_name"}
	metaSite    = []string{"application-name", "dc.publisher", "dcterms.publisher", "publisher", "citation_journal_title", "cre", "source_name", "article:publisher", "copyright", "source-organization"}
	ogAuthor    = []string{"article:author", "og:author", "book:author"}
	metaAuthor  = []string{"author", "byl", "byline", "dc.creator", "dcterms.creator", "parsely-author", "sailthru.author", "citation_author", "article.author", "authors", "cxenseparse:author", "twitter:creator:name", "rbauthors"}
)

// metadata is what the page tells about its article: JSON-LD first, then
// OpenGraph, other meta tags, elements, the address.
func (p *page) metadata() draft.Draft {
	var d draft.Draft
	metas := p.metas()
	p.address(&d, metas)
	if o := p.article(); o != nil {
		p.fromStructured(&d, o)
	}
	tell := func(field string, clean func(string) string, keys []string, from string) {
		for _, k := range keys {
			for _, v := range metas[k] {
				if v = clean(v); v != "" && d.Tell(field, v, from+" "+k) {
					return
				}
			}
		}
	}
	for _, s := range []struct {
		from                               string
		title, date, updated, site, author []string
	}{{"OpenGraph", ogTitle, ogDate, ogUpdated, ogSite, ogAuthor}, {"meta", metaTitle, metaDate, metaUpdated, metaSite, metaAuthor}} {
		tell(draft.Title, p.cleanTitle, s.title, s.from)
		tell(draft.Published, day, s.date, s.from)
		tell(draft.Updated, day, s.updated, s.from)
		tell(draft.Publisher, cleanSite, s.site, s.from)
		p.tellAuthors(&d, metas, s.author, s.from)
	}
	p.elements(&d)
	if d.Published == "" {
		if s := dateInAddress(d.URL); s != "" {
			d.Tell(draft.Published, s, "the address")
		}
	}
	p.language(&d, metas)
	return d
}

// metas are the contents of the meta tags by lower-case name.
func (p *page) metas() map[string][]string {
	m := map[string][]string{}
	for _, n := range all(p.root, tag(atom.Meta)) {
		v := strings.TrimSpace(attr(n, "content"))
		if v == "" || within(n, tag(atom.Article)) && attr(n, "itemprop") == "" {
			continue
		}
		for _, k := range []string{"property", "name", "http-equiv"} {
			for _, name := range strings.Fields(strings.ToLower(attr(n, k))) {
				m[name] = append(m[name], v)
			}
		}
	}
	return m
}

func (p *page) address(d *draft.Draft, metas map[string][]string) {
	for _, n := range all(p.root, tag(atom.Base)) {
		if u := p.resolve(attr(n, "href")); u != "" {
			p.base = u
		}
	}
	for _, n := range all(p.root, tag(atom.Link)) {
		if strings.EqualFold(attr(n, "rel"), "canonical") {
			d.Tell(draft.URL, p.resolve(attr(n, "href")), "link canonical")
		}
	}
	for _, v := range metas["og:url"] {
		d.Tell(draft.URL, p.resolve(v), "OpenGraph og:url")
	}
}

func (p *page) fromStructured(d *draft.Draft, o object) {
	from := "JSON-LD "
	strong := !o.is("Page")
	if strong {
		d.Tell(draft.Title, p.cleanTitle(o.text("headline")), from+"headline")
		d.Tell(draft.Title, p.cleanTitle(o.text("name")), from+"name")
		d.Tell(draft.URL, p.resolve(o.text("url")), from+"url")
		d.Tell(draft.URL, p.resolve(o.text("mainEntityOfPage")), from+"mainEntityOfPage")
	}
	d.Tell(draft.Published, day(o.text("datePublished")), from+"datePublished")
	d.Tell(draft.Published, day(o.text("dateCreated")), from+"dateCreated")
	d.Tell(draft.Updated, day(o.text("dateModified")), from+"dateModified")
	var names []string
	for _, n := range p.follow(o, "author") {
		names = append(names, cleanAuthor(n))
	}
	d.Tell(draft.Author, joinNames(names), from+"author")
	for _, k := range []string{"publisher", "sourceOrganization", "provider"} {
		for _, n := range p.follow(o, k) {
			d.Tell(draft.Publisher, cleanSite(n), from+k)
		}
	}
}

func (p *page) tellAuthors(d *draft.Draft, metas map[string][]string, keys []string, from string) {
	for _, k := range keys {
		var names []string
		for _, v := range metas[k] {
			names = append(names, cleanAuthor(v))
		}
		if d.Tell(draft.Author, joinNames(names), from+" "+k) {
			return
		}
	}
}

// elements reads what the elements of the page's body tell.
func (p *page) elements(d *draft.Draft) {
	p.microdata(d)
	p.heading(d)
	var names []string
	each(p.root, func(n *html.Node) bool {
		if aside(n) {
			return false
		}
		switch {
		case n.DataAtom == atom.Time:
			s := attr(n, "datetime")
			if s == "" {
				s = plain(n)
			}
			if d.Updated == "" && hasWord(n, updatedWords) {
				d.Tell(draft.Updated, day(s), "time element")
			} else {
				d.Tell(draft.Published, day(s), "time element")
			}
		case attr(n, "rel") == "author" && len(names) < 8:
			names = append(names, cleanAuthor(plain(n)))
		}
		return true
	})
	d.Tell(draft.Author, joinNames(names), "link author")
	each(p.root, func(n *html.Node) bool {
		if aside(n) {
			return false
		}
		if n.DataAtom == atom.Body || n.DataAtom == atom.Html {
			return true
		}
		if d.Author == "" && hasWord(n, bylineWords) {
			if s := plain(n); len(s) < 150 {
				d.Tell(draft.Author, joinNames([]string{cleanAuthor(s)}), "byline")
			}
		}
		if d.Published == "" && hasWord(n, dateWords) {
			if s := plain(n); len(s) < 150 {
				if v, ok := dates.Day(s); ok && len(v) == len("2006-01-02") {
					d.Tell(draft.Published, v, "element of a date")
				}
			}
		}
		return true
	})
	p.bylines(d)
}

// aside says whether an element holds what is not about the page's article.
func aside(n *html.Node) bool {
	return n.DataAtom == atom.Nav || n.DataAtom == atom.Aside || n.DataAtom == atom.Footer && !within(n, tag(atom.Article)) || hidden(n) || hasWord(n, otherWords) && !hasWord(n, aboutWords)
}

// microdata reads itemprop attributes, of the page's own item only.
func (p *page) microdata(d *draft.Draft) {
	var names []string
	each(p.root, func(n *html.Node) bool {
		if aside(n) {
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
			case "datepublished":
				d.Tell(draft.Published, day(v), "microdata datePublished")
			case "datemodified":
				d.Tell(draft.Updated, day(v), "microdata dateModified")
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

func first(ns []*html.Node) *html.Node {
	if len(ns) == 0 {
		return nil
	}
	return ns[0]
}

// heading reads the title from headings and the title element.
func (p *page) heading(d *draft.Draft) {
	var title string
	if n := first(all(p.root, tag(atom.Title))); n != nil {
		title = draft.Line(plain(n))
	}
	if d.Title != "" {
		p.siteOfTitle(d, title)
		return
	}
	if s := p.headingIn(title); s != "" {
		d.Tell(draft.Title, s, "heading")
	}
	hs := all(p.root, func(n *html.Node) bool { return n.DataAtom == atom.H1 && !within(n, aside) })
	for _, h := range hs {
		if s := draft.Line(plain(h)); s != "" && (len(hs) == 1 || title != "" && strings.Contains(title, s)) && len(strings.Fields(s)) > 1 {
			d.Tell(draft.Title, s, "heading")
			break
		}
	}
	d.Tell(draft.Title, p.cleanTitle(title), "title element")
	p.siteOfTitle(d, title)
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
		if rest = strings.TrimSpace(rest); rest == "" || strings.ContainsAny(rest[:1], "|-:») ") || strings.ContainsAny(rest[len(rest)-1:], "|-:(") || strings.HasPrefix(rest, "–") || strings.HasPrefix(rest, "—") || strings.HasPrefix(rest, "»") || strings.HasSuffix(rest, "–") || strings.HasSuffix(rest, "—") || strings.HasSuffix(rest, "»") {
			best = s
		}
	}
	return best
}

// near is how many blocks before and after the heading may tell the date.
const near = 4

// bylines reads the short lines between the heading and the first running
// text: "By …", and a date; the date may also stand above the heading.
func (p *page) bylines(d *draft.Draft) {
	if d.Author != "" && d.Published != "" || d.Title == "" {
		return
	}
	bs := blocks(p.root)
	title := squeeze(d.Title)
	at := slices.IndexFunc(bs, func(b block) bool { return isHeading(b.node) && squeeze(b.text) == title })
	if at < 0 {
		if at = slices.IndexFunc(bs, func(b block) bool { return squeeze(b.text) == title }); at < 0 {
			return
		}
	}
	for _, b := range bs[at+1:] {
		if b.running() {
			break
		}
		if b.words > 1 && b.words < 10 && strings.EqualFold(b.text[:min(3, len(b.text))], "by ") && d.Tell(draft.Author, cleanAuthor(b.text), "byline") {
			break
		}
	}
	after := bs[at+1 : min(at+1+near, len(bs))]
	before := slices.Clone(bs[max(0, at-near):at])
	slices.Reverse(before)
	for _, b := range slices.Concat(after, before) {
		if b.words > 12 || within(b.node, aside) {
			continue
		}
		if v, ok := dates.Day(b.text); ok && len(v) == len("2006-01-02") && d.Tell(draft.Published, v, "line by the heading") {
			return
		}
	}
}

// separators part a title from the name of its site.
var separators = []string{" | ", " — ", " – ", " - ", " :: ", " » ", " · ", " • ", " │ "}

// siteOfTitle takes the publisher from a title element that goes on after the
// title: "Talks end | The Herald".
func (p *page) siteOfTitle(d *draft.Draft, title string) {
	rest, ok := strings.CutPrefix(title, d.Title)
	if !ok || d.Title == "" {
		return
	}
	for _, sep := range separators {
		if site, ok := strings.CutPrefix(rest, sep); ok && len(strings.Fields(site)) <= 6 {
			for _, s := range separators {
				if i := strings.LastIndex(site, s); i >= 0 {
					site = site[i+len(s):]
				}
			}
			d.Tell(draft.Publisher, cleanSite(site), "title element")
		}
	}
}

// cleanTitle is a title without the name of its site behind it.
func (p *page) cleanTitle(s string) string {
	s = draft.Line(unescape(s))
	for _, sep := range separators {
		i := strings.LastIndex(s, sep)
		if i < 0 {
			continue
		}
		head, tail := strings.TrimSpace(s[:i]), strings.TrimSpace(s[i+len(sep):])
		if len(strings.Fields(head)) > 1 && p.isSite(tail) {
			return p.cleanTitle(head)
		}
		if head, tail, _ := strings.Cut(s, sep); len(strings.Fields(tail)) > 1 && p.isSite(strings.TrimSpace(head)) {
			return p.cleanTitle(tail)
		}
	}
	return s
}

// isSite says whether s names the page's site: as the page says elsewhere, or
// by its address.
func (p *page) isSite(s string) bool {
	low := squeeze(s)
	if low == "" || utf8.RuneCountInString(s) > 50 {
		return false
	}
	for _, n := range all(p.root, tag(atom.Meta)) {
		k := strings.ToLower(attr(n, "property") + attr(n, "name"))
		if k == "og:site_name" || k == "application-name" || k == "twitter:site" {
			if squeeze(attr(n, "content")) == low {
				return true
			}
		}
	}
	for _, o := range p.structured {
		if o.is("Organization", "WebSite") && squeeze(o.text("name")) == low {
			return true
		}
		if squeeze(o.text("publisher")) == low {
			return true
		}
	}
	host := p.base
	for _, n := range all(p.root, tag(atom.Link)) {
		if strings.EqualFold(attr(n, "rel"), "canonical") {
			host = p.resolve(attr(n, "href"))
		}
	}
	if u, err := url.Parse(host); err == nil && len(low) > 3 {
		return strings.Contains(squeeze(u.Host), low) || strings.Contains(low, squeeze(strings.TrimPrefix(u.Host, "www."))) && u.Host != ""
	}
	return false
}

// squeeze is the letters and digits of s, lower case.
func squeeze(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}

func unescape(s string) string {
	if strings.Contains(s, "&") {
		return html.UnescapeString(s)
	}
	return s
}

func day(s string) string {
	d, _ := dates.Day(s)
	return d
}

// dateInAddress is the day in an address such as /2014/03/05/.
func dateInAddress(s string) string {
	u, err := url.Parse(s)
	if err != nil {
		return ""
	}
	parts := strings.Split(u.Path, "/")
	for i := range parts {
		if i+2 < len(parts) && len(parts[i]) == 4 && len(parts[i+1]) == 2 && len(parts[i+2]) == 2 {
			if d, ok := dates.Day(strings.Join(parts[i:i+3], "-")); ok {
				return d
			}
		}
		if len(parts[i]) > 10 && parts[i][4] == '-' && parts[i][7] == '-' {
			if d, ok := dates.Day(parts[i][:10]); ok {
				return d
			}
		}
	}
	return ""
}

// language is what the page says of its language.
func (p *page) language(d *draft.Draft, metas map[string][]string) {
	if o := p.article(); o != nil {
		d.Tell(draft.Language, tongue(o.text("inLanguage")), "JSON-LD inLanguage")
	}
	if n := first(all(p.root, tag(atom.Html))); n != nil {
		d.Tell(draft.Language, tongue(attr(n, "lang")), "html lang")
		d.Tell(draft.Language, tongue(attr(n, "xml:lang")), "html lang")
	}
	for _, k := range []string{"content-language", "dc.language", "og:locale", "language"} {
		for _, v := range metas[k] {
			d.Tell(draft.Language, tongue(v), "meta "+k)
		}
	}
}

// tongue is a language tag, or empty where s is none.
func tongue(s string) string {
	s = strings.ReplaceAll(strings.TrimSpace(s), "_", "-")
	head, _, _ := strings.Cut(s, "-")
	if len(head) < 2 || len(head) > 3 || len(s) > 12 || strings.ContainsFunc(head, func(r rune) bool { return r > unicode.MaxASCII || !unicode.IsLetter(r) }) {
		return ""
	}
	return strings.ToLower(head) + s[len(head):]
}
