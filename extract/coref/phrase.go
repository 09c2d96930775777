package coref

import (
	"strings"
)

// The reach of a noun phrase to each side of its noun, in tokens, and the arcs
// that may lie between a word of it and the noun.
const (
	reach = 12
	arcs  = 6
)

// phrase is a noun with what belongs to it.
type phrase struct {
	first, last int // tokens, with the determiner
	name        int // first token without it
	head        int
	lemma       string
	det         string // "the", "a", "no"; "" if none
	owner       int    // token of the possessive before it, or none
	plural      bool
	country     int      // entity of the country or body that it names, none or several
	mods        []string // other words before it, and after "of", in lower case
	lesser      string   // those of mods that make another office of it
}

func (r *resolver) low(i int) string {
	if i < r.first || i >= r.last || len(r.doc.Tokens[i].Norm) > longestWord {
		return ""
	}
	return strings.ToLower(r.doc.Tokens[i].Norm)
}

func (r *resolver) lemma(i int) string {
	if i < r.first || i >= r.last || len(r.doc.Tokens[i].Lemma) > longestWord {
		return ""
	}
	return strings.ToLower(r.doc.Tokens[i].Lemma)
}

func (r *resolver) rel(i int) string {
	base, _, _ := strings.Cut(r.doc.Tokens[i].Rel, ":")
	return base
}

// child is the first token hanging from i, of the first few, that fits; or none.
func (r *resolver) child(i int, fits func(c int) bool) int {
	n := 0
	for c := r.kid[i]; c != none && n < 64; c = r.sibling[c] {
		if fits(c) {
			return c
		}
		n++
	}
	return none
}

// hangs is the token over j that hangs from i itself, or none if j does not
// hang from i by a few arcs on its own side of i.
func (r *resolver) hangs(j, i int) int {
	lo, hi := i, min(i+reach, r.last-1)
	if j < i {
		lo, hi = max(i-reach, r.first), i
	}
	for range arcs {
		h := r.doc.Tokens[j].Head
		if h == i {
			return j
		}
		if h < lo || h > hi {
			return none
		}
		j = h
	}
	return none
}

// phraseAt is the phrase around the noun i, without relative clauses,
// appositions and what is joined to it by "and".
func (r *resolver) phraseAt(i int) phrase {
	p := phrase{first: i, last: i + 1, head: i, lemma: r.lemma(i), owner: none, country: none}
	tag := r.doc.Tokens[i].XPOS
	p.plural = tag == "NNS" || tag == "NNPS"
	for j := i - 1; j >= max(r.first, i-reach); j-- {
		top := r.hangs(j, i)
		if top == none || !r.premodifier(top) || r.doc.Tokens[j].XPOS == "," && !r.lists(j, i) || r.dash(j) {
			break
		}
		p.first = j
	}
	for j := i + 1; j < min(r.last, i+reach); j++ {
		top := r.hangs(j, i)
		if top == none || !r.postmodifier(top, i) || r.clause(j, i) || r.dash(j) {
			break
		}
		p.last = j + 1
	}
	for p.last > i+1 && r.loose(p.last-1) {
		p.last--
	}
	p.name = p.first
	r.readModifiers(&p)
	for p.name < p.head && r.leading(p.name) {
		p.name++
	}
	return p
}

// lists tells a comma in a list of words before the noun i: "Norwegian, Swedish
// and Danish envoys".
func (r *resolver) lists(comma, i int) bool {
	h := r.doc.Tokens[comma].Head
	return h > comma && h < i && r.rel(h) == "conj"
}

// leading tells words before a noun that are no part of its name: "the", "at least".
func (r *resolver) leading(i int) bool {
	switch r.doc.Tokens[i].UPOS {
	case "DET", "PUNCT", "ADP", "ADV":
		return true
	}
	return r.low(i) == "least" || r.low(i) == "most"
}

// dash reports whether i is punctuation with space before it, which a phrase
// does not hold, unlike a hyphen.
func (r *resolver) dash(i int) bool {
	return r.doc.Tokens[i].UPOS == "PUNCT" && i > r.first && r.doc.Tokens[i].Start > r.doc.Tokens[i-1].End
}

func (r *resolver) premodifier(c int) bool {
	switch r.rel(c) {
	case "det", "amod", "compound", "nummod", "nmod", "flat", "advmod":
		return r.doc.Tokens[c].UPOS != "VERB" || r.rel(c) == "amod"
	case "punct":
		return r.doc.Tokens[c].XPOS == "HYPH" || r.doc.Tokens[c].Norm == "-"
	}
	return false
}

