package graph

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strconv"
	"strings"

	"parley/graph/quadstore"
)

// Common lists who met both one of as and one of bs, and how many meetings
// each of the two had with him.
func (s *Store) Common(ctx context.Context, as, bs []string) (*Answer, error) {
	a := &Answer{Columns: []string{"who", "meetings with the first", "with the second"}, Gizmo: gizmoCommon(as, bs)}
	err := s.view(ctx, func(r *reader) error {
		first, second := r.met(as), r.met(bs)
		for x, claims := range first {
			other := second[x]
			if len(other) == 0 || ctx.Err() != nil {
				continue
			}
			id := r.text(x)
			if slices.Contains(as, id) || slices.Contains(bs, id) {
				continue
			}
			a.Rows = append(a.Rows, Row{Cells: []string{r.caption(id), strconv.Itoa(len(claims)), strconv.Itoa(len(other))}, Key: []string{id}, claims: slices.Concat(claims, other)})
		}
		a.sort()
		a.cite(r)
		return ctx.Err()
	})
	return a, err
}

// met is whom the entities met, with the claims that say so.
func (r *reader) met(ids []string) map[quadstore.Ref][]quadstore.Ref {
	out := map[quadstore.Ref][]quadstore.Ref{}
	for _, x := range ids {
		n := r.entity(x)
		if n == 0 {
			continue
		}
		for _, q := range r.match(n, "met", 0) {
			if len(r.some(q[3:])) > 0 && !slices.Contains(out[q[2]], q[3]) {
				out[q[2]] = append(out[q[2]], q[3])
			}
		}
	}
	return out
}

// MostConnected lists those of a type (Person, Country …; "" is any) who met
// the most others, the n first of them.
func (s *Store) MostConnected(ctx context.Context, kind string, n int) (*Answer, error) {
	a := &Answer{Columns: []string{"who", "met", "meetings"}, Gizmo: gizmoMostConnected(kind, n)}
	err := s.view(ctx, func(r *reader) error {
		type count struct {
			others map[quadstore.Ref]bool
			claims []quadstore.Ref
		}
		all := map[quadstore.Ref]*count{}
		for _, q := range r.match(0, "met", 0) {
			if err := ctx.Err(); err != nil {
				return err
			}
			if len(r.some(q[3:])) == 0 {
				continue
			}
			c := all[q[0]]
			if c == nil {
				c = &count{others: map[quadstore.Ref]bool{}}
				all[q[0]] = c
			}
			c.others[q[2]] = true
			c.claims = append(c.claims, q[3])
		}
		type found struct {
			id string
			*count
		}
		var list []found
		for x, c := range all {
			if kind == "" || slices.ContainsFunc(r.match(x, string(TypeIRI), 0), func(q [4]quadstore.Ref) bool { return r.text(q[2]) == kind }) {
				list = append(list, found{r.text(x), c})
			}
		}
		slices.SortFunc(list, func(a, b found) int {
			return cmp.Or(cmp.Compare(len(b.others), len(a.others)), strings.Compare(a.id, b.id))
		})
		for _, f := range list[:min(n, len(list))] {
			claims := distinct(f.claims)
			a.Rows = append(a.Rows, Row{Cells: []string{r.caption(f.id), strconv.Itoa(len(f.others)), strconv.Itoa(len(claims))}, Key: []string{f.id, strconv.Itoa(len(f.others))}, claims: claims})
		}
		a.cite(r)
		return nil
	})
	return a, err
}

// People are the persons who hold, held or were elected to an office of one of
// ids, or represent it or are members of it: through whom a country acts.
func (s *Store) People(ctx context.Context, ids []string) ([]string, error) {
	found := map[string]bool{}
	err := s.view(ctx, func(r *reader) error {
		for _, x := range ids {
			n := r.entity(x)
			if n == 0 {
				continue
			}
			for _, office := range r.subjects("of", n) {
				for _, os := range officeStatus {
					for _, p := range r.subjects(os.predicate, office) {
						found[r.text(p)] = true
					}
				}
			}
			for _, tie := range []string{"represents", "member_of"} {
				for _, p := range r.subjects(tie, n) {
					if id := r.text(p); strings.HasPrefix(id, "person/") {
						found[id] = true
					}
				}
			}
		}
		return nil
	})
	return slices.Sorted(maps.Keys(found)), err
}
