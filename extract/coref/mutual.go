package coref

import (
	"slices"
	"strings"
)

// mutual reports whether the place of "they" or "their" says that they do
// something with one another: "they met", "their talks".
func (r *resolver) mutual(i int) bool {
	h := r.doc.Tokens[i].Head
	if h < r.first || h >= r.last || !r.lex[encounter][r.lemma(h)] || r.quote[i] != 0 {
		return false
	}
	others := func(c int) bool {
		base := r.rel(c)
		return base == "obj" || base == "nmod" && r.doc.Tokens[c].Rel != "nmod:poss" && r.with(c) || base == "obl" && r.with(c)
	}
	switch {
	case r.doc.Tokens[i].Rel == "nmod:poss":
		return r.doc.Tokens[h].UPOS == "NOUN" && r.child(h, others) == none
	case r.rel(i) == "nsubj":
		return r.doc.Tokens[h].UPOS == "VERB" && r.child(h, others) == none
	}
	return false
}

// with reports whether "with" stands before the noun at i.
func (r *resolver) with(i int) bool {
	return r.child(i, func(k int) bool { return r.rel(k) == "case" && (r.low(k) == "with" || r.low(k) == "between") }) != none
}

// twoBefore is the group of the two persons of whom the text told last, or none
// if it told of more, or of a group that may be meant.
func (r *resolver) twoBefore(i int) int {
	all := r.lastOf(i, 2, "Person")
	if all == nil || r.groupSince(i, all) {
		return none
	}
	var names []string
	for _, m := range all {
		names = append(names, r.doc.Entities[m].Name)
	}
	return r.together(all, strings.Join(names, " and "))
}

// groupSince reports whether the text tells of a party without a name between
// the first word about one of those entities, as far as lastOf looks, and token i.
func (r *resolver) groupSince(i int, those []int) bool {
	from := r.doc.Sentences[max(0, r.doc.SentenceAt(i)-lookbackSentences+1)].First
	first := i
	for t := max(from, i-lookbackTokens); t < i; t++ {
		if slices.Contains(those, r.entity[t]) {
			first = t
			break
		}
	}
	for t := first; t < i; t++ {
		if e := r.entity[t]; e >= 0 && r.doc.Entities[e].Type == "Group" && len(r.doc.Entities[e].Members) == 0 {
			return true
		}
	}
	return false
}
