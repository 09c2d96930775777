package segment

import (
	"strings"
	"unicode/utf8"
)

// dotRole is what a full stop between two word characters does.
type dotRole int

const (
	dotSplits dotRole = iota // ends a sentence that runs into the next: deal.Speaking
	dotInside                // belongs to the word: U.S, 3.5, example.com
	dotEnds                  // ends an abbreviation: St.Petersburg
)

// dot tells the role of the full stop at j in the word that starts at i, whose
// last part starts at seg. A word character follows it.
func (c *cutter) dot(i, seg, j, end int) dotRole {
	s := c.s
	next, prev := runeAt(s, j+1, end), runeBefore(s, i, j)
	part := s[seg:j]
	ahead := c.part(j+1, end)
	capitalised := isUpper(next) && utf8.RuneCountInString(ahead) > 1 && isLower(secondRune(ahead))
	switch {
	case isDigit(prev) && isDigit(next):
		return dotInside
	case capitalised && strings.Contains(s[max(i, seg-1):j], ".") && len(part) == 1: // U.S.The
		return dotEnds
	case len(part) == 1 && isUpper(prev) && capitalised && len(ahead) > 2: // J.Smith
		return dotEnds
	case c.lex.domains.fold(ahead) && !capitalised:
		return dotInside
	case isDigit(next):
		if c.lex.abbreviation(s[i:j]) != notAbbr { // No.10
			return dotEnds
		}
		if isLower(prev) && len(part) > 2 {
			return dotSplits
		}
		return dotInside
	case capitalised:
		if c.lex.abbreviation(s[i:j]) != notAbbr {
			return dotEnds
		}
		if len(part) <= 2 && strings.Contains(s[max(i, seg-maxEntry):seg], ".") { // Ph.D, M.Sc
			return dotInside
		}
		return dotSplits
	case isUpper(next) && isLower(prev) && len(part) > 2 && (len(ahead) > 1 || ahead == "I" || ahead == "A"): // said.NATO
		return dotSplits
	case isLower(next) && len(part) > 2 && len(ahead) > 1 && c.lex.open.has(ahead): // said.but
		return dotSplits
	}
	return dotInside
}

// part is the run of letters and digits at i, or as much of it as matters.
func (c *cutter) part(i, end int) string {
	j := i
	for j < end && j-i <= maxEntry {
		r, w := decode(c.s, j)
		if !isWord(r) {
			break
		}
		j += w
	}
	return c.s[i:min(j, end)]
}

func secondRune(s string) rune {
	_, w := decode(s, 0)
	return runeAt(s, w, len(s))
}

// keepsStop reports whether the full stop at j belongs to the word s[i:j]: an
// initial, an acronym, an abbreviation.
func (c *cutter) keepsStop(i, j, end int) bool {
	s := c.s
	if j+1 < end && s[j+1] == '.' { // a run of full stops is a token of its own
		return false
	}
	word := s[i:j]
	if len(word) > maxEntry {
		return false
	}
	if isAcronym(word) {
		return true
	}
	after := c.following(j + 1)
	if utf8.RuneCountInString(word) == 1 && isUpper(runeAt(s, i, j)) {
		return c.isInitial(word, after)
	}
	switch c.lex.abbreviation(word) {
	case notAbbr:
		// 1. or 2.3. in a list
		return len(word) <= 5 && strings.Trim(word, ".0123456789") == "" && c.startsLine(i) && after != ""
	case counted:
		return after != "" && isDigit(runeAt(after, 0, len(after))) || c.lex.abbreviation(word) == counted && after != "" && after[0] == ','
	case inner, title:
		return true
	}
	return true
}

// isAcronym reports whether word has full stops and only short parts: U.S, Ph.D.
func isAcronym(word string) bool {
	word = word[strings.LastIndexByte(word, '-')+1:] // anti-U.S.
	if !strings.Contains(word, ".") || !isLetter(runeAt(word, 0, len(word))) {
		return false
	}
	for p := range strings.SplitSeq(word, ".") {
		if n := utf8.RuneCountInString(p); n == 0 || n > 2 || !isLetter(runeAt(p, 0, len(p))) {
			return false
		}
	}
	return true
}

// isInitial reports whether a capital letter with a full stop is an initial
// rather than the last word of a sentence (Plan B).
func (c *cutter) isInitial(letter, after string) bool {
	prev := ""
	if n := len(c.out); n > 0 {
		prev = c.out[n-1].Norm
	}
	if after == "" || c.lex.lettered.fold(prev) {
		return false
	}
	if letter == "I" && isLower(runeAt(prev, 0, len(prev))) {
		return false
	}
	return !c.lex.starters.has(after)
}

// following is the word or sign that follows byte i after space, or "" if the
// paragraph ends before it.
func (c *cutter) following(i int) string {
	lines := 0
	for i < len(c.s) {
		r, w := decode(c.s, i)
		if !isSpace(r) && !isInvisible(r) {
			break
		}
		if r == '\n' {
			lines++
		}
		if lines > 1 {
			return ""
		}
		i += w
	}
	if i >= len(c.s) {
		return ""
	}
	if p := c.part(i, len(c.s)); p != "" {
		return p
	}
	_, w := decode(c.s, i)
	return c.s[i : i+w]
}

// startsLine reports whether only space stands before i on its line.
func (c *cutter) startsLine(i int) bool {
	n := len(c.out)
	if n == 0 {
		return true
	}
	return strings.ContainsAny(c.s[c.out[n-1].End:i], "\n\r\u2028\u2029\u0085")
}
