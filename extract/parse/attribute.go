package parse

import "strings"

// attribute makes a modifier of a participle in front of a person of whom the
// parser made its object: "with the ailing Anna Lindqvist", "received visiting
// Minister Anna Lindqvist". An article or a preposition before the participle
// belongs to the person, so it is no verb; "visiting" is none where it has no
// subject, no auxiliary and no "to" of its own.
func (m *mender) attribute(k int) {
	u := m.units[k]
	g := m.heads[u.head]
	if g < 0 || g != u.first-1 || m.toks[g].XPOS != "VBG" || m.rels[u.head] != "obj" || m.heads[g] < 0 {
		return
	}
	around, own, prep := false, false, -1
	for i, h := range m.heads {
		rel := m.rels[i]
		switch {
		case h == u.head && i < g && (rel == "det" || rel == "case"):
			around = true
		case h == g && i == g-1 && rel == "mark" && partitive(m.toks[i].Norm):
			prep = i // "talks with visiting Minister Anna Lindqvist"
		case h == g && i < g && (rel == "aux" || rel == "mark" || rel == "case" || strings.HasPrefix(rel, "nsubj")):
			own = true
		}
	}
	if own || !around && !strings.EqualFold(m.toks[g].Norm, "visiting") {
		return
	}
	over := m.heads[g]
	rel := m.rels[g]
	switch {
	case prep >= 0:
		rel = "obl"
		for i := prep - 1; i > over && i > prep-mostRoster; i-- {
			if m.heads[i] == over && m.toks[i].UPOS == "NOUN" {
				over, rel = i, "nmod"
				break
			}
		}
		m.heads[prep], m.rels[prep] = u.head, "case"
	case rel == "conj":
		if name := m.listedBefore(g); name >= 0 && m.clear(name, k) {
			over = name // "a meeting between Lind and visiting King Olav": the list is one of names
		}
	case around && m.cased(u.head) && m.toks[over].UPOS == "VERB":
		rel = "obl"
	case around && m.cased(u.head):
		rel = "nmod"
	case rel == "xcomp" || rel == "ccomp" || rel == "advcl":
		rel = "obj"
	default:
		return
	}
	m.heads[u.head], m.rels[u.head] = over, rel
	m.heads[g], m.rels[g] = u.head, "amod"
	for i, h := range m.heads {
		if h == g && i != u.head {
			m.heads[i] = u.head
		}
	}
}

// partitive tells prepositions that stand before people rather than clauses.
func partitive(word string) bool {
	switch strings.ToLower(word) {
	case "with", "between", "to", "for", "from", "of":
		return true
	}
	return false
}

// listedBefore is the name that an "and" right before the token at i joins it
// to, or -1.
func (m *mender) listedBefore(i int) int {
	if i < 2 || m.toks[i-1].UPOS != "CCONJ" || m.in[i-2] < 0 {
		return -1
	}
	return m.units[m.in[i-2]].head
}

// cased tells whether a preposition hangs from token i.
func (m *mender) cased(i int) bool {
	for c, h := range m.heads {
		if h == i && m.rels[c] == "case" && m.toks[c].UPOS == "ADP" {
			return true
		}
	}
	return false
}

// subject makes a person the subject of the clause that the conjunction before
// him opens, where the parser took that for his preposition or hung him from the
// verb before: "the talks came as Anna Lindqvist and Chidi Okafor met".
func (m *mender) subject(k int) {
	u := m.units[k]
	p := u.first - 1
	if p < 0 || m.in[p] >= 0 || m.rels[p] != "mark" || m.heads[p] < u.last || m.rels[u.head] != "obl" && m.rels[u.head] != "obj" && m.rels[u.head] != "nmod" {
		return
	}
	verb := m.heads[p]
	switch m.toks[verb].XPOS {
	case "VBD", "VBZ", "VBP":
	case "VBG": // "met her with Bob Okafor also attending"
		if !strings.EqualFold(m.toks[p].Norm, "with") {
			return
		}
	default:
		return
	}
	if m.heads[u.head] == verb || m.in[verb] >= 0 || !m.clear(verb, k) {
		return
	}
	for i, h := range m.heads {
		if h == verb && strings.HasPrefix(m.rels[i], "nsubj") {
			return
		}
	}
	m.heads[u.head], m.rels[u.head] = verb, "nsubj"
}
