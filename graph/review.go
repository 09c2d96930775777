package graph

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"parley/graph/quadstore"
	"parley/graph/resolve"
)

// Doubt is a case for people to decide: two nodes that may be one person, or
// one that was made on little ground.
type Doubt struct {
	A, B      Node
	Joined    bool       // they are one now, A and B; IDs are what was joined
	IDs       [2]string  // of the records
	Ground    string     // in words
	Strength  float64    // of a join that was made
	Documents int        // that would go over to the other node
	Evidence  []Evidence // where documents name the one and the other first, up to three each
}

// weak is the strength below which a join that was made is shown.
const weak = .94

// Review lists the doubtful cases, the most consequential first: those that
// concern the most documents. It reads all that is kept of persons.
func (s *Store) Review(ctx context.Context) ([]Doubt, error) {
	v := &review{found: map[[2]string]*doubt{}, sounds: map[sound][]heard{}}
	err := s.viewPersons(ctx, func(r *reader, x *identity) error {
		v.r, v.x = r, x
		for _, k := range v.keys("a") {
			if err := ctx.Err(); err != nil {
				return err
			}
			v.cluster(k)
		}
		for _, k := range v.keys("q") {
			if err := ctx.Err(); err != nil {
				return err
			}
			v.fitted(k)
		}
		v.alike()
		v.finish()
		return nil
	})
	return v.out, err
}

type review struct {
	r     *reader
	x     *identity
	found map[[2]string]*doubt
	out   []Doubt

	sounds map[sound][]heard
}

// sound is an office of a state, and a name as it sounds to one who does not
// hear vowels: Morsi and Mursi are never joined, for their surnames have other
// keys, but two presidents of Egypt who sound alike are worth a look.
type sound struct{ state, title, family, given string }

// heard is an atom that has the sound.
type heard struct {
	called string
	name   resolve.Name
	key    atomKey
}

// doubt is a case in the making.
type doubt struct {
	Doubt
	a, b map[place]bool
}

// keys are the pairs of keys under a kind, sorted.
func (v *review) keys(kind string) []resolve.Key {
	var out []resolve.Key
	v.x.scan(kind+"\x00", func(p []string, _ []byte) {
		k := resolve.Key{Family: p[0], Given: p[1]}
		if len(out) == 0 || out[len(out)-1] != k {
			out = append(out, k)
		}
	})
	return out
}

// add notes a case between two nodes, each with places that name it.
func (v *review) add(a, b string, ground string, strength float64, ids [2]string, from, to []place, documents int) {
	joined := ids[0] != ""
	if a == b && !joined || v.decided(a, b) || joined && v.x.decisions.Kept(ids[0]) == v.x.decisions.Kept(ids[1]) && ids[0] != ids[1] {
		return
	}
	if a > b {
		a, b, from, to = b, a, to, from
	}
	k := [2]string{a, b}
	if joined {
		k[1] += " " + ground
	}
	d := v.found[k]
	if d == nil {
		d = &doubt{a: map[place]bool{}, b: map[place]bool{}}
		d.A, d.B = v.r.nodes([]string{a})[0], v.r.nodes([]string{b})[0]
		d.Ground, d.Strength, d.Joined, d.IDs = ground, strength, joined, ids
		v.found[k] = d
	}
	d.Documents += documents
	d.Ground = min(d.Ground, ground)
	for _, p := range from {
		d.a[p] = true
	}
	for _, p := range to {
		d.b[p] = true
	}
}

// decided reports whether people have said what the two are.
func (v *review) decided(a, b string) bool {
	x, _ := resolve.CutMark(a)
	y, _ := resolve.CutMark(b)
	return v.x.decisions.Apart(x, y)
}

