// Command rate measures how often each rule is right on annotated articles
// and writes extract/rules/data/confidence.yaml: for each rule, how many of its
// findings were right, of how many. A finding's confidence is reckoned from
// these two numbers (see pattern.Set.Rate).
//
//	go run ./extract/rules/rate -gold ../shared/bench/train -o extract/rules/data/confidence.yaml
//
// The folder holds articles.jsonl and an ID.gold.json for each article.
package main

import (
	"bytes"
	"cmp"
	"context"
	"flag"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"slices"

	"parley/extract"
	"parley/extract/article"
	"parley/extract/rules"
	"parley/schema"
)

// count is how many findings of a rule were right, of how many.
type count struct{ right, of int }

func main() {
	log.SetFlags(0)
	folder := flag.String("gold", "../shared/bench/train", "folder with articles.jsonl and ID.gold.json")
	out := flag.String("o", "extract/rules/data/confidence.yaml", "file to write")
	wrong := flag.String("wrong", "", "print the findings of this rule that were not right")
	flag.Parse()
	counts, documents, err := rate(*folder, *wrong)
	if err != nil {
		log.Fatal(err)
	}
	if err := write(*out, counts, documents); err != nil {
		log.Fatal(err)
	}
}

func rate(folder, wrong string) (map[string]*count, int, error) {
	counts := map[string]*count{}
	set, err := rules.English()
	if err != nil {
		return nil, 0, err
	}
	for _, r := range set.Rules {
		counts[r.ID] = &count{}
	}
	p, err := extract.English()
	if err != nil {
		return nil, 0, err
	}
	documents := 0
	for a, err := range article.Read(context.Background(), []string{filepath.Join(folder, "articles.jsonl")}, nil, article.Options{}) {
		if err != nil {
			return nil, 0, err
		}
		g, err := readGold(filepath.Join(folder, a.ID+".gold.json"))
		if err != nil {
			return nil, 0, err
		}
		r, err := p.Record(context.Background(), extract.Input{ID: a.ID, Title: a.Title, Published: a.Published, Publisher: a.Publisher, Text: a.Text, Body: a.Body})
		if err != nil {
			return nil, 0, err
		}
		documents++
		j := newJudge(g, r, a.Text)
		j.all(func(f schema.Finding, right bool, what string) {
			c := counts[f.Rule]
			c.of++
			if right {
				c.right++
			} else if f.Rule == wrong {
				fmt.Printf("%s: %s\n\t%s\n", a.ID, what, a.Text[f.Evidence[0].Start:f.Evidence[0].End])
			}
		})
	}
	return counts, documents, nil
}

func write(path string, counts map[string]*count, documents int) error {
	ids := make([]string, 0, len(counts))
	for id := range counts {
		ids = append(ids, id)
	}
	slices.SortFunc(ids, cmp.Compare[string])
	var b bytes.Buffer
	fmt.Fprintf(&b, "# Written by extract/rules/rate: how many findings of each rule were right, of how\n# many, on %d annotated articles. The confidence is (right+1)/(of+2).\n", documents)
	for _, id := range ids {
		fmt.Fprintf(&b, "%s: {right: %d, of: %d}\n", id, counts[id].right, counts[id].of)
	}
	return os.WriteFile(path, b.Bytes(), 0o644)
}
