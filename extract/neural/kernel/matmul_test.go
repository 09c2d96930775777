package kernel

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// naive is the definition of MatMul on numbers as they were before packing.
func naive(rows []int8, scale, bias []float32, act []int8, actScale []float32, in, out int) []float32 {
	var dst []float32
	for t := range actScale {
		for o := range out {
			var sum int32
			for i := range in {
				sum += int32(act[t*in+i]) * int32(rows[o*in+i])
			}
			y := float32(float32(float32(sum)*actScale[t]) * scale[o])
			if bias != nil {
				y += bias[o]
			}
			dst = append(dst, y)
		}
	}
	return dst
}

// checkMatMul holds every set against naive.
func checkMatMul(t *testing.T, rows []int8, scale, bias, x []float32, in, out int) {
	t.Helper()
	w, err := Pack(rows, scale, bias, in, out)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(w.Unpack(), rows) {
		t.Fatalf("%d×%d: Unpack differs from what was packed", in, out)
	}
	n := len(x) / in
	act, actScale := make([]int8, len(x)), make([]float32, n)
	for i := range n {
		actScale[i] = Quantize(act[i*in:(i+1)*in], x[i*in:(i+1)*in])
	}
	want := naive(rows, scale, bias, act, actScale, in, out)
	for _, s := range Sets() {
		var q Rows
		s.Quantize(&q, x, in)
		guarded := filled[float32](n*out+64, 12345)
		s.MatMul(guarded[32:][:n*out], &q, w)
		same(t, fmt.Sprintf("%s: %d rows, %d×%d", s.Name(), n, in, out), guarded[32:][:n*out], want)
		for i, v := range guarded {
			if (i < 32 || i >= 32+n*out) && v != 12345 {
				t.Fatalf("%s: %d rows, %d×%d: wrote at %d, outside of the results", s.Name(), n, in, out, i-32)
			}
		}
	}
}

// gentleOf makes rows of gentle weights, many at the limit.
func gentleOf(r *rand.Rand, in, out int) []int8 {
	rows := bytesOf(r, in*out)
	for o := range out {
		row := rows[o*in : (o+1)*in]
		for i := 0; i+1 < in; i += 2 {
			switch a := int(row[i]); {
			case r.IntN(4) == 0:
				row[i], row[i+1] = 127, -128
			case a > 0:
				row[i+1] = int8(128 - a)
			default:
				row[i+1] = int8(max(-128-a, -128))
			}
		}
	}
	return rows
}

func TestGentle(t *testing.T) {
	for _, c := range []struct {
		row  []int8
		want bool
	}{
		{[]int8{127}, true}, {[]int8{64, 64}, true}, {[]int8{-64, -64}, true}, {[]int8{127, -128}, true},
		{[]int8{-128, 0, 127, 1}, true}, {[]int8{0, 127, 127, 0}, true},
		{[]int8{64, 65}, false}, {[]int8{-64, -65}, false}, {[]int8{0, 0, -128, -1}, false}, {[]int8{0, 0, 2, 127, 0}, false},
	} {
		if got := gentle(c.row); got != c.want {
			t.Errorf("gentle(%v) = %v", c.row, got)
		}
	}
	r := rand.New(rand.NewPCG(5, 5))
	w, err := Pack(gentleOf(r, 50, 40), make([]float32, 40), nil, 50, 40)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(w.gentle, []bool{true, true, true, true}) {
		t.Errorf("panels of gentle weights: %v", w.gentle)
	}
	rows := gentleOf(r, 50, 40)
	rows[20*50], rows[20*50+1] = 100, 100
	if w, _ = Pack(rows, make([]float32, 40), nil, 50, 40); !slices.Equal(w.gentle, []bool{true, false, true, true}) {
		t.Errorf("panels with one pair in row 20 that is not: %v", w.gentle)
	}
	checkMatMul(t, rows, floats(r, 40, 1), nil, floats(r, 9*50, 1), 50, 40)
}

func TestMatMul(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 2))
	for _, shape := range []struct{ in, out int }{
		{1, 1}, {3, 2}, {4, 16}, {5, 17}, {15, 31}, {16, 32}, {17, 33}, {63, 7}, {64, 8}, {65, 9}, {100, 50}, {130, 47}, {384, 40}, {1536, 16},
	} {
		for _, n := range []int{0, 1, 2, 3, 4, 5, 6, 7, 11, 12, 13, 24, 25, 95, 96, 97, 200} {
			if n > 25 && shape.in > 100 {
				continue
			}
			scale, bias, x := floats(r, shape.out, 0.01), floats(r, shape.out, 1), floats(r, n*shape.in, 1)
			checkMatMul(t, bytesOf(r, shape.in*shape.out), scale, bias, x, shape.in, shape.out)
			checkMatMul(t, gentleOf(r, shape.in, shape.out), scale, bias, x, shape.in, shape.out)
		}
	}
}

