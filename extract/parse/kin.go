package parse

import "parley/extract/text"

// kin mends lists of people who are told by their fathers: in "Lind the son of
// Karl, and Holm the son of Erik", the second son is Holm, and Holm is listed with
// Lind, not with Karl.
func kin(toks []text.Token, at int) {
	for i := 2; i+2 < len(toks); i++ {
		t := &toks[i]
		if t.UPOS != "NOUN" || t.Rel != "conj" && t.Rel != "appos" || toks[i-1].UPOS != "DET" || toks[i-1].Head != i+at || toks[i-2].UPOS != "PROPN" || !of(toks, at, i) {
			continue
		}
		name := i - 2
		if toks[name].Rel == "flat" {
			name = toks[name].Head - at
		}
		if name < 1 || name > i-2 || toks[name].Rel != "conj" || toks[name-1].UPOS != "CCONJ" {
			continue
		}
		first := toks[name].Head - at
		for steps := 0; first >= 0 && first < name && steps < 3 && !told(toks, at, first, name, t.Lemma); steps++ {
			first = toks[first].Head - at
		}
		if first < 0 || first >= name || !told(toks, at, first, name, t.Lemma) || above(toks, at, first, i) {
			continue
		}
		t.Head, t.Rel = name+at, "appos"
		toks[name].Head = first + at
	}
}

// farthest bounds the words between a name and the noun that says whose son it is.
const farthest = 16

// of tells whether "of" and a name come behind token i and hang from it.
func of(toks []text.Token, at, i int) bool {
	return toks[i+1].Norm == "of" && toks[i+2].UPOS == "PROPN" && toks[i+2].Head == i+at
}

// told tells whether the name at first has a noun of its own right behind it,
// with an article, that says whose son or brother it is as the other one's does,
// and hangs from none of the like.
func told(toks []text.Token, at, first, before int, lemma string) bool {
	if toks[first].UPOS != "PROPN" {
		return false
	}
	if h := toks[first].Head - at; toks[first].Rel == "nmod" && h >= 0 && h < len(toks) && toks[h].Lemma == lemma {
		return false // Karl, who is told as the father
	}
	for k := first + 1; k+2 < min(before, first+farthest); k++ {
		if toks[k].Lemma == lemma && toks[k].Rel == "appos" && toks[k].Head == first+at {
			return of(toks, at, k)
		}
	}
	return false
}

// above tells whether token i is one of those that first hangs from, so that
// first cannot take in what hangs from i.
func above(toks []text.Token, at, first, i int) bool {
	for steps := 0; first >= 0 && first < len(toks) && steps <= len(toks); steps++ {
		if first == i {
			return true
		}
		first = toks[first].Head - at
	}
	return false
}
