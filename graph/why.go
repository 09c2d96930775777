package graph

import (
	"context"
	"fmt"
	"slices"

	"github.com/cayleygraph/quad"

	"parley/graph/quadstore"
)

// Why lists the sentences behind what is said of the nodes of these ids: as
// subject or as object of an edge, or as the claim itself. With a predicate
// only those edges, with an object only those that join the two.
func (s *Store) Why(ctx context.Context, ids []string, predicate string, objects []string) (*Answer, error) {
	a := &Answer{Columns: []string{"claim", "says", "status", "document", "sentence"}, Gizmo: gizmoWhy(ids)}
	err := s.view(ctx, func(r *reader) error {
		for _, x := range ids {
			if err := a.why(ctx, r, x, predicate, objects); err != nil {
				return err
			}
		}
		return nil
	})
	a.sort()
	return a, err
}

func (a *Answer) why(ctx context.Context, r *reader, x, predicate string, objects []string) error {
	var found [][4]quadstore.Ref
	n := r.entity(x)
	if n == 0 {
		return nil
	}
	if len(objects) == 0 {
		found = slices.Concat(r.match(n, predicate, 0), r.match(0, predicate, n))
		for q := range r.tx.Match(0, 0, 0, n) {
			if predicate == "" || q[1] == r.word(predicate) {
				found = append(found, q)
			}
		}
	}
	for _, o := range objects {
		if o := r.entity(o); o != 0 {
			found = append(found, r.match(n, predicate, o)...)
		}
	}
	for _, q := range found {
		if err := ctx.Err(); err != nil {
			return err
		}
		a.said(r, q)
	}
	return nil
}

// said adds a row for quad q, unless it is about the claim or document itself.
func (a *Answer) said(r *reader, q [4]quadstore.Ref) {
	if q[0] == q[3] {
		return
	}
	e := r.evidence(q[3:])
	if len(e) == 0 {
		return
	}
	says := fmt.Sprintf("%s %s %s", r.caption(r.text(q[0])), r.text(q[1]), r.shown(q[2]))
	a.Rows = append(a.Rows, Row{Cells: []string{e[0].Claim, says, e[0].Status, e[0].Document, e[0].Sentence}, Evidence: e})
}

// shown is the caption of an entity or the text of a literal.
func (r *reader) shown(n quadstore.Ref) string {
	v, err := r.tx.Value(n)
	if iri, ok := v.(quad.IRI); ok {
		return r.caption(id(iri))
	}
	r.keep(err)
	return plain(v)
}

func gizmoWhy(ids []string) string {
	return fmt.Sprintf("g.V(%s).Labels().Save(sentence, \"sentence\").Save(document, \"document\").All()", gizmoIDs(ids))
}

// Sources counts the documents behind the evidence.
func Sources(evidence []Evidence) int {
	var docs []string
	for _, e := range evidence {
		docs = append(docs, e.Document)
	}
	slices.Sort(docs)
	return len(slices.Compact(docs))
}
