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
)

//go:embed data/lemmas.gz
var lemmaFile []byte

// lemmas turn a form and its tags into a lemma: the irregular verbs and nouns,
// else a list of exceptions, else the rule of the longest suffix that has one,
// else the form in lower case. Names keep their form.
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
	longestSuffix = 5 // bytes that a suffix rule looks at
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
	switch upos {
	case "PROPN", "NUM", "SYM", "PUNCT", "X":
		return true
	}
	return strings.HasPrefix(xpos, "NNP")
}

func (l *lemmas) lemma(norm, upos, xpos string) string {
	if keepsForm(upos, xpos) {
		return norm
	}
	form := strings.ToLower(norm)
	if x := l.irregular.lemma(form, xpos); x != "" {
		return x
	}
	if x, ok := l.exceptions[xpos+" "+form]; ok {
		return x
	}
	return l.byRule(form, xpos)
}

func (l *lemmas) byRule(form, xpos string) string {
	for n := min(longestSuffix, len(form)-1); n >= 0; n-- {
		if e, ok := l.suffixes[xpos+" "+form[len(form)-n:]]; ok && e.cut < len(form) {
			return e.apply(form)
		}
	}
	return form
}
