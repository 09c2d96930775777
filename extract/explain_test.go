package extract_test

import (
	"bytes"
	"strings"
	"testing"

	"parley/extract"
	"parley/extract/pattern"
	"parley/extract/rules"
	"parley/schema"
)

// TestExplain: an explanation has the very record, a finding names the matches
// behind it, and a match that no finding names says why.
func TestExplain(t *testing.T) {
	p := english(t)
	for _, name := range []string{"lakeside", "emoji"} {
		in := input(t, name)
		r, err := p.Record(t.Context(), in)
		if err != nil {
			t.Fatal(err)
		}
		x, err := p.Explain(t.Context(), in)
		if err != nil {
			t.Fatal(err)
		}
		want, err := schema.Encode(r, in.Text)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := schema.Encode(x.Record, in.Text); err != nil || !bytes.Equal(got, want) {
			t.Errorf("%s: another record: %s, %v", name, got, err)
		}
		told := map[int]bool{}
		type site struct {
			anchor  int
			section string
		}
		sites := map[site]bool{}
		for _, f := range x.Findings() {
			if len(f.From) == 0 {
				t.Errorf("%s: nothing is behind a finding of %s", name, f.Rule)
			}
			named := false
			for _, i := range f.From {
				m := x.Matches[i]
				told[i], sites[site{m.Anchor, m.Rule.Emits}] = true, true
				named = named || m.Rule.ID == f.Rule
			}
			if !named {
				t.Errorf("%s: %s is not among the rules behind its finding", name, f.Rule)
			}
		}
		for i, m := range x.Matches {
			if held := !told[i] && !sites[site{m.Anchor, m.Rule.Emits}]; held != (m.Held != "") {
				t.Errorf("%s: %s at %q: told %v, held back %q", name, m.Rule.ID, x.Doc.Form(m.Anchor), told[i], m.Held)
			}
			for _, n := range m.Names {
				if n.Why == "" {
					t.Errorf("%s: nothing says why %q is %q", name, n.Words, n.Entity)
				}
			}
		}
	}
}

// trial is rules to hold something back with.
const trial = `
family: trial
about: rules to hold something back with
rules:
  - {id: trial/met, about: x, emits: meeting, emit: {participant: [a, b]}, examples: &none {holds: [{text: "[verb:x]"}], silent: [{text: x}]},
     match: [{as: verb, lemma: [meet]}, {as: a, under: verb, by: [nsubj]}, {as: b, under: verb, by: [obj], optional: true}]}
  - {id: trial/arrived, about: x, emits: visit, emit: {who: [a], place: [b]}, examples: *none,
     match: [{as: verb, lemma: [reach]}, {as: a, under: verb, by: [nsubj]}, {as: b, under: verb, by: [obj]}]}
  - {id: trial/praised, about: x, emits: relation, set: {p: praises}, emit: {s: [a], o: [b]}, examples: *none,
     match: [{as: verb, lemma: [praise]}, {as: a, under: verb, by: [nsubj], optional: true}, {as: b, under: verb, by: [obj]}]}
  - {id: trial/former, about: x, emits: relation, set: {p: praises, status: possible}, emit: {s: [a], o: [b]}, examples: *none,
     match: [{as: verb, lemma: [admire]}, {as: a, under: verb, by: [nsubj]}, {as: b, under: verb, by: [obj]}]}
  - {id: trial/said, about: x, emits: statement, emit: {speaker: [a]}, examples: *none,
     match: [{as: verb, lemma: [say]}, {as: a, under: verb, by: [nsubj]}]}
`

// TestHeld holds the reasons for which a match is held back.
func TestHeld(t *testing.T) {
	set, err := rules.Load([]pattern.File{{Name: "trial.yaml", Content: []byte(trial)}})
	if err != nil {
		t.Fatal(err)
	}
	p, err := extract.EnglishWith(set)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ text, want string }{
		{"Anna Lindqvist met Mads Holm.", ""},
		{"The offer met expectations.", "“offer” stands for nobody that the text names"},
		{"Anna Lindqvist met.", "fewer than two parties to it are known"},
		{"Anna Lindqvist reached Oslo.", ""},
		{"Mr. Lindqvist reached President Mads Holm.", "place: Mads Holm is a Person, not a Place, Country, Organization"},
		{"Norway praised Denmark.", ""},
		{"Anna Lindqvist praised herself.", "nobody else that the text names"},
		{"The weather praised Denmark.", "s: “weather” stands for nobody"},
		{"Praise Denmark.", "nothing fills the role s"},
		{"Anna Lindqvist said so.", "no quotation stands beside it"},
	} {
		x, err := p.Explain(t.Context(), extract.Input{ID: "x", Text: c.text})
		if err != nil {
			t.Fatal(err)
		}
		if len(x.Matches) != 1 {
			t.Errorf("%s: %d matches", c.text, len(x.Matches))
			continue
		}
		if got := x.Matches[0].Held; (got == "") != (c.want == "") || !strings.Contains(got, c.want) {
			t.Errorf("%s: %q, want %q", c.text, got, c.want)
		}
	}
}
