package neural

import (
	"context"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"strings"
	"testing"

	"parley/extract/conllu"
	"parley/extract/neural/kernel"
	"parley/extract/text"
)

// treebank reads a file of the data that is not part of the repository.
func treebank(tb testing.TB, name string) (*text.Document, [][]string) {
	path := filepath.Join("..", "..", "..", "shared", "data", "ud", name+".conllu")
	f, err := os.Open(path)
	if os.IsNotExist(err) {
		tb.Skipf("no %s", path)
	} else if err != nil {
		tb.Fatal(err)
	}
	defer f.Close()
	doc, err := conllu.Read(f)
	if err != nil {
		tb.Fatal(err)
	}
	sentences := make([][]string, len(doc.Sentences))
	for i, s := range doc.Sentences {
		for k := s.First; k < s.Last; k++ {
			sentences[i] = append(sentences[i], doc.Form(k))
		}
	}
	return doc, sentences
}

// TestAccuracy reads gold tokens. UPOS and LAS are counted as CoNLL 2018 does:
// relations without subtypes.
func TestAccuracy(t *testing.T) {
	r := trained(t)
	for _, c := range []struct {
		name      string
		files     []string
		upos, las float64 // percent that any model worth its place has
	}{
		{"EWT test", []string{"ewt-test"}, 96.7, 89},
		{"GUM news", []string{"gumnews-dev", "gumnews-test"}, 97.5, 87.5},
	} {
		t.Run(c.name, func(t *testing.T) {
			var words, upos, xpos, uas, las, full int
			for _, f := range c.files {
				doc, sentences := treebank(t, f)
				readings, err := r.Read(context.Background(), sentences)
				if err != nil {
					t.Fatal(err)
				}
				for i, s := range doc.Sentences {
					for k, w := range readings[i].Words {
						tok := doc.Tokens[s.First+k]
						head := tok.Head
						if head != text.Root {
							head -= s.First
						}
						words++
						upos, xpos = upos+one(w.UPOS == tok.UPOS), xpos+one(w.XPOS == tok.XPOS)
						uas, full = uas+one(w.Head == head), full+one(w.Head == head && w.Rel == tok.Rel)
						las += one(w.Head == head && universal(w.Rel) == universal(tok.Rel))
					}
				}
			}
			percent := func(n int) float64 { return 100 * float64(n) / float64(words) }
			t.Logf("%d words: UPOS %.2f XPOS %.2f UAS %.2f LAS %.2f (with subtypes %.2f)", words, percent(upos), percent(xpos), percent(uas), percent(las), percent(full))
			if percent(upos) < c.upos || percent(las) < c.las {
				t.Errorf("UPOS %.2f and LAS %.2f, want at least %.1f and %.1f", percent(upos), percent(las), c.upos, c.las)
			}
		})
	}
}

// TestTrainedSame reads a few sentences in the real shapes with every set of
// kernels, and in other company.
func TestTrainedSame(t *testing.T) {
	data := modelFile(t)
	_, sentences := treebank(t, "gumnews-dev")
	sentences = sentences[:12]
	var want []Reading
	for _, set := range kernel.Sets() {
		r, err := newReader(data, set)
		if err != nil {
			t.Fatal(err)
		}
		for _, most := range []int{1, most} {
			got := read(t, r, sentences, most)
			if want == nil {
				want = got
			}
			if !reflect.DeepEqual(got, want) {
				t.Errorf("%s, %d pieces at once: another reading", set.Name(), most)
			}
		}
	}
}

func one(b bool) int {
	if b {
		return 1
	}
	return 0
}

func universal(rel string) string {
	main, _, _ := strings.Cut(rel, ":")
	return main
}

// BenchmarkRead reads news on one goroutine, with each set of this processor.
func BenchmarkRead(b *testing.B) {
	data := modelFile(b)
	doc, sentences := treebank(b, "gumnews-test")
	for _, set := range kernel.Sets() {
		r, err := newReader(data, set)
		if err != nil {
			b.Fatal(err)
		}
		for _, c := range []struct {
			name string
			most int
		}{{"one at a time", 1}, {"64 pieces", 64}, {"96 pieces", 96}, {"160 pieces", 160}, {"256 pieces", 256}, {"512 pieces", 512}} {
			b.Run(set.Name()+"/"+c.name, func(b *testing.B) {
				for b.Loop() {
					if _, err := r.read(context.Background(), sentences, c.most); err != nil {
						b.Fatal(err)
					}
				}
				b.ReportMetric(float64(len(doc.Tokens)*b.N)/b.Elapsed().Seconds(), "words/s")
			})
		}
	}
}

// BenchmarkLoad makes a reader and tells what it takes beside the file's bytes.
func BenchmarkLoad(b *testing.B) {
	data := modelFile(b)
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	var r *Reader
	for b.Loop() {
		var err error
		if r, err = New(data); err != nil {
			b.Fatal(err)
		}
	}
	runtime.GC()
	runtime.ReadMemStats(&after)
	b.ReportMetric(float64(after.HeapAlloc-before.HeapAlloc)/1e6, "MB-kept")
	runtime.KeepAlive(r)
}
