package pattern

import (
	"slices"
	"strings"

	"parley/extract/text"
)

// Mention is the index of the mention that token i is the head of, or -1. A
// mention that is linked to no entity counts for nothing.
func (g *Graph) Mention(i int) int { return g.mention[i] }

// Around is the mention that token i is the head of, else the smallest one
// that it is in, or -1.
func (g *Graph) Around(i int) int {
	if k := g.mention[i]; k >= 0 {
		return k
	}
	return g.around[i]
}

// typed tells whether the entity of mention k is of one of the types.
func (g *Graph) typed(k int, types ...string) bool {
	return slices.Contains(types, g.doc.Entities[g.doc.Mentions[k].Entity].Type)
}

// Head is the first token of [first, last) that hangs from none of them.
func Head(doc *text.Document, first, last int) int {
	for i := first; i < last; i++ {
		if h := doc.Tokens[i].Head; h < first || h >= last {
			return i
		}
	}
	return last - 1
}

// findHeads notes each linked mention at its head. Of two mentions with one
// head the longer, listed first, stays, unless the other one is a name.
func (g *Graph) findHeads() {
	g.mention, g.around = make([]int, len(g.doc.Tokens)), make([]int, len(g.doc.Tokens))
	for i := range g.mention {
		g.mention[i], g.around[i] = -1, -1
	}
	for i, m := range g.doc.Mentions {
		if m.Entity < 0 || m.First >= m.Last {
			continue
		}
		h := Head(g.doc, m.First, m.Last)
		if k := g.mention[h]; k < 0 || g.doc.Mentions[k].Kind != text.Name && m.Kind == text.Name {
			g.mention[h] = i
		}
		for t := m.First; t < m.Last; t++ {
			if k := g.around[t]; k < 0 || g.doc.Mentions[k].Len() > m.Len() {
				g.around[t] = i
			}
		}
	}
	// "minister Okafor" stands for Okafor whichever of the two words the
	// parser made the head.
	for i, t := range g.doc.Tokens {
		k := g.mention[i]
		if k < 0 || t.Head < 0 {
			continue
		}
		if n := g.described(i, k); n >= 0 {
			g.mention[n] = k
			continue
		}
		if g.apposes(i, k) { // "Sweden's ally, Norway" is Norway
			g.mention[t.Head] = k
			continue
		}
		if up := g.mention[t.Head]; up >= 0 { // "the watchdog Oslo Rights" is Oslo Rights
			m := g.doc.Mentions[up]
			if m.Kind == text.Name || !g.typed(up, "Group") || g.doc.Tokens[t.Head].XPOS != "NN" || g.doc.Mentions[k].Kind != text.Name || !g.typed(k, "Organization", "Person") {
				continue
			}
		} else if g.doc.Mentions[k].Type != "Person" {
			continue
		}
		if slices.Contains([]string{"flat", "appos", "compound", "nmod:desc", "flat:name"}, t.Rel) && t.Head+1 == g.doc.Mentions[k].First {
			g.mention[t.Head] = k
		}
	}
}

// apposes tells whether the name k at i says, after a comma, who somebody's
// one party without a name is: "Sweden's chief ally, Norway".
func (g *Graph) apposes(i, k int) bool {
	t := g.doc.Tokens[i]
	up := g.mention[t.Head]
	if up < 0 || t.Rel != "appos" || t.Head > i || g.doc.Tokens[t.Head].XPOS != "NN" || g.doc.Mentions[up].Kind != text.Nominal || g.doc.Mentions[k].Kind != text.Name {
		return false
	}
	return g.hasChild(t.Head, "nmod:poss") && g.typed(up, "Group") && g.typed(k, "Person", "Organization", "Country")
}

// described is the noun right before the person's name k at i that says who it
// is, of which the parser made a neighbour: in "with her counterpart Okafor" a
// name without a preposition hangs from nothing but the counterpart. It is -1 if
// there is none.
func (g *Graph) described(i, k int) int {
	t, n := g.doc.Tokens[i], g.doc.Mentions[k].First-1
	if n < 0 || t.Head == n || g.mention[n] >= 0 || g.doc.Tokens[n].XPOS != "NN" || g.doc.Mentions[k].Type != "Person" || t.Rel == "nmod:poss" {
		return -1
	}
	of, _, _ := strings.Cut(t.Rel, ":")
	by, _, _ := strings.Cut(g.doc.Tokens[n].Rel, ":")
	if of != "nmod" && of != "obl" && of != "dep" || by != "nmod" && by != "obl" || g.preposition(i) != "" || g.preposition(n) == "" {
		return -1
	}
	return n
}

