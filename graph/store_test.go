package graph_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"parley/graph"
	"parley/schema"
)

// entries are invented documents that share people: document i tells of a
// meeting of p(i) and p(i+1), every third one planned only.
func entries(n int) []graph.Entry {
	out := make([]graph.Entry, n)
	for i := range out {
		out[i] = invented(i, i, i+1)
	}
	return out
}

func invented(i, a, b int) graph.Entry {
	names := []string{fmt.Sprintf("Person P%d", a), fmt.Sprintf("Person P%d", b)}
	status, verb := "happened", "met"
	if i%3 == 2 {
		status, verb = "scheduled", "will meet"
	}
	text := fmt.Sprintf("%s %s %s in Town T%d on day %d.\n", names[0], verb, names[1], i%4, i)
	span := func(s string) schema.Span {
		at := strings.Index(text, s)
		return schema.Span{Start: at, End: at + len(s)}
	}
	r := &schema.Record{Doc: fmt.Sprintf("news/%03d.txt", i), Title: fmt.Sprint("Day ", i), Published: schema.Text(fmt.Sprintf("2001-01-%02d", i%28+1)), Language: "en"}
	ids := []string{fmt.Sprintf("person/p%d", a), fmt.Sprintf("person/p%d", b)}
	for k, id := range ids {
		r.Entities = append(r.Entities, schema.Entity{ID: id, Type: "Person", Name: names[k], Aliases: []string{fmt.Sprintf("Mx %s", names[k])}, Mentions: []schema.Mention{{Span: span(names[k]), Kind: "name"}}})
	}
	place := fmt.Sprintf("place/t%d", i%4)
	r.Entities = append(r.Entities, schema.Entity{ID: place, Type: "Place", Name: fmt.Sprintf("Town T%d", i%4)})
	r.Meetings = []schema.Meeting{{
		ID: fmt.Sprintf("meeting/m%d", i), Kind: "meeting", Status: status, Participants: ids, Places: []string{place},
		Date: schema.Text(fmt.Sprintf("2001-01-%02d", i%28+1)), Trigger: span(verb),
		Finding: schema.Finding{Evidence: []schema.Span{{Start: 0, End: len(text) - 1}}, Confidence: .9, Rule: "meetings/met"},
	}}
	return graph.Entry{Document: graph.Document{ID: r.Doc, Title: r.Title, Published: string(r.Published), Language: "en", Hash: fmt.Sprint("h", i), Extractor: "1", Text: text}, Record: r}
}

