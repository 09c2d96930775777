package rules_test

import (
	"context"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"parley/extract"
	"parley/extract/pattern"
	"parley/extract/rules"
	"parley/extract/text"
	"parley/schema"
)

// published is the date of all examples.
const published = "2014-06-17"

// reading is an example as the whole pipeline reads it.
type reading struct {
	doc     *text.Document
	record  *schema.Record
	matches []pattern.Match
}

func read(t *testing.T, set *pattern.Set, p *extract.Pipeline, content string) reading {
	t.Helper()
	in := extract.Input{ID: "example", Published: published, Text: content}
	doc, err := p.Annotate(context.Background(), in)
	if err != nil {
		t.Fatal(err)
	}
	r, err := p.Record(context.Background(), in)
	if err != nil {
		t.Fatal(err)
	}
	return reading{doc, r, set.Match(pattern.NewGraph(doc))}
}

// TestExamples runs the examples of all rules with the whole pipeline. One
// that holds must be matched by its rule with just the captures it marks, and
// found with the status, kind and predicate it names; in a silent one the
// record must be empty of what the rule emits. One that is missed must not
// hold yet: once it does, it moves up.
func TestExamples(t *testing.T) {
	set, err := rules.English()
	if err != nil {
		t.Fatal(err)
	}
	p, err := extract.English()
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range set.Rules {
		for i, e := range r.Examples.Holds {
			t.Run(fmt.Sprintf("%s/holds/%d", r.ID, i+1), func(t *testing.T) {
				if err := holds(t, set, p, r, e); err != nil {
					t.Error(err)
				}
			})
		}
		for i, e := range r.Examples.Silent {
			t.Run(fmt.Sprintf("%s/silent/%d", r.ID, i+1), func(t *testing.T) {
				x := read(t, set, p, e.Text)
				if found := findings(x.record, r.Emits); len(found) > 0 {
					t.Errorf("%q: found %q\n%s", e.Text, found, trees(x.doc))
				}
			})
		}
		for i, e := range r.Examples.Missed {
			t.Run(fmt.Sprintf("%s/missed/%d", r.ID, i+1), func(t *testing.T) {
				if holds(t, set, p, r, e) == nil {
					t.Errorf("%q works now: move it to holds", e.Text)
				}
			})
		}
	}
}

func holds(t *testing.T, set *pattern.Set, p *extract.Pipeline, r *pattern.Rule, e pattern.Example) error {
	t.Helper()
	content, marks, err := e.Marked()
	if err != nil {
		t.Fatal(err)
	}
	x := read(t, set, p, content)
	want := map[string][]string{}
	for _, m := range marks {
		want[m.Name] = append(want[m.Name], content[m.Start:m.End])
	}
	var near []string
	ok := false
	for _, m := range x.matches {
		if m.Rule.ID != r.ID {
			continue
		}
		got := map[string][]string{}
		for _, l := range r.Match {
			for _, tok := range m.Captures[l.As] {
				got[l.As] = append(got[l.As], marked(x.doc, marks, l.As, tok))
			}
		}
		if ok = fmt.Sprint(got) == fmt.Sprint(want); ok {
			break
		}
		near = append(near, fmt.Sprint(got))
	}
	if !ok {
		return fmt.Errorf("%q: %s matched %q, want %q\n%s", content, r.ID, near, want, trees(x.doc))
	}
	wanted := strings.Join(slices.DeleteFunc([]string{e.Kind, e.P, e.Status}, func(s string) bool { return s == "" }), " ")
	if found := findings(x.record, r.Emits); len(found) == 0 || wanted != "" && !slices.ContainsFunc(found, func(f string) bool { return within(f, wanted) }) {
		return fmt.Errorf("%q: the record has %q, want %q", content, found, wanted)
	}
	return nil
}

// marked is the words of the mark of that name around the token, or the token
// itself, in angle brackets, if there is no such mark.
func marked(doc *text.Document, marks []pattern.Mark, name string, tok int) string {
	at := doc.Tokens[tok].Span
	for _, m := range marks {
		if m.Name == name && m.Start <= at.Start && at.End <= m.End {
			return doc.Text[m.Start:m.End]
		}
	}
	return "<" + doc.Form(tok) + ">"
}

// findings are the findings of a section, each as "kind p status".
func findings(r *schema.Record, section string) []string {
	var out []string
	switch section {
	case "meeting":
		for _, m := range r.Meetings {
			out = append(out, m.Kind+" "+m.Status)
		}
	case "visit":
		for _, v := range r.Visits {
			out = append(out, v.Status)
		}
	case "office":
		for _, o := range r.Offices {
			out = append(out, o.Status)
		}
	case "relation":
		for _, x := range r.Relations {
			out = append(out, x.P+" "+x.Status)
		}
	case "affiliation":
		for _, x := range r.Affiliations {
			out = append(out, x.P)
		}
	case "statement":
		for range r.Statements {
			out = append(out, "statement")
		}
	}
	return out
}

// within tells whether all words of wanted stand in found.
func within(found, wanted string) bool {
	words := strings.Fields(found)
	for _, w := range strings.Fields(wanted) {
		if !slices.Contains(words, w) {
			return false
		}
	}
	return true
}

// trees shows how a text was read, for those who wonder why a rule is silent.
func trees(doc *text.Document) string {
	var b strings.Builder
	for i, t := range doc.Tokens {
		head := "ROOT"
		if t.Head >= 0 {
			head = doc.Form(t.Head)
		}
		fmt.Fprintf(&b, "\t%s/%s/%s <-%s- %s", doc.Form(i), t.XPOS, t.Lemma, t.Rel, head)
		for _, m := range doc.Mentions {
			if m.First == i {
				fmt.Fprintf(&b, " [%s %s]", m.Type, doc.Slice(m.Span))
			}
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// TestCounted: the counts are of the rules that there are.
func TestCounted(t *testing.T) {
	b, err := os.ReadFile("data/confidence.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var counts map[string]any
	if err := yaml.Unmarshal(b, &counts); err != nil {
		t.Fatal(err)
	}
	set, err := rules.English()
	if err != nil {
		t.Fatal(err)
	}
	var ids []string
	for _, r := range set.Rules {
		ids = append(ids, r.ID)
	}
	slices.Sort(ids)
	if got := slices.Sorted(maps.Keys(counts)); !slices.Equal(got, ids) {
		t.Errorf("data/confidence.yaml knows %q, the rules are %q: run go run ./extract/rules/rate", got, ids)
	}
}
