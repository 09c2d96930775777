package graph

import (
	"slices"
	"strconv"
	"strings"

	"parley/graph/quadstore"
)

// Filter narrows down what answers rest on. The zero value lets all pass.
// Dates are YYYY, YYYY-MM or YYYY-MM-DD; a date that is less precise than the
// bound passes if it may lie within.
type Filter struct {
	Since, Until  string  // when it happened: the date of the row, else when it was published
	AsOf          string  // what was published by then
	MinConfidence float64 // of a claim
	Source        string  // part of a publisher, address or id of a document, whatever its case
}

// With is s for who asks under a filter: rows rest on the claims that pass
// only, and those that rest on none are left out. It is the same database,
// closed with s.
func (s *Store) With(f Filter) *Store {
	b := *s
	b.filter = f
	return &b
}

// reaches reports whether a date may be day or earlier; none may be any.
func reaches(date, day string) bool {
	return day == "" || date[:min(len(date), len(day))] <= day[:min(len(date), len(day))]
}

// within reports whether a row of that date is asked for.
func (f *Filter) within(date string) bool {
	if f.Since == "" && f.Until == "" {
		return true
	}
	if date == "" {
		return false
	}
	n := min(len(date), len(f.Since))
	return date[:n] >= f.Since[:n] && reaches(date, f.Until)
}

// passes reports whether a claim is one that answers may rest on.
func (r *reader) passes(c quadstore.Ref) bool {
	f := &r.filter
	if f.MinConfidence > 0 {
		x, err := strconv.ParseFloat(r.claim(c).text("confidence"), 64)
		if err != nil || x < f.MinConfidence {
			return false
		}
	}
	if f.AsOf == "" && f.Source == "" {
		return true
	}
	d := r.document(c)
	if d == 0 {
		return false
	}
	src := r.source(d)
	if f.AsOf != "" && (src.Published == "" || !reaches(src.Published, f.AsOf)) {
		return false
	}
	in := strings.ToLower(strings.Join([]string{src.ID, src.Publisher, src.URL}, "\x00"))
	return strings.Contains(in, strings.ToLower(f.Source))
}

// some are those of the claims that pass. It may share the memory of claims.
func (r *reader) some(claims []quadstore.Ref) []quadstore.Ref {
	if r.filter.MinConfidence == 0 && r.filter.AsOf == "" && r.filter.Source == "" {
		return claims
	}
	return slices.DeleteFunc(slices.Clone(claims), func(c quadstore.Ref) bool { return !r.passes(c) })
}

// narrow leaves the rows that the filter lets pass, each with the claims that
// do.
func (a *Answer) narrow(r *reader) {
	if r.filter == (Filter{}) {
		return
	}
	day := slices.IndexFunc(a.Columns, func(c string) bool { return c == "date" || c == "published" })
	a.Rows = slices.DeleteFunc(a.Rows, func(row Row) bool { return len(row.claims) > 0 && len(r.some(row.claims)) == 0 })
	for i := range a.Rows {
		a.Rows[i].claims = r.some(a.Rows[i].claims)
	}
	if r.filter.Since == "" && r.filter.Until == "" {
		return
	}
	a.Rows = slices.DeleteFunc(a.Rows, func(row Row) bool {
		date := ""
		if day >= 0 {
			date = row.Cells[day]
		}
		if date == "" {
			date, _, _ = strings.Cut(r.told(row.claims), " ")
		}
		return !r.filter.within(date)
	})
}
