package lemma

import (
	"bufio"
	"bytes"
	"compress/gzip"
	_ "embed"
	"fmt"
	"io"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"
)

//go:embed data/lemmas.gz
var lemmaFile []byte

// lemmas turn a form and its tags into a lemma: the irregular verbs and nouns,
// else a list of exceptions, else the rule of the longest suffix that has one,
// else the form in lower case. Names keep their form, names in the plural
// ("Nations") their capital, and so do adjectives ("Kazakh") and acronyms that
// nothing but their writing tells of.
type lemmas struct {
	irregular  *irregulars
	exceptions map[string]string // "VBD met" -> "meet"
	suffixes   map[string]edit   // "NNS ies" -> cut 3, add "y"
}

// edit cuts bytes off the end and adds others.
type edit struct {
	cut int
	add string
}

func (e edit) apply(form string) string { return form[:len(form)-e.cut] + e.add }

const (
	longestSuffix = 6 // bytes that a suffix rule looks at
	longestCut    = longestSuffix + 3
)

var loadLemmas = sync.OnceValues(func() (*lemmas, error) {
	z, err := gzip.NewReader(bytes.NewReader(lemmaFile))
	if err != nil {
		return nil, fmt.Errorf("data/lemmas.gz: %w", err)
	}
	l, err := readLemmas(z)
	if err != nil {
		return nil, fmt.Errorf("data/lemmas.gz: %w", err)
	}
	if l.irregular, err = readIrregulars(irregularFile); err != nil {
		return nil, err
	}
	return l, nil
})

// readLemmas reads lines of "x TAB key TAB lemma" and "s TAB key TAB cut TAB
// add"; a key is an XPOS tag, a space, a form or a suffix.
func readLemmas(r io.Reader) (*lemmas, error) {
	l := &lemmas{exceptions: map[string]string{}, suffixes: map[string]edit{}}
	in := bufio.NewScanner(r)
	for n := 1; in.Scan(); n++ {
		f := strings.Split(in.Text(), "\t")
		switch {
		case len(f) == 3 && f[0] == "x":
			l.exceptions[f[1]] = f[2]
		case len(f) == 4 && f[0] == "s":
			cut, err := strconv.Atoi(f[2])
			if err != nil || cut < 0 || cut > longestCut {
				return nil, fmt.Errorf("line %d: cut %q", n, f[2])
			}
			l.suffixes[f[1]] = edit{cut, f[3]}
		default:
			return nil, fmt.Errorf("line %d: neither exception nor suffix", n)
		}
	}
	return l, in.Err()
}

// keepsForm tells tags whose lemma is the form as it stands.
func keepsForm(upos, xpos string) bool {
	if xpos == "NNPS" {
		return false
	}
	switch upos {
	case "PROPN", "NUM", "SYM", "PUNCT", "X":
		return true
	}
	return xpos == "NNP"
}

// lemma is that of a form; plain says that a capital in it means nothing
// there: the word begins its sentence, or the sentence is set in capitals.
func (l *lemmas) lemma(norm, upos, xpos string, plain bool) string {
	form := strings.ToLower(strings.ReplaceAll(norm, "`", "'")) // people type "don`t"
	switch {
	case upos == "NUM" && plain:
		return form
	case keepsForm(upos, xpos):
		return norm
	}
	if xpos == "NNPS" {
		return capital(norm, l.lemma(form, "NOUN", "NNS", true))
	}
	if x := l.irregular.lemma(form, xpos); x != "" {
		return x
	}
	if x, ok := l.exceptions[xpos+" "+form]; ok {
		return x
	}
	if !plain && form != norm {
		switch acronym := len(norm) > 1 && norm == strings.ToUpper(norm); {
		case xpos == "JJ", xpos == "NN" && acronym:
			return norm
		}
	}
	return l.byRule(form, xpos)
}

// ascii tells that no letter of more than one byte would be cut in two.
func ascii(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return r >= utf8.RuneSelf })
}

// capital gives a lemma the capitals with which a form begins.
func capital(form, lemma string) string {
	if strings.HasPrefix(strings.ToLower(form), lemma) && ascii(form) {
		return form[:len(lemma)]
	}
	first, n := utf8.DecodeRuneInString(form)
	if _, m := utf8.DecodeRuneInString(lemma); m == n {
		return string(first) + lemma[m:]
	}
	return form
}

func (l *lemmas) byRule(form, xpos string) string {
	for n := min(longestSuffix, len(form)-1); n >= 0; n-- {
		if e, ok := l.suffixes[xpos+" "+form[len(form)-n:]]; ok && e.cut < len(form) && ascii(form[len(form)-e.cut:]) {
			return silentE(form, e.apply(form))
		}
	}
	return form
}

// silentE gives a stem of one syllable the e that its form must have lost: of a
// verb that ends in one vowel and one consonant, the consonant would stand
// twice ("dropped", but "wiped").
func silentE(form, stem string) string {
	if ending := strings.TrimPrefix(form, stem); ending != "ed" && ending != "ing" {
		return stem
	}
	const vowels = "aeiou"
	v := strings.IndexAny(stem, vowels)
	if v < 0 || v != len(stem)-2 || strings.ContainsRune(vowels+"hwxy", rune(stem[v+1])) {
		return stem
	}
	return stem + "e"
}
