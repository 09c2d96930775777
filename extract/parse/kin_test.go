package parse

import (
	"math/rand"
	"testing"

	"parley/extract/text"
)

// TestKinKeepsTrees: whatever the tree, a tree with one root comes out.
func TestKinKeepsTrees(t *testing.T) {
	rnd := rand.New(rand.NewSource(1))
	words := []text.Token{{Norm: "Lind", UPOS: "PROPN"}, {Norm: "the", UPOS: "DET"}, {Norm: "son", Lemma: "son", UPOS: "NOUN"}, {Norm: "of", UPOS: "ADP"}, {Norm: "Karl", UPOS: "PROPN"}, {Norm: "and", UPOS: "CCONJ"}}
	rels := []string{"conj", "appos", "nmod", "flat", "case", "det"}
	changed := 0
	for range 20000 {
		var toks []text.Token
		for k := range 2 * len(words) {
			toks = append(toks, words[k%len(words)])
		}
		order := rnd.Perm(len(toks))
		for k, i := range order {
			toks[i].Head, toks[i].Rel = text.Root, "root"
			if k > 0 {
				toks[i].Head, toks[i].Rel = order[rnd.Intn(k)], rels[rnd.Intn(len(rels))]
			}
		}
		for _, i := range []int{7, 9, 10} { // so that some of them are mended
			if up := toks[8].Head; rnd.Intn(2) == 0 && up != text.Root && up != i {
				if !above(toks, 0, 8, i) {
					toks[i].Head = 8
				}
			}
		}
		before := toks[8].Head
		kin(toks, 0)
		if toks[8].Head != before {
			changed++
		}
		if valid(t, toks); t.Failed() {
			t.Fatalf("%+v", toks)
		}
	}
	if changed == 0 {
		t.Error("nothing was mended")
	}
}
