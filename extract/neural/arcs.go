package neural

import "slices"

// arcs scores which word hangs from which.
type arcs struct {
	dependent []float32 // a row a word of the batch, multiplied with arc.pair
	head      []float32 // a row a word
	rooted    []float32 // the rows of one part, the root before them
	prior     []float32
	scores    []float32 // of one part: a row a word, a column the root and each word
	heads     []int     // of each word of the batch: 0 the root, else 1 + its index in the part
}

// prepare computes both sides of all words of the batch.
func (a *arcs) prepare(w *work) {
	w.hidden = w.first(w.hidden, w.model.dependentArc)
	a.dependent = sized(a.dependent, len(w.hidden))
	w.product(a.dependent, w.hidden, w.model.arcPair)
	a.head = w.first(a.head, w.model.headArc)
	a.heads = slices.Grow(a.heads[:0], len(w.words))[:len(w.words)]
}

// score fills the scores of a part.
func (a *arcs) score(w *work, p part) {
	size := w.model.arcPair.In()
	a.rooted = append(append(a.rooted[:0], w.model.arcRoot...), a.head[p.word*size:][:p.words*size]...)
	a.prior = sized(a.prior, p.words+1)
	w.set.Dots(a.prior, a.rooted, w.model.arcPrior)
	a.scores = sized(a.scores, p.words*(p.words+1))
	for i := range p.words {
		row := a.scores[i*(p.words+1):][:p.words+1]
		w.set.Dots(row, a.rooted, a.dependent[(p.word+i)*size:][:size])
		for j := range row {
			row[j] += a.prior[j]
		}
	}
}

// attach finds the tree of a part. The softmax over the heads of a word, with
// which the network was trained, takes the same from each of them, so that the
// best tree does without.
func (w *work) attach(p part) {
	w.arcs.score(w, p)
	heads := w.arcs.heads[p.word:][:p.words]
	w.trees.best(heads, w.arcs.scores)
	w.labels.need(heads, p)
}

// joint is the relation of the root of a further part of a cut sentence.
const joint = "parataxis"

// join writes heads and labels of a part into its sentence, whose first part
// was joined before.
func (w *work) join(words []Word, p part) {
	for i, h := range w.arcs.heads[p.word:][:p.words] {
		word := &words[p.token+i]
		switch {
		case h > 0:
			word.Head, word.Rel = p.token+h-1, w.model.labels[w.labels.best[p.word+i]]
		case p.token == 0:
			word.Head, word.Rel = Root, w.model.labels[w.model.root]
			w.root = i
		default:
			word.Head, word.Rel = w.root, joint
		}
	}
}
