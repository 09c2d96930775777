package coref

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"parley/extract/gazetteer"
	"parley/extract/text"
)

// noun resolves the phrase around the noun i, if that is one for an actor or
// an instrument.
func (r *resolver) noun(i int) {
	lemma := r.lemma(i)
	isActor := r.lex[office][lemma] || r.lex[actor][lemma] || r.lex[government][lemma] || r.lex[body][lemma]
	tag := r.doc.Tokens[i].XPOS
	if r.lex[many][lemma] && (tag == "NNS" || tag == "NNPS") {
		isActor = true
	}
	if r.lex[voice][lemma] && r.heard(i) {
		isActor = true
	}
	if isActor && r.lex[power][lemma] && r.ofThing(i) {
		return
	}
	isInstrument := r.lex[instrument][lemma]
	if !isActor && !isInstrument || !r.refers(i) {
		return
	}
	p := r.phraseAt(i)
	switch {
	case r.denied(&p) || r.besideName(&p):
	case r.both(&p):
	case isInstrument:
		r.instrument(&p)
	case r.lex[government][lemma] && r.government(&p):
	case !r.lex[government][lemma] && r.title(&p): // "the Okafor government" is not Okafor
	case r.body(&p):
	default:
		r.group(&p)
	}
}

// ofThing reports whether what stands behind the noun with "of" is no party:
// "the force of habit", "a source of tension", but not "a force of 300 men".
func (r *resolver) ofThing(i int) bool {
	if t := r.doc.Tokens[i].XPOS; t == "NNS" || t == "NNPS" {
		return false
	}
	return r.child(i, func(c int) bool {
		if c < i || r.rel(c) != "nmod" || r.doc.Tokens[c].UPOS != "NOUN" || r.name[c] != none || r.lex[actor][r.lemma(c)] || r.lex[many][r.lemma(c)] || r.lex[body][r.lemma(c)] || r.lex[government][r.lemma(c)] || r.lex[office][r.lemma(c)] {
			return false
		}
		of, number := false, false
		r.child(c, func(k int) bool {
			of = of || r.low(k) == "of"
			number = number || r.rel(k) == "nummod"
			return false
		})
		return of && !number
	}) != none
}

// refers reports whether the noun stands for something, rather than saying
// what something else is.
func (r *resolver) refers(i int) bool {
	switch r.rel(i) {
	case "compound", "flat", "amod", "appos", "fixed", "goeswith", "dep":
		return false
	}
	if r.doc.Tokens[i].Rel == "nmod:desc" {
		return false
	}
	return r.child(i, func(c int) bool {
		return r.rel(c) == "cop" || r.rel(c) == "case" && r.low(c) == "as" ||
			(r.rel(c) == "flat" || r.rel(c) == "appos" || r.rel(c) == "compound" && c > i || r.doc.Tokens[c].Rel == "nmod:desc") && r.isPerson(c)
	}) == none
}

// isPerson reports whether i is the head of a person's name.
func (r *resolver) isPerson(i int) bool {
	return i >= r.first && i < r.last && r.name[i] != none && r.doc.Mentions[r.name[i]].Type == "Person"
}

// denied tells phrases for nobody in particular: "no officials", "any envoy".
func (r *resolver) denied(p *phrase) bool {
	switch p.det {
	case "no", "any", "which", "what", "whatever", "every", "each", "neither", "either", "another":
		return true
	}
	return false
}

// besideName tells phrases with which the text says who a name beside them is,
// wherever the parser hung them: "Lindqvist, the minister,", "the minister, Lindqvist,".
func (r *resolver) besideName(p *phrase) bool {
	if r.isPerson(p.last) || p.first > r.first && r.isPerson(p.first-1) && r.doc.Tokens[p.head].XPOS != "NNS" && r.rel(p.head) != "obj" {
		return true
	}
	if r.low(p.first-1) == "," && r.isPerson(p.first-2) && (r.low(p.last) == "," || r.low(p.last) == ".") && !p.plural {
		return true
	}
	return r.low(p.last) == "," && r.isPerson(p.last+1) && !p.plural && r.closed(p.last+1)
}

// closed reports whether a comma or the end follows the name at i, or its verb.
func (r *resolver) closed(i int) bool {
	last := min(r.doc.Mentions[r.name[i]].Last, r.last)
	if last >= r.last {
		return true
	}
	switch t := &r.doc.Tokens[last]; t.UPOS {
	case "PUNCT", "VERB", "AUX", "ADV", "ADP", "PART":
		return true
	}
	return false
}

func (p *phrase) definite() bool {
	switch p.det {
	case "the", "this", "that", "these", "those", "both":
		return true
	}
	return p.det == "" && p.owner != none
}

// government joins "the Syrian government" to its country.
func (r *resolver) government(p *phrase) bool {
	if p.country < 0 || len(p.mods) > 0 || p.plural || p.det == "a" || p.det == "an" || r.doc.Entities[p.country].Type != "Country" {
		return false
	}
	r.add(p.first, p.last, p.head, p.country, text.Nominal, "the government of its country")
	note(r.byHead, groupKey(p), p.country) // for "the government" alone
	return true
}

// title joins a title alone to the one person who bears it. It reports whether
// the phrase is settled; it is, and refers to nobody, where several bear it.
func (r *resolver) title(p *phrase) bool {
	if p.plural || !(p.definite() || p.det == "" && p.country != none) {
		return false
	}
	if p.owner != none && r.doc.Tokens[p.owner].UPOS == "PRON" { // "his foreign minister"
		return false
	}
	e := r.bearer(p)
	if e == several {
		return true
	}
	if e == none {
		return false
	}
	r.add(p.first, p.last, p.head, e, text.Nominal, "the only "+r.text(p.name, p.head+1)+" of the document")
	if g := r.genderOf(p.lemma); g != gazetteer.Unknown && r.genders[e] == gazetteer.Unknown {
		r.genders[e] = g
	}
	return true
}

