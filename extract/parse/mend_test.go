package parse

import (
	"math/rand"
	"slices"
	"strings"
	"testing"

	"parley/extract/text"
)

// sentence reads "form/XPOS/head/rel …", heads counted from 1.
func sentence(t *testing.T, s string) []text.Token {
	t.Helper()
	var toks []text.Token
	for _, w := range strings.Fields(s) {
		f := strings.Split(w, "/")
		head := 0
		for _, c := range f[2] {
			head = 10*head + int(c-'0')
		}
		upos := map[string]string{"NNP": "PROPN", "VBD": "VERB", "VBN": "VERB", "VBG": "VERB", "CC": "CCONJ", ",": "PUNCT", "JJ": "ADJ", "IN": "ADP", "NNS": "NOUN", "NN": "NOUN"}[f[1]]
		toks = append(toks, text.Token{Norm: f[0], XPOS: f[1], UPOS: upos, Head: head - 1, Rel: f[3]})
	}
	return toks
}

func TestMend(t *testing.T) {
	for _, c := range []struct {
		name, in string
		units    []unit
		want     string // form<-rel-head of the names and the verb
	}{
		{
			"two subjects", "Swedish/JJ/5/nsubj Foreign/NNP/3/amod Minister/NNP/4/nmod:desc Anna/NNP/5/nsubj met/VBD/0/root Cem/NNP/5/obj",
			[]unit{{first: 0, name: 3, last: 4, title: 2}, {first: 5, name: 5, last: 6, title: -1}},
			"Anna<-nsubj-met met<-root- Cem<-obj-met Minister<-nmod:desc-Anna Swedish<-amod-Minister",
		},
		{
			"list as objects", "Anna/NNP/2/nsubj met/VBD/0/root Bob/NNP/2/obj and/CC/5/cc Cem/NNP/3/obj",
			[]unit{{0, 0, 1, -1, 0}, {2, 2, 3, -1, 0}, {4, 4, 5, -1, 0}},
			"Anna<-nsubj-met met<-root- Bob<-obj-met Cem<-conj-Bob",
		},
		{
			"first hangs from last", "Anna/NNP/5/compound ,/,/1/punct Bob/NNP/5/conj and/CC/5/cc Cem/NNP/6/nsubj met/VBD/0/root",
			[]unit{{0, 0, 1, -1, 0}, {2, 2, 3, -1, 0}, {4, 4, 5, -1, 0}},
			"Anna<-nsubj-met Bob<-conj-Anna Cem<-conj-Bob met<-root-",
		},
		{
			"the verb in a relative clause without a pronoun", "Anna/NNP/0/root ,/,/1/punct Bob/NNP/1/appos met/VBD/3/acl:relcl in/IN/6/case Oslo/NNP/4/obl",
			[]unit{{0, 0, 1, -1, 0}, {2, 2, 3, -1, 0}},
			"Anna<-nsubj-met Bob<-conj-Anna met<-root-",
		},
		{
			"where they stand in a picture", "Anna/NNP/7/nsubj ,/,/3/punct left/JJ/1/amod ,/,/6/punct and/CC/6/cc Bob/NNP/3/conj met/VBD/0/root",
			[]unit{{0, 0, 1, -1, 0}, {5, 5, 6, -1, 0}},
			"Anna<-nsubj-met left<-appos-Anna Bob<-conj-Anna met<-root-",
		},
		{
			"ministers of two countries", "ministers/NNS/10/nsubj of/IN/3/case Chad/NNP/1/nmod and/CC/5/cc Mali/NNP/3/conj ,/,/7/punct Anna/NNP/3/conj and/CC/9/cc Bob/NNP/7/conj met/VBD/0/root",
			[]unit{{6, 6, 7, -1, 0}, {8, 8, 9, -1, 0}},
			"ministers<-nsubj-met Mali<-conj-Chad Anna<-appos-ministers Bob<-conj-Anna",
		},
		{
			"a participle of his", "Bob/NNP/2/nsubj met/VBD/0/root with/IN/6/case the/DT/6/det ailing/VBG/2/advcl Anna/NNP/5/obj",
			[]unit{{0, 0, 1, -1, 0}, {5, 5, 6, -1, 0}},
			"Anna<-obl-met ailing<-amod-Anna with<-case-Anna",
		},
		{
			"who visits", "Bob/NNP/2/nsubj met/VBD/0/root visiting/VBG/2/xcomp Anna/NNP/3/obj",
			[]unit{{0, 0, 1, -1, 0}, {3, 3, 4, -1, 0}},
			"Anna<-obj-met visiting<-amod-Anna",
		},
		{
			"with whom is visiting", "talks/NNS/0/root with/IN/3/mark visiting/VBG/1/acl Anna/NNP/3/obj",
			[]unit{{3, 3, 4, -1, 0}},
			"Anna<-obl-talks visiting<-amod-Anna with<-case-Anna",
		},
		{
			"a person of a party", "Bob/NNP/7/nsubj of/IN/3/case Fatah/NNP/1/nmod and/CC/6/cc chief/NN/6/nmod:desc Anna/NNP/3/conj met/VBD/0/root",
			[]unit{{0, 0, 1, -1, 0}, {4, 5, 6, 4, 0}},
			"Anna<-conj-Bob Bob<-nsubj-met",
		},
		{
			"whom he visits", "Bob/NNP/3/nsubj was/AUX/3/aux visiting/VBG/0/root Anna/NNP/3/obj",
			[]unit{{0, 0, 1, -1, 0}, {3, 3, 4, -1, 0}},
			"Anna<-obj-visiting visiting<-root-",
		},
		{
			"the subject of a clause", "it/PRP/2/nsubj came/VBD/0/root as/IN/7/mark Anna/NNP/2/obl and/CC/6/cc Bob/NNP/4/conj met/VBD/2/advcl",
			[]unit{{3, 3, 4, -1, 0}, {5, 5, 6, -1, 0}},
			"Anna<-nsubj-met met<-advcl-came Bob<-conj-Anna",
		},
		{
			"a third one beside them", "ministers/NNS/12/nsubj of/IN/3/case Chad/NNP/1/nmod and/CC/5/cc Mali/NNP/3/conj ,/,/7/punct Anna/NNP/3/conj ,/,/9/punct Bob/NNP/3/conj and/CC/11/cc Cem/NNP/3/conj met/VBD/0/root",
			[]unit{{6, 6, 7, -1, 0}, {8, 8, 9, -1, 0}, {10, 10, 11, -1, 0}},
			"Anna<-conj-Chad",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			toks := sentence(t, c.in)
			mend(toks, 0, c.units)
			valid(t, toks)
			var got []string
			for _, tok := range toks {
				head := ""
				if tok.Head >= 0 {
					head = toks[tok.Head].Norm
				}
				got = append(got, tok.Norm+"<-"+tok.Rel+"-"+head)
			}
			for _, w := range strings.Fields(c.want) {
				if !slices.Contains(got, w) {
					t.Errorf("%s is missing in %q", w, got)
				}
			}
		})
	}
}

