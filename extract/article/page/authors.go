package page

import (
	"slices"
	"strings"

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
	agency      bool   // a source that is no mere byline named an agency
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
			w.agency = w.agency || !open
		}
		w.set(b.House, from)
		for _, n := range b.People {
			switch {
			case w.page.isSite(n):
				w.set(n, from)
			case w.inPublisher(n, s):
				w.set(w.draft.Publisher, from)
			default:
				people = append(people, n)
			}
		}
	}
	return w.draft.Tell(draft.Author, joinNames(people), from)
}

// inPublisher says whether a name in s is a part of the publisher's: Coast Weekly
// in "By Harbour & Coast Weekly".
func (w *writers) inPublisher(name, s string) bool {
	house := squeeze(w.draft.Publisher)
	return house != "" && strings.Contains(house, squeeze(name)) && strings.Contains(squeeze(s), house)
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
	if strings.Contains(d.Author, ",") {
		return
	}
	s := p.bylines()
	if d.Author != "" {
		w.extend(s.named)
		return
	}
	_ = w.take("microdata author", false, s.items...) || w.take("link author", false, s.links...) || w.agency || w.byline(s.named, false) || w.lines() || w.marked(s.metas)
	w.metas(metas, metaAuthor, "meta")
	for _, i := range []string{"1", "2"} {
		for _, label := range metas["twitter:label"+i] {
			if v := metas["twitter:data"+i]; len(v) > 0 {
				w.take("meta twitter:data"+i, true, label+"\n"+v[0])
			}
		}
	}
	if !w.agency {
		w.byline(s.named, true)
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
