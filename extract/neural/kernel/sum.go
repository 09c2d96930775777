package kernel

// lanes are the partial sums of a row: lane i adds the elements i, i+16, ….
type lanes [16]float32

// total adds the lanes, halves on halves.
func (l *lanes) total() float32 {
	for n := 8; n > 0; n /= 2 {
		for i := range n {
			l[i] += l[i+n]
		}
	}
	return l[0]
}

// Add adds x to dst, which must be at least as long.
func (s *Set) Add(dst, x []float32) { s.AddScaled(dst, x, 1) }

// AddScaled adds x · by to dst, which must be at least as long.
func (s *Set) AddScaled(dst, x []float32, by float32) {
	dst = dst[:len(x)]
	n := s.whole(len(x))
	if n > 0 {
		addSIMD(&dst[0], &x[0], n, by)
	}
	for i := n; i < len(x); i++ {
		dst[i] += float32(x[i] * by)
	}
}

// Dots writes the product of x with each of len(dst) rows, which lie one after
// the other in rows and are as long as x, to dst. The terms are added in
// sixteen lanes.
func (s *Set) Dots(dst, rows, x []float32) {
	n := len(x)
	rows = rows[:len(dst)*n]
	if len(dst) == 0 {
		return
	}
	if n > 0 && n == s.whole(n) {
		dotsSIMD(&dst[0], &rows[0], len(dst), &x[0], n)
		return
	}
	for i := range dst {
		var sum lanes
		for k, v := range rows[i*n : (i+1)*n] {
			sum[k%16] += float32(v * x[k])
		}
		dst[i] = sum.total()
	}
}
