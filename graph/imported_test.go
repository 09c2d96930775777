package graph_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"

	"parley/graph"
	"parley/graph/nquads"
)

// exported is the whole graph of s as N-Quads.
func exported(t *testing.T, s *graph.Store) string {
	t.Helper()
	var b []byte
	for q, err := range s.All(context.Background()) {
		if err == nil {
			b, err = nquads.Append(b, q)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	return string(b)
}

func readQuads(t *testing.T, text string) []quad.Quad {
	t.Helper()
	var out []quad.Quad
	for r := nquads.NewReader(strings.NewReader(text)); ; {
		q, err := r.Read()
		if errors.Is(err, io.EOF) {
			return out
		}
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, q)
	}
}

// imports puts N-Quads from a file of that name into s.
func imports(t *testing.T, s *graph.Store, name, text string) error {
	t.Helper()
	entries, err := graph.Imported(name, readQuads(t, text))
	if err != nil {
		return err
	}
	_, err = s.Put(context.Background(), entries...)
	return err
}

func sound(t *testing.T, s *graph.Store) {
	t.Helper()
	problems, err := s.Check(context.Background())
	if err != nil || len(problems) > 0 {
		t.Errorf("check: %v, %v", problems, err)
	}
}

// What was exported and imported is the same graph and gives the same answers.
func TestImportOwn(t *testing.T) {
	ctx := context.Background()
	s := filled(t)
	text := exported(t, s)
	back := graph.OpenMemory()
	defer back.Close()
	for range 2 { // the second time nothing changes
		if err := imports(t, back, "graph.nq", text); err != nil {
			t.Fatal(err)
		}
	}
	if got := exported(t, back); got != text {
		t.Errorf("%d bytes came back as %d", len(text), len(got))
	}
	sound(t, back)
	want, err := s.WhoMet(ctx, nil, true)
	if err != nil {
		t.Fatal(err)
	}
	got, err := back.WhoMet(ctx, nil, true)
	if err != nil || len(got.Rows) != len(want.Rows) || len(want.Rows) == 0 {
		t.Fatalf("%d rows, want %d: %v", len(got.Rows), len(want.Rows), err)
	}
	for i, r := range got.Rows {
		w := want.Rows[i]
		if strings.Join(r.Cells, "|") != strings.Join(w.Cells, "|") || r.Sources != w.Sources || len(r.Evidence) != len(w.Evidence) {
			t.Errorf("%v, want %v", r, w)
		}
	}
	docs, err := back.Documents()
	if err != nil {
		t.Fatal(err)
	}
	if err := back.Remove(ctx, docs...); err != nil {
		t.Fatal(err)
	}
	if got := exported(t, back); got != "" {
		t.Errorf("removed, and left: %s", got)
	}
	// Where the text is, the same quads change nothing, and others are refused.
	if err := imports(t, s, "graph.nq", text); err != nil {
		t.Error(err)
	}
	i := strings.Index(text, "\n") + 1
	if err := imports(t, s, "graph.nq", text[i:]); !errors.Is(err, graph.ErrFromText) {
		t.Errorf("less than the archive has: %v", err)
	}
	sound(t, s)
}

const foreignQuads = `<https://example.org/a> <https://example.org/knows> _:x <https://example.org/g> .
_:x <https://example.org/name> "X \"@en" .
<urn:parley:person/a> <http://schema.org/name> "Anna Lindqvist"@sv .
`

func TestImportForeign(t *testing.T) {
	ctx := context.Background()
	s := graph.OpenMemory()
	defer s.Close()
	for _, name := range []string{"one.nq", "two.nq"} {
		if err := imports(t, s, name, foreignQuads); err != nil {
			t.Fatal(err)
		}
	}
	sound(t, s)
	text := exported(t, s)
	for _, want := range []string{
		"<urn:parley:document/one.nq> .", "<urn:parley:graph> <https://example.org/g> ", `<urn:parley:rule> "import"`, `"Anna Lindqvist"@sv <urn:parley:claim/`,
	} {
		if !strings.Contains(text, want) {
			t.Errorf("no %s in\n%s", want, text)
		}
	}
	if n := strings.Count(text, `"X \"@en"`); n != 2 {
		t.Errorf("the blank nodes of two files are %d nodes", n)
	}
	a, err := s.Why(ctx, []string{"person/a"}, "", nil)
	if err != nil || len(a.Rows) != 2 || a.Rows[0].Sources != 1 {
		t.Errorf("why: %v, %v", a, err)
	}
	// An export of what was imported goes round too.
	back := graph.OpenMemory()
	defer back.Close()
	if err := imports(t, back, "other name", text); err != nil {
		t.Fatal(err)
	}
	if got := exported(t, back); got != text {
		t.Errorf("came back as\n%s\nwant\n%s", got, text)
	}
	if err := s.Remove(ctx, "one.nq", "two.nq"); err != nil {
		t.Fatal(err)
	}
	if got := exported(t, s); got != "" {
		t.Errorf("removed, and left: %s", got)
	}
}

// Nothing that is imported may change what the claims of others rest on.
func TestImportRefuses(t *testing.T) {
	const mine = `<urn:parley:document/m> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <urn:parley:Document> <urn:parley:document/m> .
<urn:parley:claim/1> <urn:parley:document> <urn:parley:document/m> <urn:parley:claim/1> .
`
	for name, text := range map[string]string{
		"a claim of ours":          `<urn:parley:claim/1> <urn:parley:confidence> "1" .`,
		"a document of ours":       `<urn:parley:document/m> <urn:parley:title> "lie" <https://example.org/g> .`,
		"another claim's evidence": mine + `<urn:parley:claim/2> <urn:parley:sentence> "lie" <urn:parley:claim/1> .`,
		"evidence that is none":    mine + `<urn:parley:claim/1> <urn:parley:evidence> "here" <urn:parley:claim/1> .`,
		"a claim of two documents": mine + strings.ReplaceAll(strings.ReplaceAll(mine, "document/m", "document/n"), "claim/1", "claim/2") +
			"<urn:parley:claim/1> <urn:parley:document> <urn:parley:document/n> <urn:parley:claim/2> .",
	} {
		s := graph.OpenMemory()
		if err := imports(t, s, "f.nq", text); err == nil {
			t.Errorf("%s: no error", name)
		}
		if got := exported(t, s); got != "" {
			t.Errorf("%s: left %s", name, got)
		}
		s.Close()
	}
	// A claim that another document has already.
	s := graph.OpenMemory()
	defer s.Close()
	if err := imports(t, s, "f.nq", mine); err != nil {
		t.Fatal(err)
	}
	before := exported(t, s)
	if err := imports(t, s, "f.nq", strings.ReplaceAll(mine, "document/m", "document/n")); err == nil {
		t.Error("a claim of two documents: no error")
	}
	if exported(t, s) != before {
		t.Error("a refused import changed the graph")
	}
}

func FuzzImport(f *testing.F) {
	f.Add([]byte(foreignQuads))
	f.Fuzz(func(t *testing.T, text []byte) {
		var quads []quad.Quad
		for r := nquads.NewReader(bytes.NewReader(text)); ; {
			q, err := r.Read()
			if err != nil {
				break
			}
			quads = append(quads, q)
		}
		entries, err := graph.Imported("f", quads)
		if err != nil || len(entries) == 0 {
			return
		}
		s := graph.OpenMemory()
		defer s.Close()
		if _, err := s.Put(context.Background(), entries...); err != nil {
			return
		}
		sound(t, s)
	})
}

// filled holds documents of an invented world.
func filled(t *testing.T) *graph.Store {
	t.Helper()
	s := graph.OpenMemory()
	t.Cleanup(func() { s.Close() })
	w := newWorld(3, 20)
	for i := range 30 {
		put(t, s, w.document(i))
	}
	return s
}
