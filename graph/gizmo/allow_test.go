package gizmo

import (
	"slices"
	"strings"
	"testing"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/memstore"
	"github.com/cayleygraph/quad"

	"parley/graph/quadstore"
)

// TestAllow: a quad whose label is not allowed is not seen, by whatever step,
// from where Allow is put in force to where it is taken back; nor does a store
// that answers shapes by itself get around it.
func TestAllow(t *testing.T) {
	var quads []quad.Quad
	for _, line := range []string{"a b one", "a c two", "b d two", "c d one", "d e"} {
		f := append(strings.Fields(line), "")
		q := quad.Quad{Subject: quad.IRI(f[0]), Predicate: quad.IRI("p"), Object: quad.IRI(f[1])}
		if f[2] != "" {
			q.Label = quad.IRI(f[2])
		}
		quads = append(quads, q)
	}
	own := quadstore.Memory()
	for _, q := range quads {
		if err := own.ApplyDeltas([]graph.Delta{{Quad: q, Action: graph.Add}}, graph.IgnoreOpts{}); err != nil {
			t.Fatal(err)
		}
	}
	funcs := map[string]any{
		"only": func(label string) Allow { return func(l quad.Value) bool { return l == quad.IRI(label) } },
		"all":  func() Allow { return nil },
	}
	for name, qs := range map[string]graph.QuadStore{"memstore": memstore.New(quads...), "own": own} {
		for _, x := range []struct{ program, want string }{
			{`g.V("<a>").Out("<p>").All()`, "<b> <c>"},
			{`only("one"); g.V("<a>").Out("<p>").All()`, "<b>"},
			{`only("two"); g.V("<d>").In("<p>").All()`, "<b>"},
			{`only("one"); g.V("<a>").FollowRecursive("<p>").All()`, "<b>"},
			{`g.V("<a>").FollowRecursive("<p>").All()`, "<b> <c> <d> <e>"},
			{`only("one"); g.V().Has("<p>", "<d>").All()`, "<c>"},
			{`only("two"); g.V("<a>").Out("<p>").And(g.V("<d>").In("<p>")).All()`, ""},
			{`only("one"); g.V("<d>").Out("<p>").All()`, ""},
			{`only("one"); all(); g.V("<d>").Out("<p>").All()`, "<e>"},
		} {
			got := column(run(t, qs, x.program, Options{Funcs: funcs}), "id")
			slices.Sort(got)
			if s := strings.Join(slices.Compact(got), " "); s != x.want {
				t.Errorf("%s: %s: got %q, want %q", name, x.program, s, x.want)
			}
		}
	}
}
