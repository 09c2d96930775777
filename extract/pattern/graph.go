package pattern

import (
	"slices"
	"sort"
	"strings"

	"parley/extract/text"
)

// Edge is one arc of a [Graph]: to the head when looking up, to the dependent
// when looking down.
type Edge struct {
	Token int
	Rel   string
}

// Graph is the tree of a document with the arcs that it implies added (see the
// package comment), and the mention that each token is the head of. The basic
// tree stays as it is in the document.
type Graph struct {
	doc      *text.Document
	hyphened map[int]string // of heads of two words with a hyphen between them: both lemmas
	lemma    []string       // in lower case: "President" is a president, too
	children [][]int        // of each token in the tree itself
	up, down [][]Edge
	mention  []int        // of each token: the mention whose head it is, or -1
	around   []int        // of each token: the smallest mention that it is in, or -1
	said     [][]int      // of each token: who said it (see Say)
	lent     map[int]bool // pronouns that stand for who said them
}

// NewGraph makes the graph. Its cost is linear in the tokens: a conjunct gets
// the arcs of the first of its list, at most mostArcs a token and 1,000 a head,
// and what goes beyond is left out.
func NewGraph(doc *text.Document) *Graph {
	n := len(doc.Tokens)
	g := &Graph{doc: doc, lemma: make([]string, n), children: make([][]int, n), up: make([][]Edge, n), down: make([][]Edge, n), said: make([][]int, n), lent: map[int]bool{}}
	for i, t := range doc.Tokens {
		g.lemma[i] = strings.ToLower(t.Lemma)
		if t.Head >= 0 && t.Head < n {
			g.children[t.Head] = append(g.children[t.Head], i)
		}
	}
	g.joinHyphens()
	g.findHeads()
	g.parts()
	g.owners()
	for i, t := range doc.Tokens {
		if t.Head >= 0 && t.Head < n {
			g.add(t.Head, g.label(i, t.Rel, i), i)
			if t.Rel == "obl" && t.Head < i && g.doc.Tokens[t.Head].UPOS == "VERB" && (g.mention[i] >= 0 || t.UPOS == "NOUN") && !g.Timely(i) && g.preposition(i) == "" && !g.hasChild(t.Head, "obj", "iobj", "nsubj:pass", "aux:pass") {
				g.add(t.Head, "obj", i) // the parser's slip: what has no preposition and is no time is no circumstance
			}
			if t.Rel == "iobj" && !g.hasChild(t.Head, "obj") {
				g.add(t.Head, "obj", i) // alone, it is what the verb acts upon: "accused her of lying"
			}
		}
	}
	g.coordinations()
	for _, s := range doc.Sentences {
		order := g.order(s)
		for _, i := range order {
			g.conjunct(i)
		}
		for _, i := range order {
			g.relative(i)
			g.raised(i)
			g.subject(i)
		}
	}
	g.appositions()
	g.measured()
	g.times()
	g.circumstances()
	g.venues()
	g.addresses()
	for i := range g.down {
		slices.SortStableFunc(g.down[i], func(a, b Edge) int { return a.Token - b.Token })
	}
	return g
}

// joinHyphens notes words of two parts, which are three tokens ("cease-fire",
// "sit-in"), at the part that the other one hangs from.
func (g *Graph) joinHyphens() {
	g.hyphened = map[int]string{}
	toks := g.doc.Tokens
	for i := 1; i+1 < len(toks); i++ {
		if toks[i].Norm != "-" || toks[i-1].End != toks[i].Start || toks[i].End != toks[i+1].Start {
			continue
		}
		both := g.lemma[i-1] + "-" + g.lemma[i+1]
		switch {
		case toks[i-1].Head == i+1:
			g.hyphened[i+1] = both
		case toks[i+1].Head == i-1:
			g.hyphened[i-1] = both
		}
	}
}

// lemmas tells whether one of list is the lemma of token i, alone or with the
// word that a hyphen joins to it.
func (g *Graph) lemmas(list []string, i int) bool {
	if slices.Contains(list, g.lemma[i]) {
		return true
	}
	both, ok := g.hyphened[i]
	return ok && slices.Contains(list, both)
}

// Timely tells whether the token is part of a time ("on Monday").
func (g *Graph) Timely(i int) bool {
	at := g.doc.Tokens[i].Start
	k := sort.Search(len(g.doc.Times), func(k int) bool { return g.doc.Times[k].End > at })
	return k < len(g.doc.Times) && g.doc.Times[k].Start <= at
}

// Below are the tokens that hang from token i by exactly rel, added arcs
// included, in the order of the text.
func (g *Graph) Below(i int, rel string) []int {
	var out []int
	for _, e := range g.down[i] {
		if e.Rel == rel {
			out = append(out, e.Token)
		}
	}
	return out
}

// Children are the dependents of token i in the tree itself, without the arcs
// that were added, in the order of the text.
func (g *Graph) Children(i int) []int { return g.children[i] }

// mostArcs bounds how many heads and how many dependents a token may gain, so
// that a hostile list costs no more than a long one.
const mostArcs = 64

