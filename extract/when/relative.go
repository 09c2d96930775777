package when

import "strings"

// weekdayAt is the weekday that token i names. Short forms count only with
// their full stop or before a date, which the caller sees.
func (s *scan) weekdayAt(i int) (int, bool) {
	if !s.capital(i) || strings.HasPrefix(s.tag(i), "VB") {
		return 0, false
	}
	if w, ok := s.of(i, weekday); ok {
		return w, true
	}
	w, ok := s.lex[shortWeekday][strings.TrimSuffix(s.low(i), ".")]
	return w, ok
}

// relative finds what is reckoned from the day of publication.
func (s *scan) relative(i int) bool {
	return s.dayNamed(i) || s.weekdayAlone(i) || s.shifted(i) || s.ago(i) || s.otherDay(i)
}

// fresh reports whether token i belongs to no expression found before.
func (s *scan) fresh(i int) bool {
	n := len(s.found)
	return i >= s.first && (n == 0 || s.found[n-1].last <= i)
}

// dayNamed finds "today", "yesterday evening", "the day after tomorrow", "last night".
func (s *scan) dayNamed(i int) bool {
	x := expression{first: i, counted: true}
	n, ok := s.of(i, dayWord)
	switch {
	case ok:
		x.last = i + 1
		if s.low(i+1) == "'s" && s.tag(i+2) == "NN" && s.low(i) == "today" && s.low(i+2) == "world" {
			return false
		}
	case s.low(i) == "day" && (s.low(i+1) == "before" && s.low(i+2) == "yesterday" || s.low(i+1) == "after" && s.low(i+2) == "tomorrow"):
		n, x.last = 2, i+3
		if s.low(i+1) == "before" {
			n = -2
		}
	case s.low(i) == "last" && s.low(i+1) == "night":
		n, x.last = -1, i+2
	case s.low(i) == "this" && s.is(i+1, part) && s.low(i+1) != "night":
		x.last = i + 2
	default:
		return false
	}
	x.last = s.takePart(x.last)
	if x.date = s.ref.plus(n, days); n == 0 {
		x.date = s.ref
	}
	return s.add(x)
}

// takePart is the token after the part of a day that stands at i.
func (s *scan) takePart(i int) int {
	if s.is(i, part) {
		return i + 1
	}
	return i
}

// weekdayAlone finds "Monday", "next Monday", "Monday morning", "Monday of last week".
func (s *scan) weekdayAlone(i int) bool {
	if s.is(i, weekdays) && s.capital(i) {
		return s.add(expression{first: i, last: i + 1, silent: true})
	}
	x := expression{first: i}
	at := i
	if w, ok := s.of(i, shift); ok {
		x.which, x.counted = w, w != 0
		if at++; s.low(i) == "this" && s.is(at, shift) {
			x.which, _ = s.of(at, shift) // "this past Monday"
			x.counted = true
			at++
		}
	} else if s.is(i, other) {
		x.silent = true
		at++
	}
	w, ok := s.weekdayAt(at)
	if !ok || s.short(at) && s.low(at+1) != "." {
		return false
	}
	x.weekday = w
	x.last = s.takePart(s.afterStop(at))
	prev := s.low(at - 1)
	switch {
	case prev == "the" && s.tag(at+1) == "NNP": // "the Sunday Herald"
		return false
	case s.is(at-1, feast), s.is(at-1, many) && !s.premodifies(at), s.low(x.last) == "week" && s.low(x.last+1) == "before":
		x.silent = true
	case prev == "from" && (s.low(at-2) == "week" || s.low(at-2) == "weeks"): // "a week from Monday"
		x.silent = true
	}
	s.ofWeek(&x)
	return s.add(x)
}

// ofWeek takes "last week" after a weekday and reckons the day of that week.
func (s *scan) ofWeek(x *expression) {
	at := x.last
	if s.low(at) == "of" {
		at++
	}
	w, ok := s.of(at, shift)
	if !ok || s.low(at+1) != "week" || x.silent {
		return
	}
	x.last = at + 2
	x.counted = true
	x.date = s.ref.plus(7*w+x.weekday-s.ref.weekday(), days)
	x.weekday = 0
	x.silent = x.date.d == 0
}

