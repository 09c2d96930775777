package graph

import (
	"context"
	"slices"
	"strings"

	"parley/graph/quadstore"
)

// Between lists all that is told of one of a together with one of b: meetings,
// stances of the one towards the other, what the one said to the other, ties;
// by date. Also what was planned, refused or denied, told by the status.
func (s *Store) Between(ctx context.Context, as, bs []string) (*Answer, error) {
	a := &Answer{Columns: []string{"date", "what", "who", "whom", "status", "about"}, Gizmo: gizmoBetween(s, as, bs)}
	err := s.view(ctx, func(r *reader) error {
		ms, err := r.meetings(ctx, s, MeetingFilter{Who: [][]string{as, bs}, All: true})
		if err != nil {
			return err
		}
		for _, m := range ms {
			a.Rows = append(a.Rows, Row{Cells: []string{m.Date, m.Kind, r.list(m.Who), "", m.Status, m.text("about")}, Key: []string{m.id()}, claims: m.claims})
		}
		for _, pair := range [2][2][]string{{as, bs}, {bs, as}} {
			for _, x := range pair[0] {
				for _, y := range pair[1] {
					if err := a.oneWay(ctx, r, s, x, y); err != nil {
						return err
					}
				}
			}
		}
		a.sort()
		a.cite(r)
		return nil
	})
	return a, err
}

// oneWay adds what x does towards y.
func (a *Answer) oneWay(ctx context.Context, r *reader, s *Store, x, y string) error {
	from, to := r.entity(x), r.entity(y)
	if from == 0 || to == 0 {
		return nil
	}
	found, err := r.stances(ctx, s.relations("relation", "affiliation"), from, to)
	if err != nil {
		return err
	}
	for _, f := range found {
		n := len(a.Rows)
		a.stance(r, s, f)
		row := &a.Rows[n]
		row.Cells = []string{row.Cells[0], row.Cells[2], row.Cells[1], row.Cells[3], row.Cells[4], ""}
	}
	for _, t := range r.subjects("speaker", from) {
		n := r.node(t)
		if !slices.ContainsFunc(n.of("addressee"), func(f fact) bool { return f.object == to }) {
			continue
		}
		claims := n.claims()
		a.Rows = append(a.Rows, Row{Cells: []string{"", "said to", r.caption(x), r.caption(y), "", strings.Join(n.texts("content"), " … ")}, Key: []string{r.text(t)}, claims: claims})
	}
	return nil
}

// Timeline lists all that is told of the entities of these ids, by date:
// meetings and visits, stances, statements and offices; the last two have the
// date on which they were published, which is told by the column by.
func (s *Store) Timeline(ctx context.Context, ids []string) (*Answer, error) {
	a := &Answer{Columns: []string{"date", "by", "what", "who", "whom", "status", "about"}, Gizmo: gizmoTimeline(s, ids)}
	err := s.view(ctx, func(r *reader) error {
		for _, x := range ids {
			if err := a.timeline(ctx, r, s, x); err != nil {
				return err
			}
		}
		a.sort()
		a.cite(r)
		return nil
	})
	return a, err
}

func (a *Answer) timeline(ctx context.Context, r *reader, s *Store, x string) error {
	n := r.entity(x)
	if n == 0 {
		return nil
	}
	add := func(date, what, who, whom, status, about string, key []string, claims []quadstore.Ref) {
		by := "event"
		if date == "" {
			if date, _, _ = strings.Cut(r.told(claims), " "); date != "" {
				by = "publication"
			} else {
				by = ""
			}
		}
		a.Rows = append(a.Rows, Row{Cells: []string{date, by, what, who, whom, status, about}, Key: key, claims: claims})
	}
	ms, err := r.meetings(ctx, s, MeetingFilter{Who: [][]string{{x}}, All: true})
	if err != nil {
		return err
	}
	for _, m := range ms {
		add(m.Date, m.Kind, r.list(m.Who), r.list(m.Places), m.Status, m.text("about"), []string{m.id()}, m.claims)
	}
	for _, v := range distinct(slices.Concat(r.subjects("visitor", n), r.subjects("destination", n))) {
		visit := r.node(v)
		add(visit.text("date"), "visit", r.list(visit.texts("visitor")), r.list(visit.texts("destination")), visit.text("status"), "", []string{r.text(v)}, visit.claims())
	}
	for _, ends := range [2][2]quadstore.Ref{{n, 0}, {0, n}} {
		found, err := r.stances(ctx, s.relations("relation"), ends[0], ends[1])
		if err != nil {
			return err
		}
		for _, f := range found {
			p := s.model.Predicate(r.text(f.quad[1]))
			add(r.claim(f.quad[3]).text("date"), p.Caption, r.caption(r.text(f.quad[0])), r.shown(f.quad[2]), f.status, "",
				[]string{r.text(f.quad[0]), p.Name, r.text(f.quad[2])}, []quadstore.Ref{f.quad[3]})
		}
	}
	for _, t := range distinct(slices.Concat(r.subjects("speaker", n), r.subjects("addressee", n))) {
		st := r.node(t)
		add("", "said", r.list(st.texts("speaker")), r.list(st.texts("addressee")), "", strings.Join(st.texts("content"), " … "), []string{r.text(t)}, st.claims())
	}
	for _, os := range officeStatus {
		for _, q := range r.match(n, os.predicate, 0) {
			office := r.node(q[2])
			add("", "office", r.caption(x), r.list(office.texts("of")), os.status, office.text("title"), []string{x, os.predicate, r.text(q[2])}, []quadstore.Ref{q[3]})
		}
	}
	return nil
}
