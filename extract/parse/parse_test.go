package parse_test

import (
	"context"
	"fmt"
	"math/rand"
	"reflect"
	"strings"
	"sync"
	"testing"

	"parley/extract/parse"
	"parley/extract/tag"
	"parley/extract/text"
)

// document has one sentence a line, tokens parted by spaces. It is not tagged.
func document(lines ...string) *text.Document {
	doc := &text.Document{Text: strings.Join(lines, "\n")}
	at := 0
	for _, l := range lines {
		s := text.Sentence{First: len(doc.Tokens)}
		for _, w := range strings.Fields(l) {
			at += strings.Index(doc.Text[at:], w)
			doc.Tokens = append(doc.Tokens, text.Token{Span: text.Span{Start: at, End: at + len(w)}, Norm: w, Head: text.Root})
			at += len(w)
		}
		s.Last = len(doc.Tokens)
		doc.Sentences = append(doc.Sentences, s)
	}
	return doc
}

func run(t testing.TB, doc *text.Document) {
	t.Helper()
	for _, s := range []interface {
		Run(context.Context, *text.Document) error
	}{tag.Stage{}, parse.Stage{}} {
		if err := s.Run(context.Background(), doc); err != nil {
			t.Fatal(err)
		}
	}
}

// TestTrees looks at the arcs that rules read.
func TestTrees(t *testing.T) {
	for _, c := range []struct{ words, want string }{
		{"The ministers met in Oslo .", "met<root met>ministers:nsubj met>Oslo:obl Oslo>in:case ministers>The:det met>.:punct"},
		{"She met the king on Monday .", "met>She:nsubj met>king:obj met>Monday:obl"},
		{"The talks were held in Cairo by the envoys .", "held<root held>talks:nsubj:pass held>were:aux:pass held>Cairo:obl held>envoys:obl:agent"},
		{"Norway will not sign the treaty .", "sign>will:aux sign>not:advmod sign>treaty:obj sign>Norway:nsubj"},
		{"He said that Peru supports the plan .", "said<root said>supports:ccomp supports>that:mark supports>Peru:nsubj supports>plan:obj"},
		{"Chile and Peru agreed to cut tariffs .", "agreed>Chile:nsubj Chile>Peru:conj Peru>and:cc agreed>cut:xcomp cut>tariffs:obj"},
		{"Her aide visited Rome .", "visited>aide:nsubj aide>Her:nmod:poss visited>Rome:obj"},
		{"The king thanked the envoy who wrote the letter .", "thanked>envoy:obj envoy>wrote:acl:relcl wrote>who:nsubj wrote>letter:obj"},
		{"They met last week .", "met>week:obl:unmarked week>last:amod"},
		{"The army of Chad withdrew .", "withdrew>army:nsubj army>Chad:nmod Chad>of:case"},
	} {
		doc := document(c.words)
		run(t, doc)
		got := map[string]bool{}
		for i, tok := range doc.Tokens {
			if tok.Head == text.Root {
				got[doc.Form(i)+"<"+tok.Rel] = true
			} else {
				got[doc.Form(tok.Head)+">"+doc.Form(i)+":"+tok.Rel] = true
			}
		}
		for _, w := range strings.Fields(c.want) {
			if !got[w] {
				t.Errorf("%s: no %s in %v", c.words, w, got)
			}
		}
	}
}

// checkTrees wants a tree of each sentence of its own tokens, without crossing
// arcs, and root as the relation of its top alone.
func checkTrees(t *testing.T, doc *text.Document) {
	t.Helper()
	for _, s := range doc.Sentences {
		roots := 0
		for i := s.First; i < s.Last; i++ {
			tok := doc.Tokens[i]
			if tok.Rel == "" || (tok.Rel == "root") != (tok.Head == text.Root) {
				t.Fatalf("token %d: head %d by %q", i, tok.Head, tok.Rel)
			}
			if tok.Head == text.Root {
				roots++
				continue
			}
			at, steps := i, 0
			for ; at != text.Root && steps <= s.Last-s.First; steps++ {
				if at < s.First || at >= s.Last {
					t.Fatalf("token %d hangs from %d outside its sentence", i, at)
				}
				at = doc.Tokens[at].Head
			}
			if at != text.Root {
				t.Fatalf("token %d is in a cycle", i)
			}
			for k := min(i, tok.Head) + 1; k < max(i, tok.Head); k++ {
				if h := doc.Tokens[k].Head; h < min(i, tok.Head) || h > max(i, tok.Head) {
					t.Fatalf("the arcs of tokens %d and %d cross", i, k)
				}
			}
		}
		if want := min(1, s.Last-s.First); roots != want {
			t.Fatalf("%d roots in a sentence of %d tokens", roots, s.Last-s.First)
		}
	}
}

