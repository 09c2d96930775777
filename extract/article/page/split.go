package page

import (
	"fmt"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"parley/extract/article/draft"
)

// live is the entries of a live blog that tells of them in JSON-LD.
func (p *page) live() []draft.Draft {
	var blog object
	for _, o := range p.structured {
		if o.is("LiveBlogPosting") && o["liveBlogUpdate"] != nil {
			blog = o
			break
		}
	}
	if blog == nil {
		return nil
	}
	updates, ok := blog["liveBlogUpdate"].([]any)
	if !ok {
		return nil
	}
	common := p.metadata()
	var out []draft.Draft
	for i, u := range updates {
		m, ok := u.(map[string]any)
		if !ok {
			continue
		}
		o := object(m)
		d, err := Fragment(o.text("articleBody"))
		if err != nil || strings.TrimSpace(d.Text) == "" {
			continue
		}
		d.Name, d.Kind = fmt.Sprint(i+1), "live blog entry"
		p.fromStructured(&d, o)
		(&writers{page: p, draft: &d}).object(p, o)
		p.inherit(&d, common)
		out = append(out, d)
	}
	return out
}

// inherit tells an article of a page what the page tells of all.
func (p *page) inherit(d *draft.Draft, common draft.Draft) {
	for _, f := range []struct{ name, value string }{
		{draft.Title, common.Title}, {draft.Published, common.Published}, {draft.Publisher, common.Publisher},
		{draft.URL, common.URL}, {draft.Language, common.Language}, {draft.Author, common.Author},
	} {
		d.Tell(f.name, f.value, common.From[f.name]+", of the page")
	}
}

// enough is the running text that each of several articles on a page has.
const enough = 400

// several is the articles of a page that has more than one: article elements
// side by side, each with a heading, a time and text of its own.
func (p *page) several(common draft.Draft) []draft.Draft {
	var found []*html.Node
	m := measure(p.root)
	each(p.root, func(n *html.Node) bool {
		if p.aside(n) {
			return false
		}
		if n.DataAtom != atom.Article {
			return true
		}
		head := first(all(n, tag(atom.H1, atom.H2, atom.H3)))
		time := first(all(n, tag(atom.Time)))
		if head != nil && time != nil && m[n].weight >= enough {
			found = append(found, n)
		}
		return false
	})
	if len(found) < 2 {
		return nil
	}
	var out []draft.Draft
	for i, n := range found {
		strip(n)
		prune(n)
		sub := &page{root: n, language: p.language, sites: p.siteNames(), hostname: p.host(), known: true}
		var d draft.Draft
		head := first(all(n, tag(atom.H1, atom.H2, atom.H3)))
		if head == nil {
			continue
		}
		d.Tell(draft.Title, plain(head), "heading")
		if a := first(all(head, tag(atom.A))); a != nil {
			d.Tell(draft.URL, p.resolve(attr(a, "href")), "heading")
		}
		sub.authors(&d, nil)
		sub.when(&d, nil)
		p.inherit(&d, common)
		bs := blocks(n)
		var rest []block
		for _, b := range bs {
			if !within(b.node, func(m *html.Node) bool { return m == head }) {
				rest = append(rest, b)
			}
		}
		gather(tidy(rest)).withoutTitle(d.Title).fill(&d)
		if strings.TrimSpace(d.Text) == "" {
			continue
		}
		d.Name, d.Kind = fmt.Sprint(i+1), "one of several articles on a page"
		out = append(out, d)
	}
	return out
}
