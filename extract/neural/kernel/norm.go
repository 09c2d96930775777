package kernel

import "math"

// LayerNorm brings each row of x, len(gamma) numbers long, to mean 0 and
// variance 1, and then scales and shifts it:
//
//	mean = Σx / width;  variance = Σ(x-mean)² / width
//	x[i] = ((x[i]-mean) · (1 / √(variance+epsilon))) · gamma[i] + beta[i]
//
// len(x) must be a multiple of len(gamma).
func (s *Set) LayerNorm(x, gamma, beta []float32, epsilon float32) {
	width := len(gamma)
	beta = beta[:width]
	for ; len(x) > 0; x = x[width:] {
		s.normRow(x[:width], gamma, beta, epsilon)
	}
}

func (s *Set) normRow(x, gamma, beta []float32, epsilon float32) {
	n := s.whole(len(x))
	count := float32(len(x))
	var sum, squares lanes
	if n > 0 {
		sumSIMD(&sum, &x[0], n)
	}
	for i, v := range x[n:] {
		sum[i%16] += v
	}
	mean := sum.total() / count
	if n > 0 {
		squaresSIMD(&squares, &x[0], n, mean)
	}
	for i, v := range x[n:] {
		d := v - mean
		squares[i%16] += float32(d * d)
	}
	inverse := 1 / float32(math.Sqrt(float64(squares.total()/count+epsilon)))
	if n > 0 {
		affineSIMD(&x[0], n, mean, inverse, &gamma[0], &beta[0])
	}
	for i := n; i < len(x); i++ {
		x[i] = float32(float32((x[i]-mean)*inverse)*gamma[i]) + beta[i]
	}
}
