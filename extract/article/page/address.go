package page

import (
	"net/url"
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/net/html/atom"

	"parley/extract/article/dates"
	"parley/extract/article/draft"
)

// inPath are the ways in which paths have a day: /2014/03/05/, /2014-03-05/ or
// /2014-03-05-name, /2014-03/05/, /20140305/ or name-20140305, /29-10-2021.
var inPath = regexp.MustCompile(`(?:^|[/_-])(?:(\d{4})/(\d{1,2})/(\d{1,2})|(\d{4})[-_](\d\d)[-_](\d\d)|(\d{4})-(\d\d)/(\d\d)|((?:19|20)\d\d)(\d\d)(\d\d)|(\d\d)[-.](\d\d)[-.]((?:19|20)\d\d))(?:$|[/_.-])`)

// dateInAddress is the days in addresses such as /2014/03/05/.
func dateInAddress(addresses ...string) []shown {
	for _, s := range addresses {
		u, err := url.Parse(s)
		if err != nil || u.Host == "" {
			continue
		}
		m := inPath.FindStringSubmatch(u.Path)
		for i := 1; i+2 < len(m); i += 3 {
			if m[i] == "" {
				continue
			}
			y, d := m[i], m[i+2]
			if i == 13 {
				y, d = d, y
			}
			if n, err := strconv.Atoi(y); err != nil || n < firstWebYear {
				continue
			}
			if day, ok := dates.Day(y + "-" + m[i+1] + "-" + d); ok && whole(day) {
				return []shown{{day: day, from: "the address"}}
			}
		}
	}
	return nil
}

// firstWebYear is the first year of which there are web pages: an earlier one in
// an address is what the page is about.
const firstWebYear = 1990

// inScript is a day of publication in a script: "datePublished": "2014-…".
var inScript = regexp.MustCompile(`(?i)["']?(?:date_?published|published_?(?:at|date|time|first)?|publish_?(?:date|time)|publication_?(?:date|time)|first[-_]?publication|pub_?date|cms_?publishing_?date)["']?\s*[:=]\s*["'](\d[^"']{7,40})["']`)

// mostScripts is how much of the page's scripts is looked through.
const mostScripts = 2 << 20

// scripts reads the day of publication from the page's scripts, if all that
// tell one agree.
func (p *page) scripts(d *draft.Draft) {
	var found []shown
	left := mostScripts
	for _, n := range all(p.root, tag(atom.Script)) {
		if n.FirstChild == nil {
			continue
		}
		s := n.FirstChild.Data
		if left -= len(s); left < 0 {
			break
		}
		for _, m := range inScript.FindAllStringSubmatch(s, 50) {
			if day, ok := dates.DayIn(strings.ReplaceAll(m[1], `\/`, "/"), p.language); ok && whole(day) {
				found = append(found, shown{day: day})
			}
		}
	}
	if unanimous(found) {
		d.Tell(draft.Published, found[0].day, "script")
	}
}
