package graph

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"
)

// Quotation puts the sentences of a claim in the order of its spans
// ("char=3,40"), as far as that can be told without the text: a span and its
// sentence are about equally long. text has them joined, with "…" between two
// that do not follow one another; start and end are the first and the last
// code point. It is an error if a span is none.
func Quotation(spans, sentences []string) (text string, start, end int, err error) {
	type span struct{ a, b int }
	var all []span
	for _, s := range spans {
		a, b, err := parseChar(s)
		if err != nil {
			return "", 0, 0, err
		}
		all = append(all, span{a, b})
	}
	slices.SortFunc(all, func(x, y span) int { return cmp.Or(x.a-y.a, x.b-y.b) })
	left := slices.Clone(sentences)
	slices.Sort(left)
	var out strings.Builder
	for i, s := range all {
		if i == 0 {
			start = s.a
		}
		end = max(end, s.b)
		best, room := -1, 0
		for k, sentence := range left {
			// White space may have been folded, so the sentence may be shorter.
			if r := s.b - s.a - utf8.RuneCountInString(sentence); r >= 0 && (best < 0 || r < room) {
				best, room = k, r
			}
		}
		if best < 0 {
			continue
		}
		if out.Len() > 0 {
			out.WriteByte(' ')
			if s.a > all[i-1].b+2 {
				out.WriteString("… ")
			}
		}
		out.WriteString(left[best])
		left = slices.Delete(left, best, best+1)
	}
	for _, sentence := range left { // two spans of equal sentences, or a stranger's
		if out.Len() > 0 {
			out.WriteString(" … ")
		}
		out.WriteString(sentence)
	}
	return out.String(), start, end, nil
}
