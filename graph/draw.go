package graph

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"

	"parley/graph/quadstore"
)

// WhoMetWhom is the part of the graph that a picture of meetings shows: those
// that the entities of ids took part in, or all meetings if there are none,
// planned, refused and denied ones too, each edge with its status.
// A meeting of up to [SmallMeeting] is an edge between each two; what several
// documents tell of the same two, day and status is one edge with the evidence
// of all. A larger one is a node with its participants around it. Only edges
// that came about are called met, the others meeting.
func (s *Store) WhoMetWhom(ctx context.Context, ids []string) (*Subgraph, error) {
	b := &drawing{edges: map[edgeKey]*line{}, nodes: map[string]bool{}, big: map[string]string{}}
	g := &Subgraph{Title: "Who met whom"}
	err := s.view(ctx, func(r *reader) error {
		asked := ids
		if len(ids) == 0 {
			asked = []string{""}
		}
		seen := map[string]bool{}
		for _, who := range asked {
			f := MeetingFilter{All: true}
			if who != "" {
				f.Who = [][]string{{who}}
			}
			ms, err := r.meetings(ctx, s, f)
			if err != nil {
				return err
			}
			r.byDate(ms)
			for _, m := range ms {
				if key := m.id() + " " + m.Status; !seen[key] {
					seen[key] = true
					b.meeting(r, s, m)
				}
			}
		}
		b.finish(r, g)
		return ctx.Err()
	})
	if err != nil {
		return nil, err
	}
	return g, nil
}

type edgeKey struct{ from, to, status, date, meeting string }

type drawing struct {
	edges map[edgeKey]*line
	nodes map[string]bool
	big   map[string]string // captions of the meetings that are nodes
}

// line is an edge in the making.
type line struct {
	Edge
	claims []quadstore.Ref
}

func (b *drawing) meeting(r *reader, s *Store, m *meeting) {
	who, id := m.Who, m.id()
	if len(who) < 2 {
		return
	}
	e := Edge{Status: m.Status, Date: m.Date, Place: r.list(m.Places), Meeting: id}
	if len(who) > SmallMeeting {
		for _, x := range who {
			e.From, e.To, e.Predicate = id, x, "participant"
			b.add(e, edgeKey{id, x, m.Status, m.Date, id}, m.claims)
		}
		b.big[id] = strings.Join(slices.DeleteFunc([]string{m.Kind, e.Place, m.Date}, func(s string) bool { return s == "" }), ", ")
		return
	}
	e.Predicate = "meeting"
	if s.model.Real(m.Status) {
		e.Predicate = "met"
	}
	for i, x := range who {
		for _, y := range who[i+1:] {
			e.From, e.To = x, y
			b.add(e, edgeKey{x, y, m.Status, m.Date, ""}, m.claims)
		}
	}
}

func (b *drawing) add(e Edge, k edgeKey, claims []quadstore.Ref) {
	b.nodes[e.From], b.nodes[e.To] = true, true
	old := b.edges[k]
	if old == nil {
		b.edges[k] = &line{e, claims}
		return
	}
	old.claims = append(old.claims, claims...)
	old.Meeting = min(old.Meeting, e.Meeting)
	if e.Place != "" && !strings.Contains(old.Place, e.Place) {
		places := []string{e.Place}
		if old.Place != "" {
			places = append(places, old.Place)
		}
		slices.Sort(places)
		old.Place = strings.Join(places, ", ")
	}
}

func (b *drawing) finish(r *reader, g *Subgraph) {
	g.Nodes = r.nodes(slices.Sorted(maps.Keys(b.nodes)))
	for i, n := range g.Nodes {
		if caption, ok := b.big[n.ID]; ok {
			g.Nodes[i].Caption = caption
			continue
		}
		g.Nodes[i].Country = r.country(n.ID)
	}
	lines := slices.SortedFunc(maps.Values(b.edges), func(a, b *line) int {
		return cmp.Or(strings.Compare(a.From, b.From), strings.Compare(a.To, b.To), strings.Compare(a.Predicate, b.Predicate),
			strings.Compare(a.Status, b.Status), strings.Compare(a.Date, b.Date), strings.Compare(a.Meeting, b.Meeting))
	})
	var claims []quadstore.Ref
	for _, l := range lines {
		claims = append(claims, l.claims...)
	}
	r.readClaims(claims)
	for _, l := range lines {
		l.Evidence = r.evidence(l.claims)
		g.Edges = append(g.Edges, l.Edge)
	}
}
