package neural

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// The first rows of every piece table.
const (
	unknown = 1
	start   = 2
	end     = 3
)

var special = []string{"[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"}

// within marks a piece that continues a word.
const within = "##"

// speller turns a token's form into rows of the piece table, as
// train/words.py does: in lower case and without accents, greedily by the
// longest piece. It never fails: what no piece covers is unknown, and a form
// of any length costs linear time and gives at least one piece and at most
// mostPieces. It is safe for concurrent use.
type speller struct {
	first      map[string]int32 // pieces that begin a word
	rest       map[string]int32 // those that continue one, without their mark
	longest    int              // bytes
	mostRunes  int              // of the lowered form: what is beyond is not read
	mostPieces int
}

// newSpeller checks the table and indexes it.
func newSpeller(table []string, mostRunes, mostPieces int) (*speller, error) {
	if len(table) < len(special) || !slices.Equal(table[:len(special)], special) {
		return nil, fmt.Errorf("list pieces: does not begin with %q", special)
	}
	s := &speller{first: make(map[string]int32, len(table)), rest: make(map[string]int32, len(table)/4), mostRunes: mostRunes, mostPieces: mostPieces}
	for i, p := range table {
		into, key := s.first, p
		if r, ok := strings.CutPrefix(p, within); ok && r != "" {
			into, key = s.rest, r
		}
		if _, twice := into[key]; twice || p == "" {
			return nil, fmt.Errorf("list pieces: entry %d, %q, is empty or there twice", i, p)
		}
		into[key] = int32(i)
		s.longest = max(s.longest, len(key))
	}
	return s, nil
}

// append adds the form's pieces to rows.
func (s *speller) append(rows []int32, form string) []int32 {
	most := len(rows) + s.mostPieces
	before := len(rows)
	var room [256]byte
	unit := room[:0]
	s.lower(form, func(c rune) {
		alone := isPunctuation(c)
		if alone || isSpace(c) {
			rows = s.match(rows, before, most, unit)
			unit = unit[:0]
			if alone {
				rows = s.match(rows, before, most, utf8.AppendRune(unit, c))
			}
		} else if !unicode.IsControl(c) && !unicode.Is(unicode.Cf, c) {
			unit = utf8.AppendRune(unit, c)
		}
	})
	rows = s.match(rows, before, most, unit)
	if len(rows) == before {
		rows = append(rows, unknown)
	}
	return rows
}

// match adds the pieces of one unit: the longest at each place. A rune that
// none covers is unknown; a run of them is so once. The token's pieces are
// rows[before:]; there are never more than most rows.
func (s *speller) match(rows []int32, before, most int, unit []byte) []int32 {
	table := s.first
	for at := 0; at < len(unit) && len(rows) < most; table = s.rest {
		row, next := int32(unknown), 0
		for to := min(len(unit), at+s.longest); to > at; to-- {
			if r, ok := table[string(unit[at:to])]; ok {
				row, next = r, to
				break
			}
		}
		if next == 0 {
			_, n := utf8.DecodeRune(unit[at:])
			next = at + n
		}
		if row != unknown || len(rows) == before || rows[len(rows)-1] != unknown {
			rows = append(rows, row)
		}
		at = next
	}
	return rows
}

// lower yields the form's runes: plain quotes and dashes, canonical
// decomposition without combining marks, in lower case.
func (s *speller) lower(form string, yield func(rune)) {
	left := s.mostRunes
	put := func(c rune) {
		if left > 0 && !unicode.Is(unicode.Mn, c) {
			yield(unicode.ToLower(c))
			left--
		}
	}
	if isASCII(form) {
		for i := 0; i < len(form) && left > 0; i++ {
			put(rune(form[i]))
		}
		return
	}
	var parts norm.Iter
	parts.InitString(norm.NFD, strings.Map(plain, form))
	for left > 0 && !parts.Done() {
		for seg := parts.Next(); len(seg) > 0; {
			c, n := utf8.DecodeRune(seg)
			put(c)
			seg = seg[n:]
		}
	}
}

// plain gives the ASCII rune that a typographic one stands for: treebanks, of
// which the network learnt, have hardly any other.
func plain(c rune) rune {
	switch c {
	case '“', '”', '„', '«', '»':
		return '"'
	case '‘', '’', '‚', '´':
		return '\''
	case '‐', '‑', '–', '—', '−':
		return '-'
	case '…':
		return '.'
	case '\u00a0':
		return ' '
	}
	return c
}

// isPunctuation says what stands as a unit of its own: all punctuation, and
// the signs of ASCII.
func isPunctuation(c rune) bool {
	if c < 0x7f {
		return '!' <= c && c <= '~' && !('0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z')
	}
	return unicode.IsPunct(c)
}

func isSpace(c rune) bool {
	return '\t' <= c && c <= '\r' || c == ' ' || c == 0x85 || c > 0x7f && unicode.Is(unicode.Z, c)
}

func isASCII(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
