package pattern_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"parley/extract/pattern"
)

// TestStops: a rule that does not match says at which of its lines.
func TestStops(t *testing.T) {
	set := load(t, met)
	rule := set.Rules[slices.IndexFunc(set.Rules, func(r *pattern.Rule) bool { return r.ID == "met/verb" })]
	for name, want := range map[string]int{"active": 0, "relative": 0, "one": 0, "never": 1} {
		d := doc(t, name)
		g := pattern.NewGraph(d)
		stops := rule.Stops(g)
		if len(stops) != want {
			t.Errorf("%s: %d stops, want %d", name, len(stops), want)
		}
		for _, s := range stops {
			if !s.Unless || len(s.Near) == 0 || !strings.HasPrefix(rule.At(s.Line), "met.yaml:") {
				t.Errorf("%s: %+v is no stop of unless", name, s)
			}
		}
		// What stops and what matches are all the anchors there are.
		matched := 0
		for _, m := range set.Match(g) {
			if m.Rule == rule {
				matched++
			}
		}
		anchors := 0
		for i := range d.Tokens {
			if s, stopped := rule.StopAt(g, i); !stopped || s.Line != &rule.Match[0] {
				anchors++
			} else if s.Near[0].Why == "" {
				t.Errorf("%s: token %d is no anchor, and nothing says why", name, i)
			}
		}
		if anchors != matched+len(stops) {
			t.Errorf("%s: %d anchors, but %d matches and %d stops", name, anchors, matched, len(stops))
		}
	}
}

// TestFragment: each captured token stands once in it, under what it hangs from.
func TestFragment(t *testing.T) {
	set := load(t, met)
	for _, name := range []string{"active", "relative", "control", "conjuncts", "noun", "apposition"} {
		d := doc(t, name)
		g := pattern.NewGraph(d)
		for _, m := range set.Match(g) {
			tree := g.Fragment(&m)
			got := map[string][]int{}
			for i, b := range tree {
				got[b.Capture] = append(got[b.Capture], b.Token)
				if (i == 0) != (b.Depth == 0) || (b.Depth == 0) != (b.Rel == "") || i > 0 && b.Depth > tree[i-1].Depth+1 {
					t.Errorf("%s: branch %d is %+v", name, i, b)
				}
			}
			for c, toks := range m.Captures {
				slices.Sort(got[c])
				if !slices.Equal(got[c], toks) {
					t.Errorf("%s: the tree has %v as %s, the match %v", name, got[c], c, toks)
				}
			}
		}
	}
}

func TestAndInstead(t *testing.T) {
	ours, theirs := load(t, met), load(t, met)
	if _, err := ours.And(theirs); err == nil || !strings.Contains(err.Error(), "rule met/verb: stands at met.yaml:") {
		t.Errorf("two rules of one id: %v", err)
	}
	both, err := ours.Instead(theirs)
	if err != nil || len(both.Rules) != len(ours.Rules) || both.Rules[0] != theirs.Rules[0] {
		t.Errorf("%v, %v: want their rules", both, err)
	}
	d := doc(t, "active")
	if got, want := shown(d, both.Match(pattern.NewGraph(d))), shown(d, ours.Match(pattern.NewGraph(d))); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestAllErrors: a wrong key does not hide what else is wrong.
func TestAllErrors(t *testing.T) {
	bad := strings.ReplaceAll(strings.ReplaceAll(met, "    about: the verb\n", "    about: the verb\n    abuot: x\n"), "{as: a, under: verb", "{as: a, under: vreb")
	_, err := pattern.Load(fstest.MapFS{"met.yaml": {Data: []byte(bad)}}, pattern.Checks{})
	for _, want := range []string{"field abuot not found", `under "vreb" names nothing`} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %q", err, want)
		}
	}
}

// TestLongLists: lists that stand for too many words are refused, not expanded.
func TestLongLists(t *testing.T) {
	var words, lines strings.Builder
	for i := range 20000 {
		fmt.Fprintf(&words, "w%d, ", i)
	}
	for i := range 2000 {
		fmt.Fprintf(&lines, "      - {as: c%d, under: v, by: [obj], lemma: [$many]}\n", i)
	}
	file := "family: met\nabout: x\nwords:\n  many: [" + words.String() + "]\nrules:\n  - id: met/x\n    about: x\n    emits: x\n    match:\n      - {as: v, tag: [VERB]}\n" + lines.String() + "    emit: {a: [v]}\n"
	_, err := pattern.Load(fstest.MapFS{"met.yaml": {Data: []byte(file)}}, pattern.Checks{})
	if err == nil || !strings.Contains(err.Error(), "stand for more than 1048576 words") {
		t.Errorf("got %.200v", err)
	}
}

// TestUnrated: what nobody counted is unrated, and ten findings are enough.
func TestUnrated(t *testing.T) {
	set := load(t, met)
	r := set.Rules[0]
	if r.Confidence != 0.5 || r.Rated() {
		t.Errorf("confidence %v, rated %v", r.Confidence, r.Rated())
	}
	for _, c := range []struct {
		of    int
		rated bool
	}{{9, false}, {10, true}} {
		err := set.Rate("c.yaml", fmt.Appendf(nil, "%s: {right: 8, of: %d}", r.ID, c.of))
		if err != nil || r.Of != c.of || r.Right != 8 || r.Rated() != c.rated {
			t.Errorf("%d findings: rated %v, %v", c.of, r.Rated(), err)
		}
	}
}
