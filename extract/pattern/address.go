package pattern

import (
	"slices"

	"parley/extract/text"
)

// Within is the arc from a place to the wider one that it lies in.
const Within = "nmod:within"

// addresses hang a wider place from the one that is written before it, however
// the parser has them: "in Karlstad, Sweden, on Monday", "near Karlstad, in
// western Sweden", "at the town hall in Karlstad".
func (g *Graph) addresses() {
	toks := g.doc.Tokens
	for i := range toks {
		k := g.mention[i]
		if k < 0 || !g.typed(k, "Place", "Organization") {
			continue
		}
		m := g.doc.Mentions[k]
		if m.Kind != text.Name || m.Last >= len(toks) {
			continue
		}
		next, comma := m.Last, false
		if toks[next].Norm == "," {
			next, comma = next+1, true
		}
		in := next < len(toks) && word(toks[next].Norm) == "in"
		if in {
			next++
		}
		for next < len(toks) && next < m.Last+5 && (g.lemma[next] == "the" || slices.Contains(quarters, g.lemma[next])) {
			next++
		}
		if in {
			next = g.kindOfPlace(next)
		}
		w := g.startsAt(next)
		if w < 0 || !g.typed(w, "Place", "Country") || g.doc.SentenceAt(i) != g.doc.SentenceAt(next) || g.doc.Mentions[w].Entity == m.Entity {
			continue
		}
		wide := Head(g.doc, g.doc.Mentions[w].First, g.doc.Mentions[w].Last)
		switch {
		case comma && !in:
			if !g.hangs(wide, i) && slices.Contains([]string{"nsubj", "nsubj:pass", "compound", "amod"}, g.doc.Tokens[wide].Rel) && g.doc.Tokens[wide].Head > wide {
				continue // "for Moscow, Norway is", "in Moscow, Norwegian officials"
			}
			if !g.typed(k, "Place") || g.listed(g.doc.Mentions[w].Last) || !g.typed(w, "Country") && !g.hangs(wide, i) {
				continue
			}
		case in:
			if !g.somewhere(m.First) || comma && !g.typed(w, "Country") {
				continue
			}
		default:
			continue
		}
		g.add(i, Within, wide)
	}
}

// quarters are words that stand before a wider place.
var quarters = []string{"north", "south", "east", "west", "northern", "southern", "eastern", "western", "central", "northwestern", "northeastern",
	"southwestern", "southeastern", "northwest", "northeast", "southwest", "southeast", "upper", "lower", "neighboring", "neighbouring", "nearby"}

// regions are nouns that say what a wider place is before its name: "in the
// province of Karabakh", "in the north of Syria".
var regions = []string{"province", "region", "state", "governorate", "district", "county", "canton", "department", "valley", "republic", "city",
	"area", "territory", "island", "prefecture", "center", "centre", "heart", "north", "south", "east", "west", "suburb", "outskirts"}

// kindOfPlace is the token behind "separatist region of" that begins at token i,
// or i where no such words stand.
func (g *Graph) kindOfPlace(i int) int {
	toks := g.doc.Tokens
	for k := i; k < min(i+3, len(toks)-1); k++ {
		switch {
		case slices.Contains(regions, g.lemma[k]) && word(toks[k+1].Norm) == "of":
			return k + 2
		case toks[k].UPOS != "ADJ" && toks[k].UPOS != "NOUN":
			return i
		}
	}
	return i
}

// startsAt is the name that begins with token i, or -1.
func (g *Graph) startsAt(i int) int {
	if i >= len(g.around) || g.around[i] < 0 {
		return -1
	}
	if k := g.around[i]; g.doc.Mentions[k].First == i && g.doc.Mentions[k].Kind == text.Name {
		return k
	}
	return -1
}

// listed tells whether a list goes on at token i: "Oslo, Norway and Sweden".
func (g *Graph) listed(i int) bool {
	toks := g.doc.Tokens
	if i < len(toks) && toks[i].Norm == "," {
		i++
	}
	return i < len(toks) && (toks[i].UPOS == "CCONJ" || toks[i-1].Norm == "," && g.startsAt(i) >= 0 && g.typed(g.startsAt(i), "Country"))
}

// hangs tells whether the parser, too, has the wide place at the other one.
func (g *Graph) hangs(wide, place int) bool {
	t := g.doc.Tokens[wide]
	return t.Head == place && slices.Contains([]string{"appos", "nmod", "nmod:unmarked", "nmod:desc"}, t.Rel)
}

// somewhere tells whether a preposition of place stands before token i.
func (g *Graph) somewhere(i int) bool {
	for i--; i >= 0 && g.doc.Tokens[i].UPOS == "DET"; i-- {
	}
	return i >= 0 && slices.Contains([]string{"at", "in", "near", "outside", "inside", "from"}, word(g.doc.Tokens[i].Norm))
}
