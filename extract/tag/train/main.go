// Command train learns the tagger and the lemmatiser from CoNLL-U and writes
// extract/tag/data. The same data gives the same bytes.
//
//	go run ./extract/tag/train -data ../shared/data/ud -o extract/tag/data
package main

import (
	"compress/gzip"
	"flag"
	"fmt"
	"io"
	"log"
	"os"
	"path/filepath"

	"parley/extract/conllu"
	"parley/extract/perceptron"
	"parley/extract/tag"
	"parley/extract/text"
)

func main() {
	log.SetFlags(0)
	data := flag.String("data", "../shared/data/ud", "folder with ewt-train.conllu and gum-train.conllu")
	out := flag.String("o", "extract/tag/data", "folder to write to")
	epochs := flag.Int("epochs", 8, "rounds over the data")
	flag.Parse()
	if err := run(*data, *out, *epochs); err != nil {
		log.Fatal(err)
	}
}

func run(data, out string, epochs int) error {
	var train [][]text.Token
	for _, f := range []string{"ewt-train.conllu", "gum-train.conllu"} {
		more, err := sentences(filepath.Join(data, f))
		if err != nil {
			return err
		}
		train = append(train, more...)
	}
	if err := write(filepath.Join(out, "lemmas.gz"), func(w io.Writer) error { return tag.LearnLemmas(train, w) }); err != nil {
		return err
	}
	return write(filepath.Join(out, "tags.gz"), tag.Train(train, epochs, perceptron.Prune{Updates: 3, Row: 0.2, Cell: 0.1}).Write)
}

func sentences(path string) ([][]text.Token, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	doc, err := conllu.Read(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	var out [][]text.Token
	for _, s := range doc.Sentences {
		out = append(out, doc.Tokens[s.First:s.Last])
	}
	return out, nil
}

// write packs what fill writes into a file.
func write(path string, fill func(io.Writer) error) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer f.Close()
	z, err := gzip.NewWriterLevel(f, gzip.BestCompression)
	if err != nil {
		return err
	}
	if err := fill(z); err != nil {
		return err
	}
	if err := z.Close(); err != nil {
		return err
	}
	return f.Close()
}
