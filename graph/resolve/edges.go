package resolve

import (
	"slices"
	"strings"
)

// edge is a join that may be made.
type edge struct {
	Join
	relation  Relation
	supported bool // by a state that both have
	backed    bool // by an office or a body that both have
	both      bool // by a state and one of these, or by an office and its body
}

// findEdges finds the joins that may be made, and those in doubt.
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

// kinds leaves one of the atoms for each number.
func kinds(atoms []int, of []int) []int {
	seen := map[int]bool{}
	return slices.DeleteFunc(atoms, func(i int) bool {
		was := seen[of[i]]
		seen[of[i]] = true
		return was
	})
}
