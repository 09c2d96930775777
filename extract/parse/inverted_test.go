package parse

import (
	"math/rand"
	"strings"
	"testing"

	"parley/extract/text"
)

func TestInverted(t *testing.T) {
	for in, want := range map[string]string{
		// Talks could fail, adds Okafor.
		"Talks/NNP/5/nsubj fail/VBN/5/ccomp ,/,/2/punct x/JJ/2/amod adds/VBD/0/root Okafor/NNP/5/obj ./,/5/punct":            "nsubj-adds ccomp-adds punct-fail amod-fail root- obj-adds punct-adds",
		"Talks/NNP/4/nsubj fail/VBN/4/ccomp ,/,/2/punct adds/VBD/0/root Okafor/NNP/4/obj ./,/4/punct":                        "nsubj-fail ccomp-adds punct-fail root- nsubj-adds punct-adds",
		"fail/VBN/5/ccomp ,/,/1/punct Ann/NNP/5/nsubj ,/,/3/punct told/VBD/0/root Bob/NNP/5/obj ./,/5/punct":                 "ccomp-told punct-fail nsubj-told punct-Ann root- obj-told punct-told",
		"Ann/NNP/3/nsubj ,/,/1/punct met/VBD/0/root Bob/NNP/3/obj ./,/3/punct":                                               "nsubj-met punct-Ann root- obj-met punct-met",
		"Ann/NNP/2/nsubj said/VBD/0/root talks/NNP/4/nsubj failed/VBD/2/ccomp ,/,/6/punct adding/VBG/4/advcl it/NNP/6/ccomp": "nsubj-said root- nsubj-failed ccomp-said punct-adding advcl-said ccomp-adding",
		"Ann/NNP/2/nsubj said/VBD/0/root talks/NNP/4/nsubj failed/VBD/2/ccomp adding/VBG/4/advcl it/NNP/5/ccomp":             "nsubj-said root- nsubj-failed ccomp-said advcl-failed ccomp-adding",
		"go/VBN/4/ccomp ,/,/1/punct Ann/NNP/4/nsubj told/VBD/0/root Bob/NNP/4/nsubj ./,/4/punct":                             "ccomp-told punct-go nsubj-told root- iobj-told punct-told",
		"Ann/NNP/4/nsubj go/VBN/4/ccomp ,/,/2/punct says/VBD/0/root Bob/NNP/4/nsubj ./,/4/punct":                             "nsubj-says ccomp-says punct-go root- nsubj-says punct-says",
	} {
		toks := sentence(t, in)
		for i := range toks {
			if toks[i].Norm == "adding" {
				toks[i].Lemma = "add"
			}
		}
		inverted(toks, 0)
		adding(toks, 0)
		twoSubjects(toks, 0)
		valid(t, toks)
		if got := arcs(toks); got != want {
			t.Errorf("%s:\n got %q\nwant %q", in, got, want)
		}
	}
}

func TestConjunction(t *testing.T) {
	for in, want := range map[string]string{
		// They left as talks were due.
		"They/PRP/2/nsubj left/VBD/0/root as/IN/4/case talks/NNS/2/obl were/VBD/6/aux:pass planned/VBN/2/parataxis": "nsubj-left root- mark-planned nsubj:pass-planned aux:pass-planned advcl-left",
		"They/PRP/2/nsubj left/VBD/0/root as/IN/4/case friends/NNS/2/obl she/PRP/6/nsubj said/VBD/2/parataxis":      "nsubj-left root- case-friends obl-left nsubj-said parataxis-left",
		"They/PRP/2/nsubj left/VBD/0/root as/IN/4/case friends/NNS/2/obl ,/,/6/punct said/VBD/2/parataxis":          "nsubj-left root- case-friends obl-left punct-said parataxis-left",
		"They/PRP/2/nsubj left/VBD/0/root in/IN/4/case tears/NNS/2/obl was/VBD/2/parataxis":                         "nsubj-left root- case-tears obl-left parataxis-left",
	} {
		toks := sentence(t, in)
		conjunction(toks, 0)
		valid(t, toks)
		if got := arcs(toks); got != want {
			t.Errorf("%s:\n got %q\nwant %q", in, got, want)
		}
	}
}