func stores(t *testing.T) map[string]*graph.Store {
	file, err := graph.Open(filepath.Join(t.TempDir(), "x.db"), graph.Options{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { file.Close() })
	return map[string]*graph.Store{"memory": graph.OpenMemory(), "file": file}
}

func put(t testing.TB, s *graph.Store, es ...graph.Entry) []graph.Put {
	t.Helper()
	p, err := s.Put(t.Context(), es...)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func dump(t *testing.T, s *graph.Store) string {
	t.Helper()
	var b bytes.Buffer
	for q, err := range s.All(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintln(&b, q.NQuad())
	}
	if problems, err := s.Check(t.Context()); err != nil || len(problems) > 0 {
		t.Fatal(problems, err)
	}
	return b.String()
}

// TestOrderDoesNotMatter: any order of putting, in any batches, with documents
// put twice, replaced and taken back, ends in the same bytes.
func TestOrderDoesNotMatter(t *testing.T) {
	all := entries(12)
	plain := graph.OpenMemory()
	put(t, plain, all...)
	want := dump(t, plain)
	for name, s := range stores(t) {
		t.Run(name, func(t *testing.T) {
			seed := time.Now().UnixNano()
			t.Logf("seed %d", seed)
			rnd := rand.New(rand.NewSource(seed))
			old := invented(3, 70, 71) // document 3 as it first was
			put(t, s, old)
			for _, i := range rnd.Perm(len(all)) {
				put(t, s, all[i])
				if rnd.Intn(2) == 0 {
					extra := invented(50+i, 60+i, i)
					put(t, s, extra, all[rnd.Intn(len(all))])
					if err := s.Remove(t.Context(), extra.Document.ID); err != nil {
						t.Fatal(err)
					}
				}
			}
			if got := dump(t, s); got != want {
				t.Errorf("the order shows:\n%s\nwant\n%s", got, want)
			}
			for _, e := range all {
				if err := s.Remove(t.Context(), e.Document.ID); err != nil {
					t.Fatal(err)
				}
			}
			if got := dump(t, s); got != "" {
				t.Errorf("left over: %s", got)
			}
			if err := s.Remove(t.Context(), "nobody"); !errors.Is(err, graph.ErrNoDocument) {
				t.Error(err)
			}
		})
	}
}

func TestPut(t *testing.T) {
	for name, s := range stores(t) {
		t.Run(name, func(t *testing.T) {
			es := entries(2)
			if got := put(t, s, es...); !slices.Equal(got, []graph.Put{graph.Added, graph.Added}) {
				t.Error(got)
			}
			changed := invented(1, 8, 9)
			if got := put(t, s, es[0], changed); !slices.Equal(got, []graph.Put{graph.Unchanged, graph.Replaced}) {
				t.Error(got)
			}
			if !s.Holds(es[0].Document.ID, "h0", "1") || s.Holds(es[0].Document.ID, "h0", "2") || s.Holds("x", "h0", "1") {
				t.Error("Holds")
			}
			before := dump(t, s)
			bad := invented(5, 1, 2)
			bad.Record.Meetings[0].Status = "planned"
			if _, err := s.Put(t.Context(), invented(6, 1, 2), bad); err == nil || !strings.Contains(err.Error(), "news/005.txt: meetings[0].status") {
				t.Errorf("an unsound record: %v", err)
			}
			ctx, cancel := context.WithCancel(t.Context())
			cancel()
			if _, err := s.Put(ctx, invented(6, 1, 2)); !errors.Is(err, context.Canceled) {
				t.Error(err)
			}
			if dump(t, s) != before {
				t.Error("a failed put left traces")
			}
			d, r, err := s.Document("news/001.txt")
			if err != nil || d.Text != changed.Document.Text || r.Meetings[0].Trigger != changed.Record.Meetings[0].Trigger {
				t.Error(d, r, err)
			}
		})
	}
}

func TestOpenErrors(t *testing.T) {
	path := filepath.Join(t.TempDir(), "none.db")
	for _, o := range []graph.Options{{ReadOnly: true}, {MustExist: true}} {
		if _, err := graph.Open(path, o); !errors.Is(err, graph.ErrNoDatabase) {
			t.Error(err)
		}
	}
	if _, err := os.Stat(path); err == nil {
		t.Error("a file came into being")
	}
}

func cells(a *graph.Answer) []string {
	var out []string
	for _, r := range a.Rows {
		out = append(out, strings.Join(r.Cells, "|"))
	}
	return out
}

func TestQuestions(t *testing.T) {
	s := graph.OpenMemory()
	put(t, s, entries(6)...)
	put(t, s, graph.Entry{Record: yaltaRecord(), Document: graph.Document{ID: yaltaRecord().Doc, Published: "1945-02-12", Text: yalta}})
	ctx := t.Context()
	find := func(who string) []string {
		nodes, err := s.Find(ctx, who)
		if err != nil {
			t.Fatal(err)
		}
		var ids []string
		for _, n := range nodes {
			ids = append(ids, n.ID)
		}
		return ids
	}
	for who, want := range map[string]string{"Person P1": "person/p1", "p1": "person/p1", "PERSON P1": "person/p1", "Marshal Stalin": "person/stalin", "stalin": "person/stalin", "person/p2": "person/p2"} {
		if got := find(who); !slices.Equal(got, []string{want}) {
			t.Errorf("%s: %v", who, got)
		}
	}
	if _, err := s.Find(ctx, "Nobody"); !errors.Is(err, graph.ErrNobody) {
		t.Error(err)
	}
	for _, c := range []struct {
		name string
		ask  func() (*graph.Answer, error)
		want []string
	}{
		{"who met p1", func() (*graph.Answer, error) { return s.WhoMet(ctx, find("p1"), false) }, []string{
			"Person P1|Person P0|2001-01-01|Town T0|meeting|happened", "Person P1|Person P2|2001-01-02|Town T1|meeting|happened"}},
		{"who met p3, planned too", func() (*graph.Answer, error) { return s.WhoMet(ctx, find("p3"), true) }, []string{
			"Person P3|Person P2|2001-01-03|Town T2|meeting|scheduled", "Person P3|Person P4|2001-01-04|Town T3|meeting|happened"}},
		{"meetings of two", func() (*graph.Answer, error) {
			return s.Meetings(ctx, graph.MeetingFilter{Who: [][]string{find("churchill"), find("stalin")}, All: true})
		}, []string{"1945-02|meeting|happened|Churchill, Stalin||Yalta|", "|talks|cancelled|Churchill, Stalin|||"}},
		{"meetings in a place", func() (*graph.Answer, error) {
			return s.Meetings(ctx, graph.MeetingFilter{Place: find("Town T0")})
		}, []string{"2001-01-01|meeting|happened|Person P0, Person P1||Town T0|", "2001-01-05|meeting|happened|Person P4, Person P5||Town T0|"}},
		{"offices of a country", func() (*graph.Answer, error) { return s.Offices(ctx, find("Soviet Union")) }, []string{"Stalin|Premier|Soviet Union|current|1945-02-12"}},
		{"statements", func() (*graph.Answer, error) { return s.Statements(ctx, nil, "agree") }, []string{"1945-02-12|Churchill|said||“We agree,”|true"}},
		{"statements about else", func() (*graph.Answer, error) { return s.Statements(ctx, nil, "zebra") }, nil},
		{"path", func() (*graph.Answer, error) { return s.Path(ctx, find("p0"), find("p2")) }, []string{"1|Person P0|Person P1|2001-01-01|Town T0", "2|Person P1|Person P2|2001-01-02|Town T1"}},
		{"no path through plans", func() (*graph.Answer, error) { return s.Path(ctx, find("p2"), find("p3")) }, nil},
	} {
		got, err := c.ask()
		if err != nil {
			t.Fatalf("%s: %v", c.name, err)
		}
		if !slices.Equal(cells(got), c.want) {
			t.Errorf("%s: %q, want %q", c.name, cells(got), c.want)
		}
		for _, r := range got.Rows {
			if len(r.Evidence) == 0 || r.Evidence[0].Sentence == "" {
				t.Errorf("%s: %v without its sentence", c.name, r.Cells)
			}
		}
		if got.Gizmo == "" {
			t.Errorf("%s: no Gizmo", c.name)
		}
	}
	why, err := s.Why(ctx, find("churchill"), "met", find("stalin"))
	if err != nil || len(why.Rows) != 1 || why.Rows[0].Evidence[0].Sentence != "Churchill met Stalin at Yalta in February 1945." {
		t.Errorf("why: %q %v", cells(why), err)
	}
	g, err := s.WhoMetWhom(ctx, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range g.Edges {
		if (e.Predicate == "met") != (e.Status == "happened") {
			t.Errorf("%v is called %s", e, e.Predicate)
		}
	}
	if len(g.Edges) != 8 {
		t.Errorf("%d edges", len(g.Edges))
	}
}

// TestLongNames: what is far too long to be a name is kept all the same, and
// leaves nothing behind.
func TestLongNames(t *testing.T) {
	for name, s := range stores(t) {
		t.Run(name, func(t *testing.T) {
			e := invented(1, 1, 2)
			long := strings.Repeat("Very Long ", 380)
			for i := range e.Record.Entities[:2] {
				x := &e.Record.Entities[i]
				old := x.ID
				x.ID, x.Name, x.Aliases = fmt.Sprintf("person/%s%d", strings.Repeat("very-long-", 300), i), long+fmt.Sprint(i), nil
				for k, id := range e.Record.Meetings[0].Participants {
					if id == old {
						e.Record.Meetings[0].Participants[k] = x.ID
					}
				}
				e.Record.Offices = append(e.Record.Offices, schema.Office{Person: x.ID, Title: long + long, Status: "current", Finding: e.Record.Meetings[0].Finding})
			}
			e.Record.Offices = append(e.Record.Offices, schema.Office{Person: e.Record.Entities[0].ID, Title: "x", Status: "current", Finding: e.Record.Meetings[0].Finding})
			put(t, s, e, invented(2, 3, 4))
			dump(t, s)
			if err := s.Remove(t.Context(), e.Document.ID, invented(2, 3, 4).Document.ID); err != nil {
				t.Fatal(err)
			}
			if left := whole(t, s); left != "\n" {
				t.Errorf("left over: %.300s", left)
			}
		})
	}
}
