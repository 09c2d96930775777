package export

import (
	"fmt"
	"hash/fnv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// Longest texts of a picture, in runes: what is longer ends in an ellipsis.
// A caption of 10,000 letters would make a picture nobody can look at.
const (
	maxCaption = 90
	maxTooltip = 1200
	maxMark    = 30
	maxID      = 160
)

// clean is s as one line without what a picture must not hold: control
// characters, and the marks that turn or join the text around them (a stray
// right-to-left override would mirror the rest of the page).
func clean(s string) string {
	s = strings.ToValidUTF8(s, "\uFFFD")
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r) || r == '\u2028' || r == '\u2029':
			return ' '
		case r == zeroWidthJoiner: // joins emoji to one figure
			return r
		case unicode.In(r, unicode.Cc, unicode.Cf, unicode.Co) || r == '\ufffe' || r == '\uffff':
			return -1
		}
		return r
	}, s)
	return strings.Join(strings.Fields(s), " ")
}

// shorten cuts s to n runes, the last of them an ellipsis.
func shorten(s string, n int) string {
	if utf8.RuneCountInString(s) <= n {
		return s
	}
	r := []rune(s)
	return strings.TrimRight(string(r[:n-1]), " ") + "…"
}

// elementID is s as the id of an element of a picture. A hash makes up for
// what had to be dropped.
func elementID(s string) string {
	short := shorten(clean(s), maxID)
	if short == s {
		return s
	}
	h := fnv.New64a()
	h.Write([]byte(s)) // a hash never fails
	return fmt.Sprintf("%s-%016x", short, h.Sum64())
}

// wrap breaks s into lines of at most width columns, at spaces where it can.
// Lines come out about equally long, which looks better in a round node.
func wrap(s string, width int) []string {
	s = shorten(clean(s), maxCaption)
	n := columns(s)
	switch {
	case s == "":
		return nil
	case n <= width:
		return []string{s}
	}
	lines := (n + width - 1) / width
	target := max((n+lines-1)/lines, 8)
	var out []string
	line, length := "", 0
	for _, word := range strings.Fields(s) {
		for columns(word) > width { // no space to break at
			if line != "" {
				out = append(out, line)
				line, length = "", 0
			}
			var head string
			head, word = split(word, width)
			out = append(out, head)
		}
		w := columns(word)
		switch {
		case word == "":
		case line == "":
			line, length = word, w
		case length+1+w <= width && (length < target-2 || length+1+w <= target+2):
			line, length = line+" "+word, length+1+w
		default:
			out = append(out, line)
			line, length = word, w
		}
	}
	if line != "" {
		out = append(out, line)
	}
	return out
}

// columns is how much room s takes, counted in Latin letters.
func columns(s string) int {
	n := 0
	for _, r := range s {
		n += columnsOf(r)
	}
	return n
}

func columnsOf(r rune) int {
	switch {
	case joins(r):
		return 0
	case wide(r):
		return 2
	}
	return 1
}

// split cuts a word of more than width columns behind that many of them, but
// never between a letter and the marks on it or within a joined emoji.
func split(word string, width int) (head, rest string) {
	n, joiner := 0, false
	for i, r := range word {
		if n += columnsOf(r); n > width && !joiner && i > 0 && !joins(r) {
			return word[:i], word[i:]
		}
		joiner = r == zeroWidthJoiner
	}
	return word, ""
}

// day is a date of the graph in words, as exact as it is: 11 Oct 1986,
// Oct 1986, 1986. What is no such date stays as it is.
func day(date string) string {
	for _, layout := range []struct{ in, out string }{{"2006-01-02", "2 Jan 2006"}, {"2006-01", "Jan 2006"}} {
		if len(date) == len(layout.in) {
			if t, err := time.Parse(layout.in, date); err == nil {
				return t.Format(layout.out)
			}
		}
	}
	return date
}

// days puts the dates that stand between commas in s into words.
func days(s string) string {
	parts := strings.Split(s, ", ")
	for i := range parts {
		parts[i] = day(parts[i])
	}
	return strings.Join(parts, ", ")
}

// wrapParts wraps what stands between commas, and breaks lines at the commas
// rather than within a part.
func wrapParts(s string, width int) []string {
	var out []string
	for _, part := range strings.Split(shorten(clean(s), maxCaption), ", ") {
		lines := wrap(part, width)
		if n := len(out); n > 0 && len(lines) == 1 && columns(out[n-1])+2+columns(part) <= width {
			out[n-1] = joined([]string{out[n-1], part})
			continue
		}
		out = append(out, lines...)
	}
	return out
}

// joined is the parts with commas between, but for empty ones. A mark keeps
// the digits of a date from being taken into the words before it, if those
// are written from right to left.
func joined(parts []string) string {
	var b strings.Builder
	for _, p := range parts {
		if p == "" {
			continue
		}
		if b.Len() > 0 {
			if rightToLeft(b.String()) {
				b.WriteRune(leftToRightMark)
			}
			b.WriteString(", ")
		}
		b.WriteString(p)
	}
	return b.String()
}

const (
	zeroWidthJoiner = '\u200d'
	leftToRightMark = '\u200e'
)

// joins reports whether r takes no room of its own.
func joins(r rune) bool { return unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf) }

// wide reports whether r takes about the room of two Latin letters.
func wide(r rune) bool {
	return r >= 0x1f000 || r >= 0x1100 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul)
}

// rightToLeft reports whether the last letter of s is of a script that runs
// from right to left.
func rightToLeft(s string) bool {
	for s != "" {
		r, n := utf8.DecodeLastRuneInString(s)
		s = s[:len(s)-n]
		if unicode.IsLetter(r) {
			return unicode.In(r, unicode.Hebrew, unicode.Arabic, unicode.Syriac, unicode.Thaana, unicode.Nko, unicode.Adlam, unicode.Samaritan, unicode.Mandaic)
		}
	}
	return false
}
