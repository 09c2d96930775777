package parse

import (
	"slices"
	"strings"

	"parley/extract/text"
)

// unit is a person's name with the title and the country in front of it:
// "Swedish Foreign Minister Anna Lindqvist". Whatever the parser made of its
// tokens, one of them hangs from outside, and that is the name.
type unit struct {
	first, name, last int // tokens [first, last), the name from name on
	title             int // the noun of the title, or -1
	head              int // the token of the name from which the others hang
}

// unitsOf are the units of persons' names that lie in the sentence, tokens
// counted within it, and the mentions that are left. Mentions are in order.
func unitsOf(mentions []text.Mention, s text.Sentence) ([]unit, []text.Mention) {
	var units []unit
	last := s.First
	for len(mentions) > 0 && mentions[0].First < s.Last {
		m := mentions[0]
		mentions = mentions[1:]
		if m.Type != "Person" || m.Lead < last || m.Last > s.Last {
			continue
		}
		u := unit{first: m.Lead - s.First, name: m.First - s.First, last: m.Last - s.First, title: m.Title - s.First}
		if m.Lead == m.First {
			u.title = -1
		}
		units = append(units, u)
		last = m.Last
	}
	return units, mentions
}

// mender puts right what a parser that knows no names does to them. Tokens are
// counted within the sentence.
type mender struct {
	toks  []text.Token
	heads []int // text.Root is the root's
	rels  []string
	units []unit
	in    []int // of each token: its unit, or -1
}

// mend makes one phrase of each unit, a list of those that stand side by side,
// and the verb the root of a sentence that begins with such a list. The tree
// stays a tree with one root.
// The heads of toks count from token at of the document.
func mend(toks []text.Token, at int, units []unit) {
	m := &mender{toks: toks, heads: make([]int, len(toks)), rels: make([]string, len(toks)), units: units, in: make([]int, len(toks))}
	for i := range m.in {
		m.in[i], m.heads[i], m.rels[i] = -1, toks[i].Head, toks[i].Rel
		if m.heads[i] != text.Root {
			m.heads[i] -= at
		}
	}
	for k, u := range units {
		for i := u.first; i < u.last; i++ {
			m.in[i] = k
		}
	}
	for k := range units {
		m.gather(k)
		m.preposition(k)
	}
	for k := range units {
		m.list(k)
	}
	m.passive()
	for k := range units {
		m.attribute(k)
		m.subject(k)
		m.peer(k)
		m.caption(k)
		m.roster(k)
	}
	m.lead()
	for i := range toks {
		toks[i].Head, toks[i].Rel = m.heads[i], m.rels[i]
		if m.heads[i] != text.Root {
			toks[i].Head += at
		}
	}
}

// ranks is what a name hangs by, the likeliest first.
var ranks = []string{"nsubj", "nsubj:pass", "root", "obj", "iobj", "obl", "obl:agent", "nmod", "conj", "nmod:poss", "xcomp", "ccomp", "parataxis", "advcl", "acl", "list", "appos", "dep", "compound", "amod", "flat", "nmod:desc"}

func rank(rel string) int {
	if i := slices.Index(ranks, rel); i >= 0 {
		return i
	}
	return len(ranks)
}

// gather hangs a unit from outside by one of its tokens only.
func (m *mender) gather(k int) {
	u := &m.units[k]
	u.head = u.name
	for i := u.name; i < u.last; i++ {
		if h := m.heads[i]; h < u.name || h >= u.last {
			u.head = i
			break
		}
	}
	// Behind a preposition a name is no subject and no object.
	p := u.first - 1
	behind := p >= 0 && m.toks[p].UPOS == "ADP" && !clausal(m.toks[p].Norm) && m.heads[p] >= 0 && m.in[m.heads[p]] == k
	weight := func(i int) int {
		w := rank(m.rels[i])
		if behind && w < rank("obl") && m.heads[i] >= 0 {
			w += len(ranks)
		}
		return w
	}
	best := -1
	for i := u.first; i < u.last; i++ {
		h := m.heads[i]
		if h >= 0 && m.in[h] == k || !m.clear(h, k) {
			continue
		}
		if best < 0 || weight(i) < weight(best) {
			best = i
		}
	}
	if best < 0 {
		return // not a tree: left as it is
	}
	head, rel := m.heads[best], m.rels[best]
	if behind && rank(rel) < rank("obl") && p > 0 && m.toks[p-1].UPOS == "NOUN" && m.clear(p-1, k) {
		head, rel = p-1, "nmod" // "a visit of Tomas Novak"
	}
	for i := u.first; i < u.last; i++ {
		switch {
		case i == u.head:
		case i >= u.name:
			if h := m.heads[i]; h < u.name || h >= u.last {
				m.heads[i], m.rels[i] = u.head, "flat"
			}
		case i == u.title:
			m.heads[i], m.rels[i] = u.head, "nmod:desc"
		default:
			m.heads[i] = u.title
			switch {
			case m.toks[i].UPOS == "ADP" && i+1 < u.name: // "of" belongs to the noun behind it
				m.heads[i], m.rels[i] = i+1, "case"
			case m.toks[i].UPOS == "ADJ":
				m.rels[i] = "amod"
			case i > u.title:
				m.rels[i] = "nmod"
			default:
				m.rels[i] = "compound"
			}
		}
	}
	m.heads[u.head], m.rels[u.head] = head, rel
	for i := range m.heads {
		if h := m.heads[i]; m.in[i] != k && h >= 0 && m.in[h] == k {
			m.heads[i] = u.head
		}
	}
}

