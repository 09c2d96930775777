package neural

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"

	"parley/extract/neural/kernel"
)

// checkReading holds what every reading is, whatever was read.
func checkReading(tb testing.TB, r Reading, tokens int) {
	tb.Helper()
	if len(r.Words) != tokens {
		tb.Fatalf("%d words of %d tokens", len(r.Words), tokens)
	}
	heads := make([]int, len(r.Words))
	for i, w := range r.Words {
		heads[i] = w.Head + 1
		if w.UPOS == "" || w.XPOS == "" || w.Rel == "" || (w.Head == Root) != (w.Rel == "root") {
			tb.Fatalf("word %d: %+v", i, w)
		}
	}
	if tokens > 0 && !valid(heads) {
		tb.Fatalf("heads %v are no tree with one root", heads)
	}
	at := 0
	for _, n := range r.Names {
		if n.First < at || n.Last <= n.First || n.Last > tokens || n.Type == "" {
			tb.Fatalf("name %+v of %d tokens, behind one that ends at %d", n, tokens, at)
		}
		at = n.Last
	}
}

func read(tb testing.TB, r *Reader, sentences [][]string, most int) []Reading {
	tb.Helper()
	out, err := r.read(context.Background(), sentences, most)
	if err != nil {
		tb.Fatal(err)
	}
	if len(out) != len(sentences) {
		tb.Fatalf("%d readings of %d sentences", len(out), len(sentences))
	}
	for i := range out {
		checkReading(tb, out[i], len(sentences[i]))
	}
	return out
}

func TestRead(t *testing.T) {
	r := tiny(t, 3)
	read(t, r, nil, most)
	read(t, r, [][]string{{}, nil, {""}, {"The"}, {}}, most)
	sentences := invented(rand.New(rand.NewPCG(8, 8)), 60, 40)
	names := 0
	for _, x := range read(t, r, sentences, most) {
		names += len(x.Names)
	}
	if names < 60 {
		t.Errorf("only %d names: the test tests little", names)
	}
}

// TestSameReading: neither the sentences beside one, nor the kernels, nor other
// goroutines change it.
func TestSameReading(t *testing.T) {
	data := tinyFile(5).bytes()
	sentences := invented(rand.New(rand.NewPCG(2, 8)), 80, 50)
	var want []Reading
	for _, set := range kernel.Sets() {
		r, err := newReader(data, set)
		if err != nil {
			t.Fatal(err)
		}
		for _, most := range []int{1, 30, 200, 1 << 20} {
			got := read(t, r, sentences, most)
			if want == nil {
				want = got
			}
			if !reflect.DeepEqual(got, want) {
				t.Errorf("%s, %d pieces at once: another reading", set.Name(), most)
			}
		}
		for i, s := range sentences {
			if got := read(t, r, [][]string{s}, most); !reflect.DeepEqual(got[0], want[i]) {
				t.Errorf("%s: sentence %d reads otherwise when alone", set.Name(), i)
			}
		}
		back := slices.Clone(sentences)
		slices.Reverse(back)
		got := read(t, r, back, most)
		slices.Reverse(got)
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s: another reading from the last to the first", set.Name())
		}
	}
}

// TestSameEverywhere holds the bits of all scores, and the readings, against
// what they were on another machine, with every set of kernels. The number
// changes with what is computed, and never with where.
func TestSameEverywhere(t *testing.T) {
	const want = "2f42c0385359ea34"
	data := tinyFile(11).bytes()
	sentences := invented(rand.New(rand.NewPCG(11, 11)), 60, 60)
	for _, set := range kernel.Sets() {
		r, err := newReader(data, set)
		if err != nil {
			t.Fatal(err)
		}
		sum := sha256.New()
		for i, x := range read(t, r, sentences, most) {
			fmt.Fprint(sum, x)
			// And of three tokens all that was computed on the way.
			w := &work{model: r.model, set: set}
			if err := w.spelling.spell(context.Background(), r.model, sentences[i]); err != nil {
				t.Fatal(err)
			}
			if n := min(len(sentences[i]), 3); n > 0 {
				w.add(0, 0, n)
				w.encode()
				w.read([]Reading{{Words: make([]Word, n)}})
				for _, scores := range [][]float32{w.mixed, w.vectors, w.scores[0], w.scores[1], w.arcs.scores, w.labels.scores} {
					for _, v := range scores {
						fmt.Fprintf(sum, "%08x", math.Float32bits(v))
					}
				}
			}
		}
		if got := fmt.Sprintf("%x", sum.Sum(nil)[:8]); got != want {
			t.Errorf("%s: %s, want %s", set.Name(), got, want)
		}
	}
}

