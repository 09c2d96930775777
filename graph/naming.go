package graph

import (
	"slices"

	"parley/graph/resolve"
)

// naming is who the entities of one document are: what its quads call them.
// The zero value leaves them as the record has them.
type naming struct {
	ids      map[string]string // id of the record -> of the graph, where they differ
	names    map[string]string // id of the graph -> what people call it
	rejected map[string]bool   // claims
}

func (n *naming) id(id string) string {
	if x, ok := n.ids[id]; ok {
		return x
	}
	return id
}

func (n *naming) all(ids []string) []string {
	if len(n.ids) == 0 {
		return ids
	}
	out := make([]string, len(ids))
	for i, id := range ids {
		out[i] = n.id(id)
	}
	return out
}

// naming is that of a document whose record has entities of these ids.
func (x *identity) naming(doc string, entities []string) *naming {
	n := &naming{ids: map[string]string{}, names: map[string]string{}, rejected: x.decisions.Rejected(doc)}
	call := func(id, now, name string) {
		if now != id {
			n.ids[id] = now
		}
		if name != "" {
			n.names[now] = name
		}
	}
	persons := map[string]bool{}
	for _, s := range x.sightings(doc) {
		persons[s.ID] = true
		now, name := x.called(doc, &s)
		call(s.ID, now, name)
	}
	for _, id := range entities {
		if !persons[id] {
			now := x.decisions.Kept(id)
			call(id, now, x.decisions.NameOf(now))
		}
	}
	return n
}

// called is the id under which the graph has a sighting, and what people call
// it if they say.
func (x *identity) called(doc string, s *sighting) (id, name string) {
	if s.Split != "" {
		id = x.decisions.Kept(s.Split)
		return id, x.decisions.NameOf(id)
	}
	return x.callNode(x.node(doc, s).Node)
}

// callNode is the id under which the graph has a node, and what people call
// it if they say.
func (x *identity) callNode(node resolve.Node) (id, name string) {
	alone := x.isAlone(node.ID)
	id = node.Name(alone)
	cited := x.cited(node, alone)
	merged := ""
	for _, c := range cited {
		if kept := x.decisions.Kept(c); (kept != c || x.decisions.IsKept(c)) && (merged == "" || kept < merged) {
			merged = kept
		}
	}
	if merged != "" {
		id = merged
	}
	name = x.decisions.NameOf(id)
	for _, c := range cited {
		if name == "" {
			name = x.decisions.NameOf(c)
		}
	}
	return id, name
}

// node is who a sighting was found to be.
func (x *identity) node(doc string, s *sighting) assigned {
	var n assigned
	if x.get(key("i", doc, s.ID), &n) {
		return n
	}
	if s.Firm() {
		x.get(key("p", atomOf(&s.Sighting).parts()...), &n)
	}
	return n
}

// cited are the ids under which decisions mean the node, sorted: those of its
// documents, with its mark, or without if no other node has its id.
func (x *identity) cited(n resolve.Node, alone bool) []string {
	if len(x.decisions.List) == 0 {
		return nil
	}
	ids := []string{n.ID}
	x.get(key("P", n.ID, n.Mark), &ids)
	var out []string
	for _, id := range ids {
		for _, c := range x.decisions.Cited(id) {
			_, mark := resolve.CutMark(c)
			if alone || mark == n.Mark {
				out = append(out, c)
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}
