package extract

import (
	"slices"
	"strings"

	"parley/extract/text"
)

// words counts the words of a quotation: marks of scare quotes have few.
func words(doc *text.Document, q text.Quotation) int {
	n := 0
	for i := q.First; i < q.Last; i++ {
		if doc.Tokens[i].UPOS != "PUNCT" {
			n++
		}
	}
	return n
}

// besides lists the tokens of a sentence that are in none of the quotations.
func besides(s text.Sentence, in []text.Quotation) []int {
	var out []int
	for i := s.First; i < s.Last; i++ {
		if !slices.ContainsFunc(in, func(q text.Quotation) bool { return q.First <= i && i < q.Last }) {
			out = append(out, i)
		}
	}
	return out
}

// quotes tells whether the bytes hold a quotation mark.
func quotes(s string) bool { return strings.ContainsAny(s, "\"“”„«»") }
