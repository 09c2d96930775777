package graph_test

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/cayleygraph/quad"

	"parley/graph"
	"parley/graph/gizmo"
	"parley/graph/quadstore"
)

// rowsOf are the rows as text, sorted, cells joined by a space.
func rowsOf(r *gizmo.Result) []string {
	var out []string
	for _, row := range r.Rows {
		var cells []string
		for _, v := range row {
			cells = append(cells, v.Short())
		}
		out = append(out, strings.Join(cells, " "))
	}
	slices.Sort(out)
	return out
}

func TestQuery(t *testing.T) {
	for name, s := range stores(t) {
		t.Run(name, func(t *testing.T) {
			put(t, s, entries(6)...)
			put(t, s, graph.Entry{Record: yaltaRecord(), Document: graph.Document{ID: yaltaRecord().Doc, Published: "1945-02-12", Text: yalta}})
			for _, c := range []struct{ program, want string }{
				{`who("P1").Out(met).Unique().All()`, "parley:person/p0; parley:person/p2"},
				{`who("Churchill").Out(met).All()`, "parley:person/stalin"},
				{`who("p1", "Marshal Stalin").All()`, "parley:person/p1; parley:person/stalin"},
				{`who("person/p1").All()`, "parley:person/p1"},
				{`node("person/p1").Save(name, "called").Limit(1).All()`, `"Person P1" parley:person/p1`},
				{`g.V().Has(type, Meeting).Has(status, "scheduled").Has(participant, find("P3")).All()`, "parley:meeting/m2"},
				{`g.V().Has(participant, find("P3")).Has(status, "happened").Out(held_in).Save(name, "place").All()`, `parley:place/t3 "Town T3"`},
				{`who(P.who).Out(met).Unique().All()`, "parley:person/p0; parley:person/p2"},
				{`const name = "mine", met = 1; let type = Person; g.emit(name + met)`, `"mine1"`},
				{`who("P0").FollowRecursive(g.M().Both(met)).Order().All()`, "parley:person/p0; parley:person/p1; parley:person/p2"},
			} {
				r, err := s.Query(t.Context(), c.program, gizmo.Options{Params: map[string]any{"who": "Person P1"}})
				if err != nil {
					t.Errorf("%s: %v", c.program, err)
				} else if got := strings.Join(rowsOf(r), "; "); got != c.want {
					t.Errorf("%s: %s, want %s", c.program, got, c.want)
				}
			}
		})
	}
}

