package graph_test

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"

	"parley/graph"
	"parley/schema"
)

// TestInventedRecords: whatever a record says, only what came about is a
// direct edge, each quad is labelled with a claim of its document, and the
// table of the package comment names its predicate.
func TestInventedRecords(t *testing.T) {
	model, w := schema.English(), newWorld(7, 60)
	table, err := os.ReadFile("doc.go")
	if err != nil {
		t.Fatal(err)
	}
	direct, unreal, seen := 0, 0, map[string]bool{}
	for i := range 150 {
		e := w.document(i)
		if err := model.Validate(e.Record, e.Document.Text); err != nil {
			t.Fatal(err)
		}
		qs := graph.Quads(e.Record, e.Document.Text)
		status, ours := map[quad.Value]string{}, map[quad.Value]bool{graph.DocumentIRI(e.Document.ID): true}
		for _, q := range qs {
			switch q.Predicate {
			case graph.IRI("status"):
				if q.Subject == q.Label {
					status[q.Label] = quad.ToString(q.Object)
				}
			case graph.IRI("document"):
				ours[q.Subject] = q.Object == graph.DocumentIRI(e.Document.ID)
			}
		}
		for _, s := range status {
			if !model.Real(s) {
				unreal++
			}
		}
		for _, q := range qs {
			p := strings.TrimPrefix(string(q.Predicate.(quad.IRI)), "parley:")
			if !ours[q.Label] {
				t.Errorf("%v: its label is no claim of the document", q)
			}
			known := model.Predicate(p)
			if known == nil || known.Section != "relation" && known.Section != "affiliation" {
				seen[p] = true
			}
			actor := known != nil && (known.Section == "relation" || p == "met" || p == "visited")
			if !actor {
				continue
			}
			direct++
			if s := status[q.Label]; !model.Real(s) {
				t.Errorf("%v: a direct edge, but its claim is %q", q, s)
			}
		}
	}
	if direct < 100 || unreal < 100 {
		t.Errorf("%d direct edges and %d claims of what did not come about are too few to tell", direct, unreal)
	}
	for p := range seen {
		if !regexp.MustCompile(`\b` + p + `\b`).Match(table) {
			t.Errorf("the package comment does not tell of %s", p)
		}
	}
}

// TestTakenBack: of many documents, replaced and taken back in part, there
// remains what would be there if only the others had been put.
func TestTakenBack(t *testing.T) {
	const n = 40
	w, other := newWorld(3, 30), newWorld(4, 30)
	rest, plain := graph.OpenMemory(), graph.OpenMemory()
	for i := range n {
		put(t, rest, other.document(i)) // other words under the same ids
		put(t, rest, w.document(i))
		if i%2 == 0 {
			put(t, plain, w.document(i))
		}
	}
	for i := 1; i < n; i += 2 {
		if err := rest.Remove(t.Context(), w.document(i).Document.ID); err != nil {
			t.Fatal(err)
		}
	}
	if dump(t, rest) != dump(t, plain) {
		t.Error("what was taken back shows")
	}
}

// FuzzRecord: a record of any bytes over any text is refused or put; what is
// put is sound, and taken back it leaves nothing.
func FuzzRecord(f *testing.F) {
	for _, e := range []graph.Entry{invented(2, 1, 2), {Record: yaltaRecord(), Document: graph.Document{Text: yalta}}} {
		b, err := schema.Encode(e.Record, e.Document.Text)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(b, e.Document.Text, "title")
	}
	f.Add([]byte(`{"doc":"\ud800","title":"x","entities":[{"id":"place/a","type":"Place","name":"\u0000","aliases":["\u0000"]}]}`), "\xff\xfea\xff", "\xff\xff")
	f.Fuzz(func(t *testing.T, record []byte, text, title string) {
		r, err := schema.Decode(record, text)
		if err != nil {
			return
		}
		r.Title = title
		s := graph.OpenMemory()
		e := graph.Entry{Record: r, Document: graph.Document{ID: r.Doc, Title: title, Text: text}}
		if _, err := s.Put(t.Context(), e); err != nil {
			if dump(t, s) != "" {
				t.Fatal("refused, but there")
			}
			return
		}
		dump(t, s)
		if got := put(t, s, e); got[0] != graph.Unchanged {
			t.Error("the same again is taken for another")
		}
		if err := s.Remove(t.Context(), r.Doc); err != nil {
			t.Fatal(err)
		}
		if left := dump(t, s); left != "" {
			t.Errorf("left over:\n%s", left)
		}
		if _, nodes, quads, _ := s.Counts(); nodes != 0 || quads != 0 {
			t.Errorf("%d nodes, %d quads are left", nodes, quads)
		}
	})
}
