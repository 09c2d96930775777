package ner

import (
	_ "embed"
	"strings"
	"sync"

	"parley/extract/text"
	"parley/extract/wordlist"
)

//go:embed data/offices.txt
var officeFile string

// offices are nouns that can be the head of a title.
var offices = sync.OnceValue(func() map[string]bool { return wordlist.Set(officeFile) })

// longestLead bounds the tokens of a title with its country.
const longestLead = 12

// leads finds what stands in front of the names of persons, and sets Lead and
// Title of the mentions:
//
//	[Swedish Foreign Minister] Anna Lindqvist
//	[U.S. Secretary of State] Cyrus Vance
func leads(doc *text.Document) {
	l := &leader{doc: doc, in: make([]int, len(doc.Tokens)), time: make([]bool, len(doc.Tokens))}
	for i := range l.in {
		l.in[i] = -1
	}
	for k, m := range doc.Mentions {
		for i := m.First; i < m.Last; i++ {
			l.in[i] = k
		}
	}
	at := 0
	for i, t := range doc.Tokens {
		for at < len(doc.Times) && doc.Times[at].End <= t.Start {
			at++
		}
		l.time[i] = at < len(doc.Times) && doc.Times[at].Start <= t.Start
	}
	for k := range doc.Mentions {
		m := &doc.Mentions[k]
		m.Lead = m.First
		if m.Type == Person {
			l.lead(m)
		}
	}
}

type leader struct {
	doc  *text.Document
	in   []int  // of each token: its mention, or -1
	time []bool // of each token: part of an expression of time
}

// lead finds the run of words in front of the name that a title can be made
// of, and in it the title's noun.
func (l *leader) lead(m *text.Mention) {
	floor := 0
	if s := l.doc.SentenceAt(m.First); s >= 0 {
		floor = l.doc.Sentences[s].First
	}
	floor = max(floor, m.First-longestLead)
	start := m.First
	for start > floor && l.fits(start-1) {
		start--
	}
	for start < m.First && l.outside(start) {
		start = max(start+1, l.after(start))
	}
	start = max(start, l.whom(start, m.First))
	title := -1
	for i := start; i < m.First; i++ {
		if l.doc.Tokens[i].UPOS == "ADP" {
			if title >= 0 {
				break
			}
			start = i + 1 // "of" without a title in front of it
			continue
		}
		if l.in[i] < 0 && offices()[l.low(i)] {
			title = i
		}
	}
	if title >= 0 {
		m.Lead, m.Title = start, title
	}
}

// whom is where the title of a name that ends at last begins, if what goes before
// is the title of somebody else: "a spokesman for [German Chancellor] Anna Merz",
// "the lawyer for Anna Merz"; else first.
func (l *leader) whom(first, last int) int {
	office := false
	for i := last - 1; i >= first; i-- {
		t := &l.doc.Tokens[i]
		switch {
		case t.UPOS == "ADP":
			if office || i == last-1 {
				return i + 1
			}
			return first
		case l.in[i] < 0 && offices()[l.low(i)]:
			office = true
		case t.UPOS != "ADJ" && (l.in[i] < 0 || l.doc.Mentions[l.in[i]].Type != "Country"):
			return first
		}
	}
	return first
}

func (l *leader) low(i int) string { return strings.ToLower(l.doc.Tokens[i].Norm) }

// fits tells words that a title with its country is made of.
func (l *leader) fits(i int) bool {
	t := &l.doc.Tokens[i]
	if l.time[i] {
		return false
	}
	if k := l.in[i]; k >= 0 {
		return l.doc.Mentions[k].Type != Person
	}
	switch t.UPOS {
	case "NOUN", "PROPN":
		return t.XPOS != "NNS" && t.XPOS != "NNPS" || l.low(i) == "affairs" || l.low(i) == "nations"
	case "ADJ":
		return true
	case "ADP":
		return t.Norm == "of" || t.Norm == "for"
	}
	return t.XPOS == "POS" || t.Norm == "-" || t.Norm == "&"
}

// outside tells words at the start of a run that belong to what goes before:
// "in [Paris] President …", "'s", "of".
func (l *leader) outside(i int) bool {
	t := &l.doc.Tokens[i]
	if t.UPOS == "ADP" || t.UPOS == "PUNCT" || t.XPOS == "POS" {
		return true
	}
	k := l.in[i]
	return k >= 0 && l.doc.Mentions[k].Type == Place && i > 0 && (l.low(i-1) == "in" || l.low(i-1) == "at" || l.low(i-1) == "from" || l.low(i-1) == "to" || l.low(i-1) == "near")
}

// after is the token behind the mention that i is in, or i.
func (l *leader) after(i int) int {
	if k := l.in[i]; k >= 0 {
		return l.doc.Mentions[k].Last
	}
	return i
}
