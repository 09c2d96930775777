package pattern

import (
	"slices"

	"parley/extract/text"
)

// coordinations hang a person where the one before is listed with, if the
// parser took the second for a part of the first: "King Olav and acting Prime
// Minister Anna Lind" is two people, whatever the tree says.
func (g *Graph) coordinations() {
	toks := g.doc.Tokens
	for i, t := range toks {
		if t.UPOS != "CCONJ" || g.lemma[i] != "and" || i == 0 {
			continue
		}
		first := g.endsAt(i - 1)
		if first < 0 {
			continue
		}
		next := i + 1
		for next < len(toks) && next < i+mostTitle && g.startsAt(next) < 0 && titular(toks[next]) {
			next++
		}
		second := g.startsAt(next)
		if second < 0 || !g.typed(first, "Person") || !g.typed(second, "Person") || g.doc.Mentions[first].Entity == g.doc.Mentions[second].Entity {
			continue
		}
		a, b := g.headOf(first), g.headOf(second)
		if toks[b].Head != a || !slices.Contains([]string{"nmod:desc", "nmod", "appos", "compound", "flat"}, toks[b].Rel) {
			continue
		}
		for _, e := range slices.Clone(g.up[a]) {
			if e.Rel != "root" {
				g.add(e.Token, e.Rel, b)
			}
		}
	}
}

// mostTitle bounds the words of a title before a name.
const mostTitle = 8

// titular tells words that a title is made of.
func titular(t text.Token) bool {
	switch t.UPOS {
	case "NOUN", "PROPN", "ADJ", "DET":
		return true
	}
	return t.UPOS == "VERB" && t.XPOS == "VBG" || t.UPOS == "ADV" || t.UPOS == "PUNCT" && t.Norm == "-"
}

// endsAt is the name whose last token is i, or -1.
func (g *Graph) endsAt(i int) int {
	if k := g.around[i]; k >= 0 && g.doc.Mentions[k].Last == i+1 && g.doc.Mentions[k].Kind == text.Name {
		return k
	}
	return -1
}

func (g *Graph) headOf(mention int) int {
	return Head(g.doc, g.doc.Mentions[mention].First, g.doc.Mentions[mention].Last)
}
