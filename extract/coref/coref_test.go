package coref_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"parley/extract/conllu"
	"parley/extract/coref"
	"parley/extract/text"
)

// example is a case of testdata/texts.conllu.
type example struct {
	name, found string
	doc         *text.Document
}

func examples(t testing.TB) []example {
	t.Helper()
	file, err := os.ReadFile("testdata/texts.conllu")
	if err != nil {
		t.Fatal(err)
	}
	var out []example
	for _, part := range strings.Split(string(file), "# case ")[1:] {
		name, rest, _ := strings.Cut(part, "\n")
		names, rest, _ := strings.Cut(rest, "\n")
		found, rest, _ := strings.Cut(rest, "\n")
		doc, err := conllu.Read(strings.NewReader(rest))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		mark(doc, strings.TrimPrefix(names, "# names "))
		out = append(out, example{name, strings.TrimSpace(strings.TrimPrefix(found, "# found")), doc})
	}
	return out
}

// mark adds the names that are listed: "Person Anna Lindqvist, Lindqvist; Country Sweden, Swedish".
func mark(doc *text.Document, list string) {
	doc.Mentions, doc.Entities = nil, nil
	for entry := range strings.SplitSeq(list, "; ") {
		kind, forms, _ := strings.Cut(entry, " ")
		names := strings.Split(forms, ", ")
		doc.Entities = append(doc.Entities, text.Entity{ID: strings.ToLower(kind + "/" + strings.ReplaceAll(names[0], " ", "-")), Type: kind, Name: names[0]})
		for _, name := range names {
			words := strings.Fields(name)
			for i := 0; i+len(words) <= len(doc.Tokens); i++ {
				first, last := i, i+len(words)
				if span := (text.Span{Start: doc.Tokens[first].Start, End: doc.Tokens[last-1].End}); doc.Slice(span) == name && !taken(doc, span) {
					doc.Mentions = append(doc.Mentions, text.Mention{Span: span, First: first, Last: last, Kind: text.Name, Type: kind, Entity: len(doc.Entities) - 1})
				}
			}
		}
	}
	slices.SortFunc(doc.Mentions, func(a, b text.Mention) int { return a.Start - b.Start })
}

func taken(doc *text.Document, s text.Span) bool {
	return slices.ContainsFunc(doc.Mentions, func(m text.Mention) bool { return m.Overlaps(s) })
}

func run(t testing.TB, doc *text.Document) string {
	t.Helper()
	if err := (coref.Stage{}).Run(context.Background(), doc); err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, m := range doc.Mentions {
		if m.Kind != text.Name {
			out = append(out, fmt.Sprintf("%s=%s", doc.Slice(m.Span), doc.Entities[m.Entity].ID))
			if m.Why == "" {
				t.Errorf("%q is joined without a reason", doc.Slice(m.Span))
			}
		}
	}
	return strings.Join(out, "; ")
}

// TestNames: the entity of a party without a name is called by its words
// without determiner and relative clause, and without a sentence's capital.
func TestNames(t *testing.T) {
	want := map[string]string{
		"group/rebel-envoys": "rebel envoys",
		"group/envoys":       "envoys",
		"group/spokesman-for-the-foreign-ministry": "spokesman for the Foreign Ministry",
		"group/two-senior-eu-officials":            "two senior EU officials",
		"organization/syrian-army":                 "Syrian army",
		"instrument/resolution-1701":               "Resolution 1701",
		"group/leaders-of-russia-iran-and-turkey":  "leaders of Russia, Iran and Turkey",
	}
	seen := map[string]bool{}
	for _, x := range examples(t) {
		run(t, x.doc)
		for _, e := range x.doc.Entities {
			if name, ok := want[e.ID]; ok {
				if seen[e.ID] = true; e.Name != name {
					t.Errorf("%s is called %q, want %q", e.ID, e.Name, name)
				}
			}
		}
	}
	if len(seen) != len(want) {
		t.Errorf("%d of %d are there", len(seen), len(want))
	}
}

func TestRun(t *testing.T) {
	for _, x := range examples(t) {
		if got := run(t, x.doc); got != x.found {
			t.Errorf("%s: %s\n got %s\nwant %s", x.name, x.doc.Text, got, x.found)
		}
	}
}

