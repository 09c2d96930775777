package kernel

import (
	"fmt"
	"slices"
	"unsafe"
)

// MaxDepth is how many inputs a matrix may have: as many as keep every sum of
// products, and of the products with shifted activations that some sets use,
// inside an int32.
const MaxDepth = 1 << 15

// panel is how many outputs lie together in a packed matrix.
const panel = 16

// Weights is the matrix of a linear layer, packed for all sets: int8 numbers
// with one scale a row, and a bias. It does not change after [Pack].
//
// Sixteen outputs make a panel. A panel holds, for every four inputs, the four
// weights of its first output, then those of its second, and so on: 64 bytes,
// one or a few registers on every processor. Inputs are filled up with zeros
// to a multiple of 16, outputs to a multiple of 32.
//
// Any weights give exact results, but the set avx2 is faster with gentle ones:
// of the inputs 2i and 2i+1 of a row, the positive weights must not add up to
// more than 128, nor the negative ones to less than -128, in all sixteen rows
// of a panel. Whoever quantizes a row of real weights gets this by the scale
//
//	max(largest |w| / 127, largest sum of a pair's positive or negative parts / 128)
//
// and costs a quarter of a bit or so.
type Weights struct {
	in, out int
	depth   int // inputs with the filling
	panels  []int8
	scale   []float32
	bias    []float32
	offset  []int32 // -128 · the sum of a row: what shifting activations by 128 takes away again
	gentle  []bool  // of each panel: no product of two inputs and shifted activations leaves 16 bits
}

// Pack makes Weights of out rows of in numbers each. Row o stands for the real
// numbers rows[o*in+i] · scale[o]; bias may be nil for none. All of int8 is
// allowed, -128 too. Nothing is kept of the arguments.
func Pack(rows []int8, scale, bias []float32, in, out int) (*Weights, error) {
	switch {
	case in < 1 || in > MaxDepth:
		return nil, fmt.Errorf("kernel: a matrix of %d inputs; from 1 to %d are possible", in, MaxDepth)
	case out < 1 || len(rows)/in != out || len(rows)%in != 0:
		return nil, fmt.Errorf("kernel: %d weights for %d outputs of %d inputs", len(rows), out, in)
	case len(scale) != out:
		return nil, fmt.Errorf("kernel: %d scales for %d outputs", len(scale), out)
	case bias != nil && len(bias) != out:
		return nil, fmt.Errorf("kernel: %d biases for %d outputs", len(bias), out)
	}
	depth, wide := roundUp(in, 16), roundUp(out, 2*panel)
	w := &Weights{
		in: in, out: out, depth: depth,
		panels: aligned[int8](depth * wide),
		scale:  make([]float32, wide),
		bias:   make([]float32, wide),
		offset: make([]int32, wide),
		gentle: slices.Repeat([]bool{true}, wide/panel),
	}
	copy(w.scale, scale)
	copy(w.bias, bias)
	for o := range out {
		row := rows[o*in : (o+1)*in]
		w.lay(o, row)
		sum := int32(0)
		for _, v := range row {
			sum += int32(v)
		}
		w.offset[o] = -128 * sum
		if !gentle(row) {
			w.gentle[o/panel] = false
		}
	}
	return w, nil
}

// lay puts the row of an output into its panel.
func (w *Weights) lay(out int, row []int8) {
	to := w.panels[w.at(out, 0):]
	for ; len(row) >= 4; row = row[4:] {
		to[0], to[1], to[2], to[3] = row[0], row[1], row[2], row[3]
		to = to[min(4*panel, len(to)):]
	}
	copy(to, row)
}

// gentle tells whether no two products that are added in 16 bits overflow
// them: 128 · 255 < 2^15.
func gentle(row []int8) bool {
	most, least := 0, 0
	for ; len(row) >= 2; row = row[2:] {
		a, b := int(row[0]), int(row[1])
		most = max(most, a, b, a+b)
		least = min(least, a, b, a+b)
	}
	return most <= 128 && least >= -128
}

// In and Out are the matrix's inputs and outputs.
func (w *Weights) In() int  { return w.in }
func (w *Weights) Out() int { return w.out }

// Unpack gives back the rows that Pack was given, as a new slice.
func (w *Weights) Unpack() []int8 {
	rows := make([]int8, w.out*w.in)
	for o := range w.out {
		for i := range w.in {
			rows[o*w.in+i] = w.panels[w.at(o, i)]
		}
	}
	return rows
}

// at is the place of a weight in panels.
func (w *Weights) at(out, in int) int {
	return out/panel*panel*w.depth + in/4*4*panel + out%panel*4 + in%4
}

func roundUp(n, to int) int { return (n + to - 1) / to * to }

// aligned makes a slice that begins a cache line, so that no load of 64 bytes
// touches two.
func aligned[T int8 | byte](n int) []T {
	s := make([]T, n+63)
	skip := -int(uintptr(unsafe.Pointer(unsafe.SliceData(s)))) & 63
	return s[skip : skip+n : skip+n]
}
