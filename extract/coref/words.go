package coref

import (
	_ "embed"
	"fmt"
	"strings"
	"sync"
)

//go:embed data/words.txt
var wordData string

// class is what a noun stands for.
type class string

// The classes of data/words.txt.
const (
	office     class = "office"
	actor      class = "actor"
	many       class = "many"
	government class = "government"
	body       class = "body"
	instrument class = "instrument"
	accord     class = "accord"
	lesser     class = "lesser"
	plain      class = "plain"
	male       class = "male"
	female     class = "female"
	say        class = "say"
)

var allClasses = []class{office, actor, many, government, body, instrument, accord, lesser, plain, male, female, say}

// longestWord is more than any word of the list has bytes.
const longestWord = 24

type lexicon map[class]map[string]bool

var words = sync.OnceValues(func() (lexicon, error) { return readWords(wordData) })

func readWords(list string) (lexicon, error) {
	lex := lexicon{}
	for _, c := range allClasses {
		lex[c] = map[string]bool{}
	}
	n := 0
	for line := range strings.Lines(list) {
		n++
		f := strings.Fields(line)
		if len(f) == 0 || strings.HasPrefix(f[0], "#") {
			continue
		}
		set := lex[class(f[0])]
		if set == nil || len(f) < 2 {
			return nil, fmt.Errorf("data/words.txt:%d: want a class and words", n)
		}
		for _, w := range f[1:] {
			if len(w) > longestWord {
				return nil, fmt.Errorf("data/words.txt:%d: %q is longer than %d bytes", n, w, longestWord)
			}
			set[w] = true
		}
	}
	return lex, nil
}
