package status

import (
	_ "embed"
	"fmt"
	"strings"
	"sync"
)

//go:embed data/words.txt
var wordData string

// role is how a word stands to an event.
type role string

// The roles of data/words.txt.
const (
	clauseRole  role = "clause"
	objectRole  role = "object"
	herald      role = "herald"
	gathering   role = "gathering"
	subjectRole role = "subject"
	nounRole    role = "noun"
	modifier    role = "modifier"
	modal       role = "modal"
	mark        role = "mark"
	preposition role = "preposition"
	negation    role = "negation"
	sayRole     role = "say"
	timeRole    role = "time"
	complement  role = "complement"
	together    role = "together"
	occur       role = "occur"
	unsure      role = "unsure"
)

// same is the effect that passes on what is known of the word itself.
const same = "same"

var effects = map[string]bool{
	happened: true, ongoing: true, scheduled: true, possible: true, cancelled: true,
	refused: true, denied: true, negated: true, former: true, same: true,
}

// lexicon is the effect of each word in each role.
type lexicon map[role]map[string]string

// words is data/words.txt. That it can be read is tested: an error here is a
// bug of the program.
var words = sync.OnceValue(func() lexicon {
	lex, err := readWords(wordData)
	if err != nil {
		panic(err)
	}
	return lex
})

func readWords(list string) (lexicon, error) {
	lex := lexicon{}
	for _, r := range []role{clauseRole, objectRole, herald, gathering, subjectRole, nounRole, modifier, modal, mark, preposition, negation, sayRole, timeRole, complement, together, occur, unsure} {
		lex[r] = map[string]string{}
	}
	n := 0
	for line := range strings.Lines(list) {
		n++
		f := strings.Fields(line)
		if len(f) == 0 || strings.HasPrefix(f[0], "#") {
			continue
		}
		if len(f) < 3 || lex[role(f[0])] == nil || !effects[f[1]] {
			return nil, fmt.Errorf("data/words.txt:%d: want a role, an effect and words", n)
		}
		for _, w := range f[2:] {
			if old, twice := lex[role(f[0])][w]; twice && old != f[1] {
				return nil, fmt.Errorf("data/words.txt:%d: %s %q is %s already", n, f[0], w, old)
			}
			lex[role(f[0])][w] = f[1]
		}
	}
	return lex, nil
}
