package export

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"parley/graph"
	"parley/graph/nquads"
	"parley/schema"
)

// Network is the whole graph as a network: each node of a type of the
// vocabulary but claims and documents, each predicate of the vocabulary
// between two nodes as an edge, with the claims that say it as its evidence.
// What one claim says of a pair with one status and date is joined with what
// others say of them. A relation that did not come about is an edge with that
// status. It holds the network in memory and reads quads once.
func Network(ctx context.Context, quads Quads) (*graph.Subgraph, error) {
	b := &network{
		model: schema.English(), nodes: map[quad.Value]*graph.Node{}, claims: map[quad.Value]*placed{},
		documents: articles{}, events: map[quad.Value]*event{},
	}
	_, err := eachQuad(ctx, "network", quads, func(q quad.Quad) error {
		b.read(q)
		return nil
	})
	if err != nil {
		return nil, err
	}
	return b.finish(), nil
}

type network struct {
	model     *schema.Model
	nodes     map[quad.Value]*graph.Node
	claims    map[quad.Value]*placed
	documents articles
	events    map[quad.Value]*event
	edges     []link
}

// placed is a claim with the place of the meeting that it tells of.
type placed struct {
	claimed
	place quad.Value
}

// event is what a meeting is known by.
type event struct {
	kinds, dates []string
	places       []quad.Value
}

type link struct {
	from, to  quad.Value
	predicate string
	label     quad.Value
}

func (b *network) read(q quad.Quad) {
	c := b.claims[q.Label]
	if c == nil {
		c = &placed{}
		c.Claim = local(q.Label)
		b.claims[q.Label] = c
	}
	p, o := local(q.Predicate), words(q.Object)
	if q.Subject == q.Label {
		if !c.tell(p, q.Object) {
			b.documents.tell(c.Claim, p, o)
		}
		return
	}
	switch p {
	case "rdf:type":
		if t := b.model.Type(local(q.Object)); t != nil {
			b.node(q.Subject).Type = t.Name
		}
		return
	case "date":
		c.date = least(c.date, o)
		b.event(q.Subject).dates = append(b.event(q.Subject).dates, o)
	case "kind":
		b.event(q.Subject).kinds = append(b.event(q.Subject).kinds, o)
	case "held_in":
		c.place = q.Object
		b.event(q.Subject).places = append(b.event(q.Subject).places, q.Object)
	}
	if _, ok := q.Object.(quad.Identifier); ok {
		if b.model.Predicate(p) != nil {
			b.edges = append(b.edges, link{q.Subject, q.Object, p, q.Label})
		}
		return
	}
	n := b.node(q.Subject)
	if caption := captionProperty(b.model, n.Type, q.Subject); p == caption {
		n.Caption = least(n.Caption, o)
	}
}

func (b *network) node(v quad.Value) *graph.Node {
	n := b.nodes[v]
	if n == nil {
		n = &graph.Node{ID: local(v)}
		b.nodes[v] = n
	}
	return n
}

func (b *network) event(v quad.Value) *event {
	e := b.events[v]
	if e == nil {
		e = &event{}
		b.events[v] = e
	}
	return e
}

// caption is a meeting's kind, place and date: "summit, Yalta, 1945-02".
func (b *network) caption(v quad.Value) string {
	e := b.event(v)
	var parts []string
	for _, p := range e.places {
		if n := b.nodes[p]; n != nil {
			parts = append(parts, n.Caption)
		}
	}
	slices.Sort(parts)
	parts = slices.Compact(parts)
	if len(e.kinds) > 0 {
		parts = append([]string{slices.Min(e.kinds)}, parts...)
	}
	if len(e.dates) > 0 {
		parts = append(parts, slices.Max(e.dates)) // the most exact of one day
	}
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), ", ")
}

