package page

import (
	"encoding/json"
	"html"
	"strings"

	xhtml "golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// object is a thing that JSON-LD tells of.
type object map[string]any

// mostObjects bounds what is looked at of a page's JSON-LD.
const mostObjects = 2000

// readStructured is every object of a page's JSON-LD, outer ones first. What
// is not JSON is passed over; raw line breaks in strings, which JSON forbids
// and pages have, are mended.
func readStructured(doc *xhtml.Node) []object {
	var out []object
	var walk func(v any, depth int)
	walk = func(v any, depth int) {
		if depth > 12 || len(out) > mostObjects {
			return
		}
		switch v := v.(type) {
		case []any:
			for _, x := range v {
				walk(x, depth+1)
			}
		case map[string]any:
			out = append(out, v)
			for _, k := range []string{"@graph", "mainEntity", "mainEntityOfPage", "liveBlogUpdate", "itemListElement", "item"} {
				if x, ok := v[k]; ok {
					walk(x, depth+1)
				}
			}
		}
	}
	for _, n := range all(doc, tag(atom.Script)) {
		kind, _, _ := strings.Cut(strings.ToLower(attr(n, "type")), ";")
		if strings.TrimSpace(kind) != "application/ld+json" || n.FirstChild == nil {
			continue
		}
		s := unwrapped(n.FirstChild.Data)
		var v any
		if err := json.Unmarshal([]byte(s), &v); err != nil {
			if json.Unmarshal([]byte(mendJSON(s)), &v) != nil {
				continue
			}
		}
		walk(v, 0)
	}
	return out
}

// unwrapped is JSON without what pages put around it for old browsers and for
// XML: comments, CDATA sections.
func unwrapped(s string) string {
	for {
		before := len(s)
		s = strings.TrimSpace(s)
		for _, w := range []string{"<!--", "//", "/*", "*/", "<![CDATA["} {
			s = strings.TrimPrefix(s, w)
		}
		for _, w := range []string{"-->", "//", "/*", "*/", "]]>"} {
			s = strings.TrimSuffix(s, w)
		}
		if len(s) == before {
			return s
		}
	}
}

// mendJSON takes away what pages' JSON-LD has too much: raw control characters,
// and semicolons at the end.
func mendJSON(s string) string {
	s = unwrapped(strings.TrimRight(s, "; \t\r\n"))
	return strings.Map(func(r rune) rune {
		if r < ' ' {
			return ' '
		}
		return r
	}, s)
}

// types are the object's types without their vocabulary's address.
func (o object) types() []string {
	var out []string
	add := func(v any) {
		if s, ok := v.(string); ok {
			out = append(out, s[strings.LastIndexAny(s, "/#:")+1:])
		}
	}
	if vs, ok := o["@type"].([]any); ok {
		for _, v := range vs {
			add(v)
		}
	} else {
		add(o["@type"])
	}
	return out
}

func (o object) is(suffixes ...string) bool {
	for _, t := range o.types() {
		for _, s := range suffixes {
			if strings.HasSuffix(t, s) {
				return true
			}
		}
	}
	return false
}

// text is a property as text: its own, its first's, its name.
func (o object) text(key string) string { return textOf(o[key], 0) }

func textOf(v any, depth int) string {
	if depth > 3 {
		return ""
	}
	switch v := v.(type) {
	case string:
		return html.UnescapeString(v)
	case []any:
		for _, x := range v {
			if s := textOf(x, depth+1); s != "" {
				return s
			}
		}
	case map[string]any:
		for _, k := range []string{"name", "@value", "@id", "url"} {
			if s := textOf(v[k], depth+1); s != "" {
				return s
			}
		}
	}
	return ""
}

// names are all the names a property has.
func (o object) names(key string) []string {
	vs, ok := o[key].([]any)
	if !ok {
		vs = []any{o[key]}
	}
	var out []string
	for _, v := range vs {
		if m, ok := v.(map[string]any); ok {
			if ns, ok := m["name"].([]any); ok {
				for _, n := range ns {
					out = append(out, textOf(n, 0))
				}
				continue
			}
		}
		out = append(out, textOf(v, 0))
	}
	return out
}

// article is the object that is the page's article, or nil.
func (p *page) article() object {
	var weak object
	for _, o := range p.structured {
		switch {
		case o.is("Article", "BlogPosting", "Report", "LiveBlogPosting", "NewsStory"):
			if o.text("headline") != "" || o.text("datePublished") != "" {
				return o
			}
		case o.is("WebPage", "ItemPage") && weak == nil:
			weak = o
		}
	}
	return weak
}

// byID is the object with an "@id", for those that only refer to it.
func (p *page) byID(id string) object {
	for _, o := range p.structured {
		if s, ok := o["@id"].(string); ok && s == id && len(o) > 1 && o.text("name") != "" {
			return o
		}
	}
	return nil
}

// follow is the names of a property, with references followed.
func (p *page) follow(o object, key string) []string {
	var out []string
	for _, n := range o.names(key) {
		if r := p.byID(n); r != nil {
			n = r.text("name")
		}
		out = append(out, n)
	}
	return out
}
