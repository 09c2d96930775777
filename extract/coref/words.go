package coref

import (
	_ "embed"
	"sync"

	"parley/extract/wordlist"
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
	voice      class = "voice"
	power      class = "power"
	measure    class = "measure"
	festive    class = "festive"
	encounter  class = "encounter"
)

var allClasses = []class{office, actor, many, government, body, instrument, accord, lesser, plain, male, female, say, voice, power, measure, festive, encounter}

// longestWord is more than any word of the list has bytes.
const longestWord = 24

type lexicon map[class]map[string]bool

var words = sync.OnceValues(func() (lexicon, error) { return readWords(wordData) })

func readWords(list string) (lexicon, error) {
	var kinds []string
	for _, c := range allClasses {
		kinds = append(kinds, string(c))
	}
	sets, err := wordlist.Kinds("data/words.txt", list, longestWord, kinds)
	if err != nil {
		return nil, err
	}
	lex := lexicon{}
	for _, c := range allClasses {
		lex[c] = sets[string(c)]
	}
	return lex, nil
}
