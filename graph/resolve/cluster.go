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

// edge is a join that may be made.
type edge struct {
	Join
	relation  Relation
	supported bool // by a state that both have
	backed    bool // by an office or a body that both have
	both      bool // by a state and one of these, or by an office and its body
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

// kinds leaves one of the atoms for each number.
func kinds(atoms []int, of []int) []int {
	seen := map[int]bool{}
	return slices.DeleteFunc(atoms, func(i int) bool {
		was := seen[of[i]]
		seen[of[i]] = true
		return was
	})
}

func (c *clustering) findEdges() {
	for k, i := range c.order {
		for _, j := range c.order[k+1:] {
			p, q := c.profiles[i], c.profiles[j]
			rel := c.relation(i, j)
			if rel == Apart {
				continue
			}
			e := edge{Join: Join{A: i, B: j}, relation: rel}
			what := rel.String()
			if e.supported = p.agree(q); e.supported {
				what += ", same state"
			}
			shared := p.shared(q)
			if len(shared) > 0 {
				e.backed = true
				what += ", same " + traitWords(shared[0])
			}
			e.both = e.backed && (e.supported || len(shared) > 1)
			switch {
			case c.never(c.atoms[i].ID(), c.atoms[j].ID()):
			case c.excludes(i, j):
				c.doubts = append(c.doubts, Doubt{i, j, what + ", but " + against(p, q)})
			default:
				if e.Strength = strength(e, p.common && q.common); e.Strength == 0 {
					c.doubts = append(c.doubts, Doubt{i, j, what + ": too thin"})
					continue
				}
				e.Ground = what
				c.edges = append(c.edges, e)
			}
		}
	}
}

func against(p, q *profile) string {
	if p.gender != "" && q.gender != "" && p.gender != q.gender {
		return "one is he, one is she"
	}
	return "of other states: " + strings.Join(p.states, ", ") + " / " + strings.Join(q.states, ", ")
}

// traitWords is a trait in words: "office foreign-minister".
func traitWords(t string) string {
	switch kind, rest, _ := strings.Cut(t, ":"); kind {
	case "t":
		return "office " + rest
	case "o":
		return "body " + rest[strings.IndexByte(rest, '/')+1:]
	}
	return t
}

// strength of a join by the relation of the names and what else is shared; 0
// is too thin. Measured on testdata (see TestCorpus).
func strength(e edge, common bool) float64 {
	switch {
	case common && !e.both:
		return 0
	case e.relation <= Spelling:
		return pick(e.both, .99, e.supported || e.backed, .98, .95)
	case e.relation == Middle:
		return pick(e.both, .98, e.supported || e.backed, .96, .9)
	case e.relation == Short:
		return pick(e.both, .97, e.supported || e.backed, .93, 0)
	case e.relation == Slip, e.relation == Initial, e.relation == Generation:
		return pick(e.both, .93, false, 0, 0)
	}
	return 0
}

func pick(a bool, x float64, b bool, y, z float64) float64 {
	switch {
	case a:
		return x
	case b:
		return y
	}
	return z
}

// dropAmbiguous takes away the joins of an atom that fits two persons who are
// not one: "George Bush" is neither George W. nor George H. W. Bush, and a
// Sergei Lavrov of no state neither the Russian nor the Bulgarian.
func (c *clustering) dropAmbiguous() {
	at := map[int][]int{} // edges of an atom
	for i, e := range c.edges {
		at[e.A] = append(at[e.A], i)
		at[e.B] = append(at[e.B], i)
	}
	drop := map[int]bool{}
	for _, i := range c.order {
		others := func(ks []int) (out []int) {
			for _, k := range ks {
				out = append(out, c.edges[k].A+c.edges[k].B-i)
			}
			return out
		}
		anyTwo := func(atoms []int, test func(i, j int) bool) bool {
			for n, a := range atoms {
				if slices.ContainsFunc(atoms[n+1:], func(b int) bool { return test(a, b) }) {
					return true
				}
			}
			return false
		}
		otherNames := func(ks []int) bool {
			return anyTwo(kinds(others(ks), c.name), func(i, j int) bool { return c.relation(i, j) == Apart })
		}
		weak := slices.DeleteFunc(slices.Clone(at[i]), func(k int) bool { return c.edges[k].relation < Middle })
		if otherNames(weak) {
			backed := slices.DeleteFunc(slices.Clone(weak), func(k int) bool { return !c.edges[k].backed })
			if otherNames(backed) {
				backed = nil
			}
			for _, k := range weak {
				if !slices.Contains(backed, k) {
					drop[k], c.loose[i] = true, true
				}
			}
		}
		bare := slices.DeleteFunc(slices.Clone(at[i]), func(k int) bool { return c.edges[k].supported })
		if len(bare) > 0 && anyTwo(kinds(others(at[i]), c.kind), c.excludes) {
			for _, k := range bare {
				drop[k] = true
				if len(c.profiles[i].states) == 0 {
					c.loose[i] = true
				}
			}
		}
	}
	kept := c.edges[:0]
	for k, e := range c.edges {
		if drop[k] {
			c.doubts = append(c.doubts, Doubt{e.A, e.B, e.Ground + ", but another fits as well"})
			continue
		}
		kept = append(kept, e)
	}
	c.edges = kept
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
