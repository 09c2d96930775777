package gazetteer

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// LongestMatch is the number of tokens that Match looks at.
const LongestMatch = 9

// Match finds the longest name that begins with the first of the words: how
// many of them it takes, and its entry; 0 and nil if there is none. How the
// words were cut at hyphens and apostrophes does not matter. A word in capitals
// of four letters or more also matches a name that is not.
//
//	Match([]string{"United", "States", "troops"}) // 2, the United States
func (g *Gazetteer) Match(words []string) (int, *Entry) {
	if len(words) == 0 {
		return 0, nil
	}
	n, best := 1, g.find(words[0])
	if _, ok := g.starts[start(words[0])]; ok {
		var buf [64]byte
		k := append(buf[:0], words[0]...)
		for i := 1; i < len(words) && i < LongestMatch; i++ {
			k = append(k, words[i]...)
			if len(k) > g.longest {
				break
			}
			if e := g.entries[string(k)]; e != nil {
				n, best = i+1, e
			}
		}
		if n == 1 && len(words) > 1 && capitals(words[0]) > 1 {
			if i, e := g.matchUpper(words); e != nil {
				n, best = i, e
			}
		}
	}
	if best == nil {
		return 0, nil
	}
	return n, best
}

func (g *Gazetteer) find(word string) *Entry {
	if e := g.entries[word]; e != nil {
		return e
	}
	if !shouts(word) {
		return nil
	}
	if name, ok := g.upper[word]; ok {
		return g.entries[name]
	}
	_, w := utf8.DecodeRuneInString(word)
	e := g.entries[word[:w]+strings.ToLower(word[w:])]
	if e != nil && e.Kinds&CityName != 0 {
		return e
	}
	return nil
}

func (g *Gazetteer) matchUpper(words []string) (int, *Entry) {
	k := words[0]
	n, best := 0, (*Entry)(nil)
	for i := 1; i < len(words) && i < LongestMatch && len(k) <= g.longest; i++ {
		if strings.ToUpper(words[i]) != words[i] {
			break
		}
		k += words[i]
		if name, ok := g.upper[k]; ok {
			n, best = i+1, g.entries[name]
		}
	}
	return n, best
}

// shouts reports whether the word is in capitals and long enough not to be an
// acronym of something else.
func shouts(word string) bool { return capitals(word) >= 4 }

// capitals counts the capitals of a word that has no small letters; it is 0 if
// it has any.
func capitals(word string) int {
	n := 0
	for _, r := range word {
		if unicode.IsLower(r) {
			return 0
		}
		if unicode.IsUpper(r) {
			n++
		}
	}
	return n
}

// key is the name as the words of a text make it: without space, with plain
// apostrophes.
func key(name string) string {
	if !strings.ContainsAny(name, " ’‘") {
		return name
	}
	return strings.Map(func(r rune) rune {
		switch r {
		case ' ':
			return -1
		case '’', '‘':
			return '\''
		}
		return r
	}, name)
}

// start is the run of letters or digits at the beginning.
func start(s string) string {
	for i := 0; i < len(s); {
		r, w := utf8.DecodeRuneInString(s[i:])
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			return s[:i]
		}
		i += w
	}
	return s
}
