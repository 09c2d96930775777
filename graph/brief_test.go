package graph_test

import (
	"context"
	"slices"
	"testing"

	"parley/graph"
)

// TestBrief asks all questions of a store and of its brief twin: the same rows
// with as many sources, and no sentence.
func TestBrief(t *testing.T) {
	for name, s := range stores(t) {
		t.Run(name, func(t *testing.T) {
			put(t, s, batch(0, 40)...)
			put(t, s, invented(1, 1, 2), invented(57, 1, 2)) // tell the same
			for _, id := range []string{"person/p1", news.is("Person", 0).ID, "person/nobody"} {
				ids := []string{id}
				for question, ask := range map[string]func(context.Context, *graph.Store) (*graph.Answer, error){
					"who-met": func(ctx context.Context, s *graph.Store) (*graph.Answer, error) { return s.WhoMet(ctx, ids, true) },
					"meetings": func(ctx context.Context, s *graph.Store) (*graph.Answer, error) {
						return s.Meetings(ctx, graph.MeetingFilter{Who: [][]string{ids}, All: true})
					},
					"offices":    func(ctx context.Context, s *graph.Store) (*graph.Answer, error) { return s.Offices(ctx, ids) },
					"statements": func(ctx context.Context, s *graph.Store) (*graph.Answer, error) { return s.Statements(ctx, ids, "") },
					"why":        func(ctx context.Context, s *graph.Store) (*graph.Answer, error) { return s.Why(ctx, ids, "", nil) },
					"path": func(ctx context.Context, s *graph.Store) (*graph.Answer, error) {
						return s.Path(ctx, ids, []string{"person/p2", news.is("Person", 1).ID})
					},
				} {
					full, err := ask(t.Context(), s)
					if err != nil {
						t.Fatal(err)
					}
					brief, err := ask(t.Context(), s.Brief())
					if err != nil {
						t.Fatal(err)
					}
					if !slices.EqualFunc(full.Rows, brief.Rows, func(f, b graph.Row) bool {
						return slices.Equal(f.Cells, b.Cells) && f.Sources > 0 && f.Sources == b.Sources && f.Sources == documentsOf(f.Evidence) && b.Evidence == nil
					}) {
						t.Errorf("%s of %s:\n%+v\nbrief:\n%+v", question, id, full.Rows, brief.Rows)
					}
				}
			}
			a, err := s.Brief().WhoMet(t.Context(), []string{"person/p1"}, false)
			if err != nil || len(a.Rows) != 1 || a.Rows[0].Sources != 2 {
				t.Errorf("two documents tell of p1: %+v, %v", a.Rows, err)
			}
		})
	}
}

// documentsOf counts the documents behind the evidence.
func documentsOf(evidence []graph.Evidence) int {
	docs := map[string]bool{}
	for _, e := range evidence {
		docs[e.Document] = true
	}
	return len(docs)
}
