package pattern_test

import (
	"slices"
	"strings"
	"testing"

	"parley/extract/conllu"
	"parley/extract/pattern"
	"parley/extract/text"
)

// tree is the sentence of CoNLL-U lines "form lemma upos xpos head rel"; each
// PROPN is a mention of a person.
func tree(t *testing.T, lines ...string) *text.Document {
	t.Helper()
	var b strings.Builder
	for i, l := range lines {
		f := strings.Fields(l)
		space := "_"
		if i+1 < len(lines) && (strings.HasPrefix(lines[i+1], "- ") || f[0] == "-") {
			space = "SpaceAfter=No"
		}
		b.WriteString(strings.Join([]string{string(rune('1' + i)), f[0], f[1], f[2], f[3], "_", f[4], f[5], "_", space}, "\t") + "\n")
	}
	d, err := conllu.Read(strings.NewReader(b.String() + "\n"))
	if err != nil {
		t.Fatal(err)
	}
	for i, tok := range d.Tokens {
		if tok.UPOS == "PROPN" {
			d.Mentions = append(d.Mentions, text.Mention{Span: tok.Span, First: i, Last: i + 1, Kind: text.Name, Type: "Person", Entity: len(d.Entities)})
			d.Entities = append(d.Entities, text.Entity{ID: tok.Norm, Type: "Person", Name: tok.Norm})
		}
	}
	return d
}

const saidRules = `
family: met
about: test
words: {truce: [truce, cease-fire]}
rules:
  - id: met/must
    about: test
    emits: x
    match:
      - {as: must, lemma: [must]}
      - {as: what, over: must, by: [aux]}
      - {as: s, under: what, by: [said_by], type: [Person]}
      - {as: o, under: what, by: [nsubj], type: [Person]}
    emit: {s: [s], o: [o]}
    examples: {holds: [{text: "x"}], silent: [{text: "x", why: x}]}
  - id: met/truce
    about: test
    emits: x
    match:
      - {as: what, lemma: [$truce]}
      - {as: s, under: what, by: [nmod:poss], type: [Person]}
    emit: {s: [s]}
    examples: {holds: [{text: "x"}], silent: [{text: "x", why: x}]}
`

func TestSay(t *testing.T) {
	d := tree(t, "ANN Ann PROPN NNP 2 nsubj", "said say VERB VBD 0 root", "we we PRON PRP 5 nsubj", "must must AUX MD 5 aux", "go go VERB VB 2 ccomp")
	set := load(t, saidRules)
	g := pattern.NewGraph(d)
	if got := set.Match(g); len(got) != 0 {
		t.Fatalf("nobody has said anything yet, got %v", got)
	}
	g.Say(2, 5, []int{0}, func(int) bool { return false })
	got := set.Match(g)
	if len(got) != 1 || !slices.Equal(got[0].Roles["s"], []int{0}) || !slices.Equal(got[0].Roles["o"], []int{2}) {
		t.Fatalf("got %v, want what ANN says of herself", got)
	}
	if g.Mention(2) != g.Mention(0) {
		t.Error("we is not ANN")
	}
}

func TestHyphen(t *testing.T) {
	d := tree(t, "ANN Ann PROPN NNP 5 nmod:poss", "'s 's PART POS 1 case", "cease cease NOUN NN 5 compound", "- - PUNCT HYPH 3 punct", "fire fire NOUN NN 6 nsubj", "held hold VERB VBD 0 root")
	set := load(t, saidRules)
	if got := set.Match(pattern.NewGraph(d)); len(got) != 1 || got[0].Anchor != 4 {
		t.Fatalf("got %v, want the cease-fire", got)
	}
}
