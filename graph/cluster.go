package graph

import (
	"maps"
	"slices"
	"strings"

	"parley/graph/resolve"
)

// bearer is a person as a sighting is fitted to it.
type bearer struct {
	node  resolve.Node
	atoms []atomKey
	names []resolve.Name
	ids   []string
	resolve.Candidate
}

// atoms are those of a pair of keys, in the order of their keys.
func (x *identity) atoms(k resolve.Key) ([]resolve.Atom, []atomKey) {
	var atoms []resolve.Atom
	var keys []atomKey
	x.scan(prefix("a", k.Family, k.Given), func(p []string, _ []byte) {
		keys = append(keys, atomKey{p[0], p[1], p[2], p[3]})
		atoms = append(atoms, resolve.Atom{Form: p[2], Facet: p[3]})
	})
	for i, a := range keys {
		atoms[i].Traits = x.traits(a)
	}
	return atoms, keys
}

func (x *identity) traits(a atomKey) []string {
	var out []string
	x.scan(prefix("t", a.parts()...), func(p []string, _ []byte) { out = append(out, p[4]) })
	return out
}

// nodes are the nodes of the atoms under a surname, or a pair of keys.
func (x *identity) nodes(p ...string) map[atomKey]assigned {
	out := map[atomKey]assigned{}
	x.scan(prefix("p", p...), func(p []string, _ []byte) {
		var n assigned
		x.get(key("p", p...), &n)
		out[atomKey{p[0], p[1], p[2], p[3]}] = n
	})
	return out
}

// recluster joins the atoms of a pair of keys anew.
func (x *identity) recluster(k resolve.Key) {
	atoms, keys := x.atoms(k)
	persons, _ := resolve.Cluster(atoms, x.decisions.Apart)
	before, now := x.nodes(k.Family, k.Given), map[atomKey]assigned{}
	ids, old := map[resolve.Node][]string{}, map[resolve.Node]bool{}
	for _, p := range persons {
		n := resolve.Node{ID: p.ID, Mark: p.Mark}
		for _, i := range p.Atoms {
			now[keys[i]] = assigned{Node: n, Loose: len(p.Loose) == len(p.Atoms)}
			ids[n] = append(ids[n], atoms[i].ID())
		}
	}
	for _, n := range before {
		old[n.Node] = true
	}
	moved := x.force[k]
	for _, a := range slices.SortedFunc(maps.Keys(before), compareAtoms) {
		if n, was := now[a], before[a]; n != was {
			moved = true
			x.touch(was.ID)
			x.delete(key("p", a.parts()...))
			x.delete(key("n", append([]string{was.ID, was.Mark, "a"}, a.parts()...)...))
			x.docsOfAtom(a, x.fit)
		}
	}
	loose := 0
	for _, a := range slices.SortedFunc(maps.Keys(now), compareAtoms) {
		n, was := now[a], before[a]
		if n.Loose {
			loose++
		}
		if n != was {
			moved = true
			x.touch(n.ID)
			x.put(key("p", a.parts()...), n)
			x.mark(key("n", append([]string{n.ID, n.Mark, "a"}, a.parts()...)...))
			x.docsOfAtom(a, x.fit)
		}
	}
	x.keepIDs(ids, old)
	x.setCount(key("l", k.Family, k.Given), int64(loose))
	bearersBefore, bearersNow := x.bearing(k.Family, len(ids)-len(old))
	if moved {
		x.fitAll(k, loose, bearersBefore, bearersNow)
	}
}

// keepIDs keeps the record ids of nodes that are, and not of those that were.
func (x *identity) keepIDs(ids map[resolve.Node][]string, old map[resolve.Node]bool) {
	for n := range old {
		if ids[n] == nil {
			x.delete(key("P", n.ID, n.Mark))
		}
	}
	for n, list := range ids {
		list = slices.Compact(slices.Sorted(slices.Values(list)))
		var was []string
		if x.get(key("P", n.ID, n.Mark), &was); !slices.Equal(was, list) {
			x.put(key("P", n.ID, n.Mark), list)
			if len(x.decisions.List) > 0 { // one of them may be cited
				x.docsOf("n", n.ID, n.Mark)
			}
		}
	}
}

// bearing changes how many bear a surname.
func (x *identity) bearing(family string, by int) (before, now int64) {
	k := key("b", family)
	before, err := count(k, x.tx.Get(personsBucket, k))
	x.keep(err)
	now = before + int64(by)
	x.setCount(k, now)
	return before, now
}

// fitAll marks the sightings that may be of a bearer of the keys.
func (x *identity) fitAll(k resolve.Key, loose int, before, now int64) {
	mark := func(p []string, _ []byte) { x.mayFit(place{p[2], p[3]}) }
	x.scan(prefix("q", k.Family, k.Given), mark)
	if before <= resolve.MostBearers || now <= resolve.MostBearers {
		x.scan(prefix("q", k.Family, ""), mark)
	}
	x.fitLoose(k, loose)
}

// mayFit marks a sighting to be fitted, unless it has been taken away.
func (x *identity) mayFit(at place) {
	if _, marked := x.fit[at]; !marked {
		x.fit[at] = true
	}
}

func (x *identity) fitLoose(k resolve.Key, loose int) {
	if loose == 0 {
		return
	}
	nodes := x.nodes(k.Family, k.Given)
	for _, a := range slices.SortedFunc(maps.Keys(nodes), compareAtoms) {
		if nodes[a].Loose {
			x.docsOfAtom(a, x.fit)
		}
	}
}

