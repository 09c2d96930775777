package export

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"parley/graph"
)

// mostRows is how many rows, and how many cards in a column, a chart has.
const mostRows = 40

// Meeting is one meeting, the facts of which are those of id: who took part,
// hosted and mediated, and where.
func (f *Facts) Meeting(id string) *graph.Subgraph {
	g := &graph.Subgraph{Title: "One meeting"}
	nodes := map[string]bool{}
	for i := range f.Meetings {
		m := &f.Meetings[i]
		if m.ID != id {
			continue
		}
		if caption := f.meetingCaption(m); caption != "" {
			g.Title = days(strings.ToUpper(caption[:1]) + caption[1:])
		}
		if len(nodes) == 0 {
			g.Nodes = append(g.Nodes, graph.Node{ID: m.ID, Type: "Meeting", Caption: f.meetingCaption(m)})
		}
		for _, part := range []struct {
			predicate string
			ids       []string
		}{{"participant", m.Participants}, {"host", m.Hosts}, {"mediator", m.Mediators}, {"held_in", m.Places}} {
			for _, x := range part.ids {
				nodes[x] = true
				g.Edges = append(g.Edges, graph.Edge{From: m.ID, To: x, Predicate: part.predicate, Status: m.Status, Meeting: m.ID, Evidence: m.Evidence})
			}
		}
	}
	for id := range nodes {
		g.Nodes = append(g.Nodes, graph.Node{ID: id, Type: f.Type(id), Caption: f.Name(id)})
	}
	slices.SortFunc(g.Nodes, func(a, b graph.Node) int { return strings.Compare(a.ID, b.ID) })
	slices.SortFunc(g.Edges, compareEdges)
	return g
}

// Between is the meetings of countries: those of their own, and those of the
// persons and bodies that hold an office of one, represent it or belong to it.
// alone is how many others met somebody and are of no country, or of several,
// as far as the facts tell: their meetings are left out.
func (f *Facts) Between(ids []string) (g *graph.Subgraph, alone int) {
	of := map[string][]string{}
	for _, h := range f.Holdings {
		of[h.Person] = append(of[h.Person], h.Of...)
	}
	for _, r := range f.Affiliations {
		if r.Predicate == "represents" || r.Predicate == "member_of" {
			of[r.Subject] = append(of[r.Subject], r.Object)
		}
	}
	country := func(id string) string {
		if f.Type(id) == "Country" {
			return id
		}
		found := set(slices.DeleteFunc(slices.Clone(of[id]), func(x string) bool { return f.Type(x) != "Country" }))
		if len(found) == 1 {
			return found[0]
		}
		return ""
	}
	g = &graph.Subgraph{Title: "Meetings between countries"}
	nodes, lost := map[string]bool{}, map[string]bool{}
	for i := range f.Meetings {
		m := &f.Meetings[i]
		who := m.Who()
		if len(who) > graph.SmallMeeting {
			continue
		}
		var sides []string
		for _, x := range who {
			if c := country(x); c != "" {
				sides = append(sides, c)
			} else {
				lost[x] = true
			}
		}
		sides = set(sides)
		predicate := "meeting"
		if f.Real(m.Status) {
			predicate = "met"
		}
		for a, x := range sides {
			for _, y := range sides[a+1:] {
				if len(ids) > 0 && !slices.Contains(ids, x) && !slices.Contains(ids, y) {
					continue
				}
				nodes[x], nodes[y] = true, true
				g.Edges = append(g.Edges, graph.Edge{From: x, To: y, Predicate: predicate, Status: m.Status, Date: m.Date, Place: strings.Join(f.Names(m.Places), ", "), Meeting: m.ID, Evidence: m.Evidence})
			}
		}
	}
	for _, id := range slices.Sorted(maps.Keys(nodes)) {
		g.Nodes = append(g.Nodes, graph.Node{ID: id, Type: "Country", Caption: f.Name(id)})
	}
	slices.SortFunc(g.Edges, compareEdges)
	return g, len(lost)
}

