package kernel

// batch is how many rows go through all weights before the next do: few
// enough that their activations and results stay in the second cache.
const batch = 96

// MatMul writes the product of r's rows with w, as w.Out() float32 a row, to
// dst, which must be that long at least:
//
//	dst[row][out] = (float32(Σ activation · weight) · scale of the row) · scale[out] + bias[out]
//
// The sum is exact; each other step is rounded once, in this order. r must
// come from the Quantize of s and be w.In() wide. A wrong shape panics, as a
// wrong index does.
func (s *Set) MatMul(dst []float32, r *Rows, w *Weights) {
	if r.width != w.in || r.form != s.form {
		panic("kernel: MatMul: rows of another width or set")
	}
	dst = dst[:r.n*w.out]
	if r.n == 0 {
		return
	}
	if s.tile.multiply == nil {
		matMulPortable(dst, r, w)
		return
	}
	for first := 0; first < r.n; first += batch {
		s.matMulBatch(dst, r, w, first, min(batch, r.n-first))
	}
}

// matMulBatch does n rows: for each strip of outputs, whose weights then stay
// in the first cache, all rows, in tiles as equal as can be.
func (s *Set) matMulBatch(dst []float32, r *Rows, w *Weights, first, n int) {
	var t *tile
	for out := 0; out < w.out; out += t.outs {
		t = &s.tile
		if s.gentle.multiply != nil && w.gentle[out/panel] {
			t = &s.gentle
		}
		weights := &w.panels[out/panel*panel*w.depth+out%panel*4]
		tiles := (n + t.rows - 1) / t.rows
		for i := range tiles {
			row, end := first+n*i/tiles, first+n*(i+1)/tiles
			to, stride, spilled := r.target(dst, w, row, out, t.outs)
			t.multiply(&to[0], 4*stride, &r.data[row*r.stride], r.stride, &r.scale[row], end-row,
				weights, w.depth/4, &w.offset[out], &w.scale[out], &w.bias[out])
			if spilled {
				for i := row; i < end; i++ {
					copy(dst[i*w.out+out:(i+1)*w.out], to[(i-row)*stride:])
				}
			}
		}
	}
}

// target is where a tile's results go: to their place in dst, or, where the
// tile is wider than what is left of the outputs, to spill.
func (r *Rows) target(dst []float32, w *Weights, row, out, outs int) (to []float32, stride int, spilled bool) {
	if out+outs <= w.out {
		return dst[row*w.out+out:], w.out, false
	}
	if r.spill == nil {
		r.spill = make([]float32, 12*2*panel)
	}
	return r.spill, outs, true
}
