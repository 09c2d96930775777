package coref

import (
	"slices"
	"strings"

	"parley/extract/gazetteer"
)

// titled is a person with a title that the text gave.
type titled struct {
	entity  int
	country int // entity of the country or body, none or several
	mods    []string
	lesser  string
}

// mostTitled bounds how many different bearers of one noun are kept apart.
// Beyond it the noun alone joins nobody.
const mostTitled = 64

// knownEntity notes an entity that is there before the stage runs, and by the
// words of its name if the text spells it out: "the party" is none that was
// told of by "Republicans".
func (r *resolver) knownEntity(e int, spelt bool) {
	x := &r.doc.Entities[e]
	note(r.byID, x.ID, e)
	if x.Type == "Organization" && spelt {
		if f := strings.Fields(strings.ToLower(x.Name)); len(f) > 1 {
			note(r.byLast, f[len(f)-1], e)
			if f[0] != f[len(f)-1] {
				note(r.byLast, f[0], e)
			}
		}
	}
}

// readName reads the titles and the gender that stand beside the name whose
// head is i.
func (r *resolver) readName(i int) {
	k := r.named[i]
	m := &r.doc.Mentions[k]
	if m.Type != "Person" || m.Entity < 0 || m.Entity >= len(r.doc.Entities) {
		return
	}
	first, last := max(m.First, r.first), min(m.Last, r.last)
	r.titleBefore(first, m.Entity)
	if r.low(last) == "," {
		r.titleAfter(last+1, m.Entity)
	}
	if r.low(first-1) == "," {
		r.titleBefore(first-1, m.Entity)
	}
	if g := r.genderOf(r.low(first - 1)); g != gazetteer.Unknown {
		r.genders[m.Entity] = g
	} else if !r.tried[m.Entity] && last-first > 1 {
		r.tried[m.Entity] = true
		if g := r.gaz.Gender(r.doc.Tokens[first].Norm); g != gazetteer.Unknown && r.genders[m.Entity] == gazetteer.Unknown {
			r.genders[m.Entity] = g
		}
	}
}

func (r *resolver) genderOf(word string) gazetteer.Gender {
	switch {
	case r.lex[male][word]:
		return gazetteer.Male
	case r.lex[female][word]:
		return gazetteer.Female
	}
	return gazetteer.Unknown
}

// titleBefore notes the title that ends before token end: "Swedish Foreign
// Minister", "Secretary of State", "the mayor of Riga,".
func (r *resolver) titleBefore(end, person int) {
	start := end
	for start > r.first && end-start < reach && r.titleWord(start-1) {
		start--
	}
	r.readTitle(start, end, person)
}

// titleAfter notes the title that begins at token start: "the foreign minister of Sweden".
func (r *resolver) titleAfter(start, person int) {
	end := start
	for end < r.last && end-start < reach && r.titleWord(end) {
		end++
	}
	if end < r.last && r.low(end) != "," && r.low(end) != "." && r.low(end) != "-" && r.doc.Tokens[end].UPOS != "VERB" && r.doc.Tokens[end].UPOS != "AUX" && r.doc.Tokens[end].UPOS != "PRON" && r.doc.Tokens[end].UPOS != "ADP" && r.doc.Tokens[end].UPOS != "CCONJ" {
		return
	}
	r.readTitle(start, end, person)
}

// titleWord tells words that a title may hold. Another person's name ends it.
func (r *resolver) titleWord(i int) bool {
	t := &r.doc.Tokens[i]
	if k := r.name[i]; k != none {
		return r.doc.Mentions[k].Type != "Person"
	}
	switch t.UPOS {
	case "NOUN", "PROPN", "ADJ", "DET":
		return true
	case "ADP":
		return r.low(i) == "of" || r.low(i) == "for" || r.low(i) == "to"
	}
	return t.XPOS == "POS" || t.XPOS == "HYPH" || t.Norm == "-"
}

// readTitle finds the noun of an office in [start, end) and notes what stands with it.
func (r *resolver) readTitle(start, end, person int) {
	head, of := none, end
	for i := start; i < end; i++ {
		if r.doc.Tokens[i].UPOS == "ADP" {
			of = min(of, i)
		}
		if i < of && r.name[i] == none && r.isOffice(i) {
			head = i
		}
	}
	if head == none {
		return
	}
	x := titled{entity: person, country: none}
	for i := start; i < end; i++ {
		switch {
		case i == head:
		case r.name[i] != none:
			if k := r.name[i]; r.doc.Mentions[k].Entity >= 0 && r.doc.Mentions[k].First == i {
				if e := r.doc.Mentions[k].Entity; x.country == none || x.country == e {
					x.country = e
				} else {
					x.country = several
				}
			}
		case r.doc.Tokens[i].UPOS != "NOUN" && r.doc.Tokens[i].UPOS != "PROPN" && r.doc.Tokens[i].UPOS != "ADJ":
		case r.lex[plain][r.low(i)]:
		default:
			x.mods = append(x.mods, r.low(i))
			if r.lex[lesser][r.low(i)] {
				x.lesser += " " + r.low(i)
			}
		}
	}
	list := r.titles[r.lemma(head)]
	for _, old := range list {
		if old.entity == x.entity && old.country == x.country && old.lesser == x.lesser && slices.Equal(old.mods, x.mods) {
			return
		}
	}
	if len(list) <= mostTitled {
		r.titles[r.lemma(head)] = append(list, x)
	}
}

// isOffice reports whether token i is the noun of an office or of one who acts.
func (r *resolver) isOffice(i int) bool {
	t := &r.doc.Tokens[i]
	return (t.UPOS == "NOUN" || t.UPOS == "PROPN") && t.XPOS != "NNS" && t.XPOS != "NNPS" && (r.lex[office][r.lemma(i)] || r.lex[actor][r.lemma(i)])
}

// bearer is the one person whose title p repeats: none if nobody's, several
// if it could be one of several.
func (r *resolver) bearer(p *phrase) int {
	list := r.titles[p.lemma]
	if len(list) > mostTitled {
		return several
	}
	found := none
	for _, x := range list {
		if x.lesser != p.lesser || p.country != none && p.country != x.country || !subset(p.mods, x.mods) {
			continue
		}
		if found != none && found != x.entity {
			return several
		}
		found = x.entity
	}
	return found
}

func subset(a, b []string) bool {
	for _, x := range a {
		if !slices.Contains(b, x) {
			return false
		}
	}
	return true
}
