package neural

import (
	"bytes"
	"context"
	"encoding/binary"
	"math"
	"slices"
	"strings"
	"testing"
)

func TestParse(t *testing.T) {
	f := tinyFile(1)
	c, err := parse(f.bytes())
	if err != nil {
		t.Fatal(err)
	}
	if len(c.numbers) != len(f.numbers) || len(c.lists) != len(f.lists) || len(c.tensors) != len(f.tensors) {
		t.Fatalf("%d numbers, %d lists, %d tensors of %d, %d, %d", len(c.numbers), len(c.lists), len(c.tensors), len(f.numbers), len(f.lists), len(f.tensors))
	}
	for _, n := range f.numbers {
		if c.numbers[n.name] != n.value {
			t.Errorf("number %s: %d, want %d", n.name, c.numbers[n.name], n.value)
		}
	}
	for _, l := range f.lists {
		if !slices.Equal(c.lists[l.name], l.strings) {
			t.Errorf("list %s: %q, want %q", l.name, c.lists[l.name], l.strings)
		}
	}
	for _, want := range f.tensors {
		got := c.tensors[want.name]
		same := slices.Equal(got.shape, want.shape) && slices.Equal(got.values, want.values) && slices.Equal(got.scale, want.scale) && len(got.q) == len(want.q)
		for i, q := range want.q {
			same = same && int8(got.q[i]) == q
		}
		if !same {
			t.Errorf("tensor %s: %v, want %v", want.name, got, want)
		}
	}
}

// small is a file of one of each: its entries have known places.
func small() *file {
	return &file{
		numbers: []namedNumber{{"n", 3}},                // byte 16: its name, 19: its value
		lists:   []namedList{{"l", []string{"a", "é"}}}, // byte 27: its name, 30: how many, 34 and 37: its strings
		tensors: []namedTensor{{name: "t", shape: []int{2, 2}, scale: []float32{1, 2}, q: []int8{1, -2, 3, -127}}, // byte 45: its name, 48: its kind, 64: scales, 128: rows
			{name: "u", shape: []int{1}, values: []float32{0.5}}}, // byte 132: its name, 192: its value
	}
}

func TestParseErrors(t *testing.T) {
	whole := small().bytes()
	if _, err := parse(whole); err != nil || len(whole) != 200 {
		t.Fatalf("%d bytes: %v", len(whole), err)
	}
	put := func(at int, b ...byte) func([]byte) []byte {
		return func(d []byte) []byte { copy(d[at:], b); return d }
	}
	number := func(at int, n uint32) func([]byte) []byte {
		return put(at, binary.LittleEndian.AppendUint32(nil, n)...)
	}
	cut := func(n int) func([]byte) []byte { return func(d []byte) []byte { return d[:n] } }
	nan := math.Float32bits(float32(math.NaN()))
	for _, c := range []struct {
		name   string
		change func(body []byte) []byte // before it is sealed
		want   string
	}{
		{"other magic", put(0, 'Q'), "byte 0: not a model file"},
		{"nothing", cut(0), "byte 0: not a model file"},
		{"version", number(8, 2), "byte 8: version 2, this code reads 1"},
		{"ends in a number", cut(22), "byte 19: number n: needs 4 bytes, 3 are left"},
		{"many numbers", number(12, 1<<31), "byte 12: 2147483648 numbers do not fit"},
		{"long name", put(16, 0xff, 0xff), "byte 18: name of a number: needs 65535 bytes, 178 are left"},
		{"many strings", number(30, 1<<30), "byte 30: 1073741824 strings of list l do not fit"},
		{"not UTF-8", put(39, 0xff), "byte 37: list l: not UTF-8"},
		{"many tensors", number(41, 1<<30), "byte 41: 1073741824 tensors do not fit"},
		{"two of a name", put(134, 't'), `byte 132: a second tensor "t"`},
		{"kind", put(48, 2), "byte 48: tensor t: kind 2 with 2 dimensions"},
		{"dimensions", put(49, 3), "byte 48: tensor t: kind 1 with 3 dimensions"},
		{"rows of one dimension", put(49, 1), "byte 48: tensor t: kind 1 with 1 dimensions"},
		{"no columns", number(54, 0), "byte 54: tensor t: a dimension of 0"},
		{"huge", number(54, 1<<30), "byte 128: tensor t: needs 2147483648 bytes, 68 are left"},
		{"too huge", number(54, 1<<31), "byte 54: tensor t: a dimension of 2147483648"},
		{"filling", put(60, 1), "byte 58: tensor t: something else than zeros to fill up"},
		{"NaN", number(64, nan), "byte 64: tensor t: NaN is no finite number"},
		{"infinite", number(192, math.Float32bits(float32(math.Inf(-1)))), "byte 192: tensor u: -Inf is no finite number"},
		{"negative scale", number(68, math.Float32bits(-1)), "byte 58: tensor t: a negative scale"},
		{"-128", put(130, 0x80), "byte 130: tensor t: -128"},
		{"ends in rows", cut(130), "byte 128: tensor t: needs 4 bytes, 2 are left"},
		{"ends in floats", cut(194), "byte 192: tensor u: needs 4 bytes, 2 are left"},
		{"too long", func(d []byte) []byte { return append(d, 0) }, "byte 196: 1 bytes too many"},
	} {
		body := c.change(slices.Clone(whole[:len(whole)-4]))
		if _, err := parse(sealed(body)); err == nil || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("%s: %v, want %s…", c.name, err, c.want)
		}
	}
	for i := range whole {
		damaged := slices.Clone(whole)
		damaged[i] ^= 4
		if _, err := parse(damaged); err == nil {
			t.Errorf("byte %d is damaged, and nobody sees it", i)
		}
	}
}

