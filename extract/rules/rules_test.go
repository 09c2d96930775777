package rules_test

import (
	"maps"
	"os"
	"slices"
	"testing"

	"go.yaml.in/yaml/v3"

	"parley/extract"
	"parley/extract/rules"
	"parley/extract/rules/examples"
)

// TestExamples runs the examples of all rules with the whole pipeline; see
// package examples. parley rules test does the same.
func TestExamples(t *testing.T) {
	set, err := rules.English()
	if err != nil {
		t.Fatal(err)
	}
	p, err := extract.English()
	if err != nil {
		t.Fatal(err)
	}
	run := examples.Runner{Pipeline: p, Strict: examples.Families(set)}
	for _, r := range set.Rules {
		for _, c := range examples.Of(r) {
			t.Run(c.Name(), func(t *testing.T) {
				failure, err := run.Run(t.Context(), c)
				if err != nil {
					t.Fatal(err)
				}
				if failure != nil {
					t.Errorf("\n%s", failure)
				}
			})
		}
	}
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
