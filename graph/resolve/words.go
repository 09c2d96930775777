package resolve

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
)

//go:embed data/words.txt
var wordsFile string

//go:embed data/variants.txt
var variantsFile string

//go:embed data/short.txt
var shortFile string

//go:embed data/titles.txt
var titlesFile string

//go:embed data/states.txt
var statesFile string

// lists are the word lists of data, read once.
type lists struct {
	kinds    map[string]map[string]bool // of words.txt
	variants map[string]string          // folded first name -> its usual spelling
	short    map[string][]string        // folded short form -> the names that it may stand for, folded
	full     map[string]string          // folded short form -> the first of these
	titles   map[string]string          // slug of a title -> the usual one
	states   map[string][]string        // state -> those before and after it
}

var words = sync.OnceValue(func() *lists {
	l := &lists{kinds: map[string]map[string]bool{}, variants: map[string]string{}, short: map[string][]string{}, full: map[string]string{}, titles: map[string]string{}, states: map[string][]string{}}
	for _, f := range fields(wordsFile) {
		set := map[string]bool{}
		for _, w := range f[1:] {
			set[w] = true
		}
		l.kinds[f[0]] = set
	}
	for _, f := range fields(variantsFile) {
		for _, w := range f {
			l.variants[Fold(w)] = f[0]
		}
	}
	for _, f := range fields(shortFile) {
		for _, w := range f[1:] {
			if l.short[Fold(w)] = append(l.short[Fold(w)], Fold(f[0])); len(l.short[Fold(w)]) == 1 {
				l.full[Fold(w)] = f[0]
			}
		}
	}
	for _, f := range fields(titlesFile) {
		for _, w := range f {
			l.titles[w] = f[0]
		}
	}
	for _, f := range fields(statesFile) {
		for _, later := range f[2:] {
			l.states[f[0]] = append(l.states[f[0]], later)
			l.states[later] = append(l.states[later], f[0])
		}
	}
	return l
})

// fields are the words of each line that is no remark.
func fields(file string) [][]string {
	var out [][]string
	for line := range strings.Lines(file) {
		if f := strings.Fields(line); len(f) > 0 && !strings.HasPrefix(f[0], "#") {
			out = append(out, f)
		}
	}
	return out
}

func is(kind, word string) bool { return words().kinds[kind][word] }

// oneState reports whether somebody of state a may be of state b: it is the
// same, or one came out of the other.
func oneState(a, b string) bool { return a == b || slices.Contains(words().states[a], b) }
