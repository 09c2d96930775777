package resolve

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"maps"
	"slices"
	"strings"
)

// Node is who a sighting was found to be: the id and what tells it from others
// of that id. [Nodes.Name] makes one id of both.
type Node struct{ ID, Mark string }

// Own is the node of a sighting that is fitted to nobody: told from others by
// state, office and decade if the document has them and nobody known comes
// into question, else by the document.
func Own(doc string, s *Sighting, several bool) Node {
	title, decade := "", ""
	for _, t := range s.Traits {
		if rest, ok := strings.CutPrefix(t, "t:"); ok && title == "" {
			title = rest
		}
		if rest, ok := strings.CutPrefix(t, "y:"); ok {
			decade = "." + rest + "0s"
		}
	}
	if len(s.States) > 0 && title != "" && !several && !ParseName(s.Name).common() {
		return Node{s.ID, s.States[0] + "." + title + decade}
	}
	h := sha256.Sum256([]byte(doc))
	return Node{s.ID, hex.EncodeToString(h[:4])}
}

// Unmarked is the mark in the name of a node that nothing tells from others of
// its ID but that they have marks. None of several has the bare ID: what was
// cited under it when there was one only would silently mean somebody else.
const Unmarked = "unknown"

// Name is the id of a node where alone tells that no other has its ID.
func (n Node) Name(alone bool) string {
	if alone {
		return n.ID
	}
	return n.ID + "+" + cmp.Or(n.Mark, Unmarked)
}

// CutMark parts an id from its mark: that of a node, and "" for [Unmarked].
func CutMark(id string) (base, mark string) {
	base, mark, _ = strings.Cut(id, "+")
	if mark == Unmarked {
		mark = ""
	}
	return base, mark
}

// Key is a pair of keys as one string.
type Key struct{ Family, Given string }

// KeyOf is the keys of a name.
func KeyOf(name string) Key {
	f, g := ParseName(name).Keys()
	return Key{f, g}
}

// Seen is a sighting in its document.
type Seen struct {
	Doc string
	Sighting
}

// All tells of each sighting who it is, as package graph does step by step:
// this is the definition, that the same with the cost of the change only. The
// answer is in the order of all, and does not depend on it.
func All(all []Seen, never func(a, b string) bool) []string {
	type place struct{ form, facet string }
	atoms := map[Key]map[place]*Atom{}
	company := map[Key]map[place]map[string]bool{}
	for i := range all {
		s := &all[i]
		if !s.Firm() {
			continue
		}
		k, p := KeyOf(s.Name), place{s.Form(), s.Facet()}
		if atoms[k] == nil {
			atoms[k], company[k] = map[place]*Atom{}, map[place]map[string]bool{}
		}
		if atoms[k][p] == nil {
			atoms[k][p], company[k][p] = &Atom{Form: p.form, Facet: p.facet}, map[string]bool{}
		}
		for _, t := range s.Traits {
			company[k][p][t] = true
		}
		for _, w := range s.With {
			company[k][p][w] = true
		}
		a := atoms[k][p]
		a.Traits = slices.Compact(slices.Sorted(slices.Values(append(a.Traits, s.Traits...))))
	}
	type bearer struct {
		node  Node
		names []Name
		ids   []string
		loose bool
		Candidate
	}
	bearers := map[string]map[string][]*bearer{} // by family, given
	at := map[Key]map[place]*bearer{}
	for k, list := range atoms {
		var as []Atom
		var places []place
		for p, a := range list {
			as, places = append(as, *a), append(places, p)
		}
		persons, _ := Cluster(as, never)
		at[k] = map[place]*bearer{}
		if bearers[k.Family] == nil {
			bearers[k.Family] = map[string][]*bearer{}
		}
		for _, p := range persons {
			b := &bearer{node: Node{p.ID, p.Mark}, loose: len(p.Loose) == len(p.Atoms)}
			b.Candidate = p.Candidate(as, nil)
			has := map[string]bool{}
			for _, i := range p.Atoms {
				at[k][places[i]] = b
				b.names = append(b.names, as[i].Name())
				b.ids = append(b.ids, as[i].ID())
				maps.Copy(has, company[k][places[i]])
			}
			b.Has = func(t string) bool { return has[t] }
			bearers[k.Family][k.Given] = append(bearers[k.Family][k.Given], b)
		}
	}
	nodes := make([]Node, len(all))
	for i := range all {
		s := &all[i]
		k, name := KeyOf(s.Name), ParseName(s.Name)
		var own *bearer
		if s.Firm() {
			own = at[k][place{s.Form(), s.Facet()}]
			if nodes[i] = own.node; !own.loose {
				continue
			}
		} else {
			nodes[i] = Own(s.Doc, &s.Sighting, false)
		}
		var fits []*bearer
		n := 0
		for _, given := range slices.Sorted(maps.Keys(bearers[k.Family])) {
			for _, b := range bearers[k.Family][given] {
				n++
				if b != own && (name.Lone || given == k.Given) && MayBe(name, s.ID, b.names, b.ids, never) {
					fits = append(fits, b)
				}
			}
		}
		if name.Lone && n > MostBearers {
			nodes[i] = Own(s.Doc, &s.Sighting, true)
			continue
		}
		var cs []Candidate
		for _, b := range fits {
			cs = append(cs, b.Candidate)
		}
		if best, strength, _ := Fit(&s.Sighting, cs); best >= 0 && strength >= FitAtLeast {
			nodes[i] = fits[best].node
		} else if best == Several && !s.Firm() {
			nodes[i] = Own(s.Doc, &s.Sighting, true)
		}
	}
	marks := map[string]map[string]bool{}
	for _, given := range bearers {
		for _, list := range given {
			for _, b := range list {
				nodes = append(nodes, b.node)
			}
		}
	}
	for _, n := range nodes {
		if marks[n.ID] == nil {
			marks[n.ID] = map[string]bool{}
		}
		marks[n.ID][n.Mark] = true
	}
	out := make([]string, len(all))
	for i, n := range nodes[:len(all)] {
		out[i] = n.Name(len(marks[n.ID]) == 1)
	}
	return out
}

// Candidate is the person of p.Atoms as [Fit] wants it.
func (p *Person) Candidate(atoms []Atom, has func(string) bool) Candidate {
	c := Candidate{Has: has}
	for _, i := range p.Atoms {
		c.States = append(c.States, atoms[i].States()...)
		if g := atoms[i].gender(); g != "" {
			c.Genders = g
		}
		for _, t := range atoms[i].Traits {
			c.Titles = c.Titles || strings.HasPrefix(t, "t:")
			if strings.HasPrefix(t, "y:") {
				c.Decades = append(c.Decades, t)
			}
		}
	}
	return c
}

// MayBe reports whether a sighting of that name and id may be of a person who
// goes by names and ids: none of the names excludes it, nor do people.
func MayBe(n Name, id string, names []Name, ids []string, never func(a, b string) bool) bool {
	for i, b := range names {
		switch {
		case never(id, ids[i]):
			return false
		case n.Lone && n.Suffix != "" && n.Suffix != b.Suffix:
			return false
		case !n.Lone && Compare(n, b) == Apart:
			return false
		}
	}
	return true
}
