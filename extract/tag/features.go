package tag

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"parley/extract/perceptron"
	"parley/extract/text"
)

// noTag stands for the tag before the first token.
const noTag = 255

// word is what the features read of a token, hashed once.
type word struct {
	form, lower    uint64
	suffix         [4]uint64 // of 1 to 4 letters
	prefix         [3]uint64
	shape          uint64
	plain, initial bool // all lower case; first of its sentence
}

// hash prepares the tokens of a sentence.
func hash(toks []text.Token) []word {
	out := make([]word, len(toks))
	for i, t := range toks {
		w := &out[i]
		lower := digits(strings.ToLower(t.Norm))
		w.form, w.lower = perceptron.String(t.Norm), perceptron.String(lower)
		runes := []rune(lower)
		for n := range w.suffix {
			w.suffix[n] = perceptron.String(string(runes[max(0, len(runes)-n-1):]))
		}
		for n := range w.prefix {
			w.prefix[n] = perceptron.String(string(runes[:min(len(runes), n+1)]))
		}
		w.shape = perceptron.String(shape(t.Norm))
		w.plain = t.Norm == strings.ToLower(t.Norm)
		w.initial = i == 0
	}
	return out
}

// digits makes every digit a 0, so that numbers look alike.
func digits(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) {
			return '0'
		}
		return r
	}, s)
}

// shape is the kinds of characters of s, runs cut to two: "McDonald's" is
// XxXxx'x.
func shape(s string) string {
	var b strings.Builder
	var last rune
	run := 0
	for _, r := range s {
		k := r
		switch {
		case unicode.IsUpper(r):
			k = 'X'
		case unicode.IsLetter(r):
			k = 'x'
		case unicode.IsDigit(r):
			k = '0'
		}
		if k == last {
			run++
		} else {
			last, run = k, 1
		}
		if run <= 2 && b.Len() < 4*utf8.UTFMax {
			b.WriteRune(k)
		}
	}
	return b.String()
}

var outside = word{form: 1, lower: 1}

// appendFeatures appends the features of token i to dst. before are the tags of the
// two tokens in front of it. The templates are those of Ratnaparkhi (1996)
// with wider windows.
func appendFeatures(dst []uint64, words []word, i int, before [2]int) []uint64 {
	at := func(k int) *word {
		if k < 0 || k >= len(words) {
			return &outside
		}
		return &words[k]
	}
	n := uint64(0)
	add := func(parts ...uint64) {
		n++
		dst = append(dst, perceptron.Mix(n, parts...))
	}
	flag := func(b bool) uint64 {
		if b {
			return 1
		}
		return 0
	}
	w, p1, p2, n1, n2 := at(i), at(i-1), at(i-2), at(i+1), at(i+2)
	t1, t2 := uint64(before[1]), uint64(before[0])
	add()
	add(w.form)
	add(w.lower)
	for k := range w.suffix {
		add(w.suffix[k])
	}
	for k := range w.prefix {
		add(w.prefix[k])
	}
	add(w.shape, flag(w.initial))
	add(w.suffix[2], w.shape)
	add(p1.lower)
	add(p2.lower)
	add(n1.lower)
	add(n2.lower)
	add(p1.suffix[2])
	add(n1.suffix[2])
	add(n1.suffix[1], w.suffix[1])
	add(p1.lower, w.lower)
	add(w.lower, n1.lower)
	add(p1.lower, n1.lower)
	add(p1.shape, w.shape, n1.shape)
	add(t1)
	add(t1, t2)
	add(t1, w.lower)
	add(t1, w.suffix[2])
	add(t1, w.shape)
	add(t1, n1.lower)
	add(t1, n1.suffix[2])
	add(t1, t2, w.lower)
	add(flag(w.plain), flag(n1.plain), w.suffix[1])
	return dst
}
