package page

import (
	"cmp"
	"slices"
	"sort"
	"strings"
	"time"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"parley/extract/article/dates"
	"parley/extract/article/draft"
)

// shown is a day that a page shows its readers.
type shown struct {
	day, raw, from string
	rank           int // smaller is better
	far            int // blocks from the heading
}

// How far from the heading the date of an article may stand, in blocks; one of
// running text counts for several.
const (
	above   = 6
	below   = 10
	running = 3
)

// The ranks of what a page shows. What is near the heading is compared by its
// distance too: a time element counts as nearer than an element named for a
// date, and that as nearer than a mere line.
const (
	near = iota
	byPhrase
	byFarTime
	byFarName
	byTitle
)

const (
	nameDistance = 1
	lineDistance = 3
	aboveMore    = 2
)

// views are the days of publication that the page shows, the best first. What
// is shown as the day of a change is told to d.
func (p *page) views(d *draft.Draft) []shown {
	bs := p.blocks()
	place := p.places(bs, d.Title)
	var out []shown
	add := func(f shown, farther, farRank int, far int) {
		switch {
		case -above <= far && far < 0:
			f.rank, f.far = near, -far+aboveMore+farther
		case 0 <= far && far <= below:
			f.rank, f.far = near, far+farther
		case farRank > 0:
			f.rank, f.far = farRank, max(far, -far)
		default:
			return
		}
		out = append(out, f)
	}
	p.eachAside(func(n *html.Node, aside bool) {
		switch {
		case n.DataAtom == atom.Time:
			f := shown{from: "time element", day: p.timeOf(n)}
			if aside || !whole(f.day) {
				break
			}
			if p.isChange(n) {
				d.Tell(draft.Updated, f.day, f.from)
				break
			}
			add(f, 0, byFarTime, place(n))
		case !aside && n.DataAtom != atom.Body && n.DataAtom != atom.Html && hasWord(n, dateWords):
			s := plain(n)
			if len(s) >= 150 {
				break
			}
			if day := p.dayOf(d, s, hasWord(n, updatedWords) && !hasWord(n, publishedWords)); day != "" {
				add(shown{from: "element of a date", day: day}, nameDistance, byFarName, place(n))
			}
		}
	})
	for _, b := range bs {
		if len(b.text) > 1000 || within(b.node, p.aside) || within(b.node, isCaption) {
			continue
		}
		far := place(b.node)
		if day := p.dayOf(d, b.text, false); day != "" && (b.words <= 16 || p.leads(b.text)) {
			add(shown{from: "line by the heading", day: day}, lineDistance, 0, far)
		}
		if day := p.saysPublished(b.text); day != "" && b.words <= 40 {
			out = append(out, shown{rank: byPhrase, from: "line of publication", day: day, far: max(far, -far)})
		}
	}
	if day := p.dayInTitle(); day != "" {
		out = append(out, shown{rank: byTitle, from: "title element", day: day})
	}
	slices.SortStableFunc(out, func(a, b shown) int { return cmp.Or(a.rank-b.rank, a.far-b.far) })
	return out
}

// places tells how many blocks behind the main heading an element stands;
// before it, the number is negative.
func (p *page) places(bs []block, title string) func(*html.Node) int {
	order := map[*html.Node]int{}
	each(p.root, func(n *html.Node) bool { order[n] = len(order); return true })
	type start struct{ order, far int }
	starts := make([]start, len(bs))
	for i, b := range bs {
		starts[i] = start{order[b.node], 1}
		if b.running() {
			starts[i].far = running
		}
	}
	slices.SortStableFunc(starts, func(a, b start) int { return a.order - b.order })
	for i := 1; i < len(starts); i++ {
		starts[i].far += starts[i-1].far
	}
	at := func(n *html.Node) int { // the first block that begins with n, or the last before it
		i := sort.Search(len(starts), func(i int) bool { return starts[i].order >= order[n] })
		if i == len(starts) || starts[i].order > order[n] {
			i--
		}
		if i < 0 {
			return 0
		}
		return starts[i].far
	}
	head := 0
	if h := p.mainHeading(); h != nil {
		head = at(h)
	} else if i := titleBlock(bs, title); i >= 0 && i < len(bs)-1 {
		head = at(bs[i].node)
	} else if i := slices.IndexFunc(bs, func(b block) bool { return b.running() && !within(b.node, p.aside) }); i >= 0 {
		head = at(bs[i].node)
	}
	return func(n *html.Node) int { return at(n) - head }
}

