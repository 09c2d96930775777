// Command train learns the model of names from annotated sentences and writes
// extract/ner/data/names.gz. The same data and the same tagger give the same
// bytes.
//
//	go run ./extract/ner/train -data ../shared/data/ner -o extract/ner/data
//
// It prints how well the kept model does on the files of -test and -hold, none
// of whose sentences it has learnt.
package main

import (
	"compress/gzip"
	"flag"
	"fmt"
	"log"
	"math/rand"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"parley/extract/ner"
	"parley/extract/perceptron"
)

// corpora are the files to learn from. Of the GMB, whose names were found by
// machine, only a part is used. The development part of CrossNER's politics is
// left to be scored on: the public benchmark of parley is made of it.
var corpora = []string{
	"uner-train", "uner-dev", "gum-train", "gum-dev", "wikigold", "pol-train",
	"x-ai", "x-literature", "x-music", "x-science", "gmb",
}

func main() {
	log.SetFlags(0)
	data := flag.String("data", "../shared/data/ner", "folder with the .bio files")
	to := flag.String("o", "extract/ner/data", "folder to write to; empty to write nothing")
	epochs := flag.Int("epochs", 12, "times to go through the sentences")
	gmb := flag.Int("gmb", 8000, "sentences of gmb.bio to use")
	hold := flag.String("hold", "", "files to leave out and score on as well, parted by commas: gum-dev,uner-dev")
	test := flag.String("test", "pol-dev,gum-test,uner-test", "files to score on")
	updates := flag.Int("updates", 3, "keep features that were updated so often")
	least := flag.Float64("least", 0.35, "keep features with a weight of so much")
	flag.Parse()
	if err := run(*data, *to, *epochs, *gmb, list(*hold), list(*test), *updates, *least); err != nil {
		log.Fatal(err)
	}
}

func list(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return r == ',' })
}

func run(data, to string, epochs, gmb int, hold, test []string, updates int, least float64) error {
	begun := time.Now()
	tests := map[string][]ner.Example{}
	seen := map[string]bool{}
	for _, name := range append(slices.Clone(test), hold...) {
		xs, err := read(filepath.Join(data, name+".bio"))
		if err != nil {
			return err
		}
		tests[name] = xs
		for _, x := range xs {
			seen[words(x)] = true
		}
	}
	var train []ner.Example
	for _, name := range corpora {
		if slices.Contains(hold, name) {
			continue
		}
		xs, err := read(filepath.Join(data, name+".bio"))
		if err != nil {
			return err
		}
		if name == "gmb" {
			rand.New(rand.NewSource(1)).Shuffle(len(xs), func(i, k int) { xs[i], xs[k] = xs[k], xs[i] })
			xs = xs[:min(gmb, len(xs))]
			if err := stripTitles(xs); err != nil {
				return err
			}
		}
		for _, x := range xs {
			if !seen[words(x)] { // a sentence to be tested on is not learnt
				train = append(train, x)
			}
		}
	}
	log.Printf("%d sentences read in %.0f s", len(train), time.Since(begun).Seconds())
	trainer, err := ner.Train(train, epochs, func(epoch, wrong int) {
		log.Printf("epoch %d: %d sentences wrong, %.0f s", epoch, wrong, time.Since(begun).Seconds())
	})
	if err != nil {
		return err
	}
	m := trainer.Model(perceptron.Prune{Updates: updates, Row: least, Cell: least / 4})
	for _, name := range append(slices.Clone(test), hold...) {
		t, err := score(tests[name], m)
		if err != nil {
			return err
		}
		fmt.Printf("%-10s%s\n", name, t)
	}
	if to == "" {
		return nil
	}
	return write(filepath.Join(to, "names.gz"), m)
}

func words(x ner.Example) string {
	var b strings.Builder
	for _, t := range x.Tokens {
		b.WriteString(t.Norm)
		b.WriteByte(' ')
	}
	return b.String()
}

func write(path string, m *perceptron.Model) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	z, err := gzip.NewWriterLevel(f, gzip.BestCompression)
	if err != nil {
		return err
	}
	if err := m.Write(z); err != nil {
		return err
	}
	if err := z.Close(); err != nil {
		return err
	}
	if i, err := f.Stat(); err == nil {
		log.Printf("%s: %d bytes", path, i.Size())
	}
	return f.Close()
}

// tally counts exact spans with their type; the last place is for all types.
type tally struct{ right, guessed, real [4]int }

// score compares what the model finds in the examples with what is there.
func score(xs []ner.Example, m *perceptron.Model) (tally, error) {
	var t tally
	for _, x := range xs {
		got, err := ner.Model(x.Tokens, m)
		if err != nil {
			return t, err
		}
		for _, s := range x.Spans {
			t.real[s.Type]++
			t.real[3]++
		}
		for _, s := range got {
			t.guessed[s.Type]++
			t.guessed[3]++
			if slices.Contains(x.Spans, s) {
				t.right[s.Type]++
				t.right[3]++
			}
		}
	}
	return t, nil
}

// f1 is precision, recall and their harmonic mean for type k, in per cent.
func (t tally) f1(k int) (p, r, f float64) {
	p, r = 100*ratio(t.right[k], t.guessed[k]), 100*ratio(t.right[k], t.real[k])
	if p+r > 0 {
		f = 2 * p * r / (p + r)
	}
	return p, r, f
}

func (t tally) String() string {
	var b strings.Builder
	for _, k := range []int{3, 0, 1, 2} {
		what := "all"
		if k < 3 {
			what = ner.Types[k]
		}
		p, r, f := t.f1(k)
		fmt.Fprintf(&b, "  %s %.1f (P %.1f R %.1f)", what, f, p, r)
	}
	return b.String()
}

func ratio(a, b int) float64 {
	if b == 0 {
		return 0
	}
	return float64(a) / float64(b)
}