// captionProperty is the property that is written on a node. The type may not
// have been read yet, so the id's first part stands in for it.
func captionProperty(m *schema.Model, typ string, v quad.Value) string {
	t := m.Type(typ)
	if t == nil {
		first, _, _ := strings.Cut(local(v), "/")
		for i := range m.Types {
			if strings.EqualFold(m.Types[i].Name, first) {
				t = &m.Types[i]
			}
		}
	}
	if t == nil || t.Caption == "name" {
		return string(graph.NameIRI)
	}
	return t.Caption
}

func (b *network) finish() *graph.Subgraph {
	for label, c := range b.claims {
		c.quote()
		if c.subject != nil && c.predicate != nil {
			if _, ok := c.object.(quad.Identifier); ok {
				b.edges = append(b.edges, link{c.subject, c.object, local(c.predicate), label})
			}
		}
	}
	type key struct{ from, to, predicate, status, date string }
	joined := map[key]*graph.Edge{}
	for _, l := range b.edges {
		p := b.model.Predicate(l.predicate)
		if p == nil {
			continue
		}
		from, to := b.node(l.from), b.node(l.to)
		if p.Symmetric && from.ID > to.ID { // said both ways, drawn once
			from, to = to, from
		}
		c := b.claims[l.label]
		k := key{from.ID, to.ID, l.predicate, c.Status, c.date}
		e := joined[k]
		if e == nil {
			e = &graph.Edge{From: k.from, To: k.to, Predicate: k.predicate, Status: k.status, Date: k.date}
			joined[k] = e
		}
		if from.Type == "Meeting" {
			e.Meeting = from.ID
		}
		if place := b.nodes[c.place]; place != nil && l.predicate != "held_in" {
			e.Place = least(e.Place, place.Caption)
		}
		ev := c.Evidence
		if d := b.documents[ev.Document]; d != nil {
			ev.Title, ev.Publisher, ev.Published, ev.URL = d.Title, d.Publisher, d.Published, d.URL
		}
		e.Evidence = append(e.Evidence, ev)
	}
	g := &graph.Subgraph{Title: "parley"}
	for v, n := range b.nodes {
		if n.Type == "Meeting" {
			n.Caption = b.caption(v)
		}
		if n.Type != "" && n.Type != "Claim" && n.Type != "Document" {
			g.Nodes = append(g.Nodes, *n)
		}
	}
	slices.SortFunc(g.Nodes, func(a, b graph.Node) int { return strings.Compare(a.ID, b.ID) })
	for _, e := range joined {
		slices.SortFunc(e.Evidence, func(a, b graph.Evidence) int { return strings.Compare(a.Claim, b.Claim) })
		e.Evidence = slices.CompactFunc(e.Evidence, func(a, b graph.Evidence) bool { return a.Claim == b.Claim })
		g.Edges = append(g.Edges, *e)
	}
	slices.SortFunc(g.Edges, compareEdges)
	return g
}

// compareEdges is the order that [graph.Subgraph] promises.
func compareEdges(a, b graph.Edge) int {
	return cmp.Or(
		strings.Compare(a.From, b.From), strings.Compare(a.To, b.To), strings.Compare(a.Predicate, b.Predicate),
		strings.Compare(a.Status, b.Status), strings.Compare(a.Meeting, b.Meeting), strings.Compare(a.Date, b.Date),
	)
}

// least is the first of two texts in their order, or the one that is not
// empty: of several names the order of the input must not choose one.
func least(a, b string) string {
	if a == "" || b != "" && b < a {
		return b
	}
	return a
}

// local is a node's name without the prefix parley:.
func local(v quad.Value) string {
	if iri, ok := v.(quad.IRI); ok {
		return strings.TrimPrefix(string(nquads.Shorten(nquads.Expand(iri))), "parley:")
	}
	if v == nil {
		return ""
	}
	return fmt.Sprint(v)
}

// words are the text of a literal, "" for a node.
func words(v quad.Value) string {
	l, ok, err := nquads.LiteralOf(v)
	if !ok || err != nil {
		return ""
	}
	return l.Text
}
