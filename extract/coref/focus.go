package coref

import "parley/extract/gazetteer"

// focus is the person of whom the text goes on to tell: the one person that
// was subject of the main clause of the last sentence that had such a subject.
type focus struct {
	entity   int // or none
	sentence int // the last one that told of them
}

// longestFocus is how many sentences a person stays in focus without a word.
const longestFocus = 3

// noteFocus looks at the subjects of the sentence before sentence k.
func (r *resolver) noteFocus(k int) {
	if k == 0 {
		r.focus = focus{none, 0}
		return
	}
	e := none
	for _, s := range r.now {
		if !s.main || s.self || r.doc.Entities[s.entity].Type != "Person" {
			continue
		}
		if e != none && e != s.entity {
			e = several
			break
		}
		e = s.entity
	}
	switch {
	case e == several:
		r.focus = focus{none, k}
	case e != none:
		r.focus = focus{e, k - 1}
	case r.focus.sentence == k-2 && r.quotedWhole(k-1):
		r.focus.sentence = k - 1 // what somebody says in many sentences does not change the subject
	}
}

// inFocus is the person in focus if they may be meant by a pronoun of that
// gender in the sentence at token i, or none.
func (r *resolver) inFocus(i int, g gazetteer.Gender) int {
	k := r.doc.SentenceAt(i)
	if r.focus.entity < 0 || k-r.focus.sentence > longestFocus {
		return none
	}
	if have := r.genders[r.focus.entity]; have != gazetteer.Unknown && have != g {
		return none
	}
	return r.focus.entity
}

// quotedWhole reports whether sentence k is part of one quotation.
func (r *resolver) quotedWhole(k int) bool {
	s := r.doc.Sentences[k]
	first, last := none, none
	for i := s.First; i < s.Last; i++ {
		if r.doc.Tokens[i].UPOS == "PUNCT" {
			continue
		}
		if first == none {
			first = r.quote[i]
		}
		last = r.quote[i]
	}
	return first > 0 && first == last
}
