package coref

import (
	"slices"
	"strings"

	"parley/extract/gazetteer"
	"parley/extract/text"
)

// subject is somebody of whom a clause tells.
type subject struct {
	token, entity, verb int
	joined              bool // one of several: "A and B"
	main                bool // of the clause that hangs from nothing
	self                bool // told as "I"
	says                bool // of a verb of saying that is no part of what somebody else says
}

// farthest bounds the tokens before a pronoun among which somebody else is
// looked for.
const farthest = 96

// mostSubjects bounds how many subjects of a sentence a pronoun looks at.
const mostSubjects = 8

// noteSubject notes i if it is a subject, or joined to one, and stands for an entity.
func (r *resolver) noteSubject(i int) {
	if r.entity[i] < 0 {
		return
	}
	at := r.standsFor(i)
	joined := false
	if r.rel(at) == "conj" {
		joined = true
		for n := 0; n < arcs && r.rel(at) == "conj" && r.doc.Tokens[at].Head >= r.first && r.doc.Tokens[at].Head < r.last; n++ {
			at = r.doc.Tokens[at].Head
		}
		at = r.standsFor(at)
	} else if r.child(at, func(c int) bool { return r.rel(c) == "conj" }) != none {
		joined = true
	}
	if r.rel(at) != "nsubj" {
		return
	}
	s := subject{token: i, entity: r.entity[i], verb: r.doc.Tokens[at].Head, joined: joined, self: r.low(i) == "i"}
	s.main = r.quote[i] == 0 && r.leads(s.verb)
	s.says = r.quote[i] == 0 && r.tells(s.verb)
	if len(r.now) == mostSubjects {
		copy(r.now, r.now[1:])
		r.now = r.now[:mostSubjects-1]
	}
	r.now = append(r.now, s)
}

// leads tells whether the verb is that of the main clause, or the verb of saying
// beside what is said.
func (r *resolver) leads(verb int) bool {
	if verb < r.first || verb >= r.last {
		return false
	}
	if r.rel(verb) == "parataxis" && r.lex[say][r.lemma(verb)] && r.quote[verb] == 0 {
		verb = r.doc.Tokens[verb].Head
	}
	return verb >= 0 && r.doc.Tokens[verb].Head < 0
}

// standsFor is the noun that a name beside it makes known: "minister" of
// "minister Lindqvist", where that is the head of the two.
func (r *resolver) standsFor(i int) int {
	for range 2 {
		h := r.doc.Tokens[i].Head
		if h < r.first || h >= r.last {
			break
		}
		switch rel := r.doc.Tokens[i].Rel; {
		case rel == "flat" || rel == "appos" || rel == "compound" || rel == "nmod:desc":
			i = h
		default:
			return i
		}
	}
	return i
}

// pronoun resolves the pronoun i where its place leaves no choice.
func (r *resolver) pronoun(i int) {
	switch r.low(i) {
	case "he", "him", "his", "himself":
		r.person(i, gazetteer.Male)
	case "she", "her", "hers", "herself":
		r.person(i, gazetteer.Female)
	case "they", "them", "their", "theirs", "themselves":
		r.they(i)
	case "it":
		r.it(i)
	case "i", "me", "my", "mine", "myself":
		r.speaker(i)
	}
}

func (r *resolver) join(i, e int, why string) {
	r.add(i, i+1, i, e, text.Pronoun, why)
}

// over lists the tokens over i that hang above it, the nearest first.
func (r *resolver) over(i int) []int {
	var out []int
	for h := r.doc.Tokens[i].Head; h >= r.first && h < r.last && len(out) < 2*reach; h = r.doc.Tokens[h].Head {
		out = append(out, h)
	}
	return out
}

