package ner

import (
	"math/rand"

	"parley/extract/perceptron"
	"parley/extract/text"
)

// Example is a sentence with its names.
type Example struct {
	Tokens []text.Token // with Norm and XPOS
	Spans  []Span
}

// Train learns from the examples, in a fixed order of its own. After each
// epoch it calls after, if that is not nil.
func Train(examples []Example, epochs int, after func(epoch, wrong int)) (*perceptron.Trainer, error) {
	r, err := NewReader()
	if err != nil {
		return nil, err
	}
	t := perceptron.NewTrainer(Labels())
	rnd := rand.New(rand.NewSource(1))
	var feats [][]uint64
	for epoch := range epochs {
		wrong := 0
		for _, k := range rnd.Perm(len(examples)) {
			x := &examples[k]
			words := r.words(x.Tokens)
			feats = feats[:0]
			for i := range words {
				feats = append(feats, features(make([]uint64, 0, 112), words, i))
			}
			if !learn(t, feats, Encode(len(words), x.Spans)) {
				wrong++
			}
		}
		if after != nil {
			after(epoch+1, wrong)
		}
	}
	return t, nil
}

// learn labels a sentence with the present weights, moves them if that was
// wrong, and reports whether it was right.
func learn(t *perceptron.Trainer, feats [][]uint64, truth []int) bool {
	scores := make([]float32, len(feats)*labels+1)
	var steps [labels + 1][labels]float32
	var s [labels + 1]float32
	for i := range feats {
		clear(s[:])
		t.Score(feats[i], s[:])
		copy(scores[i*labels:], s[:labels])
	}
	for from := range labels + 1 {
		clear(s[:])
		t.Score([]uint64{step(from)}, s[:])
		copy(steps[from][:], s[:labels])
	}
	guess := viterbi(len(feats), scores, &steps)
	t.Tick()
	right := true
	nobody := labels // the label that is never given takes the other half of an update
	for i := range truth {
		if guess[i] != truth[i] {
			right = false
			t.Update(feats[i], truth[i], guess[i])
		}
		before, guessed := start, start
		if i > 0 {
			before, guessed = truth[i-1], guess[i-1]
		}
		if before != guessed || guess[i] != truth[i] {
			t.Update([]uint64{step(before)}, truth[i], nobody)
			t.Update([]uint64{step(guessed)}, nobody, guess[i])
		}
	}
	return right
}
