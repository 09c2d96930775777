package neural

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"parley/extract/neural/kernel"
)

// reference computes what train/README.md says, step by step and in float64,
// straight from the tensors of a file.
type reference struct{ c *container }

// product is the bare formula of a quantized product of one vector.
func (r reference) product(x []float64, name, bias string) []float64 {
	t := r.c.tensors[name]
	peak := 0.0
	for _, v := range x {
		peak = max(peak, math.Abs(v))
	}
	s := peak / 127
	if s == 0 {
		s = 1
	}
	y := make([]float64, t.shape[0])
	for o := range y {
		sum := 0
		for i, v := range x {
			sum += int(math.RoundToEven(v/s)) * int(int8(t.q[o*len(x)+i]))
		}
		y[o] = float64(sum) * s * float64(t.scale[o])
		if bias != "" {
			y[o] += float64(r.c.tensors[bias].values[o])
		}
	}
	return y
}

func (r reference) values(name string, row, width int) []float64 {
	out := make([]float64, width)
	for i, v := range r.c.tensors[name].values[row*width:][:width] {
		out[i] = float64(v)
	}
	return out
}

func (r reference) row(name string, row int) []float64 {
	t := r.c.tensors[name]
	out := make([]float64, t.shape[1])
	for i := range out {
		out[i] = float64(int8(t.q[row*len(out)+i])) * float64(t.scale[row])
	}
	return out
}

func (r reference) norm(x []float64, name string) []float64 {
	mean, variance := 0.0, 0.0
	for _, v := range x {
		mean += v / float64(len(x))
	}
	for _, v := range x {
		variance += (v - mean) * (v - mean) / float64(len(x))
	}
	gain, bias := r.values(name+".gain", 0, len(x)), r.values(name+".bias", 0, len(x))
	out := make([]float64, len(x))
	for i, v := range x {
		out[i] = (v-mean)/math.Sqrt(variance+1e-12)*gain[i] + bias[i]
	}
	return out
}

func dot(a, b []float64) (s float64) {
	for i := range a {
		s += a[i] * b[i]
	}
	return s
}

func sum(xs ...[]float64) []float64 {
	out := make([]float64, len(xs[0]))
	for _, x := range xs {
		for i := range out {
			out[i] += x[i]
		}
	}
	return out
}

func apply(x []float64, f func(float64) float64) []float64 {
	out := make([]float64, len(x))
	for i, v := range x {
		out[i] = f(v)
	}
	return out
}

func slope(v float64) float64 { return max(v, v/10) }

// attend is the attention of all heads over the rows of qkv.
func (r reference) attend(qkv [][]float64, heads int) [][]float64 {
	width := len(qkv[0]) / 3
	size := width / heads
	out := make([][]float64, len(qkv))
	for i := range qkv {
		out[i] = make([]float64, width)
		for h := range heads {
			q := qkv[i][h*size:][:size]
			total, p := 0.0, make([]float64, len(qkv))
			for j := range qkv {
				p[j] = math.Exp(dot(q, qkv[j][width+h*size:]) / math.Sqrt(float64(size)))
				total += p[j]
			}
			for j := range qkv {
				for k := range size {
					out[i][h*size+k] += p[j] / total * qkv[j][2*width+h*size+k]
				}
			}
		}
	}
	return out
}

// encode gives the mixed layers of the pieces of one sentence.
func (r reference) encode(pieces []int32, class []uint8) [][]float64 {
	width, heads := int(r.c.numbers["width"]), int(r.c.numbers["heads"])
	x, y := make([][]float64, len(pieces)), make([][]float64, len(pieces))
	mix := r.values("mix", 0, int(r.c.numbers["layers"])+1)
	share := func(layer int) {
		for i := range x {
			y[i] = sum(y[i], apply(x[i], func(v float64) float64 { return v * mix[layer] }))
		}
	}
	for i := range x {
		y[i] = make([]float64, width)
		x[i] = r.norm(sum(r.row("piece", int(pieces[i])), r.row("position", i), r.values("case", int(class[i]), width)), "norm")
	}
	share(0)
	for l := range int(r.c.numbers["layers"]) {
		p := fmt.Sprintf("layer.%d.", l)
		qkv := make([][]float64, len(x))
		for i := range x {
			qkv[i] = r.product(x[i], p+"qkv", p+"qkv.bias")
		}
		for i, a := range r.attend(qkv, heads) {
			x[i] = r.norm(sum(x[i], r.product(a, p+"out", p+"out.bias")), p+"norm1")
			inner := apply(r.product(x[i], p+"up", p+"up.bias"), func(v float64) float64 { return v * (1 + math.Erf(v/math.Sqrt2)) / 2 })
			x[i] = r.norm(sum(x[i], r.product(inner, p+"down", p+"down.bias")), p+"norm2")
		}
		share(l + 1)
	}
	return y
}

