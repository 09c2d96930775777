package segment

import (
	"strings"
)

// word cuts the word that starts at i, with what hangs on to it, and returns
// the end of what it has cut. The first rune belongs to the word whatever it is.
func (c *cutter) word(i, end int) int {
	s := c.s
	_, w := decode(s, i)
	j := i + w
	seg := i // start of the part after the last hyphen or full stop
	for j < end {
		r, w := decode(s, j)
		if isWord(r) {
			j += w
			continue
		}
		if isInvisible(r) {
			k := j + w
			for k < end {
				r, w := decode(s, k)
				if !isInvisible(r) {
					break
				}
				k += w
			}
			if !isWord(runeAt(s, k, end)) {
				break
			}
			j = k
			continue
		}
		next, prev := runeAt(s, j+w, end), runeBefore(s, i, j)
		if !isWord(next) {
			break
		}
		switch {
		case r == '.':
			switch c.dot(i, seg, j, end) {
			case dotInside:
				seg = j + w
			case dotEnds: // an abbreviation close before a word: St.Petersburg
				c.emit(i, j+w)
				return j + w
			default:
				return c.close(i, j, end)
			}
		case r == ':':
			if !isDigit(prev) || !isDigit(next) {
				return c.close(i, j, end)
			}
		case r == ',':
			if !isDigit(prev) || !thousands(s[j+1:end]) {
				return c.close(i, j, end)
			}
		case isApostrophe(r) || isAccent(r):
			if k := c.clitic(j, end); k > 0 {
				if !isDecadeYear(s[i:j]) || s[j+w:k] != "s" {
					return c.close(i, j, end)
				}
				c.emit(i, k) // 1990's
				return k
			}
			if k := c.negation(i, j, j+w, end); k > 0 {
				c.emit(i, j-1)
				c.emit(j-1, k)
				return k
			}
			if r == '‘' || isAccent(r) || !isLetter(prev) || !isLetter(next) {
				return c.close(i, j, end)
			}
		case r == '&':
			if !isUpper(prev) || !isUpper(next) || j-i > 4 {
				return c.close(i, j, end)
			}
		case r == '_':
		case r == '/':
			if !isDigit(prev) || !isDigit(next) {
				return c.close(i, j, end)
			}
		case isHyphen(r):
			if b := c.phone(i, j, end); b > 0 {
				c.emit(i, b)
				return b
			}
			if r == '–' || !c.lex.prefixes.fold(s[seg:j]) {
				return c.close(i, j, end)
			}
			seg = j + w
		default:
			return c.close(i, j, end)
		}
		j += w
	}
	return c.close(i, j, end)
}

// thousands reports whether s, after a comma in a number, goes on with it:
// three digits, or two and a comma as in India. Other commas part numbers.
func thousands(s string) bool {
	n := 0
	for n < len(s) && n < 4 && isDigit(rune(s[n])) {
		n++
	}
	return n == 3 || n == 2 && n < len(s) && s[n] == ','
}

func isHyphen(r rune) bool { return r == '-' || r == '‐' || r == '‑' || r == '–' }

// close cuts the word s[i:j], with the full stop behind it if the two are an
// abbreviation, into its parts.
func (c *cutter) close(i, j, end int) int {
	s := c.s
	if j < end && s[j] == '.' && c.keepsStop(i, j, end) {
		j++
	}
	word := s[i:j]
	if j < end && s[j] == '$' && c.lex.currency.has(word) { // US$
		c.emit(i, j+1)
		return j + 1
	}
	if len(word) <= maxEntry {
		if k := c.lex.fused[strings.ToLower(word)]; k > 0 {
			c.emit(i, i+k)
			c.emit(i+k, j)
			return j
		}
	}
	if k := c.unit(i, j); k > 0 {
		c.emit(i, k)
		c.emit(k, j)
		return j
	}
	c.emit(i, j)
	return j
}

// unit is where the unit begins in a word like 5pm or 10km, or 0.
func (c *cutter) unit(i, j int) int {
	if !isDigit(rune(c.s[i])) || j-i > maxEntry || !isLetter(runeBefore(c.s, i, j)) && c.s[j-1] != '.' {
		return 0
	}
	k := i
	for k < j && (isDigit(rune(c.s[k])) || strings.IndexByte(".,:/", c.s[k]) >= 0) {
		k++
	}
	if k < j && c.lex.units.has(strings.TrimSuffix(c.s[k:j], ".")) {
		return k
	}
	return 0
}

// clitic is the end of the clitic whose apostrophe stands at i ('s, 're), or 0.
func (c *cutter) clitic(i, end int) int {
	_, w := decode(c.s, i)
	n := i + w
	for _, k := range [...]string{"s", "m", "d", "re", "ve", "ll"} {
		if e := n + len(k); e <= end && strings.EqualFold(c.s[n:e], k) && !isWord(runeAt(c.s, e, end)) {
			return e
		}
	}
	return 0
}

// negation is the end of n't in the word from i with its apostrophe in
// [j, n), or 0.
func (c *cutter) negation(i, j, n, end int) int {
	s := c.s
	if j-1 > i && (s[j-1] == 'n' || s[j-1] == 'N') && n < end && (s[n] == 't' || s[n] == 'T') && !isWord(runeAt(s, n+1, end)) {
		return n + 1
	}
	return 0
}

// isDecadeYear reports whether word is 60, 1960 or the like.
func isDecadeYear(word string) bool {
	return (len(word) == 2 || len(word) == 4) && word[len(word)-1] == '0' && strings.Trim(word, "0123456789") == ""
}

// phone is the end of the telephone number whose first group is s[i:j], or 0:
// groups of three, three and four digits, or of three and four.
func (c *cutter) phone(i, j, end int) int {
	if j-i != 3 {
		return 0
	}
	s := c.s
	groups := func(at int, sizes ...int) int {
		for g, n := range sizes {
			if g > 0 {
				if at >= end || s[at] != '-' {
					return 0
				}
				at++
			}
			if at+n > end || strings.Trim(s[at:at+n], "0123456789") != "" {
				return 0
			}
			at += n
		}
		if isWord(runeAt(s, at, end)) {
			return 0
		}
		return at
	}
	if b := groups(i, 3, 3, 4); b > 0 {
		return b
	}
	return groups(i, 3, 4)
}