func (v *review) cluster(k resolve.Key) {
	atoms, keys := v.x.atoms(k)
	persons, doubts := resolve.Cluster(atoms, v.x.decisions.Apart)
	called := make([]string, len(atoms))
	for _, p := range persons {
		id, _ := v.x.callNode(resolve.Node{ID: p.ID, Mark: p.Mark})
		for _, i := range p.Atoms {
			called[i] = id
		}
		for _, j := range p.Joins {
			if j.Strength < weak {
				from, n := v.x.some(keys[j.A])
				to, m := v.x.some(keys[j.B])
				ground := fmt.Sprintf("“%s” is “%s”: %s", atoms[j.A].Words(), atoms[j.B].Words(), j.Ground)
				v.add(id, id, ground, j.Strength, [2]string{atoms[j.A].ID(), atoms[j.B].ID()}, from, to, int(min(n, m)))
			}
		}
	}
	for i := range atoms {
		v.hear(&atoms[i], heard{called[i], atoms[i].Name(), keys[i]})
	}
	for _, d := range doubts {
		if called[d.A] == called[d.B] {
			continue
		}
		from, n := v.x.some(keys[d.A])
		to, m := v.x.some(keys[d.B])
		v.add(called[d.A], called[d.B], d.Ground, 0, [2]string{}, from, to, int(min(n, m)))
	}
}

// hear notes the atom under each of its offices.
func (v *review) hear(a *resolve.Atom, h heard) {
	for _, state := range a.States() {
		for _, t := range a.Traits {
			if title, ok := strings.CutPrefix(t, "t:"); ok {
				k := sound{state, title, h.name.Sound(), h.key.given}
				v.sounds[k] = append(v.sounds[k], h)
			}
		}
	}
}

// alike adds those who held one office and whose names sound alike.
func (v *review) alike() {
	for k, list := range v.sounds {
		for i, a := range list {
			for _, b := range list[i+1:] {
				if a.key.family == b.key.family || !resolve.Near(a.name, b.name) {
					continue
				}
				from, n := v.x.some(a.key)
				to, m := v.x.some(b.key)
				v.add(a.called, b.called, "nearly the same surname, same office "+k.title+" of "+k.state, 0, [2]string{}, from, to, int(min(n, m)))
			}
		}
	}
}

// fitted looks at the sightings that are no atoms: those that fit nobody
// surely but somebody perhaps.
func (v *review) fitted(k resolve.Key) {
	v.x.scan(prefix("q", k.Family, k.Given), func(p []string, _ []byte) {
		at := place{p[2], p[3]}
		all := v.x.sightings(at.doc)
		i := slices.IndexFunc(all, func(s sighting) bool { return s.ID == at.id })
		if i < 0 {
			return
		}
		b, _, strength, ground := v.x.fitting(&all[i].Sighting, resolve.Node{})
		if b == nil || strength >= resolve.FitAtLeast || strength < .5 {
			return
		}
		own, _ := v.x.called(at.doc, &all[i])
		other, _ := v.x.callNode(b.node)
		to, _ := v.x.some(b.atoms[0])
		v.add(own, other, ground+": too thin", 0, [2]string{}, []place{at}, to, 1)
	})
}

func (v *review) finish() {
	claims := func(places map[place]bool) []quadstore.Ref {
		var at []place
		for p := range places {
			at = append(at, p)
		}
		slices.SortFunc(at, func(a, b place) int { return cmp.Or(strings.Compare(a.doc, b.doc), strings.Compare(a.id, b.id)) })
		var out []quadstore.Ref
		for _, p := range at[:min(len(at), mostShown)] {
			if c := v.r.entity("claim/" + digest(p.doc, "entities", p.id)); c != 0 {
				out = append(out, c)
			}
		}
		return out
	}
	for _, d := range v.found {
		d.Evidence = append(v.r.evidence(claims(d.a)), v.r.evidence(claims(d.b))...)
		v.out = append(v.out, d.Doubt)
	}
	slices.SortFunc(v.out, func(a, b Doubt) int {
		return cmp.Or(cmp.Compare(b.Documents, a.Documents), strings.Compare(a.A.ID, b.A.ID), strings.Compare(a.B.ID, b.B.ID), strings.Compare(a.Ground, b.Ground))
	})
}