func (g *Graph) add(head int, rel string, dep int) {
	if head == dep || len(g.up[dep]) > mostArcs || len(g.down[head]) > 16*mostArcs {
		return
	}
	for _, e := range g.up[dep] {
		if e.Token == head && e.Rel == rel {
			return
		}
	}
	g.up[dep] = append(g.up[dep], Edge{head, rel})
	g.down[head] = append(g.down[head], Edge{dep, rel})
}

// order is the tokens of a sentence, heads before their dependents.
func (g *Graph) order(s text.Sentence) []int {
	var out []int
	for i := s.First; i < s.Last; i++ {
		if h := g.doc.Tokens[i].Head; h < s.First || h >= s.Last {
			out = append(out, i)
		}
	}
	for k := 0; k < len(out); k++ {
		for _, c := range g.children[out[k]] {
			if s.First <= c && c < s.Last {
				out = append(out, c)
			}
		}
	}
	return out
}

// hasChild tells whether a dependent of i in the tree itself has one of the
// relations.
func (g *Graph) hasChild(i int, rels ...string) bool {
	return slices.ContainsFunc(g.children[i], func(c int) bool { return slices.Contains(rels, g.doc.Tokens[c].Rel) })
}

// label is the relation rel of token i with the preposition that stands at
// token at: "obl" with "in" is obl:in, and obl:agent for the agent of a passive.
func (g *Graph) label(i int, rel string, at int) string {
	base, sub, _ := strings.Cut(rel, ":")
	switch base {
	case "obl", "nmod", "acl", "advcl":
	default:
		return rel
	}
	switch sub {
	case "poss", "relcl", "agent", "tmod", "desc":
		return rel
	}
	prep := g.preposition(at)
	if prep == "" {
		return base
	}
	if base == "advcl" && g.doc.Tokens[i].UPOS == "NOUN" && !g.hasChild(i, "cop", "nsubj") {
		base = "obl" // "spoke after talks": no clause without a predicate
	}
	if h := g.doc.Tokens[i].Head; base == "obl" && h >= 0 && g.doc.Tokens[h].UPOS == "NOUN" && !g.hasChild(h, "cop", "nsubj") {
		base = "nmod" // only predicates have obliques: the parser's slip
	}
	if base == "obl" && prep == "by" && g.passive(g.doc.Tokens[i].Head) {
		return "obl:agent"
	}
	return base + ":" + prep
}

// preposition is the case or mark of token i, in lower case, its parts joined
// by _, or "".
func (g *Graph) preposition(i int) string {
	prep := ""
	for k := max(0, i-16); k < len(g.doc.Tokens) && k < i+4; k++ {
		t := g.doc.Tokens[k]
		if t.Head != i || t.Rel != "case" && t.Rel != "mark" || t.Norm == "'s" || t.Norm == "'" {
			continue
		}
		prep = word(t.Norm)
		for f := k + 1; f < len(g.doc.Tokens) && f < k+4; f++ {
			if n := g.doc.Tokens[f]; n.Head == k && n.Rel == "fixed" {
				prep += "_" + word(n.Norm)
			}
		}
	}
	if prep == "" && g.mention[i] >= 0 { // "with Minister and leader Anna Lind": the parser hung "with" from the first title
		for _, c := range g.children[i] {
			if c < i && g.doc.Tokens[c].Rel == "nmod:desc" && g.mention[c] < 0 {
				return g.preposition(c)
			}
		}
	}
	return prep
}

// word is a form as part of a relation.
func word(form string) string {
	return strings.Map(func(r rune) rune {
		if r == ':' || r == '*' || r == ' ' {
			return -1
		}
		return r
	}, strings.ToLower(form))
}

// passive tells whether the verb i is a passive one, or a bare participle.
func (g *Graph) passive(i int) bool {
	if i < 0 {
		return false
	}
	t := g.doc.Tokens[i]
	return g.hasChild(i, "aux:pass", "nsubj:pass") || t.XPOS == "VBN" && strings.HasPrefix(t.Rel, "acl")
}

// conjunct hangs i, if it is one, where the first of its list hangs, by a
// preposition of its own if it has one; so does what a list is said to include.
func (g *Graph) conjunct(i int) {
	t := g.doc.Tokens[i]
	if t.Head < 0 || t.Rel != "conj" && !(t.Rel == "nmod" && g.preposition(i) == "including") {
		return
	}
	first := t.Head
	timely := g.mention[i] >= 0 && g.mention[first] < 0 && g.Timely(first)
	for _, e := range slices.Clone(g.up[first]) {
		base, _, _ := strings.Cut(e.Rel, ":")
		if timely && base != "conj" { // "Lind came on Sunday and Okafor on Monday": he is no day
			continue
		}
		if base == "root" || base == "conj" {
			continue
		}
		rel := e.Rel
		if own := g.preposition(i); own != "" && own != "including" && (base == "obl" || base == "nmod") && rel != "nmod:poss" {
			rel = base + ":" + own
		}
		g.add(e.Token, rel, i)
	}
}

func (g *Graph) has(i int, rel string) bool {
	return slices.ContainsFunc(g.down[i], func(e Edge) bool { return e.Rel == rel })
}
