package main

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"parley/extract/conllu"
	"parley/extract/parse"
	"parley/extract/perceptron"
	"parley/extract/text"
)

// treebank is of a language in which verbs come last, subjects first, and what
// describes a noun follows it.
func treebank(t *testing.T, clauses ...string) []sentence {
	t.Helper()
	var b strings.Builder
	for _, c := range clauses {
		for i, f := range strings.Fields(c) {
			w := strings.Split(f, "/")
			fmt.Fprintf(&b, "%d\t%s\t_\t%s\t%s\t_\t%s\t%s\t_\t_\n", i+1, w[0], w[1], w[1], w[2], w[3])
		}
		b.WriteByte('\n')
	}
	doc, err := conllu.Read(strings.NewReader(b.String()))
	if err != nil {
		t.Fatal(err)
	}
	return sentencesOf(doc)
}

func lessons(t *testing.T) []sentence {
	t.Helper()
	var clauses []string
	for _, ending := range []string{"", "ka", "si", "to"} { // many words, so that it is tags and order that tell
		for _, c := range []string{
			"turim/N/2/nsubj sor/V/0/root",
			"turim/N/3/nsubj dimul/N/3/obj sor/V/0/root",
			"turim/N/4/nsubj alo/A/1/amod dimul/N/4/obj sor/V/0/root",
			"fen/N/4/nsubj dimul/N/4/obj elo/A/2/amod got/V/0/root",
			"fen/N/5/nsubj elo/A/1/amod dimul/N/5/obj alo/A/3/amod got/V/0/root",
			"fen/N/3/nsubj turim/N/3/obj got/V/0/root",
		} {
			words := strings.Fields(c)
			for i, w := range words {
				form, rest, _ := strings.Cut(w, "/")
				words[i] = form + ending + "/" + rest
			}
			clauses = append(clauses, strings.Join(words, " "))
		}
	}
	return treebank(t, clauses...)
}

func TestLearns(t *testing.T) {
	learn := func() (*learner, []byte) {
		all := lessons(t)
		l := newLearner(all)
		for e := range 15 {
			l.epoch(all, e > 0)
		}
		var b bytes.Buffer
		if err := l.actions.Model(perceptron.Prune{}).Write(&b); err != nil {
			t.Fatal(err)
		}
		if err := l.relations.Model(perceptron.Prune{}).Write(&b); err != nil {
			t.Fatal(err)
		}
		return l, b.Bytes()
	}
	l, b := learn()
	if wrong := l.epoch(lessons(t), false); wrong > 0 {
		t.Errorf("%.0f %% of the actions still wrong", 100*wrong)
	}
	if _, again := learn(); !bytes.Equal(b, again) {
		t.Error("the same sentences gave other models")
	}
	p := parse.New(l.actions.Model(perceptron.Prune{}), l.relations.Model(perceptron.Prune{}))
	for _, x := range treebank(t, "kam/N/5/nsubj ulo/A/1/amod ilo/A/1/amod bel/N/5/obj dor/V/0/root", "kam/N/3/nsubj bel/N/3/obj dor/V/0/root") {
		toks := slices.Clone(x.toks)
		p.Parse(toks)
		for i, tok := range toks {
			head := tok.Head
			if head == text.Root {
				head = len(toks)
			}
			if head != x.heads[i] || tok.Rel != x.toks[i].Rel {
				t.Errorf("%s hangs from %d by %s, want %d by %s", tok.Norm, head, tok.Rel, x.heads[i], x.toks[i].Rel)
			}
		}
	}
}

// TestRetag: what a sentence says of its own tags never comes back to it.
func TestRetag(t *testing.T) {
	var all []sentence
	for i := range 3 * block {
		s := lessons(t)[i%24]
		if i < block {
			s.toks[0].Norm, s.toks[0].UPOS, s.toks[0].XPOS = "zu", "Z", "Z" // in the first fold alone
		}
		all = append(all, s)
	}
	retag(all, perceptron.Prune{})
	for i, s := range all {
		if s.toks[0].XPOS == "Z" && i < block {
			t.Fatalf("sentence %d knew its own tag", i)
		}
		if s.toks[1].XPOS == "" || s.toks[0].Rel != "nsubj" {
			t.Fatalf("sentence %d: %+v", i, s.toks)
		}
	}
}

func TestRenamed(t *testing.T) {
	s := treebank(t, "fen/N/2/obl:tmod got/V/0/root")
	if got := s[0].toks[0].Rel; got != "obl:unmarked" {
		t.Error(got)
	}
}