// Timeline is the dated meetings of any of ids, or all, one a row from the
// first to the last. Of too many those that most documents tell of stay.
func (f *Facts) Timeline(title string, ids []string) *Chart {
	var rows []*Meeting
	var edges []graph.Edge
	undated := 0
	for i := range f.Meetings {
		m := &f.Meetings[i]
		if len(ids) > 0 && !slices.ContainsFunc(ids, func(id string) bool { return slices.Contains(m.Who(), id) }) {
			continue
		}
		if m.Date == "" {
			undated++
			continue
		}
		rows = append(rows, m)
	}
	all := len(rows)
	rows = ranked(rows, func(m *Meeting) int { return len(documentsBehind(m.Evidence)) }, mostRows)
	slices.SortStableFunc(rows, func(a, b *Meeting) int { return compareDates(a.Date, b.Date) })
	for _, m := range rows {
		edges = append(edges, graph.Edge{Date: m.Date, Evidence: m.Evidence})
	}
	notes := append(chosen(len(rows), all), toldBy(edges)...)
	if undated > 0 {
		notes = append(notes, fmt.Sprintf("%d without a date are left out.", undated))
	}
	c := newChart(title, notes)
	const axis, row = margin + 96, 34.0
	top, y := c.h+6, c.h+6
	year := ""
	for i, m := range rows {
		if m.Date[:4] != year {
			year = m.Date[:4]
			c.text(point{margin, y + 10}, year, nameSize+2, ink, true)
			y += 22
		}
		st := strokeOf(f.model, m.Status)
		mark := markOf(f.model, m.Status)
		who := f.Names(m.Who())
		if n := len(who) - graph.SmallMeeting; n > 1 {
			who = append(who[:graph.SmallMeeting:graph.SmallMeeting], fmt.Sprintf("and %d more", n))
		}
		words := []string{shorten(clean(joined(who)), 84)}
		n := len(documentsBehind(m.Evidence))
		words = append(words, shorten(clean(joined([]string{mark, m.Kind, joined(f.Names(m.Places)), fmt.Sprintf("%d %s", n, plural(n, "document"))})), 84))
		width := max(textWidth(words[0], labelSize+1), textWidth(words[1], labelSize+1))*1.06 + 20
		c.text(point{margin, y + row/2}, day(m.Date), labelSize+1, ink, false)
		c.rule(point{axis, y + row/2}, point{axis + 16, y + row/2}, st.color)
		e := graph.Edge{Evidence: m.Evidence}
		c.block(point{axis + 16, y}, width, words, st, "#FFFFFF", st.color, f.meetingTooltip(m), fmt.Sprintf("row %d", i+1), []graph.Edge{e})
		y += row + 8
	}
	if len(rows) > 0 {
		c.rule(point{axis, top}, point{axis, y}, "#999999")
	}
	c.more(point{axis + 16, y + 8}, all-len(rows))
	c.h = y + 24
	f.strokeKeys(c, rows)
	return c
}

// strokeKeys explains the outlines that the rows have.
func (f *Facts) strokeKeys(c *Chart, rows []*Meeting) {
	x := margin
	for _, st := range strokes {
		var words []string
		for _, s := range f.model.Statuses {
			if s.Line == st.name && slices.ContainsFunc(rows, func(m *Meeting) bool { return m.Status == s.Name }) {
				words = append(words, cmp.Or(s.Mark, s.Name))
			}
		}
		if len(words) == 0 {
			continue
		}
		c.add(item{box: box{point{x + 14, c.h + 8}, 28, 14}, words: nil, size: labelSize, fill: "#FFFFFF", edge: st.color, stroke: st, color: ink})
		s := joined(set(words))
		c.text(point{x + 34, c.h + 8}, s, legendSize, ink, false)
		x += 34 + textWidth(s, legendSize)*1.05 + 24
	}
	if x > margin {
		c.h += 18
	}
}

func (f *Facts) meetingTooltip(m *Meeting) string {
	lines := []string{shorten(clean(joined([]string{markOf(f.model, m.Status), m.Kind, joined(f.Names(m.Who())), joined(f.Names(m.Places)), day(m.Date)})), 200)}
	return f.sentences(lines, m.Evidence)
}

// sentences adds the first sentences to a tooltip.
func (f *Facts) sentences(lines []string, all []graph.Evidence) string {
	per := onePerDocument(all)
	for _, ev := range per[:min(3, len(per))] {
		lines = append(lines, sentenceOf(ev))
	}
	if n := len(per) - 3; n > 0 {
		lines = append(lines, fmt.Sprintf("… and %d more", n))
	}
	return strings.Join(lines, "\n")
}

// chosen is a note on how many rows of all are shown, if not all.
func chosen(shown, all int) []string {
	if shown == all {
		return nil
	}
	return []string{fmt.Sprintf("%d of %d shown: those that most documents tell of.", shown, all)}
}

// ranked is the most of all, by weight; what weighs the same stays in order.
func ranked[T any](all []T, weight func(T) int, most int) []T {
	if len(all) <= most {
		return all
	}
	all = slices.Clone(all)
	slices.SortStableFunc(all, func(a, b T) int { return cmp.Compare(weight(b), weight(a)) })
	return all[:most]
}

