package dates

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

//go:embed months.txt
var monthFile string

//go:embed months-more.txt
var moreMonths string

// names are the months by name: of each language, and under "" those on which
// all languages that have the name agree, or which English has.
var names = sync.OnceValue(func() map[string]map[string]int {
	m := map[string]map[string]int{"": {}, "en": {}}
	for line := range strings.Lines(monthFile + moreMonths) {
		f := strings.Fields(line)
		if len(f) < 3 || strings.HasPrefix(line, "#") {
			continue
		}
		n := atoi(f[1])
		if m[f[0]] == nil {
			m[f[0]] = map[string]int{}
		}
		for _, name := range f[2:] {
			m[f[0]][name] = n
			if had, ok := m[""][name]; ok && had != n {
				n = 0 // names two months
			}
			m[""][name] = n
			n = atoi(f[1])
		}
	}
	for name, n := range m["en"] {
		m[""][name] = n
	}
	return m
})

func month(name, language string) int {
	if n := names()[language][name]; n > 0 {
		return n
	}
	return names()[""][name]
}

// base is the language of a tag: "pt" of "pt-BR". Norwegian has two names.
func base(tag string) string {
	b, _, _ := strings.Cut(strings.ToLower(strings.ReplaceAll(tag, "_", "-")), "-")
	if b == "no" {
		return "nb"
	}
	return b
}

// field is a run of digits or letters, and what stands behind it.
type field struct {
	text       string // lower case
	n          int    // of up to four digits, else -1
	month      int    // if it names one
	behind     string // up to the next field, without space around it
	gap        string // the same, with it
	start, end int
}

func (f field) year() bool { return len(f.text) == 4 && f.n >= firstYear && f.n <= lastYear }

// mostFields bounds what is looked at of one text.
const mostFields = 120

func inWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsMark(r) }

func fields(s, language string) []field {
	language = base(language)
	var fs []field
	for i := 0; i < len(s) && len(fs) < mostFields; {
		r, size := utf8.DecodeRuneInString(s[i:])
		class := inWord
		switch {
		case unicode.IsDigit(r):
			class = unicode.IsDigit
		case !inWord(r):
			i += size
			continue
		}
		end := i + run(s[i:], class)
		gap := end + run(s[end:], func(r rune) bool { return !inWord(r) && !unicode.IsDigit(r) })
		f := field{text: strings.ToLower(s[i:end]), n: -1, gap: s[end:gap], behind: strings.TrimSpace(s[end:gap]), start: i, end: end}
		if unicode.IsDigit(r) {
			f.text = western(f.text)
			if len(f.text) <= 4 {
				f.n = atoi(f.text)
			}
		} else {
			f.month = month(f.text, language)
		}
		fs = append(fs, f)
		i = gap
	}
	return fs
}

// run is how many bytes of s are of a class.
func run(s string, class func(rune) bool) int {
	if i := strings.IndexFunc(s, func(r rune) bool { return !class(r) }); i >= 0 {
		return i
	}
	return len(s)
}

// western is a number in the digits 0 to 9; those of other scripts stand ten
// in a row, too.
func western(s string) string {
	return strings.Map(func(r rune) rune {
		if r < utf8.RuneSelf {
			return r
		}
		zero := r
		for r-zero < 9 && unicode.IsDigit(zero-1) && zero-1 >= utf8.RuneSelf {
			zero--
		}
		return '0' + r - zero
	}, s)
}

func get(fs []field, i int) field {
	if i < len(fs) {
		return fs[i]
	}
	return field{n: -1}
}
