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

	Date   string // YYYY, YYYY-MM or YYYY-MM-DD: of that year, month or day; without, of any and of none
	Status string // happened, denied …; without, as All says
	All    bool   // also those that did not come about: planned, refused, denied …
}

// meeting is a meeting node read whole.
type meeting struct {
	node // what is said of it

	Kind, Status, Date          string
	Participants, Hosts, Places []string // ids, sorted
	Who                         []string // participants and hosts, sorted, each once

	claims []quadstore.Ref // without room to grow, for rows share them
}

func (m *meeting) id() string { return m.r.text(m.ref) }

// version is a meeting as the claims have it that give it this status.
type version struct {
	node
	status quadstore.Ref
}

// versions are the meeting once for each status that claims give it: what one
// document tells as happened and another denies is two answers, each with
// those who stand behind it.
func (n node) versions() []version {
	said := n.of("status")
	if len(said) == 0 {
		return nil
	}
	if said[0].object == said[len(said)-1].object { // they are sorted
		return []version{{n, said[0].object}}
	}
	var out []version
	for i, s := range said {
		if i > 0 && s.object == said[i-1].object {
			continue
		}
		out = append(out, version{n.saidBy(func(claim quadstore.Ref) bool {
			return slices.Contains(said, fact{s.predicate, s.object, claim})
		}), s.object})
	}
	return out
}

func (v version) meeting() *meeting {
	m := &meeting{
		node: v.node, Kind: v.text("kind"), Status: v.r.text(v.status), Date: v.text("date"),
		Participants: v.texts("participant"), Hosts: v.texts("host"), Places: v.texts("held_in"), claims: slices.Clip(v.node.claims()),
	}
	m.Who = slices.Concat(m.Participants, m.Hosts)
	slices.Sort(m.Who)
	m.Who = slices.Compact(m.Who)
	return m
}

// meetings are those that f lets pass, in no order that means anything.
func (r *reader) meetings(ctx context.Context, s *Store, f MeetingFilter) ([]*meeting, error) {
	var found []version
	var nodes []node
	for _, ref := range r.meetingRefs(f) {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		for _, v := range r.node(ref).versions() {
			if status := r.text(v.status); status == f.Status || f.Status == "" && (f.All || s.model.Real(status)) {
				found, nodes = append(found, v), append(nodes, v.node)
			}
		}
	}
	r.readTexts(nodes, nil, "kind", "date", "participant", "host", "held_in")
	var out []*meeting
	for _, v := range found {
		m := v.meeting()
		absent := slices.ContainsFunc(f.Who, func(any []string) bool { return !overlap(any, m.Who) })
		placed := len(f.Place) == 0 || overlap(f.Place, m.Places)
		if !absent && placed && strings.HasPrefix(m.Date, f.Date) {
			out = append(out, m)
		}
	}
	return out, nil
}

// meetingRefs are the meetings in which one of each list of f takes part.
func (r *reader) meetingRefs(f MeetingFilter) []quadstore.Ref {
	if len(f.Who) == 0 {
		return r.subjects(string(TypeIRI), r.word("Meeting"))
	}
	var refs []quadstore.Ref
	for i, who := range f.Who {
		var some []quadstore.Ref
		for _, x := range who {
			some = slices.Concat(some, r.subjects("participant", r.entity(x)), r.subjects("host", r.entity(x)))
		}
		some = distinct(some)
		if i == 0 {
			refs = some
			continue
		}
		refs = slices.DeleteFunc(refs, func(x quadstore.Ref) bool { _, in := slices.BinarySearch(some, x); return !in })
	}
	return refs
}

// byDate sorts ms by date (undated last), ID and status.
func (r *reader) byDate(ms []*meeting) {
	refs := make([]quadstore.Ref, len(ms))
	for i, m := range ms {
		refs[i] = m.ref
	}
	r.readTexts(nil, refs)
	slices.SortFunc(ms, func(a, b *meeting) int {
		if c := cmp.Or(cmp.Compare(undated(a.Date), undated(b.Date)), strings.Compare(a.Date, b.Date)); c != 0 {
			return c
		}
		return cmp.Or(strings.Compare(a.id(), b.id()), strings.Compare(a.Status, b.Status))
	})
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
	a := &Answer{Columns: []string{"date", "kind", "status", "who", "mediator", "place", "about"}, Gizmo: gizmoMeetings(s.model, f)}
	err := s.view(ctx, func(r *reader) error {
		ms, err := r.meetings(ctx, s, f)
		r.byDate(ms)
		nodes := make([]node, len(ms))
		for i, m := range ms {
			nodes[i] = m.node
		}
		r.readTexts(nodes, nil, "mediator", "about")
		for _, m := range ms {
			a.Rows = append(a.Rows, Row{
				Cells:  []string{m.Date, m.Kind, m.Status, r.list(m.Who), r.list(m.texts("mediator")), r.list(m.Places), m.text("about")},
				Key:    []string{m.id()},
				claims: m.claims,
			})
		}
		a.cite(r)
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
	a := &Answer{Columns: []string{"who", "met", "date", "place", "kind", "status"}, Gizmo: gizmoWhoMet(ids, all)}
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
		a.sort()
		a.cite(r)
		return nil
	})
	return a, err
}

// pairs adds a row for each two that meeting m brought together, or each that
// it brought together with who.
func (a *Answer) pairs(r *reader, m *meeting, who string) {
	there := m.Who
	if len(there) > SmallMeeting || len(there) < 2 {
		return
	}
	place := r.list(m.Places)
	for i, x := range there {
		for k, y := range there {
			if x == y || who == "" && k < i || who != "" && x != who {
				continue
			}
			a.Rows = append(a.Rows, Row{Cells: []string{r.caption(x), r.caption(y), m.Date, place, m.Kind, m.Status}, Key: []string{x, y}, claims: m.claims})
		}
	}
}
