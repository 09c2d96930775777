package main

import (
	"compress/gzip"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"parley/extract/ner"
	"parley/extract/perceptron"
)

// TestExample: names keep their places when a sentence is cut in another way.
func TestExample(t *testing.T) {
	x, err := example(strings.Fields("The Paris-based Example-Club 's Anna Berg left"), strings.Fields("O B-LOC B-ORG O B-PER I-PER O"))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, s := range x.Spans {
		var forms []string
		for _, tok := range x.Tokens[s.First:s.Last] {
			forms = append(forms, tok.Norm)
		}
		got = append(got, ner.Types[s.Type]+" "+strings.Join(forms, " "))
	}
	if want := []string{"LOC Paris - based", "ORG Example - Club", "PER Anna Berg"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestStripTitles(t *testing.T) {
	for line, want := range map[string]string{
		"President Anna Berg": "Anna Berg", "U.S. Secretary of State Berg": "Berg", "Mr. Berg": "Berg", "Danish Prime Minister": "", "Chancellor": "", "Anna Berg": "Anna Berg",
	} {
		forms := strings.Fields(line)
		x, err := example(forms, append([]string{"B-PER"}, slices.Repeat([]string{"I-PER"}, len(forms)-1)...))
		if err != nil {
			t.Fatal(err)
		}
		xs := []ner.Example{x}
		if err := stripTitles(xs); err != nil {
			t.Fatal(err)
		}
		got := ""
		for _, s := range xs[0].Spans {
			for _, tok := range x.Tokens[s.First:s.Last] {
				got = strings.TrimSpace(got + " " + tok.Norm)
			}
		}
		if got != want {
			t.Errorf("%q leaves %q, want %q", line, got, want)
		}
	}
}

// TestScores holds the kept model to what it reaches on sentences that it was
// not trained on, less two points for another tagger.
func TestScores(t *testing.T) {
	const shared = "../../../../shared/data/ner"
	if _, err := os.Stat(shared); err != nil {
		t.Skip("no annotated names beside the repository:", err)
	}
	f, err := os.Open("../data/names.gz")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	m, err := perceptron.Read(z)
	if err != nil {
		t.Fatal(err)
	}
	for name, least := range map[string]float64{"pol-dev": 75, "gum-test": 65, "uner-test": 71.5} {
		xs, err := read(filepath.Join(shared, name+".bio"))
		if err != nil {
			t.Fatal(err)
		}
		got, err := score(xs, m)
		if err != nil {
			t.Fatal(err)
		}
		t.Logf("%s:%s", name, got)
		if _, _, f := got.f1(3); f < least {
			t.Errorf("%s: F1 %.1f, want %.1f", name, f, least)
		}
	}
}
