package tag_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"

	"parley/extract/conllu"
	"parley/extract/perceptron"
	"parley/extract/tag"
	"parley/extract/text"
)

// sentence is a document of one sentence, its tokens parted by spaces.
func sentence(words string) *text.Document {
	doc := &text.Document{Text: words}
	at := 0
	for _, w := range strings.Fields(words) {
		at += strings.Index(words[at:], w)
		doc.Tokens = append(doc.Tokens, text.Token{Span: text.Span{Start: at, End: at + len(w)}, Norm: w, Head: text.Root})
		at += len(w)
	}
	doc.Sentences = []text.Sentence{{Span: text.Span{End: len(words)}, Last: len(doc.Tokens)}}
	return doc
}

func run(t testing.TB, doc *text.Document) {
	t.Helper()
	if err := (tag.Stage{}).Run(context.Background(), doc); err != nil {
		t.Fatal(err)
	}
}

func TestTags(t *testing.T) {
	for _, c := range []string{
		"The/DT/the ministers/NNS/minister met/VBD/meet in/IN/in Oslo/NNP/Oslo ././.",
		"She/PRP/she has/VBZ/have withdrawn/VBN/withdraw her/PRP$/her offer/NN/offer ././.",
		"Talks/NNS/talk were/VBD/be held/VBN/hold on/IN/on Monday/NNP/Monday ././.",
		"President/NNP/President Ada/NNP/Ada Falk/NNP/Falk will/MD/will visit/VB/visit Peru/NNP/Peru next/JJ/next week/NN/week ././.",
		"They/PRP/they did/VBD/do n't/RB/not sign/VB/sign the/DT/the treaties/NNS/treaty ././.",
		"Both/DT/both countries/NNS/country 's/POS/'s envoys/NNS/envoy are/VBP/be meeting/VBG/meet again/RB/again ././.",
		"\"/``/\" We/PRP/we oppose/VBP/oppose it/PRP/it ,/,/, \"/''/\" he/PRP/he said/VBD/say ././.",
		"The/DT/the women/NNS/woman sought/VBD/seek better/JJR/good terms/NNS/term ././.",
		"He/PRP/he flew/VBD/fly to/IN/to Geneva/NNP/Geneva to/TO/to negotiate/VB/negotiate ././.",
		"Who/WP/who wrote/VBD/write these/DT/this letters/NNS/letter ?/./?",
		"The/DT/the largest/JJS/large armies/NNS/army have/VBP/have 40,000/CD/40,000 men/NNS/man ././.",
		"Norway/NNP/Norway and/CC/and Chile/NNP/Chile agreed/VBD/agree to/TO/to cut/VB/cut tariffs/NNS/tariff ././.",
	} {
		var words, want []string
		for _, f := range strings.Fields(c) {
			w := strings.SplitN(f, "/", 3)
			words, want = append(words, w[0]), append(want, f)
		}
		doc := sentence(strings.Join(words, " "))
		run(t, doc)
		for i, tok := range doc.Tokens {
			if got := tok.Norm + "/" + tok.XPOS + "/" + tok.Lemma; got != want[i] {
				t.Errorf("%s: got %s, want %s", strings.Join(words, " "), got, want[i])
			}
			if tok.UPOS == "" {
				t.Errorf("%s: no UPOS", tok.Norm)
			}
		}
	}
}

// TestOddInput: whatever the tokens are, each gets tags and a lemma.
func TestOddInput(t *testing.T) {
	run(t, &text.Document{Sentences: []text.Sentence{{}}})
	for _, words := range []string{"x", "\xff\xfe", "İİİ ǅ ß ẞ", "日本 は", "' '' ''' s 's", "5 50 500 5,000.00 -5", "S ES IES", strings.Repeat("very ", 3000)} {
		doc := sentence(words)
		run(t, doc)
		for _, tok := range doc.Tokens {
			if tok.UPOS == "" || tok.XPOS == "" || tok.Lemma == "" {
				t.Errorf("%q: %+v", words, tok)
			}
		}
	}
}

