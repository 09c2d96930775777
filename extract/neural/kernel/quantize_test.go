package kernel

import (
	"encoding/binary"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

func TestQuantize(t *testing.T) {
	nan, inf := float32(math.NaN()), float32(math.Inf(1))
	for _, c := range []struct {
		src   []float32
		dst   []int8
		scale float32
	}{
		{nil, []int8{}, 0},
		{[]float32{0, 0, float32(math.Copysign(0, -1))}, []int8{0, 0, 0}, 0},
		{[]float32{127, -127, 1, -1}, []int8{127, -127, 1, -1}, 1},
		{[]float32{127, 0.5, 1.5, 2.5, -0.5, -1.5, -2.5, 126.5, -126.5}, []int8{127, 0, 2, 2, 0, -2, -2, 126, -126}, 1}, // ties to even
		{[]float32{254, 1.0001, 0.9999}, []int8{127, 1, 0}, 2},
		{[]float32{-3e38, 3e38}, []int8{-127, 127}, 3e38 / 127.0},
		{[]float32{1e-31, 0}, []int8{0, 0}, 0},
		{[]float32{1, nan, 2}, []int8{0, 0, 0}, nan},
		{[]float32{1, -inf}, []int8{0, 0}, nan},
	} {
		dst := make([]int8, len(c.src))
		scale := Quantize(dst, c.src)
		if !slices.Equal(dst, c.dst) || scale != c.scale && (scale == scale || c.scale == c.scale) {
			t.Errorf("Quantize(%v) = %v, %v; want %v, %v", c.src, dst, scale, c.dst, c.scale)
		}
	}
}

// values are the activations of a row, out of whatever form they are in.
func (r *Rows) values(row int) []int8 {
	var out []int8
	data := r.data[row*r.stride:]
	for i := range r.width {
		switch r.form {
		case signed:
			out = append(out, int8(data[i]))
		case shifted:
			out = append(out, int8(data[i]^0x80))
		}
	}
	return out
}

// checkRows holds a set's rows against the function Quantize.
func checkRows(t *testing.T, s *Set, q *Rows, x []float32, width int) {
	t.Helper()
	s.Quantize(q, x, width)
	for i := range len(x) / width {
		want := make([]int8, width)
		scale := Quantize(want, x[i*width:(i+1)*width])
		same(t, "scale", q.scale[i:i+1], []float32{scale})
		if got := q.values(i); !slices.Equal(got, want) {
			t.Fatalf("%s, width %d, row %d:\n got %v\nwant %v", s.Name(), width, i, got, want)
		}
	}
}

func TestQuantizeRows(t *testing.T) {
	eachSet(t, func(t *testing.T, s, _ *Set) {
		r := rand.New(rand.NewPCG(3, 3))
		var q Rows
		for _, width := range lengths {
			x := floats(r, 5*width, 2)
			clear(x[width : 2*width])
			x[2*width+width/2] = 1e30
			x[3*width+width-1] = float32(math.NaN())
			for i := range width { // halves: ties
				x[4*width+i] = float32(r.IntN(509)-254) / 2
			}
			x[4*width] = 127
			checkRows(t, s, &q, x, width)
			checkRows(t, s, &q, floats(r, width, 1), width) // the memory is used again
		}
	})
}

func FuzzQuantize(f *testing.F) {
	f.Add([]byte("\x00\x00\x80\x3f\x00\x00\x80\xff\xff\xff\xff\x7f\x00\x00\x00\x00"))
	f.Fuzz(func(t *testing.T, data []byte) {
		x := make([]float32, len(data)/4)
		for i := range x {
			x[i] = math.Float32frombits(binary.LittleEndian.Uint32(data[4*i:]))
		}
		if len(x) == 0 {
			return
		}
		var q Rows
		for _, s := range Sets() {
			checkRows(t, s, &q, x, len(x))
		}
	})
}