// postmodifier tells what follows a noun and belongs to its name: "of the opposition".
func (r *resolver) postmodifier(c, i int) bool {
	if r.rel(c) == "flat" || r.rel(c) == "nummod" && c == i+1 {
		return true
	}
	if r.rel(c) == "amod" && c == i+1 && r.doc.Tokens[c].UPOS == "ADJ" { // "troops loyal to Lind"
		return r.child(c, func(k int) bool { return r.rel(k) == "obl" }) != none
	}
	if r.rel(c) != "nmod" {
		return false
	}
	k := r.child(c, func(k int) bool { return r.rel(k) == "case" })
	if k == none {
		return c == i+1 && r.doc.Tokens[c].UPOS != "ADP"
	}
	switch r.low(k) {
	case "of", "for", "from", "to", "between": // where somebody is may belong to the verb
		return true
	}
	return false
}

// clause reports whether a clause or an apposition lies between j and i, or a comma.
func (r *resolver) clause(j, i int) bool {
	for n := 0; j != i && n <= arcs; n++ {
		switch r.rel(j) {
		case "acl", "appos", "advcl", "parataxis", "ccomp":
			return true
		}
		t := r.doc.Tokens[j].XPOS
		if up := r.doc.Tokens[j].Head; t == "," && up >= r.first && up != i && r.rel(up) == "conj" {
			t = "" // "of Sweden, Norway and Iceland"
		}
		if t == "," || t == ":" || t == "``" || t == "''" || t == "-LRB-" {
			return true
		}
		j = r.doc.Tokens[j].Head
	}
	return false
}

// loose tells words with which no phrase ends.
func (r *resolver) loose(i int) bool {
	switch r.doc.Tokens[i].UPOS {
	case "ADP", "DET", "CCONJ", "PUNCT", "PART", "SCONJ":
		return true
	}
	return false
}

// readModifiers sorts the words that hang from the noun.
func (r *resolver) readModifiers(p *phrase) {
	for c := r.kid[p.head]; c != none && c < p.last; c = r.sibling[c] {
		if c < p.first {
			continue
		}
		base, low := r.rel(c), r.low(c)
		switch {
		case base == "det":
			p.det = low
		case c < p.head && r.doc.Tokens[c].Rel == "nmod:poss":
			p.owner = c
			r.readOwner(p, c)
		case r.ofWhom(p, c):
		case base == "amod" || base == "compound" || base == "nmod" && c < p.head || base == "advmod":
			r.readModifier(p, c)
		case base == "nmod" && r.child(c, func(k int) bool { return r.low(k) == "of" }) != none:
			r.readModifier(p, c) // "secretary of state"
		case base == "flat" || base == "nummod":
			p.mods = append(p.mods, low)
		}
	}
}

func (r *resolver) readOwner(p *phrase, c int) {
	if !r.ofWhom(p, c) {
		p.mods = append(p.mods, r.low(c))
	}
}

// ofWhom notes the country or body at c as that of the phrase.
func (r *resolver) ofWhom(p *phrase, c int) bool {
	e := r.entity[c]
	if e == none || r.name[c] == none {
		return false
	}
	if t := r.doc.Entities[e].Type; t != "Country" && t != "Organization" && t != "Place" {
		return false
	}
	if p.country == none || p.country == e {
		p.country = e
	} else {
		p.country = several
	}
	return true
}

// readModifier notes the word at c and the words before it that hang from it.
func (r *resolver) readModifier(p *phrase, c int) {
	for d := r.kid[c]; d != none && d < c; d = r.sibling[d] {
		if b := r.rel(d); (b == "amod" || b == "compound") && !r.ofWhom(p, d) {
			r.oneModifier(p, d)
		}
	}
	r.oneModifier(p, c)
}

func (r *resolver) oneModifier(p *phrase, c int) {
	low := r.low(c)
	if r.lex[plain][low] {
		return
	}
	p.mods = append(p.mods, low)
	if r.lex[lesser][low] {
		p.lesser += " " + low
	}
}

// text is the words of the tokens with one space where the text has space.
func (r *resolver) text(first, last int) string {
	return strings.Join(strings.Fields(r.doc.Text[r.doc.Tokens[first].Start:r.doc.Tokens[last-1].End]), " ")
}
