package ner

import (
	_ "embed"
	"strings"

	"parley/extract/gazetteer"
	"parley/extract/wordlist"
)

//go:embed data/parties.txt
var partyFile string

func readParties() map[string]bool {
	party := map[string]bool{}
	for w := range wordlist.Set(partyFile) {
		word, field := strings.CutSuffix(w, "*")
		party[word] = field
	}
	return party
}

// parties finds parties that one word tells of: "[Republican] Senator Ann Roe",
// "Ann Roe, a [Democrat]". The word has a capital that the sentence did not
// give it, or a title or a name behind it.
func (w *work) parties() {
	for _, s := range w.doc.Sentences {
		for i := s.First; i < s.Last; i++ {
			t := w.doc.Tokens[i]
			field, party := w.party[strings.ToLower(w.norm[i])]
			if !party || !capital(w.norm[i]) || w.shouted(i) {
				continue
			}
			if field && i+1 < s.Last && w.around.is("ministry", w.norm[i+1]) {
				if n := w.over(i); n != nil && n.last == i+1 {
					w.drop(n)
				}
				continue
			}
			if w.at[i] != 0 {
				continue
			}
			named := i+1 < s.Last && capital(w.norm[i+1]) && (w.person(i+1) || w.Gazetteer.Is(w.norm[i+1], gazetteer.Title)) || w.candidate(i+1, s.Last)
			if named || i > s.First && (strings.HasPrefix(t.XPOS, "NN") && w.before(i) != "-" || t.UPOS == "ADJ" && i+1 < s.Last && strings.HasPrefix(w.doc.Tokens[i+1].XPOS, "NN") && lowerCase(w.norm[i+1])) {
				w.put(i, i+1, Organization, false)
			}
		}
	}
}

// mostOf bounds the words between a party and the name.
const mostOf = 4

// candidate tells whether words such as "presidential candidate" lead from
// token i to the name of a person.
func (w *work) candidate(i, last int) bool {
	for k := i; k < min(i+mostOf, last); k++ {
		switch {
		case w.person(k):
			return k > i && w.doc.Tokens[k-1].UPOS == "NOUN"
		case w.at[k] != 0 || !strings.HasPrefix(w.doc.Tokens[k].XPOS, "NN") && w.doc.Tokens[k].UPOS != "ADJ":
			return false
		}
	}
	return false
}

// person tells whether a person's name begins with token i.
func (w *work) person(i int) bool {
	n := w.over(i)
	return n != nil && n.typ == Person && n.first == i
}
