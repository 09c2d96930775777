package export

import (
	"slices"
	"strings"

	"parley/graph"
)

// Meeting is one meeting, the facts of which are those of id: who took part,
// hosted and mediated, and where.
func (f *Facts) Meeting(id string) *graph.Subgraph {
	g := &graph.Subgraph{Title: "One meeting"}
	nodes := map[string]bool{}
	for i := range f.Meetings {
		m := &f.Meetings[i]
		if m.ID != id {
			continue
		}
		if caption := f.meetingCaption(m); caption != "" {
			g.Title = days(strings.ToUpper(caption[:1]) + caption[1:])
		}
		if len(nodes) == 0 {
			g.Nodes = append(g.Nodes, graph.Node{ID: m.ID, Type: "Meeting", Caption: f.meetingCaption(m)})
		}
		for _, part := range []struct {
			predicate string
			ids       []string
		}{{"participant", m.Participants}, {"host", m.Hosts}, {"mediator", m.Mediators}, {"held_in", m.Places}} {
			for _, x := range part.ids {
				nodes[x] = true
				g.Edges = append(g.Edges, graph.Edge{From: m.ID, To: x, Predicate: part.predicate, Status: m.Status, Meeting: m.ID, Evidence: m.Evidence})
			}
		}
	}
	for id := range nodes {
		g.Nodes = append(g.Nodes, graph.Node{ID: id, Type: f.Type(id), Caption: f.Name(id)})
	}
	slices.SortFunc(g.Nodes, func(a, b graph.Node) int { return strings.Compare(a.ID, b.ID) })
	slices.SortFunc(g.Edges, compareEdges)
	return g
}
