package neural

import (
	"math"

	"parley/extract/neural/kernel"
)

// read makes vectors of the batch's words from w.mixed, and all that is read
// of them, into out, which has the words of each sentence already.
func (w *work) read(out []Reading) {
	w.gather()
	w.scores[0] = w.score(w.scores[0], &w.model.tagHead)
	w.scores[1] = w.score(w.scores[1], &w.model.nameHead)
	w.arcs.prepare(w)
	w.labels.arcs = w.labels.arcs[:0]
	for _, p := range w.parts {
		to := &out[p.sentence]
		words := to.Words[p.token:][:p.words]
		w.tag(words, p)
		to.Names = w.name(to.Names, p)
		w.attach(p)
	}
	w.labels.choose(w)
	for _, p := range w.parts {
		w.join(out[p.sentence].Words, p)
	}
}

// gather makes the vector of each word: the mean of its pieces, then its
// features.
func (w *work) gather() {
	m, n := w.model, len(w.words)
	hashed, classed := m.hashed.width, len(m.wordClass)/classes
	in := slots*hashed + classed
	w.side = sized(w.side, n*in)
	for i := range w.words {
		f := w.side[i*in:][:in]
		for k, row := range w.words[i].hashed {
			m.hashed.row(f[k*hashed:], row)
		}
		copy(f[slots*hashed:], m.wordClass[int(w.words[i].class)*classed:][:classed])
	}
	features := m.feature.Out()
	w.features = sized(w.features, n*features)
	w.product(w.features, w.side, m.feature)

	size := m.width + features
	w.vectors = sized(w.vectors, n*size)
	for i := range w.words {
		v := w.vectors[i*size:][:size]
		w.mean(v[:m.width], w.words[i].piece, w.words[i].pieces)
		for j, f := range w.features[i*features:][:features] {
			v[m.width+j] = max(f, 0)
		}
	}
}

func (w *work) mean(dst []float32, first, n int) {
	copy(dst, w.mixed[first*len(dst):])
	if n == 1 {
		return
	}
	for i := first + 1; i < first+n; i++ {
		w.set.Add(dst, w.mixed[i*len(dst):][:len(dst)])
	}
	count := float32(n)
	for j := range dst {
		dst[j] /= count
	}
}

// first is a head's hidden layer over all words.
func (w *work) first(dst []float32, by *kernel.Weights) []float32 {
	dst = sized(dst, len(w.words)*by.Out())
	w.product(dst, w.vectors, by)
	leaky(dst)
	return dst
}

func (w *work) score(dst []float32, s *scorer) []float32 {
	w.hidden = w.first(w.hidden, s.hidden)
	dst = sized(dst, len(w.words)*s.out.Out())
	w.product(dst, w.hidden, s.out)
	return dst
}

// leaky keeps a tenth of what is negative. It has no branch, which would be
// guessed wrong half of the time.
func leaky(x []float32) {
	slope := [2]float32{1, 0.1}
	for i, v := range x {
		x[i] = v * slope[math.Float32bits(v)>>31]
	}
}

// tag writes the best tag of each word of a part.
func (w *work) tag(words []Word, p part) {
	k := len(w.model.tags)
	for i := range words {
		t := w.model.tags[largest(w.scores[0][(p.word+i)*k:][:k], -1)]
		words[i].UPOS, words[i].XPOS = t.upos, t.xpos
	}
}

// name adds the names of a part.
func (w *work) name(out []Name, p part) []Name {
	k := len(w.model.names.types)
	labels := w.path.best(w.model.names, w.scores[1][p.word*k:][:p.words*k])
	return w.model.names.names(out, labels, p.token)
}

// largest is the index of the greatest number but the one at except; the
// lowest of several.
func largest(x []float32, except int) int {
	best := -1
	for i, v := range x {
		if i != except && (best < 0 || v > x[best]) {
			best = i
		}
	}
	return best
}
