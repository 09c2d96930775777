package coref

import "slices"

// says is the verb of saying whose subject the pronoun i is, outside all
// quotations, or none.
func (r *resolver) says(i int) int {
	if r.rel(i) != "nsubj" || r.quote[i] != 0 {
		return none
	}
	v := r.doc.Tokens[i].Head
	if v < r.first || v >= r.last || r.quote[v] != 0 || !r.lex[say][r.lemma(v)] {
		return none
	}
	return v
}

// within reports whether token j is part of what is said with the verb: in a
// quotation, or in the clause beside the verb. Whom that tells of is not the one
// who says it: "“Lind will go,” he said", "Lind will go, he said".
func (r *resolver) within(j, verb int) bool {
	if r.quote[j] != 0 {
		return true
	}
	if j < r.first || j >= r.last {
		return false
	}
	said := none
	if r.rel(verb) == "parataxis" && r.doc.Tokens[verb].Head > j {
		said = r.doc.Tokens[verb].Head
	}
	if r.afterQuote(verb) {
		return false // what is said is the quotation
	}
	for n := 0; n < 2*reach && j >= r.first && j < r.last && j != verb; n++ {
		if j == said || r.doc.Tokens[j].Head == verb && (r.rel(j) == "ccomp" || r.rel(j) == "parataxis") {
			return true
		}
		j = r.doc.Tokens[j].Head
	}
	return false
}

// afterQuote reports whether a quotation ends within a few tokens before the verb.
func (r *resolver) afterQuote(verb int) bool {
	for i := verb - 1; i >= r.first && verb-i <= arcs; i-- {
		if r.quote[i] != 0 {
			return true
		}
	}
	return false
}

// tells reports whether the verb is one of saying, in no clause that hangs from
// another verb but as a conjunct of it.
func (r *resolver) tells(verb int) bool {
	if verb < r.first || verb >= r.last || r.quote[verb] != 0 || !r.lex[say][r.lemma(verb)] {
		return false
	}
	switch r.rel(verb) {
	case "ccomp", "acl", "advcl", "xcomp", "csubj":
		return false
	}
	return true
}

// heard reports whether the noun i is the subject of a verb of saying: a
// campaign that says something is people.
func (r *resolver) heard(i int) bool {
	v := r.doc.Tokens[i].Head
	return r.rel(i) == "nsubj" && v >= r.first && v < r.last && r.lex[say][r.lemma(v)]
}

// sayer is the one subject of a type that the pronoun with the verb of saying
// can mean: in its own sentence the subjects outside what is said, else those of
// the main clauses of the sentence before; none if there are several, or others
// of whom the text tells there.
func (r *resolver) sayer(verb int, types ...string) int {
	look := func(list []subject) int {
		e := none
		for _, s := range list {
			if s.self || s.verb == verb || r.within(s.token, verb) || !s.main && !s.says {
				continue
			}
			if s.joined || !slices.Contains(types, r.doc.Entities[s.entity].Type) || e != none && e != s.entity {
				return several
			}
			e = s.entity
		}
		return e
	}
	if e := look(r.now); e != none {
		return e
	}
	return look(r.before)
}