// person joins "he" or "she" to a person.
func (r *resolver) person(i int, g gazetteer.Gender) {
	if c := r.judged(i); c != none {
		if e := r.entity[c]; e >= 0 && r.doc.Entities[e].Type == "Person" && (r.genders[e] == gazetteer.Unknown || r.genders[e] == g) {
			r.join(i, e, "who is told for what")
			r.genders[e] = g
			return
		}
	}
	over := r.over(i)
	says := r.says(i)
	fits := func(s subject) bool {
		return r.doc.Entities[s.entity].Type == "Person" && (r.genders[s.entity] == gazetteer.Unknown || r.genders[s.entity] == g) &&
			(says == none || !r.within(s.token, says))
	}
	var near []subject
	for _, s := range r.now {
		if fits(s) && !r.bound(i, s, over) && !r.outside(i, s) {
			near = append(near, s)
		}
	}
	governing := none // the nearest subject whose verb is over the pronoun
	for k := len(near) - 1; k >= 0 && governing == none; k-- {
		if slices.Contains(over, near[k].verb) {
			governing = k
		}
	}
	why := ""
	e := none
	switch {
	case governing != none && near[governing].joined:
		return // one of two
	case governing != none && r.genders[near[governing].entity] == gazetteer.Unknown && r.known(near[governing].entity, g):
		return // somebody else is surely a man or a woman, and may be meant
	case governing != none && !r.rival(near[governing].token+1, i, near[governing].entity, g):
		e, why = near[governing].entity, "the subject of its clause or of the verb over it"
	case governing != none:
		return
	case len(near) > 0:
		e, why = one(near), "the only person told of so far in the sentence"
	default:
		if r.rel(i) != "nsubj" && r.quote[i] == 0 && r.rival(r.first, i, none, g) {
			return // somebody who is no subject either is nearer than the sentence before
		}
		var far []subject
		for _, s := range r.before {
			if fits(s) && !r.outside(i, s) {
				far = append(far, s)
			}
		}
		if c := r.ahead(i); c != none && (r.genders[c] == g || r.genders[c] == gazetteer.Unknown) {
			if r.genders[c] == gazetteer.Unknown && len(far) > 0 {
				return
			}
			e, why = c, "the subject of the clause that follows"
			break
		}
		e, why = one(far), "the only person told of in the sentence before"
		if e == several {
			main := slices.DeleteFunc(slices.Clone(far), func(s subject) bool { return !s.main })
			e, why = one(main), "the subject of the sentence before"
			if e < 0 && says != none {
				far = slices.DeleteFunc(far, func(s subject) bool { return !s.says })
				e, why = one(far), "the only one who says something in the sentence before"
			}
		}
		if e == none && r.quote[i] == 0 {
			e, why = r.inFocus(i, g), "the person of whom the text goes on to tell"
		}
	}
	if e < 0 {
		return
	}
	r.join(i, e, why)
	r.genders[e] = g
}

// judged is the object of the verb whose reason the phrase of the owner i tells:
// "thanked [Okafor] for his help". It is none if i is no owner or there is no
// such object.
func (r *resolver) judged(i int) int {
	n := r.doc.Tokens[i].Head
	if r.rel(i) != "nmod:poss" || n < r.first || n >= r.last || r.rel(n) != "obl" || r.child(n, func(c int) bool { return r.rel(c) == "case" && r.low(c) == "for" }) == none {
		return none
	}
	return r.child(r.doc.Tokens[n].Head, func(c int) bool { return r.rel(c) == "obj" && c < n })
}

// ahead is the named person who is the subject of the main clause behind the
// one of the pronoun: "As she left, Lindqvist said". It is none if there is
// nobody, or several.
func (r *resolver) ahead(i int) int {
	if r.quote[i] != 0 || r.rel(i) != "nsubj" {
		return none
	}
	for _, v := range r.over(i) {
		m := r.doc.Tokens[v].Head
		if r.rel(v) != "advcl" || m <= v || m >= r.last {
			continue
		}
		c := r.child(m, func(c int) bool { return r.rel(c) == "nsubj" && c > v })
		if c == none || r.named[c] == none || r.entity[c] < 0 || r.doc.Entities[r.entity[c]].Type != "Person" || r.child(c, func(k int) bool { return r.rel(k) == "conj" }) != none {
			return none
		}
		return r.entity[c]
	}
	return none
}

// known reports whether a subject of this sentence or the one before, other
// than e, is a person of that gender for sure.
func (r *resolver) known(e int, g gazetteer.Gender) bool {
	sure := func(s subject) bool { return s.entity != e && r.genders[s.entity] == g }
	return slices.ContainsFunc(r.now, sure) || slices.ContainsFunc(r.before, sure)
}

