package extract_test

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"parley/extract"
	"parley/extract/pattern"
	"parley/extract/rules"
	"parley/extract/text"
	"parley/schema"
)

var update = flag.Bool("update", false, "rewrite testdata/*.json")

func english(t testing.TB) *extract.Pipeline {
	t.Helper()
	p, err := extract.English()
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func input(t testing.TB, name string) extract.Input {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("testdata", name+".txt"))
	if err != nil {
		t.Fatal(err)
	}
	return extract.Input{ID: name, Published: "2019-06-18", Publisher: "parley", Text: string(b)}
}

// TestRecord holds the record of an article, as JSON, against the one that was
// read and found right by hand.
func TestRecord(t *testing.T) {
	p := english(t)
	for _, name := range []string{"lakeside", "emoji"} {
		t.Run(name, func(t *testing.T) {
			in := input(t, name)
			r, err := p.Record(t.Context(), in)
			if err != nil {
				t.Fatal(err)
			}
			b, err := schema.Encode(r, in.Text)
			if err != nil {
				t.Fatal(err)
			}
			got := bytes.ReplaceAll(b, []byte("},{"), []byte("},\n{")) // for diffs
			golden := filepath.Join("testdata", name+".json")
			if *update {
				if err := os.WriteFile(golden, got, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(got, want) {
				t.Errorf("the record is\n%s\nwant\n%s", got, want)
			}
		})
	}
}

// TestSame: many documents at once give the same records as one after another.
func TestSame(t *testing.T) {
	p := english(t)
	in := input(t, "lakeside")
	want, err := p.Record(t.Context(), in)
	if err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			got, err := p.Record(context.Background(), in)
			if err != nil || fmt.Sprint(got) != fmt.Sprint(want) {
				t.Error("another record", err)
			}
		})
	}
	wg.Wait()
}

func TestCanceled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := english(t).Record(ctx, input(t, "lakeside")); err == nil {
		t.Error("it went on")
	}
}

// fake is a stage that does nothing but need and give.
type fake struct {
	name         string
	needs, gives []text.Layer
	broken       bool
}

func (f fake) Name() string        { return f.name }
func (f fake) Needs() []text.Layer { return f.needs }
func (f fake) Gives() []text.Layer { return f.gives }
func (f fake) Run(context.Context, *text.Document) error {
	if f.broken {
		panic("odd text")
	}
	return nil
}

func TestNew(t *testing.T) {
	set, err := rules.English()
	if err != nil {
		t.Fatal(err)
	}
	all := []text.Layer{text.Sentences, text.Lemmas, text.Tree, text.Chains, text.Times}
	for _, c := range []struct {
		name   string
		stages []extract.Stage
		want   string
	}{
		{"in order", []extract.Stage{fake{name: "a", gives: []text.Layer{text.Tokens}}, fake{name: "b", needs: []text.Layer{text.Tokens}, gives: all}}, ""},
		{"out of order", []extract.Stage{fake{name: "b", needs: []text.Layer{text.Tokens}, gives: all}, fake{name: "a", gives: []text.Layer{text.Tokens}}}, "stage b needs the layer tokens, which no stage before it gives"},
		{"twice", []extract.Stage{fake{name: "a", gives: all}, fake{name: "b", gives: []text.Layer{text.Tree}}}, "stage b gives the layer tree, as a does"},
		{"nothing for the rules", []extract.Stage{fake{name: "a", gives: []text.Layer{text.Sentences}}}, "the rules need the layer lemmas, which no stage gives"},
	} {
		_, err := extract.New(schema.English(), set, c.stages...)
		if fmt.Sprint(err) != c.want && (err != nil || c.want != "") {
			t.Errorf("%s: %v, want %s", c.name, err, c.want)
		}
	}
	p, err := extract.New(schema.English(), set, fake{name: "a", gives: all, broken: true})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.Record(t.Context(), extract.Input{ID: "x", Text: "Odd."}); err == nil || !strings.Contains(err.Error(), "x: a: broke: odd text") {
		t.Errorf("a stage that breaks: %v", err)
	}
}

// FuzzRecord: whatever the text, there is a record, and it is sound.
func FuzzRecord(f *testing.F) {
	for _, name := range []string{"lakeside", "emoji"} {
		f.Add(input(f, name).Text)
	}
	f.Add("\ufeffAnna met Bob.\r\n\r\n\u2028“No,” said X. Y. Z., the U.S.-backed envoy, “we will—\x00”")
	f.Add(strings.Repeat("Anna and ", 300) + "Bob met.")
	f.Add(strings.Repeat("(\"“", 200))
	p := english(f)
	f.Fuzz(func(t *testing.T, s string) {
		if len(s) > 1<<14 {
			return
		}
		in := extract.Input{ID: "f", Published: "2001-02-03", Text: s}
		r, err := p.Record(context.Background(), in)
		if !utf8.ValidString(s) {
			if err == nil {
				t.Fatal("text that is not UTF-8 is read")
			}
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		b, err := schema.Encode(r, s)
		if err != nil {
			t.Fatal(err)
		}
		x, err := p.Explain(context.Background(), in)
		if err != nil {
			t.Fatal(err)
		}
		if again, err := schema.Encode(x.Record, s); err != nil || !bytes.Equal(again, b) {
			t.Fatalf("explained, it is another record: %v", err)
		}
	})
}

func BenchmarkRecord(b *testing.B) {
	p := english(b)
	in := input(b, "lakeside")
	words := len(strings.Fields(in.Text))
	if _, err := p.Record(b.Context(), in); err != nil {
		b.Fatal(err)
	}
	b.ResetTimer()
	for b.Loop() {
		if _, err := p.Record(b.Context(), in); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(words*b.N)/b.Elapsed().Seconds(), "words/s")
}

// BenchmarkStages shows what each part costs.
func BenchmarkStages(b *testing.B) {
	p := english(b)
	in := input(b, "lakeside")
	set, err := rules.English()
	if err != nil {
		b.Fatal(err)
	}
	doc, err := p.Annotate(b.Context(), in)
	if err != nil {
		b.Fatal(err)
	}
	b.Run("annotate", func(b *testing.B) {
		for b.Loop() {
			if _, err := p.Annotate(b.Context(), in); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("match", func(b *testing.B) {
		for b.Loop() {
			set.Match(pattern.NewGraph(doc))
		}
	})
}
