package segment

import (
	"embed"
	"fmt"
	"strings"
	"sync"
)

//go:embed data/*.txt
var data embed.FS

// set is a list of words.
type set map[string]struct{}

func (s set) has(word string) bool {
	_, ok := s[word]
	return ok
}

// fold looks word up in lower case. Words longer than any entry cost nothing.
func (s set) fold(word string) bool {
	if len(word) > maxEntry {
		return false
	}
	return s.has(strings.ToLower(word))
}

// maxEntry bounds the length of every entry of every list, so that looking up
// a hostile word of ten megabytes is as cheap as any other.
const maxEntry = 32

// abbrClass tells what may follow an abbreviation.
type abbrClass string

const (
	// notAbbr is the class of all other words.
	notAbbr abbrClass = ""
	// title stands before a name and never ends a sentence: Mr., Gen.
	title abbrClass = "title"
	// inner seldom ends a sentence; only a paragraph's end or a word that
	// begins sentences says so: Sept., vs.
	inner abbrClass = "inner"
	// final ends sentences as often as not: Inc., etc.
	final abbrClass = "final"
	// counted is an abbreviation only before a number: No. 10, p. 5.
	counted abbrClass = "counted"
)

// lexicon is what the rules know of English.
type lexicon struct {
	abbr      map[string]abbrClass // without the last full stop; lower case also stands for Capitalised
	prefixes  set                  // keep their hyphen: co-, mid-
	fused     map[string]int       // contractions without apostrophe, and where to cut: can|not
	elided    set                  // 'em, 'til
	units     set                  // may stand close after a number: 5|pm
	currency  set                  // letters that belong to a currency sign: US$
	slashed   set                  // keep their slash: w/o
	emoticons set
	starters  set // capitalised words that begin sentences: The, However
	open      set // words that never end a line's sense: of, the
	lettered  set // take a letter after them: Plan B, World War I
	reporting set // said, asked
	labels    set // FILE, PHOTO: before a dash, no part of the sentence
	domains   set // last parts of internet names and file names
}

// english is the embedded lexicon, read once.
var english = sync.OnceValues(loadLexicon)

func loadLexicon() (*lexicon, error) {
	lex := &lexicon{abbr: map[string]abbrClass{}, fused: map[string]int{}}
	err := entries("abbreviations", 2, func(f []string) error {
		switch c := abbrClass(f[1]); c {
		case title, inner, final, counted:
			lex.abbr[f[0]] = c
			return nil
		}
		return fmt.Errorf("unknown class %q", f[1])
	})
	if err != nil {
		return nil, err
	}
	err = entries("fused", 2, func(f []string) error {
		lex.fused[f[0]+f[1]] = len(f[0])
		return nil
	})
	if err != nil {
		return nil, err
	}
	for name, to := range map[string]*set{
		"prefixes": &lex.prefixes, "elided": &lex.elided, "units": &lex.units,
		"currency": &lex.currency, "slashed": &lex.slashed, "emoticons": &lex.emoticons,
		"starters": &lex.starters, "open": &lex.open, "lettered": &lex.lettered,
		"reporting": &lex.reporting, "labels": &lex.labels, "domains": &lex.domains,
	} {
		s := set{}
		if err := entries(name, 0, func(f []string) error {
			for _, w := range f {
				s[w] = struct{}{}
			}
			return nil
		}); err != nil {
			return nil, err
		}
		*to = s
	}
	return lex, nil
}

// entries calls add with the fields of each line of data/name.txt. Lines that
// begin with "# " are comments. If want is not 0, each line must have so many
// fields.
func entries(name string, want int, add func([]string) error) error {
	path := "data/" + name + ".txt"
	b, err := data.ReadFile(path)
	if err != nil {
		return err
	}
	n := 0
	for line := range strings.Lines(string(b)) {
		n++
		f := strings.Fields(line)
		if len(f) == 0 || f[0] == "#" {
			continue
		}
		if want != 0 && len(f) != want {
			return fmt.Errorf("%s:%d: %d fields, want %d", path, n, len(f), want)
		}
		for _, w := range f {
			if len(w) > maxEntry {
				return fmt.Errorf("%s:%d: %q is longer than %d bytes", path, n, w, maxEntry)
			}
		}
		if err := add(f); err != nil {
			return fmt.Errorf("%s:%d: %w", path, n, err)
		}
	}
	return nil
}

// abbreviation is the class of word, which stands before a full stop.
func (lex *lexicon) abbreviation(word string) abbrClass {
	if len(word) > maxEntry {
		return notAbbr
	}
	if c, ok := lex.abbr[word]; ok {
		return c
	}
	low := strings.ToLower(word)
	if low == word || word[:1] == low[:1] {
		return notAbbr // "sUN", or not in the list
	}
	if word[1:] == low[1:] { // Capitalised: a lower-case entry covers it
		return lex.abbr[low]
	}
	if strings.ToUpper(word) == word { // MR. SMITH
		if c := lex.abbr[low]; c != notAbbr {
			return c
		}
		return lex.abbr[strings.ToUpper(low[:1])+low[1:]]
	}
	return notAbbr
}
