// Package when finds the expressions of time of a document and reckons which
// days, months or years they mean.
//
//	published 2026-02-18 (a Wednesday)
//	"on Monday … met"       2026-02-16
//	"on Friday … will meet" 2026-02-20
//	"last month"            2026-01
//	"in June 2013"          2013-06
//	"the 1990s", "BC"       no value
//
// [Stage] is the one thing to use. A value is as exact as the words: a day is
// never made up. What is said of weekdays, "last month" and the like is
// reckoned from Document.Published, and only as far as that is exact. Hours
// and durations are passed over, for no event of the graph has them.
package when

import (
	"context"
	"strings"

	"parley/extract/text"
)

// Stage finds times. The zero value is ready; its data is read when it first
// runs.
type Stage struct{}

// Name is the stage's name.
func (Stage) Name() string { return "when" }

// Needs says what must be there.
func (Stage) Needs() []text.Layer { return []text.Layer{text.Tokens, text.Sentences, text.Tags} }

// Gives says what is there afterwards.
func (Stage) Gives() []text.Layer { return []text.Layer{text.Times} }

// Run sets Times, in the order of the text, none over another. The cost is
// linear in the tokens.
func (Stage) Run(ctx context.Context, doc *text.Document) error {
	lex, err := words()
	if err != nil {
		return err
	}
	s := &scan{doc: doc, lex: lex, ref: parseDate(doc.Published), lows: make([]string, len(doc.Tokens))}
	for i := range doc.Tokens {
		if norm := doc.Tokens[i].Norm; len(norm) <= longestWord {
			s.lows[i] = strings.ToLower(norm)
		}
	}
	doc.Times = nil
	for _, sent := range doc.Sentences {
		if err := ctx.Err(); err != nil {
			return err
		}
		s.first, s.last, s.headline = sent.First, sent.Last, sent.Headline
		s.sentence()
	}
	return nil
}

// scan looks at one sentence of a document.
type scan struct {
	doc         *text.Document
	lex         lexicon
	lows        []string // each token's Norm in lower case; "" where it is too long for a word of time
	ref         date     // of publication
	first, last int      // tokens of the sentence
	headline    bool
	found       []expression // of the sentence
}

// expression is tokens [first, last) that tell a time. Either they tell the
// date itself, maybe without its year, or how to reckon it.
type expression struct {
	first, last int
	date        date
	weekday     int // beside or without a date
	which       int // of the weekday, month or year: the last, the next; only if counted
	counted     bool
	silent      bool // nothing can be reckoned of it
}

func (s *scan) sentence() {
	s.found = s.found[:0]
	for i := s.first; i < s.last; {
		n := len(s.found)
		for _, match := range []func(int) bool{s.iso, s.slashes, s.absolute, s.relative, s.yearAlone} {
			if match(i) {
				break
			}
		}
		if len(s.found) > n {
			i = s.found[len(s.found)-1].last
		} else {
			i++
		}
	}
	s.lendYears()
	for k := range s.found {
		x := &s.found[k]
		s.doc.Times = append(s.doc.Times, text.Time{
			Span:  text.Span{Start: s.doc.Tokens[x.first].Start, End: s.doc.Tokens[x.last-1].End},
			Value: s.value(x),
		})
	}
}

// lendYears gives "28 December" of "28 December to 3 January 2014" its year.
func (s *scan) lendYears() {
	for k := len(s.found) - 2; k >= 0; k-- {
		x, next := &s.found[k], &s.found[k+1]
		if x.date.y != 0 || x.date.m == 0 || x.counted || next.date.y == 0 || next.date.m == 0 || next.counted {
			continue
		}
		gap := next.first - x.last
		if gap > 1 || gap == 1 && !s.is(x.last, joint) && s.low(x.last) != "," {
			continue
		}
		x.date.y = next.date.y
		if x.date.compare(next.date) > 0 && s.low(x.last) != "and" && s.low(x.last) != "," {
			x.date.y--
		}
	}
}

// add notes tokens [x.first, x.last); it is always true.
func (s *scan) add(x expression) bool {
	s.found = append(s.found, x)
	return true
}

// low is token i in lower case; "" outside of the sentence.
func (s *scan) low(i int) string {
	if i < s.first || i >= s.last {
		return ""
	}
	return s.lows[i]
}

// of is the value of token i as a word of the class.
func (s *scan) of(i int, c class) (int, bool) {
	w := s.low(i)
	if w == "" {
		return 0, false
	}
	v, ok := s.lex[c][w]
	return v, ok
}

func (s *scan) is(i int, c class) bool {
	_, ok := s.of(i, c)
	return ok
}

// tag is token i's Penn tag; "" outside of the sentence.
func (s *scan) tag(i int) string {
	if i < s.first || i >= s.last {
		return ""
	}
	return s.doc.Tokens[i].XPOS
}

// capital reports whether token i begins with a capital letter A to Z.
func (s *scan) capital(i int) bool {
	if i < s.first || i >= s.last {
		return false
	}
	norm := s.doc.Tokens[i].Norm
	return norm != "" && 'A' <= norm[0] && norm[0] <= 'Z'
}
