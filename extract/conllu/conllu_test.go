package conllu_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"parley/extract/conllu"
	"parley/extract/text"
)

const two = `# newpar
# text = Kim met Lee's aide.
1	Kim	Kim	PROPN	NNP	_	2	nsubj	_	_
2	met	meet	VERB	VBD	_	0	root	_	_
3-4	Lee's	_	_	_	_	_	_	_	_
3	Lee	Lee	PROPN	NNP	_	5	nmod:poss	_	SpaceAfter=No
4	's	's	PART	POS	_	3	case	_	_
5	aide	aide	NOUN	NN	_	2	obj	_	SpaceAfter=No
6	.	.	PUNCT	.	_	2	punct	_	_

# newpar
1	Yes	yes	INTJ	UH	_	0	root	_	_
`

func TestReadWrite(t *testing.T) {
	doc, err := conllu.Read(strings.NewReader(two))
	if err != nil {
		t.Fatal(err)
	}
	if want := "Kim met Lee's aide.\n\nYes\n"; doc.Text != want {
		t.Errorf("%q", doc.Text)
	}
	if len(doc.Sentences) != 2 || doc.Sentences[1].Paragraph != 1 || doc.Tokens[2].Head != 4 || doc.Tokens[6].Head != -1 || doc.Form(3) != "'s" {
		t.Errorf("%+v %+v", doc.Sentences, doc.Tokens)
	}
	var b bytes.Buffer
	if err := conllu.Write(&b, doc); err != nil {
		t.Fatal(err)
	}
	if want := "# newdoc id = \n# newpar\n# sent_id = -1\n"; !strings.HasPrefix(b.String(), want) || strings.Count(b.String(), "# newpar") != 2 {
		t.Errorf("it begins %.80q, want %q, and two paragraphs", b.String(), want)
	}
	again, err := conllu.Read(&b)
	if err != nil {
		t.Fatal(err)
	}
	for i := range doc.Tokens {
		x, y := doc.Tokens[i], again.Tokens[i]
		x.Span, y.Span = y.Span, x.Span
		if x.Lemma != y.Lemma || x.Head != y.Head || x.Rel != y.Rel || doc.Form(i) != again.Form(i) {
			t.Errorf("%+v came back as %+v", doc.Tokens[i], again.Tokens[i])
		}
	}
}

func TestErrors(t *testing.T) {
	for in, want := range map[string]string{
		"1\tKim\n":                               "line 1: want ten columns",
		"2\tKim\t_\t_\t_\t_\t0\troot\t_\t_\n":    `line 1: token "2": want 1`,
		"\n1\tKim\t_\t_\t_\t_\tx\troot\t_\t_\n":  `line 2: head "x"`,
		"1\tKim\t_\t_\t_\t_\t9\troot\t_\t_\n\n":  "line 2: token 1: no head 9",
		"1\tKim\t_\t_\t_\t_\t1\troot\t_\t_\n":    "line 1: token 1: no head 1",
		"1\t\t_\t_\t_\t_\t0\troot\t_\t_\n":       "line 1: a token without a form",
		strings.Repeat("x", 2<<20):               "line 1: bufio",
		"1\tKim\t_\t_\t_\t_\t-5\troot\t_\t_\n\n": `line 1: head "-5"`,
	} {
		if _, err := conllu.Read(strings.NewReader(in)); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%.40q: %v, want %s", in, err, want)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add(two)
	f.Fuzz(func(t *testing.T, in string) {
		doc, err := conllu.Read(strings.NewReader(in))
		if err != nil {
			return
		}
		for i, tok := range doc.Tokens {
			if tok.Start >= tok.End || tok.End > len(doc.Text) || tok.Head >= len(doc.Tokens) || tok.Head == i {
				t.Fatalf("%+v", tok)
			}
		}
		if err := conllu.Write(&bytes.Buffer{}, doc); err != nil {
			t.Fatal(err)
		}
	})
}

func TestNames(t *testing.T) {
	doc, err := conllu.Read(strings.NewReader("1\tAnna\t_\tPROPN\t_\t_\t3\tnsubj\t_\t_\n2\tBerg\t_\tPROPN\t_\t_\t1\tflat\t_\t_\n3\tleft\t_\tVERB\t_\t_\t0\troot\t_\tSpaceAfter=No\n4\t.\t_\tPUNCT\t_\t_\t3\tpunct\t_\t_\n"))
	if err != nil {
		t.Fatal(err)
	}
	doc.Mentions = []text.Mention{{First: 0, Last: 2, Kind: text.Name, Type: "Person"}, {First: 2, Last: 3, Kind: text.Nominal, Type: "Group"}}
	var b bytes.Buffer
	if err := conllu.Write(&b, doc); err != nil {
		t.Fatal(err)
	}
	var misc []string
	for line := range strings.Lines(b.String()) {
		if f := strings.Split(strings.TrimSpace(line), "\t"); len(f) == 10 {
			misc = append(misc, f[9])
		}
	}
	if want := []string{"Name=B-Person", "Name=I-Person", "SpaceAfter=No", "_"}; !slices.Equal(misc, want) {
		t.Errorf("%q, want %q", misc, want)
	}
}

// TestSentenceID: the id of a document is not always fit for a sentence.
func TestSentenceID(t *testing.T) {
	doc := &text.Document{ID: "news desk/1955/geneva.txt", Text: "Yes", Tokens: []text.Token{{Span: text.Span{End: 3}, Head: text.Root, Rel: "root"}}, Sentences: []text.Sentence{{Span: text.Span{End: 3}, Last: 1}}}
	var b strings.Builder
	if err := conllu.Write(&b, doc); err != nil {
		t.Fatal(err)
	}
	if want := "# newdoc id = news desk/1955/geneva.txt\n# newpar\n# sent_id = news_desk:1955:geneva.txt-1\n"; !strings.HasPrefix(b.String(), want) {
		t.Errorf("got\n%s", b.String())
	}
}

// TestWriteOdd: what stands between tokens is not in the text comment, and all
// is in normal form C.
func TestWriteOdd(t *testing.T) {
	const s = "\u202ea\u200b b e\u0301" // a mark of direction, a space of no width, an accent of its own
	doc := &text.Document{ID: "x", Text: s, Sentences: []text.Sentence{{Span: text.Span{End: len(s)}, Last: 3}}}
	for _, f := range []string{"a", "b", "e\u0301"} {
		i := strings.Index(s, f)
		doc.Tokens = append(doc.Tokens, text.Token{Span: text.Span{Start: i, End: i + len(f)}, Head: text.Root, Rel: "root"})
	}
	var b strings.Builder
	if err := conllu.Write(&b, doc); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(b.String(), "# text = a b \u00e9\n") || !strings.Contains(b.String(), "\n3\t\u00e9\t") {
		t.Errorf("got\n%s", b.String())
	}
}
