// Command train learns the lemmatiser from CoNLL-U and writes
// extract/lemma/data. The same data gives the same bytes.
//
//	go run ./extract/lemma/train -data ../shared/data/ud -o extract/lemma/data
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
	"parley/extract/lemma"
	"parley/extract/text"
)

func main() {
	log.SetFlags(0)
	data := flag.String("data", "../shared/data/ud", "folder with ewt-train.conllu and gum-train.conllu")
	out := flag.String("o", "extract/lemma/data", "folder to write to")
	flag.Parse()
	if err := run(*data, *out); err != nil {
		log.Fatal(err)
	}
}

func run(data, out string) error {
	var train [][]text.Token
	for _, f := range []string{"ewt-train.conllu", "gum-train.conllu"} {
		more, err := sentences(filepath.Join(data, f))
		if err != nil {
			return err
		}
		train = append(train, more...)
	}
	return write(filepath.Join(out, "lemmas.gz"), func(w io.Writer) error { return lemma.Learn(train, w) })
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
