package kernel

import "math"

// Scratch is the working memory of [Set.Attend]. The zero value is ready.
type Scratch struct {
	keys   []float32 // of one head, turned: a row an element, a column a token
	scores []float32 // of some queries: a row a query, a column a token
}

// queries is how many queries are scored at a time: their scores stay in the
// first cache for all but very long sentences.
const queries = 24

// Attend is the attention of one sentence. x holds for each of its tokens the
// query, key and value of all heads, one after the other (3 · heads · width
// numbers); dst receives heads · width numbers for each. For every head
//
//	p = softmax(query · keys / √width);  dst = Σ p[token] · value[token]
//
// Products are added in the order of the elements, and of the tokens. width
// must be a multiple of 16. The results for a sentence do not depend on what
// else is computed.
func (s *Set) Attend(dst, x []float32, heads, width int, scratch *Scratch) {
	if width%16 != 0 || len(x)%(3*heads*width) != 0 {
		panic("kernel: Attend: not whole tokens, or a head that is not whole sixteens")
	}
	row := heads * width
	n := len(x) / (3 * row)
	dst = dst[:n*row]
	if n == 0 {
		return
	}
	padded := roundUp(n, 16)
	keys, scores := scratch.grow(width*padded, queries*padded)
	scale := float32(1 / math.Sqrt(float64(width)))
	for h := range heads {
		turn(keys, x[row+h*width:], n, 3*row, width, padded)
		values := x[2*row+h*width:]
		for first := 0; first < n; first += queries {
			m := min(queries, n-first)
			s.multiply(scores, padded, x[3*row*first+h*width:], 3*row, m, keys, padded, width, padded)
			for i := range m {
				p := scores[i*padded : (i+1)*padded]
				for j := n; j < padded; j++ {
					p[j] = float32(math.Inf(-1))
				}
				s.Softmax(p, scale)
			}
			s.multiply(dst[row*first+h*width:], row, scores, padded, m, values, 3*row, n, width)
		}
	}
}

func (s *Scratch) grow(keys, scores int) (k, c []float32) {
	if cap(s.keys) < keys {
		s.keys = make([]float32, keys)
	}
	if cap(s.scores) < scores {
		s.scores = make([]float32, scores)
	}
	return s.keys[:keys], s.scores[:scores]
}

// turn writes n rows of x, width numbers wide and stride apart, as columns of
// dst, whose rows are padded long; what is beyond n is 0.
func turn(dst, x []float32, n, stride, width, padded int) {
	j := 0
	for ; j+4 <= n; j += 4 {
		r0, r1 := x[j*stride:][:width], x[(j+1)*stride:][:width]
		r2, r3 := x[(j+2)*stride:][:width], x[(j+3)*stride:][:width]
		for d := range r0 {
			to := dst[d*padded+j:][:4]
			to[0], to[1], to[2], to[3] = r0[d], r1[d], r2[d], r3[d]
		}
	}
	for d := range width {
		for j := j; j < n; j++ {
			dst[d*padded+j] = x[j*stride+d]
		}
		clear(dst[d*padded+n : (d+1)*padded])
	}
}

// multiply is dst = a · b for rows × depth and depth × columns numbers, each
// matrix with its stride; columns is a multiple of 16. Every result is
// ((0 + a₀b₀) + a₁b₁) + ….
func (s *Set) multiply(dst []float32, dstStride int, a []float32, aStride, rows int, b []float32, bStride, depth, columns int) {
	if !s.assembly {
		multiplyPortable(dst, dstStride, a, aStride, rows, b, bStride, depth, columns)
		return
	}
	// The assembly sees no bounds; these lines do.
	_ = dst[(rows-1)*dstStride+columns-1]
	_ = a[(rows-1)*aStride+depth-1]
	_ = b[(depth-1)*bStride+columns-1]
	for j := 0; j < columns; j += 16 {
		for i := 0; i < rows; i += productRows {
			if i+productRows > rows && rows >= productRows {
				i = rows - productRows // some rows twice is faster than what is left one by one
			}
			productSIMD(&dst[i*dstStride+j], 4*dstStride, &a[i*aStride], 4*aStride, min(productRows, rows-i), &b[j], 4*bStride, depth)
		}
	}
}

func multiplyPortable(dst []float32, dstStride int, a []float32, aStride, rows int, b []float32, bStride, depth, columns int) {
	for i := range rows {
		left := a[i*aStride:][:depth]
		for j := 0; j < columns; j += 4 {
			var s0, s1, s2, s3 float32
			for d, v := range left {
				r := b[d*bStride+j:][:4]
				s0 += float32(v * r[0])
				s1 += float32(v * r[1])
				s2 += float32(v * r[2])
				s3 += float32(v * r[3])
			}
			to := dst[i*dstStride+j:][:4]
			to[0], to[1], to[2], to[3] = s0, s1, s2, s3
		}
	}
}
