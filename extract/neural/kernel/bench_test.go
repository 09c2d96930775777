package kernel

import (
	"fmt"
	"math/rand/v2"
	"testing"
)

// report adds the rate in units of 10^9 multiplications and additions.
func report(b *testing.B, perOp int) {
	b.ReportMetric(float64(perOp)*float64(b.N)/b.Elapsed().Seconds()/1e9, "GMAC/s")
}

// likeTrained are weights as a trained layer has them, normal and gentle.
func likeTrained(r *rand.Rand, n int) []int8 {
	x := make([]int8, n)
	for i := range x {
		x[i] = int8(min(max(r.NormFloat64()*25, -64), 64))
	}
	return x
}

// BenchmarkMatMul multiplies in the encoder's shapes, quantization not counted.
// Weights are gentle, but in "rough".
func BenchmarkMatMul(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 2))
	for _, shape := range []struct{ in, out int }{{384, 384}, {384, 1536}, {1536, 384}} {
		gentle := packed(b, likeTrained(r, shape.in*shape.out), shape.in, shape.out)
		rough := packed(b, bytesOf(r, shape.in*shape.out), shape.in, shape.out)
		for _, n := range []int{1, 8, 32, 128} {
			x, dst := floats(r, n*shape.in, 1), make([]float32, n*shape.out)
			run := func(name string, s *Set, w *Weights) {
				b.Run(fmt.Sprintf("%dx%d/n=%d/%s", shape.in, shape.out, n, name), func(b *testing.B) {
					var q Rows
					s.Quantize(&q, x, shape.in)
					for b.Loop() {
						s.MatMul(dst, &q, w)
					}
					report(b, n*shape.in*shape.out)
				})
			}
			for _, s := range Sets() {
				run(s.Name(), s, gentle)
				if s.gentle.multiply != nil {
					run(s.Name()+"-rough", s, rough)
				}
			}
		}
	}
}

func packed(b *testing.B, rows []int8, in, out int) *Weights {
	b.Helper()
	w, err := Pack(rows, filled[float32](out, 1e-4), filled[float32](out, 1), in, out)
	if err != nil {
		b.Fatal(err)
	}
	return w
}

// BenchmarkPack is what loading a model costs, in ns a weight.
func BenchmarkPack(b *testing.B) {
	const in, out = 384, 1536
	rows := likeTrained(rand.New(rand.NewPCG(1, 2)), in*out)
	for b.Loop() {
		packed(b, rows, in, out)
	}
	b.ReportMetric(b.Elapsed().Seconds()*1e9/float64(b.N*in*out), "ns/weight")
}

// BenchmarkFloats times what stands between two products, in ns a number.
func BenchmarkFloats(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 2))
	x, y := floats(r, 32*1536, 1), floats(r, 32*1536, 1)
	for _, s := range Sets() {
		var q Rows
		for _, c := range []struct {
			name string
			do   func()
		}{
			{"quantize", func() { s.Quantize(&q, x, 384) }},
			{"gelu", func() { copy(x, y); s.GELU(x) }},
			{"norm", func() { s.LayerNorm(x, y[:384], y[384:768], 1e-12) }},
			{"add", func() { clear(x); s.Add(x, y) }},
			{"softmax", func() {
				copy(x, y)
				for i := 0; i < len(x); i += 32 {
					s.Softmax(x[i:i+32], 0.2)
				}
			}},
		} {
			b.Run(c.name+"/"+s.Name(), func(b *testing.B) {
				for b.Loop() {
					c.do()
				}
				b.ReportMetric(b.Elapsed().Seconds()*1e9/float64(b.N*len(x)), "ns/number")
			})
		}
	}
}

// BenchmarkAttend is the attention of one layer for one sentence.
func BenchmarkAttend(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 2))
	for _, n := range []int{8, 32, 128} {
		x, dst := floats(r, n*3*384, 1), make([]float32, n*384)
		for _, s := range Sets() {
			b.Run(fmt.Sprintf("n=%d/%s", n, s.Name()), func(b *testing.B) {
				var scratch Scratch
				for b.Loop() {
					s.Attend(dst, x, 12, 32, &scratch)
				}
				report(b, 2*12*32*n*n)
			})
		}
	}
}

// BenchmarkLayer is one whole layer of the encoder on 64 pieces in two sentences.
func BenchmarkLayer(b *testing.B) {
	const n = 64
	r := rand.New(rand.NewPCG(1, 2))
	layer := func(in, out int) *Weights { return packed(b, likeTrained(r, in*out), in, out) }
	qkv, project, up, down := layer(384, 1152), layer(384, 384), layer(384, 1536), layer(1536, 384)
	gamma := filled[float32](384, 1)
	x := floats(r, n*384, 1)
	a, c, h := make([]float32, n*1152), make([]float32, n*384), make([]float32, n*1536)
	for _, s := range Sets() {
		b.Run(s.Name(), func(b *testing.B) {
			var q Rows
			var scratch Scratch
			for b.Loop() {
				s.Quantize(&q, x, 384)
				s.MatMul(a, &q, qkv)
				s.Attend(c[:n/2*384], a[:n/2*1152], 12, 32, &scratch)
				s.Attend(c[n/2*384:], a[n/2*1152:], 12, 32, &scratch)
				s.Quantize(&q, c, 384)
				s.MatMul(c, &q, project)
				s.Add(x, c)
				s.LayerNorm(x, gamma, gamma, 1e-12)
				s.Quantize(&q, x, 384)
				s.MatMul(h, &q, up)
				s.GELU(h)
				s.Quantize(&q, h, 1536)
				s.MatMul(c, &q, down)
				s.Add(x, c)
				s.LayerNorm(x, gamma, gamma, 1e-12)
			}
			b.ReportMetric(float64(n*b.N)/b.Elapsed().Seconds(), "pieces/s")
		})
	}
}
