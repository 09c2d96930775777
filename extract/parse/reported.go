package parse

import "parley/extract/text"

// reported gives a second verb of telling back to who tells: in "he said Norway
// is a partner and urged Sweden to leave" the draft likes to let Norway urge. A
// verb in the past does not go on with a clause in the present, nor behind "will".
// The heads of toks count from token at of the document.
func reported(toks []text.Token, at int) {
	for v := range toks {
		said := toks[v].Head - at
		if toks[v].Rel != "conj" || toks[v].XPOS != "VBD" || said < 0 || said >= v || toks[said].Rel != "ccomp" {
			continue
		}
		says := toks[said].Head - at
		if says < 0 || says >= said || toks[says].XPOS != "VBD" || toks[says].UPOS != "VERB" {
			continue
		}
		if subject, _ := clause(toks, at, v); subject {
			continue
		}
		if _, present := clause(toks, at, said); present {
			toks[v].Head = at + says
		}
	}
}

// clause tells whether the verb or predicate v has a subject of its own, and
// whether it is told in the present or behind a modal. The perfect is left open:
// its participle may go on as "has met Lind and urged Okafor".
func clause(toks []text.Token, at, v int) (subject, present bool) {
	present = toks[v].XPOS == "VBZ" || toks[v].XPOS == "VBP"
	for k := max(0, v-reach); k < min(len(toks), v+reach); k++ {
		if toks[k].Head != at+v {
			continue
		}
		switch toks[k].Rel {
		case "nsubj", "nsubj:pass", "csubj", "expl":
			subject = true
		case "aux", "aux:pass", "cop":
			if x := toks[k].XPOS; (x == "VBZ" || x == "VBP" || x == "MD") && toks[k].Lemma != "have" {
				present = true
			}
		}
	}
	return subject, present
}
