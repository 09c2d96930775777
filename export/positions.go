package export

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"parley/graph"
)

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
