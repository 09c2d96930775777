package ner

import (
	_ "embed"
	"fmt"
	"strings"
	"sync"
)

//go:embed data/around.txt
var aroundFile string

// around are the small words of data/around.txt by kind.
type around map[string]map[string]bool

// kindsAround are the kinds that the rules ask for.
var kindsAround = []string{"tail", "made", "rule", "land", "date", "where", "toward", "definite"}

var smallWords = sync.OnceValues(func() (around, error) { return readAround(aroundFile) })

func readAround(s string) (around, error) {
	a := around{}
	for _, k := range kindsAround {
		a[k] = map[string]bool{}
	}
	number := 0
	for l := range strings.Lines(s) {
		number++
		l = strings.TrimSpace(l)
		if l == "" || l[0] == '#' {
			continue
		}
		kind, words, _ := strings.Cut(l, "|")
		if a[kind] == nil {
			return nil, fmt.Errorf("data/around.txt:%d: kind %q", number, kind)
		}
		for _, w := range strings.Fields(words) {
			a[kind][w] = true
		}
	}
	return a, nil
}

// is reports whether the word is of the kind.
func (a around) is(kind, word string) bool { return a[kind][word] }
