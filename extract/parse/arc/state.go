// Package arc is the arc-hybrid transition system (Kuhlmann, Gómez-Rodríguez,
// Satta 2011) with the root at the end of the buffer, its dynamic oracle
// (Goldberg, Nivre 2013) and the features by which parse decides. The parser
// and its trainer share it: [New] begins a sentence, [State.Do] goes on until
// [State.Done].
//
// It decides nothing itself and knows no model. Only projective trees can be
// built: of others the oracle builds as much as it can.
package arc

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"parley/extract/perceptron"
	"parley/extract/text"
)

// Actions.
const (
	Shift = iota // the next token goes onto the stack
	Left         // the stack's top hangs from the next token
	Right        // the stack's top hangs from the one below it
	Actions
)

// none is no token.
const none = -1

// State is a sentence half parsed. Tokens are counted from 0; the root is the
// number of tokens.
type State struct {
	Heads []int // -1: none yet

	rels   []uint64 // hashes of relation names
	words  []word
	kin    []kin
	before []counts // of the tokens before each
	stack  []int
	next   int // token of the buffer's front
}

// word is what the features read of a token.
type word struct{ lower, tag, coarse, suffix uint64 }

// kin are the dependents that a token has so far.
type kin struct{ left, right side }

// side are the dependents on one side.
type side struct {
	outer, second int // the two that were added last
	count         uint64
	set           uint64 // hash of their relations
}

var childless = kin{side{outer: none, second: none}, side{outer: none, second: none}}

// counts are numbers of tokens of a kind.
type counts struct{ commas, verbs, joints, stops, quotes int }

// New begins a sentence.
func New(toks []text.Token) *State {
	n := len(toks)
	s := &State{
		Heads: make([]int, n), rels: make([]uint64, n),
		words: make([]word, n+1), kin: make([]kin, n+1), before: make([]counts, n+1), stack: make([]int, 0, n),
	}
	for i, t := range toks {
		low := lower(t.Norm)
		s.words[i] = word{perceptron.String(low), perceptron.String(t.XPOS), perceptron.String(t.UPOS), perceptron.String(suffix(low))}
		s.Heads[i] = none
		s.kin[i] = childless
		s.before[i+1] = s.before[i].and(t)
	}
	s.words[n] = word{2, 2, 2, 2}
	s.kin[n] = childless
	return s
}

func (c counts) and(t text.Token) counts {
	switch t.Norm {
	case ",":
		c.commas++
	case ":", ";", "-", "--":
		c.stops++
	case `"`, "'", "``", "''":
		c.quotes++
	}
	switch t.UPOS {
	case "VERB", "AUX":
		c.verbs++
	case "CCONJ":
		c.joints++
	}
	return c
}

// lower is s in lower case with all digits 0.
func lower(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) {
			return '0'
		}
		return unicode.ToLower(r)
	}, s)
}

// suffix is the last three letters.
func suffix(s string) string {
	at := len(s)
	for range 3 {
		_, w := utf8.DecodeLastRuneInString(s[:at])
		at -= w
	}
	return s[at:]
}

func (s *State) root() int { return len(s.Heads) }

// Done tells whether every token has its head.
func (s *State) Done() bool { return len(s.stack) == 0 && s.next == s.root() }

// Allowed tells which actions there are: one at least unless Done. Only one
// token can hang from the root, as the last of all.
func (s *State) Allowed(action int) bool {
	switch action {
	case Shift:
		return s.next < s.root()
	case Left:
		return len(s.stack) > 0 && (s.next < s.root() || len(s.stack) == 1)
	}
	return len(s.stack) > 1
}

// Arc is the head and the dependent of the arc that Left or Right would make.
func (s *State) Arc(action int) (head, dep int) {
	dep = s.on(0)
	if action == Left {
		return s.next, dep
	}
	return s.on(1), dep
}

// Do carries out an allowed action; rel is the hash of its arc's relation.
func (s *State) Do(action int, rel uint64) {
	if action == Shift {
		s.stack = append(s.stack, s.next)
		s.next++
		return
	}
	head, dep := s.Arc(action)
	s.stack = s.stack[:len(s.stack)-1]
	s.Heads[dep], s.rels[dep] = head, rel
	d := &s.kin[head].left
	if action == Right {
		d = &s.kin[head].right
	}
	d.outer, d.second = dep, d.outer
	d.count = min(7, d.count+1)
	d.set = perceptron.Mix(d.set, rel)
}

// Cost is the number of arcs of the gold tree that can no longer be made after
// an allowed action, and could before. gold has each token's head.
func (s *State) Cost(action int, gold []int) int {
	cost := 0
	top, below := s.on(0), s.stack[:max(0, len(s.stack)-1)]
	if action == Shift { // the next token loses the stack but for its top, and the stack loses it
		for _, k := range below {
			if gold[s.next] == k || gold[k] == s.next {
				cost++
			}
		}
		if top != none && gold[top] == s.next {
			cost++
		}
		return cost
	}
	// The top loses dependents in the buffer, and all heads but one.
	for d := s.next; d < s.root(); d++ {
		if gold[d] == top {
			cost++
		}
	}
	switch h := gold[top]; action {
	case Right:
		if h >= s.next {
			cost++
		}
	case Left:
		if h > s.next || len(below) > 0 && h == below[len(below)-1] {
			cost++
		}
	}
	return cost
}
