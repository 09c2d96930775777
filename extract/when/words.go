package when

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"
	"sync"
)

//go:embed data/words.txt
var wordData string

// class is one thing that a word of time can be.
type class string

// The classes of data/words.txt.
const (
	month        class = "month"
	shortMonth   class = "shortmonth"
	nameLike     class = "namelike"
	weekday      class = "weekday"
	shortWeekday class = "shortweekday"
	weekdays     class = "weekdays"
	feast        class = "feast"
	dayWord      class = "day"
	part         class = "part"
	shift        class = "shift"
	other        class = "other"
	phase        class = "phase"
	many         class = "many"
	unit         class = "unit"
	number       class = "number"
	vague        class = "vague"
	ordinal      class = "ordinal"
	before       class = "before"
	joint        class = "join"
	era          class = "era"
	event        class = "event"
	ahead        class = "ahead"
	saying       class = "saying"
	be           class = "be"
	have         class = "have"
)

var classes = map[class]bool{
	month: true, shortMonth: true, nameLike: true, weekday: true, shortWeekday: true, weekdays: true, feast: true,
	dayWord: true, part: true, shift: true, other: true, phase: true, many: true, unit: true, number: true, vague: true,
	ordinal: true, before: true, joint: true, era: true, event: true, ahead: true, saying: true, be: true, have: true,
}

// The units of data/words.txt.
const (
	days = 1 + iota
	weeks
	months
	years
	longer
)

// longestWord is more than any word of the list has bytes.
const longestWord = 20

// lexicon is what each word is, and its value as that.
type lexicon map[class]map[string]int

var words = sync.OnceValues(func() (lexicon, error) { return readWords(wordData) })

func readWords(list string) (lexicon, error) {
	lex := lexicon{}
	n := 0
	for line := range strings.Lines(list) {
		n++
		f := strings.Fields(line)
		if len(f) == 0 || f[0] == "#" {
			continue
		}
		if len(f) < 3 || !classes[class(f[0])] {
			return nil, fmt.Errorf("data/words.txt:%d: want a class, a value and words", n)
		}
		value, err := strconv.Atoi(f[1])
		if err != nil {
			return nil, fmt.Errorf("data/words.txt:%d: value: %w", n, err)
		}
		c := class(f[0])
		if lex[c] == nil {
			lex[c] = map[string]int{}
		}
		for _, w := range f[2:] {
			if _, twice := lex[c][w]; twice || len(w) > longestWord {
				return nil, fmt.Errorf("data/words.txt:%d: %q is there twice or too long", n, w)
			}
			lex[c][w] = value
		}
	}
	return lex, nil
}
