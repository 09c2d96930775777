package graph

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"parley/graph/resolve"
)

// mostShown is how many documents of one side of a join are cited: the first
// by name. The row tells how many there are.
const mostShown = 3

// joins adds, in front of the rows, why what goes by id is one: a row for each
// join of two spellings or facets, for each sighting that was fitted, and for
// each decision of people. Status is "joined" or "decided", the confidence the
// strength of the join, the rule its ground, or what people noted.
func (a *Answer) joins(r *reader, x *identity, id string) {
	d := x.decisions
	var rows []Row
	add := func(says, status, ground string, strength float64, at []place) {
		row := Row{Cells: []string{says, status, strconv.FormatFloat(strength, 'f', 2, 64), ground, ""}}
		for _, p := range at {
			if c := r.entity("claim/" + digest(p.doc, "entities", p.id)); c != 0 {
				row.claims = append(row.claims, c)
			}
		}
		rows = append(rows, row)
	}
	for _, n := range x.nodesCalled(r, id) {
		for k, atoms := range x.atomsOf(n) {
			all, keys := x.atoms(k)
			persons, _ := resolve.Cluster(all, d.Apart)
			for _, p := range persons {
				if p.ID != n.ID || p.Mark != n.Mark {
					continue
				}
				for _, j := range p.Joins {
					from, n1 := x.some(keys[j.A])
					to, n2 := x.some(keys[j.B])
					add(x.facet(r, &all[j.A], from, n1)+" is "+x.facet(r, &all[j.B], to, n2), "joined", j.Ground, j.Strength, slices.Concat(from, to))
				}
				if len(p.Joins) == 0 && len(atoms) > 0 {
					at, many := x.some(atoms[0])
					if many > 1 {
						add(x.facet(r, &all[slices.Index(keys, atoms[0])], at, many), "joined", "same name, nothing speaks against it", .97, at)
					}
				}
			}
		}
		x.scan(prefix("n", n.ID, n.Mark, "s"), func(p []string, _ []byte) {
			var fitted assigned
			if x.get(key("i", p[3], p[4]), &fitted); fitted.Ground == "" {
				return
			}
			at := place{p[3], p[4]}
			add(p[4]+" in "+p[3]+" is meant", "joined", fitted.Ground, fitted.Strength, []place{at})
		})
	}
	for _, dec := range d.List {
		if !decisionConcerns(d, &dec, id) {
			continue
		}
		var at []place
		for _, doc := range dec.Docs {
			at = append(at, place{doc, dec.IDs[0]})
		}
		note := dec.Note
		dec.Note = ""
		add(fmt.Sprintf("decision, line %d: %s", dec.Line, dec.String()), "decided", note, 1, at)
	}
	slices.SortStableFunc(rows, func(x, y Row) int {
		return cmp.Or(strings.Compare(x.Cells[1], y.Cells[1]), compareCells(x.Cells, y.Cells))
	})
	a.Rows = append(rows, a.Rows...)
}

func decisionConcerns(d *resolve.Decisions, dec *resolve.Decision, id string) bool {
	base, _ := resolve.CutMark(id)
	if dec.As == id {
		return true
	}
	return dec.Verb != resolve.Reject && slices.ContainsFunc(dec.IDs, func(x string) bool {
		b, _ := resolve.CutMark(x)
		return x == id || b == base || dec.Verb == resolve.Merge && d.Kept(x) == id
	})
}

// nodesCalled are the nodes that the graph calls id, sorted.
func (x *identity) nodesCalled(r *reader, id string) []resolve.Node {
	base, _ := resolve.CutMark(id)
	bases := map[string]bool{base: true}
	if n, p := r.entity(id), r.word("record_id"); n != 0 && p != 0 {
		for o := range r.tx.Objects(n, p) {
			bases[r.text(o)] = true
		}
	}
	found := map[resolve.Node]bool{}
	for b := range bases {
		x.marks(b, func(mark string) bool {
			n := resolve.Node{ID: b, Mark: mark}
			if called, _ := x.callNode(n); called == id {
				found[n] = true
			}
			return true
		})
	}
	return slices.SortedFunc(maps.Keys(found), func(a, b resolve.Node) int {
		return cmp.Or(strings.Compare(a.ID, b.ID), strings.Compare(a.Mark, b.Mark))
	})
}

// atomsOf are the atoms of a node by their keys.
func (x *identity) atomsOf(n resolve.Node) map[resolve.Key][]atomKey {
	out := map[resolve.Key][]atomKey{}
	x.scan(prefix("n", n.ID, n.Mark, "a"), func(p []string, _ []byte) {
		a := atomKey{p[3], p[4], p[5], p[6]}
		out[a.key()] = append(out[a.key()], a)
	})
	return out
}

// some are the first sightings of an atom, and how many there are.
func (x *identity) some(a atomKey) ([]place, int64) {
	n, err := count("a", x.tx.Get(personsBucket, key("a", a.parts()...)))
	x.keep(err)
	var out []place
	enough := fmt.Errorf("enough")
	err = x.tx.ScanPrefix(personsBucket, prefix("o", a.parts()...), func(key string, _ []byte) error {
		p, err := parts(key)
		if err != nil {
			return err
		}
		if out = append(out, place{p[4], p[5]}); len(out) == mostShown {
			return enough
		}
		return nil
	})
	if err != enough {
		x.keep(err)
	}
	return out, n
}

// facet is an atom in words, as the first of its documents writes the name:
// “Sergei Lavrov” of Russia (12), which is the number of documents.
func (x *identity) facet(r *reader, a *resolve.Atom, at []place, n int64) string {
	name := a.Words()
	for _, p := range at[:min(1, len(at))] {
		for _, s := range x.sightings(p.doc) {
			if s.ID == p.id {
				name = s.Name
			}
		}
	}
	out := "“" + name + "”"
	if states := a.States(); len(states) > 0 {
		for i, s := range states {
			states[i] = r.caption("country/" + s)
		}
		out += " of " + strings.Join(states, ", ")
	}
	return fmt.Sprintf("%s (%d)", out, n)
}
