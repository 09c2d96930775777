package when

import "strings"

// monthAt is the month that token i names.
func (s *scan) monthAt(i int) (int, bool) {
	if !s.capital(i) || s.tag(i) == "MD" || strings.HasPrefix(s.tag(i), "VB") {
		return 0, false
	}
	if m, ok := s.of(i, month); ok {
		return m, true
	}
	m, ok := s.lex[shortMonth][strings.TrimSuffix(s.low(i), ".")]
	return m, ok
}

// short reports whether token i is a short form without a full stop.
func (s *scan) short(i int) bool {
	return s.is(i, shortMonth) || s.is(i, shortWeekday)
}

// afterStop is the token after i, or after a full stop that was cut off it.
func (s *scan) afterStop(i int) int {
	if s.short(i) && s.low(i+1) == "." {
		return i + 2
	}
	return i + 1
}

// dayAt is the day of a month that token i tells: 17, 17th.
func (s *scan) dayAt(i int) (int, bool) {
	w := s.low(i)
	for _, end := range []string{"st", "nd", "rd", "th"} {
		w = strings.TrimSuffix(w, end)
	}
	if len(w) > 2 {
		return 0, false
	}
	d, ok := digits(w)
	return d, ok && d >= 1
}

// absolute finds days and months that are named, with or without a year.
func (s *scan) absolute(i int) bool {
	start, wd := i, 0
	if w, ok := s.weekdayAt(i); ok {
		wd = w
		i = s.afterStop(i)
		if s.low(i) == "," {
			i++
		}
		if s.low(i) == "the" {
			i++
		}
	}
	n := len(s.found)
	if !s.monthFirst(i) && !s.dayFirst(i) {
		return false
	}
	if wd != 0 {
		x := &s.found[n]
		if x.date.d == 0 { // "on Tuesday, June saw …"
			s.found = s.found[:n]
			return false
		}
		x.first, x.weekday = start, wd
	}
	return true
}

// monthFirst finds "February 17, 2026", "Feb. 17-18", "February 2026" and "February".
func (s *scan) monthFirst(i int) bool {
	m, ok := s.monthAt(i)
	if !ok {
		return false
	}
	x := expression{first: i, last: s.afterStop(i), date: date{m: m}}
	if s.is(x.last, event) {
		return false
	}
	d, ok := s.dayAt(x.last)
	if !ok || s.hour(x.last) {
		return s.monthAlone(x)
	}
	x.date.d = d
	x.last++
	second := expression{}
	if d2, ok := s.dayAt(x.last + 1); ok && s.is(x.last, joint) && !s.hour(x.last+1) && d2 > d && !s.counts(x.last+1) {
		second = expression{first: x.last + 1, last: x.last + 2, date: date{m: m, d: d2}}
		s.year(&second)
		x.date.y, x.silent = second.date.y, second.silent
	} else {
		s.year(&x)
	}
	if x.date.y == 0 && s.is(max(x.last, second.last), event) {
		x.silent, second.silent = true, true
	}
	s.add(x)
	if second.last > 0 {
		s.add(second)
	}
	return true
}

// dayFirst finds "17 February 2026", "the 17th of February" and "4-11 February 1945".
func (s *scan) dayFirst(i int) bool {
	d, ok := s.dayAt(i)
	if !ok {
		if d, ok = s.of(i, ordinal); !ok || s.low(i+1) != "of" {
			return false
		}
	}
	x := expression{first: i, last: i + 1, date: date{d: d}}
	second := expression{}
	last := &x
	if d2, ok := s.dayAt(i + 2); ok && s.is(i+1, joint) && d2 > d {
		second = expression{first: i + 2, last: i + 3, date: date{d: d2}}
		last = &second
	}
	at := last.last
	if s.low(at) == "of" {
		at++
	}
	m, ok := s.monthAt(at)
	if !ok || s.short(at) && s.low(at) == "mar" {
		return false
	}
	x.date.m, last.date.m = m, m
	last.last = s.afterStop(at)
	s.year(last)
	x.date.y, x.silent = last.date.y, last.silent
	if x.date.y == 0 && s.is(last.last, event) {
		x.silent, second.silent = true, true
	}
	s.add(x)
	if second.last > 0 {
		s.add(second)
	}
	return true
}

// hour reports whether the number at i is of a clock: "5 p.m.", "10:30", "9 o'clock".
func (s *scan) hour(i int) bool {
	switch strings.ReplaceAll(s.low(i+1), ".", "") {
	case "am", "pm", "o'clock", "gmt", "utc":
		return true
	case ":":
		_, ok := digits(s.low(i + 2))
		return ok
	}
	return false
}

// counts reports whether the number at i counts what follows: "May 3 and 40 people".
func (s *scan) counts(i int) bool { return s.tag(i+1) == "NNS" && !s.is(i+1, event) }

// monthAlone takes a month without a day if the words beside it show that it
// is no name of a person and no verb.
func (s *scan) monthAlone(x expression) bool {
	i := x.first
	s.year(&x)
	if x.date.y != 0 || x.silent {
		return s.add(x)
	}
	if s.short(i) && x.last == i+1 {
		return false
	}
	if w, ok := s.of(i-1, shift); ok && s.fresh(i-1) {
		x.first, x.which, x.counted = i-1, w, true
		if s.low(i-1) == "past" {
			x.first = i
		}
		return s.add(x)
	}
	if s.is(i-1, many) {
		x.silent = true
		return s.add(x)
	}
	strong, prep := s.of(i-1, before)
	like, doubtful := s.of(i, nameLike)
	if !doubtful {
		like, doubtful = s.lex[nameLike][strings.TrimSuffix(s.low(i), ".")]
	}
	switch {
	case !doubtful:
	case prep && strong == 1 && s.tag(x.last) != "NNP", s.is(i-1, phase):
	case s.low(i-1) == "of" && s.is(i-2, unit): // "the second week of March"
	case like == 1 && s.premodifies(i):
	case like == 1 && prep && strings.Trim(s.tag(x.last), ".,:") == "" && s.low(i-1) != "by":
	default:
		return false
	}
	return s.add(x)
}

// premodifies reports whether i stands between a determiner and a noun: "the June summit".
func (s *scan) premodifies(i int) bool {
	det := s.tag(i-1) == "DT" || s.tag(i-1) == "POS" || s.tag(i-1) == "PRP$"
	return det && (s.tag(i+1) == "NN" || s.tag(i+1) == "NNS")
}
