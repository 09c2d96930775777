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
	Since, Until  string  // when it happened: the date that a claim tells, else when it was published
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

// within reports whether that date is asked for.
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

// passes reports whether a claim is one that answers may rest on. A mention,
// which no rule found, has neither confidence nor a day on which it happened:
// it passes with its document.
func (r *reader) passes(c quadstore.Ref) bool {
	if r.filter == (Filter{}) {
		return true
	}
	pass, known := r.passed[c]
	if !known {
		d := r.document(c)
		pass = d != 0 && r.passesDocument(r.source(d)) && r.passesClaim(c)
		r.passed[c] = pass
	}
	return pass
}

func (r *reader) passesDocument(src *source) bool {
	f := &r.filter
	if f.AsOf != "" && (src.Published == "" || !reaches(src.Published, f.AsOf)) {
		return false
	}
	in := strings.ToLower(strings.Join([]string{src.ID, src.Publisher, src.URL}, "\x00"))
	return strings.Contains(in, strings.ToLower(f.Source))
}

func (r *reader) passesClaim(c quadstore.Ref) bool {
	f, claim := &r.filter, r.claim(c)
	if len(claim.of("rule")) == 0 {
		return true
	}
	if f.MinConfidence > 0 {
		x, err := strconv.ParseFloat(claim.text("confidence"), 64)
		if err != nil || x < f.MinConfidence {
			return false
		}
	}
	return f.within(r.day(c))
}

// day is when what a claim tells happened: the date that it tells, else that
// of its document.
func (r *reader) day(c quadstore.Ref) string {
	if r.filter.Since == "" && r.filter.Until == "" {
		return ""
	}
	if date := r.word("date"); date != 0 {
		for q := range r.tx.Match(0, date, 0, c) {
			return r.text(q[2])
		}
	}
	return r.source(r.document(c)).Published
}

// some are those of the claims that pass. It may share the memory of claims.
func (r *reader) some(claims []quadstore.Ref) []quadstore.Ref {
	if r.filter == (Filter{}) {
		return claims
	}
	return slices.DeleteFunc(slices.Clone(claims), func(c quadstore.Ref) bool { return !r.passes(c) })
}

// narrow leaves the rows that rest on a claim that passes, each with those
// that do.
func (a *Answer) narrow(r *reader) {
	if r.filter == (Filter{}) {
		return
	}
	a.Rows = slices.DeleteFunc(a.Rows, func(row Row) bool { return len(row.claims) > 0 && len(r.some(row.claims)) == 0 })
	for i := range a.Rows {
		a.Rows[i].claims = r.some(a.Rows[i].claims)
	}
}
