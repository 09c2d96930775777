package neural

import (
	"unicode"
	"unicode/utf8"
)

const (
	classes   = 10 // of a token's case
	markClass = 10 // of the marks around a sentence
	slots     = 4  // hashed features of a token
)

// caseClass tells how a form is written, which its pieces no longer do.
//
//	0 lower  1 UPPER  2 one capital  3 Title  4 miXed, all of letters
//	5 digits  6 neither letters nor digits  7 digits among others
//	8 a Capital first and others  9 the rest
func caseClass(form string) uint8 {
	var runes, letters, digits, lower, upper int
	capital := false
	for _, c := range form {
		c = plain(c)
		switch {
		case unicode.Is(unicode.Lu, c):
			upper++
			capital = capital || runes == 0
		case unicode.Is(unicode.Ll, c):
			lower++
		}
		if unicode.IsLetter(c) {
			letters++
		} else if '0' <= c && c <= '9' {
			digits++
		}
		runes++
	}
	switch {
	case runes == 0 || letters == 0 && digits == 0:
		return 6
	case digits == runes:
		return 5
	case digits > 0:
		return 7
	case letters < runes && capital:
		return 8
	case letters < runes:
		return 9
	case lower == runes:
		return 0
	case upper == runes && runes > 1:
		return 1
	case upper == runes:
		return 2
	case capital && lower == runes-1:
		return 3
	}
	return 4
}

// hashes are the rows of a form's last 2, 3 and 4 runes, digits as 0, and of
// its shape: X for capitals, x for small letters, no rune more than twice in a
// row, twelve at most. Row 0 is never given: it stands for nothing known.
func hashes(form string, rows int) [slots]int32 {
	var tail [4]rune // the last rune first
	n := 0
	for rest := form; n < len(tail) && rest != ""; n++ {
		c, size := utf8.DecodeLastRuneInString(rest)
		tail[n], rest = anyDigit(plain(c)), rest[:len(rest)-size]
	}
	var out [slots]int32
	for i := range 3 {
		h := newHash("s" + string(rune('2'+i)))
		for j := min(n, 2+i) - 1; j >= 0; j-- {
			h.add(tail[j])
		}
		out[i] = h.row(rows)
	}
	h := newHash("sh")
	var before [2]rune
	added := 0
	for _, c := range form {
		c = anyDigit(plain(c))
		if unicode.Is(unicode.Lu, c) {
			c = 'X'
		} else if unicode.Is(unicode.Ll, c) {
			c = 'x'
		}
		if added >= 2 && before == [2]rune{c, c} {
			continue
		}
		h.add(c)
		before = [2]rune{before[1], c}
		if added++; added == 12 {
			break
		}
	}
	out[3] = h.row(rows)
	return out
}

func anyDigit(c rune) rune {
	if '0' <= c && c <= '9' {
		return '0'
	}
	return c
}

// hash is 32-bit FNV-1a of UTF-8.
type hash uint32

func newHash(s string) hash {
	h := hash(2166136261)
	for _, c := range s {
		h.add(c)
	}
	return h
}

func (h *hash) add(c rune) {
	var b [utf8.UTFMax]byte
	for _, x := range b[:utf8.EncodeRune(b[:], c)] {
		*h = (*h ^ hash(x)) * 16777619
	}
}

func (h hash) row(rows int) int32 { return int32(uint32(h)%uint32(rows-1) + 1) }
