package perceptron_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"math"
	"strings"
	"testing"
	"testing/iotest"

	"parley/extract/perceptron"
)

// fruit teaches to tell sour from sweet by a word's letters.
func fruit(rounds int) *perceptron.Trainer {
	t := perceptron.NewTrainer([]string{"sour", "sweet", "neither"})
	for range rounds {
		for _, x := range fruits {
			scores := make([]float32, 3)
			t.Score(letters(x.name), scores)
			best := 0
			for c := range scores {
				if scores[c] > scores[best] {
					best = c
				}
			}
			t.Tick()
			if best != x.class {
				t.Update(letters(x.name), x.class, best)
			}
		}
	}
	return t
}

var fruits = []struct {
	name  string
	class int
}{{"lemon", 0}, {"lime", 0}, {"sloe", 0}, {"fig", 1}, {"mango", 1}, {"date", 1}, {"stone", 2}, {"brick", 2}}

func letters(word string) []uint64 {
	f := []uint64{perceptron.Mix(1)}
	for i := range word {
		f = append(f, perceptron.Mix(2, uint64(word[i])), perceptron.Mix(3, perceptron.String(word[i:])))
	}
	return f
}

func classOf(m *perceptron.Model, word string) int {
	scores := make([]int32, len(m.Classes))
	m.Score(letters(word), scores)
	best := 0
	for c := range scores {
		if scores[c] > scores[best] {
			best = c
		}
	}
	return best
}

func TestLearns(t *testing.T) {
	m := fruit(20).Model(perceptron.Prune{})
	for _, x := range fruits {
		if got := classOf(m, x.name); got != x.class {
			t.Errorf("%s is %s", x.name, m.Classes[got])
		}
	}
	if classOf(fruit(0).Model(perceptron.Prune{}), "fig") != 0 {
		t.Error("who learnt nothing knows something")
	}
}

