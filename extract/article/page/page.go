// Package page turns a web page into the article on it: the main text, without
// menus, banners, teasers and comments, and what the page tells about it, each
// thing with where it was told.
//
// [Read] is the one function to call. It fetches nothing, runs no script and
// follows no link.
package page

import (
	"errors"
	"fmt"
	"net/url"
	"strings"

	"golang.org/x/net/html"

	"parley/extract/article/charset"
	"parley/extract/article/draft"
)

// Options say what is known of a page beside its bytes.
type Options struct {
	URL     string // where it was, or empty
	Charset string // media type or encoding that its source declares, or empty
	Plain   bool   // take the page itself as it is, without the second opinion of the library
}

// ErrNoText says that there is no running text on a page.
var ErrNoText = errors.New("there is no article text on the page")

// Read is the article on a page: several where the page is a live blog or has
// several articles, each with a Name then.
func Read(b []byte, o Options) ([]draft.Draft, error) {
	s, _ := charset.Decode(b, o.Charset)
	return Parse(s, o)
}

// Parse is Read for a page that is decoded.
func Parse(s string, o Options) ([]draft.Draft, error) {
	doc, err := parse(s)
	if err != nil {
		return nil, err
	}
	p := &page{root: doc, base: o.URL, structured: readStructured(doc)}
	if ds := p.live(); len(ds) > 1 {
		return ds, nil
	}
	d := p.metadata()
	if ds := p.several(d); len(ds) > 1 {
		return ds, nil
	}
	c := p.content(o.Plain, s).withoutTitle(d.Title).without(p.byline)
	c.fill(&d)
	if strings.TrimSpace(d.Text) == "" {
		return nil, ErrNoText
	}
	return []draft.Draft{d}, nil
}

// Fragment is the running text of a piece of HTML that is known to be an
// article's: a feed's content, a field of a table.
func Fragment(s string) (draft.Draft, error) {
	doc, err := parse(s)
	if err != nil {
		return draft.Draft{}, err
	}
	var d draft.Draft
	strip(doc)
	c := gather(blocks(doc))
	c.fill(&d)
	return d, nil
}

// LooksLike says whether s has the markup of a page or a piece of one.
func LooksLike(s string) bool {
	z := html.NewTokenizer(strings.NewReader(s[:min(len(s), 1<<16)]))
	for range 64 {
		switch z.Next() {
		case html.ErrorToken:
			return false
		case html.DoctypeToken:
			return true
		case html.StartTagToken, html.SelfClosingTagToken:
			name, _ := z.TagName()
			if marks[string(name)] {
				return true
			}
		}
	}
	return false
}

// marks are the elements by which HTML is known.
var marks = map[string]bool{
	"html": true, "head": true, "body": true, "p": true, "div": true, "br": true, "article": true, "section": true, "table": true, "h1": true, "h2": true,
	"h3": true, "ul": true, "ol": true, "span": true, "a": true, "strong": true, "em": true, "b": true, "i": true, "blockquote": true, "figure": true, "img": true,
}

// parse is the tree of a page. Pages that nest deeper than the parser goes are
// errors.
func parse(s string) (*html.Node, error) {
	doc, err := html.ParseWithOptions(strings.NewReader(s), html.ParseOptionEnableScripting(false))
	if err != nil {
		return nil, fmt.Errorf("not readable as HTML: %w", err)
	}
	return doc, nil
}

// page is a page being read.
type page struct {
	root       *html.Node
	base       string
	structured []object
	language   string              // tag, or empty
	stamp      string              // what told the day of publication, as it was written
	holds      map[*html.Node]bool // see spine
	asides     map[*html.Node]bool // what aside said of elements
	byline     string              // the line that told the author, or empty
	read       []block             // see blocks
	sites      map[string]bool     // see siteNames
	hostname   string              // see host
	known      bool                // whether hostname is known
}

// resolve is a link of the page as an absolute address, or empty.
func (p *page) resolve(ref string) string {
	u, err := url.Parse(strings.TrimSpace(ref))
	if err != nil {
		return ""
	}
	if base, err := url.Parse(p.base); err == nil && p.base != "" {
		u = base.ResolveReference(u)
	}
	if u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	return u.String()
}
