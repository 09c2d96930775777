package link

import (
	_ "embed"
	"strings"
	"sync"

	"parley/extract/text"
	"parley/extract/wordlist"
)

//go:embed data/acts.txt
var actsFile string

// acts are the lemmas that make an actor of a capital, by kind.
var acts = sync.OnceValues(func() (map[string]map[string]bool, error) {
	return wordlist.Kinds("data/acts.txt", actsFile, 0, []string{"verb", "object", "noun", "between", "to", "toward"})
})

// caseReach is how many tokens before its noun a preposition is looked for.
const caseReach = 6

// acting tells why the place that m names acts, or "" if it does not: it is
// the subject of such a verb ("Oslo rejected the offer") or its object ("warned
// Oslo"), it owns such a noun ("Oslo's offer"), or it is a party to something
// ("talks between Oslo and Bergen", "pressure by Oslo"). Behind "in", "at", "to" or "from" a capital is a place.
func (l *linker) acting(m *text.Mention) string {
	toks := l.doc.Tokens
	if next := l.after(m.Last); m.First == 0 || next == "-" || next == "--" || next == "(" || next == "/" {
		if form := l.doc.Slice(m.Span); form == strings.ToUpper(form) || next == "--" {
			return "" // "OSLO -- The talks failed": where the report was written
		}
	}
	head := m.Last - 1
	for i := m.First; i < m.Last; i++ {
		if h := toks[i].Head; h < m.First || h >= m.Last {
			head = i
			break
		}
	}
	for range 8 { // "Oslo and Bergen rejected": what holds for the first holds for all
		if toks[head].Rel != "conj" || toks[head].Head < 0 {
			break
		}
		head = toks[head].Head
	}
	if why := l.faced(head); why != "" {
		return why
	}
	if before := l.before(m.First); before == "in" || before == "at" || before == "to" || before == "from" || before == "near" {
		return ""
	}
	t := toks[head]
	if t.Head < 0 {
		return ""
	}
	up := toks[t.Head]
	rel, _, _ := strings.Cut(t.Rel, ":")
	up.Lemma = strings.ToLower(up.Lemma) // of headlines
	switch {
	case rel == "nsubj" && l.acts["verb"][up.Lemma] && (up.UPOS == "VERB" || up.UPOS == ""):
		return "subject of " + up.Lemma
	case t.Rel == "nmod:poss" && l.acts["noun"][up.Lemma]:
		return "has " + up.Lemma
	case (rel == "obj" || rel == "iobj") && l.acts["object"][up.Lemma]:
		return "object of " + up.Lemma
	case rel == "nmod" || rel == "obl":
		switch w := l.preposition(head); {
		case w == "between" && l.acts["between"][up.Lemma], w == "with", w == "against", w == "by" && (rel == "nmod" || t.Rel == "obl:agent"):
			return "behind " + w
		}
	}
	return ""
}

// faced tells why the place at head is what a stance is taken towards: behind
// the "to" of such a verb ("appealed to Oslo"), or behind a preposition of such a
// noun ("criticism of Oslo", "sanctions on Oslo", "aid for Oslo"); or "".
func (l *linker) faced(head int) string {
	t := l.doc.Tokens[head]
	if t.Head < 0 {
		return ""
	}
	up := &l.doc.Tokens[t.Head]
	lemma, prep := strings.ToLower(up.Lemma), l.preposition(head)
	rel, _, _ := strings.Cut(t.Rel, ":")
	switch {
	case rel != "obl" && rel != "nmod":
	case up.UPOS == "VERB" && (prep == "to" && l.acts["to"][lemma] || (prep == "on" || prep == "upon") && lemma == "call"):
		return "behind " + lemma + " to"
	case up.UPOS == "NOUN" && l.acts["toward"][lemma]:
		switch prep {
		case "to", "for", "of", "on", "toward", "towards", "at", "upon":
			return "behind " + lemma + " " + prep
		}
	}
	return ""
}

// preposition is the word that hangs a noun on what is before it, or "".
func (l *linker) preposition(head int) string {
	for i := head - 1; i >= 0 && i >= head-caseReach; i-- {
		if t := &l.doc.Tokens[i]; t.Head == head && t.Rel == "case" {
			return strings.ToLower(t.Norm)
		}
	}
	return ""
}

func (l *linker) after(last int) string {
	if last >= len(l.doc.Tokens) {
		return ""
	}
	return l.doc.Tokens[last].Norm
}

func (l *linker) before(i int) string {
	if i <= 0 {
		return ""
	}
	return strings.ToLower(l.doc.Tokens[i-1].Norm)
}