// parts lets "some of the rebels" stand for the rebels, where the parser made
// "some" the head, and "the town of Karlstad" for Karlstad.
func (g *Graph) parts() {
	for i, t := range g.doc.Tokens {
		if g.mention[i] < 0 && t.XPOS == "NN" && territories[g.lemma[i]] {
			for _, c := range g.children[i] {
				if k := g.mention[c]; k >= 0 && g.doc.Tokens[c].Rel == "nmod" && g.preposition(c) == "of" && g.doc.Mentions[k].Kind == text.Name && g.typed(k, "Place", "Country") {
					g.mention[i] = k
				}
			}
			continue
		}
		if g.mention[i] >= 0 || t.UPOS != "DET" && t.UPOS != "PRON" && t.UPOS != "NUM" && t.UPOS != "ADJ" {
			continue
		}
		for _, c := range g.children[i] {
			if k := g.mention[c]; k >= 0 && g.doc.Tokens[c].Rel == "nmod" && slices.Contains([]string{"of", "in", "among", "within"}, g.preposition(c)) && g.typed(k, "Group") {
				g.mention[i] = k
			}
		}
	}
}

// territories are nouns that "of" gives their own name: "the town of Karlstad".
var territories = map[string]bool{
	"city": true, "town": true, "village": true, "nation": true, "republic": true, "kingdom": true, "state": true, "island": true,
	"province": true, "district": true, "region": true, "port": true, "territory": true, "peninsula": true, "suburb": true,
	"neighborhood": true, "neighbourhood": true, "county": true, "municipality": true, "enclave": true, "principality": true,
}

// measures are nouns that say how often or how long goes on what stands behind "of".
var measures = []string{"round", "series", "day", "hour", "week", "month", "bout", "cycle", "spate", "flurry"}

// measured hangs the noun behind "of" where its measure hangs: who holds "two
// rounds of talks" or "three days of talks" holds talks.
func (g *Graph) measured() {
	for i, t := range g.doc.Tokens {
		if t.Rel != "nmod" || t.Head < 0 || t.UPOS != "NOUN" || g.mention[i] >= 0 || g.mention[t.Head] >= 0 || !slices.Contains(measures, g.lemma[t.Head]) || g.preposition(i) != "of" {
			continue
		}
		for _, e := range slices.Clone(g.up[t.Head]) {
			if e.Rel != "root" && e.Rel != "conj" {
				g.add(e.Token, e.Rel, i)
			}
		}
		for _, e := range slices.Clone(g.down[t.Head]) { // "rounds of talks with", where the parser hung that from the rounds
			if strings.HasPrefix(e.Rel, "nmod:") && e.Token != i && e.Rel != "nmod:of" {
				g.add(i, e.Rel, e.Token)
			}
		}
	}
}

// timed are the prepositions by which a noun says when something was done.
var timed = []string{"nmod:during", "nmod:after", "nmod:before", "nmod:following", "nmod:ahead_of", "nmod:prior_to"}

// times hang from the verb the occasion that the parser hung from its object:
// "made the comment after talks".
func (g *Graph) times() {
	for i, t := range g.doc.Tokens {
		if t.UPOS != "NOUN" || t.Head < 0 || t.Head > i {
			continue
		}
		over := g.doc.Tokens[t.Head]
		if over.Head < 0 || g.doc.Tokens[over.Head].UPOS != "VERB" || over.Rel != "obj" && over.Rel != "obl" && over.Rel != "iobj" {
			continue
		}
		if rel := g.label(i, t.Rel, i); slices.Contains(timed, rel) {
			g.add(over.Head, "obl"+strings.TrimPrefix(rel, "nmod"), i)
		}
	}
}