func TestQueryErrors(t *testing.T) {
	s := graph.OpenMemory()
	put(t, s, entries(2)...)
	for _, c := range []struct{ program, want string }{
		{"1;\n who('Nobody').All()", `line 2, column 5: find: "Nobody": nothing in the graph goes by that name`},
		{`who().All()`, "line 1, column 4: find: expected a name"},
		{`who("P1").Out(mett).All()`, "line 1, column 15: ReferenceError: mett is not defined"},
		{`who("P1").Out(met)`, "end it with .all()"},
		{"\n  g.V(", "line 2, column 7: "},
		{`while (true);`, "stopped after 2s"},
	} {
		_, err := s.Query(t.Context(), c.program, gizmo.Options{Timeout: 2 * time.Second})
		var e *gizmo.Error
		if !errors.As(err, &e) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %s", c.program, err, c.want)
		}
	}
	if _, err := s.Query(t.Context(), `who("Nobody")`, gizmo.Options{}); !errors.Is(err, graph.ErrNobody) {
		t.Error(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := s.Query(ctx, `for (;;);`, gizmo.Options{}); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

// TestVocabulary: every predicate and type that a record can yield has a name,
// and no name hides one of JavaScript or Gizmo.
func TestVocabulary(t *testing.T) {
	words := graph.Vocabulary()
	named := map[quad.IRI]bool{}
	for _, v := range words {
		named[v] = true
	}
	quads := graph.Quads(yaltaRecord(), yalta)
	if len(quads) < 50 {
		t.Fatal(len(quads))
	}
	for _, q := range quads {
		if p := q.Predicate.(quad.IRI); !named[p] {
			t.Errorf("%s has no name", p)
		}
		if o, ok := q.Object.(quad.IRI); ok && q.Predicate == graph.TypeIRI && !named[o] {
			t.Errorf("%s has no name", o)
		}
	}
	s := graph.OpenMemory()
	program := "var missing = [];\n"
	for _, w := range slices.Sorted(maps.Keys(words)) {
		program += fmt.Sprintf("{ const %s = 1 }\nif (iri(%q).toString() !== `${%s}`) missing.push(%q);\n", w, string(words[w]), w, w)
	}
	if r, err := s.Query(t.Context(), program+"g.emit(missing.join())", gizmo.Options{}); err != nil || rowsOf(r)[0] != `""` {
		t.Error(rowsOf(r), err)
	}
	// The names of the interpreter, as a store without words has them.
	r, err := gizmo.Run(t.Context(), quadstore.Memory(), `Object.getOwnPropertyNames(globalThis).forEach(n => g.emit(n))`, gizmo.Options{})
	if err != nil || len(r.Rows) < 50 {
		t.Fatal(len(r.Rows), err)
	}
	for _, row := range r.Rows {
		if _, clash := words[row[0].Text]; clash || slices.Contains([]string{"who", "node", "find"}, row[0].Text) {
			t.Errorf("%s is a name already", row[0].Text)
		}
	}
}

// TestAnswersGizmo: the Gizmo that a ready question prints runs, and finds
// something where the question does.
func TestAnswersGizmo(t *testing.T) {
	s := graph.OpenMemory()
	put(t, s, entries(6)...)
	put(t, s, graph.Entry{Record: yaltaRecord(), Document: graph.Document{ID: yaltaRecord().Doc, Published: "1945-02-12", Text: yalta}})
	ctx := t.Context()
	var answers []*graph.Answer
	for _, ask := range []func() (*graph.Answer, error){
		func() (*graph.Answer, error) { return s.WhoMet(ctx, []string{"person/p1"}, false) },
		func() (*graph.Answer, error) {
			return s.Meetings(ctx, graph.MeetingFilter{Who: [][]string{{"person/p1"}, {"person/p2"}}})
		},
		func() (*graph.Answer, error) {
			return s.Meetings(ctx, graph.MeetingFilter{Place: []string{"place/t0"}})
		},
		func() (*graph.Answer, error) { return s.Offices(ctx, nil) },
		func() (*graph.Answer, error) { return s.Statements(ctx, nil, "") },
		func() (*graph.Answer, error) { return s.Path(ctx, []string{"person/p0"}, []string{"person/p2"}) },
		func() (*graph.Answer, error) {
			return s.Why(ctx, []string{"person/churchill"}, "met", []string{"person/stalin"})
		},
	} {
		a, err := ask()
		if err != nil {
			t.Fatal(err)
		}
		answers = append(answers, a)
	}
	for _, a := range answers {
		r, err := s.Query(ctx, a.Gizmo, gizmo.Options{})
		if err != nil {
			t.Errorf("%s\n%v", a.Gizmo, err)
		} else if len(r.Rows) == 0 || len(a.Rows) == 0 {
			t.Errorf("%s\n%d rows; the question has %d", a.Gizmo, len(r.Rows), len(a.Rows))
		}
	}
}

func BenchmarkQuery(b *testing.B) {
	s := graph.OpenMemory()
	put(b, s, entries(1000)...)
	for _, c := range []struct{ name, program string }{
		{"nothing", `g.emit(1)`},
		{"who", `who("P7").Out(met).Unique().All()`},
		{"two hops", `who("P7").Out(met).Unique().Out(met).Unique().All()`},
		{"meetings in a place", `g.V().Has(type, Meeting).Has(held_in, find("Town T1")).Unique().Save(date, "on").All()`},
	} {
		b.Run(c.name, func(b *testing.B) {
			for b.Loop() {
				if r, err := s.Query(b.Context(), c.program, gizmo.Options{}); err != nil || len(r.Rows) == 0 {
					b.Fatal(err)
				}
			}
		})
	}
}
