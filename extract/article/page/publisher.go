package page

import (
	"net/url"
	"regexp"
	"strings"
	"sync"

	"golang.org/x/net/html/atom"

	"parley/extract/article/draft"
)

// The names of meta tags that tell the publisher, the better ones first.
// ownerSite are those that many pages fill with whoever made or owns the site.
var (
	ogSite    = []string{"og:site_name"}
	metaSite  = []string{"citation_journal_title", "application-name", "source_name", "cre"}
	ownerSite = []string{"dc.publisher", "dcterms.publisher", "publisher", "article:publisher", "source-organization", "copyright"}
)

// publisher finds who published the page: as JSON-LD, OpenGraph, meta tags and
// microdata tell; else the part of the title, the feed, the link to the first
// page or the notice of copyright that has the name of the host; else what
// stands behind the title. title is the title element's text.
func (p *page) publisher(d *draft.Draft, metas map[string][]string) {
	title := p.titleElement()
	tell := func(s, from string) bool {
		s = cleanSite(s)
		return squeeze(s) != squeeze(d.Title) && d.Tell(draft.Publisher, s, from)
	}
	tags := func(keys []string, from string) {
		for _, k := range keys {
			for _, v := range metas[k] {
				tell(v, from+" "+k)
			}
		}
	}
	o := p.article()
	personal := o != nil && p.ofPerson(o, "publisher")
	told := func() {
		for _, k := range []string{"publisher", "sourceOrganization", "provider"} {
			for _, n := range p.follow(o, k) {
				tell(n, "JSON-LD "+k)
			}
		}
	}
	if !personal {
		told()
	}
	tags(ogSite, "OpenGraph")
	for _, o := range p.structured {
		if o.is("WebSite") {
			tell(o.text("name"), "JSON-LD WebSite")
		}
	}
	tags(metaSite, "meta")
	if d.Publisher == "" {
		for _, n := range p.items("publisher") {
			tell(itemName(n), "microdata publisher")
		}
		tell(p.siteInTitle(title, d.Title), "title element")
		tell(p.siteOfFeed(), "link to the feed")
		tell(p.siteOfHome(), "link to the first page")
	}
	told()
	tags(ownerSite, "meta")
	if d.Publisher == "" {
		tell(p.siteOfNotice(), "notice of copyright")
		tell(siteBeside(title, d.Title), "title element")
	}
}

// ofPerson says whether the things that an object names are persons: the
// publisher of a blog is often its author.
func (p *page) ofPerson(o object, key string) bool {
	m, ok := o[key].(map[string]any)
	if !ok {
		return false
	}
	if id, ok := m["@id"].(string); ok && len(m) == 1 {
		if r := p.byID(id); r != nil {
			m = r
		}
	}
	return object(m).is("Person")
}

// mostSiteWords is how many words the name of a site has.
const mostSiteWords = 7

// mostBeforeColon is the same for what stands before a colon.
const mostBeforeColon = 3

// parting parts a title from the name of its site, and from sections. The
// expressions are made when first wanted: parley starts without them.
var parting = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`\s+(?:\||—|–|-|::|»|«|·|•|│|›|‹|//|:|ǀ|∣)\s+|[│|]`)
})

// siteInTitle is the shortest part of the title element that has the name of
// the host, or empty. What stands before a colon may be about it: it must be
// short.
func (p *page) siteInTitle(element, title string) string {
	hosts := p.hostNames()
	best := ""
	take := func(s string, most int) {
		s = strings.TrimSpace(s)
		if head, _, ok := strings.Cut(s, ": "); ok && len(strings.Fields(head)) <= mostBeforeColon && ofHost(head, hosts) {
			s = head
		}
		if s != "" && squeeze(s) != squeeze(title) && len(strings.Fields(s)) <= most && (best == "" || len(s) < len(best)) && ofHost(s, hosts) {
			best = s
		}
	}
	if parts := parting().Split(element, -1); len(parts) > 1 {
		for _, s := range parts {
			take(s, mostSiteWords)
		}
	}
	if head, _, ok := strings.Cut(element, ": "); ok && best == "" {
		take(head, mostBeforeColon)
	}
	return best
}

