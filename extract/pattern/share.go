package pattern

import "strings"

// raised makes an object of the verb over i of the subject that the parser gave
// i, where that has no tense of its own: "accused her of lying", "urged her to go".
func (g *Graph) raised(i int) {
	t := g.doc.Tokens[i]
	if base, _, _ := strings.Cut(t.Rel, ":"); t.Head < 0 || t.Head > i || base != "xcomp" && base != "advcl" && base != "ccomp" || g.doc.Tokens[t.Head].UPOS != "VERB" {
		return
	}
	if t.XPOS != "VBG" && t.XPOS != "VB" || g.hasChild(t.Head, "obj", "iobj") || g.hasChild(i, "aux") {
		return
	}
	mark := -1
	for _, c := range g.children[i] {
		if rel := g.doc.Tokens[c].Rel; c < i && (rel == "mark" || rel == "case") {
			mark = c
		}
	}
	for _, c := range g.children[i] {
		if g.doc.Tokens[c].Rel == "nsubj" && t.Head < c && c < mark {
			g.add(t.Head, "obj", c)
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
	case "appos", "parataxis": // "Anna Lind, left, greets her guest": a caption with the name as its root
		if (t.XPOS == "VBZ" || t.XPOS == "VBP" || t.XPOS == "VBD") && over < i && g.mention[over] >= 0 && g.typed(g.mention[over], "Person", "Group") && !g.hasChild(over, "nsubj", "cop") {
			g.share(i, []int{over})
		}
		return
	case "conj":
		if t.UPOS != "VERB" {
			return
		}
	case "acl": // "plans a trip to meet her", "in remarks before meeting her", "a hope of being met"
		if (t.XPOS == "VBG" || t.XPOS == "VBN") && g.preposition(i) != "" && g.doc.Tokens[over].UPOS == "NOUN" {
			if over = g.doc.Tokens[over].Head; over < 0 || g.doc.Tokens[over].UPOS != "VERB" {
				return
			}
			break
		}
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
		if g.doc.Tokens[over].UPOS == "NOUN" && !g.hasChild(over, "nsubj", "cop") { // "spoke in remarks while going home"
			if over = g.doc.Tokens[over].Head; over < 0 {
				return
			}
		}
		switch g.preposition(i) {
		case "if", "that", "because":
			return
		case "of", "from", "as": // "accused her of lying", "kept him from going", "quoted her as saying"
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
