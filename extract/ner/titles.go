package ner

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"parley/extract/gazetteer"
	"parley/extract/text"
)

// AfterTitles is the first token of [first, last) that belongs to the person's
// name: titles, ranks, adjectives of nations and words in lower case in front
// of it do not. It is last if nothing but titles is there.
func AfterTitles(g *gazetteer.Gazetteer, toks []text.Token, first, last int) int {
	for first < last {
		n, e := g.Match(norms(toks[first:last]))
		word := toks[first].Norm
		switch {
		case n > 0 && e.Kinds&gazetteer.Title != 0 && (first+n < last || e.Kinds&gazetteer.FirstName == 0):
			first += n
		case n > 0 && e.Kinds&(gazetteer.CountryDemonym|gazetteer.CountryName) != 0 && e.Kinds&gazetteer.FirstName == 0 && first+n < last:
			first += n
		case n > 0 && e.Kinds&gazetteer.OrganizationName != 0 && first+n < last:
			first += n
		case lowerCase(word) && (n == 0 || e.Kinds&gazetteer.Particle == 0):
			first++
		default:
			return first
		}
	}
	return first
}

func norms(toks []text.Token) []string {
	toks = toks[:min(len(toks), gazetteer.LongestMatch)]
	out := make([]string, len(toks))
	for i := range toks {
		out[i] = toks[i].Norm
	}
	return out
}

// lowerCase reports whether s begins with a small letter.
func lowerCase(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLower(r)
}

// capital reports whether s begins with a capital letter.
func capital(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r)
}

// joined is the text of tokens with one space where the text has space.
func joined(doc *text.Document, first, last int) string {
	var b strings.Builder
	for i := first; i < last; i++ {
		if i > first && doc.Tokens[i].Start > doc.Tokens[i-1].End {
			b.WriteByte(' ')
		}
		b.WriteString(doc.Tokens[i].Norm)
	}
	return b.String()
}
