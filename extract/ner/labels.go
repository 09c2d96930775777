package ner

import (
	"fmt"
	"slices"

	"parley/extract/perceptron"
	"parley/extract/text"
)

// Types are the types that the model tells apart.
var Types = []string{"PER", "ORG", "LOC"}

// The labels are O and, for each type, the begin, inside, last and only token
// of a name.
const (
	out = iota
	begin
	inside
	last
	only
)

const (
	labels = 1 + 4*3
	start  = labels // stands for the label before the first
)

// Labels are the names of the labels, in the order of their numbers, and one
// more that is never given: the trainer needs it.
func Labels() []string {
	names := []string{"O"}
	for _, t := range Types {
		names = append(names, "B-"+t, "I-"+t, "L-"+t, "U-"+t)
	}
	return append(names, "")
}

func label(typ, part int) int { return 4*typ + part }

// part and typ take a label apart; typ of out is -1.
func part(l int) int {
	if l == out {
		return out
	}
	return (l-1)%4 + 1
}

func typ(l int) int {
	if l == out {
		return -1
	}
	return (l - 1) / 4
}

// follows reports whether label b may stand behind a; start is before the
// first token and after the last.
func follows(a, b int) bool {
	open := a != start && (part(a) == begin || part(a) == inside)
	if b == start || part(b) == out || part(b) == begin || part(b) == only {
		return !open
	}
	return open && typ(a) == typ(b)
}

// Span is a name of the model: tokens [First, Last) and the number of its type
// in Types.
type Span struct{ First, Last, Type int }

// Encode gives each of n tokens its label.
func Encode(n int, spans []Span) []int {
	l := make([]int, n)
	for _, s := range spans {
		if s.Last == s.First+1 {
			l[s.First] = label(s.Type, only)
			continue
		}
		for i := s.First; i < s.Last; i++ {
			l[i] = label(s.Type, inside)
		}
		l[s.First], l[s.Last-1] = label(s.Type, begin), label(s.Type, last)
	}
	return l
}

// Decode is the inverse of Encode; at is added to the token numbers.
func Decode(ls []int, at int) []Span {
	var out []Span
	first := 0
	for i, l := range ls {
		switch part(l) {
		case begin:
			first = i
		case last:
			out = append(out, Span{at + first, at + i + 1, typ(l)})
		case only:
			out = append(out, Span{at + i, at + i + 1, typ(l)})
		}
	}
	return out
}

// viterbi finds the labels with the highest sum of scores of tokens (labels of
// them each) and of steps (from, to; from start last).
func viterbi[T int32 | float32](n int, scores []T, steps *[labels + 1][labels]T) []int {
	if n == 0 {
		return nil
	}
	back := make([][labels]uint8, n)
	var prev, cur [labels]T
	var fine [labels]bool
	for l := range labels {
		fine[l] = follows(start, l)
		prev[l] = scores[l] + steps[start][l]
	}
	for i := 1; i < n; i++ {
		var ok [labels]bool
		for l := range labels {
			for q := range labels {
				if !fine[q] || !legal[q][l] {
					continue
				}
				if s := prev[q] + steps[q][l]; !ok[l] || s > cur[l] {
					ok[l], cur[l], back[i][l] = true, s, uint8(q)
				}
			}
			cur[l] += scores[i*labels+l]
		}
		prev, fine = cur, ok
	}
	best := -1
	for l := range labels {
		if fine[l] && follows(l, start) && (best < 0 || prev[l] > prev[best]) {
			best = l
		}
	}
	path := make([]int, n)
	for i := n - 1; i >= 0; i-- {
		path[i] = best
		best = int(back[i][best])
	}
	return path
}

var legal = func() (t [labels][labels]bool) {
	for a := range labels {
		for b := range labels {
			t[a][b] = follows(a, b)
		}
	}
	return t
}()

// decoder labels with a model.
type decoder struct {
	model *perceptron.Model
	steps [labels + 1][labels]int32
}

func newDecoder(m *perceptron.Model) (*decoder, error) {
	if !slices.Equal(m.Classes, Labels()) {
		return nil, fmt.Errorf("the model's labels are %q", m.Classes)
	}
	d := &decoder{model: m}
	for from := range labels + 1 {
		var s [labels + 1]int32
		m.Score([]uint64{step(from)}, s[:])
		copy(d.steps[from][:], s[:labels])
	}
	return d, nil
}

// spans finds the names of a sentence whose first token is number at.
func (d *decoder) spans(r *Reader, toks []text.Token, at int) []Span {
	words := r.words(toks)
	scores := make([]int32, len(toks)*labels+1)
	var buf [128]uint64
	for i := range words {
		var s [labels + 1]int32
		d.model.Score(features(buf[:0], words, i), s[:])
		copy(scores[i*labels:], s[:labels])
	}
	return Decode(viterbi(len(toks), scores, &d.steps), at)
}
