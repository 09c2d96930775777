// Command train learns the parser from CoNLL-U and writes extract/parse/data.
// The same data gives the same bytes. It takes some four minutes of one core.
//
//	go run ./extract/parse/train -data ../shared/data/ud -o extract/parse/data
package main

import (
	"compress/gzip"
	"flag"
	"fmt"
	"log"
	"os"
	"path/filepath"

	"parley/extract/conllu"
	"parley/extract/perceptron"
)

func main() {
	log.SetFlags(0)
	data := flag.String("data", "../shared/data/ud", "folder with ewt-train.conllu and gum-train.conllu")
	out := flag.String("o", "extract/parse/data", "folder to write to")
	epochs := flag.Int("epochs", 12, "rounds over the data")
	flag.Parse()
	if err := run(*data, *out, *epochs); err != nil {
		log.Fatal(err)
	}
}

func run(data, out string, epochs int) error {
	var all []sentence
	for _, f := range []string{"ewt-train.conllu", "gum-train.conllu"} {
		more, err := read(filepath.Join(data, f))
		if err != nil {
			return err
		}
		all = append(all, more...)
	}
	retag(all, perceptron.Prune{Updates: 3, Row: 0.2, Cell: 0.1}) // as tag/train does
	l := newLearner(all)
	for e := range epochs {
		log.Printf("epoch %d: %.2f %% of the actions wrong", e+1, 100*l.epoch(all, e > 0))
		if e == 3 { // most rows are of features that are hardly ever seen
			l.actions.Narrow(4)
			l.relations.Narrow(3)
		}
	}
	if err := write(filepath.Join(out, "actions.gz"), l.actions.Model(perceptron.Prune{Updates: 5, Row: 0.35, Cell: 0.09})); err != nil {
		return err
	}
	return write(filepath.Join(out, "relations.gz"), l.relations.Model(perceptron.Prune{Updates: 3, Row: 0.2, Cell: 0.05}))
}

func read(path string) ([]sentence, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	doc, err := conllu.Read(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return sentencesOf(doc), nil
}

func write(path string, m *perceptron.Model) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer f.Close()
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
	return f.Close()
}