// feedWords are what the name of a site's feed has beside that of the site.
var feedWords = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)\s+(?:»|›|-|–|\||:)\s.*$|\s*(?:»|›|\||:).*$|\b(?:rss|atom|feed|newsfeed|2\.0|0\.92)\b`)
})

// siteOfFeed is the site's name in the name of its feed, if it is the host's.
func (p *page) siteOfFeed() string {
	for _, n := range all(p.root, tag(atom.Link)) {
		if strings.EqualFold(attr(n, "rel"), "alternate") && strings.Contains(attr(n, "type"), "rss") {
			s := strings.Trim(feedWords().ReplaceAllString(attr(n, "title"), ""), " -–")
			if ofHost(s, p.hostNames()) && len(strings.Fields(s)) <= mostSiteWords {
				return s
			}
			return ""
		}
	}
	return ""
}

// homeWords are what a link to the first page says beside the site's name.
var homeWords = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)\b(?:logo|home|homepage|startseite|zur startseite|accueil|inicio)\b`)
})

// pictured tells that a text describes a picture.
var pictured = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)\b(?:abbildung|bild|wort-bild-marke|wortmarke|image|picture|photo|foto)\b`)
})

// siteOfHome is the text of the first link to the site's first page, or of the
// picture in it, if it has the host's name.
func (p *page) siteOfHome() string {
	hosts := p.hostNames()
	hosts = hosts[:min(len(hosts), 1)]
	for _, n := range all(p.root, tag(atom.A)) {
		href := attr(n, "href")
		if href == "" || href[0] == '#' {
			continue
		}
		u, err := url.Parse(p.resolve(href))
		if (err != nil || u.Host == "" || strings.Trim(u.Path, "/") != "" || u.RawQuery != "") && href != "/" {
			continue
		}
		s := plain(n)
		if img := first(all(n, tag(atom.Img))); s == "" && img != nil {
			s = attr(img, "alt")
		}
		s = strings.Trim(homeWords().ReplaceAllString(s, ""), " -–|:")
		if len(strings.Fields(s)) <= mostSiteWords && !pictured().MatchString(s) && ofHost(s, hosts) {
			return s
		}
	}
	return ""
}

// notice is a notice of copyright with its holder.
var notice = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)(?:©|\(c\)|copyright)[\s©]*(?:\(c\)\s*)?(?:by\s+)?(?:(?:19|20)\d\d[\s,–-]*)*(?:by\s+)?([^|•·©0-9]{3,60})`)
})

// dated tells a notice of copyright from the credit of a picture.
var dated = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(?i)(?:19|20)\d\d|rights reserved`) })

// siteOfNotice is the holder in the last notice of copyright that names the
// host's.
func (p *page) siteOfNotice() string {
	found := ""
	for _, b := range p.blocks() {
		if b.words > 30 || within(b.node, isCaption) || !dated().MatchString(b.text) {
			continue
		}
		if m := notice().FindStringSubmatch(b.text); m != nil {
			s, _, _ := strings.Cut(m[1], " - ")
			s, _, _ = strings.Cut(s, ". ")
			s = strings.Trim(s, " .,-–")
			if i := strings.Index(strings.ToLower(s), "all rights"); i >= 0 {
				s = strings.Trim(s[:i], " .,-–")
			}
			if len(strings.Fields(s)) <= mostSiteWords && ofHost(s, p.hostNames()) {
				found = s
			}
		}
	}
	return found
}

// siteBeside is what stands before or behind the title in the title element:
// "Talks end | The Herald".
func siteBeside(element, title string) string {
	if title == "" {
		return ""
	}
	if before, ok := strings.CutSuffix(element, title); ok {
		for _, sep := range separators {
			if site, ok := strings.CutSuffix(before, sep); ok && len(strings.Fields(site)) <= 5 {
				return named(site)
			}
		}
	}
	rest, ok := strings.CutPrefix(element, title)
	if !ok {
		return ""
	}
	for _, sep := range separators {
		if site, ok := strings.CutPrefix(rest, sep); ok && len(strings.Fields(site)) <= 6 {
			for _, s := range separators {
				if i := strings.LastIndex(site, s); i >= 0 {
					site = site[i+len(s):]
				}
			}
			return named(site)
		}
	}
	return ""
}

// named is s, or empty where it ends in a number: the page of a list.
func named(s string) string {
	if strings.TrimRight(s, "0123456789") != s && len(strings.Fields(s)) < 3 && strings.Contains(s, " ") {
		return ""
	}
	return s
}
