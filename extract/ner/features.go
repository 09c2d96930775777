package ner

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"parley/extract/gazetteer"
	"parley/extract/perceptron"
	"parley/extract/text"
)

// word is what the features read of a token.
type word struct {
	form, lower  uint64
	s2, s3, s4   uint64 // suffixes
	p2, p3       uint64 // prefixes
	shape, flags uint64
	fine, coarse uint64
	tag          uint64
	names        uint64 // what the gazetteer says, three times gazetteer.Kinds bits
}

const (
	initialCapital = 1 << iota
	allCapitals
	hasDigit
	hasHyphen
	hasStop
	noLetter
)

var outside = word{form: 1, lower: 1, shape: 1, tag: 1}

// Words reads the tokens of a sentence, which have Norm and XPOS.
func (r *Reader) words(toks []text.Token) []word {
	out := make([]word, len(toks))
	for i := range toks {
		r.read(&out[i], &toks[i])
	}
	norms := make([]string, len(toks))
	for i := range toks {
		norms[i] = toks[i].Norm
	}
	for i := 0; i < len(toks); {
		if out[i].flags&(initialCapital|hasDigit) == 0 && norms[i] != "al" && norms[i] != "sub" {
			if e := r.Gazetteer.Lookup(norms[i]); e != nil && e.Kinds&gazetteer.Particle != 0 {
				out[i].names = uint64(gazetteer.Particle)
			}
			i++
			continue
		}
		n, e := r.Gazetteer.Match(norms[i:])
		switch {
		case n == 0:
			i++
			continue
		case n == 1:
			out[i].names = uint64(e.Kinds)
		default:
			out[i].names = uint64(e.Kinds) << gazetteer.Kinds
			for k := i + 1; k < i+n; k++ {
				out[k].names = uint64(e.Kinds) << (2 * gazetteer.Kinds)
			}
		}
		i += n
	}
	return out
}

func (r *Reader) read(w *word, t *text.Token) {
	s := strings.ToLower(t.Norm)
	c := r.clusters[s]
	w.fine, w.coarse = uint64(c.fine), uint64(c.coarse)
	s = zeros(s)
	w.form, w.lower = perceptron.String(zeros(t.Norm)), perceptron.String(s)
	w.s2, w.s3, w.s4 = perceptron.String(suffix(s, 2)), perceptron.String(suffix(s, 3)), perceptron.String(suffix(s, 4))
	w.p2, w.p3 = perceptron.String(prefix(s, 2)), perceptron.String(prefix(s, 3))
	w.tag = perceptron.String(t.XPOS)
	w.shape, w.flags = shape(t.Norm)
}

// zeros makes every digit a 0, so that numbers look alike.
func zeros(s string) string {
	if !strings.ContainsFunc(s, unicode.IsDigit) {
		return s
	}
	return strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) {
			return '0'
		}
		return r
	}, s)
}

func suffix(s string, runes int) string {
	i := len(s)
	for ; runes > 0 && i > 0; runes-- {
		_, w := utf8.DecodeLastRuneInString(s[:i])
		i -= w
	}
	return s[i:]
}

func prefix(s string, runes int) string {
	i := 0
	for ; runes > 0 && i < len(s); runes-- {
		_, w := utf8.DecodeRuneInString(s[i:])
		i += w
	}
	return s[:i]
}

// shape hashes the kinds of characters, runs cut to two, and gives the flags.
func shape(s string) (uint64, uint64) {
	h, flags := uint64(14695981039346656037), uint64(0)
	var last rune
	run, upper, lower := 0, 0, 0
	for i, r := range s {
		k := r
		switch {
		case unicode.IsUpper(r):
			k = 'X'
			upper++
			if i == 0 {
				flags |= initialCapital
			}
		case unicode.IsLetter(r):
			k = 'x'
			lower++
		case unicode.IsDigit(r):
			k = '0'
			flags |= hasDigit
		case r == '-':
			flags |= hasHyphen
		case r == '.':
			flags |= hasStop
		}
		if k == last {
			run++
		} else {
			last, run = k, 1
		}
		if run <= 2 {
			h = (h ^ uint64(k)) * 1099511628211
		}
	}
	if upper > 1 && lower == 0 {
		flags |= allCapitals
	}
	if upper+lower == 0 {
		flags |= noLetter
	}
	return h, flags
}

// features appends the features of token i to dst.
func features(dst []uint64, words []word, i int) []uint64 {
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
	w, p, pp, f, ff := at(i), at(i-1), at(i-2), at(i+1), at(i+2)
	const look = initialCapital | allCapitals | hasDigit | hasHyphen
	add()
	add(w.lower)
	add(w.form)
	add(w.s2)
	add(w.s3)
	add(w.s4)
	add(w.p2)
	add(w.p3)
	add(w.shape)
	add(w.flags)
	add(p.lower)
	add(f.lower)
	add(pp.lower)
	add(ff.lower)
	add(p.lower, w.lower)
	add(w.lower, f.lower)
	add(p.shape, w.shape)
	add(w.shape, f.shape)
	add(p.shape, w.shape, f.shape)
	add(p.lower, w.shape)
	add(f.lower, w.shape)
	add(pp.lower, p.lower)
	add(f.lower, ff.lower)
	add(p.form, f.form)
	add(p.shape)
	add(f.shape)
	add(p.s3)
	add(f.s3)
	add(w.shape, p.s3)
	add(pp.flags&look, p.flags&look, w.flags&look, f.flags&look)
	add(w.form, p.flags&look, f.flags&look)
	add(ff.shape, f.shape)
	add(pp.lower, w.shape)
	add(ff.lower, w.shape)
	add(pp.lower, p.lower, w.shape)
	add(p.form, w.form)
	n = 40
	if i == 0 {
		add()
		add(w.lower)
		add(w.shape)
	}
	n = 50
	add(w.fine)
	add(w.coarse)
	add(p.fine)
	add(f.fine)
	add(pp.fine)
	add(ff.fine)
	add(p.coarse, w.coarse)
	add(w.coarse, f.coarse)
	add(w.fine, w.flags)
	add(w.fine, p.fine)
	add(w.fine, f.fine)
	add(w.shape, p.fine)
	add(w.shape, f.fine)
	add(w.coarse, w.shape)
	add(p.coarse, w.coarse, f.coarse)
	add(f.coarse)
	add(p.coarse)
	add(pp.coarse, p.coarse, w.shape)
	add(w.shape, f.coarse, ff.coarse)
	n = 80
	add(w.names)
	add(w.names, w.flags&look)
	add(p.names, w.names)
	add(w.names, f.names)
	add(w.names, f.flags&look)
	add(w.names, p.lower)
	add(w.names, f.lower)
	add(p.names, w.shape)
	n = 90
	add(w.tag)
	add(p.tag, w.tag)
	add(w.tag, f.tag)
	add(p.tag, w.tag, f.tag)
	add(w.tag, w.shape)
	for k := range uint64(3 * gazetteer.Kinds) {
		if w.names>>k&1 != 0 {
			dst = append(dst, perceptron.Mix(100, k), perceptron.Mix(101, k, w.shape))
		}
	}
	return dst
}

// step is the feature of a label that follows the label before.
func step(before int) uint64 { return perceptron.Mix(110, uint64(before)) }
