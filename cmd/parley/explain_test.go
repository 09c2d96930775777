package main

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"parley/extract"
	"parley/extract/rules"
)

var update = flag.Bool("update", false, "rewrite testdata/explain/*.golden")

// TestExplain holds what --explain prints against what was read and found
// right by hand, with a few rules of its own, which no change of ours touches.
func TestExplain(t *testing.T) {
	dir := filepath.Join("testdata", "explain")
	files, err := rules.Read(dir)
	if err != nil {
		t.Fatal(err)
	}
	set, err := rules.Load(files)
	if err != nil {
		t.Fatal(err)
	}
	p, err := extract.EnglishWith(set)
	if err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(filepath.Join(dir, "article.txt"))
	if err != nil {
		t.Fatal(err)
	}
	in := extract.Input{ID: "article.txt", Published: "2019-06-18", Text: string(b)}
	for _, c := range []struct{ format, golden string }{{"table", "table.golden"}, {"json", "json.golden"}} {
		t.Run(c.format, func(t *testing.T) {
			x, err := p.Explain(t.Context(), in)
			if err != nil {
				t.Fatal(err)
			}
			var out bytes.Buffer
			if err := printReasons(&out, x, in.Text, c.format); err != nil {
				t.Fatal(err)
			}
			golden := filepath.Join(dir, c.golden)
			if *update {
				if err := os.WriteFile(golden, out.Bytes(), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(out.Bytes(), want) {
				t.Errorf("it prints\n%s\nwant\n%s", out.Bytes(), want)
			}
		})
	}
}
