package resolve

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

// Person is one person of several documents.
type Person struct {
	ID     string // the shortest id of its atoms, then the least: more articles seldom change it
	Mark   string // what tells it from others of that ID: a state, a gender or a number; may be empty
	Atoms  []int  // into what Cluster was given, rising
	Joins  []Join // why they are one: one fewer than Atoms
	Loose  []int  // atoms among Atoms that may rather be another's: [Fit] tells, document by document
	States []string
}

// Join says why two atoms are one person.
type Join struct {
	A, B     int // atoms
	Ground   string
	Strength float64 // 0 to 1
}

// Doubt is a join that was not made, for its ground was thin or something
// spoke against it, though the names allow it.
type Doubt struct {
	A, B   int // atoms
	Ground string
}

// Cluster tells which atoms, all of one pair of keys, are one person: every
// atom is in one Person. never says which two ids people keep apart. The
// answer does not depend on the order of atoms.
func Cluster(atoms []Atom, never func(a, b string) bool) ([]Person, []Doubt) {
	order := make([]int, len(atoms))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int {
		return cmp.Or(strings.Compare(atoms[a].Form, atoms[b].Form), strings.Compare(atoms[a].Facet, atoms[b].Facet))
	})
	c := &clustering{atoms: atoms, never: never, order: order, loose: map[int]bool{}, of: make([]*cluster, len(atoms))}
	for i := range atoms {
		c.profiles = append(c.profiles, newProfile(&atoms[i]))
		c.of[i] = &cluster{profile: newProfile(&atoms[i]), atoms: []int{i}}
	}
	c.sort()
	c.findEdges()
	c.dropAmbiguous()
	c.join()
	return c.persons(), c.doubts
}

type cluster struct {
	*profile
	atoms []int
	joins []Join
}

type clustering struct {
	atoms    []Atom
	never    func(a, b string) bool
	order    []int // of atoms by form and facet: everything goes by it
	profiles []*profile
	edges    []edge
	doubts   []Doubt
	loose    map[int]bool
	of       []*cluster

	// Atoms of a name, and of states and gender, are alike in many: what
	// depends on these alone is found once for each two kinds.
	name, kind []int // of each atom
	relations  map[[2]int]Relation
	excluded   map[[2]int]bool
}

// sort gives each atom the number of its name and of its kind.
func (c *clustering) sort() {
	c.relations, c.excluded = map[[2]int]Relation{}, map[[2]int]bool{}
	names, kinds := map[string]int{}, map[string]int{}
	number := func(of map[string]int, what string) int {
		if _, ok := of[what]; !ok {
			of[what] = len(of)
		}
		return of[what]
	}
	for i := range c.atoms {
		a := &c.atoms[i]
		c.name = append(c.name, number(names, a.Words()+","+c.profiles[i].names[0].Suffix))
		c.kind = append(c.kind, number(kinds, strings.Join(a.States(), "+")+"/"+a.gender()))
	}
}

func (c *clustering) relation(i, j int) Relation {
	k := [2]int{c.name[i], c.name[j]}
	r, ok := c.relations[k]
	if !ok {
		r = Compare(c.profiles[i].names[0], c.profiles[j].names[0])
		c.relations[k] = r
	}
	return r
}

// excludes reports whether the states or genders of two atoms exclude each
// other.
func (c *clustering) excludes(i, j int) bool {
	k := [2]int{c.kind[i], c.kind[j]}
	x, ok := c.excluded[k]
	if !ok {
		x = c.profiles[i].excludes(c.profiles[j])
		c.excluded[k] = x
	}
	return x
}

// join makes the joins, the surest first, that put nothing into one person
// that excludes each other.
func (c *clustering) join() {
	slices.SortStableFunc(c.edges, func(a, b edge) int {
		return cmp.Or(cmp.Compare(b.Strength, a.Strength), cmp.Compare(a.relation, b.relation))
	})
	for _, e := range c.edges {
		x, y := c.of[e.A], c.of[e.B]
		if x == y {
			continue
		}
		if x.excludes(y.profile) || x.namesExclude(y.profile) || c.kept(x, y) {
			c.doubts = append(c.doubts, Doubt{e.A, e.B, e.Ground + ", but others of the two exclude each other"})
			continue
		}
		x.add(y.profile)
		x.atoms = append(x.atoms, y.atoms...)
		x.joins = append(append(x.joins, y.joins...), e.Join)
		for _, i := range y.atoms {
			c.of[i] = x
		}
	}
}

// kept reports whether people keep an id of x from one of y.
func (c *clustering) kept(x, y *cluster) bool {
	for _, i := range x.atoms {
		for _, j := range y.atoms {
			if c.never(c.atoms[i].ID(), c.atoms[j].ID()) {
				return true
			}
		}
	}
	return false
}

func (c *clustering) persons() []Person {
	var out []Person
	seen := map[*cluster]bool{}
	taken := map[string]int{}
	for _, i := range c.order {
		x := c.of[i]
		if seen[x] {
			continue
		}
		seen[x] = true
		p := Person{Atoms: x.atoms, Joins: x.joins, States: slices.Compact(slices.Sorted(slices.Values(x.states)))}
		slices.Sort(p.Atoms)
		for _, k := range p.Atoms {
			if id := c.atoms[k].ID(); p.ID == "" || cmp.Or(cmp.Compare(length(id), length(p.ID)), strings.Compare(id, p.ID)) < 0 {
				p.ID = id
			}
			if c.loose[k] {
				p.Loose = append(p.Loose, k)
			}
		}
		if p.Mark = x.gender; len(p.States) > 0 {
			p.Mark = p.States[0]
		}
		key := p.ID + "+" + p.Mark
		if taken[key]++; taken[key] > 1 {
			p.Mark = strings.TrimPrefix(p.Mark+"-"+strconv.Itoa(taken[key]), "-")
		}
		out = append(out, p)
	}
	return out
}

// length is the number of words of an id.
func length(id string) int { return strings.Count(id, "-") }
