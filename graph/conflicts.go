package graph

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"parley/graph/quadstore"
	"parley/schema"
)

// Conflicts lists where articles disagree: a meeting of the same on one day
// that happened by one and did not by another, or was held elsewhere; a stance
// that one reports and another denies; an office that several hold by articles
// of one month. Each row is what one document says; those of one conflict stand
// together.
func (s *Store) Conflicts(ctx context.Context) (*Answer, error) {
	a := &Answer{Columns: []string{"conflict", "date", "about", "version", "by"}, Gizmo: gizmoConflicts(s)}
	err := s.view(ctx, func(r *reader) error {
		ms, err := r.meetings(ctx, s, MeetingFilter{All: true})
		if err != nil {
			return err
		}
		all := conflicts{}
		for _, m := range ms {
			if len(r.some(m.claims)) == 0 || len(m.Date) < len("2006-01-02") || len(m.Who) < 2 {
				continue
			}
			key := m.Date + "\x00" + strings.Join(m.Who, "\x00")
			about := r.list(m.Who)
			row := func(kind, says string) Row {
				return Row{Cells: []string{kind, m.Date, about, says, r.by(m.claims)}, Key: []string{m.id()}, claims: m.claims}
			}
			all.add("meeting", key, sideOf(s.model, m.Status), row("meeting", m.Status))
			if s.model.Real(m.Status) && len(m.Places) == 1 {
				all.add("place", key, m.Places[0], row("place", r.list(m.Places)))
			}
		}
		found, err := r.stances(ctx, s.relations("relation"), 0, 0)
		if err != nil {
			return err
		}
		for _, f := range found {
			if len(r.some(f.quad[3:])) == 0 || f.status == "scheduled" || f.status == "possible" || f.status == "former" {
				continue
			}
			p := s.model.Predicate(r.text(f.quad[1]))
			key := fmt.Sprint(f.quad[:3])
			about := r.caption(r.text(f.quad[0])) + " " + p.Caption + " " + r.shown(f.quad[2])
			all.add("stance", key, sideOf(s.model, f.status), Row{
				Cells: []string{"stance", r.claim(f.quad[3]).text("date"), about, f.status, r.by(f.quad[3:])},
				Key:   []string{r.text(f.quad[3])}, claims: []quadstore.Ref{f.quad[3]},
			})
		}
		for _, q := range r.match(0, "holds_office", 0) {
			d := r.document(q[3])
			if d == 0 || len(r.some(q[3:])) == 0 {
				continue
			}
			published, office := r.source(d).Published, r.node(q[2])
			of := office.texts("of")
			if len(published) < len("2006-01") || len(of) == 0 || !oneHolder[slug(office.text("title"))] {
				continue
			}
			about := office.text("title") + " of " + r.list(of)
			all.add("office", r.text(q[2])+published[:7], r.text(q[0]), Row{
				Cells: []string{"office", published[:7], about, r.caption(r.text(q[0])), r.by(q[3:])},
				Key:   []string{r.text(q[3])}, claims: []quadstore.Ref{q[3]},
			})
		}
		a.conflicts(all)
		a.cite(r)
		return nil
	})
	return a, err
}

// oneHolder are the offices that one person holds at a time.
var oneHolder = map[string]bool{
	"president": true, "prime-minister": true, "premier": true, "chancellor": true, "king": true, "queen": true, "foreign-minister": true,
	"foreign-secretary": true, "secretary-of-state": true, "defense-minister": true, "defence-minister": true, "finance-minister": true, "secretary-general": true,
}

// sideOf is what a status says of whether it came about.
func sideOf(m *schema.Model, status string) string {
	switch {
	case m.Real(status):
		return "yes"
	case status == "denied" || status == "negated" || status == "refused" || status == "cancelled":
		return "no"
	}
	return ""
}

// by names the documents behind the claims.
func (r *reader) by(claims []quadstore.Ref) string {
	var out []string
	for _, d := range r.documentsOf(claims) {
		out = append(out, r.source(d).ID)
	}
	slices.Sort(out)
	return strings.Join(out, ", ")
}

// conflicts are versions by what they are about.
type conflicts map[[2]string]map[string][]Row

func (c conflicts) add(kind, key, side string, row Row) {
	if side == "" {
		return
	}
	k := [2]string{kind, key}
	if c[k] == nil {
		c[k] = map[string][]Row{}
	}
	c[k][side] = append(c[k][side], row)
}

func (a *Answer) conflicts(all conflicts) {
	for _, sides := range all {
		if len(sides) < 2 {
			continue
		}
		for _, rows := range sides {
			a.Rows = append(a.Rows, rows...)
		}
	}
	a.sort()
}

// Sources lists the documents behind what is said of the nodes (see
// [Store.Why]), a row each; those that are copies of one text have one number.
func (s *Store) Sources(ctx context.Context, ids []string, predicate string, objects []string) (*Answer, error) {
	a := &Answer{Columns: []string{"source", "published", "publisher", "document", "title"}, Gizmo: gizmoSources(ids, predicate, objects)}
	err := s.view(ctx, func(r *reader) error {
		if err := r.predicate(predicate); err != nil {
			return err
		}
		by := map[quadstore.Ref][]quadstore.Ref{}
		for _, x := range ids {
			for _, q := range r.edges(x, predicate, objects) {
				if d := r.document(q[3]); d != 0 && q[0] != q[3] && len(r.some(q[3:])) > 0 {
					by[d] = append(by[d], q[3])
				}
			}
		}
		docs := slices.SortedFunc(maps.Keys(by), func(x, y quadstore.Ref) int {
			return compareCells([]string{r.source(x).Published, r.source(x).ID}, []string{r.source(y).Published, r.source(y).ID})
		})
		groups, number := r.independent(docs), map[quadstore.Ref]int{}
		for _, d := range docs {
			g := groups[d]
			if number[g] == 0 {
				number[g] = len(number) + 1
			}
			src := r.source(d)
			a.Rows = append(a.Rows, Row{Cells: []string{fmt.Sprint(number[g]), src.Published, src.Publisher, src.ID, src.Title}, Key: []string{r.text(d)}, claims: distinct(by[d])})
		}
		slices.SortStableFunc(a.Rows, func(x, y Row) int { return atoi(x.Cells[0]) - atoi(y.Cells[0]) })
		a.cite(r)
		return ctx.Err()
	})
	return a, err
}

func atoi(s string) (n int) {
	fmt.Sscan(s, &n)
	return n
}
