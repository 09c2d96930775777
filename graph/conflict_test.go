package graph_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"parley/graph"
	"parley/schema"
)

// told is invented(i, 1, 2) as document i tells of meeting m with a status.
func told(i int, m, status string) graph.Entry {
	e := invented(i, 1, 2)
	e.Record.Meetings[0].ID, e.Record.Meetings[0].Status = m, status
	return e
}

// TestDisagreement: one document tells a meeting as happened, another denies
// it, a third has a further participant. Each answer has its own status and
// the documents that stand behind it, in whatever order they were put.
func TestDisagreement(t *testing.T) {
	happened, denied := told(0, "meeting/x", "happened"), told(1, "meeting/x", "denied")
	denied.Record.Entities = append(denied.Record.Entities, schema.Entity{ID: "person/p9", Type: "Person", Name: "Person P9"})
	denied.Record.Meetings[0].Participants = append(denied.Record.Meetings[0].Participants, "person/p9")
	for _, order := range [][]graph.Entry{{happened, denied}, {denied, happened}} {
		s := graph.OpenMemory()
		put(t, s, order...)
		a, err := s.WhoMet(t.Context(), []string{"person/p1"}, false)
		if err != nil {
			t.Fatal(err)
		}
		if got, want := cells(a), []string{"Person P1|Person P2|2001-01-01|Town T0|meeting|happened"}; !slices.Equal(got, want) {
			t.Fatalf("who met: %q, want %q", got, want)
		}
		if e := a.Rows[0].Evidence; len(e) != 1 || e[0].Document != happened.Document.ID {
			t.Errorf("the evidence is %v", e)
		}
		if a, err = s.WhoMet(t.Context(), []string{"person/p9"}, false); err != nil || len(a.Rows) != 0 {
			t.Errorf("who is denied to have met anybody met %q, %v", cells(a), err)
		}
		if a, err = s.Meetings(t.Context(), graph.MeetingFilter{All: true}); err != nil || len(a.Rows) != 2 {
			t.Errorf("meetings: %q, %v", cells(a), err)
		}
	}
}

// TestTypeInDoubt: where documents disagree on what something is, the answer
// does not depend on which came first.
func TestTypeInDoubt(t *testing.T) {
	one, two := invented(0, 1, 2), invented(1, 1, 2)
	two.Record.Entities[0].Type, two.Record.Entities[0].Name = "Group", "Mx Person P1"
	var types []string
	for _, order := range [][]graph.Entry{{one, two}, {two, one}} {
		s := graph.OpenMemory()
		put(t, s, order...)
		nodes, err := s.Find(t.Context(), "person/p1")
		if err != nil {
			t.Fatal(err)
		}
		types = append(types, nodes[0].Type+" "+nodes[0].Caption)
	}
	if types[0] != types[1] {
		t.Errorf("it is %q, or %q", types[0], types[1])
	}
}

// TestNotUTF8: file names, titles and texts that are no UTF-8 are kept apart,
// come back as they were, and are taken back exactly.
func TestNotUTF8(t *testing.T) {
	var es []graph.Entry
	for i, id := range []string{"caf\xe9", "caf\xe8", "caf\uFFFD", "caf%E9"} {
		e := invented(i, i, i+1)
		e.Record.Doc, e.Document.ID = id, id
		e.Record.Title, e.Document.Title = "\xe9\xe9", "\xe9\xe9"
		e.Document.Text = strings.TrimSuffix(e.Document.Text, "\n") + "\xe9\xe8\n" // within the evidence
		e.Record.Meetings[0].Evidence[0].End += 2
		es = append(es, e)
	}
	s, rest := graph.OpenMemory(), graph.OpenMemory()
	put(t, s, es...)
	put(t, rest, es[1:]...)
	for _, e := range es {
		d, r, err := s.Document(e.Document.ID)
		if err != nil || d.Text != e.Document.Text || d.ID != e.Document.ID || r.Doc != d.ID || r.Meetings[0].Evidence[0] != e.Record.Meetings[0].Evidence[0] {
			t.Errorf("%q came back as %q, %q, %v", e.Document.ID, d.ID, d.Text, err)
		}
	}
	a, err := s.Meetings(t.Context(), graph.MeetingFilter{All: true})
	if err != nil || len(a.Rows) != len(es) {
		t.Errorf("%q, %v", cells(a), err)
	}
	if err := s.Remove(t.Context(), es[0].Document.ID); err != nil {
		t.Fatal(err)
	}
	if dump(t, s) != dump(t, rest) {
		t.Error("taking one back touched another")
	}
}

// TestSeveralSentences: evidence of several sentences is read from the text,
// in its order, a gap shown.
func TestSeveralSentences(t *testing.T) {
	s := graph.OpenMemory()
	r := yaltaRecord()
	last := at("A second talk was cancelled.")
	r.Meetings[0].Evidence = []schema.Span{last, r.Meetings[0].Evidence[0]}
	put(t, s, graph.Entry{Record: r, Document: graph.Document{ID: r.Doc, Text: yalta}})
	a, err := s.WhoMet(t.Context(), []string{"person/churchill"}, false)
	if err != nil || len(a.Rows) != 1 {
		t.Fatal(cells(a), err)
	}
	e := a.Rows[0].Evidence[0]
	if want := "Churchill met Stalin at Yalta in February 1945. … A second talk was cancelled."; e.Sentence != want || e.Start != 0 || e.End != len([]rune(yalta))-1 {
		t.Errorf("%q %d-%d, want %q", e.Sentence, e.Start, e.End, want)
	}
}

func TestFindForgets(t *testing.T) {
	s := graph.OpenMemory()
	one, two := invented(0, 1, 2), invented(1, 1, 3)
	put(t, s, one, two)
	for _, id := range []string{one.Document.ID, two.Document.ID} {
		if nodes, err := s.Find(t.Context(), "p1"); err != nil || len(nodes) != 1 {
			t.Errorf("%v %v", nodes, err)
		}
		if err := s.Remove(t.Context(), id); err != nil {
			t.Fatal(err)
		}
	}
	if nodes, err := s.Find(t.Context(), "p1"); err == nil {
		t.Errorf("taken back, but found: %v", nodes)
	}
}

// TestBadDocument: what cannot be stored is named, and the others can be put
// without it.
func TestBadDocument(t *testing.T) {
	for kind, s := range stores(t) {
		es := entries(3)
		es[1].Record.Entities[0].Name = strings.Repeat("x", 1<<16)
		_, err := s.Put(t.Context(), es...)
		var bad *graph.DocumentError
		if !errors.As(err, &bad) || bad.ID != es[1].Document.ID {
			t.Fatalf("%s: %v", kind, err)
		}
		if ids, err := s.Documents(); err != nil || len(ids) != 0 {
			t.Fatalf("%s: %q %v", kind, ids, err)
		}
		put(t, s, es[0], es[2])
	}
}
