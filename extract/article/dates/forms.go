package dates

import (
	"slices"
	"strings"
)

// at reads a date that begins with the first field, and says how many fields
// it has; 0 if there is none.
func at(fs []field, language string) (string, int) {
	for _, form := range []func([]field, string) (string, int){yearFirst, eastAsian, dayMonth, monthDay, numbers} {
		if d, n := form(fs, language); d != "" {
			return d, n
		}
	}
	return "", 0
}

// yearFirst reads 2014-03-05, 2014/03/05, 2014. 3. 5., 2014-03, 2014 March 5,
// 2014. március 5., 2014 m. kovo 5 d., 2014. gada 5. marts.
func yearFirst(fs []field, _ string) (string, int) {
	y := fs[0]
	if !y.year() {
		return "", 0
	}
	i := 1
	if t := get(fs, i).text; t == "m" || t == "gada" || t == "g" {
		i++
	}
	m, d := get(fs, i), get(fs, i+1)
	short := d.n > 0 && len(d.text) <= 2
	switch {
	case m.month > 0 && short:
		return calendar(y.n, m.month, d.n), i + 2
	case i > 1 && m.n > 0 && d.month > 0 && len(m.text) <= 2:
		return calendar(y.n, d.month, m.n), i + 2
	case i > 1 || m.n <= 0 || len(m.text) > 2:
	case short && y.behind == m.behind && isOne(y.behind, "-/."):
		return calendar(y.n, m.n, d.n), 3
	case short && y.behind == "-" && m.behind == "/": // 2020-02/19, as Chinese addresses have it
		return calendar(y.n, m.n, d.n), 3
	case y.gap == "-" && len(m.text) == 2 && m.behind == "" && (m.gap != "" || len(fs) == 2):
		return calendar(y.n, m.n, 0), 2
	}
	return "", 0
}

// eastAsian reads 2014年3月5日 and 2014년 3월 5일.
func eastAsian(fs []field, _ string) (string, int) {
	y, m, d := fs[0], get(fs, 2), get(fs, 4)
	if !y.year() || !one(get(fs, 1), "年", "년") || !one(get(fs, 3), "月", "월") || m.n <= 0 || d.n <= 0 || !strings.HasPrefix(get(fs, 5).text, "日") && !strings.HasPrefix(get(fs, 5).text, "일") {
		return "", 0
	}
	return calendar(y.n, m.n, d.n), 6
}

// joints are what stands between day, month and year: ordinals, prepositions.
var joints = []string{"st", "nd", "rd", "th", "er", "º", "ª", "o", "of", "de", "del", "den", "d", "tháng", "năm", "γ", "η", "г"}

// dayMonth reads 5 March 2014, 5th of March, 2014, 5. März 2014, 5 de marzo
// del 2014, 1er mars 2014, 5 tháng 3 năm 2014.
func dayMonth(fs []field, _ string) (string, int) {
	d := fs[0]
	if d.n <= 0 || len(d.text) > 2 {
		return "", 0
	}
	i := 1
	for i < 3 && one(get(fs, i), joints...) {
		i++
	}
	m := get(fs, i)
	mo := m.month
	if i > 1 && fs[i-1].text == "tháng" && m.n > 0 {
		mo = m.n
	}
	i++
	for j := 0; j < 2 && one(get(fs, i), joints...); j++ {
		i++
	}
	if y := get(fs, i); mo > 0 && y.year() {
		return calendar(y.n, mo, d.n), i + 1
	}
	return "", 0
}

// monthDay reads March 5, 2014, March 5th, 2014, Mar 5 10:11:12 UTC 2014 and
// March 2014.
func monthDay(fs []field, _ string) (string, int) {
	m, d := fs[0], get(fs, 1)
	if m.month == 0 {
		return "", 0
	}
	i := 1
	for j := 0; j < 2 && one(get(fs, i), "de", "del"); j++ {
		i++
	}
	if y := get(fs, i); y.year() {
		return calendar(y.n, m.month, 0), i + 1
	}
	if d.n <= 0 || len(d.text) > 2 {
		return "", 0
	}
	i = 2
	if one(get(fs, i), "st", "nd", "rd", "th") {
		i++
	}
	if y := get(fs, i); y.year() {
		return calendar(y.n, m.month, d.n), i + 1
	}
	if get(fs, 2).behind == ":" && get(fs, 3).n >= 0 { // the time stands before the year
		for i = 4; i < 7 && i < len(fs); i++ {
			if fs[i].year() {
				return calendar(fs[i].n, m.month, d.n), i + 1
			}
		}
	}
	return "", 0
}

// numbers reads 05.03.2014, 13/04/2014, 5.3.14: with dots the day comes first;
// else either may, so where both could be and the language does not tell, the
// year alone is sure.
func numbers(fs []field, language string) (string, int) {
	a, b, c := fs[0], get(fs, 1), get(fs, 2)
	if a.n <= 0 || b.n <= 0 || c.n < 0 || len(a.text) > 2 || len(b.text) > 2 || a.behind != b.behind || !isOne(a.behind, "/.-") {
		return "", 0
	}
	y := c.n
	switch {
	case c.year():
	case len(c.text) == 2 && a.behind != "-" && (a.gap == a.behind && b.gap == b.behind) && !isOne(c.gap, "./:"): // 5.3.14
		y = century(c.n)
	default:
		return "", 0
	}
	switch {
	case a.behind == "." || a.n > 12 || a.n == b.n || dayFirst(language):
		return calendar(y, b.n, a.n), 3
	case b.n > 12:
		return calendar(y, a.n, b.n), 3
	case c.year():
		return calendar(y, 0, 0), 3
	}
	return "", 0
}

// century is the year that two digits mean.
func century(n int) int {
	if n < 70 {
		return 2000 + n
	}
	return 1900 + n
}

// dayFirst says whether a language writes the day before the month where it
// writes numbers with the year last. English does both.
func dayFirst(language string) bool {
	b := base(language)
	return b != "" && b != "en" && b != "fil" && names()[b] != nil
}

func one(f field, texts ...string) bool { return slices.Contains(texts, f.text) }

// isOne says whether sep is a single one of the characters.
func isOne(sep, of string) bool { return len(sep) == 1 && strings.Contains(of, sep) }
