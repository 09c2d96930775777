package graph

import (
	"cmp"
	"slices"
	"strings"

	"parley/graph/quadstore"
)

// Answer is what a ready question yields: rows of words, each with the
// sentences it rests on, unless a [Store.Brief] was asked.
type Answer struct {
	Columns []string
	Rows    []Row
	Gizmo   string // a Gizmo program that asks the same: its rows are the Keys of the rows; see Store.Query
}

// Row is one line of an answer. Cells are in the order of Answer.Columns.
type Row struct {
	Cells       []string
	Key         []string   // the ids that the row is about, as the Gizmo program gives them
	Sources     int        // the number of documents behind it
	Independent int        // of these, how many are no copies of one another
	Evidence    []Evidence // by document and place

	claims []quadstore.Ref // of which Sources and Evidence are made at last
}

// sort orders the rows by their cells, left to right; an empty cell is last.
// Equal rows (the same thing told by several documents) become one with the
// claims of all.
func (a *Answer) sort() {
	slices.SortFunc(a.Rows, func(x, y Row) int {
		return cmp.Or(compareCells(x.Cells, y.Cells), slices.Compare(x.Key, y.Key))
	})
	out := a.Rows[:0]
	for _, row := range a.Rows {
		if n := len(out); n > 0 && slices.Equal(out[n-1].Cells, row.Cells) && slices.Equal(out[n-1].Key, row.Key) {
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

// cite narrows a down to what the filter lets pass, as its program does then,
// and tells what is behind the rows.
func (a *Answer) cite(r *reader) {
	a.Gizmo = gizmoOnly(r.filter) + a.Gizmo
	a.narrow(r)
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
		if row.Independent = row.Sources; row.Sources > 1 {
			row.Independent = r.groupsOf(row.claims)
		}
		if !r.brief {
			row.Evidence = r.evidence(row.claims)
		}
		row.claims = nil
	}
}
