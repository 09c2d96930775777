package page

import (
	"net/url"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html/atom"

	"parley/extract/article/draft"
)

// longestSite is more than the name of a site has, in characters.
const longestSite = 80

// cleanSite is the name of a publisher, or empty where s is an address, a
// notice of copyright, a byline, or what any site may be called.
func cleanSite(s string) string {
	s = strings.Trim(strings.TrimPrefix(draft.Line(unescape(s)), "@"), " |·•–—-»›")
	low := strings.ToLower(s)
	if strings.Contains(s, "://") || strings.Contains(s, "©") || strings.Contains(low, "copyright") || strings.HasPrefix(low, "(c)") || strings.HasPrefix(low, "by ") || utf8.RuneCountInString(s) > longestSite || noSites()[low] {
		return ""
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
	if p.siteNames()[low] {
		return true
	}
	host := p.host()
	return host != "" && len(low) > 3 && (strings.Contains(squeeze(host), low) || strings.Contains(low, squeeze(strings.TrimPrefix(host, "www."))))
}

// siteNames are the names of the page's site that it tells, squeezed.
func (p *page) siteNames() map[string]bool {
	if p.sites != nil {
		return p.sites
	}
	p.sites = map[string]bool{}
	for _, n := range all(p.root, tag(atom.Meta)) {
		k := strings.ToLower(attr(n, "property") + attr(n, "name"))
		if k == "og:site_name" || k == "application-name" || k == "twitter:site" {
			p.sites[squeeze(attr(n, "content"))] = true
		}
	}
	for _, o := range p.structured {
		if o.is("Organization", "WebSite") {
			p.sites[squeeze(o.text("name"))] = true
		}
		p.sites[squeeze(o.text("publisher"))] = true
	}
	delete(p.sites, "")
	return p.sites
}

// host is the page's host in lower case, by its canonical address if it has
// one; of a page that an archive keeps, the host where it was.
func (p *page) host() string {
	if p.known {
		return p.hostname
	}
	base := p.base
	for _, n := range all(p.root, tag(atom.Link)) {
		if strings.EqualFold(attr(n, "rel"), "canonical") {
			base = p.resolve(attr(n, "href"))
		}
	}
	if i := strings.LastIndex(base, "/http"); i > 0 {
		base = base[i+1:]
	}
	if u, err := url.Parse(base); err == nil {
		p.hostname = strings.ToLower(u.Host)
	}
	p.known = true
	return p.hostname
}

// hostNames are the parts of the page's host that may name its site, as plain
// letters, the nearest to its end first: of news.thepost.co.uk thepost, news.
func (p *page) hostNames() []string {
	host, _, _ := strings.Cut(p.host(), ":")
	labels := strings.Split(host, ".")
	labels = labels[:len(labels)-1]
	if n := len(labels); n > 1 && len(labels[n-1]) <= 3 && labels[n-2] != "www" {
		labels = labels[:n-1] // co.uk
	}
	var out []string
	for _, l := range slices.Backward(labels) {
		if s := plainLetters(l); len(s) > 2 && s != "www" {
			out = append(out, s)
		}
	}
	return out
}

// ofHost says whether a name is that of a host: the same letters, or a good part
// of them, or the host has the first letters of its words.
func ofHost(name string, hosts []string) bool {
	low, short := plainLetters(name), initials(name)
	for _, h := range hosts {
		switch {
		case low == h, short == h:
			return true
		case len(h) > 3 && strings.Contains(low, h) && 4*len(h) >= len(low), len(low) > 3 && strings.Contains(h, low):
			return true
		}
	}
	return false
}

// initials are the first letters of a name's words that are in capitals, as
// hosts have them: dsv of Deutscher Schwimm-Verband.
func initials(name string) string {
	var b strings.Builder
	for w := range strings.FieldsFuncSeq(name, notLetter) {
		if r, _ := utf8.DecodeRuneInString(w); unicode.IsUpper(r) {
			b.WriteString(plainLetters(string(r)))
		}
	}
	return b.String()
}

// latin are letters as hosts have them.
var latin = strings.NewReplacer("ä", "ae", "ö", "oe", "ü", "ue", "ß", "ss", "é", "e", "è", "e", "ê", "e", "á", "a", "à", "a", "â", "a", "ã", "a", "í", "i", "ó", "o", "ô", "o", "õ", "o", "ú", "u", "ø", "o", "å", "a", "ñ", "n", "ç", "c", "ł", "l", "š", "s", "č", "c", "ž", "z", "ý", "y")

func plainLetters(s string) string { return latin.Replace(squeeze(s)) }
