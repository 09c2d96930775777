package page

import (
	"strings"

	"golang.org/x/net/html"

	"parley/extract/article/dates"
	"parley/extract/article/draft"
)

// The names of meta tags that tell the day, the better ones first. weakDate are
// those that many pages fill with the day of a later change, or of the visit:
// what the page shows its readers counts more.
var (
	ogDate      = []string{"article:published_time", "og:published_time", "og:article:published_time", "article:published", "og:pubdate", "og:publish_date", "article:publish_date"}
	metaDate    = []string{"pubdate", "publishdate", "publish-date", "publish_date", "publication_date", "publication-date", "parsely-pub-date", "sailthru.date", "dc.date.issued", "dcterms.issued", "citation_publication_date", "citation_online_date", "citation_date", "article.published", "article_date_original", "originalpublicationdate", "cxenseparse:recs:publishtime", "cxenseparse:publishtime", "cxenseparse:recs:articlepublished", "ptime", "date.release", "release_date", "displaydate", "date_published", "published-date", "published_date", "datepublished", "published_at", "rnews:datepublished", "bt:pubdate", "prism.publicationdate", "news_date", "article_date", "publishtime", "firstpublishedtime", "apub:time", "weibo:article:create_at"}
	weakDate    = []string{"date", "dc.date", "dcterms.date", "dcterms.created", "dc.date.created", "created", "article.created", "creation_date"}
	ogUpdated   = []string{"article:modified_time", "og:updated_time", "og:modified_time", "article:updated"}
	metaUpdated = []string{"lastmod", "last-modified", "lastmodified", "dcterms.modified", "dc.date.modified", "updated", "revised", "modified", "utime", "moddate"}
)

// when finds the day of publication and that of the last change: what is told
// for machines first, JSON-LD of which was read before; then the address, what
// the page shows, what may be something else.
func (p *page) when(d *draft.Draft, metas map[string][]string) {
	tell := func(field string, keys []string, from string) {
		for _, k := range keys {
			for _, v := range metas[k] {
				p.tellDay(d, field, v, from+" "+k)
			}
		}
	}
	tell(draft.Published, ogDate, "OpenGraph")
	tell(draft.Updated, ogUpdated, "OpenGraph")
	tell(draft.Published, metaDate, "meta")
	tell(draft.Updated, metaUpdated, "meta")
	p.properties(d)
	addresses := dateInAddress(d.URL, p.base)
	if d.Published != "" && !whole(d.Published) || d.Published == "" || universal(p.stamp) {
		v := p.views(d)
		switch {
		case d.Published == "":
		case !whole(d.Published): // 03/04/2021 tells the year alone; the page may show more
			for _, f := range append(addresses, v...) {
				if strings.HasPrefix(f.day, d.Published) {
					d.Replace(draft.Published, f.day, f.from)
					break
				}
			}
		default:
			if day, from := local(d.Published, p.stamp, append(v, addresses...)); day != "" {
				d.Replace(draft.Published, day, from)
			}
		}
		for _, f := range append(addresses, v...) {
			d.Tell(draft.Published, f.day, f.from)
		}
	}
	tell(draft.Published, weakDate, "meta")
	if d.Published == "" {
		p.scripts(d)
	}
}

func whole(day string) bool { return len(day) == len("2006-01-02") }

// tellDay tells a field the day that s begins with or consists of.
func (p *page) tellDay(d *draft.Draft, field, s, from string) {
	day, _ := dates.DayIn(s, p.language)
	if d.Tell(field, day, from) && field == draft.Published {
		p.stamp = strings.TrimSpace(s)
	}
}

// universal says whether a stamp is in universal time, so that the day at the
// place of publication may be another.
func universal(stamp string) bool {
	for _, end := range []string{"Z", "+00:00", "+0000", "GMT", "UTC"} {
		if strings.HasSuffix(stamp, end) {
			return true
		}
	}
	return len(stamp) >= 10 && strings.Trim(stamp, "0123456789") == ""
}

// local is the day that the page shows, where its stamp in universal time is of
// the next day or the one before.
func local(day, stamp string, shown []shown) (string, string) {
	if len(shown) == 0 || !universal(stamp) {
		return "", ""
	}
	if f := shown[0]; f.day != day && neighbours(day, f.day) {
		return f.day, f.from
	}
	return "", ""
}

// properties reads the days that elements have as microdata or RDFa. Those in
// lists of other articles count only if all the page's agree.
func (p *page) properties(d *draft.Draft) {
	var own, all, created []shown
	p.eachAside(func(n *html.Node, aside bool) {
		for _, k := range strings.Fields(strings.ToLower(attr(n, "itemprop") + " " + attr(n, "property"))) {
			if i := strings.LastIndexByte(k, ':'); i >= 0 {
				k = k[i+1:]
			}
			switch k {
			case "datepublished", "dateissued", "issued":
				f := shown{raw: value(n), from: "microdata datePublished"}
				if f.day, _ = dates.DayIn(f.raw, p.language); f.day == "" {
					break
				}
				all = append(all, f)
				if !aside {
					own = append(own, f)
				}
			case "datecreated", "created":
				if !aside {
					created = append(created, shown{raw: value(n), from: "microdata dateCreated"})
				}
			case "datemodified", "modified":
				if !aside {
					p.tellDay(d, draft.Updated, value(n), "microdata dateModified")
				}
			}
		}
	})
	if len(own) == 0 && unanimous(all) {
		own = all
	}
	for _, f := range append(own, created...) {
		p.tellDay(d, draft.Published, f.raw, f.from)
	}
}

// value is what an element with a property says.
func value(n *html.Node) string {
	for _, k := range []string{"content", "datetime"} {
		if v := attr(n, k); v != "" {
			return v
		}
	}
	return plain(n)
}

// unanimous says whether days are all the same.
func unanimous(fs []shown) bool {
	for _, f := range fs {
		if f.day != fs[0].day {
			return false
		}
	}
	return len(fs) > 0
}

// eachAside calls f for every element, telling whether it lies in what is not
// about the page's article.
func (p *page) eachAside(f func(n *html.Node, aside bool)) {
	var walk func(n *html.Node, aside bool)
	walk = func(n *html.Node, aside bool) {
		if n.Type == html.ElementNode {
			aside = aside || p.aside(n)
			f(n, aside)
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c, aside)
		}
	}
	walk(p.root, false)
}
