package parse

import (
	"slices"
	"strings"
	"unicode"

	"parley/extract/text"
)

// longestDateline is the most tokens that stand before its dash.
const longestDateline = 12

// dateline hangs the place, the day and the agency in front of the first
// sentence of a report ("OSLO, Norway (AP) — …") loosely from that sentence: a
// parser that takes them for part of it makes Oslo say what somebody said
// there. The heads of toks count from token at of the document.
func dateline(toks []text.Token, at int) {
	dash := datelineEnd(toks)
	if dash < 0 {
		return
	}
	in := func(head int) bool { return head >= at && head <= at+dash }
	top := 0 // of the dateline
	for i := 0; i <= dash; i++ {
		if !in(toks[i].Head) && toks[i].UPOS != "PUNCT" {
			top = i
			break
		}
	}
	head, rel := toks[top].Head, toks[top].Rel
	root := -1 // of the report
	if head != text.Root {
		for i := dash + 1; i < len(toks); i++ {
			if toks[i].Head == text.Root {
				root = i
			}
		}
	} else {
		head, rel = text.Root, "root"
		for i := dash + 1; i < len(toks); i++ {
			if in(toks[i].Head) && (root < 0 || toks[root].UPOS != "VERB" && toks[i].UPOS == "VERB") && toks[i].UPOS != "PUNCT" {
				root = i
			}
		}
	}
	if root < 0 {
		return // nothing but punctuation hangs together there, or the root is in the dateline by another token
	}
	before := slices.Clone(toks)
	for i := dash + 1; i < len(toks); i++ {
		switch {
		case !in(toks[i].Head):
		case i == root:
			toks[i].Head, toks[i].Rel = text.Root, "root"
		case toks[i].UPOS == "PUNCT" || head == text.Root:
			toks[i].Head = at + root
		default: // it took the place of what stands there by rights
			toks[i].Head, toks[i].Rel = head, rel
		}
	}
	for i := 0; i <= dash; i++ {
		switch {
		case i == dash || i != top && toks[i].UPOS == "PUNCT" && !in(toks[i].Head):
			toks[i].Head, toks[i].Rel = at+top, "punct"
		case i == top:
			toks[i].Head, toks[i].Rel = at+root, "dep"
		case !in(toks[i].Head):
			toks[i].Head, toks[i].Rel = at+top, "dep"
		}
	}
	if !rooted(toks, at) {
		copy(toks, before)
	}
}

// rooted tells whether all tokens hang from a root in the end.
func rooted(toks []text.Token, at int) bool {
	const open, done = 1, 2
	state := make([]uint8, len(toks))
	var way []int
	for i := range toks {
		way = way[:0]
		for k := i; state[k] != done; {
			if state[k] == open {
				return false
			}
			state[k] = open
			way = append(way, k)
			if toks[k].Head == text.Root {
				break
			}
			k = toks[k].Head - at
		}
		for _, k := range way {
			state[k] = done
		}
	}
	return true
}

// datelineEnd is the dash behind the dateline that the sentence begins with, or
// -1. A dash that another one answers is no such: "NATO — the alliance — said".
func datelineEnd(toks []text.Token) int {
	end, agency := -1, false
	for i := 0; i < len(toks)-2 && i <= longestDateline; i++ {
		if isDash(toks[i]) && i > 0 {
			end, agency = i, toks[i-1].Norm == ")" || toks[i-1].Norm == "-RRB-"
			break
		}
	}
	if end < 0 || !agency && !shouted(toks[:end]) || toks[0].UPOS == "PUNCT" {
		return -1
	}
	more := 0
	for _, t := range toks[end+1:] {
		if isDash(t) {
			more++
		}
	}
	if more%2 == 1 {
		return -1
	}
	return end
}

func isDash(t text.Token) bool {
	return t.Norm == "--" || t.Norm == "—" || t.Norm == "–" || t.Norm == "-" && t.XPOS != "HYPH"
}

// shouted tells words in capitals, a place's name at least.
func shouted(toks []text.Token) bool {
	letters := 0
	for _, t := range toks {
		if t.UPOS == "VERB" || strings.ToUpper(t.Norm) != t.Norm {
			return false
		}
		for _, r := range t.Norm {
			if unicode.IsLetter(r) {
				letters++
			}
		}
	}
	return letters >= 4
}
