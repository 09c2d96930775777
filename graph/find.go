package graph

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"parley/graph/resolve"
)

// ErrNobody is returned when nothing in the graph goes by the name asked for.
var ErrNobody = errors.New("nothing in the graph goes by that name")

// Find returns the nodes that who means, sorted by ID: the node of that id
// (person/angela-merkel), else the entities whose name or alias it is word for
// word, else those whose name or alias it is but for case, accents and
// punctuation, else those of which it is the last words ("rubio"). A surname
// means all who bear it, also where some article has nothing but the surname.
// Two people of one name are two nodes. An id that was good once, for a record
// gave it or people merged it, means what it has become: several, if it was
// one's and others came. It is [ErrNobody] if there is none.
func (s *Store) Find(ctx context.Context, who string) ([]Node, error) {
	var out []Node
	err := s.view(ctx, func(r *reader) error {
		ids := r.called(who)
		if strings.Contains(who, "/") {
			if now := r.became(who); len(now) > 0 {
				ids = now
			}
		}
		if len(ids) == 0 {
			return fmt.Errorf("%q: %w", who, ErrNobody)
		}
		out = r.nodes(ids)
		return nil
	})
	return out, err
}

// became are the nodes that an id means now: its own, or what records that
// give it, or people who merged it, made of it.
func (r *reader) became(id string) []string {
	there := func(id string) bool { return r.tx.HasSubject(r.entity(id)) }
	if there(id) {
		return []string{id}
	}
	base, _ := resolve.CutMark(id)
	if base != id && there(base) {
		return []string{base}
	}
	var out []string
	d, err := decisions(r.tx)
	r.keep(err)
	if err == nil {
		for _, x := range []string{id, base} {
			if kept := d.Kept(x); kept != x && there(kept) {
				out = append(out, kept)
			}
		}
	}
	for _, n := range r.subjects("record_id", r.ref(quad.String(base))) {
		out = append(out, r.text(n))
	}
	slices.Sort(out)
	return slices.Compact(out)
}
