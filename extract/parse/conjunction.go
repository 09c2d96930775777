package parse

import "parley/extract/text"

// conjunction makes a clause of what the draft cut in two: in "she left as talks
// between the envoys were due to begin" it likes to hang "as talks" from "left"
// and what follows beside it, so that nothing is due to begin. The heads of toks
// count from token at of the document.
func conjunction(toks []text.Token, at int) {
	for n := range toks {
		h := toks[n].Head - at
		if toks[n].Rel != "obl" || h < 0 || h >= n {
			continue
		}
		opens := n - 1
		for opens > h && toks[opens].Head == at+n && toks[opens].Rel != "case" {
			opens--
		}
		if opens <= h || toks[opens].Head != at+n || toks[opens].Rel != "case" || !subordinates(toks[opens].Norm) {
			continue
		}
		v := n + 1
		for v < min(len(toks), n+reach) && !(toks[v].Head == at+h && toks[v].Rel == "parataxis") {
			v++
		}
		if v == min(len(toks), n+reach) {
			continue
		}
		if rel := lacking(toks, at, v); rel != "" {
			toks[n].Head, toks[n].Rel = at+v, rel
			toks[opens].Head, toks[opens].Rel = at+v, "mark"
			toks[v].Rel = "advcl"
		}
	}
}

// subordinates tells prepositions that begin clauses of time, too.
func subordinates(word string) bool {
	switch word {
	case "as", "after", "before", "since", "until", "while":
		return true
	}
	return false
}

// lacking is the relation of the subject that the finite verb v lacks, or "" if
// it has one or a mark in front of it, or no tense.
func lacking(toks []text.Token, at, v int) string {
	rel, finite := "nsubj", toks[v].XPOS == "VBD" || toks[v].XPOS == "VBZ" || toks[v].XPOS == "VBP"
	for k := max(0, v-reach); k < min(len(toks), v+reach); k++ {
		if toks[k].Head != at+v {
			continue
		}
		switch toks[k].Rel {
		case "nsubj", "nsubj:pass", "csubj", "expl", "mark", "cc":
			return ""
		case "punct":
			if k < v {
				return ""
			}
		case "aux", "cop":
			finite = true
		case "aux:pass":
			rel, finite = "nsubj:pass", true
		}
	}
	if !finite {
		return ""
	}
	return rel
}
