package graph

import (
	"context"
	"errors"
	"fmt"
	"strings"
)

// ErrNobody is returned when nothing in the graph goes by the name asked for.
var ErrNobody = errors.New("nothing in the graph goes by that name")

// Find returns the nodes that who means, sorted by ID: the node of that id
// (person/angela-merkel), else the entities whose name or alias it is word for
// word, else those whose name or alias it is but for case, accents and
// punctuation, else those of which it is the last words ("rubio"). Two people
// of one name are two nodes. It is [ErrNobody] if there is none.
func (s *Store) Find(ctx context.Context, who string) ([]Node, error) {
	var out []Node
	err := s.view(ctx, func(r *reader) error {
		ids := r.called(who)
		if strings.Contains(who, "/") && len(r.node(r.entity(who)).facts) > 0 {
			ids = []string{who}
		}
		if len(ids) == 0 {
			return fmt.Errorf("%q: %w", who, ErrNobody)
		}
		out = r.nodes(ids)
		return nil
	})
	return out, err
}
