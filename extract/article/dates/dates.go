// Package dates reads the day on which something was published from the ways
// in which pages, feeds, mails and tables write it, in the languages of
// months.txt, which come from CLDR.
//
// A day is never made up: of 03/04/2021, which is March or April, only the
// year is told, unless the language settles which.
package dates

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// full is the length of a date that has its day.
const full = len(time.DateOnly)

// Found is a date in a text.
type Found struct {
	Day        string // YYYY-MM-DD, YYYY-MM or YYYY
	Start, End int    // the bytes of the text that say it
}

// Full says whether the day is known, and not only the month or the year.
func (f Found) Full() bool { return len(f.Day) == full }

// longest is how much of a text is looked at for dates.
const longest = 400

// Day is the date that s begins with or consists of as YYYY-MM-DD, YYYY-MM or
// YYYY, and whether there is one. Times of day are passed over: the day is
// that of the zone in which it is written. Words before the date ("Published
// on", "Tuesday,") do not matter.
func Day(s string) (string, bool) { return DayIn(s, "") }

// DayIn is Day for a text in a language, given by its tag ("de", "pt-BR"), or
// empty: it settles which month a name means that languages share, and the
// order of 03/04/2021.
func DayIn(s, language string) (string, bool) {
	s = strings.TrimSpace(cut(s, longest/2))
	if d, ok := stamp(s); ok {
		return d, true
	}
	for _, f := range find(s, language, 1) {
		return f.Day, true
	}
	return "", false
}

// All are the dates in the first 400 bytes of a text, in order.
func All(s, language string) []Found { return find(cut(s, longest), language, longest) }

func find(s, language string, most int) []Found {
	fs := fields(s, language)
	if len(fs) == 1 && fs[0].year() {
		return []Found{{Day: fs[0].text, Start: fs[0].start, End: fs[0].end}}
	}
	var out []Found
	for i := 0; i < len(fs) && len(out) < most; i++ {
		if d, n := at(fs[i:], language); n > 0 {
			out = append(out, Found{Day: d, Start: fs[i].start, End: fs[i+n-1].end})
			i += n - 1
		}
	}
	return out
}

func cut(s string, n int) string {
	if len(s) > n {
		return strings.ToValidUTF8(s[:n], "")
	}
	return s
}

// stamp reads what is digits only: 20140305, seconds or milliseconds since
// 1970, 20140305T101112.
func stamp(s string) (string, bool) {
	digits := len(s) - len(strings.TrimLeft(s, "0123456789"))
	n, err := strconv.ParseInt(s[:digits], 10, 64)
	if err != nil {
		return "", false
	}
	switch {
	case digits == 8 && (len(s) == 8 || s[8] == 'T' || s[8] == ' '), digits == 14 && len(s) == 14, digits == 12 && len(s) == 12:
		d := calendar(atoi(s[:4]), atoi(s[4:6]), atoi(s[6:8]))
		return d, d != ""
	case digits == 10 && len(s) == 10 && n > 1e8:
		return time.Unix(n, 0).UTC().Format(time.DateOnly), true
	case digits == 13 && len(s) == 13:
		return time.UnixMilli(n).UTC().Format(time.DateOnly), true
	}
	return "", false
}

// Years that are taken for such: those of newspapers. The years of other
// calendars, as the Persian 1399 and the Buddhist 2563, lie beyond.
const (
	firstYear = 1600
	lastYear  = 2100
)

// calendar is the date if the calendar has it, else empty; 0 stands for what
// is not known.
func calendar(y, m, d int) string {
	switch {
	case y < firstYear || y > lastYear || m < 0 || m > 12 || d < 0 || d > 31:
		return ""
	case m == 0:
		return fmt.Sprintf("%04d", y)
	case d == 0:
		return fmt.Sprintf("%04d-%02d", y, m)
	}
	t := time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC)
	if t.Day() != d {
		return ""
	}
	return t.Format(time.DateOnly)
}

func atoi(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return -1
	}
	return n
}
