package kernel

import "math"

// form is how a set wants activations.
type form uint8

const (
	signed  form = iota // int8
	shifted             // int8 + 128 as a byte, for instructions that multiply bytes by int8
)

// Rows are activations: rows of int8 with one scale each, in the form that one
// Set reads. The zero value is ready for [Set.Quantize]; its memory is used
// again by the next call.
type Rows struct {
	n, width int
	stride   int // bytes
	form     form
	data     []byte
	scale    []float32
	spill    []float32      // of a tile that is wider than what is left
	sums     [][panel]int32 // of the portable product
}

// N is the number of rows, Width that of the numbers in each.
func (r *Rows) N() int     { return r.n }
func (r *Rows) Width() int { return r.width }

const (
	// roundNumber added to a float32 of less than 2^22 leaves no room for a
	// fraction: the sum is rounded to nearest, ties to even, and its low bits are
	// the integer, in two's complement.
	roundNumber = 1<<23 + 1<<22

	tiny = 0x1p-100 // below it, 127/peak might not be finite
)

// Quantize writes src as int8 into dst, which must be as long, and returns the
// scale: src[i] is about float32(dst[i]) · scale. It is symmetric; with peak
// the largest absolute value,
//
//	scale = peak / 127;  dst[i] = round(src[i] · (127 / peak))
//
// where round goes to the nearest integer and from the middle to the even one.
// Results lie in [-127, 127]: never -128. If peak is below 2^-100 (a row of
// zeros too) the scale and all results are 0. If anything in src is not finite,
// results are 0 and the scale is NaN, so that every product with it is NaN.
func Quantize(dst []int8, src []float32) (scale float32) {
	dst = dst[:len(src)]
	scale, inverse := scales(peakBits(src))
	for i, x := range src {
		dst[i] = round(x, inverse)
	}
	return scale
}

// scales turns the bits of the largest absolute value into the scale and the
// factor that brings numbers to int8.
func scales(peak uint32) (scale, inverse float32) {
	p := math.Float32frombits(peak)
	switch {
	case peak >= 0x7f800000:
		return float32(math.NaN()), 0
	case p < tiny:
		return 0, 0
	}
	return p / 127, 127 / p
}

// round brings x to int8. Anything times an inverse of 0 is 0, even an x that
// is not finite.
func round(x, inverse float32) int8 {
	if inverse == 0 {
		return 0
	}
	return int8(math.Float32bits(float32(x*inverse) + roundNumber))
}

// peakBits is the largest absolute value of x as bits. As bits, absolute
// values are ordered as integers are, and NaN is above all.
func peakBits(x []float32) uint32 {
	var peak uint32
	for _, v := range x {
		peak = max(peak, math.Float32bits(v)&0x7fffffff)
	}
	return peak
}

// Quantize makes r the rows of x, each width numbers long; each row by itself
// as the function [Quantize] does it. r may be used by s, and sets that want
// the same form, only. len(x) must be a multiple of width.
func (s *Set) Quantize(r *Rows, x []float32, width int) {
	if len(x)%width != 0 {
		panic("kernel: Quantize: not whole rows")
	}
	r.n, r.width, r.form = len(x)/width, width, s.form
	r.stride = roundUp(width, 16)
	if need := r.n * r.stride; cap(r.data) < need {
		r.data = aligned[byte](need)
	}
	if cap(r.scale) < r.n {
		r.scale = make([]float32, r.n)
	}
	r.data, r.scale = r.data[:r.n*r.stride], r.scale[:r.n]
	for i := range r.n {
		r.scale[i] = s.quantizeRow(r.data[i*r.stride:(i+1)*r.stride], x[i*width:(i+1)*width])
	}
}

func (s *Set) quantizeRow(dst []byte, x []float32) float32 {
	n := s.whole(len(x))
	peak := peakBits(x[n:])
	if n > 0 {
		peak = max(peak, peakSIMD(&x[0], n))
	}
	scale, inverse := scales(peak)
	if inverse == 0 {
		n = 0
	} else if n > 0 {
		convertSIMD(&dst[0], &x[0], n, inverse)
	}
	var shift byte
	if s.form == shifted {
		shift = 128
	}
	for i, v := range x[n:] {
		dst[n+i] = byte(round(v, inverse)) ^ shift
	}
	return scale
}
