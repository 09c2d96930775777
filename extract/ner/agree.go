package ner

import (
	"slices"
	"strings"

	"parley/extract/gazetteer"
)

// agree makes the document agree with itself: what is a person's surname once
// is that everywhere, and a string has the type that it has most often.
func (w *work) agree() {
	surnames := w.surnames()
	w.persons(surnames)
	w.vote()
	w.spread(surnames)
}

// surnames are the last words of the full names of persons.
func (w *work) surnames() map[string]bool {
	out := map[string]bool{}
	for _, n := range w.names {
		if n.typ != Person || n.last-n.first < 2 {
			continue
		}
		last := n.last - 1
		for last > n.first && (w.Gazetteer.Is(w.norm[last], gazetteer.Ending) || w.norm[last] == ",") {
			last--
		}
		if last > n.first && len(w.norm[last]) > 1 && !lowerCase(w.norm[last]) {
			out[fold(w.norm[last])] = true
		}
	}
	return out
}

// persons gives the type Person to lone surnames that the model called
// otherwise.
func (w *work) persons(surnames map[string]bool) {
	for i := range w.names {
		n := &w.names[i]
		if n.typ == Person || n.sure || n.last != n.first+1 {
			continue
		}
		title := w.before(n.first) != "" && w.Gazetteer.Is(w.before(n.first), gazetteer.Title) && n.typ == Place && w.lookup(n.first, n.last) == nil
		if surnames[fold(w.norm[n.first])] || title {
			n.typ = Person
		}
	}
}

// vote settles strings that have several types.
func (w *work) vote() {
	votes := map[string]map[string]int{}
	for _, n := range w.names {
		if n.first == n.last {
			continue
		}
		s := joined(w.doc, n.first, n.last)
		if votes[s] == nil {
			votes[s] = map[string]int{}
		}
		votes[s][n.typ] += 2
		if n.sure {
			votes[s][n.typ]++
		}
	}
	for i := range w.names {
		n := &w.names[i]
		if n.first == n.last || n.sure {
			continue
		}
		v := votes[joined(w.doc, n.first, n.last)]
		for _, t := range []string{Person, Organization, Country, Place} {
			if v[t] > v[n.typ] {
				n.typ = t
			}
		}
	}
}

// spread finds the names of the document where neither model nor gazetteer saw
// them: strings of several words, and single words that the tagger takes for
// names.
func (w *work) spread(surnames map[string]bool) {
	known := map[string][]name{} // by first word
	for _, n := range w.names {
		if n.first == n.last || n.last-n.first > 8 {
			continue
		}
		first := w.norm[n.first]
		if !slices.ContainsFunc(known[first], func(o name) bool { return slices.Equal(w.norm[o.first:o.last], w.norm[n.first:n.last]) }) {
			known[first] = append(known[first], n)
		}
	}
	for i := 0; i < len(w.norm); i++ {
		if w.at[i] != 0 {
			continue
		}
		best := name{}
		for _, o := range known[w.norm[i]] {
			n := o.last - o.first
			if n > best.last-best.first && i+n <= len(w.norm) && slices.Equal(w.norm[o.first:o.last], w.norm[i:i+n]) && w.free(i, i+n) {
				best = o
			}
		}
		n := best.last - best.first
		switch {
		case n > 1 && w.doc.SentenceAt(i) == w.doc.SentenceAt(i+n-1):
			w.put(i, i+n, best.typ, false)
			i += n - 1
		case n == 1 && (w.proper(i) || best.typ == Person && w.subject(i)) && capital(w.norm[i]) && !w.never[w.norm[i]] && !w.within(i):
			w.put(i, i+1, best.typ, false)
		case n == 0 && surnames[fold(w.norm[i])] && w.lone(i):
			w.put(i, i+1, Person, false)
		}
	}
}

// lone reports whether token i may be a surname that stands alone. A surname
// that is a month too must not stand where months do.
func (w *work) lone(i int) bool {
	if !capital(w.norm[i]) || !w.proper(i) && !w.subject(i) || w.within(i) {
		return false
	}
	if !w.never[w.norm[i]] {
		return true
	}
	if next := w.after(i + 1); next != "" && next[0] >= '0' && next[0] <= '9' {
		return false
	}
	return !w.around.is("date", w.before(i))
}

// subject reports whether token i, which the tagger takes for a common noun,
// stands where a name does: in front of its verb, without an article.
func (w *work) subject(i int) bool {
	t := w.doc.Tokens
	if t[i].XPOS != "NN" && t[i].XPOS != "NNS" && t[i].XPOS != "JJ" || i+1 >= len(t) {
		return false
	}
	if next := t[i+1]; next.UPOS != "VERB" && next.UPOS != "AUX" {
		return false
	}
	return i == 0 || t[i-1].UPOS == "PUNCT" || t[i-1].UPOS == "CCONJ" || w.doc.SentenceAt(i) != w.doc.SentenceAt(i-1)
}

// within reports whether token i is part of a longer run of capitalised words,
// of which one word alone is no name.
func (w *work) within(i int) bool {
	return i+1 < len(w.norm) && w.at[i+1] == 0 && capital(w.norm[i+1]) && w.proper(i+1)
}

// fold makes "OBAMA" and "Obama" one.
func fold(s string) string { return strings.ToLower(s) }
