package graph

import (
	"context"
	"slices"
	"strconv"

	"parley/graph/quadstore"
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
			row, err := r.step(ctx, s, i, chain[i-1], chain[i])
			if err != nil {
				return err
			}
			a.Rows = append(a.Rows, row)
		}
		a.cite(r)
		return nil
	})
	return a, err
}

// chain walks met edges breadth first. Frontiers are sorted by id, so that
// the first way found to a node is the same each time.
func (r *reader) chain(ctx context.Context, from, to []string) ([]string, error) {
	met := r.word("met")
	if met == 0 {
		return nil, nil
	}
	names, before := map[string]quadstore.Ref{}, map[quadstore.Ref]string{}
	front := slices.Clone(from)
	slices.Sort(front)
	for _, x := range front {
		names[x] = r.entity(x)
		before[names[x]] = ""
	}
	for len(front) > 0 {
		for _, x := range front {
			if slices.Contains(to, x) {
				return unwind(names, before, x), nil
			}
		}
		var next []string
		for _, x := range front {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			if names[x] == 0 {
				continue
			}
			for _, o := range r.metBy(names[x], met) {
				if _, seen := before[o]; !seen {
					y := r.text(o)
					before[o], names[y] = x, o
					next = append(next, y)
				}
			}
		}
		slices.Sort(next)
		front = next
	}
	return nil, nil
}

// metBy are those whom x met, as the claims that pass have it.
func (r *reader) metBy(x, met quadstore.Ref) []quadstore.Ref {
	if r.filter == (Filter{}) {
		return slices.Collect(r.tx.Objects(x, met))
	}
	var out []quadstore.Ref
	for q := range r.tx.Match(x, met, 0, 0) {
		if r.passes(q[3]) {
			out = append(out, q[2])
		}
	}
	return distinct(out)
}

func unwind(names map[string]quadstore.Ref, before map[quadstore.Ref]string, x string) []string {
	var chain []string
	for ; x != ""; x = before[names[x]] {
		chain = append(chain, x)
	}
	slices.Reverse(chain)
	return chain
}

// step is the row that tells when and where x met y: of several meetings the
// first dated one, with the claims of all.
func (r *reader) step(ctx context.Context, s *Store, n int, x, y string) (Row, error) {
	row := Row{Cells: []string{strconv.Itoa(n), r.caption(x), r.caption(y), "", ""}, Key: []string{x, y}}
	ms, err := r.meetings(ctx, s, MeetingFilter{Who: [][]string{{x}, {y}}})
	r.byDate(ms)
	// Where one of them was at a conference, they did not meet there.
	ms = slices.DeleteFunc(ms, func(m *meeting) bool { return len(m.Who) > SmallMeeting })
	for i, m := range ms {
		if i == 0 {
			row.Cells[3], row.Cells[4] = m.Date, r.list(m.Places)
		}
		row.claims = append(row.claims, m.claims...)
	}
	return row, err
}
