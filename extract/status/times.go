package status

import (
	"slices"
	"strings"

	"parley/extract/text"
)

// timesFrom are the document's times from the one that ends after the byte at.
func (r *reader) timesFrom(at int) []text.Time {
	i, _ := slices.BinarySearchFunc(r.doc.Times, at, func(t text.Time, at int) int { return t.Start - at })
	return r.doc.Times[i:]
}

// timeAt is the words of the first time that fits and hangs from i, or "".
func (r *reader) timeAt(i int, fits func(t text.Time, words string) bool) string {
	tok := max(r.first, i-reach)
	end := r.doc.Tokens[min(r.last, i+reach+1)-1].End
	for _, t := range r.timesFrom(r.doc.Tokens[tok].Start) {
		if t.Start >= end {
			break
		}
		for tok < r.last && r.doc.Tokens[tok].End <= t.Start {
			tok++
		}
		if tok >= r.last || !r.under(tok, i, 3) {
			continue
		}
		if words := strings.ToLower(r.doc.Slice(t.Span)); fits(t, words) {
			return words
		}
	}
	return ""
}

// future is the words of a time to come that hangs from i, or "".
func (r *reader) future(i int) string {
	return r.timeAt(i, func(t text.Time, words string) bool {
		for w := range strings.FieldsSeq(words) {
			if r.lex[timeRole][w] != "" {
				return true
			}
		}
		return t.Value != "" && later(t.Value, r.doc.Published)
	})
}

// past is the words of a day before publication that hangs from i, or "".
func (r *reader) past(i int) string {
	return r.timeAt(i, func(t text.Time, _ string) bool {
		return len(t.Value) == len("2006-01-02") && later(r.doc.Published, t.Value)
	})
}

// timeNear is the words of a time within reach of i that is not after
// publication, wherever it hangs, or "".
func (r *reader) timeNear(i int) string {
	end := r.doc.Tokens[min(r.last, i+reach+1)-1].End
	for _, t := range r.timesFrom(r.doc.Tokens[max(r.first, i-reach)].Start) {
		if t.Start >= end {
			break
		}
		words := strings.ToLower(r.doc.Slice(t.Span))
		ahead := false
		for w := range strings.FieldsSeq(words) {
			ahead = ahead || r.lex[timeRole][w] != ""
		}
		if !ahead && t.Value != "" && r.doc.Published != "" && !later(t.Value, r.doc.Published) {
			return words
		}
	}
	return ""
}

// yearBefore is the words of a past year or month that stands before the noun
// i and hangs from it: "the 1995 negotiations".
func (r *reader) yearBefore(i int) string {
	return r.timeAt(i, func(t text.Time, _ string) bool {
		return t.End <= r.doc.Tokens[i].Start && len(t.Value) >= 4 && len(t.Value) < len("2006-01-02") && later(r.doc.Published, t.Value)
	})
}

// later reports whether day comes after other, by the parts that both have.
func later(day, other string) bool {
	n := min(len(day), len(other))
	return n > 0 && day[:n] > other[:n]
}
