package parse

import (
	"slices"
	"strings"
)

// stands are the words by which captions say where in a picture somebody is.
var stands = []string{"left", "right", "center", "centre", "middle", "rear", "front", "foreground", "background", "top", "bottom", "l", "r", "c", "second", "third", "fourth", "fifth", "from", "far", "in", "the"}

// caption makes one list of persons between whom a caption says only where they
// stand: "Anna Lindqvist, left, Chidi Okafor, center, and Mara Ilves". The
// parser hangs the second one from "left".
func (m *mender) caption(k int) {
	if k == 0 {
		return
	}
	before, u := m.units[k-1], m.units[k]
	where := m.stand(before.last, u.first)
	if where < 0 {
		return
	}
	first := before.head
	for steps := 0; m.rels[first] == "conj" && m.heads[first] >= 0 && m.in[m.heads[first]] >= 0 && steps < mostRoster; steps++ {
		first = m.heads[first]
	}
	if !m.clear(first, k) {
		return
	}
	m.heads[u.head], m.rels[u.head] = first, "conj"
	for h := before.head; h != where; h = m.heads[h] {
		if h < 0 {
			m.heads[where], m.rels[where] = before.head, "appos"
			break
		}
	}
}

// stand is the word of tokens [first, last) that says where the person before
// them stands, if that is all they say but for marks and "and"; else -1.
func (m *mender) stand(first, last int) int {
	where := -1
	for i := first; i < last; i++ {
		switch low := strings.ToLower(m.toks[i].Norm); {
		case m.toks[i].UPOS == "PUNCT", low == "and" && i == last-1:
		case slices.Contains(stands, low):
			where = i
		default:
			return -1
		}
	}
	if where < 0 || m.toks[first].UPOS != "PUNCT" || m.toks[where+1].UPOS != "PUNCT" {
		return -1
	}
	return where
}

// mostRoster bounds the tokens of a list of places and persons, and the arcs
// within it.
const mostRoster = 64

// roster makes persons appositions of the plural noun that says who they are,
// where the parser listed them with the places that this noun names: "the
// ministers of Chad and Mali, Idriss Toure and Awa Keita". They must be as many
// as the places, and a comma or a dash must stand before the first.
func (m *mender) roster(k int) {
	place := m.heads[m.units[k].head]
	if place < 0 || m.in[place] >= 0 || !m.listed(m.units[k].head) || !m.apart(m.units[k].first-1) {
		return
	}
	for steps := 0; m.rels[place] == "conj" && m.heads[place] >= 0 && steps < mostRoster; steps++ {
		place = m.heads[place]
	}
	noun := m.heads[place]
	if noun < 0 || m.in[place] >= 0 || place > m.units[k].first || m.units[k].first-place > mostRoster || m.rels[place] != "nmod" || m.toks[noun].XPOS != "NNS" {
		return
	}
	places, last := 1, k
	for i := place + 1; i < m.units[k].first; i++ {
		if m.in[i] < 0 && m.rels[i] == "conj" && m.under(i, place) {
			places++
		}
	}
	for last+1 < len(m.units) && last-k < places && m.listed(m.units[last+1].head) && m.under(m.units[last+1].head, place) {
		last++
	}
	if places < 2 || last-k+1 != places {
		return
	}
	first := m.units[k].head
	m.heads[first], m.rels[first] = noun, "appos"
	for _, u := range m.units[k+1 : last+1] {
		m.heads[u.head], m.rels[u.head] = first, "conj"
	}
}

// peer lists a person with the person before where the parser listed him with
// the country or body of that one: "Lind of Chad and Minister Okafor".
func (m *mender) peer(k int) {
	u := m.units[k]
	h := m.heads[u.head]
	if k == 0 || m.rels[u.head] != "conj" || h < 0 || m.in[h] >= 0 || m.units[k-1].last > h || h > u.first {
		return
	}
	before := m.units[k-1].head
	for steps := 0; h != before && steps < arcsOf; steps++ {
		if h = m.heads[h]; h < 0 || h != before && m.in[h] >= 0 {
			return
		}
		if h != before && m.rels[h] != "nmod" && m.rels[h] != "compound" {
			return
		}
	}
	if h == before && m.toks[m.units[k-1].last].UPOS == "ADP" && m.joint(u.first-1) {
		m.heads[u.head] = before
	}
}

// arcsOf bounds the arcs from a country or body to whom it belongs to.
const arcsOf = 3

func (m *mender) listed(i int) bool {
	return m.rels[i] == "conj" || m.rels[i] == "appos" || m.rels[i] == "dep"
}

// under tells whether i hangs from the token top by lists and appositions alone.
func (m *mender) under(i, top int) bool {
	for steps := 0; i >= 0 && steps < mostRoster; steps++ {
		if i == top {
			return true
		}
		if !m.listed(i) {
			return false
		}
		i = m.heads[i]
	}
	return false
}

// apart tells whether token i is a comma, a colon or a dash.
func (m *mender) apart(i int) bool {
	if i < 0 {
		return false
	}
	switch m.toks[i].Norm {
	case ",", "-", "--", "–", "—", ":":
		return true
	}
	return false
}
