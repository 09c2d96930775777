package export

import (
	"cmp"
	"fmt"
	"slices"

	"parley/graph"
)

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
	rows = ranked(rows, func(m *Meeting) []graph.Evidence { return m.Evidence }, mostRows)
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
		width := float64(max(textWidth(words[0], labelSize+1), textWidth(words[1], labelSize+1))*1.06) + 20
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
		x += 34 + float64(textWidth(s, legendSize)*1.05) + 24
	}
	if x > margin {
		c.h += 18
	}
}

func (f *Facts) meetingTooltip(m *Meeting) string {
	lines := []string{shorten(clean(joined([]string{markOf(f.model, m.Status), m.Kind, joined(f.Names(m.Who())), joined(f.Names(m.Places)), day(m.Date)})), 200)}
	return f.sentences(lines, m.Evidence)
}
