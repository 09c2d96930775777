package lint_test

import (
	"slices"
	"strings"
	"testing"

	"parley/extract/pattern"
	"parley/extract/rules/lint"
)

const pacts = `family: pacts
about: who signs pacts
words:
  sign: [sign, found, focus]
rules:
  - id: pacts/signs
    about: Somebody signs something.
    emits: relation
    match:
      - {as: verb, lemma: [$sign], tag: [VERB]}
      - {as: s, under: verb, by: [nsubj], type: [Country]}
      - {as: o, under: verb, by: ["obl:with"], type: [Country]}
    emit: {s: [s], o: [o]}
    set: {p: agrees_with}
    examples:
      holds: [{text: "[s:Denmark] [verb:signed] with [o:Norway]."}]
      silent: [{text: "Denmark came."}]
`

func TestFiles(t *testing.T) {
	for _, c := range []struct {
		name, old, new string
		want           []string // part of each remark, in order
	}{
		{"nothing", "", "", nil},
		{"a form", "[sign, found", "[signed, found", []string{`pacts.yaml:10 warning: lemma "signed"`}},
		{"capitals", "[sign, found", "[Sign, found", []string{`pacts.yaml:10 warning: lemma "Sign" matches nothing: words are in lower case`}},
		{"two words", "[sign, found", "[sign up, found", []string{`lemma "sign up" matches nothing: it is 2 tokens`}},
		{"a hyphen", "[sign, found", "[counter-sign, found", nil},
		{"two hyphens", "[sign, found", "[sit-down-sign, found", []string{`lemma "sit-down-sign" matches nothing: it is 5 tokens`}},
		{"an abbreviation", "[sign, found", "[gov., found", nil},
		{"a form of two words", "tag: [VERB]", "form: [signed up]", []string{`form "signed up"`}},
		{"a tag", "tag: [VERB]", "xpos: [VERB]", []string{`xpos "VERB" is no tag`}},
		{"a relation", `"obl:with"`, `"pobj:with"`, []string{`pobj is no relation`}},
		{"a preposition", `"obl:with"`, `"obl:With"`, []string{`prepositions are in lower case`}},
		{"nothing uses it", "    emit:", "      - {as: x, under: o, by: [amod], optional: true}\n    emit:", []string{`pacts.yaml:13 warning: capture "x" is optional`}},
		{"not shown", "[o:Norway]", "Norway", []string{`pacts.yaml:6 warning: capture "o" is emitted, and no example`}},
		{"errors", "under: verb, by: [nsubj]", "under: vreb, by: [nsubj], tpye: [X]", []string{`pacts.yaml:11 error: field tpye`, `pacts.yaml:11 error: under "vreb"`}},
		{"no examples", "examples:\n      holds: [{text: \"[s:Denmark] [verb:signed] with [o:Norway].\"}]\n      silent: [{text: \"Denmark came.\"}]", "", []string{"one example that holds and one that is silent are needed"}},
		{"syntax", "words:", "words: [", []string{"pacts.yaml:", "error"}[:1]},
	} {
		t.Run(c.name, func(t *testing.T) {
			if !strings.Contains(pacts, c.old) {
				t.Fatalf("%q is not in the file", c.old)
			}
			file := pattern.File{Name: "pacts.yaml", Content: []byte(strings.Replace(pacts, c.old, c.new, 1))}
			remarks, set, err := lint.Files(t.Context(), []pattern.File{file})
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, r := range remarks {
				got = append(got, r.Place+" "+r.Level+": "+strings.TrimPrefix(r.Text, "rule pacts/signs: "))
			}
			if len(got) != len(c.want) {
				t.Fatalf("got %q, want %q", got, c.want)
			}
			for i, want := range c.want {
				if !strings.Contains(got[i], want) {
					t.Errorf("got %q, want %q", got[i], want)
				}
			}
			if wrong := slices.ContainsFunc(remarks, func(r lint.Remark) bool { return r.Level == "error" }); wrong != (set == nil) {
				t.Errorf("errors %v, but a set %v", wrong, set != nil)
			}
		})
	}
}

// FuzzFiles: whatever is in a rule file, there are remarks or a set.
func FuzzFiles(f *testing.F) {
	f.Add([]byte(pacts))
	f.Add([]byte("family: pacts\nrules: [null, {match: [{}]}]"))
	f.Fuzz(func(t *testing.T, b []byte) {
		remarks, set, err := lint.Files(t.Context(), []pattern.File{{Name: "pacts.yaml", Content: b}})
		if err != nil {
			t.Fatal(err)
		}
		if set == nil && len(remarks) == 0 {
			t.Error("nothing is wrong, and there are no rules")
		}
	})
}
