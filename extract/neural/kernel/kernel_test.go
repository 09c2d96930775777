package kernel

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// eachSet runs a test with every set this processor has, beside the portable one.
func eachSet(t *testing.T, f func(t *testing.T, s, portable *Set)) {
	t.Helper()
	sets := Sets()
	for _, s := range sets {
		t.Run(s.Name(), func(t *testing.T) { f(t, s, sets[len(sets)-1]) })
	}
}

// same wants equal bits; NaN equals NaN.
func same(t *testing.T, what string, got, want []float32) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%s: %d numbers, want %d", what, len(got), len(want))
	}
	for i := range got {
		if math.Float32bits(got[i]) != math.Float32bits(want[i]) && (got[i] == got[i] || want[i] == want[i]) {
			t.Fatalf("%s: number %d is %v (%#x), want %v (%#x)", what, i, got[i], math.Float32bits(got[i]), want[i], math.Float32bits(want[i]))
		}
	}
}

func floats(r *rand.Rand, n int, scale float64) []float32 {
	x := make([]float32, n)
	for i := range x {
		x[i] = float32(r.NormFloat64() * scale)
	}
	return x
}

func bytesOf(r *rand.Rand, n int) []int8 {
	x := make([]int8, n)
	for i := range x {
		x[i] = int8(r.Uint32())
	}
	return x
}

func filled[T any](n int, v T) []T {
	x := make([]T, n)
	for i := range x {
		x[i] = v
	}
	return x
}

// lengths of rows around every loop's ends.
var lengths = []int{1, 2, 7, 15, 16, 17, 31, 32, 33, 48, 63, 64, 65, 100, 128, 383, 384, 385, 1536, 1551}

func TestSetsAreKnown(t *testing.T) {
	known := []string{"avx512", "vnni", "avx2", "neon-dot", "neon", "portable"}
	var names []string
	for _, s := range Sets() {
		names = append(names, s.Name())
		i := slices.Index(known, s.Name())
		if i < 0 {
			t.Fatalf("set %q is not one of %q", s.Name(), known)
		}
		known = known[i+1:] // each once, the fastest first
	}
	if names[len(names)-1] != "portable" {
		t.Errorf("the last of %q is not portable", names)
	}
	if Best().Name() != names[0] {
		t.Errorf("Best is %s, the first of all is %s", Best().Name(), names[0])
	}
	t.Logf("this processor has %q", names)
}

func TestAllocatesNothing(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	w, err := Pack(bytesOf(r, 50*48), filled[float32](50, 1), nil, 48, 50)
	if err != nil {
		t.Fatal(err)
	}
	x, dst := floats(r, 7*48, 1), make([]float32, 7*50)
	qkv, out := floats(r, 20*3*2*16, 1), make([]float32, 20*2*16)
	for _, s := range Sets() {
		var q Rows
		var scratch Scratch
		if n := testing.AllocsPerRun(10, func() {
			s.Quantize(&q, x, 48)
			s.MatMul(dst, &q, w)
			s.GELU(dst)
			s.Attend(out, qkv, 2, 16, &scratch)
		}); n > 0 {
			t.Errorf("%s: %v allocations for a batch", s.Name(), n)
		}
	}
}

func ExampleSet_MatMul() {
	w, err := Pack([]int8{1, 2, 3, 4, 5, 6}, []float32{1, 0.5}, []float32{0, 10}, 3, 2)
	if err != nil {
		fmt.Println(err)
		return
	}
	set := Best()
	var q Rows
	set.Quantize(&q, []float32{127, 0, 0, 0, -127, 127}, 3)
	y := make([]float32, 2*2)
	set.MatMul(y, &q, w)
	fmt.Println(y)
	// Output: [127 264 127 73.5]
}
