package parse_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"parley/extract/conllu"
	"parley/extract/parse"
	"parley/extract/tag"
	"parley/extract/text"
)

const ud = "../../../shared/data/ud"

// score counts attachments and, by relation, what was found and what was there.
type score struct {
	n, heads, labelled, basic float64
	hit, given, gold          map[string]float64
}

func (s *score) add(doc, gold *text.Document) {
	basic := func(rel string) string { b, _, _ := strings.Cut(rel, ":"); return b }
	for i, g := range gold.Tokens {
		t := doc.Tokens[i]
		s.n++
		s.gold[g.Rel]++
		s.given[t.Rel]++
		if t.Head != g.Head {
			continue
		}
		s.heads++
		if basic(t.Rel) == basic(g.Rel) {
			s.basic++
		}
		if t.Rel == g.Rel {
			s.labelled++
			s.hit[g.Rel]++
		}
	}
}

// f is the F1 of a relation, head and label right.
func (s *score) f(rel string) float64 { return 200 * s.hit[rel] / max(1, s.given[rel]+s.gold[rel]) }

// scoreOf parses treebank files with their own tokens, but with our tags.
func scoreOf(t testing.TB, files ...string) *score {
	t.Helper()
	s := &score{hit: map[string]float64{}, given: map[string]float64{}, gold: map[string]float64{}}
	for _, name := range files {
		f, err := os.Open(filepath.Join(ud, name))
		if err != nil {
			t.Skipf("no treebank: %v", err)
		}
		gold, err := conllu.Read(f)
		f.Close()
		if err != nil {
			t.Fatal(err)
		}
		doc := *gold
		doc.Tokens = slices.Clone(gold.Tokens)
		for i := range doc.Tokens {
			doc.Tokens[i].UPOS, doc.Tokens[i].XPOS, doc.Tokens[i].Lemma, doc.Tokens[i].Head, doc.Tokens[i].Rel = "", "", "", text.Root, ""
		}
		if err := (tag.Stage{}).Run(context.Background(), &doc); err != nil {
			t.Fatal(err)
		}
		if err := (parse.Stage{}).Run(context.Background(), &doc); err != nil {
			t.Fatal(err)
		}
		s.add(&doc, gold)
	}
	return s
}

// TestScores holds the accuracy on treebanks that were not trained on; -v
// prints it relation by relation. The numbers of data/README.md are from here.
func TestScores(t *testing.T) {
	for _, c := range []struct {
		files    []string
		uas, las float64 // floors, a point below what was measured
	}{
		{[]string{"ewt-test.conllu"}, 84.0, 80.8},
		{[]string{"gumnews-dev.conllu", "gumnews-test.conllu"}, 82.9, 79.1},
	} {
		s := scoreOf(t, c.files...)
		uas, las := 100*s.heads/s.n, 100*s.labelled/s.n
		t.Logf("%s: UAS %.2f, LAS %.2f, without subtypes %.2f (%.0f tokens)", strings.Join(c.files, " + "), uas, las, 100*s.basic/s.n, s.n)
		var rels []string
		for r := range s.gold {
			rels = append(rels, r)
		}
		slices.SortFunc(rels, func(a, b string) int { return int(s.gold[b] - s.gold[a]) })
		var line strings.Builder
		for _, r := range rels[:min(len(rels), 32)] {
			fmt.Fprintf(&line, " %s %.0f", r, s.f(r))
		}
		t.Logf("F1 by relation, commonest first:%s", line.String())
		if uas < c.uas || las < c.las {
			t.Errorf("want UAS %.1f and LAS %.1f at least", c.uas, c.las)
		}
	}
}
