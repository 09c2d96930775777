package ner

import (
	_ "embed"
	"strings"

	"parley/extract/gazetteer"
)

//go:embed data/parties.txt
var partyFile string

// parties finds parties that one word tells of: "[Republican] Senator Ann Roe",
// "Ann Roe, a [Democrat]". The word has a capital that the sentence did not
// give it, or a title or a name behind it.
func (w *work) parties() {
	for _, s := range w.doc.Sentences {
		for i := s.First; i < s.Last; i++ {
			t := w.doc.Tokens[i]
			if w.at[i] != 0 || !capital(w.norm[i]) || !w.party[strings.ToLower(w.norm[i])] || w.shouted(i) {
				continue
			}
			named := i+1 < s.Last && capital(w.norm[i+1]) && (w.person(i+1) || w.Gazetteer.Is(w.norm[i+1], gazetteer.Title))
			if named || i > s.First && (strings.HasPrefix(t.XPOS, "NN") && w.before(i) != "-" || t.UPOS == "ADJ" && i+1 < s.Last && strings.HasPrefix(w.doc.Tokens[i+1].XPOS, "NN") && lowerCase(w.norm[i+1])) {
				w.put(i, i+1, Organization, false)
			}
		}
	}
}

// person tells whether a person's name begins with token i.
func (w *work) person(i int) bool {
	n := w.over(i)
	return n != nil && n.typ == Person && n.first == i
}
