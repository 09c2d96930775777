package graph

import (
	"context"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/cayleygraph/quad"

	"parley/graph/gizmo"
	"parley/schema"
)

//go:embed prelude.js
var preludeText string

// properties are the predicates that [Quads] uses beside those of the schema:
// what is said of documents, claims, meetings, visits and statements.
var properties = []string{
	"about", "alias", "confidence", "content", "date", "document", "evidence", "kind", "object", "phrase", "predicate",
	"published", "publisher", "quote", "record_id", "rule", "sentence", "status", "subject", "title", "url", "when",
}

// Vocabulary is the names that stand for types and predicates in a Gizmo
// program, each with its IRI: met, held_in, Person, type, name, status ….
func Vocabulary() map[string]quad.IRI {
	out := map[string]quad.IRI{"type": TypeIRI, "name": NameIRI}
	for _, p := range properties {
		out[p] = IRI(p)
	}
	m := schema.English()
	for _, p := range m.Predicates {
		out[p.Name] = IRI(p.Name)
	}
	for _, t := range m.Types {
		out[t.Name] = IRI(t.Name)
	}
	return out
}

// prelude is prelude.js as a program that calls itself.
var prelude = sync.OnceValues(func() (string, error) {
	v, err := json.Marshal(Vocabulary())
	if err != nil {
		return "", fmt.Errorf("vocabulary: %w", err)
	}
	return strings.TrimSpace(preludeText) + "(" + string(v) + ", find);\n", nil
})

// Query runs a Gizmo program on the graph within the limits of o; see
// [gizmo.Run] for what it returns and [gizmo.Options] for the limits. Beside
// Gizmo the program finds
//
//	met, held_in, Person, …  the IRIs of [Vocabulary]
//	who("Begin", …)          a path of the nodes that [Store.Find] finds
//	node("person/begin", …)  a path of the nodes of these ids
//	find("Begin", …)         the nodes themselves, for Is and Has
//	shortest("Begin", "Tito")  the nodes of a shortest chain of who met whom
//	claims("Begin", "met", …)  the claims that say so of him: of an edge to one
//	                         of the others, if there are any; "" is any predicate
//
// A name that nobody bears is an error of the program. o.Prelude and o.Funcs
// come on top. A program reads only. What others put while it runs may show in
// a part of its answer.
func (s *Store) Query(ctx context.Context, program string, o gizmo.Options) (*gizmo.Result, error) {
	p, err := prelude()
	if err != nil {
		return nil, err
	}
	o.Prelude = p + o.Prelude
	own := s.With(s.filter) // only gives it another filter
	funcs := map[string]any{"find": own.findAll, "shortest": own.shortest, "claims": own.claimsOf, "only": own.only, "says": says}
	maps.Copy(funcs, o.Funcs)
	o.Funcs = funcs
	return gizmo.Run(ctx, s.qs, program, o)
}

// findAll is the nodes that go by any of the names, each once, in the order of
// the names.
func (s *Store) findAll(ctx context.Context, names ...string) ([]quad.IRI, error) {
	if len(names) == 0 {
		return nil, errors.New("expected a name")
	}
	var out []quad.IRI
	seen := map[string]bool{}
	for _, name := range names {
		nodes, err := s.Find(ctx, name)
		if err != nil {
			return nil, err
		}
		for _, n := range nodes {
			if !seen[n.ID] {
				seen[n.ID] = true
				out = append(out, IRI(n.ID))
			}
		}
	}
	return out, nil
}

// shortest is the chain of [Store.Path] between two names, none if there is no
// chain.
func (s *Store) shortest(ctx context.Context, from, to string) ([]quad.IRI, error) {
	var ends [2][]string
	for i, name := range []string{from, to} {
		nodes, err := s.Find(ctx, name)
		if err != nil {
			return nil, err
		}
		for _, n := range nodes {
			ends[i] = append(ends[i], n.ID)
		}
	}
	var out []quad.IRI
	err := s.view(ctx, func(r *reader) error {
		chain, err := r.chain(ctx, ends[0], ends[1])
		for _, x := range chain {
			out = append(out, IRI(x))
		}
		return err
	})
	return out, err
}

// claimsOf are the claims behind the edges of [Store.Why], sorted.
func (s *Store) claimsOf(ctx context.Context, who, predicate string, whom ...string) ([]quad.IRI, error) {
	var ids, objects []string
	for i, name := range append([]string{who}, whom...) {
		nodes, err := s.Find(ctx, name)
		if err != nil {
			return nil, err
		}
		for _, n := range nodes {
			if i == 0 {
				ids = append(ids, n.ID)
			} else {
				objects = append(objects, n.ID)
			}
		}
	}
	found := map[string]bool{}
	err := s.view(ctx, func(r *reader) error {
		for _, x := range ids {
			for _, q := range r.edges(x, predicate, objects) {
				if q[0] != q[3] && r.document(q[3]) != 0 && r.passes(q[3]) {
					found[r.text(q[3])] = true
				}
			}
		}
		return ctx.Err()
	})
	var out []quad.IRI
	for _, c := range slices.Sorted(maps.Keys(found)) {
		out = append(out, IRI(c))
	}
	return out, err
}
