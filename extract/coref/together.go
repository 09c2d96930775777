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

// both joins "the two leaders", "both sides" to the two of whom the text told
// last, if there are exactly two. It reports whether the phrase is settled.
func (r *resolver) both(p *phrase) bool {
	if !p.plural || !(p.det == "both" || p.det == "the" && slices.Contains(p.mods, "two")) || len(p.mods) > 1 || p.country != none {
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
		if two := r.lastTwo(p.first, t); two != nil {
			r.add(p.first, p.last, p.head, r.together(two, r.text(p.name, p.last)), text.Nominal, "the two told of last")
			return true
		}
	}
	return false
}

// lastTwo are the two entities of a type that the text before token i tells of
// last, in the order of the text; nil unless the nearest sentences that tell of
// more than one tell of exactly two.
func (r *resolver) lastTwo(i int, typ string) []int {
	k := r.doc.SentenceAt(i)
	var out []int
	for n := 0; n < lookbackSentences && k-n >= 0; n++ {
		s := r.doc.Sentences[k-n]
		for t := min(s.Last, i) - 1; t >= s.First && i-t < lookbackTokens; t-- {
			e := r.entity[t]
			if e >= 0 && r.doc.Entities[e].Type == typ && !slices.Contains(out, e) && !r.modifier(t) {
				out = append(out, e)
			}
		}
		if len(out) >= 2 {
			break
		}
	}
	if len(out) != 2 {
		return nil
	}
	slices.Reverse(out)
	return out
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
