package coref

import (
	"slices"
	"strings"

	"parley/extract/gazetteer"
	"parley/extract/text"
)

// lookback bounds the sentences and tokens before a phrase in which those whom
// it means may stand.
const (
	lookbackSentences = 3
	lookbackTokens    = 160
)

// counts are the words by which a text says how many it means.
var counts = map[string]int{"both": 2, "two": 2, "2": 2, "pair": 2, "duo": 2, "three": 3, "3": 3, "trio": 3, "four": 4, "4": 4}

// both joins "the two leaders", "both sides", "the three ministers" to as many
// of whom the text told last, if there are exactly so many. It reports whether
// the phrase is settled.
func (r *resolver) both(p *phrase) bool {
	if !p.plural || p.det != "both" && p.det != "the" || len(p.mods) > 1 || p.country != none {
		return false
	}
	n := counts[p.det]
	if n == 0 && len(p.mods) == 1 {
		n = counts[p.mods[0]]
	}
	if n == 0 {
		return false
	}
	types := []string{"Person"}
	switch p.lemma {
	case "side", "party":
		types = []string{"Country", "Person"}
	case "country", "nation", "state", "government", "neighbor", "neighbour", "power", "ally", "capital", "republic":
		types = []string{"Country"}
	}
	for _, t := range types {
		if all := r.lastOf(p.first, n, t); all != nil {
			r.add(p.first, p.last, p.head, r.together(all, r.text(p.name, p.last)), text.Nominal, "those told of last")
			return true
		}
	}
	return false
}

// alone joins "the two", "the pair" without a noun to as many persons as the
// text told of last. It reports whether the word at i is one for that.
func (r *resolver) alone(i int) bool {
	n := counts[r.low(i)]
	if n == 0 || r.low(i-1) != "the" || r.doc.Tokens[i-1].Head != i || r.child(i, func(c int) bool { return c > i && r.doc.Tokens[c].UPOS != "PUNCT" }) != none {
		return false
	}
	switch r.rel(i) {
	case "nsubj", "obj", "obl", "nmod":
	default:
		return false
	}
	if all := r.lastOf(i-1, n, "Person"); all != nil {
		r.add(i-1, i+1, i, r.together(all, r.text(i-1, i+1)), text.Nominal, "those told of last")
	}
	return true
}

// lastOf are the n entities of a type that the text before token i tells of
// last, in the order of the text; nil unless the nearest sentences that tell of
// so many tell of exactly so many.
func (r *resolver) lastOf(i, n int, typ string) []int {
	k := r.doc.SentenceAt(i)
	var out []int
	for back := 0; back < lookbackSentences && k-back >= 0; back++ {
		s := r.doc.Sentences[k-back]
		for t := min(s.Last, i) - 1; t >= s.First && i-t < lookbackTokens; t-- {
			e := r.entity[t]
			if e >= 0 && r.doc.Entities[e].Type == typ && !slices.Contains(out, e) && !r.modifier(t) && !(typ == "Country" && r.scene(t)) {
				out = append(out, e)
			}
		}
		if len(out) >= n {
			break
		}
	}
	if len(out) != n {
		return nil
	}
	slices.Reverse(out)
	return out
}

// scene tells a country in which something is, or about which: nobody who acts.
func (r *resolver) scene(i int) bool {
	return r.child(i, func(c int) bool {
		if r.rel(c) != "case" {
			return false
		}
		switch r.low(c) {
		case "in", "at", "near", "from", "to", "into", "across", "on", "over", "about", "for":
			return true
		}
		return false
	}) != none
}

// modifier tells a name that only says whose something is: the adjective of a
// country, "Obama's aides".
func (r *resolver) modifier(i int) bool {
	switch r.rel(i) {
	case "amod", "compound":
		return true
	}
	return r.doc.Tokens[i].Rel == "nmod:poss"
}

// together is the group that means these entities; name is what the text calls
// it.
func (r *resolver) together(members []int, name string) int {
	var ids []string
	for _, m := range members {
		ids = append(ids, r.doc.Entities[m].ID)
	}
	id := r.doc.Own("group/" + gazetteer.Slug(strings.ToLower(name+" "+strings.Join(ids, " "))))
	return r.made(text.Entity{ID: id, Type: "Group", Name: name, Members: slices.Clone(members)})
}

// joinedSubjects are the persons, or the countries, that the sentence before
// told of as one subject: "Lind and Okafor met. They …".
func (r *resolver) joinedSubjects() []int {
	var out []int
	for _, s := range r.before {
		if !s.joined || !s.main {
			return nil
		}
		if t := r.doc.Entities[s.entity].Type; t != "Person" && t != "Country" || t != r.doc.Entities[r.before[0].entity].Type {
			return nil
		}
		if !slices.Contains(out, s.entity) {
			out = append(out, s.entity)
		}
	}
	if len(out) < 2 {
		return nil
	}
	return out
}
