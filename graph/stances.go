package graph

import (
	"context"
	"maps"
	"slices"

	"parley/graph/quadstore"
)

// stance is a relation of two as one claim tells it.
type stance struct {
	quad   [4]quadstore.Ref // of the edge, or of the claim's subject, predicate and object
	status string
}

// stances are the relations from s to o, 0 standing for any, by the given
// predicates; also those that did not come about, with their status.
func (r *reader) stances(ctx context.Context, predicates map[string]bool, s, o quadstore.Ref) ([]stance, error) {
	var out []stance
	for _, p := range slices.Sorted(maps.Keys(predicates)) {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		for _, q := range r.match(s, p, o) {
			out = append(out, stance{q, r.claim(q[3]).text("status")})
		}
		// What did not come about hangs from its claim.
		word := r.word(p)
		if word == 0 {
			continue
		}
		var claims []quadstore.Ref
		switch {
		case s != 0:
			claims = r.subjects("subject", s)
		case o != 0:
			claims = r.subjects("object", o)
		default:
			claims = r.subjects("predicate", word)
		}
		for _, c := range claims {
			n := r.claim(c)
			of, subject, object := n.of("predicate"), n.of("subject"), n.of("object")
			if len(of) == 0 || len(subject) == 0 || len(object) == 0 || r.text(of[0].object) != p {
				continue
			}
			if (s == 0 || subject[0].object == s) && (o == 0 || object[0].object == o) {
				out = append(out, stance{[4]quadstore.Ref{subject[0].object, word, object[0].object, c}, n.text("status")})
			}
		}
	}
	return out, nil
}

// relations are the predicates of a section.
func (s *Store) relations(sections ...string) map[string]bool {
	out := map[string]bool{}
	for _, p := range s.model.Predicates {
		if slices.Contains(sections, p.Section) {
			out[p.Name] = true
		}
	}
	return out
}

// Positions lists what stances the actors of these ids took, by date: towards
// one of objects, if there are any. Without ids, everybody's.
func (s *Store) Positions(ctx context.Context, ids, objects []string) (*Answer, error) {
	return s.stancesOf(ctx, s.relations("relation"), ids, objects)
}

// votes are the predicates that tell of votes.
var votes = map[string]bool{"voted_for": true, "voted_against": true, "abstained_on": true, "vetoed": true}

// Votes lists who voted how on what, by date. objects are what was voted on.
func (s *Store) Votes(ctx context.Context, ids, objects []string) (*Answer, error) {
	return s.stancesOf(ctx, votes, ids, objects)
}

func (s *Store) stancesOf(ctx context.Context, predicates map[string]bool, ids, objects []string) (*Answer, error) {
	a := &Answer{Columns: []string{"date", "who", "position", "whom", "status"}, Gizmo: gizmoPositions(predicates, ids, objects)}
	err := s.view(ctx, func(r *reader) error {
		for _, x := range orAny(ids) {
			for _, y := range orAny(objects) {
				from, to := r.entityOrAny(x), r.entityOrAny(y)
				if x != "" && from == 0 || y != "" && to == 0 {
					continue
				}
				found, err := r.stances(ctx, predicates, from, to)
				if err != nil {
					return err
				}
				for _, f := range found {
					a.stance(r, s, f)
				}
			}
		}
		a.sort()
		a.cite(r)
		return nil
	})
	return a, err
}

func orAny(ids []string) []string {
	if len(ids) == 0 {
		return []string{""}
	}
	return ids
}

func (r *reader) entityOrAny(id string) quadstore.Ref {
	if id == "" {
		return 0
	}
	return r.entity(id)
}

// stance adds a row. The caption of the predicate says what it is.
func (a *Answer) stance(r *reader, s *Store, f stance) {
	p := r.text(f.quad[1])
	words := p
	if known := s.model.Predicate(p); known != nil {
		words = known.Caption
	}
	a.Rows = append(a.Rows, Row{
		Cells:  []string{r.claim(f.quad[3]).text("date"), r.caption(r.text(f.quad[0])), words, r.shown(f.quad[2]), f.status},
		Key:    []string{r.text(f.quad[2]), p, r.text(f.quad[0])},
		claims: []quadstore.Ref{f.quad[3]},
	})
}