// one is the entity of all of them, none or several.
func one(list []subject) int {
	e := none
	for _, s := range list {
		if e != none && e != s.entity || s.joined {
			return several
		}
		e = s.entity
	}
	return e
}

// bound reports whether s acts upon the pronoun in its own clause, so that the
// two differ: "Lind met him".
func (r *resolver) bound(i int, s subject, over []int) bool {
	if r.doc.Tokens[i].XPOS == "PRP$" || r.doc.Tokens[i].Rel == "nmod:poss" || len(over) == 0 {
		return false
	}
	switch r.low(i) {
	case "himself", "herself":
		return false
	}
	switch r.rel(i) {
	case "obj", "iobj", "obl":
		return r.doer(over) == s.verb
	case "nsubj":
		return over[0] == s.verb
	case "nmod", "conj":
		return slices.Contains(over, s.verb) && len(over) > 1 && over[1] == s.verb
	}
	return false
}

// outside reports whether the pronoun stands in a quotation and s does not, or
// only as "I", so that s may be the one who speaks and does not say "he".
func (r *resolver) outside(i int, s subject) bool {
	return s.self || r.quote[i] != 0 && r.quote[s.token] != r.quote[i]
}

// rival reports whether another person of that gender than the one stands between
// token from and the pronoun i, as likely to be meant: "told Okafor that he …".
func (r *resolver) rival(from, i, than int, g gazetteer.Gender) bool {
	for j := max(from, i-2*reach); j < i; j++ {
		e := r.entity[j]
		if e < 0 || e == than || r.doc.Entities[e].Type != "Person" {
			continue
		}
		if have := r.genders[e]; have == gazetteer.Unknown || have == g {
			return true
		}
	}
	return false
}

// they joins "they" to a group of people, if that alone can be meant.
func (r *resolver) they(i int) {
	if c := r.judged(i); c != none {
		if e := r.entity[c]; e >= 0 && r.doc.Entities[e].Type != "Person" && r.child(c, func(k int) bool { return r.rel(k) == "conj" }) == none {
			r.join(i, e, "who is told for what")
		}
		return // of several, none
	}
	over := r.over(i)
	if says := r.says(i); says != none {
		if e := r.sayer(says, "Group"); e >= 0 {
			r.join(i, e, "the only ones who say something in the sentence before")
			return
		}
	}
	look := func(list []subject) int {
		e := none
		for _, s := range list {
			if s.joined {
				return several
			}
			if r.doc.Entities[s.entity].Type != "Group" && !r.nation(s) || r.oneOffice(s) || r.bound(i, s, over) || r.outside(i, s) {
				continue
			}
			if e != none && e != s.entity || r.facesThem(s, i) {
				return several
			}
			e = s.entity
		}
		return e
	}
	e, why := look(r.now), "the only group told of so far in the sentence"
	if e == none && r.persons(i) < 2 {
		e, why = look(r.before), "the only group told of in the sentence before"
	}
	if e == several && len(r.now) == 0 {
		if all := r.joinedSubjects(); all != nil {
			var names []string
			for _, m := range all {
				names = append(names, r.doc.Entities[m].Name)
			}
			e, why = r.together(all, strings.Join(names, " and ")), "the subjects of the sentence before"
		}
	}
	if e < 0 && r.mutual(i) {
		e, why = r.twoBefore(i), "the two told of last"
	}
	if e >= 0 {
		r.join(i, e, why)
	}
}

// nation tells a people that is called by its plural: "the Romans".
func (r *resolver) nation(s subject) bool {
	return s.token > 0 && r.doc.Entities[s.entity].Type == "Country" && r.doc.Tokens[s.token].XPOS == "NNPS" && r.child(s.token, func(c int) bool { return r.low(c) == "the" && r.rel(c) == "det" }) != none && r.name[s.token-1] == none && r.doc.Tokens[s.token-1].UPOS != "PROPN"
}

