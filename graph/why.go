package graph

import (
	"context"
	"fmt"
	"slices"

	"github.com/cayleygraph/quad"
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
	var p quad.Value
	if predicate != "" {
		p = IRI(predicate)
	}
	type pattern struct{ s, p, o, l quad.Value }
	patterns := []pattern{{s: IRI(x), p: p}}
	if len(objects) > 0 {
		patterns = nil
		for _, o := range objects {
			patterns = append(patterns, pattern{s: IRI(x), p: p, o: IRI(o)})
		}
	} else {
		patterns = append(patterns, pattern{p: p, o: IRI(x)}, pattern{l: IRI(x), p: p})
	}
	for _, pt := range patterns {
		for q, err := range r.tx.Quads(pt.s, pt.p, pt.o, pt.l) {
			if err != nil {
				return err
			}
			if err := ctx.Err(); err != nil {
				return err
			}
			if err := a.said(r, q); err != nil {
				return err
			}
		}
	}
	return nil
}

// said adds a row for quad q, unless it is about the claim or document itself.
func (a *Answer) said(r *reader, q quad.Quad) error {
	claim, _ := q.Label.(quad.IRI)
	if q.Subject == q.Label {
		return nil
	}
	e, err := r.evidence([]quad.IRI{claim})
	if err != nil || len(e) == 0 {
		return err
	}
	s, err := r.caption(id(q.Subject))
	if err != nil {
		return err
	}
	o := plain(q.Object)
	if iri, ok := q.Object.(quad.IRI); ok {
		if o, err = r.caption(id(iri)); err != nil {
			return err
		}
	}
	p := id(q.Predicate)
	a.Rows = append(a.Rows, Row{Cells: []string{e[0].Claim, fmt.Sprintf("%s %s %s", s, p, o), e[0].Status, e[0].Document, e[0].Sentence}, Evidence: e})
	return nil
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