func TestModelErrors(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(f *file)
		want   string
	}{
		{"no number", func(f *file) { f.numbers = f.numbers[1:] }, "number layers: missing"},
		{"one number more", func(f *file) { f.numbers = append(f.numbers, namedNumber{"more", 1}) }, "number more: unknown"},
		{"no list", func(f *file) { f.lists = f.lists[1:] }, "list pieces: 0 entries"},
		{"one list more", func(f *file) { f.lists = append(f.lists, namedList{name: "more"}) }, "list more: unknown"},
		{"one layer more", func(f *file) { f.numbers[0].value = 3 }, "tensor mix: [3] of float, want [4] of float"},
		{"one layer less", func(f *file) {
			f.numbers[0].value = 1
			f.tensor(t, "mix").shape, f.tensor(t, "mix").values = []int{2}, []float32{1, 1}
		}, "tensor layer.1.qkv: unknown"},
		{"many layers", func(f *file) { f.numbers[0].value = 1 << 31 }, "number layers: 2147483648, from 0 to 1024"},
		{"heads", func(f *file) { f.numbers[2].value = 4 }, "numbers: a width of 32 for 4 heads"},
		{"slots", func(f *file) { f.numbers[9].value = 5 }, "number slots: 5, from 4 to 4"},
		{"positions", func(f *file) { f.numbers[11].value = 13 }, "numbers: 13 positions do not hold a token of 12 pieces"},
		{"style", func(f *file) { f.numbers[14].value = 3 }, "number style: 3 of 3 styles"},
		{"tag", func(f *file) { f.lists[1].strings[2] = "NOUN" }, `list tags: entry 2, "NOUN", is not UPOS|XPOS`},
		{"no root", func(f *file) { f.lists[2].strings[2] = "dep" }, "list labels: no root"},
		{"name", func(f *file) { f.lists[3].strings[2] = "PER" }, `list names: entry 2, "PER"`},
		{"piece twice", func(f *file) { f.lists[0].strings[9] = "the" }, `list pieces: entry 9, "the"`},
		{"a piece less", func(f *file) { f.lists[0].strings = f.lists[0].strings[:20] }, "tensor piece: "},
		{"kind", func(f *file) {
			p := f.tensor(t, "arc.pair")
			p.q, p.values = nil, make([]float32, 1024)
		}, "tensor arc.pair: [32 32] of float, want [32 32] of int8"},
	} {
		f := tinyFile(1)
		c.change(f)
		r, err := New(f.bytes())
		if err == nil || !strings.Contains(err.Error(), c.want) || r != nil {
			t.Errorf("%s: %v, want %s", c.name, err, c.want)
		}
	}
}

// FuzzFile changes a file in one place, seals it, and reads with what is
// accepted.
func FuzzFile(f *testing.F) {
	whole := tinyFile(1).bytes()
	body := whole[:len(whole)-4]
	f.Add([]byte(nil), 0, len(body))
	f.Add([]byte{0xff, 0xff, 0xff, 0xff}, 12, len(body))
	f.Add([]byte{0, 0, 0, 0}, 26, len(body))
	f.Add([]byte{1, 2, 3}, len(body)-3, len(body)-1)
	f.Add(small().bytes(), 0, 200)
	f.Fuzz(func(t *testing.T, change []byte, at, length int) {
		if at < 0 || length < 0 || length > len(body) || at > length {
			return
		}
		b := slices.Clone(body[:length])
		copy(b[at:], change)
		r, err := New(sealed(b))
		if err != nil {
			if r != nil {
				t.Fatal("a reader beside an error")
			}
			return
		}
		forms := [][]string{{"The", "minister", "met", "."}, {}, {"Geneva"}}
		readings, err := r.Read(context.Background(), forms)
		if err != nil {
			t.Fatal(err)
		}
		for i, x := range readings {
			checkReading(t, x, len(forms[i]))
		}
	})
}

// FuzzParse reads any bytes, sealed.
func FuzzParse(f *testing.F) {
	f.Add([]byte{})
	whole := small().bytes()
	f.Add(whole[12 : len(whole)-4])
	f.Add(bytes.Repeat([]byte{0}, 12))
	f.Fuzz(func(t *testing.T, b []byte) {
		c, err := parse(sealed(append([]byte("PARLEYNN\x01\x00\x00\x00"), b...)))
		if err != nil {
			return
		}
		held := 0
		for _, x := range c.tensors {
			held += 4*len(x.values) + 4*len(x.scale) + len(x.q)
		}
		if held > len(b) {
			t.Fatalf("%d bytes of tensors in a file of %d", held, len(b))
		}
	})
}
