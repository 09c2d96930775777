package export

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"parley/graph"
)

// side is a column of a board: those whose stance or vote is one of predicates.
type side struct {
	heading    string
	predicates []string
	fill, edge string
}

// sides are what stands for and against something; what is in none is a
// column of others.
var sides = []side{
	{"For", []string{"supports", "praises", "agrees_with", "signed", "promises", "proposed", "voted_for", "aids", "cooperates_with"}, "#CFE8F7", "#0072B2"},
	{"Against", []string{"opposes", "criticizes", "accuses", "threatens", "sanctions", "voted_against", "vetoed", "protests_against", "mobilizes_against", "assaults", "fights", "coerces"}, "#FCE6C4", "#B34700"},
}

var votes = []side{
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

// position is a card of a board: what somebody thinks of something, by the words
// for it, and when, as all documents tell it.
type position struct {
	who, what, status string
	dates             []string
	evidence          []graph.Evidence
}

// board draws a column for each of sides, one called other for what is in none
// (left out if that is ""), and one for what did not come about.
func (f *Facts) board(title string, ids []string, words string, sides []side, other string) *Chart {
	columns, notes := f.positionsOn(ids, strings.ToLower(words), sides, other != "")
	c := newChart(title, notes)
	top := c.h + 8
	x, low := margin, top
	const width = 240.0
	for i, column := range columns {
		if len(column) == 0 && i >= len(sides) {
			continue
		}
		s := side{heading: other, fill: paper, edge: faint}
		switch {
		case i < len(sides):
			s = sides[i]
		case i == len(sides)+1:
			s.heading = "Denied, planned or possible"
		}
		c.text(point{x, top + 8}, fmt.Sprintf("%s (%d)", s.heading, len(column)), nameSize+1, ink, true)
		y := top + 26
		shown := ranked(column, func(p *position) []graph.Evidence { return p.evidence }, mostRows/2)
		for k, p := range shown {
			st := strokes[0]
			if p.status != "" {
				st = strokeOf(f.model, p.status)
			}
			what := joined([]string{p.what, period(p.dates)})
			if n := len(documentsBehind(p.evidence)); n > 1 {
				what = joined([]string{what, fmt.Sprintf("%d documents", n)})
			}
			lines := append(wrap(p.who, 32), wrap(what, 36)...)
			tip := f.sentences([]string{shorten(clean(p.who+" "+what), 200)}, p.evidence)
			y += c.block(point{x, y}, width, lines, st, s.fill, s.edge, tip, fmt.Sprintf("card %d %d", i+1, k+1), []graph.Edge{{Evidence: p.evidence}}) + 8
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

// positionsOn are the positions on ids or words, in the columns of a board, and
// the notes above it. What somebody thinks of things of one name is one position:
// two documents that speak of a treaty mostly mean the same one, and if not, their
// sentences tell.
func (f *Facts) positionsOn(ids []string, words string, sides []side, others bool) (columns [][]*position, notes []string) {
	columns = make([][]*position, len(sides)+2)
	type key struct{ who, predicate, object, status string }
	at := map[key]*position{}
	objects := map[string]bool{}
	var edges []graph.Edge
	for _, r := range f.Relations {
		object := cmp.Or(r.Words, f.nameIfAny(r.Object))
		about := len(ids) == 0 && words == "" || r.Object != "" && slices.Contains(ids, r.Object) || words != "" && strings.Contains(strings.ToLower(object), words)
		column := slices.IndexFunc(sides, func(s side) bool { return slices.Contains(s.predicates, r.Predicate) })
		if !about || column < 0 && !others {
			continue
		}
		switch {
		case r.Status != "" && !f.Real(r.Status):
			column = len(sides) + 1
		case column < 0:
			column = len(sides)
		}
		objects[r.Object+"\x00"+r.Words] = true
		edges = append(edges, graph.Edge{Date: r.Date, Evidence: r.Evidence})
		k := key{r.Subject, r.Predicate, object, r.Status}
		p := at[k]
		if p == nil {
			what := strings.TrimSpace(predicateCaption(f.model, r.Predicate) + " " + object + " " + parenthesized(markOf(f.model, r.Status)))
			p = &position{who: f.Name(r.Subject), what: what, status: r.Status}
			at[k] = p
			columns[column] = append(columns[column], p)
		}
		p.dates = append(p.dates, r.Date)
		p.evidence = append(p.evidence, r.Evidence...)
	}
	for _, p := range at {
		sortEvidence(p.evidence)
	}
	notes = toldBy(edges)
	if len(objects) > 1 {
		notes = append(notes, "What goes by one name may be different things, and one thing may have several names: see the sentences.")
	}
	return columns, notes
}
