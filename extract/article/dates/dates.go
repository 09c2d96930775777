// Package dates reads the day on which something was published from the ways
// in which pages, feeds, mails and tables write it.
//
// A day is never made up: of 03/04/2021, which is March or April, only the
// year is told.
package dates

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"
	"sync"
	"time"
	"unicode"
	"unicode/utf8"
)

//go:embed months.txt
var monthFile string

// months are the names of months in the languages of the list, lower case.
var months = sync.OnceValue(func() map[string]int {
	m := map[string]int{}
	for line := range strings.Lines(monthFile) {
		f := strings.Fields(line)
		if len(f) < 2 || strings.HasPrefix(line, "#") {
			continue
		}
		n, err := strconv.Atoi(f[0])
		if err != nil {
			continue
		}
		for _, name := range f[1:] {
			m[name] = n
		}
	}
	return m
})

// Day is the date that s begins with or consists of as YYYY-MM-DD, YYYY-MM or
// YYYY, and whether there is one. Times of day are passed over: the day is
// that of the zone in which it is written. Words before the date ("Published
// on", "Tuesday,") do not matter.
func Day(s string) (string, bool) {
	if len(s) > 200 {
		s = strings.ToValidUTF8(s[:200], "")
	}
	s = strings.TrimSpace(s)
	if d, ok := stamp(s); ok {
		return d, true
	}
	fs := fields(s)
	for i := range fs {
		if d, ok := at(fs, i); ok {
			return d, true
		}
	}
	return "", false
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
	case digits == 8 && (len(s) == 8 || s[8] == 'T'), digits == 14 && len(s) == 14, digits == 12 && len(s) == 12:
		y, m, d := atoi(s[:4]), atoi(s[4:6]), atoi(s[6:8])
		return day(y, m, d)
	case digits == 10 && len(s) == 10 && n > 1e8:
		return time.Unix(n, 0).UTC().Format(time.DateOnly), true
	case digits == 13 && len(s) == 13:
		return time.UnixMilli(n).UTC().Format(time.DateOnly), true
	}
	return "", false
}

// field is a run of digits or letters, and the separator behind it.
type field struct {
	text   string
	n      int // of digits, else -1
	month  int // if it names one
	behind string
}

func fields(s string) []field {
	var fs []field
	for s != "" && len(fs) < 40 {
		r, _ := utf8.DecodeRuneInString(s)
		class := unicode.IsLetter
		if unicode.IsDigit(r) {
			class = unicode.IsDigit
		}
		end := strings.IndexFunc(s, func(r rune) bool { return !class(r) })
		if end < 0 {
			end = len(s)
		}
		f := field{text: strings.ToLower(s[:end]), n: -1}
		if end > 0 {
			if n, err := strconv.Atoi(f.text); err == nil && end <= 4 {
				f.n = n
			} else {
				f.month = months()[f.text]
			}
		}
		s = s[end:]
		gap := strings.IndexFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
		if gap < 0 {
			gap = len(s)
		}
		f.behind, s = s[:gap], s[gap:]
		if f.text != "" {
			fs = append(fs, f)
		}
	}
	return fs
}

// at reads a date that begins at fs[i].
func at(fs []field, i int) (string, bool) {
	a, b, c := fs[i], get(fs, i+1), get(fs, i+2)
	four := func(f field) bool { return len(f.text) == 4 && f.n >= 1000 && f.n <= 2999 }
	switch {
	case four(a) && b.n > 0 && c.n > 0 && a.behind == b.behind && strings.Contains("-/.", a.behind) && a.behind != "": // 2014-03-05
		return day(a.n, b.n, c.n)
	case four(a) && b.n > 0 && a.behind == "-" && len(b.text) == 2 && strings.TrimSpace(b.behind) == "": // 2014-03
		return day(a.n, b.n, 0)
	case four(a) && b.month > 0 && c.n > 0 && len(c.text) < 3: // 2014 March 5
		return day(a.n, b.month, c.n)
	case a.n > 0 && b.n > 0 && four(c) && a.behind == b.behind && strings.Contains("/.-", a.behind) && a.behind != "": // 05.03.2014
		return numeric(a, b, c)
	case a.month > 0 && b.n > 0 && len(b.text) < 3: // March 5, 2014; March 5th, 2014
		y := c
		if ordinal(c.text) {
			y = get(fs, i+3)
		}
		if four(y) {
			return day(y.n, a.month, b.n)
		}
	case a.month > 0 && four(b): // March 2014
		return day(b.n, a.month, 0)
	case a.n > 0 && len(a.text) < 3: // 5 March 2014; 5th of March, 2014; 5. März 2014; 5 de marzo de 2014
		j := i + 1
		for j < len(fs) && j < i+3 && (ordinal(fs[j].text) || fs[j].text == "of" || fs[j].text == "de") {
			j++
		}
		m, y := get(fs, j), get(fs, j+1)
		if y.text == "de" || y.text == "del" {
			y = get(fs, j+2)
		}
		if m.month > 0 && four(y) {
			return day(y.n, m.month, a.n)
		}
	case four(a) && len(fs) == 1:
		return day(a.n, 0, 0)
	}
	return "", false
}

func get(fs []field, i int) field {
	if i < len(fs) {
		return fs[i]
	}
	return field{n: -1}
}

func ordinal(s string) bool { return s == "st" || s == "nd" || s == "rd" || s == "th" }

// numeric is a date of numbers with the year last: with dots the day comes
// first; else either may, so where both could be, the year alone is
// sure.
func numeric(a, b, c field) (string, bool) {
	switch {
	case a.behind == "." || a.n > 12 || a.n == b.n:
		return day(c.n, b.n, a.n)
	case b.n > 12:
		return day(c.n, a.n, b.n)
	}
	return day(c.n, 0, 0)
}

// day is the date if the calendar has it; 0 stands for what is not known.
func day(y, m, d int) (string, bool) {
	switch {
	case y < 1000 || y > 2999 || m < 0 || m > 12 || d < 0 || d > 31:
		return "", false
	case m == 0:
		return fmt.Sprintf("%04d", y), true
	case d == 0:
		return fmt.Sprintf("%04d-%02d", y, m), true
	}
	t := time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC)
	if t.Day() != d {
		return "", false
	}
	return t.Format(time.DateOnly), true
}

func atoi(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return -1
	}
	return n
}
