package graph

import (
	"slices"

	"parley/graph/quadstore"
)

// node is one node with all that is said of it.
type node struct {
	r     *reader
	ref   quadstore.Ref
	facts []fact
}

type fact struct{ predicate, object, claim quadstore.Ref }

// node reads everything whose subject is n.
func (r *reader) node(n quadstore.Ref) node {
	out := node{r: r, ref: n}
	if n == 0 {
		return out
	}
	from := len(r.facts)
	for q := range r.tx.Match(n, 0, 0, 0) {
		r.facts = append(r.facts, fact{q[1], q[2], q[3]})
	}
	out.facts = slices.Clip(r.facts[from:])
	return out
}

// of are the facts of n under predicate p.
func (n node) of(p string) []fact {
	pred := n.r.word(p)
	from := slices.IndexFunc(n.facts, func(f fact) bool { return f.predicate == pred })
	if from < 0 {
		return nil
	}
	to := from // facts are in the order of the index: those of a predicate together
	for to < len(n.facts) && n.facts[to].predicate == pred {
		to++
	}
	return n.facts[from:to]
}

// saidBy is n as the claims that pass have it.
func (n node) saidBy(pass func(claim quadstore.Ref) bool) node {
	n.facts = slices.DeleteFunc(slices.Clone(n.facts), func(f fact) bool { return !pass(f.claim) })
	return n
}

// texts are the distinct objects under p as text, sorted.
func (n node) texts(p string) []string {
	facts := n.of(p)
	if len(facts) == 0 {
		return nil
	}
	out := make([]string, 0, len(facts))
	for i, f := range facts {
		if i == 0 || f.object != facts[i-1].object { // facts are sorted by object
			out = append(out, n.r.text(f.object))
		}
	}
	slices.Sort(out)
	return out
}

// text is the least of the objects under p, "" if there is none.
func (n node) text(p string) string {
	least := ""
	for i, f := range n.of(p) {
		if t := n.r.text(f.object); i == 0 || t < least {
			least = t
		}
	}
	return least
}

// claims are the labels of what is said of n.
func (n node) claims() []quadstore.Ref {
	var out []quadstore.Ref
	for _, f := range n.facts {
		if !slices.Contains(out, f.claim) {
			out = append(out, f.claim)
		}
	}
	return out
}
