package resolve

import (
	"slices"
	"strings"
)

// Atom is all sightings of one form and one facet: what is never parted.
type Atom struct {
	Form, Facet string
	Traits      []string // of any of the sightings, sorted
}

// ID is the id that the records give it.
func (a *Atom) ID() string { id, _, _ := strings.Cut(a.Form, " "); return id }

// Name is the name of the form.
func (a *Atom) Name() Name {
	_, words, _ := strings.Cut(a.Form, " ")
	words, generation, _ := strings.Cut(words, ",")
	return takeApart(strings.Split(words, " "), generation)
}

// Words is the name of the form in plain words.
func (a *Atom) Words() string {
	_, w, _ := strings.Cut(a.Form, " ")
	return strings.ReplaceAll(w, ",", " ")
}

// States are those of the facet.
func (a *Atom) States() []string {
	s, _, _ := strings.Cut(a.Facet, "/")
	if s == "" {
		return nil
	}
	return strings.Split(s, "+")
}

func (a *Atom) gender() string {
	_, rest, _ := strings.Cut(a.Facet, "/")
	g, _, _ := strings.Cut(rest, "/")
	return g
}

// profile is an atom as it is compared, or several that were joined.
type profile struct {
	names  []Name
	states []string
	gender string
	traits map[string]bool
	common bool
}

func newProfile(a *Atom) *profile {
	n := a.Name()
	p := &profile{names: []Name{n}, states: a.States(), gender: a.gender(), traits: map[string]bool{}, common: n.common()}
	for _, t := range a.Traits {
		p.traits[t] = true
	}
	return p
}

// add joins q to p.
func (p *profile) add(q *profile) {
	for _, n := range q.names {
		if !slices.ContainsFunc(p.names, n.equal) {
			p.names = append(p.names, n)
		}
	}
	for _, s := range q.states {
		if !slices.Contains(p.states, s) {
			p.states = append(p.states, s)
		}
	}
	if p.gender == "" {
		p.gender = q.gender
	}
	for t := range q.traits {
		p.traits[t] = true
	}
	p.common = p.common && q.common
}

// agree reports whether a state of p may be one of q.
func (p *profile) agree(q *profile) bool {
	return slices.ContainsFunc(p.states, func(a string) bool {
		return slices.ContainsFunc(q.states, func(b string) bool { return oneState(a, b) })
	})
}

// excludes reports whether p and q cannot be one person, whatever their names.
func (p *profile) excludes(q *profile) bool {
	return len(p.states) > 0 && len(q.states) > 0 && !p.agree(q) || p.gender != "" && q.gender != "" && p.gender != q.gender
}

// namesExclude reports whether a name of p excludes one of q.
func (p *profile) namesExclude(q *profile) bool {
	for _, a := range p.names {
		for _, b := range q.names {
			if Compare(a, b) == Apart {
				return true
			}
		}
	}
	return false
}

// shared are the first office and the first body that both have.
func (p *profile) shared(q *profile) []string {
	var out []string
	for _, kind := range []string{"t:", "o:"} {
		least := ""
		for t := range p.traits {
			if strings.HasPrefix(t, kind) && q.traits[t] && (least == "" || t < least) {
				least = t
			}
		}
		if least != "" {
			out = append(out, least)
		}
	}
	return out
}
