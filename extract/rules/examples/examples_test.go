package examples_test

import (
	"strings"
	"testing"

	"parley/extract"
	"parley/extract/pattern"
	"parley/extract/rules"
	"parley/extract/rules/examples"
)

const pacts = `family: pacts
about: who signs pacts
rules:
  - id: pacts/signs
    about: Somebody signs something with somebody.
    emits: relation
    match:
      - {as: verb, lemma: [sign], tag: [VERB]}
      - {as: what, under: verb, by: [obj]}
      - {as: s, under: verb, by: [nsubj]}
      - {as: o, under: what, by: ["nmod:with"], type: [Country]}
    unless:
      - {under: verb, by: [advmod], lemma: [never]}
    emit: {s: [s], o: [o]}
    set: {p: agrees_with}
    examples:
      holds: [HOLDS]
      silent: [SILENT]
      missed: [MISSED]
`

// TestRun holds what is said of examples that are not as they should be.
func TestRun(t *testing.T) {
	const (
		good   = `{text: "[s:Denmark] [verb:signed] a [what:pact] with [o:Norway].", status: happened}`
		silent = `{text: "Denmark signed a pact.", why: with nobody}`
	)
	for _, c := range []struct {
		name                  string
		holds, silent, missed string
		want                  []string // parts of the failure; none if there is none
	}{
		{"all is well", good, silent, "", nil},
		{"a line finds nothing", `{text: "[s:Denmark] [verb:signed] a [what:pact]."}`, silent, "",
			[]string{"pacts/signs/holds/1", "want     verb=signed what=pact s=Denmark\n", "got      no match", "stopped  at “signed”, pacts.yaml:11: it needs o, under what by nmod:with", "“a”, by det: is not by nmod:with"}},
		{"unless", `{text: "[s:Denmark] never [verb:signed] a [what:pact] with [o:Norway]."}`, silent, "",
			[]string{"stopped  at “signed”, pacts.yaml:13: unless", "“never”, by advmod: fits"}},
		{"another anchor", `{text: "[s:Denmark] [verb:wanted] a [what:pact] with [o:Norway]."}`, silent, "",
			[]string{"stopped  at “wanted”, pacts.yaml:8: no word is its anchor", "its lemma is want, not sign"}},
		{"another capture", `{text: "[s:Denmark] [verb:signed] a [what:pact] with Norway."}`, silent, "",
			[]string{"want     verb=signed what=pact s=Denmark\n", "got      verb=signed what=pact s=Denmark o=<Norway>"}},
		{"another status", `{text: "[s:Denmark] [verb:signed] a [what:pact] with [o:Norway].", status: possible}`, silent, "",
			[]string{"want     a relation possible", "the record has agrees_with happened"}},
		{"held back", `{text: "The [s:weather] [verb:signed] a [what:pact] with [o:Norway]."}`, silent, "",
			[]string{"the record has none", "it is held back: s: “weather” stands for nobody"}},
		{"not silent", good, `{text: "Denmark signed a pact with Norway.", why: a trial}`, "",
			[]string{"pacts/signs/silent/1", "because  a trial", "want     nothing by pacts", "got      agrees_with happened, by pacts/signs"}},
		{"not missed", good, silent, good, []string{"pacts/signs/missed/1", "it works now: move it to holds"}},
		{"missed", good, silent, `{text: "With [o:Norway], [s:Denmark] [verb:signed] a [what:pact]."}`, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			content := strings.NewReplacer("HOLDS", c.holds, "SILENT", c.silent, "MISSED", c.missed).Replace(pacts)
			set, err := rules.Load([]pattern.File{{Name: "pacts.yaml", Content: []byte(content)}})
			if err != nil {
				t.Fatal(err)
			}
			p, err := extract.EnglishWith(set)
			if err != nil {
				t.Fatal(err)
			}
			var got strings.Builder
			for _, x := range examples.Of(set.Rules[0]) {
				f, err := examples.Runner{Pipeline: p}.Run(t.Context(), x)
				if err != nil {
					t.Fatal(err)
				}
				if f != nil {
					got.WriteString(f.String())
				}
			}
			if (got.Len() == 0) != (c.want == nil) {
				t.Errorf("got %q, want %q", got.String(), c.want)
			}
			for _, want := range c.want {
				if !strings.Contains(got.String(), want) {
					t.Errorf("got\n%s\nwant %q", got.String(), want)
				}
			}
		})
	}
}

// TestStrict: a rule of another family breaks the silence of ours, not of a
// user's.
func TestStrict(t *testing.T) {
	set, err := rules.Load([]pattern.File{
		{Name: "pacts.yaml", Content: []byte(strings.NewReplacer("HOLDS", `{text: "[verb:x]"}`, "SILENT", `{text: "Denmark signed a pact with Norway."}`, "MISSED", "").Replace(pacts))},
		{Name: "other.yaml", Content: []byte(strings.NewReplacer("HOLDS", `{text: "[verb:x]"}`, "SILENT", `{text: "Denmark came."}`, "MISSED", "", "pacts", "other").Replace(pacts))},
	})
	if err != nil {
		t.Fatal(err)
	}
	other := &pattern.Set{}
	if other, err = other.And(&pattern.Set{Rules: set.Rules[1:]}); err != nil {
		t.Fatal(err)
	}
	p, err := extract.EnglishWith(other)
	if err != nil {
		t.Fatal(err)
	}
	silent := examples.Of(set.Rules[0])[1]
	for _, strict := range []bool{false, true} {
		run := examples.Runner{Pipeline: p, Strict: map[string]bool{"pacts": strict}}
		if f, err := run.Run(t.Context(), silent); err != nil || (f != nil) != strict {
			t.Errorf("strict %v: %v, %v", strict, f, err)
		}
	}
}