// TestConcurrent: documents tagged side by side come out as alone.
func TestConcurrent(t *testing.T) {
	const words = "The two envoys met the king , who had long refused all talks ."
	want := sentence(words)
	run(t, want)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 20 {
				doc := sentence(words)
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
	if err := (tag.Stage{}).Run(ctx, sentence("No .")); err != context.Canceled {
		t.Error(err)
	}
}

// invented teaches a language where "-ak" is a verb that loses it, and
// anything else a noun, but after "lo".
const invented = `lo/D/D/lo turim/N/N/turim belak/V/V/bel
turim/N/N/turim sorak/V/V/sor
lo/D/D/lo fenak/N/N/fenak sorak/V/V/sor lo/D/D/lo dimul/N/N/dimul
dimul/N/N/dimul gotak/V/V/got lo/D/D/lo belak/N/N/belak
`

func learnt() [][]text.Token {
	var out [][]text.Token
	for line := range strings.Lines(invented) {
		var s []text.Token
		for _, f := range strings.Fields(line) {
			w := strings.Split(f, "/")
			s = append(s, text.Token{Norm: w[0], UPOS: w[1], XPOS: w[2], Lemma: w[3]})
		}
		out = append(out, s)
	}
	return out
}

func TestTrain(t *testing.T) {
	m := tag.Train(learnt(), 10, perceptron.Prune{})
	doc := sentence("lo kamak dorak")
	tag.New(m).Tag(doc.Tokens)
	if got := doc.Tokens[0].XPOS + doc.Tokens[1].XPOS + doc.Tokens[2].XPOS; got != "DNV" {
		t.Errorf("tagged %s, want DNV", got)
	}
	var a, b bytes.Buffer
	if err := m.Write(&a); err != nil {
		t.Fatal(err)
	}
	if err := tag.Train(learnt(), 10, perceptron.Prune{}).Write(&b); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(a.Bytes(), b.Bytes()) {
		t.Error("the same sentences gave another model")
	}
}

func TestLearnLemmas(t *testing.T) {
	s := append(learnt(), []text.Token{
		{Norm: "isak", UPOS: "V", XPOS: "V", Lemma: "wir"}, // seen once, and nothing alike: a slip of the treebank
		{Norm: "ejak", UPOS: "V", XPOS: "V", Lemma: "wir"}, {Norm: "ejak", UPOS: "V", XPOS: "V", Lemma: "wir"},
	})
	var b bytes.Buffer
	if err := tag.LearnLemmas(s, &b); err != nil {
		t.Fatal(err)
	}
	if want := "s\tN \t0\t\ns\tV \t2\t\nx\tV ejak\twir\n"; b.String() != want {
		t.Errorf("got %q, want %q", b.String(), want)
	}
}

// TestScores holds the accuracy on treebanks that were not trained on.
func TestScores(t *testing.T) {
	const ud = "../../../shared/data/ud"
	if _, err := os.Stat(ud); err != nil {
		t.Skipf("no treebanks: %v", err)
	}
	for _, c := range []struct {
		files              []string
		upos, xpos, lemmas float64 // floors, in per cent
	}{
		{[]string{"ewt-test.conllu"}, 94.2, 93.5, 97.7},
		{[]string{"gumnews-dev.conllu", "gumnews-test.conllu"}, 95, 94.5, 97.3},
	} {
		var n, upos, xpos, lemmas float64
		for _, name := range c.files {
			f, err := os.Open(filepath.Join(ud, name))
			if err != nil {
				t.Fatal(err)
			}
			gold, err := conllu.Read(f)
			f.Close()
			if err != nil {
				t.Fatal(err)
			}
			doc := *gold
			doc.Tokens = slices.Clone(gold.Tokens)
			run(t, &doc)
			for i, g := range gold.Tokens {
				n++
				for _, x := range []struct {
					to   *float64
					same bool
				}{{&upos, doc.Tokens[i].UPOS == g.UPOS}, {&xpos, doc.Tokens[i].XPOS == g.XPOS}, {&lemmas, strings.EqualFold(doc.Tokens[i].Lemma, g.Lemma)}} {
					if x.same {
						*x.to++
					}
				}
			}
		}
		upos, xpos, lemmas = 100*upos/n, 100*xpos/n, 100*lemmas/n
		t.Logf("%v: UPOS %.2f, XPOS %.2f, lemmas %.2f (%.0f tokens)", c.files, upos, xpos, lemmas, n)
		if upos < c.upos || xpos < c.xpos || lemmas < c.lemmas {
			t.Errorf("%v: want at least %.1f, %.1f, %.1f", c.files, c.upos, c.xpos, c.lemmas)
		}
	}
}

func BenchmarkTag(b *testing.B) {
	doc := sentence(strings.Repeat("The two foreign ministers met in Geneva on Monday and agreed to hold further talks . ", 20))
	run(b, doc)
	b.ReportAllocs()
	for b.Loop() {
		run(b, doc)
	}
	b.ReportMetric(float64(len(doc.Tokens)*b.N)/b.Elapsed().Seconds(), "tokens/s")
}
