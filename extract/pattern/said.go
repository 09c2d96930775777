package pattern

import (
	"slices"
	"strings"
)

// SaidBy is the relation by which those who said a word hang from it, once
// [Graph.Say] has told of them.
const SaidBy = "said_by"

// Say notes that the tokens of [first, last) are words of the speakers, each the
// head of a mention. Of words inside words ("she said that he denied it") the
// inner ones must come last: they take the place of the outer ones. A first
// person among the words that stands for nobody yet stands for the first
// speaker; so does, where the words are not quoted, an "it" that does something
// and a "they", if the speaker is no person.
func (g *Graph) Say(first, last int, speakers []int, quoted func(token int) bool) {
	if len(speakers) == 0 {
		return
	}
	k, many := g.mention[speakers[0]], g.doc.Tokens[speakers[0]].XPOS == "NNS"
	for w := first; w < last; w++ {
		g.said[w] = speakers
		if g.doc.Tokens[w].UPOS != "PRON" || g.mention[w] >= 0 && !g.lent[w] {
			continue
		}
		switch word := strings.ToLower(g.doc.Tokens[w].Norm); {
		case firstPerson(word), !quoted(w) && thirdPerson(word, many) && !g.typed(k, "Person"):
			g.mention[w], g.lent[w] = k, true
		}
	}
}

// Unsay notes that the tokens of [first, last) are nobody's words after all: what
// is denied is not said.
func (g *Graph) Unsay(first, last int) { clear(g.said[first:last]) }

// thirdPerson tells whether the word may stand for a speaker that is no person:
// "officials say it hit the coast" is not of them.
func thirdPerson(word string, many bool) bool {
	switch word {
	case "they", "their":
		return true
	case "it", "its":
		return !many
	}
	return false
}

func firstPerson(word string) bool {
	switch word {
	case "i", "me", "my", "we", "us", "our":
		return true
	}
	return false
}

// arcs are those along which the line looks from token i.
func (g *Graph) arcs(l *Line, i int) []Edge {
	if l.Over != "" {
		return g.up[i]
	}
	if len(g.said[i]) == 0 || !slices.Contains(l.By, SaidBy) {
		return g.down[i]
	}
	out := slices.Clone(g.down[i])
	for _, s := range g.said[i] {
		out = append(out, Edge{s, SaidBy})
	}
	return out
}
