package neural

import "parley/extract/neural/kernel"

// epsilon is what the layer norms of BERT add to a variance.
const epsilon = 1e-12

// batch is sentences, or parts of them, to be read together. Their pieces
// follow each other without padding, since nothing but attention looks from
// one piece to another.
type batch struct {
	parts  []part
	pieces []int32 // rows, with the marks of each part
	class  []uint8 // of each piece: that of its token
	words  []word
}

// part is a run of tokens of one sentence.
type part struct {
	sentence     int
	token        int // its first in the sentence
	word, words  int // its first in the batch, and how many
	piece, count int // the same of pieces, with both marks
}

// word is a token as the network reads it.
type word struct {
	piece, pieces int // its first in the batch, and how many
	class         uint8
	hashed        [slots]int32
}

func (b *batch) clear() {
	b.parts, b.pieces, b.class, b.words = b.parts[:0], b.pieces[:0], b.class[:0], b.words[:0]
}

// work is the memory of one reading. It is used by one goroutine.
type work struct {
	model *model
	set   *kernel.Set
	batch
	spelling spelling

	rows    kernel.Rows
	scratch kernel.Scratch
	x       []float32 // a row of width a piece
	mixed   []float32 // the same: the share of each layer
	wide    []float32 // queries, keys and values, or the inner layer
	side    []float32

	vectors  []float32 // a row a word: mean of its pieces, and its features
	features []float32
	hidden   []float32
	scores   [2][]float32 // of tags and of names
	arcs     arcs
	labels   labels
	trees    trees
	path     path
	root     int // token that is the root of the sentence being read
}

// sized is s with n elements, whatever they are.
func sized(s []float32, n int) []float32 {
	if cap(s) < n {
		return make([]float32, n)
	}
	return s[:n]
}

// encode runs the transformer over the batch: from pieces to w.mixed.
func (w *work) encode() {
	m, n := w.model, len(w.pieces)
	w.embed()
	w.mixed = sized(w.mixed, n*m.width)
	clear(w.mixed)
	w.share(m.mix[0])
	w.side = sized(w.side, n*m.width)
	for i := range m.layers {
		l := &m.layers[i]
		w.wide = sized(w.wide, n*3*m.width)
		w.product(w.wide, w.x, l.qkv)
		for _, p := range w.parts {
			from, to := p.piece*m.width, (p.piece+p.count)*m.width
			w.set.Attend(w.side[from:to], w.wide[3*from:3*to], m.heads, m.width/m.heads, &w.scratch)
		}
		w.product(w.side, w.side, l.out)
		w.set.Add(w.x, w.side)
		w.set.LayerNorm(w.x, l.norm1.gain, l.norm1.bias, epsilon)

		w.wide = sized(w.wide, n*m.inner)
		w.product(w.wide, w.x, l.up)
		w.set.GELU(w.wide)
		w.product(w.side, w.wide, l.down)
		w.set.Add(w.x, w.side)
		w.set.LayerNorm(w.x, l.norm2.gain, l.norm2.bias, epsilon)
		w.share(m.mix[i+1])
	}
}

// product is dst = x times the matrix. dst may be x.
func (w *work) product(dst, x []float32, by *kernel.Weights) {
	w.set.Quantize(&w.rows, x, by.In())
	w.set.MatMul(dst, &w.rows, by)
}

// embed sets x to the norm of piece, position and case of each piece.
func (w *work) embed() {
	m := w.model
	w.x = sized(w.x, len(w.pieces)*m.width)
	w.side = sized(w.side, m.width)
	for _, p := range w.parts {
		for i := range p.count {
			x := w.x[(p.piece+i)*m.width:][:m.width]
			m.piece.row(x, w.pieces[p.piece+i])
			m.position.row(w.side, int32(i))
			class := m.class[int(w.class[p.piece+i])*m.width:][:m.width]
			for j := range x {
				x[j] = x[j] + w.side[j] + class[j]
			}
		}
	}
	w.set.LayerNorm(w.x, m.norm.gain, m.norm.bias, epsilon)
}

// share adds a layer's output to the mix.
func (w *work) share(by float32) { w.set.AddScaled(w.mixed, w.x, by) }