// timeOf is the day of a time element: the one it shows if it names the month,
// since its attribute is often in universal time.
func (p *page) timeOf(n *html.Node) string {
	told, _ := dates.DayIn(attr(n, "datetime"), p.language)
	for _, f := range dates.All(plain(n), "") {
		if f.Full() && (told == "" || neighbours(told, f.Day)) {
			return f.Day
		}
	}
	if whole(told) {
		return told
	}
	for _, f := range dates.All(plain(n), p.language) {
		if f.Full() {
			return f.Day
		}
	}
	return told
}

// neighbours says whether two days are the same or follow on each other.
func neighbours(a, b string) bool {
	x, err := time.Parse(time.DateOnly, a)
	if err != nil {
		return false
	}
	y, err := time.Parse(time.DateOnly, b)
	return err == nil && max(x.Sub(y), y.Sub(x)) <= 24*time.Hour
}

// isChange says whether a time element holds the day of a change: it is named
// so, or the words before it in its line say so.
func (p *page) isChange(n *html.Node) bool {
	if hasWord(n, updatedWords) {
		return !hasWord(n, publishedWords) && attr(n, "pubdate") == ""
	}
	if n.Parent != nil && hasWord(n.Parent, updatedWords) && !hasWord(n.Parent, publishedWords) {
		return true
	}
	before := ""
	for s := n.PrevSibling; s != nil && len(before) < 60; s = s.PrevSibling {
		if s.Type == html.TextNode {
			before = s.Data + before
		} else if s.Type == html.ElementNode {
			if s.DataAtom == atom.Br || s.DataAtom == atom.Time {
				break
			}
			before = plain(s) + " " + before
		}
	}
	return says(before, changedLabels) || says(plain(n), changedLabels)
}

// mostBefore is how many words may stand before a date in a line that is there
// for it: "Press release no. 12, Tuesday".
const mostBefore = 6

// dayOf is the first full day in a line that is not the day of a change, which
// is told to d.
func (p *page) dayOf(d *draft.Draft, s string, change bool) string {
	behind, day := 0, ""
	for _, f := range dates.All(s, p.language) {
		label := s[behind:f.Start]
		behind = f.End
		switch {
		case !f.Full() || len(strings.Fields(label)) > mostBefore:
		case change && !says(label, publishedLabels) || says(label, changedLabels):
			d.Tell(draft.Updated, f.Day, "line of a change")
		case day == "":
			day = f.Day
		}
	}
	return day
}

// leads says whether a line begins with a date, as news in brief do.
func (p *page) leads(s string) bool {
	fs := dates.All(s, p.language)
	return len(fs) > 0 && fs[0].Full() && strings.Trim(s[:fs[0].Start], " ([") == ""
}

// saysPublished is the day of which a line says that something was published
// then.
func (p *page) saysPublished(s string) string {
	behind := 0
	fs := dates.All(s, p.language)
	for i, f := range fs {
		label, after := s[behind:f.Start], s[f.End:]
		behind = f.End
		if i+1 < len(fs) {
			after = s[f.End:fs[i+1].Start]
		}
		if len(label) > 60 {
			label = strings.ToValidUTF8(label[len(label)-60:], "")
		}
		if len(after) > 60 {
			after = strings.ToValidUTF8(after[:60], "")
		}
		if f.Full() && !says(label, changedLabels) && (says(label, publishedLabels) || says(after, afterLabels)) {
			return f.Day
		}
	}
	return ""
}

// says whether a line has an entry of a list, as whole words.
func says(s string, list func() map[string]bool) bool {
	if s == "" {
		return false
	}
	words := strings.FieldsFunc(strings.ToLower(s), notLetter)
	set := list()
	for i := range words {
		for n := 1; n <= 4 && i+n <= len(words); n++ {
			if set[strings.Join(words[i:i+n], " ")] {
				return true
			}
		}
	}
	return false
}

// dayInTitle is the day that the title of the page has before or after all
// else: "Talks end | The Herald | 05.03.2014".
func (p *page) dayInTitle() string {
	s := p.titleElement()
	fs := dates.All(s, p.language)
	for i, f := range fs {
		before, after := strings.TrimSpace(s[:f.Start]), strings.TrimSpace(s[f.End:])
		if f.Full() && (i == 0 && before == "" && strings.IndexAny(after, "|-–:•·") == 0 || after == "" && strings.LastIndexAny(before, "|•·") == len(before)-1 && before != "") {
			return f.Day
		}
	}
	return ""
}
