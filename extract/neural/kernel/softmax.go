package kernel

import (
	"math"
	"slices"
)

// expConstants are the numbers of the exponential; assembly reads them by
// offset, in this order.
type expConstants struct {
	least   float32 // below it the result is 0
	perLog2 float32
	round   float32
	log2    [2]float32 // ln 2 in two parts; the first has few bits, so k·log2[0] is exact
	p       [7]float32 // from the highest power down
}

// With x = k·ln 2 + r, |r| ≤ ln 2 / 2, e^x is 2^k · e^r, and e^r a polynomial
// of degree 6, fitted by us for the least relative error (3e-9).
var exps = expConstants{
	least:   -87,
	perLog2: 1.4426950408889634,
	round:   roundNumber,
	log2:    [2]float32{0.693359375, -0.00021219444005469057},
	p: [7]float32{
		0.0013813143340579734, 0.008369418949348577, 0.04166845681232421,
		0.166665147901507, 0.49999993050597635, 1, 1,
	},
}

// exp is e^x for x ≤ 0, with a relative error below 1e-7, and 0 below -87.
func exp(x float32) float32 {
	c := &exps
	if !(x >= c.least) && x == x {
		return 0
	}
	t := float32(x*c.perLog2) + c.round
	k := t - c.round
	r := x - float32(k*c.log2[0])
	r -= float32(k * c.log2[1])
	p := float32(c.p[0]*r) + c.p[1]
	p = float32(p*r) + c.p[2]
	p = float32(p*r) + c.p[3]
	p = float32(p*r) + c.p[4]
	p = float32(p*r) + c.p[5]
	p = float32(p*r) + c.p[6]
	// k is in the low bits of t; added to the exponent of p it multiplies by 2^k.
	return math.Float32frombits(math.Float32bits(p) + math.Float32bits(t)<<23)
}

// Softmax replaces x by exp(x·scale) divided by the sum of these:
//
//	top = largest x · scale;  e[i] = exp(x[i]·scale - top);  x[i] = e[i] · (1 / Σe)
//
// scale must be positive. An x of minus infinity becomes 0, unless all are. An
// empty x stays as it is.
func (s *Set) Softmax(x []float32, scale float32) {
	n := len(x)
	switch {
	case n == 0:
		return
	case n == s.whole(n):
		softmaxSIMD(&x[0], n, scale, &exps)
		return
	}
	top := float32(slices.Max(x) * scale)
	var sum lanes
	for i, v := range x {
		e := exp(float32(v*scale) - top)
		x[i] = e
		sum[i%16] += e
	}
	inverse := 1 / sum.total()
	for i := range x {
		x[i] *= inverse
	}
}
