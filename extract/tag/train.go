package tag

import (
	"math/rand"
	"slices"

	"parley/extract/perceptron"
	"parley/extract/text"
)

// Train learns the tags of the sentences greedily, with its own guesses as
// history, for so many rounds, and prunes what it learnt. The same sentences
// give the same model.
func Train(sentences [][]text.Token, epochs int, p perceptron.Prune) *perceptron.Model {
	number := map[string]int{}
	var classes []string
	for _, s := range sentences {
		for _, t := range s {
			c := t.UPOS + "|" + t.XPOS
			if _, ok := number[c]; !ok {
				number[c] = 0
				classes = append(classes, c)
			}
		}
	}
	slices.Sort(classes)
	for i, c := range classes {
		number[c] = i
	}
	trainer := perceptron.NewTrainer(classes)
	scores := make([]float32, len(classes))
	rnd := rand.New(rand.NewSource(1))
	var features []uint64
	for range epochs {
		for _, k := range rnd.Perm(len(sentences)) {
			words := hash(sentences[k])
			before := [2]int{noTag, noTag}
			for i, tok := range sentences[k] {
				features = appendFeatures(features[:0], words, i, before)
				clear(scores)
				trainer.Score(features, scores)
				best := 0
				for c := range scores {
					if scores[c] > scores[best] {
						best = c
					}
				}
				trainer.Tick()
				if truth := number[tok.UPOS+"|"+tok.XPOS]; best != truth {
					trainer.Update(features, truth, best)
				}
				before = [2]int{before[1], best}
			}
		}
	}
	return trainer.Model(p)
}
