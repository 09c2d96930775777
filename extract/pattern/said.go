package pattern

import (
	"slices"
	"strings"
)

// SaidBy is the relation by which those who said a word hang from it, once
// [Graph.Say] has told of them.
const SaidBy = "said_by"

// Say notes that the tokens of [first, last) are words of the speakers, each the head of a
// mention. Of words inside words ("she said that he denied it") the inner ones
// must come last: they take the place of the outer ones. A first person among
// the words that stands for nobody yet stands for the first speaker.
func (g *Graph) Say(first, last int, speakers []int) {
	if len(speakers) == 0 {
		return
	}
	for w := first; w < last; w++ {
		g.said[w] = speakers
		if t := &g.doc.Tokens[w]; t.UPOS == "PRON" && firstPerson(t.Norm) && (g.mention[w] < 0 || g.first[w]) {
			g.mention[w], g.first[w] = g.mention[speakers[0]], true
		}
	}
}

func firstPerson(form string) bool {
	switch strings.ToLower(form) {
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
