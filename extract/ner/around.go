package ner

import (
	_ "embed"
	"sync"

	"parley/extract/wordlist"
)

//go:embed data/around.txt
var aroundFile string

// around are the small words of data/around.txt by kind.
type around map[string]map[string]bool

// kindsAround are the kinds that the rules ask for.
var kindsAround = []string{"tail", "made", "rule", "land", "date", "where", "toward", "definite", "opening", "ministry"}

var smallWords = sync.OnceValues(func() (around, error) {
	sets, err := wordlist.Kinds("data/around.txt", aroundFile, 0, kindsAround)
	return around(sets), err
})

// is reports whether the word is of the kind.
func (a around) is(kind, word string) bool { return a[kind][word] }
