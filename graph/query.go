package graph

import (
	"context"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
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
	funcs := map[string]any{"find": s.findAll}
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
