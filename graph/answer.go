package graph

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"parley/graph/quadstore"
)

// Answer is what a ready question yields: rows of words, each with the
// sentences it rests on, unless a [Store.Brief] was asked.
type Answer struct {
	Columns []string
	Rows    []Row
	Gizmo   string // a Gizmo program that asks much the same; see Store.Query
}

// Row is one line of an answer. Cells are in the order of Answer.Columns.
type Row struct {
	Cells    []string
	Sources  int        // the number of documents behind it
	Evidence []Evidence // by document and place

	claims []quadstore.Ref // of which Sources and Evidence are made at last
}

// sort orders the rows by their cells, left to right; an empty cell is last.
// Equal rows (the same thing told by several documents) become one with the
// claims of all.
func (a *Answer) sort() {
	slices.SortFunc(a.Rows, func(x, y Row) int { return compareCells(x.Cells, y.Cells) })
	out := a.Rows[:0]
	for _, row := range a.Rows {
		if n := len(out); n > 0 && slices.Equal(out[n-1].Cells, row.Cells) {
			out[n-1].claims = append(out[n-1].claims, row.claims...)
			continue
		}
		out = append(out, row)
	}
	a.Rows = out
}

func compareCells(x, y []string) int {
	for i := range x {
		if x[i] == y[i] {
			continue
		}
		if x[i] == "" {
			return 1
		}
		if y[i] == "" {
			return -1
		}
		return strings.Compare(x[i], y[i])
	}
	return 0
}

// cite tells what is behind the rows.
func (a *Answer) cite(r *reader) {
	if !r.brief {
		var all []quadstore.Ref
		for _, row := range a.Rows {
			all = append(all, row.claims...)
		}
		r.readClaims(all)
	}
	for i := range a.Rows {
		row := &a.Rows[i]
		row.Sources = r.sourcesOf(row.claims)
		if !r.brief {
			row.Evidence = r.evidence(row.claims)
		}
		row.claims = nil
	}
}

func gizmoWhoMet(ids []string) string {
	return fmt.Sprintf("g.V(%s).Tag(\"who\").Out(met).Tag(\"met\").All()", gizmoIDs(ids))
}

func gizmoMeetings(f MeetingFilter) string {
	var b strings.Builder
	b.WriteString(`g.V().Has(type, Meeting)`)
	for _, who := range f.Who {
		fmt.Fprintf(&b, `.And(g.V(%s).In([participant, host]))`, gizmoIDs(who))
	}
	if len(f.Place) > 0 {
		fmt.Fprintf(&b, `.And(g.V(%s).In(held_in))`, gizmoIDs(f.Place))
	}
	b.WriteString(`.Save(status, "status").All()`)
	return b.String()
}

// gizmoIDs are ids as arguments of g.V.
func gizmoIDs(ids []string) string {
	out := make([]string, len(ids))
	for i, x := range ids {
		quoted, _ := json.Marshal(IRI(x)) // a string always encodes
		out[i] = "iri(" + string(quoted) + ")"
	}
	return strings.Join(out, ", ")
}