// facesThem reports whether the sentence told before token i of others: as "they"
// before s was told of, or as "them" to whom s did something: "rebels attacked
// them, and they fled".
func (r *resolver) facesThem(s subject, i int) bool {
	for j := max(r.first, i-farthest); j < i; j++ {
		if r.entity[j] == s.entity {
			continue
		}
		switch low := r.low(j); {
		case j < s.token && low == "they" && s.token < r.last && s.token >= r.first: // "they knew that rebels came, and they"
			return true
		case j > s.token && low == "them" && r.doer(r.over(j)) == s.verb:
			return true
		}
	}
	return false
}

// oneOffice tells whether s is told of as one person in an office, who is no "they".
func (r *resolver) oneOffice(s subject) bool {
	t := &r.doc.Tokens[s.token]
	return t.XPOS == "NN" && len(t.Lemma) <= longestWord && r.lex[office][strings.ToLower(t.Lemma)]
}

// doer is the verb of whose subject the first of the verbs over a token tells,
// or none: "plan" in "the rebels plan to come and destroy them", but in "Lind
// asked Okafor to meet her" it is not Lind who meets.
func (r *resolver) doer(over []int) int {
	for _, v := range over {
		has := func(rel string) bool { return r.child(v, func(c int) bool { return r.rel(c) == rel }) != none }
		if has("nsubj") {
			return v
		}
		up := r.doc.Tokens[v].Head
		switch r.rel(v) {
		case "conj":
		case "xcomp":
			if up < r.first || up >= r.last || r.child(up, func(c int) bool { return c < v && (r.rel(c) == "obj" || r.rel(c) == "iobj") }) != none {
				return none
			}
		default:
			return none
		}
	}
	return none
}

// persons counts the persons that the sentence names before token i.
func (r *resolver) persons(i int) int {
	var seen []int
	for j := max(r.first, i-farthest); j < i; j++ {
		if e := r.entity[j]; e >= 0 && r.doc.Entities[e].Type == "Person" && !slices.Contains(seen, e) {
			seen = append(seen, e)
		}
	}
	return len(seen)
}

// it joins the subject of what was said to the country or body that said it:
// "Sweden said it would".
func (r *resolver) it(i int) {
	if says := r.says(i); says != none {
		if e := r.sayer(says, "Country", "Organization"); e >= 0 {
			r.join(i, e, "the only one told of before, who says it")
		}
		return
	}
	over := r.over(i)
	if r.rel(i) != "nsubj" || len(over) < 2 || r.quote[i] != 0 || r.rel(over[0]) != "ccomp" || !r.lex[say][r.lemma(over[1])] {
		return
	}
	if r.child(over[0], func(c int) bool { return r.rel(c) == "csubj" || r.rel(c) == "expl" || r.rel(c) == "cop" }) != none {
		return
	}
	for k := len(r.now) - 1; k >= 0; k-- {
		s := r.now[k]
		if s.verb != over[1] {
			continue
		}
		if t := r.doc.Entities[s.entity].Type; !s.joined && (t == "Country" || t == "Organization") {
			r.join(i, s.entity, "the subject of the verb of saying over it")
		}
		return
	}
}

// speaker joins "I" within a quotation to the one who says it in the same sentence.
func (r *resolver) speaker(i int) {
	if r.quote[i] == 0 {
		return
	}
	verb := none
	at := i
	for _, h := range append([]int{i}, r.over(i)...) {
		if r.quote[h] != r.quote[i] && r.lex[say][r.lemma(h)] {
			verb = h
			break
		}
		at = h
	}
	if verb == none { // "…," she said: the verb hangs from what was said
		verb = r.child(at, func(c int) bool {
			return r.rel(c) == "parataxis" && r.quote[c] != r.quote[i] && r.lex[say][r.lemma(c)]
		})
	}
	if verb == none {
		return
	}
	who := r.child(verb, func(c int) bool { return r.rel(c) == "nsubj" })
	if who == none || who < r.first || who >= r.last {
		return
	}
	e := r.entity[who]
	if e == none {
		if name := r.child(who, func(c int) bool { return r.isPerson(c) && r.standsFor(c) == who }); name != none {
			e = r.entity[name]
		}
	}
	if e >= 0 && r.doc.Entities[e].Type == "Person" {
		r.join(i, e, "the one who says it")
	}
}
