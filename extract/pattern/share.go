package pattern

import (
	"slices"
	"strings"
)

// relative hangs the noun before a relative clause or a participle from it.
func (g *Graph) relative(i int) {
	t := g.doc.Tokens[i]
	base, sub, _ := strings.Cut(t.Rel, ":")
	if base != "acl" || t.Head < 0 {
		return
	}
	noun := t.Head
	if name := g.apposed(noun); name >= 0 {
		defer g.alike(i, noun, name)
	}
	if sub != "relcl" {
		switch {
		case t.XPOS == "VBG" && !g.has(i, "nsubj"):
			g.add(i, "nsubj", noun)
		case t.XPOS == "VBN" && !g.has(i, "nsubj:pass"):
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

// subject gives i, a verb without one, the subject of what it hangs from:
// "they came and saw", "she agreed to go", "he urged her to go", "speaking in
// Oslo, he said", "she plans a trip to see him".
func (g *Graph) subject(i int) {
	t := g.doc.Tokens[i]
	if t.Head < 0 || g.has(i, "nsubj") || g.has(i, "nsubj:pass") {
		return
	}
	base, _, _ := strings.Cut(t.Rel, ":")
	over := t.Head
	switch base {
	case "conj":
		if t.UPOS != "VERB" {
			return
		}
	case "acl": // "plans a trip to meet her"
		if t.XPOS != "VB" || g.doc.Tokens[over].UPOS != "NOUN" || g.doc.Tokens[over].Rel != "obj" {
			return
		}
		if over = g.doc.Tokens[over].Head; over < 0 || len(g.objects(over)) > 1 {
			return
		}
	case "xcomp":
		if to := g.objects(t.Head); len(to) > 0 && t.UPOS == "VERB" {
			g.share(i, to)
			return
		}
	case "advcl":
		if t.XPOS != "VBG" && t.XPOS != "VB" && t.XPOS != "VBN" {
			return
		}
		switch g.preposition(i) {
		case "if", "that", "because":
			return
		case "of", "from": // "accused her of lying", "kept him from going"
			if to := g.objects(over); len(to) > 0 {
				g.share(i, to)
				return
			}
		}
	default:
		return
	}
	var subjects []int
	for _, e := range g.down[over] {
		if e.Rel == "nsubj" || e.Rel == "nsubj:pass" {
			subjects = append(subjects, e.Token)
		}
	}
	g.share(i, subjects)
}

func (g *Graph) share(verb int, subjects []int) {
	rel := "nsubj"
	if g.passive(verb) || g.doc.Tokens[verb].XPOS == "VBN" && g.doc.Tokens[verb].Rel == "advcl" {
		rel = "nsubj:pass"
	}
	for _, s := range subjects {
		g.add(verb, rel, s)
	}
}

// objects are those whom somebody asks, lets or makes do something.
func (g *Graph) objects(verb int) []int {
	if g.doc.Tokens[verb].Lemma == "promise" {
		return nil
	}
	var out []int
	for _, e := range g.down[verb] {
		if e.Rel == "obj" || e.Rel == "iobj" {
			out = append(out, e.Token)
		}
	}
	return out
}
