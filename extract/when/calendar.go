package when

import (
	"fmt"
	"strings"
	"time"
)

// date is a day, a month or a year: what is 0 is not known.
type date struct{ y, m, d int }

// gregorian is the first year that today's calendar covers as a whole. Earlier
// days may be of another calendar, so nothing is reckoned from them.
const gregorian = 1583

// valid reports whether the calendar has such a date.
func (x date) valid() bool {
	switch {
	case x.y < gregorian || x.y > 2999:
		return false
	case x.m == 0:
		return x.d == 0
	case x.m < 0 || x.m > 12 || x.d < 0:
		return false
	}
	return x.d == 0 || x.time().Day() == x.d
}

func (x date) time() time.Time {
	return time.Date(x.y, time.Month(max(x.m, 1)), max(x.d, 1), 0, 0, 0, 0, time.UTC)
}

// String is the date in ISO 8601, as exact as it is; "" if there is no such date.
func (x date) String() string {
	switch {
	case !x.valid():
		return ""
	case x.m == 0:
		return fmt.Sprintf("%04d", x.y)
	case x.d == 0:
		return fmt.Sprintf("%04d-%02d", x.y, x.m)
	}
	return fmt.Sprintf("%04d-%02d-%02d", x.y, x.m, x.d)
}

// compare orders two dates by the parts that both have.
func (x date) compare(o date) int {
	if x.y != o.y || x.m == 0 || o.m == 0 {
		return x.y - o.y
	}
	if x.m != o.m || x.d == 0 || o.d == 0 {
		return x.m - o.m
	}
	return x.d - o.d
}

// plus is the date n units on: none if the date is less exact than the unit,
// or if the unit is no part of a date.
func (x date) plus(n, unit int) date {
	var t time.Time
	switch {
	case unit == days && x.d > 0:
		t = x.time().AddDate(0, 0, n)
		return date{t.Year(), int(t.Month()), t.Day()}
	case unit == months && x.m > 0:
		t = date{y: x.y, m: x.m}.time().AddDate(0, n, 0) // from the 1st: no month is skipped
		return date{y: t.Year(), m: int(t.Month())}
	case unit == years && x.y > 0:
		return date{y: x.y + n}
	}
	return date{}
}

// week is the month, or else the year, that holds the whole week n weeks on.
func (x date) week(n int) date {
	if x.d == 0 {
		return date{}
	}
	monday := x.plus(7*n+1-x.weekday(), days)
	sunday := monday.plus(6, days)
	switch {
	case monday.y != sunday.y:
		return date{}
	case monday.m != sunday.m:
		return date{y: monday.y}
	}
	return date{y: monday.y, m: monday.m}
}

// weekday is 1 for Monday to 7 for Sunday; 0 if there is no day.
func (x date) weekday() int {
	if x.d == 0 {
		return 0
	}
	if w := int(x.time().Weekday()); w != 0 {
		return w
	}
	return 7
}

// parseDate reads YYYY, YYYY-MM or YYYY-MM-DD, the last also before a time of day.
func parseDate(s string) date {
	s, _, _ = strings.Cut(s, "T")
	var x date
	for _, layout := range []string{time.DateOnly, "2006-01", "2006"} {
		t, err := time.Parse(layout, s)
		if err != nil {
			continue
		}
		x.y = t.Year()
		if len(layout) > 4 {
			x.m = int(t.Month())
		}
		if len(layout) > 7 {
			x.d = t.Day()
		}
		break
	}
	if !x.valid() {
		return date{}
	}
	return x
}
