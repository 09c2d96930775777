package graph

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"

	"github.com/cayleygraph/quad"

	"parley/graph/quadstore"
)

// Why lists the sentences behind what is said of the nodes of these ids: as
// subject or as object of an edge, or as the claim itself. With a predicate
// only those edges, with an object only those that join the two; without, also
// why the documents' mentions are taken for one person.
func (s *Store) Why(ctx context.Context, ids []string, predicate string, objects []string) (*Answer, error) {
	a := &Answer{Columns: []string{"says", "status", "confidence", "rule", "claim"}, Gizmo: gizmoWhy(ids)}
	err := s.viewPersons(ctx, func(r *reader, persons *identity) error {
		if err := r.predicate(predicate); err != nil {
			return err
		}
		var found [][4]quadstore.Ref
		for _, x := range ids {
			found = append(found, r.edges(x, predicate, objects)...)
		}
		if err := a.why(ctx, r, found); err != nil {
			return err
		}
		a.sort()
		if predicate == "" && len(objects) == 0 {
			for _, x := range slices.Backward(ids) {
				a.joins(r, persons, x)
			}
		}
		a.cite(r)
		return nil
	})
	return a, err
}

// ErrPredicate is returned when neither the vocabulary nor the graph has the
// predicate asked for.
var ErrPredicate = errors.New("no such predicate; want met, holds_office, supports … as parley ask why WHO shows them")

// predicate fails if nothing can be said by p; "" is any.
func (r *reader) predicate(p string) error {
	if _, known := Vocabulary()[p]; known || p == "" || r.word(p) != 0 {
		return nil
	}
	return fmt.Errorf("%q: %w", p, ErrPredicate)
}

// edges are the quads of x that Why is asked for.
func (r *reader) edges(x, predicate string, objects []string) [][4]quadstore.Ref {
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
	return append(found, r.unreal(n, predicate, objects)...)
}

// unreal are the edges from or to n that did not come about, as their claims
// tell them.
func (r *reader) unreal(n quadstore.Ref, predicate string, objects []string) [][4]quadstore.Ref {
	var found [][4]quadstore.Ref
	for _, c := range distinct(slices.Concat(r.subjects("subject", n), r.subjects("object", n))) {
		of := r.claim(c)
		p, s, o := of.of("predicate"), of.of("subject"), of.of("object")
		if len(p) == 0 || len(s) == 0 || len(o) == 0 || predicate != "" && p[0].object != r.word(predicate) {
			continue
		}
		if len(objects) > 0 && (s[0].object != n || !slices.Contains(objects, r.text(o[0].object))) {
			continue
		}
		found = append(found, [4]quadstore.Ref{s[0].object, p[0].object, o[0].object, c})
	}
	return found
}

// why adds a row for each quad, unless it is about the claim or document
// itself.
func (a *Answer) why(ctx context.Context, r *reader, quads [][4]quadstore.Ref) error {
	quads = slices.DeleteFunc(quads, func(q [4]quadstore.Ref) bool { return q[0] == q[3] || r.document(q[3]) == 0 })
	claims, shown := make([]quadstore.Ref, len(quads)), make([]quadstore.Ref, 0, 2*len(quads))
	for i, q := range quads {
		claims[i] = q[3]
		shown = append(shown, q[0], q[2])
	}
	r.readClaims(claims)
	r.readTexts(nil, shown)
	told := map[[4]quadstore.Ref]bool{}
	for _, q := range quads {
		if err := ctx.Err(); err != nil {
			return err
		}
		// A met B is also B met A: it is told once, as it is asked.
		if told[[4]quadstore.Ref{q[2], q[1], q[0], q[3]}] {
			continue
		}
		told[q] = true
		a.said(r, q)
	}
	return nil
}

func (a *Answer) said(r *reader, q [4]quadstore.Ref) {
	e := r.cited(q[3])
	says := fmt.Sprintf("%s %s %s", r.caption(r.text(q[0])), r.text(q[1]), r.shown(q[2]))
	confidence := ""
	if e.Rule != "" { // a mention is what the document has: no rule found it
		confidence = strconv.FormatFloat(e.Confidence, 'f', 2, 64)
	}
	a.Rows = append(a.Rows, Row{Cells: []string{says, e.Status, confidence, e.Rule, e.Claim}, Key: []string{e.Claim}, claims: q[3:]})
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