// shifted finds "last month", "this year", "next week".
func (s *scan) shifted(i int) bool {
	w, ok := s.of(i, shift)
	if !ok {
		return false
	}
	u, ok := s.of(i+1, unit)
	if !ok || strings.HasSuffix(s.low(i+1), "s") && s.low(i+1) != "centuries" {
		return false
	}
	if s.low(i-1) == "the" || s.low(i-1) == "in" && s.low(i) != "this" {
		// "the last year" is the twelve months before, "the next day" another time's
		if w != 0 && s.low(i) != "past" {
			return s.add(expression{first: i, last: i + 2, silent: true})
		}
		return false
	}
	x := expression{first: i, last: i + 2, counted: true}
	if u == weeks {
		x.date = s.ref.week(w)
		return s.add(x)
	}
	if x.date = s.ref.plus(w, u); w == 0 && u >= months && x.date.y == 0 {
		x.date = s.ref
	}
	if u == years && x.date.y == 0 {
		x.date = date{}
	}
	return s.add(x)
}

// ago finds "two days ago", "a year ago".
func (s *scan) ago(i int) bool {
	n, ok := s.of(i, number)
	if !ok {
		if n, ok = digits(s.low(i)); !ok || n > 999 {
			ok = s.is(i, vague)
			n = 0
		}
	}
	if !ok {
		if s.is(i, unit) && s.low(i+1) == "ago" { // "decades ago"
			return s.add(expression{first: i, last: i + 2, silent: true})
		}
		return false
	}
	u, ok := s.of(i+1, unit)
	if !ok || s.low(i+2) != "ago" {
		return false
	}
	x := expression{first: i, last: i + 3, counted: true}
	if s.is(i-1, vague) || n == 0 || u == longer {
		x.silent = true
	}
	if x.date = s.ref.plus(-n, u); u == weeks {
		x.date = s.ref.week(-n)
	}
	return s.add(x)
}

// otherDay finds "the previous day", which counts from another time of the text.
func (s *scan) otherDay(i int) bool {
	if s.is(i, other) && s.is(i+1, unit) && s.low(i-1) == "the" {
		return s.add(expression{first: i, last: i + 2, silent: true})
	}
	return false
}

// value is the date that x means; "" if that is not known.
func (s *scan) value(x *expression) string {
	switch {
	case x.silent:
		return ""
	case x.date.y != 0 && !(x.counted && x.date.m != 0 && x.weekday != 0):
		return x.date.String()
	case x.date.m != 0:
		return s.nearYear(x).String()
	case x.weekday != 0 && s.ref.d != 0:
		return s.nearDay(x).String()
	}
	return ""
}

// nearDay is the day of the weekday nearest to publication on the side where
// the clause looks. A day that is named without more may be that of
// publication itself; "last" and "next" may not.
func (s *scan) nearDay(x *expression) date {
	ahead := (x.weekday - s.ref.weekday() + 7) % 7
	switch {
	case x.counted && x.which > 0 && ahead == 0:
		ahead = 7
	case x.counted && x.which > 0:
	case x.counted && ahead == 0:
		ahead = -7
	case x.counted || ahead != 0 && s.tenseAt(x.first, x.last) != future:
		ahead = (ahead - 7) % 7
	}
	return s.ref.plus(ahead, days)
}

// nearYear gives a month or day without a year the year nearest to
// publication on the side where the clause looks.
func (s *scan) nearYear(x *expression) date {
	if s.ref.m == 0 {
		return date{} // a year alone does not tell which June is the last
	}
	d := x.date
	d.y = s.ref.y
	later := d.compare(s.ref)
	switch {
	case x.counted && x.which == 0: // "this June"
	case x.counted && x.which < 0:
		if later >= 0 {
			d.y--
		}
	case x.counted:
		if later <= 0 {
			d.y++
		}
	case s.tenseAt(x.first, x.last) == future:
		if later < 0 {
			d.y++
		}
	case later > 0:
		d.y--
	}
	if x.weekday == 0 || d.weekday() == x.weekday {
		return d
	}
	// The weekday speaks for another year, or against all.
	for _, y := range []int{s.ref.y, s.ref.y - 1, s.ref.y + 1} {
		if o := (date{y, d.m, d.d}); o.valid() && o.weekday() == x.weekday {
			return o
		}
	}
	return date{}
}
