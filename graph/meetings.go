package graph

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"
)

// MeetingFilter narrows down meetings. The zero value lets pass every meeting
// that came about.
type MeetingFilter struct {
	Who   [][]string // ids; one of each list takes part, as participant or host
	Place []string   // ids; held in one of them
	All   bool       // also those that did not come about: planned, refused, denied …
}

// meeting is a meeting node read whole.
type meeting struct {
	ID, Kind, Status, Date, When, About string

	Participants, Hosts, Mediators, Places []string // ids, sorted

	claims []quad.IRI
}

// who are participants and hosts, sorted, each once.
func (m *meeting) who() []string {
	all := slices.Concat(m.Participants, m.Hosts)
	slices.Sort(all)
	return slices.Compact(all)
}

func (r *reader) meeting(iri quad.IRI) (*meeting, error) {
	n, err := r.node(iri)
	if err != nil {
		return nil, err
	}
	return &meeting{
		ID: id(iri), Kind: n.text("kind"), Status: n.text("status"), Date: n.text("date"), When: n.text("when"), About: n.text("about"),
		Participants: n.texts("participant"), Hosts: n.texts("host"), Mediators: n.texts("mediator"), Places: n.texts("held_in"),
		claims: n.claims(),
	}, nil
}

// meetings are those that f lets pass, by date (undated last) and ID.
func (r *reader) meetings(s *Store, f MeetingFilter) ([]*meeting, error) {
	var iris []quad.IRI
	var err error
	if len(f.Who) == 0 {
		iris, err = r.subjects(TypeIRI, IRI("Meeting"))
	} else {
		for _, who := range f.Who[0] {
			for _, p := range []string{"participant", "host"} {
				some, e := r.subjects(IRI(p), IRI(who))
				err = cmp.Or(err, e)
				iris = append(iris, some...)
			}
		}
		slices.Sort(iris)
		iris = slices.Compact(iris)
	}
	if err != nil {
		return nil, err
	}
	var out []*meeting
	for _, iri := range iris {
		m, err := r.meeting(iri)
		if err != nil {
			return nil, err
		}
		who := m.who()
		absent := slices.ContainsFunc(f.Who, func(any []string) bool { return !overlap(any, who) })
		placed := len(f.Place) == 0 || overlap(f.Place, m.Places)
		if !absent && placed && (f.All || s.model.Real(m.Status)) {
			out = append(out, m)
		}
	}
	slices.SortFunc(out, func(a, b *meeting) int {
		return cmp.Or(cmp.Compare(undated(a.Date), undated(b.Date)), strings.Compare(a.Date, b.Date), strings.Compare(a.ID, b.ID))
	})
	return out, nil
}

func overlap(a, b []string) bool {
	return slices.ContainsFunc(a, func(x string) bool { return slices.Contains(b, x) })
}

func undated(date string) int {
	if date == "" {
		return 1
	}
	return 0
}

// Meetings lists the meetings that f lets pass, by date, undated ones last.
func (s *Store) Meetings(ctx context.Context, f MeetingFilter) (*Answer, error) {
	a := &Answer{Columns: []string{"date", "kind", "status", "who", "mediator", "place", "about"}, Gizmo: gizmoMeetings(f)}
	err := s.view(ctx, func(r *reader) error {
		ms, err := r.meetings(s, f)
		if err != nil {
			return err
		}
		for _, m := range ms {
			if err := ctx.Err(); err != nil {
				return err
			}
			row := Row{Cells: []string{m.Date, m.Kind, m.Status, "", "", "", m.About}}
			for i, ids := range [][]string{m.who(), m.Mediators, m.Places} {
				if row.Cells[3+i], err = r.list(ids); err != nil {
					return err
				}
			}
			if row.Evidence, err = r.evidence(m.claims); err != nil {
				return err
			}
			a.Rows = append(a.Rows, row)
		}
		return nil
	})
	return a, err
}

// WhoMet lists, for each of the persons, countries or bodies of these ids,
// whom they met, by name and date: one row for each two and meeting. Meetings
// of more than [SmallMeeting] are left out, for there nobody is known to have
// met everybody; Meetings lists them. Without ids it is everybody's meetings,
// each two once. With all, also what was planned, refused or denied, told by
// the column status.
func (s *Store) WhoMet(ctx context.Context, ids []string, all bool) (*Answer, error) {
	a := &Answer{Columns: []string{"who", "met", "date", "place", "kind", "status"}, Gizmo: gizmoWhoMet(ids)}
	err := s.view(ctx, func(r *reader) error {
		asked := ids
		if len(ids) == 0 {
			asked = []string{""}
		}
		for _, who := range asked {
			f := MeetingFilter{All: all}
			if who != "" {
				f.Who = [][]string{{who}}
			}
			ms, err := r.meetings(s, f)
			if err != nil {
				return err
			}
			for _, m := range ms {
				if err := ctx.Err(); err != nil {
					return err
				}
				if err := a.pairs(r, m, who); err != nil {
					return err
				}
			}
		}
		return nil
	})
	a.sort()
	return a, err
}

// pairs adds a row for each two that meeting m brought together, or each that
// it brought together with who.
func (a *Answer) pairs(r *reader, m *meeting, who string) error {
	there := m.who()
	if len(there) > SmallMeeting || len(there) < 2 {
		return nil
	}
	place, err := r.list(m.Places)
	if err != nil {
		return err
	}
	evidence, err := r.evidence(m.claims)
	if err != nil {
		return err
	}
	for i, x := range there {
		for k, y := range there {
			if x == y || who == "" && k < i || who != "" && x != who {
				continue
			}
			names, err := r.nodes([]quad.IRI{IRI(x), IRI(y)})
			if err != nil {
				return err
			}
			a.Rows = append(a.Rows, Row{Cells: []string{names[0].Caption, names[1].Caption, m.Date, place, m.Kind, m.Status}, Evidence: evidence})
		}
	}
	return nil
}
