package graph

import "parley/graph/quadstore"

// country is the caption of the country that an entity belongs to, as far as
// offices and ties tell: all offices it holds, held or is elected to are of that
// country, and it represents and belongs to no other. A country is its own. It
// is empty where none or several are told, or an office is of something else:
// who speaks for a league of states speaks for no country.
func (r *reader) country(id string) string {
	n := r.entity(id)
	if n == 0 {
		return ""
	}
	if r.isCountry(n) {
		return r.caption(id)
	}
	of := quadstore.Ref(0)
	only := func(x quadstore.Ref) bool { // reports whether x is the only one so far
		if of == 0 {
			of = x
		}
		return of == x
	}
	for _, h := range officeStatus {
		for _, held := range r.match(n, h.predicate, 0) {
			if !r.passes(held[3]) {
				continue
			}
			for _, q := range r.match(held[2], "of", 0) {
				if !only(q[2]) {
					return ""
				}
			}
		}
	}
	for _, tie := range []string{"represents", "member_of"} {
		for _, q := range r.match(n, tie, 0) {
			if r.passes(q[3]) && r.isCountry(q[2]) && !only(q[2]) {
				return ""
			}
		}
	}
	if of == 0 || !r.isCountry(of) {
		return ""
	}
	return r.caption(r.text(of))
}

func (r *reader) isCountry(n quadstore.Ref) bool {
	p := r.word(string(TypeIRI))
	if p == 0 {
		return false
	}
	for o := range r.tx.Objects(n, p) {
		if r.text(o) == "Country" {
			return true
		}
	}
	return false
}
