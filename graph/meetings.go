package graph

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"parley/graph/quadstore"
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
	ID, Kind, Status, Date, About string

	Participants, Hosts, Mediators, Places []string // ids, sorted

	claims []quadstore.Ref
}

// who are participants and hosts, sorted, each once.
func (m *meeting) who() []string {
	all := slices.Concat(m.Participants, m.Hosts)
	slices.Sort(all)
	return slices.Compact(all)
}

// meeting reads a meeting, once for each status that claims give it: what one
// document tells as happened and another denies is two answers, each with
// those who stand behind it. Statuses that do not pass are left out.
func (r *reader) meeting(ref quadstore.Ref, pass func(status string) bool) []*meeting {
	whole := r.node(ref)
	var statuses []quadstore.Ref
	for _, f := range whole.of("status") {
		if !slices.Contains(statuses, f.object) {
			statuses = append(statuses, f.object)
		}
	}
	var out []*meeting
	for _, status := range statuses {
		name := r.text(status)
		if !pass(name) {
			continue
		}
		n := whole
		if len(statuses) > 1 {
			n = whole.saidBy(func(claim quadstore.Ref) bool {
				return slices.ContainsFunc(whole.of("status"), func(f fact) bool { return f.claim == claim && f.object == status })
			})
		}
		out = append(out, &meeting{
			ID: r.text(ref), Kind: n.text("kind"), Status: name, Date: n.text("date"), About: n.text("about"),
			Participants: n.texts("participant"), Hosts: n.texts("host"), Mediators: n.texts("mediator"), Places: n.texts("held_in"),
			claims: n.claims(),
		})
	}
	return out
}

// meetings are those that f lets pass, by date (undated last), ID and status.
func (r *reader) meetings(ctx context.Context, s *Store, f MeetingFilter) ([]*meeting, error) {
	var refs []quadstore.Ref
	if len(f.Who) == 0 {
		refs = r.subjects(string(TypeIRI), r.word("Meeting"))
	}
	for i, who := range f.Who {
		var some []quadstore.Ref
		for _, x := range who {
			some = slices.Concat(some, r.subjects("participant", r.entity(x)), r.subjects("host", r.entity(x)))
		}
		slices.Sort(some)
		if some = slices.Compact(some); i == 0 {
			refs = some
			continue
		}
		refs = slices.DeleteFunc(refs, func(x quadstore.Ref) bool { _, in := slices.BinarySearch(some, x); return !in })
	}
	pass := func(status string) bool { return f.All || s.model.Real(status) }
	var out []*meeting
	for _, ref := range refs {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		for _, m := range r.meeting(ref, pass) {
			who := m.who()
			absent := slices.ContainsFunc(f.Who, func(any []string) bool { return !overlap(any, who) })
			placed := len(f.Place) == 0 || overlap(f.Place, m.Places)
			if !absent && placed {
				out = append(out, m)
			}
		}
	}
	slices.SortFunc(out, func(a, b *meeting) int {
		return cmp.Or(cmp.Compare(undated(a.Date), undated(b.Date)), strings.Compare(a.Date, b.Date), strings.Compare(a.ID, b.ID), strings.Compare(a.Status, b.Status))
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
		ms, err := r.meetings(ctx, s, f)
		for _, m := range ms {
			a.Rows = append(a.Rows, Row{
				Cells:    []string{m.Date, m.Kind, m.Status, r.list(m.who()), r.list(m.Mediators), r.list(m.Places), m.About},
				Evidence: r.evidence(m.claims),
			})
		}
		return err
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
			ms, err := r.meetings(ctx, s, f)
			if err != nil {
				return err
			}
			for _, m := range ms {
				a.pairs(r, m, who)
			}
		}
		return nil
	})
	a.sort()
	return a, err
}

// pairs adds a row for each two that meeting m brought together, or each that
// it brought together with who.
func (a *Answer) pairs(r *reader, m *meeting, who string) {
	there := m.who()
	if len(there) > SmallMeeting || len(there) < 2 {
		return
	}
	place, evidence := r.list(m.Places), r.evidence(m.claims)
	for i, x := range there {
		for k, y := range there {
			if x == y || who == "" && k < i || who != "" && x != who {
				continue
			}
			a.Rows = append(a.Rows, Row{Cells: []string{r.caption(x), r.caption(y), m.Date, place, m.Kind, m.Status}, Evidence: evidence})
		}
	}
}
