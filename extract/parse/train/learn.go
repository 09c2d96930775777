package main

import (
	"math/rand"
	"slices"
	"sync"

	"parley/extract/parse/arc"
	"parley/extract/perceptron"
	"parley/extract/tag"
	"parley/extract/text"
)

// sentence is one of the training data, heads counted within it, the root as
// its length.
type sentence struct {
	toks  []text.Token
	heads []int
}

// renamed are relations that a handful of tokens still bear by an older name.
var renamed = map[string]string{"obl:tmod": "obl:unmarked", "obl:npmod": "obl:unmarked", "nmod:npmod": "nmod:unmarked"}

func sentencesOf(doc *text.Document) []sentence {
	var out []sentence
	for _, s := range doc.Sentences {
		x := sentence{toks: doc.Tokens[s.First:s.Last]}
		for i, t := range x.toks {
			h := t.Head - s.First
			if t.Head == text.Root {
				h = len(x.toks)
			}
			x.heads = append(x.heads, h)
			if r := renamed[t.Rel]; r != "" {
				x.toks[i].Rel = r
			}
		}
		out = append(out, x)
	}
	return out
}

// Sentences are dealt out to taggers in blocks, and the blocks in turn, so that
// each tagger has seen all genres.
const (
	folds = 5
	block = 100
)

// retag gives each sentence the tags of a tagger that learnt from the others
// (jackknife) and was pruned by p: the parser must learn from tags as bad as
// those that it will get.
func retag(all []sentence, p perceptron.Prune) {
	fold := func(i int) int { return i / block % folds }
	tagged := make([][]text.Token, len(all))
	var wg sync.WaitGroup
	for f := range folds {
		wg.Go(func() {
			var others [][]text.Token
			for i, s := range all {
				if fold(i) != f {
					others = append(others, s.toks)
				}
			}
			t := tag.New(tag.Train(others, 5, p))
			for i, s := range all {
				if fold(i) == f {
					tagged[i] = slices.Clone(s.toks)
					t.Tag(tagged[i])
				}
			}
		})
	}
	wg.Wait()
	for i := range all {
		all[i].toks = tagged[i]
	}
}

// explore is how often the parser in training goes on from its own guess.
const explore = 0.9

// learner teaches the two models of parse.
type learner struct {
	actions, relations *perceptron.Trainer
	number             map[string]int // of the relations
	hashes             []uint64
	rnd                *rand.Rand
	scores             []float32
	features           []uint64
}

func newLearner(all []sentence) *learner {
	l := &learner{number: map[string]int{}, rnd: rand.New(rand.NewSource(1))}
	var classes []string
	for _, s := range all {
		for _, t := range s.toks {
			if _, ok := l.number[t.Rel]; !ok {
				l.number[t.Rel] = 0
				classes = append(classes, t.Rel)
			}
		}
	}
	slices.Sort(classes)
	for i, r := range classes {
		l.number[r] = i
		l.hashes = append(l.hashes, perceptron.String(r))
	}
	l.actions = perceptron.NewTrainer([]string{"shift", "left", "right"}) // by arc.Shift, arc.Left, arc.Right
	l.relations = perceptron.NewTrainer(classes)
	l.scores = make([]float32, max(len(classes), arc.Actions))
	return l
}

// epoch goes once over the sentences, from its own guesses if explores is set,
// and tells which part of the actions was wrong.
func (l *learner) epoch(all []sentence, explores bool) float64 {
	wrong, steps := 0, 0
	for _, k := range l.rnd.Perm(len(all)) {
		x := &all[k]
		for s := arc.New(x.toks); !s.Done(); steps++ {
			guess, right := l.action(s, x.heads)
			if guess != right {
				wrong++
			}
			do := right
			if explores && l.rnd.Float64() < explore {
				do = guess
			}
			if do == arc.Shift {
				s.Do(do, 0)
				continue
			}
			head, dep := s.Arc(do)
			s.Do(do, l.hashes[l.relation(s, x, head, dep)])
		}
	}
	return float64(wrong) / float64(max(1, steps))
}

// action learns the next one: of those that cost least, the one that seems
// best now is right.
func (l *learner) action(s *arc.State, gold []int) (guess, right int) {
	l.features = s.Features(l.features[:0])
	scores := l.scores[:arc.Actions]
	clear(scores)
	l.actions.Score(l.features, scores)
	guess, right = -1, -1
	least := 0
	for a := range scores {
		if !s.Allowed(a) {
			continue
		}
		if guess < 0 || scores[a] > scores[guess] {
			guess = a
		}
		if c := s.Cost(a, gold); right < 0 || c < least || c == least && scores[a] > scores[right] {
			right, least = a, c
		}
	}
	l.actions.Tick()
	if guess != right {
		l.actions.Update(l.features, right, guess)
	}
	return guess, right
}

// relation guesses that of an arc, and learns it if the arc itself is right.
func (l *learner) relation(s *arc.State, x *sentence, head, dep int) int {
	if head == len(x.toks) { // the parser does not ask: it is root
		return l.number["root"]
	}
	l.features = s.ArcFeatures(l.features[:0], head, dep)
	scores := l.scores[:len(l.hashes)]
	clear(scores)
	l.relations.Score(l.features, scores)
	guess := 0
	for c := range scores {
		if scores[c] > scores[guess] {
			guess = c
		}
	}
	if x.heads[dep] != head {
		return guess
	}
	l.relations.Tick()
	if right := l.number[x.toks[dep].Rel]; guess != right {
		l.relations.Update(l.features, right, guess)
	}
	return guess
}
