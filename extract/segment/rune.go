package segment

import (
	"unicode"
	"unicode/utf8"
)

// decode is the rune of s at i and its width; i must be within s.
func decode(s string, i int) (rune, int) {
	if c := s[i]; c < utf8.RuneSelf {
		return rune(c), 1
	}
	return utf8.DecodeRuneInString(s[i:])
}

// runeAt is the rune of s[:end] at i, or 0 if i is end.
func runeAt(s string, i, end int) rune {
	if i >= end {
		return 0
	}
	r, _ := decode(s[:end], i)
	return r
}

// runeBefore is the rune of s that ends at i, or 0 if i is start.
func runeBefore(s string, start, i int) rune {
	if i <= start {
		return 0
	}
	if c := s[i-1]; c < utf8.RuneSelf {
		return rune(c)
	}
	r, _ := utf8.DecodeLastRuneInString(s[start:i])
	return r
}

// isSpace reports whether r separates tokens wherever it stands.
func isSpace(r rune) bool {
	switch r {
	case ' ', '\n', '\t', '\r':
		return true
	case '\u200b', '\ufeff': // zero-width space, byte order mark
		return true
	}
	return r < ' ' && unicode.IsSpace(r) || r >= 0x80 && unicode.IsSpace(r)
}

// isInvisible reports whether r has neither width nor shape: soft hyphens,
// joiners, direction marks. Between words it is space, within a word it
// belongs to the word.
func isInvisible(r rune) bool { return r >= 0x80 && unicode.Is(unicode.Cf, r) }

// isWord reports whether r makes words: letters, digits, the marks on them,
// and bytes that are not UTF-8, since those stand where letters stood.
func isWord(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'
	}
	return r == utf8.RuneError || unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r)
}

func isDigit(r rune) bool { return '0' <= r && r <= '9' }

func isLetter(r rune) bool {
	return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || r >= 0x80 && unicode.IsLetter(r)
}

func isUpper(r rune) bool { return 'A' <= r && r <= 'Z' || r >= 0x80 && unicode.IsUpper(r) }

func isLower(r rune) bool { return 'a' <= r && r <= 'z' || r >= 0x80 && unicode.IsLower(r) }

func isApostrophe(r rune) bool {
	switch r {
	case '\'', '’', 'ʼ', '‘', '′':
		return true
	}
	return false
}

// isAccent reports whether r is a lone accent that people type for an
// apostrophe; it counts as one only within a word.
func isAccent(r rune) bool { return r == '`' || r == '´' }

// isJoiner reports whether r glues symbols into one, as in emoji.
func isJoiner(r rune) bool {
	return r == '\u200d' || r >= 0x1f3fb && r <= 0x1f3ff || r >= 0x80 && unicode.IsMark(r) ||
		r >= 0xe0020 && r <= 0xe007f
}

// isCloser reports whether r may close a quotation or bracket after the end of
// a sentence.
func isCloser(r rune) bool {
	switch r {
	case '"', '\'', '”', '’', '»', '›', ')', ']', '}', '“', '‘':
		return true
	}
	return false
}

// isStop reports whether r ends sentences.
func isStop(r rune) bool {
	switch r {
	case '.', '!', '?', '…', '。', '！', '？', '؟', '۔', '।':
		return true
	}
	return false
}
