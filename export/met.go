package export

import (
	"context"
	"maps"
	"slices"
	"strings"

	"parley/graph"
)

// WhoMetWhom is the meetings of quads as [graph.Store.WhoMetWhom] has them of
// a whole store.
func WhoMetWhom(ctx context.Context, quads Quads) (*graph.Subgraph, error) {
	f, err := ReadFacts(ctx, quads)
	if err != nil {
		return nil, err
	}
	return f.WhoMetWhom(nil), nil
}

// WhoMetWhom is the meetings in which one of ids took part, all if there are
// none: an edge between each two of a small one, a node for a larger one. Only
// edges that came about are called met, the others meeting. What several
// documents tell of the same two, day and status is one edge.
func (f *Facts) WhoMetWhom(ids []string) *graph.Subgraph {
	type key struct{ from, to, status, date, meeting string }
	edges := map[key]*graph.Edge{}
	captions := map[string]string{}
	nodes := map[string]bool{}
	for i := range f.Meetings {
		m := &f.Meetings[i]
		who := m.Who()
		if len(who) < 2 || len(ids) > 0 && !slices.ContainsFunc(ids, func(id string) bool { return slices.Contains(who, id) }) {
			continue
		}
		f.joins(m, func(from, to, predicate string) {
			meeting := "" // what brings two together in several documents is one edge
			if from == m.ID {
				meeting = m.ID
				if captions[m.ID] == "" {
					captions[m.ID] = f.meetingCaption(m)
				}
			}
			nodes[from], nodes[to] = true, true
			k := key{from, to, m.Status, m.Date, meeting}
			e := edges[k]
			if e == nil {
				e = &graph.Edge{From: from, To: to, Predicate: predicate, Status: m.Status, Date: m.Date, Meeting: m.ID}
				edges[k] = e
			}
			e.Meeting = min(e.Meeting, m.ID)
			e.Place = joined(set(slices.Concat(placesOf(e.Place), f.Names(m.Places))))
			e.Evidence = append(e.Evidence, m.Evidence...)
		})
	}
	g := &graph.Subgraph{Title: "Who met whom"}
	country := f.countries()
	for _, id := range slices.Sorted(maps.Keys(nodes)) {
		n := graph.Node{ID: id, Type: f.Type(id), Caption: f.Name(id)}
		if caption, ok := captions[id]; ok {
			n.Type, n.Caption = "Meeting", caption
		} else if of := country(id); of != "" {
			n.Country = f.Name(of)
		}
		g.Nodes = append(g.Nodes, n)
	}
	for _, e := range edges {
		sortEvidence(e.Evidence)
		g.Edges = append(g.Edges, *e)
	}
	slices.SortFunc(g.Edges, compareEdges)
	return g
}

func placesOf(s string) []string {
	if s == "" {
		return nil
	}
	return strings.Split(s, ", ")
}

// meetingCaption is kind, place and date: "summit, Yalta, 1945-02".
func (f *Facts) meetingCaption(m *Meeting) string {
	parts := append([]string{m.Kind}, f.Names(m.Places)...)
	parts = append(parts, m.Date)
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), ", ")
}

// joins tells of the edges that a meeting stands for: one between each two of
// a small one, else from the meeting to each participant. Only what came about
// is called met, the rest meeting.
func (f *Facts) joins(m *Meeting, edge func(from, to, predicate string)) {
	who := m.Who()
	if len(who) > graph.SmallMeeting {
		for _, x := range who {
			edge(m.ID, x, "participant")
		}
		return
	}
	predicate := "meeting"
	if f.Real(m.Status) {
		predicate = "met"
	}
	for a, x := range who {
		for _, y := range who[a+1:] {
			edge(x, y, predicate)
		}
	}
}
