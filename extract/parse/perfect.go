package parse

import "parley/extract/text"

// perfect makes an auxiliary of a "have" that the draft took for the verb of
// "had mediated talks": where the participle follows at once and the object
// stands behind it, nobody has anything. The heads of toks count from token at
// of the document.
func perfect(toks []text.Token, at int) {
	for i := range toks {
		if toks[i].Lemma != "have" || toks[i].UPOS != "VERB" || toks[i].Rel == "aux" {
			continue
		}
		v := i + 1
		for v < len(toks) && toks[v].UPOS == "ADV" {
			v++
		}
		if v == len(toks) || toks[v].XPOS != "VBN" || toks[v].Rel != "xcomp" || toks[v].Head != at+i || !behind(toks, at+i, v) {
			continue
		}
		toks[v].Head, toks[v].Rel = toks[i].Head, toks[i].Rel
		for k := max(0, i-reach); k < min(len(toks), v+reach); k++ {
			if k != v && toks[k].Head == at+i {
				toks[k].Head = at + v
			}
		}
		toks[i].Head, toks[i].Rel = at+v, "aux"
	}
}

// reach bounds how far from its verb a dependent is looked for, so that the
// cost stays linear in sentences of any length.
const reach = 100

// behind tells whether all objects of head stand behind token v, and there is one.
func behind(toks []text.Token, head, v int) bool {
	found := false
	for k := max(0, v-reach); k < min(len(toks), v+reach); k++ {
		if toks[k].Head == head && toks[k].Rel == "obj" {
			if k < v {
				return false
			}
			found = true
		}
	}
	return found
}