// owners lets an "its" that stands for nobody yet, and a "their", stand for the
// subject of their clause, if that is no person: "Norway announced its support".
func (g *Graph) owners() {
	for i, t := range g.doc.Tokens {
		if t.Rel != "nmod:poss" || g.mention[i] >= 0 {
			continue
		}
		var types []string
		switch g.lemma[i] {
		case "its":
			types = []string{"Organization", "Country"}
		case "their":
			types = []string{"Group"}
		default:
			continue
		}
		h := t.Head
		for k := 0; k < mostSteps && h >= 0 && g.doc.Tokens[h].UPOS != "VERB"; k++ {
			h = g.doc.Tokens[h].Head
		}
		if h < 0 {
			continue
		}
		for _, c := range g.children[h] {
			if k := g.mention[c]; c < i && k >= 0 && g.doc.Tokens[c].Rel == "nsubj" && g.typed(k, types...) {
				g.mention[i] = k
			}
		}
	}
}

// appositions lets "her counterpart, Chidi Okafor," stand for Okafor wherever
// "counterpart" hangs, if that stands for nobody.
func (g *Graph) appositions() {
	for i, t := range g.doc.Tokens {
		head := t.Head
		if t.Rel == "conj" && head >= 0 && g.doc.Tokens[head].Rel == "appos" { // "three envoys, Lind, Okafor and Holm,"
			head = g.doc.Tokens[head].Head
		} else if t.Rel != "appos" {
			continue
		}
		if head < 0 || g.mention[i] < 0 || g.mention[head] >= 0 {
			continue
		}
		for _, e := range slices.Clone(g.up[head]) {
			g.add(e.Token, e.Rel, i)
		}
	}
}

// circumstantial are prepositions of place, direction, time and means.
var circumstantial = []string{"nmod:in", "nmod:at", "nmod:on", "nmod:near", "nmod:inside", "nmod:aboard", "nmod:to", "nmod:during", "nmod:by", "nmod:over", "nmod:via", "nmod:after", "nmod:before"}

// circumstances hang place, time and means from the verb, and from the noun on
// the way to it, where the parser hung them from the name of a person or a
// country: in "met Okafor in Geneva" and "talks with Okafor in Geneva" the name
// needs no place.
func (g *Graph) circumstances() {
	for i, t := range g.doc.Tokens {
		if t.Head < 0 || g.mention[t.Head] < 0 {
			continue
		}
		if !g.placeless(t.Head) {
			continue
		}
		rel := g.label(i, t.Rel, i)
		if !slices.Contains(circumstantial, rel) {
			continue
		}
		h := t.Head
		for k := 0; k < mostSteps && h >= 0 && g.doc.Tokens[h].UPOS != "VERB"; k++ {
			if g.doc.Tokens[h].UPOS == "NOUN" {
				g.add(h, rel, i)
			}
			h = g.doc.Tokens[h].Head
		}
		if h >= 0 && g.doc.Tokens[h].UPOS == "VERB" {
			g.add(h, "obl"+strings.TrimPrefix(rel, "nmod"), i)
		}
	}
}

// venues hang the town, by obl:town or nmod:town, from whatever hangs from there a place without a name:
// in "met at a hotel in Oslo" they met in Oslo, too. A country would be too
// wide: in "spoke in a debate in Norway" it is the debate that is there.
func (g *Graph) venues() {
	for i, t := range g.doc.Tokens {
		if t.Head < 0 || g.mention[i] < 0 || g.mention[t.Head] >= 0 || g.doc.Tokens[t.Head].UPOS != "NOUN" || !g.typed(g.mention[i], "Place", "Country") {
			continue
		}
		rel := g.label(i, t.Rel, i)
		if rel != "nmod:in" && rel != "nmod:at" && rel != "nmod:on" {
			continue
		}
		for _, e := range slices.Clone(g.up[t.Head]) {
			base, prep, _ := strings.Cut(e.Rel, ":")
			at := prep == "at" || prep == "inside" || prep == "outside" || prep == "aboard"
			if (base == "obl" || base == "nmod") && (at || (prep == "in" || prep == "on") && g.typed(g.mention[i], "Place")) {
				g.add(e.Token, base+":town", i)
			}
		}
	}
}

// placeless tells names that take no place: persons, countries, and whatever
// is listed with one of them.
func (g *Graph) placeless(i int) bool {
	switch g.doc.Mentions[g.mention[i]].Type {
	case "Person", "Country":
		return true
	}
	h := g.doc.Tokens[i].Head
	if g.doc.Tokens[i].Rel != "conj" || h < 0 || g.mention[h] < 0 {
		return false
	}
	typ := g.doc.Mentions[g.mention[h]].Type
	return typ == "Person" || typ == "Country"
}

// mostSteps bounds the way up from a name to its verb.
const mostSteps = 8
