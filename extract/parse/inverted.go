package parse

import (
	"strings"

	"parley/extract/text"
)

// farSpeaker bounds the tokens between a verb of saying and the speaker behind it.
const farSpeaker = 12

// inverted puts the subject of a verb of saying where it belongs when it stands
// behind the verb: in "The talks could fail, adds Okafor" the draft likes to
// make an object of Okafor and of the talks what adds. The verb has what was
// said before it, a comma or a closing mark between, and no clause behind it.
// The heads of toks count from token at of the document.
func inverted(toks []text.Token, at int) {
	for v := 2; v < len(toks)-1; v++ {
		if toks[v].UPOS != "VERB" || toks[v].XPOS != "VBZ" && toks[v].XPOS != "VBD" && toks[v].XPOS != "VBP" || !closes(toks[v-1].Norm) {
			continue
		}
		speaker, said, subject := -1, -1, -1
		for i := max(0, v-reach); i < min(len(toks), v+reach); i++ {
			if toks[i].Head != at+v {
				continue
			}
			switch rel := toks[i].Rel; {
			case i > v && (strings.HasPrefix(rel, "nsubj") || rel == "ccomp" || rel == "xcomp"):
				speaker, said = -1, -1
				i = len(toks)
			case i > v && i <= v+farSpeaker && (rel == "obj" || rel == "iobj") && speaker < 0 && (toks[i].UPOS == "PROPN" || toks[i].UPOS == "NOUN" || nominative(toks[i].Norm)):
				speaker = i
			case i < v && rel == "ccomp":
				said = i
			case i < v && strings.HasPrefix(rel, "nsubj"):
				subject = i
			}
		}
		if speaker < 0 || said < 0 || subject > said { // "…, Okafor, a lawyer, told her"
			continue
		}
		for i := max(0, v-reach); i < v; i++ {
			if i != said && toks[i].Head == at+v && toks[i].UPOS != "PUNCT" && toks[i].Rel != "advmod" && toks[i].Rel != "cc" {
				toks[i].Head = at + said
			}
		}
		toks[speaker].Rel = "nsubj"
	}
}

func closes(norm string) bool { return norm == "," || norm == "''" || norm == `"` }

func nominative(norm string) bool {
	switch strings.ToLower(norm) {
	case "he", "she", "they", "i", "we":
		return true
	}
	return false
}

// mostClimb bounds the way from a participle up to the verb of saying.
const mostClimb = 16

// adding hangs "…, adding that" from the verb of saying before it where the draft
// hung it from what was said: in "she said the talks had failed, adding that it
// was late" the talks add nothing. The heads of toks count from token at of the
// document.
func adding(toks []text.Token, at int) {
	for i := 2; i < len(toks); i++ {
		if toks[i].Lemma != "add" || toks[i].XPOS != "VBG" || toks[i].Rel != "advcl" || toks[i-1].Norm != "," {
			continue
		}
		h := toks[i].Head
		for range mostClimb {
			if h < at || h >= at+len(toks) || toks[h-at].Rel == "ccomp" {
				break
			}
			h = toks[h-at].Head
		}
		if h < at || h >= at+len(toks) || toks[h-at].Rel != "ccomp" {
			continue
		}
		if over := toks[h-at].Head; over >= at && over < at+i {
			toks[i].Head = over
		}
	}
}

// twoSubjects makes whom it is told of what stands behind a verb that has its
// subject in front: in "Okafor told Norpress" the draft likes to see two of them.
// What is said may lie between ("The talks failed, Okafor told Norpress"), but the
// subject stands behind that. The heads of toks count from token at of the
// document.
func twoSubjects(toks []text.Token, at int) {
	for v := 1; v < len(toks)-1; v++ {
		if toks[v].UPOS != "VERB" {
			continue
		}
		subject, said := -1, -1
		for i := max(0, v-reach); i < v; i++ {
			if toks[i].Head != at+v {
				continue
			}
			switch toks[i].Rel {
			case "nsubj":
				subject = i
			case "ccomp":
				said = i
			}
		}
		if subject < 0 || subject < said {
			continue
		}
		for i := v + 1; i < min(len(toks), v+farSpeaker) && nominal(toks[i].UPOS); i++ {
			if toks[i].Head == at+v && toks[i].Rel == "nsubj" {
				toks[i].Rel = "iobj"
			}
		}
	}
}

// nominal tells words of a noun phrase.
func nominal(upos string) bool {
	switch upos {
	case "NOUN", "PROPN", "ADJ", "DET", "NUM":
		return true
	}
	return false
}