// Offices is who held what when, of any of ids (persons, or the countries whose
// offices they are) or of all: a bar from the first to the last day on which
// a document tells it. Documents tell no terms, so bars are no terms.
func (f *Facts) Offices(title string, ids []string) *Chart {
	var rows []*Holding
	undated := 0
	for i := range f.Holdings {
		h := &f.Holdings[i]
		about := append([]string{h.Person}, h.Of...)
		if len(ids) > 0 && !slices.ContainsFunc(ids, func(id string) bool { return slices.Contains(about, id) }) {
			continue
		}
		if !isDate(h.Told) || !isDate(h.ToldLast) {
			undated++
			continue
		}
		rows = append(rows, h)
	}
	all := len(rows)
	rows = ranked(rows, func(h *Holding) int { return len(documentsBehind(h.Evidence)) }, mostRows)
	slices.SortStableFunc(rows, func(a, b *Holding) int {
		return cmp.Or(strings.Compare(f.Name(a.Person), f.Name(b.Person)), strings.Compare(a.Told, b.Told), strings.Compare(a.Office, b.Office))
	})
	var edges []graph.Edge
	for _, h := range rows {
		edges = append(edges, graph.Edge{Evidence: h.Evidence})
	}
	notes := append(append(chosen(len(rows), all), toldBy(edges)...), "A bar spans the days on which documents tell the office: it is no term of office.")
	if undated > 0 {
		notes = append(notes, fmt.Sprintf("%d told by documents without a date are left out.", undated))
	}
	c := newChart(title, notes)
	if len(rows) == 0 {
		c.text(point{margin, c.h + 8}, "Nothing to show.", nameSize, ink, false)
		c.h += 20
		return c
	}
	names := 0.0
	from, to := 1e9, 0.0
	labels := make([]string, len(rows))
	for i, h := range rows {
		labels[i] = shorten(clean(f.Name(h.Person)), 30)
		names = max(names, textWidth(labels[i], nameSize)*1.06)
		a, _ := years(h.Told)
		_, b := years(h.ToldLast)
		from, to = min(from, a), max(to, b)
	}
	left, width := margin+names+16, 460.0
	pad := max((to-from)*0.03, (2.2-(to-from))/2) // there is a mark of a year at least
	from, to = from-pad, to+pad
	x := func(t float64) float64 { return left + (t-from)/(to-from)*width }
	step := yearStep(to - from)
	y := c.h + 22
	bottom := y + float64(len(rows))*30
	for t := step * float64(int(from/step)+1); t < to; t += step {
		c.rule(point{x(t), y - 4}, point{x(t), bottom}, "#DDDDDD")
		s := fmt.Sprintf("%.0f", t)
		c.add(item{box: box{point{x(t), y - 13}, textWidth(s, labelSize) * 1.1, lineHeight(labelSize)}, words: []string{s}, size: labelSize, color: faint})
	}
	last := ""
	for i, h := range rows {
		if labels[i] != last {
			c.text(point{margin, y + 13}, labels[i], nameSize, ink, false)
			last = labels[i]
		}
		st := strokes[0]
		if s := f.model.Status(h.Status); s != nil {
			st = strokeOf(f.model, h.Status)
		}
		a, _ := years(h.Told)
		_, b := years(h.ToldLast)
		what := joined([]string{h.Title, joined(f.Names(h.Of)), markOf(f.model, h.Status)})
		what = shorten(clean(what), 60)
		tip := f.sentences([]string{shorten(clean(joined([]string{f.Name(h.Person), what})), 200)}, h.Evidence)
		w := max(x(b)-x(a), 10)
		e := []graph.Edge{{Evidence: h.Evidence}}
		c.add(item{id: fmt.Sprintf("row %d", i+1), tooltip: tip, box: box{point{x(a) + w/2, y + 13}, w, 14}, size: labelSize, color: ink, fill: "#CFE8F7", edge: "#0072B2", stroke: st, edges: e})
		tw := textWidth(what, labelSize) * 1.06
		at := x(a) + w + 6
		if at+tw > left+width+150 && x(a)-tw-6 > left { // no room at the right
			at = x(a) - tw - 6
		}
		c.text(point{at, y + 13}, what, labelSize, ink, false)
		y += 30
	}
	c.more(point{left, y + 8}, all-len(rows))
	c.h = y + 16
	return c
}

// years is the first and the last day of a date in years.
func years(date string) (from, to float64) {
	first, last, ok := interval(date)
	if !ok {
		return 0, 0
	}
	in := func(d string, add float64) float64 {
		var y, m, dd int
		if _, err := fmt.Sscanf(d, "%d-%d-%d", &y, &m, &dd); err != nil {
			return 0
		}
		return float64(y) + (float64(m-1)*30.44+float64(dd)-1+add)/365.28
	}
	return in(first, 0), in(last, 1)
}

// yearStep is the distance of the marks of an axis: at most ten of them.
func yearStep(span float64) float64 {
	for _, s := range []float64{1, 2, 5, 10, 20, 50, 100} {
		if span/s <= 10 {
			return s
		}
	}
	return 500
}

