package export

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"parley/graph"
)

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
	rows = ranked(rows, func(h *Holding) []graph.Evidence { return h.Evidence }, mostRows)
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
	x := func(t float64) float64 { return left + float64((t-from)/(to-from)*width) }
	step := yearStep(to - from)
	y := c.h + 22
	bottom := y + float64(float64(len(rows))*30)
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
		return float64(y) + (float64(float64(m-1)*30.44)+float64(dd)-1+add)/365.28
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
