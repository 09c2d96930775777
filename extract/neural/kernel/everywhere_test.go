package kernel

import (
	"encoding/binary"
	"hash/fnv"
	"math"
	"sync"
	"testing"
)

// layerWidth, heads of 16 numbers, and an inner width that fills no panel.
const layerWidth, layerHeads, layerInner = 96, 6, 200

// testLayer is a small layer of an encoder with made-up weights.
type testLayer struct {
	qkv, project, up, down *Weights
	gamma, beta            []float32
}

// source makes numbers of integer arithmetic alone, so that they are the same
// everywhere.
type source uint32

func (s *source) next() int32 {
	*s = *s*1664525 + 1013904223
	return int32(*s) >> 16
}

func (s *source) floats(n int) []float32 {
	x := make([]float32, n)
	for i := range x {
		x[i] = float32(s.next()) / 16384
	}
	return x
}

func newTestLayer(t *testing.T) *testLayer {
	t.Helper()
	var s source = 1
	pack := func(in, out int) *Weights {
		rows := make([]int8, in*out)
		for i := range rows {
			rows[i] = int8(s.next())
		}
		scale := s.floats(out)
		for i := range scale {
			scale[i] /= 512
		}
		w, err := Pack(rows, scale, s.floats(out), in, out)
		if err != nil {
			t.Fatal(err)
		}
		return w
	}
	return &testLayer{
		qkv: pack(layerWidth, 3*layerWidth), project: pack(layerWidth, layerWidth),
		up: pack(layerWidth, layerInner), down: pack(layerInner, layerWidth),
		gamma: s.floats(layerWidth), beta: s.floats(layerWidth),
	}
}

// run puts the pieces of one sentence through the layer.
func (l *testLayer) run(s *Set, x []float32) {
	n := len(x) / layerWidth
	a, c, h := make([]float32, 3*len(x)), make([]float32, len(x)), make([]float32, n*layerInner)
	var q Rows
	s.Quantize(&q, x, layerWidth)
	s.MatMul(a, &q, l.qkv)
	s.Attend(c, a, layerHeads, layerWidth/layerHeads, new(Scratch))
	s.Quantize(&q, c, layerWidth)
	s.MatMul(c, &q, l.project)
	s.AddScaled(x, c, 0.75)
	s.LayerNorm(x, l.gamma, l.beta, 1e-12)
	s.Quantize(&q, x, layerWidth)
	s.MatMul(h, &q, l.up)
	s.GELU(h)
	s.Quantize(&q, h, layerInner)
	s.MatMul(c, &q, l.down)
	s.Add(x, c)
	s.LayerNorm(x, l.gamma, l.beta, 1e-12)
	dots := make([]float32, n)
	s.Dots(dots, x, l.gamma)
	copy(x, dots)
}

// TestSameEverywhere wants the bits that all processors gave so far: amd64,
// arm64 and, under qemu, riscv64, loong64, ppc64le and s390x (big-endian; most of these fuse
// products and sums where they may). A change of the rules in doc.go changes
// the number, nothing else may.
func TestSameEverywhere(t *testing.T) {
	const want = 0xb865e69d38c3177
	l := newTestLayer(t)
	eachSet(t, func(t *testing.T, set, _ *Set) {
		var s source = 2
		x := s.floats(37 * layerWidth)
		for range 3 {
			l.run(set, x)
		}
		h := fnv.New64a()
		for i, v := range x {
			if v != v || math.Abs(float64(v)) > 1e4 {
				t.Fatalf("number %d is %v", i, v)
			}
			var b [4]byte
			binary.LittleEndian.PutUint32(b[:], math.Float32bits(v))
			h.Write(b[:])
		}
		if got := h.Sum64(); got != want {
			t.Errorf("the layer's results have the hash %#x, want %#x", got, uint64(want))
		}
	})
}

// TestManyWorkers shares a set and the weights between goroutines; each does
// some sentences and must get what one alone gets.
func TestManyWorkers(t *testing.T) {
	l := newTestLayer(t)
	sentence := func(i int) []float32 {
		s := source(i)
		return s.floats((1 + i) * layerWidth)
	}
	eachSet(t, func(t *testing.T, set, _ *Set) {
		const n = 24
		var got [n][]float32
		var wait sync.WaitGroup
		for worker := range 3 {
			wait.Go(func() {
				for i := worker; i < n; i += 3 {
					got[i] = sentence(i)
					l.run(set, got[i])
				}
			})
		}
		wait.Wait()
		for i := range n {
			want := sentence(i)
			l.run(set, want)
			same(t, "a sentence", got[i], want)
		}
	})
}
