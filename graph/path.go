package graph

import (
	"context"
	"slices"
	"strconv"

	"github.com/cayleygraph/quad"
)

// Path is a shortest chain of people who met between one of from and one of
// to: A met B, B met C. Of several shortest chains it is always the same one.
// No chain is an answer without rows. The cost is linear in the met edges
// within reach.
func (s *Store) Path(ctx context.Context, from, to []string) (*Answer, error) {
	a := &Answer{Columns: []string{"step", "who", "met", "date", "place"}, Gizmo: gizmoPath(from, to)}
	err := s.view(ctx, func(r *reader) error {
		chain, err := r.chain(ctx, from, to)
		if err != nil {
			return err
		}
		for i := 1; i < len(chain); i++ {
			row, err := r.step(s, i, chain[i-1], chain[i])
			if err != nil {
				return err
			}
			a.Rows = append(a.Rows, row)
		}
		return nil
	})
	return a, err
}

// chain walks met edges breadth first. Frontiers are sorted, so that the
// first way found to a node is the same each time.
func (r *reader) chain(ctx context.Context, from, to []string) ([]string, error) {
	goal := map[string]bool{}
	for _, x := range to {
		goal[x] = true
	}
	before := map[string]string{}
	front := slices.Clone(from)
	slices.Sort(front)
	for _, x := range front {
		before[x] = ""
	}
	for len(front) > 0 {
		var next []string
		for _, x := range front {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			if goal[x] {
				return unwind(before, x), nil
			}
			for q, err := range r.tx.Quads(IRI(x), IRI("met"), nil, nil) {
				if err != nil {
					return nil, err
				}
				y := id(q.Object)
				if _, seen := before[y]; !seen {
					before[y] = x
					next = append(next, y)
				}
			}
		}
		slices.Sort(next)
		front = next
	}
	return nil, nil
}

func unwind(before map[string]string, x string) []string {
	var chain []string
	for ; x != ""; x = before[x] {
		chain = append(chain, x)
	}
	slices.Reverse(chain)
	return chain
}

// step is the row that tells when and where x met y: of several meetings the
// first dated one, with the evidence of all.
func (r *reader) step(s *Store, n int, x, y string) (Row, error) {
	names, err := r.nodes([]quad.IRI{IRI(x), IRI(y)})
	if err != nil {
		return Row{}, err
	}
	row := Row{Cells: []string{strconv.Itoa(n), names[0].Caption, names[1].Caption, "", ""}}
	ms, err := r.meetings(s, MeetingFilter{Who: [][]string{{x}, {y}}})
	if err != nil {
		return row, err
	}
	var claims []quad.IRI
	for i, m := range ms {
		if i == 0 {
			row.Cells[3] = m.Date
			if row.Cells[4], err = r.list(m.Places); err != nil {
				return row, err
			}
		}
		claims = append(claims, m.claims...)
	}
	row.Evidence, err = r.evidence(claims)
	return row, err
}

func gizmoPath(from, to []string) string {
	return "// Gizmo has no shortest path; this tells who is within reach and how far.\n" +
		"g.V(" + gizmoIDs(from) + ").FollowRecursive(g.M().Out(met), 6, [\"steps\"]).Is(" + gizmoIDs(to) + ").All()"
}
