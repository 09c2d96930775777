package resolve

import "strings"

// Fold is a word of a name (lower case, without accents: see [Words]) as all
// usual romanisations of it have it: Sergei, Sergey and Sergej are sergei,
// Zelensky, Zelenskyy and Zelenskiy are zelenski. Different names stay
// different where they can: TestFold measures both.
func Fold(word string) string {
	s := word
	for _, r := range folds {
		s = strings.ReplaceAll(s, r.from, r.to)
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if i > 0 && s[i] == s[i-1] { // double letters are single ones
			continue
		}
		b.WriteByte(s[i])
	}
	s = b.String()
	if len(s) > 3 {
		if t := strings.TrimSuffix(s, "h"); t != s && strings.ContainsAny(t[len(t)-1:], "ae") {
			s = strings.TrimSuffix(t, "e")
			if s != t {
				s += "a" // Haniyeh, Haniya
			}
		}
	}
	// A glide before a vowel, and at the end of a diphthong, is written or not.
	b.Reset()
	for i := 0; i < len(s); i++ {
		if s[i] == 'i' && i+1 < len(s) && strings.IndexByte("aeou", s[i+1]) >= 0 && (i > 0 || len(s) > 2) {
			continue // Yanukovych, Ianukovich; Fyodor, Fedor
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// folds are applied one after the other.
var folds = []struct{ from, to string }{
	{"tsch", "ch"}, {"tch", "ch"}, {"dzh", "i"}, {"dj", "i"}, {"zh", "z"}, {"kh", "h"}, {"gh", "g"}, {"dh", "d"}, {"th", "t"},
	{"ph", "f"}, {"ck", "k"}, {"tz", "ts"}, {"cz", "ch"}, {"sch", "sh"}, {"q", "k"}, {"x", "ks"}, {"w", "v"},
	{"oo", "u"}, {"ou", "u"}, {"ee", "i"}, {"yy", "y"}, {"iy", "y"}, {"yi", "y"}, {"ij", "y"}, {"j", "i"}, {"y", "i"},
}

// consonants is a folded word without its vowels but a leading one: what is
// left alike where only vowels are heard differently.
func consonants(folded string) string {
	var b strings.Builder
	for i := 0; i < len(folded); i++ {
		if i == 0 || strings.IndexByte("aeiou", folded[i]) < 0 {
			b.WriteByte(folded[i])
		}
	}
	return b.String()
}

// near reports whether two folded words are one slip apart: a letter more,
// less or other in words of five letters and more, or two vowels.
func near(a, b string) bool {
	if min(len(a), len(b)) < 5 {
		return false
	}
	return within(a, b) || consonants(a) == consonants(b)
}

// within reports whether a and b are at most one insertion, deletion or
// substitution apart.
func within(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(b)-len(a) > 1 {
		return false
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	if len(a) == len(b) {
		return i == len(a) || a[i+1:] == b[i+1:]
	}
	return a[i:] == b[i+1:]
}
