package status_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	"parley/extract/conllu"
	"parley/extract/status"
	"parley/extract/text"
)

const published = "2026-02-18"

// example is a block of testdata/statuses.conllu.
type example struct {
	want, sentence string
	doc            *text.Document
	anchor         int
}

func examples(t testing.TB) []example {
	t.Helper()
	file, err := os.ReadFile("testdata/statuses.conllu")
	if err != nil {
		t.Fatal(err)
	}
	var out []example
	for block := range strings.SplitSeq(strings.TrimSpace(string(file)), "\n\n") {
		if !strings.Contains(block, "\t") {
			continue
		}
		want, sentence, _ := strings.Cut(strings.TrimPrefix(block[:strings.Index(block, "\n")], "# "), ": ")
		doc, err := conllu.Read(strings.NewReader(block + "\n"))
		if err != nil {
			t.Fatalf("%s: %v", sentence, err)
		}
		doc.Published = published
		before, _, ok := strings.Cut(sentence, "*")
		if at := strings.Index(sentence, "*"); !ok || !strings.HasPrefix(doc.Text, before) || at >= len(doc.Text) {
			t.Fatalf("%s: the tree is of %q", sentence, doc.Text)
		}
		x := example{want: want, sentence: sentence, doc: doc, anchor: -1}
		for i := range doc.Tokens {
			if doc.Tokens[i].Start == len(before) {
				x.anchor = i
			}
		}
		for line := range strings.Lines(block) {
			if f := strings.SplitN(strings.TrimSpace(line), " ", 4); len(f) == 4 && f[1] == "time" {
				at := strings.Index(doc.Text, f[3])
				if at < 0 {
					t.Fatalf("%s: no %q", sentence, f[3])
				}
				doc.Times = append(doc.Times, text.Time{Span: text.Span{Start: at, End: at + len(f[3])}, Value: f[2]})
			}
		}
		doc.Sentences[0].Headline = !strings.HasSuffix(sentence, ".") && !strings.HasSuffix(sentence, "?")
		out = append(out, x)
	}
	return out
}

func TestOf(t *testing.T) {
	all := examples(t)
	if len(all) < 200 {
		t.Fatalf("%d examples only", len(all))
	}
	for _, x := range all {
		if got, why := status.Of(x.doc, x.anchor); got != x.want {
			t.Errorf("%s\n got %s (%s), want %s", x.sentence, got, why, x.want)
		}
	}
}

func TestWhy(t *testing.T) {
	want := map[string]string{
		"Lind refused to *meet Okafor.":                          "refused",
		"Lind called off the *talks with Okafor.":                "called",
		"Lind did not *meet Okafor.":                             "not",
		"The planned *meeting will be difficult.":                "planned",
		"Lind *met Okafor in Geneva on Monday.":                  "",
		"Lind will *meet Okafor if the war ends.":                "if",
		"Did Lind *meet Okafor?":                                 "?",
		"Lind left without *meeting Okafor.":                     "without",
		"Lind said they would *meet in Geneva.":                  "would",
		"The *summit takes place on Friday.":                     "friday",
		"Lind spoke ahead of a *meeting with Okafor.":            "ahead",
		"Lind has no plans to *meet Okafor.":                     "no",
		"Lind denied reports of a *meeting with Okafor.":         "denied",
		"There are hopes of a *meeting between Lind and Okafor.": "hopes",
	}
	seen := 0
	for _, x := range examples(t) {
		if why, ok := want[x.sentence]; ok {
			seen++
			if _, got := status.Of(x.doc, x.anchor); got != why {
				t.Errorf("%s: %q, want %q", x.sentence, got, why)
			}
		}
	}
	if seen != len(want) {
		t.Errorf("%d of %d sentences are there", seen, len(want))
	}
}

