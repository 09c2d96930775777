package gizmo

import (
	"fmt"
	"slices"
)

// maxColumns bounds the width of a table: rows that each bring new columns
// would make a table of rows x rows cells.
const maxColumns = 100

// Result is the answer of a program: a row for each path that All or GetLimit
// found and each value that was emitted, in that order. A program that asks
// for neither answers with the value of its last expression, if that is one.
type Result struct {
	Columns   []string  // sorted
	Rows      [][]Value // cells in the order of Columns; Kind None where a row has no such column
	Truncated bool      // there were more rows than Options.MaxRows
}

// cell is one column of a row that is being added.
type cell struct {
	column string
	value  Value
}

// rows collects rows whose columns become known as they come.
type rows struct {
	index   map[string]int // column -> place in each row
	columns []string
	rows    [][]Value
}

// add appends a row. Cells of kind None and rows without cells are dropped.
func (r *rows) add(cells []cell) error {
	row := make([]Value, len(r.columns), max(len(r.columns), len(cells)))
	some := false
	for _, c := range cells {
		if c.value.Kind == None {
			continue
		}
		i, ok := r.index[c.column]
		if !ok {
			if i = len(r.columns); i == maxColumns {
				return &Error{Kind: Rows, Message: fmt.Sprintf("the answer has more than %d columns", maxColumns)}
			}
			if r.index == nil {
				r.index = map[string]int{}
			}
			r.index[c.column] = i
			r.columns = append(r.columns, c.column)
		}
		for len(row) <= i {
			row = append(row, Value{})
		}
		row[i] = c.value
		some = true
	}
	if some {
		r.rows = append(r.rows, row)
	}
	return nil
}

// table is what was collected, columns sorted.
func (r *rows) table() (columns []string, table [][]Value) {
	columns = slices.Sorted(slices.Values(r.columns))
	table = make([][]Value, len(r.rows))
	for i, row := range r.rows {
		table[i] = make([]Value, len(columns))
		for j, c := range columns {
			if at := r.index[c]; at < len(row) {
				table[i][j] = row[at]
			}
		}
	}
	return columns, table
}