// TestMendKeepsTrees: whatever the tree and the names, a tree with one root
// comes out.
func TestMendKeepsTrees(t *testing.T) {
	rnd := rand.New(rand.NewSource(1))
	rels := []string{"mark", "nsubj", "obj", "conj", "appos", "flat", "compound", "acl:relcl", "nmod", "parataxis"}
	for round := range 20000 {
		n := 2 + rnd.Intn(14)
		toks := make([]text.Token, n)
		order := rnd.Perm(n)
		for k, i := range order {
			tok := text.Token{Norm: []string{"a", ",", "left", "and"}[rnd.Intn(4)], XPOS: []string{"NNP", "VBD", "NNS", "VBG"}[rnd.Intn(4)], UPOS: []string{"NOUN", "PUNCT"}[rnd.Intn(2)], Head: text.Root, Rel: "root"}
			if k > 0 {
				tok.Head, tok.Rel = order[rnd.Intn(k)], rels[rnd.Intn(len(rels))]
			}
			toks[i] = tok
		}
		var units []unit
		for at := 0; at < n; {
			first := at + rnd.Intn(3)
			name := first + rnd.Intn(3)
			last := name + 1 + rnd.Intn(2)
			if last > n {
				break
			}
			u := unit{first: first, name: name, last: last, title: -1}
			if name > first {
				u.title = first + rnd.Intn(name-first)
			}
			units = append(units, u)
			at = last
		}
		mend(toks, 0, units)
		valid(t, toks)
		if t.Failed() {
			t.Fatalf("round %d: %+v %+v", round, units, toks)
		}
	}
}

func valid(t *testing.T, toks []text.Token) {
	t.Helper()
	roots := 0
	for i := range toks {
		if toks[i].Head == text.Root {
			roots++
		}
		steps := 0
		for h := i; h != text.Root; h = toks[h].Head {
			if steps++; steps > len(toks) {
				t.Error("a cycle")
				return
			}
		}
	}
	if roots != 1 {
		t.Errorf("%d roots", roots)
	}
}

func TestPerfect(t *testing.T) {
	for in, want := range map[string]string{
		"Ann/NNP/2/nsubj had/VBD/0/root mediated/VBN/2/xcomp talks/NNP/2/obj": "nsubj-mediated aux-mediated root- obj-mediated",
		"Ann/NNP/2/nsubj had/VBD/0/root talks/NNP/2/obj mediated/VBN/2/xcomp": "nsubj-had root- obj-had xcomp-had",
		"Ann/NNP/2/nsubj had/VBD/0/root mediated/VBN/2/xcomp":                 "nsubj-had root- xcomp-had",
	} {
		toks := sentence(t, in)
		for i := range toks {
			if toks[i].Norm == "had" {
				toks[i].Lemma = "have"
			}
		}
		perfect(toks, 0)
		valid(t, toks)
		var got []string
		for _, tok := range toks {
			head := ""
			if tok.Head >= 0 {
				head = toks[tok.Head].Norm
			}
			got = append(got, tok.Rel+"-"+head)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s: %q, want %q", in, got, want)
		}
	}
}
