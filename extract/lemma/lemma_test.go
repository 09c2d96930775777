package lemma_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"parley/extract/conllu"
	"parley/extract/lemma"
	"parley/extract/text"
)

func run(t testing.TB, doc *text.Document) {
	t.Helper()
	if err := (lemma.Stage{}).Run(context.Background(), doc); err != nil {
		t.Fatal(err)
	}
}

func TestStage(t *testing.T) {
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
		"I/PRP/I told/VBD/tell the/DT/the United/NNP/United Nations/NNPS/Nation and/CC/and the/DT/the Kazakh/JJ/Kazakh envoys/NNS/envoy ././.",
		"Senior/JJ/senior Democrats/NNPS/Democrat and/CC/and a/DT/a declining/VBG/decline NGO/NN/NGO left/VBD/leave the/DT/the Philippines/NNPS/Philippine ././.",
		"TALKS/NNS/talk ON/IN/on ABC/NN/abc FAIL/VBP/fail",
		"He/PRP/he wiped/VBD/wipe and/CC/and dropped/VBD/drop the/DT/the simplest/JJS/simple one/NN/one ././.",
		"They/PRP/they honored/VBD/honor the/DT/the boycotted/VBN/boycott and/CC/and shelled/VBN/shell town/NN/town ,/,/, invading/VBG/invade it/PRP/it ././.",
		"They/PRP/they do/VBP/do n`t/RB/not act/VB/act ././.",
		"Norway/NNP/Norway and/CC/and Chile/NNP/Chile agreed/VBD/agree to/TO/to cut/VB/cut tariffs/NNS/tariff ././.",
	} {
		doc := &text.Document{}
		var want []string
		for _, f := range strings.Fields(c) {
			w := strings.SplitN(f, "/", 3)
			upos := "X"
			switch {
			case strings.HasPrefix(w[1], "NNP"):
				upos = "PROPN"
			case w[1] == "JJ":
				upos = "ADJ"
			case w[1] == "NN":
				upos = "NOUN"
			case w[1] == "CD":
				upos = "NUM"
			case w[1][0] >= 'A' && w[1][0] <= 'Z':
				upos = "VERB" // any that inflects
			default:
				upos = "PUNCT"
			}
			doc.Tokens = append(doc.Tokens, text.Token{Norm: w[0], XPOS: w[1], UPOS: upos})
			want = append(want, w[2])
		}
		doc.Sentences = []text.Sentence{{Last: len(doc.Tokens)}}
		run(t, doc)
		for i, tok := range doc.Tokens {
			if tok.Lemma != want[i] {
				t.Errorf("%s/%s: got %s, want %s", tok.Norm, tok.XPOS, tok.Lemma, want[i])
			}
		}
	}
}

// TestOddInput: whatever the tokens are, each gets a lemma.
func TestOddInput(t *testing.T) {
	for _, word := range []string{"x", "\xff\xfe", "İİİ", "ǅ", "日本", "שלום", "Ԃա", "'", "''", "5,000.00", "S", "ES", "IES"} {
		for _, xpos := range []string{"", "NN", "NNS", "VBD", "VBZ", "VBG", "JJR", "NNP", "NNPS", "odd"} {
			doc := &text.Document{Tokens: []text.Token{{Norm: word, XPOS: xpos}}, Sentences: []text.Sentence{{Last: 1}}}
			if run(t, doc); doc.Tokens[0].Lemma == "" || utf8.ValidString(word) && !utf8.ValidString(doc.Tokens[0].Lemma) {
				t.Errorf("%q %s has the lemma %q", word, xpos, doc.Tokens[0].Lemma)
			}
		}
	}
}

func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := (lemma.Stage{}).Run(ctx, &text.Document{}); err != context.Canceled {
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

func TestLearn(t *testing.T) {
	s := append(learnt(), []text.Token{
		{Norm: "isak", UPOS: "V", XPOS: "V", Lemma: "wir"}, // seen once, and nothing alike: a slip of the treebank
		{Norm: "ejak", UPOS: "V", XPOS: "V", Lemma: "wir"}, {Norm: "ejak", UPOS: "V", XPOS: "V", Lemma: "wir"},
	})
	var b bytes.Buffer
	if err := lemma.Learn(s, &b); err != nil {
		t.Fatal(err)
	}
	if want := "s\tN \t0\t\ns\tV \t2\t\nx\tV ejak\twir\n"; b.String() != want {
		t.Errorf("got %q, want %q", b.String(), want)
	}
}

// TestScores holds the accuracy on treebanks that were not learnt from, with
// their own tags.
func TestScores(t *testing.T) {
	const ud = "../../../shared/data/ud"
	if _, err := os.Stat(ud); err != nil {
		t.Skipf("no treebanks: %v", err)
	}
	for name, floor := range map[string]float64{"ewt-test.conllu": 97.8, "gumnews-test.conllu": 99.3} {
		f, err := os.Open(filepath.Join(ud, name))
		if err != nil {
			t.Fatal(err)
		}
		doc, err := conllu.Read(f)
		f.Close()
		if err != nil {
			t.Fatal(err)
		}
		var want []string
		for _, tok := range doc.Tokens {
			want = append(want, tok.Lemma)
		}
		run(t, doc)
		right := 0
		for i, tok := range doc.Tokens {
			if tok.Lemma == want[i] {
				right++
			}
		}
		share := 100 * float64(right) / float64(len(want))
		t.Logf("%s: %.2f of %d", name, share, len(want))
		if share < floor {
			t.Errorf("%s: %.2f, want at least %.1f", name, share, floor)
		}
	}
}