var vocabulary = strings.Fields(`the a of in , . ; : " ' ( ) - -- and or but not who that which to be was were had been
	said met held talks minister President envoys Oslo Peru Monday 2026 40,000 $ % she their his 's n't is will would
	agreed refused visiting called on with by at from if because when ? ! … é 日本 xxxxxxxxxxxxxxxxxxxxxxxxxxx`)

func scrambled(rnd *rand.Rand, n int) string {
	words := make([]string, n)
	for i := range words {
		words[i] = vocabulary[rnd.Intn(len(vocabulary))]
	}
	return strings.Join(words, " ")
}

func TestAnyTokens(t *testing.T) {
	var lines []string
	rnd := rand.New(rand.NewSource(1))
	for n := 1; n <= 40; n++ {
		for range 5 {
			lines = append(lines, scrambled(rnd, n))
		}
	}
	lines = append(lines, "", ".", strings.Repeat("very ", 300), strings.Repeat("( ", 300), scrambled(rnd, 300), scrambled(rnd, 3000))
	doc := document(lines...)
	run(t, doc)
	checkTrees(t, doc)

	untagged := document(lines...) // and with tags that nobody learnt of
	if err := (parse.Stage{}).Run(context.Background(), untagged); err != nil {
		t.Fatal(err)
	}
	checkTrees(t, untagged)
}

func FuzzTrees(f *testing.F) {
	f.Add("The ministers met in Oslo .", "NN VB")
	f.Add(") , , \xff", "")
	f.Fuzz(func(t *testing.T, words, tags string) {
		doc := document(strings.Split(words, "\n")...)
		if pool := strings.Fields(tags); len(pool) > 0 {
			for i := range doc.Tokens {
				doc.Tokens[i].XPOS, doc.Tokens[i].UPOS = pool[i%len(pool)], pool[i*7%len(pool)]
			}
		}
		if err := (parse.Stage{}).Run(context.Background(), doc); err != nil {
			t.Fatal(err)
		}
		checkTrees(t, doc)
	})
}

// TestConcurrent: documents parsed side by side come out as alone.
func TestConcurrent(t *testing.T) {
	lines := []string{"The two envoys met the king , who had long refused all talks .", "No .", "Peru , Chile and Chad signed ."}
	want := document(lines...)
	run(t, want)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 10 {
				doc := document(lines...)
				run(t, doc)
				if !reflect.DeepEqual(doc, want) {
					t.Errorf("got %+v", doc.Tokens)
				}
			}
		})
	}
	wg.Wait()
}

func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := (parse.Stage{}).Run(ctx, document("No .")); err != context.Canceled {
		t.Error(err)
	}
}

func benchmark(b *testing.B, line string, n int) {
	doc := document(strings.Split(strings.Repeat(line+"\n", n), "\n")...)
	run(b, doc)
	b.ReportAllocs()
	for b.Loop() {
		if err := (parse.Stage{}).Run(context.Background(), doc); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(len(doc.Tokens)*b.N)/b.Elapsed().Seconds(), "tokens/s")
}

func BenchmarkParse(b *testing.B) {
	const line = "The two foreign ministers met in Geneva on Monday and agreed , after long talks , to hold a second round next month ."
	for _, times := range []int{1, 30} { // a sentence of one line, and one of thirty
		b.Run(fmt.Sprintf("x%d", times), func(b *testing.B) { benchmark(b, strings.Repeat(line+" ", times), 60/times) })
	}
}