func TestReported(t *testing.T) {
	for in, want := range map[string]string{
		// He said Norway is one and urged Sweden.
		"He/PRP/2/nsubj said/VBD/0/root Norway/NNP/5/nsubj is/VBZ/5/cop one/NN/2/ccomp and/CC/7/cc urged/VBD/5/conj":        "nsubj-said root- nsubj-one cop-one ccomp-said cc-urged conj-said",
		"He/PRP/2/nsubj said/VBD/0/root Norway/NNP/4/nsubj signed/VBD/2/ccomp and/CC/6/cc urged/VBD/4/conj":                 "nsubj-said root- nsubj-signed ccomp-said cc-urged conj-signed",
		"He/PRP/2/nsubj said/VBD/0/root Norway/NNP/4/nsubj signs/VBZ/2/ccomp and/CC/7/cc they/PRP/7/nsubj urged/VBD/4/conj": "nsubj-said root- nsubj-signs ccomp-said cc-urged nsubj-urged conj-signs",
		"He/PRP/2/nsubj says/VBZ/0/root Norway/NNP/4/nsubj signs/VBZ/2/ccomp and/CC/6/cc urged/VBD/4/conj":                  "nsubj-says root- nsubj-signs ccomp-says cc-urged conj-signs",
	} {
		toks := sentence(t, in)
		reported(toks, 0)
		valid(t, toks)
		if got := arcs(toks); got != want {
			t.Errorf("%s:\n got %q\nwant %q", in, got, want)
		}
	}
}

func TestDateline(t *testing.T) {
	for in, want := range map[string]string{
		"OSLO/NNP/4/nsubj —/,/4/punct Ann/NNP/4/nsubj said/VBD/0/root so/JJ/4/advmod":                              "dep-said punct-OSLO nsubj-said root- advmod-said",
		"OSLO/NNP/4/nsubj —/,/4/punct Ann/NNP/1/appos said/VBD/0/root so/JJ/4/advmod":                              "dep-said punct-OSLO nsubj-said root- advmod-said",
		"OSLO/NNP/0/root —/,/1/punct Ann/NNP/4/nsubj said/VBD/1/parataxis so/JJ/4/advmod":                          "dep-said punct-OSLO nsubj-said root- advmod-said",
		"Oslo/NNP/6/nsubj (/,/3/punct AP/NNP/1/appos )/,/3/punct -/,/6/punct said/VBD/0/root so/JJ/6/advmod":       "dep-said punct-AP appos-Oslo punct-AP punct-Oslo root- advmod-said",
		"Oslo/NNP/3/nsubj —/,/3/punct said/VBD/0/root so/JJ/3/advmod":                                              "nsubj-said punct-said root- advmod-said",
		"NATO/NNP/5/nsubj —/,/3/punct allies/NNP/1/appos —/,/3/punct said/VBD/0/root so/JJ/5/advmod x/JJ/5/advmod": "nsubj-said punct-allies appos-NATO punct-allies root- advmod-said advmod-said",
	} {
		toks := sentence(t, in)
		dateline(toks, 0)
		valid(t, toks)
		if got := arcs(toks); got != want {
			t.Errorf("%s:\n got %q\nwant %q", in, got, want)
		}
	}
}

func arcs(toks []text.Token) string {
	var out []string
	for _, tok := range toks {
		head := ""
		if tok.Head >= 0 {
			head = toks[tok.Head].Norm
		}
		out = append(out, tok.Rel+"-"+head)
	}
	return strings.Join(out, " ")
}

// TestTreesStayTrees: whatever the tree, one with one root comes out.
func TestTreesStayTrees(t *testing.T) {
	rnd := rand.New(rand.NewSource(2))
	rels := []string{"nsubj", "obj", "ccomp", "appos", "advcl", "parataxis", "punct", "obl", "case", "conj"}
	for round := range 20000 {
		n := 3 + rnd.Intn(12)
		toks := make([]text.Token, n)
		for i := range toks {
			toks[i] = text.Token{Norm: []string{"OSLO", ",", "adding", "—", "as"}[rnd.Intn(5)], XPOS: []string{"NNP", "VBD", "VBG"}[rnd.Intn(3)], UPOS: []string{"PROPN", "VERB", "PUNCT"}[rnd.Intn(3)], Lemma: "add", Head: text.Root, Rel: "root"}
		}
		order := rnd.Perm(n)
		for k, i := range order {
			if k > 0 {
				toks[i].Head, toks[i].Rel = order[rnd.Intn(k)], rels[rnd.Intn(len(rels))]
			}
		}
		dateline(toks, 0)
		inverted(toks, 0)
		adding(toks, 0)
		twoSubjects(toks, 0)
		conjunction(toks, 0)
		reported(toks, 0)
		valid(t, toks)
		if t.Failed() {
			t.Fatalf("round %d: %+v", round, toks)
		}
	}
}
