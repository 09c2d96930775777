package kernel

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

func TestGELU(t *testing.T) {
	worst := 0.0
	var all []float32
	for x := -12.0; x <= 12; x += 1.0 / 4096 {
		all = append(all, float32(x))
	}
	all = append(all, 1000, -1000, float32(math.Copysign(0, -1)), 1e-30, -1e-30, 3e38, -3e38)
	for _, x := range all {
		want := float64(x) * (1 + math.Erf(float64(x)/math.Sqrt2)) / 2
		worst = max(worst, math.Abs(float64(gelu(x))-want)/max(1, math.Abs(float64(x))))
	}
	if worst > 3e-7 {
		t.Errorf("the error is %.2g · max(1, |x|), more than promised", worst)
	}
	eachSet(t, func(t *testing.T, s, portable *Set) {
		for _, n := range append(lengths, 0, len(all)) {
			got, want := slices.Clone(all[:n]), slices.Clone(all[:n])
			s.GELU(got)
			portable.GELU(want)
			same(t, fmt.Sprintf("%d numbers", n), got, want)
		}
	})
}

func TestExp(t *testing.T) {
	worst := 0.0
	for x := float32(0); x >= -87; x -= 1.0 / 2048 {
		want := math.Exp(float64(x))
		worst = max(worst, math.Abs(float64(exp(x))-want)/want)
	}
	if worst > 1e-7 {
		t.Errorf("the relative error is %.2g, more than promised", worst)
	}
	if exp(0) != 1 || exp(-87.01) != 0 || exp(float32(math.Inf(-1))) != 0 {
		t.Errorf("exp of 0, -87.01, -∞: %v, %v, %v", exp(0), exp(-87.01), exp(float32(math.Inf(-1))))
	}
}

func TestSoftmax(t *testing.T) {
	eachSet(t, func(t *testing.T, s, portable *Set) {
		r := rand.New(rand.NewPCG(8, 8))
		for _, n := range append(lengths, 0) {
			for _, spread := range []float64{0, 1, 30, 1000} {
				x := floats(r, n, spread)
				if n > 2 {
					x[r.IntN(n)] = float32(math.Inf(-1))
				}
				got, want := slices.Clone(x), slices.Clone(x)
				s.Softmax(got, 0.125)
				portable.Softmax(want, 0.125)
				same(t, fmt.Sprintf("%d numbers", n), got, want)
				sum := 0.0
				for _, v := range got {
					sum += float64(v)
				}
				if n > 0 && math.Abs(sum-1) > 1e-5 {
					t.Errorf("%d numbers add up to %v", n, sum)
				}
			}
		}
	})
}

func TestLayerNorm(t *testing.T) {
	eachSet(t, func(t *testing.T, s, portable *Set) {
		r := rand.New(rand.NewPCG(9, 9))
		for _, width := range lengths {
			x, gamma, beta := floats(r, 4*width, 5), floats(r, width, 1), floats(r, width, 1)
			clear(x[width : 2*width])
			got, want := slices.Clone(x), slices.Clone(x)
			s.LayerNorm(got, gamma, beta, 1e-5)
			portable.LayerNorm(want, gamma, beta, 1e-5)
			same(t, fmt.Sprintf("width %d", width), got, want)
			for row := range 4 {
				mean, square := 0.0, 0.0
				for _, v := range x[row*width : (row+1)*width] {
					mean += float64(v) / float64(width)
				}
				for _, v := range x[row*width : (row+1)*width] {
					square += (float64(v) - mean) * (float64(v) - mean) / float64(width)
				}
				for i := range width {
					want := (float64(x[row*width+i])-mean)/math.Sqrt(square+1e-5)*float64(gamma[i]) + float64(beta[i])
					if v := float64(got[row*width+i]); math.Abs(v-want) > 1e-4 {
						t.Fatalf("width %d, row %d, number %d: %v, want about %v", width, row, i, v, want)
					}
				}
			}
		}
	})
}

func TestAdd(t *testing.T) {
	eachSet(t, func(t *testing.T, s, _ *Set) {
		r := rand.New(rand.NewPCG(10, 10))
		for _, n := range append(lengths, 0) {
			x, y := floats(r, n, 1), floats(r, n+1, 1)
			want, scaled, wantScaled := slices.Clone(y), slices.Clone(y), slices.Clone(y)
			for i := range x {
				want[i] += x[i]
				wantScaled[i] += float32(x[i] * 0.3)
			}
			s.Add(y, x)
			same(t, fmt.Sprintf("%d numbers", n), y, want)
			s.AddScaled(scaled, x, 0.3)
			same(t, fmt.Sprintf("%d numbers, scaled", n), scaled, wantScaled)
		}
	})
}

