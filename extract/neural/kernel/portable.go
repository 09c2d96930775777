package kernel

// The portable product does three multiplications in one: three weights share
// a 64-bit word, 21 bits each, and the word times an activation holds their
// three products. Sums of span products fit: 64·127·128 < 2^20.
const (
	span  = 64 // inputs before the sums are taken out
	words = 6  // of three weights: 16 outputs and two places left empty
	third = 21 // bits
)

// chunk is span inputs of one panel as words.
type chunk [span][words]int64

// matMulPortable is MatMul in plain Go for activations in signed form.
func matMulPortable(dst []float32, r *Rows, w *Weights) {
	if cap(r.sums) < r.n {
		r.sums = make([][panel]int32, r.n)
	}
	sums := r.sums[:r.n]
	var c chunk
	for out := 0; out < w.out; out += panel {
		clear(sums)
		for in := 0; in < w.depth; in += span {
			n := min(span, w.depth-in)
			c.fill(w.panels[out*w.depth+in*panel:][:n*panel])
			for i := range sums {
				c.addTo(&sums[i], r.data[i*r.stride+in:][:n])
			}
		}
		outs := min(panel, w.out-out)
		scale, bias := w.scale[out:][:outs], w.bias[out:][:outs]
		for i := range sums {
			row := dst[i*w.out+out:][:outs]
			for o := range row {
				row[o] = float32(float32(float32(sums[i][o])*r.scale[i])*scale[o]) + bias[o]
			}
		}
	}
}

// fill takes the weights of a panel, packed as in Weights.
func (c *chunk) fill(weights []int8) {
	for i := range min(len(weights)/panel, span) {
		four := (*[4*panel - 3]int8)(weights[i/4*4*panel+i%4:]) // every fourth is of input i
		to := &c[i]
		for k := range words - 1 {
			to[k] = int64(four[12*k]) + int64(four[12*k+4])<<third + int64(four[12*k+8])<<(2*third)
		}
		to[words-1] = int64(four[4*panel-4])
	}
}

// addTo adds the products of the chunk with some activations to sums.
func (c *chunk) addTo(sums *[panel]int32, act []byte) {
	var s0, s1, s2, s3, s4, s5 int64
	for i, b := range act[:min(len(act), span)] {
		a, w := int64(int8(b)), &c[i]
		s0 += a * w[0]
		s1 += a * w[1]
		s2 += a * w[2]
		s3 += a * w[3]
		s4 += a * w[4]
		s5 += a * w[5]
	}
	for k, s := range [words]int64{s0, s1, s2, s3, s4, s5} {
		for o := 3 * k; o < min(3*k+3, panel); o++ {
			low := s << (64 - third) >> (64 - third) // with its sign
			sums[o] += int32(low)
			s = (s - low) >> third
		}
	}
}