// TestAnyTree: whatever the tree, cycles among them, names stay as they were,
// mentions and entities are in their order and within the text, and a second
// document of the same words fares the same.
func TestAnyTree(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	rels := strings.Fields("nsubj obj iobj obl nmod nmod:poss nmod:desc amod det compound flat appos conj cc cop case ccomp acl:relcl punct root dep")
	all := examples(t)
	for round := range 1500 {
		x := all[round%len(all)].doc
		doc, twin := clone(x), clone(x)
		for i := range doc.Tokens {
			if random.IntN(3) == 0 {
				tok := &doc.Tokens[i]
				tok.Head, tok.Rel = random.IntN(len(doc.Tokens)+1)-1, rels[random.IntN(len(rels))]
				twin.Tokens[i] = *tok
			}
		}
		run(t, doc)
		run(t, twin)
		if !reflect.DeepEqual(doc, twin) {
			t.Fatalf("%q: two runs differ", doc.Text)
		}
		sound(t, doc, len(x.Mentions))
	}
}

func clone(doc *text.Document) *text.Document {
	c := *doc
	c.Tokens, c.Mentions, c.Entities = slices.Clone(doc.Tokens), slices.Clone(doc.Mentions), slices.Clone(doc.Entities)
	return &c
}

func sound(t *testing.T, doc *text.Document, names int) {
	t.Helper()
	seen := map[string]bool{}
	for _, e := range doc.Entities {
		if seen[e.ID] || e.Type == "" || e.Name == "" {
			t.Fatalf("%q: entity %+v", doc.Text, e)
		}
		seen[e.ID] = true
	}
	firsts := make([]int, len(doc.Entities))
	for k, m := range doc.Mentions {
		if m.First < 0 || m.First >= m.Last || m.Last > len(doc.Tokens) || m.Start != doc.Tokens[m.First].Start || m.End != doc.Tokens[m.Last-1].End {
			t.Fatalf("%q: mention %+v", doc.Text, m)
		}
		if k > 0 {
			if before := doc.Mentions[k-1]; before.Start > m.Start || before.Start == m.Start && before.End < m.End {
				t.Fatalf("%q: mentions out of order", doc.Text)
			}
		}
		if m.Type != doc.Entities[m.Entity].Type {
			t.Fatalf("%q: mention %+v of %+v", doc.Text, m, doc.Entities[m.Entity])
		}
		if m.Kind == text.Name {
			names--
		}
		if firsts[m.Entity] == 0 {
			firsts[m.Entity] = m.Start + 1
		}
	}
	if names != 0 {
		t.Fatalf("%q: names lost or made", doc.Text)
	}
	if !slices.IsSortedFunc(firsts, func(a, b int) int {
		if b == 0 {
			return -1 // an entity that no mention tells of comes last
		}
		return a - b
	}) {
		t.Fatalf("%q: entities out of order: %v", doc.Text, firsts)
	}
}

// long is one document of n copies of the examples' sentences; with one, all
// in a single sentence.
func long(t testing.TB, n int, one bool) *text.Document {
	doc := &text.Document{}
	for range n {
		for _, x := range examples(t)[:6] {
			at, toks := len(doc.Text), len(doc.Tokens)
			doc.Text += x.doc.Text + "\n"
			for _, tok := range x.doc.Tokens {
				tok.Start, tok.End = tok.Start+at, tok.End+at
				if tok.Head >= 0 {
					tok.Head += toks
				}
				doc.Tokens = append(doc.Tokens, tok)
			}
			for _, s := range x.doc.Sentences {
				s.First, s.Last = s.First+toks, s.Last+toks
				doc.Sentences = append(doc.Sentences, s)
			}
			for _, m := range x.doc.Mentions {
				m.Start, m.End, m.First, m.Last = m.Start+at, m.End+at, m.First+toks, m.Last+toks
				m.Entity += len(doc.Entities)
				doc.Mentions = append(doc.Mentions, m)
			}
			doc.Entities = append(doc.Entities, x.doc.Entities...)
		}
	}
	for e := range doc.Entities {
		doc.Entities[e].ID += fmt.Sprint("-", e)
	}
	if one {
		doc.Sentences = []text.Sentence{{Last: len(doc.Tokens)}}
	}
	return doc
}

func BenchmarkRun(b *testing.B) {
	for _, n := range []int{10, 100} {
		for _, one := range []bool{false, true} {
			doc := long(b, n, one)
			b.Run(fmt.Sprintf("tokens=%d/oneSentence=%v", len(doc.Tokens), one), func(b *testing.B) {
				for b.Loop() {
					c := clone(doc)
					if err := (coref.Stage{}).Run(context.Background(), c); err != nil {
						b.Fatal(err)
					}
				}
				b.ReportMetric(float64(len(doc.Tokens)*b.N)/b.Elapsed().Seconds(), "tokens/s")
			})
		}
	}
}
