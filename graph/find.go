package graph

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"parley/graph/quadstore"
)

// ErrNobody is returned when nothing in the graph goes by the name asked for.
var ErrNobody = errors.New("nothing in the graph goes by that name")

// Find returns the nodes that who means, sorted by ID: the node of that id
// (person/angela-merkel), else the entities whose name or alias it is word for
// word, else those whose name or alias it is but for case, accents and
// punctuation, else those of which it is the last word ("rubio"). Two people
// of one name are two nodes. It is [ErrNobody] if there is none.
func (s *Store) Find(ctx context.Context, who string) ([]Node, error) {
	var out []Node
	err := s.view(ctx, func(r *reader) (err error) {
		out, err = r.find(who)
		return err
	})
	return out, err
}

func (s *Store) view(ctx context.Context, f func(*reader) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	return s.qs.View(func(tx *quadstore.Tx) error { return f(newReader(tx)) })
}

func (r *reader) find(who string) ([]Node, error) {
	if strings.Contains(who, "/") {
		n, err := r.node(IRI(who))
		if err != nil {
			return nil, err
		}
		if len(n.facts) > 0 {
			return r.nodes([]quad.IRI{n.iri})
		}
	}
	names := []quad.IRI{NameIRI, IRI("alias")}
	var found []quad.IRI
	for _, p := range names {
		iris, err := r.subjects(p, quad.String(who))
		if err != nil {
			return nil, err
		}
		found = append(found, iris...)
	}
	if len(found) == 0 {
		want := slug(who)
		var last []quad.IRI
		for _, p := range names {
			for q, err := range r.tx.Quads(nil, p, nil, nil) {
				if err != nil {
					return nil, err
				}
				iri, ok := q.Subject.(quad.IRI)
				name := slug(plain(q.Object))
				switch {
				case !ok || want == "":
				case name == want:
					found = append(found, iri)
				case strings.HasSuffix(name, "-"+want):
					last = append(last, iri)
				}
			}
		}
		if len(found) == 0 {
			found = last
		}
	}
	if len(found) == 0 {
		return nil, fmt.Errorf("%q: %w", who, ErrNobody)
	}
	slices.Sort(found)
	return r.nodes(slices.Compact(found))
}

// nodes are the nodes of iris with type and caption.
func (r *reader) nodes(iris []quad.IRI) ([]Node, error) {
	out := make([]Node, 0, len(iris))
	for _, iri := range iris {
		n, err := r.entity(id(iri))
		if err != nil {
			return nil, err
		}
		out = append(out, n)
	}
	return out, nil
}

func (r *reader) entity(of string) (Node, error) {
	n := Node{ID: of}
	for q, err := range r.tx.Quads(IRI(of), TypeIRI, nil, nil) {
		if err != nil {
			return n, err
		}
		n.Type = id(q.Object)
		break
	}
	var err error
	n.Caption, err = r.caption(of)
	return n, err
}