// body makes "the Syrian army" an organization, and joins "the ministry" to
// the one ministry that the document names.
func (r *resolver) body(p *phrase) bool {
	if !r.lex[body][p.lemma] && !r.lex[actor][p.lemma] || p.plural {
		return false
	}
	if p.det == "the" && len(p.mods) == 0 && p.country == none && p.last == p.head+1 {
		if e, ok := r.byLast[p.lemma]; ok {
			if e >= 0 {
				r.add(p.first, p.last, p.head, e, text.Nominal, "the only "+p.lemma+" that the document names")
			}
			return true
		}
	}
	if !r.lex[body][p.lemma] || p.country < 0 || p.det == "a" || p.det == "an" {
		return false
	}
	r.unnamed(p, "Organization", "organization/", "a body of its country")
	return true
}

// group makes an entity of a party without a name, or joins it to the one that
// the same words made.
func (r *resolver) group(p *phrase) {
	if p.lemma == "party" && p.head > p.first && r.lex[festive][r.lemma(p.head-1)] {
		return // "a dinner party" is nobody
	}
	r.counted(p)
	bare := len(p.mods) == 0 && p.country == none && p.owner == none && p.last == p.head+1
	if bare && (p.det == "the" || p.det == "these" || p.det == "those") {
		if e, ok := r.byHead[groupKey(p)]; ok {
			if e >= 0 {
				r.add(p.first, p.last, p.head, e, text.Nominal, "the only "+r.low(p.head)+" so far")
				return
			}
			return // several were told of
		}
	}
	e := r.unnamed(p, "Group", "group/", "a party without a name")
	if !bare {
		note(r.byHead, groupKey(p), e)
	}
}

// counted lets the phrase begin with the noun that says how many there are, from
// which the people hang: "a number of envoys".
func (r *resolver) counted(p *phrase) {
	of, n := p.first-1, p.first-2
	if n < r.first || r.low(of) != "of" || r.rel(p.head) != "nmod" || r.doc.Tokens[p.head].Head != n || !r.lex[measure][r.lemma(n)] || !p.plural {
		return
	}
	p.first, p.name, p.head = n, n, n
	if n > r.first && r.doc.Tokens[n-1].UPOS == "DET" && r.doc.Tokens[n-1].Head == n {
		p.first = n - 1
	}
}

func groupKey(p *phrase) string {
	if p.plural {
		return "many " + p.lemma
	}
	return "one " + p.lemma
}

// instrument makes an entity of a treaty, law or deal that is told as a known
// one: with a name, a number or "the".
func (r *resolver) instrument(p *phrase) {
	proper := false
	for c := r.kid[p.head]; c != none; c = r.sibling[c] {
		t := &r.doc.Tokens[c]
		if c >= p.first && c < p.last && (r.name[c] != none || t.UPOS == "PROPN" || t.UPOS == "NUM" && c > p.head) {
			proper = true
		}
	}
	if p.det == "a" || p.det == "an" || p.det == "some" || !p.definite() && !(proper && !p.plural) {
		return
	}
	key := "instrument " + p.lemma
	if r.lex[accord][p.lemma] { // "the deal" is the agreement told of before
		key = "accord"
	}
	bare := len(p.mods) == 0 && p.country == none && p.owner == none && p.last == p.head+1
	if bare {
		if e, ok := r.byHead[key]; ok {
			if e >= 0 {
				r.add(p.first, p.last, p.head, e, text.Nominal, "the only "+p.lemma+" so far")
			}
			return
		}
	}
	e := r.unnamed(p, "Instrument", "instrument/", "a known "+p.lemma)
	note(r.byHead, key, e)
}

// titledWork reports whether an instrument goes by a title or a number of its
// own, under which other documents know it, too: "Helsinki Final Act",
// "Resolution 1701", but not "the U.N. resolution".
func (r *resolver) titledWork(p *phrase) bool {
	for i := p.head; i < p.last; i++ {
		if r.doc.Tokens[i].UPOS == "NUM" {
			return true
		}
	}
	first, _ := utf8.DecodeRuneInString(r.doc.Form(p.head))
	return unicode.IsUpper(first)
}

// unnamed adds a mention of the entity that the words of p name, and the
// entity if they are the first to do so.
func (r *resolver) unnamed(p *phrase, kind, prefix, why string) int {
	first := p.name
	if kind != "Group" && p.owner != none && r.doc.Tokens[p.owner].UPOS == "PRON" {
		first = min(p.owner+1, p.head)
	}
	name := r.text(first, p.last)
	if u := r.doc.Tokens[first].UPOS; kind == "Group" && first == r.first && r.name[first] == none && (u == "NOUN" || u == "NUM") {
		if word := r.doc.Form(first); strings.HasPrefix(name, word) && len(r.low(first)) == len(word) && r.low(first)[1:] == word[1:] {
			name = r.low(first) + name[len(word):] // the capital is the sentence's
		}
	}
	id := prefix + gazetteer.Slug(strings.ToLower(name))
	if kind == "Group" || kind == "Instrument" && !r.titledWork(p) {
		id = r.doc.Own(id)
	}
	e := r.made(text.Entity{ID: id, Type: kind, Name: name})
	r.add(p.first, p.last, p.head, e, text.Nominal, why)
	return e
}

// made is the entity of that id, which becomes x if there is none yet.
func (r *resolver) made(x text.Entity) int {
	e, ok := r.byID[x.ID]
	if !ok || e < 0 {
		e = len(r.doc.Entities)
		r.doc.Entities = append(r.doc.Entities, x)
		r.byID[x.ID] = e
	}
	return e
}
