package export

import (
	"maps"
	"slices"
	"strings"

	"parley/graph"
)

// Between is the meetings of countries: those of their own, and those of the
// persons and bodies that belong to one, by their offices or ties. alone is how
// many others met somebody and are of no country, or of several, as far as the
// facts tell: their meetings are left out.
func (f *Facts) Between(ids []string) (g *graph.Subgraph, alone int) {
	country := f.countries()
	g = &graph.Subgraph{Title: "Meetings between countries"}
	nodes, lost := map[string]bool{}, map[string]bool{}
	for i := range f.Meetings {
		m := &f.Meetings[i]
		who := m.Who()
		if len(who) > graph.SmallMeeting {
			continue
		}
		var sides []string
		for _, x := range who {
			if c := country(x); c != "" {
				sides = append(sides, c)
			} else {
				lost[x] = true
			}
		}
		sides = set(sides)
		predicate := "meeting"
		if f.Real(m.Status) {
			predicate = "met"
		}
		for a, x := range sides {
			for _, y := range sides[a+1:] {
				if len(ids) > 0 && !slices.Contains(ids, x) && !slices.Contains(ids, y) {
					continue
				}
				nodes[x], nodes[y] = true, true
				g.Edges = append(g.Edges, graph.Edge{From: x, To: y, Predicate: predicate, Status: m.Status, Date: m.Date, Place: strings.Join(f.Names(m.Places), ", "), Meeting: m.ID, Evidence: m.Evidence})
			}
		}
	}
	for _, id := range slices.Sorted(maps.Keys(nodes)) {
		g.Nodes = append(g.Nodes, graph.Node{ID: id, Type: "Country", Caption: f.Name(id)})
	}
	slices.SortFunc(g.Edges, compareEdges)
	return g, len(lost)
}

// countries tells the country, by id, that an entity belongs to, as far as
// offices and ties tell: all offices it holds, held or is elected to are of that
// country, and it represents and belongs to no other. A country is its own. It
// is "" where none or several are told, or an office is of something else: who
// speaks for a league of states speaks for no country. [graph.Store.WhoMetWhom]
// tells the same.
func (f *Facts) countries() func(id string) string {
	of := map[string][]string{}
	for _, h := range f.Holdings {
		of[h.Person] = append(of[h.Person], h.Of...)
	}
	for _, r := range f.Affiliations {
		if (r.Predicate == "represents" || r.Predicate == "member_of") && f.Type(r.Object) == "Country" {
			of[r.Subject] = append(of[r.Subject], r.Object)
		}
	}
	return func(id string) string {
		if f.Type(id) == "Country" {
			return id
		}
		if found := set(of[id]); len(found) == 1 && f.Type(found[0]) == "Country" {
			return found[0]
		}
		return ""
	}
}
