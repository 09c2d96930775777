package neural

import (
	"encoding/binary"
	"hash/crc32"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// file is a model file to be written: as a container, but in order.
type file struct {
	numbers []namedNumber
	lists   []namedList
	tensors []namedTensor
}

type (
	namedNumber struct {
		name  string
		value uint32
	}
	namedList struct {
		name    string
		strings []string
	}
	namedTensor struct {
		name   string
		shape  []int
		values []float32
		scale  []float32 // of int8 rows
		q      []int8
	}
)

// bytes lays the file out as train/container.py does.
func (f *file) bytes() []byte {
	out := binary.LittleEndian.AppendUint32([]byte("PARLEYNN"), 1)
	u32 := func(n int) { out = binary.LittleEndian.AppendUint32(out, uint32(n)) }
	str := func(s string) { out = append(binary.LittleEndian.AppendUint16(out, uint16(len(s))), s...) }
	floats := func(x []float32) {
		for len(out)%64 != 0 {
			out = append(out, 0)
		}
		for _, v := range x {
			out = binary.LittleEndian.AppendUint32(out, math.Float32bits(v))
		}
	}
	u32(len(f.numbers))
	for _, n := range f.numbers {
		str(n.name)
		u32(int(n.value))
	}
	u32(len(f.lists))
	for _, l := range f.lists {
		str(l.name)
		u32(len(l.strings))
		for _, s := range l.strings {
			str(s)
		}
	}
	u32(len(f.tensors))
	for _, t := range f.tensors {
		str(t.name)
		kind := byte(0)
		if t.q != nil {
			kind = 1
		}
		out = append(out, kind, byte(len(t.shape)))
		for _, n := range t.shape {
			u32(n)
		}
		if t.q == nil {
			floats(t.values)
			continue
		}
		floats(t.scale)
		floats(nil)
		for _, v := range t.q {
			out = append(out, byte(v))
		}
	}
	return sealed(out)
}

// even is a number of mean 0 and variance 1, the same on every processor.
func even(r *rand.Rand) float64 { return float64(r.IntN(2001)-1000) / 577 }

// sealed adds the checksum.
func sealed(body []byte) []byte {
	return binary.LittleEndian.AppendUint32(slices.Clone(body), crc32.ChecksumIEEE(body))
}

// tinyFile is a network with all parts of the real one and random weights,
// small enough that a sentence takes microseconds.
func tinyFile(seed uint64) *file {
	const (
		layers, width, heads, inner = 2, 32, 2, 48
		features, hidden, arc       = 16, 24, 32
		label, hashed, classed      = 12, 6, 4
	)
	f := &file{}
	number := func(name string, n int) { f.numbers = append(f.numbers, namedNumber{name, uint32(n)}) }
	number("layers", layers)
	number("width", width)
	number("heads", heads)
	number("inner", inner)
	number("word", width+features)
	number("features", features)
	number("hidden", hidden)
	number("arc", arc)
	number("label", label)
	number("slots", 4)
	number("hash_rows", 50)
	number("positions", 40)
	number("max_runes", 64)
	number("max_word_pieces", 12)
	number("style", 1)
	pieces := append(slices.Clone(special), "the", "in", "an", "gen", "##eva", "##ter", "minis", "met", "ö", "##é")
	for c := '!'; c <= '~'; c++ {
		if c < 'A' || c > 'Z' {
			pieces = append(pieces, string(c))
			if c >= 'a' || c >= '0' && c <= '9' {
				pieces = append(pieces, "##"+string(c))
			}
		}
	}
	tags := []string{"NOUN|NN", "VERB|VBD", "PROPN|NNP", "PUNCT|.", "DET|DT"}
	labels := []string{"nsubj", "obj", "root", "punct", "det", "obl", "parataxis"}
	names := []string{"O", "B-PER", "I-PER", "B-LOC", "I-LOC"}
	styles := []string{"a", "b", "c"}
	f.lists = []namedList{{"pieces", pieces}, {"tags", tags}, {"labels", labels}, {"names", names}, {"styles", styles}}

	r := rand.New(rand.NewPCG(seed, 1))
	floats := func(name string, mean, spread float64, shape ...int) {
		n := 1
		for _, d := range shape {
			n *= d
		}
		x := make([]float32, n)
		for i := range x {
			x[i] = float32(mean + float64(spread*even(r)))
		}
		f.tensors = append(f.tensors, namedTensor{name: name, shape: shape, values: x})
	}
	rows := func(name string, out, in int, spread float64) {
		t := namedTensor{name: name, shape: []int{out, in}, scale: make([]float32, out), q: make([]int8, out*in)}
		for i := range t.scale {
			t.scale[i] = float32(spread * (0.5 + r.Float64()) / 73) // of -127..127 evenly
		}
		for i := range t.q {
			t.q[i] = int8(r.IntN(255) - 127)
		}
		f.tensors = append(f.tensors, t)
	}
	linear := func(name, bias string, out, in int) {
		rows(name, out, in, 1/math.Sqrt(float64(in)))
		if bias != "" {
			floats(bias, 0, 0.3, out)
		}
	}
	affine := func(name string) {
		floats(name+".gain", 1, 0.1, width)
		floats(name+".bias", 0, 0.1, width)
	}
	rows("piece", len(pieces), width, 1)
	rows("position", 40, width, 0.5)
	floats("case", 0, 0.5, 11, width)
	affine("norm")
	floats("mix", 0.3, 0.1, layers+1)
	for i := range layers {
		p := "layer." + string(rune('0'+i)) + "."
		linear(p+"qkv", p+"qkv.bias", 3*width, width)
		linear(p+"out", p+"out.bias", width, width)
		linear(p+"up", p+"up.bias", inner, width)
		linear(p+"down", p+"down.bias", width, inner)
		affine(p + "norm1")
		affine(p + "norm2")
	}
	rows("hashed", 50, hashed, 1)
	floats("word_case", 0, 1, 10, classed)
	linear("feature", "feature.bias", features, 4*hashed+classed)
	linear("word.hidden", "word.hidden.bias", 2*hidden+2*arc+2*label, width+features)
	floats("name.style", 0, 0.5, len(styles), hidden)
	linear("tag", "tag.bias", len(tags), hidden)
	linear("name", "name.bias", len(names), hidden)
	linear("arc.pair", "", arc, arc)
	floats("arc.prior", 0, 0.3, arc)
	floats("arc.root", 0, 1, arc)
	linear("label.pair", "", len(labels)*label, label)
	linear("label.dependent", "label.bias", len(labels), label)
	linear("label.head", "", len(labels), label)
	return f
}

func (f *file) tensor(tb testing.TB, name string) *namedTensor {
	for i := range f.tensors {
		if f.tensors[i].name == name {
			return &f.tensors[i]
		}
	}
	tb.Fatalf("no tensor %s", name)
	return nil
}

func tiny(tb testing.TB, seed uint64) *Reader {
	r, err := New(tinyFile(seed).bytes())
	if err != nil {
		tb.Fatal(err)
	}
	return r
}

var vocabulary = []string{
	"The", "minister", "met", "Anders", "Öst", "in", "Geneva", ",", ".", ";", "NATO", "5", "1,200", "café", "☂", "mid-level", "“", "a", "",
	"antidisestablishmentarianism", "x", "\u0301", "\xff", "—",
}

// invented are n sentences of up to most tokens each.
func invented(r *rand.Rand, n, most int) [][]string {
	out := make([][]string, n)
	for i := range out {
		for range r.IntN(most + 1) {
			out[i] = append(out[i], vocabulary[r.IntN(len(vocabulary))])
		}
	}
	return out
}