// scores are all that the heads say of one sentence.
type scores struct{ tag, name, arc, label [][]float64 }

// read scores the words of one sentence; label those under heads.
func (r reference) read(w *work, heads []int) scores {
	y := r.encode(w.pieces, w.class)
	hidden, arc, label := int(r.c.numbers["hidden"]), int(r.c.numbers["arc"]), int(r.c.numbers["label"])
	type parts struct{ tag, name, dependentArc, headArc, dependent, head []float64 }
	var words []parts
	var out scores
	for _, word := range w.words {
		mean := sum(y[word.piece : word.piece+word.pieces]...)
		vector := apply(mean, func(v float64) float64 { return v / float64(word.pieces) })
		var f []float64
		for _, h := range word.hashed {
			f = append(f, r.row("hashed", int(h))...)
		}
		f = append(f, r.values("word_case", int(word.class), r.c.tensors["word_case"].shape[1])...)
		vector = append(vector, apply(r.product(f, "feature", "feature.bias"), func(v float64) float64 { return max(v, 0) })...)
		h := r.product(vector, "word.hidden", "word.hidden.bias")
		copy(h[hidden:], sum(h[hidden:2*hidden], r.values("name.style", int(r.c.numbers["style"]), hidden)))
		h = apply(h, slope)
		at := 2*hidden + 2*arc
		words = append(words, parts{h[:hidden], h[hidden : 2*hidden], h[2*hidden:][:arc], h[2*hidden+arc:][:arc], h[at:][:label], h[at+label:][:label]})
		out.tag = append(out.tag, r.product(h[:hidden], "tag", "tag.bias"))
		out.name = append(out.name, r.product(h[hidden:2*hidden], "name", "name.bias"))
	}
	prior, root := r.values("arc.prior", 0, arc), r.values("arc.root", 0, arc)
	for i, d := range words {
		pair := r.product(d.dependentArc, "arc.pair", "")
		row := []float64{dot(pair, root) + dot(prior, root)}
		for _, h := range words {
			row = append(row, dot(pair, h.headArc)+dot(prior, h.headArc))
		}
		out.arc = append(out.arc, row)
		var under []float64
		if heads[i] > 0 {
			h := words[heads[i]-1].head
			pairs := r.product(h, "label.pair", "")
			for k := range len(pairs) / label {
				under = append(under, dot(d.dependent, pairs[k*label:][:label]))
			}
			under = sum(under, r.product(d.dependent, "label.dependent", "label.bias"), r.product(h, "label.head", ""))
		}
		out.label = append(out.label, under)
	}
	return out
}

// TestReference holds the whole computation against the bare formulas.
func TestReference(t *testing.T) {
	data := tinyFile(7).bytes()
	random := rand.New(rand.NewPCG(3, 3))
	for _, set := range kernel.Sets() {
		r, err := newReader(data, set)
		if err != nil {
			t.Fatal(err)
		}
		c, err := parse(data)
		if err != nil {
			t.Fatal(err)
		}
		m, exact, all := r.model, 0, 0
		for _, forms := range invented(random, 40, 12) {
			if len(forms) == 0 {
				continue
			}
			w := &work{model: m, set: set}
			out := []Reading{{Words: make([]Word, len(forms))}}
			if err := w.spelling.spell(context.Background(), m, forms); err != nil {
				t.Fatal(err)
			}
			if w.spelling.pieces(0, len(forms)) > m.positions-2 {
				continue
			}
			w.add(0, 0, len(forms))
			w.encode()
			w.read(out)
			want := reference{c}.read(w, w.arcs.heads)
			var d difference
			n := len(forms)
			d.rows(t, "tag", func(i int) []float32 { return w.scores[0][i*len(m.tags):][:len(m.tags)] }, want.tag, len(m.tags))
			d.rows(t, "name", func(i int) []float32 { return w.scores[1][i*5:][:5] }, want.name, 5)
			d.rows(t, "arc", func(i int) []float32 { return w.arcs.scores[i*(n+1):][:n+1] }, want.arc, n+1)
			for _, a := range w.labels.arcs {
				w.labels.heads = append(w.labels.heads[:0], a.head)
				w.labels.multiply(w)
				w.labels.score(w, 0, a)
				d.rows(t, "label", func(int) []float32 { return w.labels.scores }, want.label[a.dependent:a.dependent+1], len(m.labels))
			}
			if d.sum > 0.05*d.scale {
				t.Errorf("%s: %q: scores differ by %.4f in the mean, of %.4f", set.Name(), forms, d.sum/d.n, d.scale/d.n)
			}
			all++
			if d.most < 1e-4 {
				exact++
			}
		}
		// Rounding may put an activation on the other side, but seldom.
		if 10*exact < 9*all || all < 20 {
			t.Errorf("%s: only %d of %d sentences have the same scores", set.Name(), exact, all)
		}
	}
}
