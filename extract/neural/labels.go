package neural

import "slices"

// atOnce is how many heads are multiplied with all labels at a time: enough
// for the kernels, and few enough for the second cache.
const atOnce = 32

// labels chooses the relation of each arc. Only words that are heads are
// multiplied with the matrix of each label: about half of them.
type labels struct {
	arcs  []arc   // of the batch, those of a head together
	heads []int32 // words that are heads, rising, atOnce at most
	best  []int32 // of each word

	dependent   []float32 // a row a word
	head        []float32
	ofDependent []float32 // scores of each label by one side alone
	ofHead      []float32
	some        []float32 // rows of head, atOnce at most
	pairs       []float32 // the same multiplied: a row for each label
	scores      []float32
}

type arc struct{ head, dependent int32 } // words of the batch

// need adds the arcs of a part. heads are those that a tree gave.
func (l *labels) need(heads []int, p part) {
	for i, h := range heads {
		if h > 0 {
			l.arcs = append(l.arcs, arc{int32(p.word + h - 1), int32(p.word + i)})
		}
	}
}

// choose sets best of all words but the roots.
func (l *labels) choose(w *work) {
	slices.SortFunc(l.arcs, func(a, b arc) int {
		if a.head != b.head {
			return int(a.head - b.head)
		}
		return int(a.dependent - b.dependent)
	})
	l.prepare(w)
	for from := 0; from < len(l.arcs); {
		to := from
		l.heads = l.heads[:0]
		for ; to < len(l.arcs); to++ {
			if h := l.arcs[to].head; to == from || h != l.arcs[to-1].head {
				if len(l.heads) == atOnce {
					break
				}
				l.heads = append(l.heads, h)
			}
		}
		l.multiply(w)
		k := -1
		for i, a := range l.arcs[from:to] {
			if i == 0 || a.head != l.arcs[from+i-1].head {
				k++
			}
			l.score(w, k, a)
			l.best[a.dependent] = int32(largest(l.scores, w.model.root))
		}
		from = to
	}
}

// prepare computes both sides of all words of the batch.
func (l *labels) prepare(w *work) {
	m, n := w.model, len(w.words)
	l.dependent, l.head = w.first(l.dependent, m.dependent), w.first(l.head, m.head)
	l.ofDependent, l.ofHead = sized(l.ofDependent, n*len(m.labels)), sized(l.ofHead, n*len(m.labels))
	w.product(l.ofDependent, l.dependent, m.labelOfDep)
	w.product(l.ofHead, l.head, m.labelOfHead)
	l.best = slices.Grow(l.best[:0], n)[:n]
	l.scores = sized(l.scores, len(m.labels))
}

// multiply fills pairs for heads.
func (l *labels) multiply(w *work) {
	size := w.model.head.Out()
	l.some = l.some[:0]
	for _, h := range l.heads {
		l.some = append(l.some, l.head[int(h)*size:][:size]...)
	}
	l.pairs = sized(l.pairs, len(l.heads)*w.model.labelPair.Out())
	w.product(l.pairs, l.some, w.model.labelPair)
}

// score fills scores for an arc from the k-th of heads.
func (l *labels) score(w *work, k int, a arc) {
	size, n := w.model.head.Out(), len(w.model.labels)
	w.set.Dots(l.scores, l.pairs[k*n*size:][:n*size], l.dependent[int(a.dependent)*size:][:size])
	d, h := l.ofDependent[int(a.dependent)*n:][:n], l.ofHead[int(a.head)*n:][:n]
	for r := range l.scores {
		l.scores[r] = l.scores[r] + d[r] + h[r]
	}
}