// sides are what stands for and against something; what is in none is a
// column of others.
var sides = []struct {
	heading    string
	predicates []string
	fill, edge string
}{
	{"For", []string{"supports", "praises", "agrees_with", "signed", "promises", "proposed", "voted_for", "aids", "cooperates_with"}, "#CFE8F7", "#0072B2"},
	{"Against", []string{"opposes", "criticizes", "accuses", "threatens", "sanctions", "voted_against", "vetoed", "protests_against", "mobilizes_against", "assaults", "fights", "coerces"}, "#FCE6C4", "#B34700"},
}

var votes = []struct {
	heading    string
	predicates []string
	fill, edge string
}{
	{"Voted for", []string{"voted_for"}, "#CFE8F7", "#0072B2"},
	{"Voted against", []string{"voted_against"}, "#FCE6C4", "#B34700"},
	{"Abstained", []string{"abstained_on"}, "#EFEFEF", "#666666"},
	{"Vetoed", []string{"vetoed"}, "#F5DCEA", "#CC79A7"},
}

// Positions is who is for and who against a topic: ids are entities, words are
// such as the text has; what is denied or only possible has a column of its own.
func (f *Facts) Positions(title string, ids []string, words string) *Chart {
	return f.board(title, ids, words, sides, "Otherwise")
}

// Vote is who voted how on something; see Positions.
func (f *Facts) Vote(title string, ids []string, words string) *Chart {
	return f.board(title, ids, words, votes, "")
}

func (f *Facts) board(title string, ids []string, words string, sides []struct {
	heading    string
	predicates []string
	fill, edge string
}, other string) *Chart {
	words = strings.ToLower(words)
	about := func(r Relation) bool {
		if len(ids) == 0 && words == "" {
			return true
		}
		return slices.Contains(ids, r.Object) && r.Object != "" || words != "" && strings.Contains(strings.ToLower(cmp.Or(r.Words, f.nameIfAny(r.Object))), words)
	}
	columns := make([][]Relation, len(sides)+2)
	objects := map[string]bool{}
	var edges []graph.Edge
	for _, r := range f.Relations {
		if !about(r) {
			continue
		}
		at := len(sides)
		for i, s := range sides {
			if slices.Contains(s.predicates, r.Predicate) {
				at = i
			}
		}
		if at == len(sides) && other == "" {
			continue
		}
		if r.Status != "" && !f.Real(r.Status) {
			at = len(sides) + 1
		}
		columns[at] = append(columns[at], r)
		objects[r.Object+"\x00"+r.Words] = true
		edges = append(edges, graph.Edge{Date: r.Date, Evidence: r.Evidence})
	}
	notes := toldBy(edges)
	if n := len(objects); n > 1 {
		notes = append(notes, fmt.Sprintf("These are positions on %d things or wordings, which may be different ones: each card names its own.", n))
	}
	c := newChart(title, notes)
	top := c.h + 8
	x, low := margin, top
	const width = 240.0
	for i, column := range columns {
		if len(column) == 0 && i >= len(sides) {
			continue
		}
		heading, fill, edge := other, "#FFFFFF", faint
		switch {
		case i < len(sides):
			heading, fill, edge = sides[i].heading, sides[i].fill, sides[i].edge
		case i == len(sides)+1:
			heading = "Denied, planned or possible"
		}
		c.text(point{x, top + 8}, fmt.Sprintf("%s (%d)", heading, len(column)), nameSize+1, ink, true)
		y := top + 26
		shown := ranked(column, func(r Relation) int { return len(documentsBehind(r.Evidence)) }, mostRows/2)
		for k, r := range shown {
			st := strokes[0]
			if r.Status != "" {
				st = strokeOf(f.model, r.Status)
			}
			object := cmp.Or(r.Words, f.nameIfAny(r.Object))
			what := joined([]string{strings.TrimSpace(predicateCaption(f.model, r.Predicate) + " " + object + " " + parenthesized(markOf(f.model, r.Status))), day(r.Date)})
			lines := append(wrap(f.Name(r.Subject), 32), wrap(what, 36)...)
			tip := f.sentences([]string{shorten(clean(f.Name(r.Subject)+" "+what), 200)}, r.Evidence)
			y += c.block(point{x, y}, width, lines, st, fill, edge, tip, fmt.Sprintf("card %d %d", i+1, k+1), []graph.Edge{{Evidence: r.Evidence}}) + 8
		}
		if len(column) == 0 {
			c.text(point{x, y + 8}, "nobody, as far as the documents tell", labelSize+1, faint, false)
			y += 20
		}
		c.more(point{x, y + 8}, len(column)-len(shown))
		low = max(low, y+16)
		x += width + 20
	}
	c.h = low
	return c
}
