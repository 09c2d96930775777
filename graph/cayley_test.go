package graph_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/cayleygraph/cayley/graph/memstore"
	"github.com/cayleygraph/cayley/query"
	cayley "github.com/cayleygraph/cayley/query/gizmo"
	"github.com/cayleygraph/quad"
	foreign "github.com/cayleygraph/quad/nquads"

	"parley/graph/gizmo"
	"parley/graph/nquads"
)

// Cayley itself loads what is exported, and its own Gizmo answers as ours does
// on the store.
func TestCayleyReadsTheExport(t *testing.T) {
	ctx := context.Background()
	s := filled(t)
	quads, err := quad.ReadAll(foreign.NewReader(strings.NewReader(exported(t, s)), true))
	if err != nil {
		t.Fatal(err)
	}
	if _, _, n, err := s.Counts(); err != nil || int(n) != len(quads) {
		t.Fatalf("cayley read %d quads of %d: %v", len(quads), n, err)
	}
	mem := memstore.New(quads...)
	rows := 0
	for _, program := range []string{
		`g.V().Has("<rdf:type>", "<parley:Person>").Unique().All()`,
		`g.V().Has("<rdf:type>", "<parley:Meeting>").Out("<parley:held_in>").Unique().All()`,
		`g.V().Has("<parley:status>", "scheduled").Out("<parley:document>").Unique().All()`,
		`g.V().Has("<rdf:type>", "<parley:Person>").Out("<parley:met>").Out("<parley:met>").Unique().All()`,
		`g.V().Has("<rdf:type>", "<parley:Claim>").Out("<parley:confidence>").Unique().All()`,
		`g.V().Has("<rdf:type>", "<parley:Statement>").Out("<parley:content>").Unique().All()`,
	} {
		full := strings.NewReplacer("<rdf:", "<http://www.w3.org/1999/02/22-rdf-syntax-ns#", "<parley:", "<urn:parley:").Replace(program)
		it, err := cayley.NewSession(mem).Execute(ctx, full, query.Options{Limit: 1 << 20})
		if err != nil {
			t.Fatal(err)
		}
		var theirs []string
		for it.Next(ctx) {
			v := mem.NameOf(it.Result().(*cayley.Result).Tags["id"])
			if iri, ok := v.(quad.IRI); ok {
				v = nquads.Shorten(string(iri))
			}
			theirs = append(theirs, text(v))
		}
		if err := it.Err(); err != nil {
			t.Fatal(err)
		}
		it.Close()
		result, err := s.Query(ctx, program, gizmo.Options{MaxRows: 1 << 20})
		if err != nil {
			t.Fatal(err)
		}
		var ours []string
		for _, row := range result.Rows {
			ours = append(ours, row[0].Text)
		}
		slices.Sort(theirs)
		slices.Sort(ours)
		if !slices.Equal(ours, theirs) {
			t.Errorf("%s: %d rows, Cayley has %d:\n%.300q\n%.300q", program, len(ours), len(theirs), ours, theirs)
		}
		t.Logf("%s: %d rows", program, len(ours))
		rows += len(theirs)
	}
	if rows < 100 {
		t.Errorf("only %d rows", rows)
	}
}

// text is the IRI or the words of v.
func text(v quad.Value) string {
	switch v := v.(type) {
	case quad.IRI:
		return string(v)
	case quad.String:
		return string(v)
	case quad.TypedString:
		return string(v.Value)
	}
	return v.String()
}
