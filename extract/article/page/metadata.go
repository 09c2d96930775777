package page

import (
	"strings"
	"unicode"

	"golang.org/x/net/html/atom"

	"parley/extract/article/draft"
)

// The names of meta tags that tell something, the better ones first.
var (
	ogTitle   = []string{"og:title", "twitter:title"}
	metaTitle = []string{"dc.title", "dcterms.title", "parsely-title", "sailthru.title", "citation_title", "headline", "title", "hdl"}
)

// metadata is what the page tells about its article: JSON-LD first, then
// OpenGraph, other meta tags, elements, the address.
func (p *page) metadata() draft.Draft {
	var d draft.Draft
	metas := p.metas()
	p.tellLanguage(&d, metas)
	p.language = d.Language
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
	tell(draft.Title, p.cleanTitle, ogTitle, "OpenGraph")
	tell(draft.Title, p.cleanTitle, metaTitle, "meta")
	if d.Title == "" {
		p.headline(&d)
		p.heading(&d)
	}
	p.publisher(&d, metas)
	p.authors(&d, metas)
	p.when(&d, metas)
	p.read = nil
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
	p.tellDay(d, draft.Published, o.text("datePublished"), from+"datePublished")
	p.tellDay(d, draft.Published, o.text("dateCreated"), from+"dateCreated")
	p.tellDay(d, draft.Updated, o.text("dateModified"), from+"dateModified")
}

// tellLanguage reads what the page says of its language.
func (p *page) tellLanguage(d *draft.Draft, metas map[string][]string) {
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