func TestMatMulExtremes(t *testing.T) {
	const in, out, n = 1536, 33, 13
	one := filled[float32](out, 1)
	// Activations are 127 and -127; every sum of two products would leave an int16.
	for _, w := range []int8{-128, -127, 127, 0} {
		for _, a := range []float32{1, -1, 0} {
			checkMatMul(t, filled(out*in, w), one, nil, filled(n*in, a), in, out)
		}
	}
	alternate := make([]float32, n*in)
	weights := make([]int8, out*in)
	for i := range alternate {
		alternate[i] = float32(1 - i%2*2)
	}
	for i := range weights {
		weights[i] = int8(127 - i%2*255)
	}
	checkMatMul(t, weights, one, one, alternate, in, out)
	for _, x := range []float32{1, -1} { // the largest sums of two products in 16 bits
		r := rand.New(rand.NewPCG(6, 6))
		checkMatMul(t, filled[int8](out*in, 64), one, nil, filled(n*in, x), in, out)
		checkMatMul(t, filled[int8](out*in, -64), one, nil, filled(n*in, x), in, out)
		checkMatMul(t, gentleOf(r, in, out), one, nil, filled(n*in, x), in, out)
	}
	checkMatMul(t, filled[int8](2*MaxDepth, -128), one[:2], nil, filled[float32](3*MaxDepth, -1), MaxDepth, 2)
}

// TestMatMulOfParts wants a row's results to be the same in whatever batch.
func TestMatMulOfParts(t *testing.T) {
	const in, out, n = 96, 70, 40
	r := rand.New(rand.NewPCG(7, 7))
	w, err := Pack(bytesOf(r, in*out), floats(r, out, 1), floats(r, out, 1), in, out)
	if err != nil {
		t.Fatal(err)
	}
	x := floats(r, n*in, 3)
	eachSet(t, func(t *testing.T, s, _ *Set) {
		var q Rows
		whole := make([]float32, n*out)
		s.Quantize(&q, x, in)
		s.MatMul(whole, &q, w)
		for i := range n {
			part := make([]float32, out)
			s.Quantize(&q, x[i*in:(i+1)*in], in)
			s.MatMul(part, &q, w)
			same(t, fmt.Sprintf("row %d alone", i), part, whole[i*out:(i+1)*out])
		}
	})
}

func TestMatMulRefuses(t *testing.T) {
	w, err := Pack(make([]int8, 8), make([]float32, 2), nil, 4, 2)
	if err != nil {
		t.Fatal(err)
	}
	eachSet(t, func(t *testing.T, s, _ *Set) {
		var q Rows
		s.Quantize(&q, make([]float32, 12), 4)
		for what, f := range map[string]func(){
			"results too short": func() { s.MatMul(make([]float32, 5), &q, w) },
			"another width": func() {
				var q Rows
				s.Quantize(&q, make([]float32, 12), 3)
				s.MatMul(make([]float32, 8), &q, w)
			},
			"half a row": func() { s.Quantize(new(Rows), make([]float32, 7), 4) },
		} {
			func() {
				defer func() {
					if recover() == nil {
						t.Errorf("%s: no panic", what)
					}
				}()
				f()
			}()
		}
	})
}

func TestPackRefuses(t *testing.T) {
	for _, c := range []struct {
		rows, scale, bias, in, out int
		want                       string
	}{
		{0, 0, -1, 0, 0, "0 inputs"},
		{MaxDepth + 1, 1, -1, MaxDepth + 1, 1, "32769 inputs"},
		{11, 3, -1, 4, 3, "11 weights"},
		{0, 0, -1, 4, 0, "0 weights for 0 outputs"},
		{12, 2, -1, 4, 3, "2 scales"},
		{12, 3, 4, 4, 3, "4 biases"},
	} {
		var bias []float32
		if c.bias >= 0 {
			bias = make([]float32, c.bias)
		}
		if _, err := Pack(make([]int8, c.rows), make([]float32, c.scale), bias, c.in, c.out); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%+v: error %v, want %q", c, err, c.want)
		}
	}
}

func FuzzMatMul(f *testing.F) {
	f.Add(uint64(1), uint8(3), uint8(17), uint8(30))
	f.Add(uint64(2), uint8(13), uint8(128), uint8(33))
	f.Fuzz(func(t *testing.T, seed uint64, n, in, out uint8) {
		r := rand.New(rand.NewPCG(seed, 0))
		i, o := 1+int(in), 1+int(out)
		x := floats(r, int(n)%30*i, 1)
		for k := range x { // a mix of rows of plain, zero and one-sided numbers
			if r.IntN(4) == 0 {
				x[k] = float32(r.IntN(3)-1) * 2.5
			}
		}
		checkMatMul(t, bytesOf(r, i*o), floats(r, o, 1), floats(r, o, 1), x, i, o)
		checkMatMul(t, gentleOf(r, i, o), floats(r, o, 1), floats(r, o, 1), x, i, o)
	})
}