// TestUnderDoubtNothingHappens: put any example under a denial, a doubt or a
// hope, and it is not told as having happened.
func TestUnderDoubtNothingHappens(t *testing.T) {
	tried := 0
	for _, over := range []string{"deny/VBD/ccomp", "doubt/VBP/ccomp", "hope/VBP/ccomp"} {
		f := strings.Split(over, "/")
		for _, x := range examples(t) {
			root := -1
			for i := range x.doc.Tokens {
				if x.doc.Tokens[i].Head == text.Root {
					root = i
				}
			}
			if x.want != "happened" && x.want != "ongoing" || !above(x.doc, x.anchor, root) || x.doc.Tokens[root].XPOS != "VBD" {
				continue
			}
			n := len(x.doc.Tokens)
			start := len(x.doc.Text)
			x.doc.Text += f[0]
			x.doc.Tokens = append(x.doc.Tokens, text.Token{Span: text.Span{Start: start, End: len(x.doc.Text)}, Norm: f[0], Lemma: f[0], UPOS: "VERB", XPOS: f[1], Head: text.Root, Rel: "root"})
			x.doc.Tokens[root].Head, x.doc.Tokens[root].Rel = n, f[2]
			x.doc.Sentences[0].Last++
			tried++
			if got, why := status.Of(x.doc, x.anchor); got == "happened" || got == "ongoing" {
				t.Errorf("%s under %q: %s (%s)", x.sentence, f[0], got, why)
			}
		}
	}
	if tried < 40 {
		t.Errorf("%d tried only", tried)
	}
}

// above reports whether i hangs from root by clauses that are its complement or object only.
func above(doc *text.Document, i, root int) bool {
	for ; i >= 0; i = doc.Tokens[i].Head {
		if i == root {
			return true
		}
		switch rel := doc.Tokens[i].Rel; rel {
		case "obj", "nsubj", "xcomp", "nsubj:pass":
		default:
			return false
		}
	}
	return false
}

var statuses = map[string]bool{"happened": true, "ongoing": true, "scheduled": true, "possible": true, "cancelled": true, "refused": true, "denied": true, "negated": true, "former": true}

// TestAnyTree: whatever the tree, cycles among them, there is a status, and
// the same one each time.
func TestAnyTree(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	all := examples(t)
	rels := strings.Fields("nsubj nsubj:pass obj obl nmod nmod:poss aux aux:pass advmod xcomp ccomp csubj acl acl:relcl advcl conj cc cop mark case compound flat appos parataxis dep det amod root compound:prt")
	for range 2000 {
		x := all[random.IntN(len(all))]
		for i := range x.doc.Tokens {
			if random.IntN(3) == 0 {
				x.doc.Tokens[i].Head = random.IntN(len(x.doc.Tokens)+1) - 1
				x.doc.Tokens[i].Rel = rels[random.IntN(len(rels))]
			}
		}
		for i := -1; i <= len(x.doc.Tokens); i++ {
			got, why := status.Of(x.doc, i)
			again, whyAgain := status.Of(x.doc, i)
			if !statuses[got] || got != again || why != whyAgain {
				t.Fatalf("%s at %d: %q (%s), then %q (%s)", x.sentence, i, got, why, again, whyAgain)
			}
		}
	}
}

// deep is one sentence of n verbs, each the complement of the one before.
func deep(n int) *text.Document {
	var b strings.Builder
	for i := 1; i <= n; i++ {
		rel := "xcomp"
		if i == 1 {
			rel = "root"
		}
		fmt.Fprintf(&b, "%d\tbegin\tbegin\tVERB\tVB\t_\t%d\t%s\t_\t_\n", i, i-1, rel)
	}
	doc, err := conllu.Read(strings.NewReader(b.String() + "\n"))
	if err != nil {
		panic(err)
	}
	return doc
}

func BenchmarkOf(b *testing.B) {
	b.Run("examples", func(b *testing.B) {
		all := examples(b)
		for b.Loop() {
			for _, x := range all {
				status.Of(x.doc, x.anchor)
			}
		}
		b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(all)), "ns/call")
	})
	for _, n := range []int{100, 10000} { // a call costs no more in a longer sentence
		doc := deep(n)
		b.Run(fmt.Sprint("deep/", n), func(b *testing.B) {
			for b.Loop() {
				status.Of(doc, n-1)
			}
		})
	}
}