func TestDots(t *testing.T) {
	eachSet(t, func(t *testing.T, s, portable *Set) {
		r := rand.New(rand.NewPCG(12, 12))
		for _, n := range append(lengths, 0) {
			for _, count := range []int{0, 1, 2, 7} {
				rows, x := floats(r, count*n, 1), floats(r, n, 1)
				got, want := make([]float32, count), make([]float32, count)
				s.Dots(got, rows, x)
				portable.Dots(want, rows, x)
				same(t, fmt.Sprintf("%d rows of %d", count, n), got, want)
				for i, v := range got {
					about := 0.0
					for k := range x {
						about += float64(x[k]) * float64(rows[i*n+k])
					}
					if math.Abs(float64(v)-about) > 1e-4 {
						t.Errorf("%d rows of %d: product %d is %v, want about %v", count, n, i, v, about)
					}
				}
			}
		}
	})
}

// attention is Attend in float64, one number after the other.
func attention(x []float32, heads, width int) []float64 {
	row := heads * width
	n := len(x) / (3 * row)
	out := make([]float64, n*row)
	for h := range heads {
		for i := range n {
			p, sum := make([]float64, n), 0.0
			for j := range n {
				for d := range width {
					p[j] += float64(x[i*3*row+h*width+d]) * float64(x[j*3*row+row+h*width+d])
				}
				p[j] = math.Exp(p[j] / math.Sqrt(float64(width)))
				sum += p[j]
			}
			for j := range n {
				for d := range width {
					out[i*row+h*width+d] += p[j] / sum * float64(x[j*3*row+2*row+h*width+d])
				}
			}
		}
	}
	return out
}

func TestAttend(t *testing.T) {
	eachSet(t, func(t *testing.T, s, portable *Set) {
		r := rand.New(rand.NewPCG(11, 11))
		var scratch, other Scratch
		for _, c := range []struct{ n, heads, width int }{
			{0, 2, 32}, {1, 12, 32}, {2, 1, 16}, {5, 3, 32}, {6, 2, 48}, {15, 2, 32}, {16, 2, 32}, {17, 12, 32}, {24, 2, 32}, {25, 2, 64}, {53, 2, 32}, {150, 1, 32},
		} {
			x := floats(r, c.n*3*c.heads*c.width, 1.5)
			got, want := make([]float32, c.n*c.heads*c.width), make([]float32, c.n*c.heads*c.width)
			s.Attend(got, x, c.heads, c.width, &scratch)
			portable.Attend(want, x, c.heads, c.width, &other)
			same(t, fmt.Sprintf("%+v", c), got, want)
			for i, v := range attention(x, c.heads, c.width) {
				if math.Abs(float64(got[i])-v) > 1e-4 {
					t.Fatalf("%+v: number %d is %v, want about %v", c, i, got[i], v)
				}
			}
		}
	})
}

// FuzzFloats wants equal bits of all sets, whatever the alignment.
func FuzzFloats(f *testing.F) {
	f.Add(uint64(1), uint16(384), uint8(1), 3.0)
	f.Fuzz(func(t *testing.T, seed uint64, n uint16, skip uint8, scale float64) {
		scale = math.Mod(math.Abs(scale), 1e6)
		if scale != scale {
			return
		}
		r := rand.New(rand.NewPCG(seed, 1))
		width := 1 + int(n)%2000
		x := floats(r, width, scale)
		gamma, beta := floats(r, width, 1), floats(r, width, 1)
		sets := Sets()
		for name, do := range map[string]func(s *Set, x []float32){
			"gelu":    (*Set).GELU,
			"softmax": func(s *Set, x []float32) { s.Softmax(x, 0.2) },
			"norm":    func(s *Set, x []float32) { s.LayerNorm(x, gamma, beta, 1e-12) },
			"add":     func(s *Set, x []float32) { s.AddScaled(x, gamma, 0.7) },
			"dots":    func(s *Set, x []float32) { s.Dots(x[:1], slices.Clone(x), gamma) },
		} {
			want := slices.Clone(x)
			do(sets[len(sets)-1], want)
			for _, s := range sets {
				got := append(make([]float32, skip%16), x...)[skip%16:]
				do(s, got)
				same(t, s.Name()+" "+name, got, want)
			}
		}
	})
}
