package graph_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"parley/graph"
	"parley/graph/gizmo"
	"parley/schema"
)

// keysOf are the rows of a program as the Keys of an answer: the tags, or the
// node where there is no tag, each row once.
func keysOf(r *gizmo.Result) []string {
	var out []string
	for _, row := range r.Rows {
		var cells []string
		for i, v := range row {
			if v.Kind == gizmo.None || r.Columns[i] == "id" && len(row) > 1 && slices.ContainsFunc(row, func(o gizmo.Value) bool { return o.Kind != gizmo.None && o != v }) {
				continue
			}
			cells = append(cells, strings.TrimPrefix(strings.Trim(v.Short(), `"<>`), "parley:"))
		}
		slices.Sort(cells)
		out = append(out, strings.Join(slices.Compact(cells), " "))
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func keys(a *graph.Answer) []string {
	var out []string
	for _, row := range a.Rows {
		if len(row.Key) > 0 {
			k := slices.Sorted(slices.Values(row.Key))
			out = append(out, strings.Join(slices.Compact(k), " "))
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// TestProgramsAskTheSame: what --gizmo prints finds what the question finds.
func TestProgramsAskTheSame(t *testing.T) {
	s := graph.OpenMemory()
	small := newWorld(5, 12)
	for i := range 60 {
		put(t, s, small.document(i))
	}
	put(t, s, disagreeing()...)
	put(t, s, crowd(1, 0), crowd(2, 0), crowd(3, 0))
	a, b, c := nowCalled(t, s, small.is("Person", 0).ID), nowCalled(t, s, small.is("Person", 1).ID), small.is("Country", 0).ID
	questions := map[string]func(context.Context, *graph.Store) (*graph.Answer, error){
		"who-met": func(ctx context.Context, s *graph.Store) (*graph.Answer, error) {
			return s.WhoMet(ctx, []string{a, c}, false)
		},
		"who-met all": func(ctx context.Context, s *graph.Store) (*graph.Answer, error) {
			return s.WhoMet(ctx, []string{a, c}, true)
		},
		"who-met anybody":      func(ctx context.Context, s *graph.Store) (*graph.Answer, error) { return s.WhoMet(ctx, nil, false) },
		"who-met anybody, all": func(ctx context.Context, s *graph.Store) (*graph.Answer, error) { return s.WhoMet(ctx, nil, true) },
		"meetings": func(ctx context.Context, s *graph.Store) (*graph.Answer, error) {
			return s.Meetings(ctx, graph.MeetingFilter{Who: [][]string{{a}}, All: true})
		},
		"meetings of two": func(ctx context.Context, s *graph.Store) (*graph.Answer, error) {
			return s.Meetings(ctx, graph.MeetingFilter{Who: [][]string{{a}, {b, c}}})
		},
		"meetings at a place": func(ctx context.Context, s *graph.Store) (*graph.Answer, error) {
			return s.Meetings(ctx, graph.MeetingFilter{Place: []string{small.is("Place", 0).ID}})
		},
		"offices": func(ctx context.Context, s *graph.Store) (*graph.Answer, error) {
			return s.Offices(ctx, []string{a, c})
		},
		"offices of anybody": func(ctx context.Context, s *graph.Store) (*graph.Answer, error) { return s.Offices(ctx, nil) },
		"statements": func(ctx context.Context, s *graph.Store) (*graph.Answer, error) {
			return s.Statements(ctx, []string{a}, "")
		},
		"statements about": func(ctx context.Context, s *graph.Store) (*graph.Answer, error) {
			return s.Statements(ctx, nil, "be \"would be\"")
		},
		"search": func(ctx context.Context, s *graph.Store) (*graph.Answer, error) {
			return s.Search(ctx, "dal \"lee met\"")
		},
		"all statements": func(ctx context.Context, s *graph.Store) (*graph.Answer, error) { return s.Statements(ctx, nil, "") },
		"positions": func(ctx context.Context, s *graph.Store) (*graph.Answer, error) {
			return s.Positions(ctx, []string{a}, nil)
		},
		"positions on": func(ctx context.Context, s *graph.Store) (*graph.Answer, error) {
			return s.Positions(ctx, nil, []string{a, b})
		},
		"positions of all": func(ctx context.Context, s *graph.Store) (*graph.Answer, error) {
			return s.Positions(ctx, nil, []string{c})
		},
		"votes": func(ctx context.Context, s *graph.Store) (*graph.Answer, error) { return s.Votes(ctx, nil, nil) },
		"between": func(ctx context.Context, s *graph.Store) (*graph.Answer, error) {
			return s.Between(ctx, []string{a}, []string{b, c})
		},
		"timeline": func(ctx context.Context, s *graph.Store) (*graph.Answer, error) { return s.Timeline(ctx, []string{a}) },
		"path": func(ctx context.Context, s *graph.Store) (*graph.Answer, error) {
			return s.Path(ctx, []string{a}, []string{nowCalled(t, s, small.is("Person", 9).ID)})
		},
		"common": func(ctx context.Context, s *graph.Store) (*graph.Answer, error) {
			return s.Common(ctx, []string{a}, []string{b})
		},
		"most-connected": func(ctx context.Context, s *graph.Store) (*graph.Answer, error) {
			return s.MostConnected(ctx, "Person", 10)
		},
		"most-connected any": func(ctx context.Context, s *graph.Store) (*graph.Answer, error) { return s.MostConnected(ctx, "", 5) },
		"why": func(ctx context.Context, s *graph.Store) (*graph.Answer, error) {
			return s.Why(ctx, []string{a}, "", nil)
		},
		"conflicts": func(ctx context.Context, s *graph.Store) (*graph.Answer, error) { return s.Conflicts(ctx) },
		"sources": func(ctx context.Context, s *graph.Store) (*graph.Answer, error) {
			return s.Sources(ctx, []string{a}, "met", nil)
		},
		"meetings of a year": func(ctx context.Context, s *graph.Store) (*graph.Answer, error) {
			return s.Meetings(ctx, graph.MeetingFilter{Date: "2001", All: true})
		},
		"meetings of a status": func(ctx context.Context, s *graph.Store) (*graph.Answer, error) {
			return s.Meetings(ctx, graph.MeetingFilter{Status: "denied"})
		},
		"offices on": func(ctx context.Context, s *graph.Store) (*graph.Answer, error) {
			return s.OfficesOn(ctx, []string{a, c}, "2005-06")
		},
		"offices of anybody on": func(ctx context.Context, s *graph.Store) (*graph.Answer, error) {
			return s.OfficesOn(ctx, nil, "2005-06-01")
		},
	}
	filters := map[string]graph.Filter{
		"": {}, "since": {Since: "2004"}, "until": {Until: "2003-06"}, "as of": {AsOf: "2005"}, "confidence": {MinConfidence: .85}, "source": {Source: "paper 1"},
		"all": {Since: "2000", Until: "2007-01-01", AsOf: "2008", MinConfidence: .75, Source: "PAPER"},
	}
	for by, f := range filters {
		found := 0
		for name, ask := range questions {
			t.Run(strings.TrimSuffix(name+", "+by, ", "), func(t *testing.T) {
				answer, err := ask(t.Context(), s.With(f))
				if err != nil {
					t.Fatal(err)
				}
				r, err := s.Query(t.Context(), answer.Gizmo, gizmo.Options{MaxRows: 100_000})
				if err != nil {
					t.Fatalf("%v in\n%s", err, answer.Gizmo)
				}
				want, got := keys(answer), keysOf(r)
				if name == "search" { // a row has all claims of its sentence, a row of the program one
					want = strings.Fields(strings.Join(want, " "))
				}
				for _, k := range without(want, got) {
					t.Errorf("the program lacks %s", k)
				}
				for _, k := range without(got, want) {
					t.Errorf("the question lacks %s", k)
				}
				if len(want) > 0 {
					found++
				} else if by == "" {
					t.Error("nothing found")
				}
			})
		}
		if found < len(questions)/2 {
			t.Errorf("%s: %d of %d questions find something", by, found, len(questions))
		}
	}
}

// nowCalled is, of the nodes that an id of the records means, the one of which
// the most is told.
func nowCalled(t *testing.T, s *graph.Store, id string) string {
	t.Helper()
	nodes, err := s.Find(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	best, most := "", -1
	for _, n := range nodes {
		a, err := s.Timeline(t.Context(), []string{n.ID})
		if err != nil {
			t.Fatal(err)
		}
		if len(a.Rows) > most {
			best, most = n.ID, len(a.Rows)
		}
	}
	return best
}

// disagreeing are documents that contradict each other.
func disagreeing() []graph.Entry {
	var out []graph.Entry
	for i, x := range []struct{ status, place, holder string }{
		{"happened", "oslo", "ann-lee"}, {"denied", "oslo", "ann-lee"}, {"happened", "bergen", "bo-dal"}, {"scheduled", "", "ann-lee"},
	} {
		text := "Ann Lee met Bo Dal."
		at := schema.Span{Start: 0, End: len(text)}
		f := schema.Finding{Evidence: []schema.Span{at}, Confidence: .9, Rule: "meetings/met"}
		r := &schema.Record{Doc: fmt.Sprintf("contra/%d.txt", i), Published: "2001-03-04", Language: "en", Entities: []schema.Entity{
			{ID: "person/ann-lee", Type: "Person", Name: "Ann Lee"}, {ID: "person/bo-dal", Type: "Person", Name: "Bo Dal"},
			{ID: "country/norway", Type: "Country", Name: "Norway"}, {ID: "place/oslo", Type: "Place", Name: "Oslo"}, {ID: "place/bergen", Type: "Place", Name: "Bergen"},
		}}
		m := schema.Meeting{ID: fmt.Sprint("meeting/contra-", i), Kind: "talks", Status: x.status, Participants: []string{"person/ann-lee", "person/bo-dal"}, Date: "2001-03-03", Trigger: at, Finding: f}
		if x.place != "" {
			m.Places = []string{"place/" + x.place}
		}
		r.Meetings = []schema.Meeting{m}
		r.Offices = []schema.Office{{Person: "person/" + x.holder, Title: "Prime Minister", Of: "country/norway", Status: "current", Finding: f}}
		status := "happened"
		if i == 2 {
			status = "negated"
		}
		r.Relations = []schema.Relation{{S: "person/ann-lee", P: "supports", O: "person/bo-dal", Status: status, Date: "2001-03-03", Finding: f}}
		out = append(out, graph.Entry{Record: r, Document: graph.Document{ID: r.Doc, Published: "2001-03-04", Hash: fmt.Sprint(i), Text: text}})
	}
	return out
}