// refit marks the sightings that share a trait or company that came or went.
func (x *identity) refit(k resolve.Key) {
	bearers, err := count("b", x.tx.Get(personsBucket, key("b", k.Family)))
	x.keep(err)
	for _, f := range slices.Sorted(maps.Keys(x.changed[k])) {
		mark := func(p []string, _ []byte) { x.mayFit(place{p[1], p[2]}) }
		x.scan(featureKey(k, f)+"\x00", mark)
		if bearers <= resolve.MostBearers {
			x.scan(featureKey(resolve.Key{Family: k.Family}, f)+"\x00", mark)
		}
	}
	loose, err := count("l", x.tx.Get(personsBucket, key("l", k.Family, k.Given)))
	x.keep(err)
	x.fitLoose(k, int(loose))
}

// refitOne tells who a sighting is that is fitted by itself.
func (x *identity) refitOne(at place) {
	i := slices.IndexFunc(x.sightings(at.doc), func(s sighting) bool { return s.ID == at.id })
	if i < 0 || x.sightings(at.doc)[i].Split != "" {
		return
	}
	s := &x.sightings(at.doc)[i].Sighting
	var own assigned
	if s.Firm() {
		if !x.get(key("p", atomOf(s).parts()...), &own) || !own.Loose {
			x.assign(at, assigned{})
			return
		}
	}
	n, several, strength, ground := x.fitting(s, own.Node)
	switch {
	case n != nil && strength >= resolve.FitAtLeast:
		x.assign(at, assigned{Node: n.node, Strength: strength, Ground: ground})
	case s.Firm():
		x.assign(at, assigned{})
	default:
		x.assign(at, assigned{Node: resolve.Own(at.doc, s, several)})
	}
}

// fitting is the bearer that s fits best, but for its own, or nil; with less
// strength than [resolve.FitAtLeast] it is a guess.
func (x *identity) fitting(s *resolve.Sighting, own resolve.Node) (b *bearer, several bool, strength float64, ground string) {
	k, name := resolve.KeyOf(s.Name), resolve.ParseName(s.Name)
	list := x.named(k)
	if name.Lone {
		if n, err := count("b", x.tx.Get(personsBucket, key("b", k.Family))); err != nil || n > resolve.MostBearers {
			x.keep(err)
			return nil, true, 0, "the surname of many"
		}
		list = x.family(k.Family)
	}
	var fits []*bearer
	var cs []resolve.Candidate
	for _, b := range list {
		if b.node != own && resolve.MayBe(name, s.ID, b.names, b.ids, x.decisions.Apart) {
			fits, cs = append(fits, b), append(cs, b.Candidate)
		}
	}
	best, strength, ground := resolve.Fit(s, cs)
	if best < 0 {
		return nil, best == resolve.Several, strength, ground
	}
	return fits[best], false, strength, ground
}

// family are the bearers of a surname, named those of a pair of keys.
func (x *identity) family(family string) []*bearer {
	if b, ok := x.families[family]; ok {
		return b
	}
	b := x.read(x.nodes(family))
	x.families[family] = b
	return b
}

func (x *identity) named(k resolve.Key) []*bearer {
	if b, ok := x.bearers[k]; ok {
		return b
	}
	b := x.read(x.nodes(k.Family, k.Given))
	x.bearers[k] = b
	return b
}

func (x *identity) read(nodes map[atomKey]assigned) []*bearer {
	type node struct {
		resolve.Key
		resolve.Node
	}
	by := map[node][]atomKey{}
	var order []node
	for _, a := range slices.SortedFunc(maps.Keys(nodes), compareAtoms) {
		n := node{a.key(), nodes[a].Node}
		if by[n] == nil {
			order = append(order, n)
		}
		by[n] = append(by[n], a)
	}
	var out []*bearer
	for _, n := range order {
		b := &bearer{node: n.Node, atoms: by[n]}
		var atoms []resolve.Atom
		p := resolve.Person{}
		for i, a := range b.atoms {
			at := resolve.Atom{Form: a.form, Facet: a.facet, Traits: x.traits(a)}
			atoms = append(atoms, at)
			p.Atoms = append(p.Atoms, i)
			b.names, b.ids = append(b.names, at.Name()), append(b.ids, at.ID())
		}
		b.Candidate = p.Candidate(atoms, x.knows(b.atoms))
		out = append(out, b)
	}
	return out
}

// knows reports whether one of the atoms has a trait or company.
func (x *identity) knows(atoms []atomKey) func(trait string) bool {
	known := map[string]bool{}
	under := make([][2]string, len(atoms)) // the keys of traits and of company
	for i, a := range atoms {
		under[i] = [2]string{prefix("t", a.parts()...), companyKeys(a)}
	}
	return func(trait string) bool {
		has, ok := known[trait]
		if !ok {
			escaped, digest := escape(trait), companyDigest(trait)
			has = slices.ContainsFunc(under, func(u [2]string) bool {
				return x.tx.Get(personsBucket, u[0]+escaped) != nil || x.tx.Get(personsBucket, u[1]+digest) != nil
			})
			known[trait] = has
		}
		return has
	}
}

func compareAtoms(a, b atomKey) int {
	return strings.Compare(strings.Join(a.parts(), "\x00"), strings.Join(b.parts(), "\x00"))
}