func file(t testing.TB, m *perceptron.Model) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := m.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestWriteRead(t *testing.T) {
	m := fruit(20).Model(perceptron.Prune{})
	b := file(t, m)
	if !bytes.Equal(b, file(t, fruit(20).Model(perceptron.Prune{}))) {
		t.Error("the same training gave other bytes")
	}
	again, err := perceptron.Read(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(b, file(t, again)) {
		t.Error("read and written again, other bytes")
	}
	for _, x := range fruits {
		want, got := make([]int32, 3), make([]int32, 3)
		m.Score(letters(x.name), want)
		again.Score(letters(x.name), got)
		if want[0] != got[0] || want[1] != got[1] || want[2] != got[2] {
			t.Errorf("%s: %v, read back %v", x.name, want, got)
		}
	}
}

// TestRounding: eight bits are near enough to the weights learnt.
func TestRounding(t *testing.T) {
	tr := perceptron.NewTrainer([]string{"no", "yes"})
	for i := range 40 { // feature i has i as its weight
		for range i {
			tr.Update([]uint64{perceptron.Mix(uint64(i))}, 1, 0)
		}
	}
	tr.Tick() // averages are of what was before it: nothing ever changes after
	m := tr.Model(perceptron.Prune{})
	for i := range 40 {
		scores := make([]int32, 2)
		m.Score([]uint64{perceptron.Mix(uint64(i))}, scores)
		if off := math.Abs(float64(scores[1])/1000 - float64(i)); off > 0.01*39 || scores[0] != -scores[1] {
			t.Errorf("weight %d came out as %v", i, scores)
		}
	}
}

func TestPrune(t *testing.T) {
	tr := fruit(20)
	all := len(file(t, tr.Model(perceptron.Prune{})))
	for _, p := range []perceptron.Prune{{Updates: 3}, {Row: 0.5}, {Cell: 0.5}} {
		if n := len(file(t, tr.Model(p))); n >= all {
			t.Errorf("%+v: %d bytes, unpruned %d", p, n, all)
		}
	}
	if m := tr.Model(perceptron.Prune{Updates: 1 << 20}); classOf(m, "fig") != 0 {
		t.Error("what is pruned still speaks")
	}
}

func TestNarrow(t *testing.T) {
	rare, common := perceptron.Mix(1), perceptron.Mix(2)
	tr := perceptron.NewTrainer([]string{"no", "yes"})
	tr.Update([]uint64{rare, common}, 1, 0)
	tr.Update([]uint64{common}, 1, 0)
	tr.Narrow(2)
	tr.Update([]uint64{rare, common, perceptron.Mix(3)}, 1, 0)
	tr.Tick()
	m := tr.Model(perceptron.Prune{})
	for i, want := range []int32{0, 3000, 0} {
		scores := make([]int32, 2)
		m.Score([]uint64{perceptron.Mix(uint64(i + 1))}, scores)
		if scores[1] != want {
			t.Errorf("feature %d weighs %d, want %d", i+1, scores[1], want)
		}
	}
}

func TestReadErrors(t *testing.T) {
	good := file(t, fruit(20).Model(perceptron.Prune{}))
	head := func(weight float64) []byte {
		return binary.BigEndian.AppendUint64([]byte("parley perceptron 1\n"), math.Float64bits(weight))
	}
	for name, b := range map[string][]byte{
		"empty":             nil,
		"wrong magic":       append([]byte("parley perceptron 2\n"), good[20:]...),
		"bytes after":       append(bytes.Clone(good), 0),
		"a weight of NaN":   append(head(math.NaN()), good[28:]...),
		"endless weight":    append(head(math.Inf(1)), good[28:]...),
		"300 classes":       append(head(1), 0xac, 2),
		"a class too long":  append(head(1), 1, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f),
		"rows unsaid":       append(head(1), 1, 1, 'a', 0xff, 0xff, 0xff, 0xff, 0x7f),
		"a key twice":       append(head(1), 1, 1, 'a', 2, 2, 5, 0, 1, 1, 0, 0, 1, 1),
		"key beyond":        append(head(1), 1, 1, 'a', 2, 2, 0xff, 0xff, 0xff, 0xff, 0x0f, 1, 1, 1, 0, 0, 1, 1),
		"row without cells": append(head(1), 1, 1, 'a', 1, 0, 5, 0),
		"cells unsaid":      append(head(1), 1, 1, 'a', 1, 1, 5, 2, 0, 1, 0, 1),
		"unknown class":     append(head(1), 1, 1, 'a', 1, 1, 5, 1, 1, 1),
	} {
		if m, err := perceptron.Read(bytes.NewReader(b)); !errors.Is(err, perceptron.ErrFormat) || m != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	for n := range good {
		if _, err := perceptron.Read(bytes.NewReader(good[:n])); !errors.Is(err, perceptron.ErrFormat) {
			t.Fatalf("cut to %d of %d bytes: %v", n, len(good), err)
		}
	}
	broken := errors.New("broken pipe")
	if _, err := perceptron.Read(iotest.ErrReader(broken)); !errors.Is(err, broken) || errors.Is(err, perceptron.ErrFormat) {
		t.Errorf("a reader that fails: %v", err)
	}
}

// FuzzRead: whatever comes, an error or a model that scores.
func FuzzRead(f *testing.F) {
	f.Add(file(f, fruit(20).Model(perceptron.Prune{})))
	f.Add(file(f, fruit(0).Model(perceptron.Prune{})))
	f.Add([]byte("parley perceptron 1\n"))
	f.Fuzz(func(t *testing.T, b []byte) {
		m, err := perceptron.Read(bytes.NewReader(b))
		if err != nil {
			if !errors.Is(err, perceptron.ErrFormat) {
				t.Error(err)
			}
			return
		}
		m.Score(letters(strings.Repeat("fig", 3)), make([]int32, len(m.Classes)))
		if again := file(t, m); len(again) > len(b) {
			t.Errorf("%d bytes became %d", len(b), len(again))
		}
	})
}