func TestConcurrentReading(t *testing.T) {
	r := tiny(t, 6)
	sentences := invented(rand.New(rand.NewPCG(4, 4)), 40, 30)
	want := read(t, r, sentences, most)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 4 {
				if got, err := r.Read(context.Background(), sentences); err != nil || !reflect.DeepEqual(got, want) {
					t.Errorf("another reading beside others: %v", err)
				}
			}
		})
	}
	wg.Wait()
}

func TestLongSentences(t *testing.T) {
	r := tiny(t, 9)
	random := rand.New(rand.NewPCG(9, 1))
	for _, tokens := range []int{30, 38, 39, 40, 100, 3000} {
		forms := make([]string, tokens)
		for i := range forms {
			forms[i] = vocabulary[random.IntN(len(vocabulary))]
		}
		words := read(t, r, [][]string{{"The"}, forms, {"met", "."}}, most)[1].Words
		root := slices.IndexFunc(words, func(w Word) bool { return w.Head == Root })
		joints := 0
		for _, w := range words {
			joints += one(w.Head == root && w.Rel == joint)
		}
		if parts := tokens / (r.model.positions - 2); joints < parts {
			t.Errorf("%d tokens: only %d relations %s of the root, there are more than %d parts", tokens, joints, joint, parts)
		}
	}
	// The parts are read as if they were sentences.
	forms := strings.Fields(strings.Repeat("the minister met in geneva , ", 6)) // 9 pieces a time, 54 in all
	parts := read(t, r, [][]string{forms[:18], forms[18:], forms}, most)
	root := slices.IndexFunc(parts[0].Words, func(w Word) bool { return w.Head == Root })
	for i, w := range parts[1].Words {
		if w.Head == Root {
			w.Head, w.Rel = root, joint
		} else {
			w.Head += 18
		}
		if got := parts[2].Words[18+i]; got != w {
			t.Errorf("token %d: %+v, alone %+v", 18+i, got, w)
		}
	}
	if !slices.Equal(parts[2].Words[:18], parts[0].Words) {
		t.Error("the first part is read otherwise than alone")
	}
}

func TestCut(t *testing.T) {
	for _, c := range []struct {
		name, forms string
		limit       int
		want        string // the parts, with | between them
	}{
		{"fits", "a , b c", 4, "a , b c"},
		{"no mark", "a b c d e f g", 4, "a b c d | e f g"},
		{"even parts", "a b c d e", 4, "a b c | d e"},
		{"comma", "a b c , d e f g h i", 8, "a b c , | d e f g h i"},
		{"the nearest comma", "a b , c , d e f g h", 8, "a b , c , | d e f g h"},
		{"semicolon before comma", "a b ; c , d e f g h", 8, "a b ; | c , d e f g h"},
		{"too far", "a ; b c d e f g h i", 8, "a ; b c d | e f g h i"},
		{"not beyond the limit", "a b c d e f g ; h", 6, "a b c d e | f g ; h"},
		{"three parts", "a b c d , f g h i j k l", 5, "a b c d , | f g h i | j k l"},
	} {
		forms := strings.Fields(c.forms)
		pieces := slices.Repeat([]int{1}, len(forms))
		var parts []string
		for at := 0; at < len(forms); {
			n := cut(forms[at:], pieces[at:], len(forms)-at, c.limit)
			parts = append(parts, strings.Join(forms[at:at+n], " "))
			at += n
		}
		if got := strings.Join(parts, " | "); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
	r := rand.New(rand.NewPCG(7, 7))
	for range 2000 {
		limit := 12 + r.IntN(40)
		forms, pieces, total := []string{}, []int{}, 0
		for range 1 + r.IntN(60) {
			n := 1 + r.IntN(12)
			forms, pieces, total = append(forms, vocabulary[r.IntN(len(vocabulary))]), append(pieces, n), total+n
		}
		for len(forms) > 0 {
			n, sum := cut(forms, pieces, total, limit), 0
			if n < 1 || n > len(forms) {
				t.Fatalf("%d of %d tokens", n, len(forms))
			}
			for _, p := range pieces[:n] {
				sum += p
			}
			if sum > limit {
				t.Fatalf("a part of %d pieces, %d fit: %v", sum, limit, pieces)
			}
			forms, pieces, total = forms[n:], pieces[n:], total-sum
		}
	}
}

func TestCancelled(t *testing.T) {
	r := tiny(t, 1)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if out, err := r.Read(ctx, [][]string{{"The"}}); !errors.Is(err, context.Canceled) || out != nil {
		t.Errorf("%v, %v", out, err)
	}
	read(t, r, [][]string{{"The"}}, most) // what was left of it does no harm
}

func ExampleReader_Read() {
	var model []byte // the bytes of a model file
	r, err := New(model)
	if err != nil {
		return
	}
	readings, err := r.Read(context.Background(), [][]string{{"The", "ministers", "met", "in", "Geneva", "."}})
	if err != nil {
		return
	}
	_ = readings[0].Words[1].Rel // nsubj
}