// clausal tells prepositions that begin clauses, too: "after Lindqvist met …".
func clausal(word string) bool {
	switch strings.ToLower(word) {
	case "after", "before", "since", "until", "till", "as", "than", "like", "for":
		return true
	}
	return false
}

// preposition hangs the preposition in front of a unit from it, where the
// parser made a phrase of the preposition alone.
func (m *mender) preposition(k int) {
	u := m.units[k]
	p := u.first - 1
	if p < 0 || m.toks[p].UPOS != "ADP" || m.in[p] >= 0 || m.heads[p] < 0 || m.rels[p] != "obl" && m.rels[p] != "nmod" && m.rels[p] != "advmod" || !m.clear(m.heads[p], k) {
		return
	}
	m.heads[u.head], m.rels[u.head] = m.heads[p], strings.Replace(m.rels[p], "advmod", "obl", 1)
	m.heads[p], m.rels[p] = u.head, "case"
}

// clear tells whether the way from token h up to the root avoids unit k.
func (m *mender) clear(h, k int) bool {
	for steps := 0; h >= 0; steps++ {
		if m.in[h] == k || steps > len(m.heads) {
			return false
		}
		h = m.heads[h]
	}
	return true
}

// list makes a conjunct of a name that hangs from another name with a comma or
// "and" between them: nobody is the object, or the apposition, of somebody else.
func (m *mender) list(k int) {
	u := m.units[k]
	h := m.heads[u.head]
	if h < 0 || m.in[h] < 0 || m.in[h] == k || m.rels[u.head] == "conj" && h < u.first {
		return
	}
	other := m.units[m.in[h]].head
	switch {
	case h < u.first && m.joint(u.first-1):
		for m.rels[h] == "conj" && m.heads[h] >= 0 && m.in[m.heads[h]] >= 0 {
			h = m.heads[h] // the first of the list
		}
		m.heads[u.head], m.rels[u.head] = h, "conj"
	case h > u.first && m.joint(u.last): // the first of a list hangs from its last: change places
		m.heads[u.head], m.rels[u.head] = m.heads[other], m.rels[other]
		m.heads[other], m.rels[other] = u.head, "conj"
	}
}

// joint tells whether token i joins two names of a list.
func (m *mender) joint(i int) bool {
	return i >= 0 && i < len(m.toks) && (m.toks[i].Norm == "," || m.toks[i].UPOS == "CCONJ")
}

// lead turns a list of names with its verb hanging from it as if that were a
// relative clause into a sentence: the verb is the root, the list its subject.
func (m *mender) lead() {
	root := slices.Index(m.heads, -1)
	if root < 0 || m.in[root] < 0 {
		return
	}
	for i, t := range m.toks {
		if t.XPOS != "VBD" && t.XPOS != "VBZ" && t.XPOS != "VBP" || m.rels[i] != "acl:relcl" && m.rels[i] != "parataxis" || m.relative(i) {
			continue
		}
		h := m.heads[i]
		for h >= 0 && h != root && (m.rels[h] == "conj" || m.rels[h] == "appos") {
			h = m.heads[h]
		}
		if h != root {
			continue
		}
		m.heads[i], m.rels[i] = -1, "root"
		m.heads[root], m.rels[root] = i, "nsubj"
		return
	}
}

// relative tells whether a relative pronoun hangs from the verb.
func (m *mender) relative(verb int) bool {
	for i, h := range m.heads {
		if h == verb && (strings.HasPrefix(m.toks[i].XPOS, "W") || m.toks[i].Norm == "that") {
			return true
		}
	}
	return false
}
