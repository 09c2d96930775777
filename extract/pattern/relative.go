package pattern

import (
	"slices"
	"strings"
)

// relative hangs the noun before a relative clause or a participle from it.
func (g *Graph) relative(i int) {
	t := g.doc.Tokens[i]
	base, sub, _ := strings.Cut(t.Rel, ":")
	if base == "amod" && t.XPOS == "VBN" && t.Head >= 0 && t.Head < i && g.hasChild(i, "obl", "obl:agent") { // "forces allied with them"
		base = "acl"
	}
	if base != "acl" || t.Head < 0 {
		return
	}
	noun := g.antecedent(i, t.Head)
	if name := g.apposed(noun); name >= 0 {
		defer g.alike(i, noun, name)
	}
	for _, c := range g.children[noun] { // "Lind and Okafor, who met": both did
		if noun < c && c < i && g.doc.Tokens[c].Rel == "conj" && g.mention[c] >= 0 && g.mention[noun] >= 0 {
			defer g.alike(i, noun, c)
		}
	}
	if sub != "relcl" {
		switch {
		case t.XPOS == "VBG" && g.preposition(i) == "" && !g.has(i, "nsubj"):
			g.add(i, "nsubj", noun)
		case t.XPOS == "VBN" && !g.has(i, "nsubj:pass") && g.preposition(i) == "":
			g.add(i, "nsubj:pass", noun)
		}
		return
	}
	bound := false
	for _, e := range slices.Clone(g.down[i]) {
		for _, c := range g.children[e.Token] {
			if g.doc.Tokens[c].XPOS == "WP$" { // "Okafor, whose party won"
				g.add(e.Token, "nmod:poss", noun)
				bound = true
			}
		}
		switch g.doc.Tokens[e.Token].XPOS {
		case "WP", "WDT":
			g.add(i, e.Rel, noun)
			bound = true
		case "WRB":
			if word(g.doc.Tokens[e.Token].Norm) == "where" {
				g.add(i, "obl:in", noun)
			}
			bound = true
		case "IN": // "that" as some trees have it
			if e.Rel == "nsubj" || e.Rel == "obj" {
				g.add(i, e.Rel, noun)
				bound = true
			}
		}
	}
	if !bound && g.has(i, "nsubj") && !g.has(i, "obj") {
		g.add(i, "obj", noun)
	}
}

// antecedent is what the relative clause i, which hangs from noun, tells of: a
// place is no "who", so in "the mayor of Oslo, who said" it is the mayor; and a
// country is not if it belongs to a person.
func (g *Graph) antecedent(i, noun int) int {
	if !slices.ContainsFunc(g.children[i], func(c int) bool {
		return g.doc.Tokens[c].XPOS == "WP" && (g.lemma[c] == "who" || g.lemma[c] == "whom")
	}) {
		return noun
	}
	if g.mention[noun] >= 0 && g.typed(g.mention[noun], "Place", "Country") && g.preposition(noun) != "" { // "for Chad, General Lind, who met": no country was meant
		for _, c := range g.children[noun] {
			if noun < c && c < i && g.doc.Tokens[c].Rel == "conj" && g.mention[c] >= 0 && g.typed(g.mention[c], "Person") {
				return c
			}
		}
	}
	h := noun
	for k := 0; k < mostSteps && h >= 0 && g.mention[h] >= 0 && g.typed(g.mention[h], "Place", "Country"); k++ {
		if base, _, _ := strings.Cut(g.doc.Tokens[h].Rel, ":"); base != "nmod" && base != "appos" {
			return noun
		}
		h = g.doc.Tokens[h].Head
	}
	switch {
	case h < 0 || h == noun, g.doc.Tokens[h].UPOS != "NOUN" && g.doc.Tokens[h].UPOS != "PROPN":
		return noun
	case g.typed(g.mention[noun], "Country") && (g.mention[h] < 0 || !g.typed(g.mention[h], "Person")):
		return noun
	}
	return h
}

// apposed is the name of which the noun at i, which stands for nobody, says who
// it is ("Okafor, an envoy who met her", "Okafor is an envoy who met her"), or
// -1.
func (g *Graph) apposed(i int) int {
	t := g.doc.Tokens[i]
	switch {
	case g.mention[i] >= 0:
		return -1
	case t.Rel == "appos" && t.Head >= 0 && g.mention[t.Head] >= 0:
		return t.Head
	case !g.hasChild(i, "cop"):
		return -1
	}
	for _, c := range g.children[i] {
		if g.doc.Tokens[c].Rel == "nsubj" && g.mention[c] >= 0 {
			return c
		}
	}
	return -1
}

// alike hangs name from verb wherever noun does.
func (g *Graph) alike(verb, noun, name int) {
	for _, e := range slices.Clone(g.down[verb]) {
		if e.Token == noun {
			g.add(verb, e.Rel, name)
		}
	}
}
