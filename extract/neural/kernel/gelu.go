package kernel

// geluConstants are the numbers of the GELU; assembly reads them by offset, in
// this order.
type geluConstants struct {
	clamp float32
	half  float32
	p     [6]float32 // from the highest power down
	q     [6]float32
}

// The distribution function of the normal distribution is 1/2 + x·P(x²)/Q(x²)
// within 1e-7 for |x| ≤ 5.5, beyond which it is flat in float32. P and Q, of
// degree 5, were fitted by us (least squares with weights moved towards the
// greatest error); their coefficients are all positive, so nothing cancels.
var gelus = geluConstants{
	clamp: 5.5,
	half:  0.5,
	p: [6]float32{
		2.274902829095146e-08, 6.351741071310125e-06, 0.00016880762645984316,
		0.004677148935051284, 0.033851156548914366, 0.3989422347880792,
	},
	q: [6]float32{
		1.1974658974289875e-06, 7.364036361682119e-05, 0.0018843444563939324,
		0.028644965990759736, 0.2515181867421, 1,
	},
}

// GELU replaces each x by x · Φ(x), Φ being the distribution function of the
// normal distribution (the form with erf, not that with tanh). The error is
// below 3e-7 · max(1, |x|).
func (s *Set) GELU(x []float32) {
	n := s.whole(len(x))
	if n > 0 {
		geluSIMD(&x[0], n, &gelus)
	}
	for i, v := range x[n:] {
		x[n+i] = gelu(v)
	}
}

func gelu(x float32) float32 {
	c := &gelus
	t := min(max(x, -c.clamp), c.clamp)
	u := float32(t * t)
	p := float32(c.p[0]*u) + c.p[1]
	p = float32(p*u) + c.p[2]
	p = float32(p*u) + c.p[3]
	p = float32(p*u) + c.p[4]
	p = float32(p*u) + c.p[5]
	q := float32(c.q[0]*u) + c.q[1]
	q = float32(q*u) + c.q[2]
	q = float32(q*u) + c.q[3]
	q = float32(q*u) + c.q[4]
	q = float32(q*u) + c.q[5]
	return float32(x * (float32(float32(t*p)/q) + c.half))
}
