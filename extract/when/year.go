package when

import "strings"

// yearAt is the year that token i tells, of four digits. An apostrophe and two
// digits tell a year too, but not which: it is 0.
func (s *scan) yearAt(i int) (y int, ok bool) {
	w := s.low(i)
	if len(w) == 3 && w[0] == '\'' {
		_, ok := digits(w[1:])
		return 0, ok
	}
	if len(w) != 4 {
		return 0, false
	}
	y, ok = digits(w)
	return y, ok && y >= 1000 && y < 3000
}

// year takes the year after a month or a day: "2026", ", 2026", "last year".
func (s *scan) year(x *expression) {
	at := x.last
	if s.low(at) == "," || s.low(at) == "of" {
		at++
	}
	if y, ok := s.yearAt(at); ok && !(at > x.last && s.counts(at)) {
		x.last, x.date.y, x.silent = at+1, y, y == 0
		s.takeEra(x)
		return
	}
	if w, ok := s.of(at, shift); ok && s.low(at+1) == "year" {
		x.last = at + 2
		x.date.y, x.silent = s.ref.plus(w, years).y, s.ref.y == 0
	}
}

// takeEra takes "BC" or "AD", whose years are not reckoned.
func (s *scan) takeEra(x *expression) {
	if s.is(x.last, era) && s.capital(x.last) || strings.Count(s.low(x.last), ".") > 1 && s.lex.has(era, strings.TrimSuffix(s.low(x.last), ".")) {
		x.last++
		x.silent = true
	}
}

// yearAlone finds "in 2013", "the 2015 deal", "2013-2015" and "the 1990s".
func (s *scan) yearAlone(i int) bool {
	w := s.low(i)
	if n := len(w); n >= 3 && w[n-1] == 's' {
		w = strings.TrimLeft(strings.TrimSuffix(strings.TrimSuffix(w, "s"), "'"), "'")
		if d, ok := digits(w); ok && d%10 == 0 && (len(w) == 4 && d >= 1000 && d < 3000 || len(w) == 2 && s.low(i-1) == "the") {
			return s.add(expression{first: i, last: i + 1, silent: true})
		}
		return false
	}
	for _, p := range []string{"mid-", "early-", "late-"} {
		w = strings.TrimPrefix(w, p)
	}
	y, ok := digits(w)
	if ok && len(w) <= 4 && s.is(i+1, era) && s.capital(i+1) {
		x := expression{first: i, last: i + 1}
		s.takeEra(&x)
		return s.add(x)
	}
	if !ok || len(w) != 4 || y < 1000 || y >= 3000 || !s.tellsYear(i, y, w != s.low(i)) {
		return false
	}
	x := expression{first: i, last: i + 1, date: date{y: y}}
	s.takeEra(&x)
	return s.add(x)
}

// tellsYear reports whether the words around the number show that it is a year.
func (s *scan) tellsYear(i, y int, prefixed bool) bool {
	next := s.tag(i + 1)
	counts := next == "NNS" || next == "NN" && s.low(i-1) != "the"
	if prefixed || s.low(i-1) == "year" {
		return true
	}
	if strong, ok := s.of(i-1, before); ok {
		// "in 2000 villages" counts, "in 2015 talks" does not
		return !counts || strong == 1 && y%100 != 0 && y >= 1900 && y < 2100
	}
	if s.is(i-1, phase) {
		return !counts
	}
	if y < 1900 || y >= 2100 {
		return false
	}
	switch {
	case s.low(i-1) == "(" && (s.low(i+1) == ")" || s.is(i+1, joint)):
		return true
	case s.premodifies(i) && next == "NN", s.tag(i-1) == "DT" && (next == "JJ" || next == "NNP"):
		return true
	case s.low(i+1) == "'s":
		return true
	case s.is(i-1, joint) || s.low(i-1) == ",": // the end of a span or a list of years
		if n := len(s.found); n > 0 && !counts && s.found[n-1].last == i-1 {
			x := s.found[n-1].date
			return x.y != 0 && x.m == 0
		}
	}
	return false
}

// has reports whether w is a word of the class.
func (lex lexicon) has(c class, w string) bool {
	_, ok := lex[c][w]
	return ok
}
