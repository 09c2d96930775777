// Package status tells what became of an event that a text names: whether it
// happened, is planned, was refused and so on.
//
//	"they met", "after talks with"           happened
//	"are holding talks"                      ongoing
//	"will meet", "are due to meet"           scheduled
//	"may meet", "called for talks", "if …"   possible
//	"called off the talks"                   cancelled
//	"refused to meet"                        refused
//	"denied meeting"                         denied
//	"did not meet", "without meeting"        negated
//	"used to support", "no longer backs"     former
//
// [Of] is the one call. It reads the words at the event and then climbs the
// tree: each word above may change what is known so far. Where two readings
// are open the weaker one is taken, so that what was only planned or denied
// never comes out as happened. It does not look beyond the sentence, and it
// does not ask whether the speaker is right: "he said they met" is happened.
package status

import (
	"strings"

	"parley/extract/text"
)

// The statuses.
const (
	happened  = "happened"
	ongoing   = "ongoing"
	scheduled = "scheduled"
	possible  = "possible"
	cancelled = "cancelled"
	refused   = "refused"
	denied    = "denied"
	negated   = "negated"
	former    = "former"
)

// Of is the status of the event that token anchor names, a verb or a noun,
// and the word that decided it; why is empty where only the tense spoke. doc
// needs tags, lemmas and a tree; its times and date of publication help if
// they are there. The cost does not grow with the document.
func Of(doc *text.Document, anchor int) (status, why string) {
	if anchor < 0 || anchor >= len(doc.Tokens) {
		return possible, ""
	}
	r := &reader{doc: doc, lex: words(), first: 0, last: len(doc.Tokens)}
	if s := doc.SentenceAt(anchor); s >= 0 {
		r.first, r.last, r.headline = doc.Sentences[s].First, doc.Sentences[s].Last, doc.Sentences[s].Headline
	}
	f := r.event(anchor, 0)
	return f.status, f.why
}

// Asked reports whether a question tells of what token anchor names, so that
// nobody says that it is so.
func Asked(doc *text.Document, anchor int) bool {
	s := doc.SentenceAt(anchor)
	if s < 0 {
		return false
	}
	r := &reader{doc: doc, lex: words(), first: doc.Sentences[s].First, last: doc.Sentences[s].Last}
	return r.asked(anchor, finding{status: happened}).status == possible
}

// reach is how many tokens to each side the words that hang from a token are
// looked for; deepest is how far the tree is climbed. Together they bound the
// cost of one call.
const (
	reach   = 64
	deepest = 24
)

// reader looks at one sentence.
type reader struct {
	doc         *text.Document
	lex         lexicon
	first, last int
	headline    bool
}

// finding is what is known of an event so far.
type finding struct {
	status, why string
	neutral     bool // the form alone does not tell: an infinitive, a gerund, a plain noun
	present     bool // told in the present tense, so maybe of the future
	finite      bool // has a tense of its own
}

func (f finding) real() bool { return f.status == happened || f.status == ongoing }

// refuted reports whether f says that the event did not come about.
func (f finding) refuted() bool {
	return f.status == cancelled || f.status == refused || f.status == denied || f.status == negated
}

// event is the status of the event at i as the whole sentence tells it.
func (r *reader) event(i, depth int) finding {
	switch {
	case depth > deepest:
		return finding{status: possible}
	case r.verbal(i):
		return r.clause(i, depth)
	}
	return r.nominal(i, depth)
}

// verbal reports whether i is the head of a clause.
func (r *reader) verbal(i int) bool {
	t := &r.doc.Tokens[i]
	if t.UPOS == "VERB" || t.UPOS == "AUX" || strings.HasPrefix(t.XPOS, "VB") {
		return true
	}
	return r.child(i, func(c int) bool { return rel(r.doc.Tokens[c].Rel) == "cop" }) >= 0
}

// rel is a relation without its subtype.
func rel(s string) string {
	base, _, _ := strings.Cut(s, ":")
	return base
}

func (r *reader) rel(i int) string { return rel(r.doc.Tokens[i].Rel) }

// head is what i hangs from, or -1.
func (r *reader) head(i int) int {
	if h := r.doc.Tokens[i].Head; h >= r.first && h < r.last && h != i {
		return h
	}
	return -1
}

// child is the first token hanging from i, within reach, that fits; or -1.
func (r *reader) child(i int, fits func(c int) bool) int {
	for c := max(r.first, i-reach); c < min(r.last, i+reach+1); c++ {
		if r.doc.Tokens[c].Head == i && c != i && fits(c) {
			return c
		}
	}
	return -1
}

// children calls do with each token hanging from i, within reach.
func (r *reader) children(i int, do func(c int)) {
	r.child(i, func(c int) bool { do(c); return false })
}

func (r *reader) low(i int) string {
	if i < r.first || i >= r.last {
		return ""
	}
	return strings.ToLower(r.doc.Tokens[i].Norm)
}

func (r *reader) lemma(i int) string { return strings.ToLower(r.doc.Tokens[i].Lemma) }

// particle is the "off" of "called it off", or "".
func (r *reader) particle(i int) string {
	c := r.child(i, func(c int) bool {
		t := &r.doc.Tokens[c]
		return t.Rel == "compound:prt" || c > i && t.Rel == "advmod" && (t.XPOS == "RP" || t.XPOS == "RB" || t.XPOS == "IN") || c == i+1 && t.UPOS == "ADP" && rel(t.Rel) == "obl"
	})
	if c < 0 {
		return ""
	}
	return r.low(c)
}

// longestWord is more than any word of the list has bytes.
const longestWord = 20

// forms are the lemma of i, the word itself and, of a verb, the lemmas that
// its ending allows: a wrong lemma must not hide that something was postponed.
func (r *reader) forms(i int) []string {
	low := r.low(i)
	if len(low) > longestWord {
		return nil
	}
	out := []string{r.lemma(i), low}
	if !strings.HasPrefix(r.doc.Tokens[i].XPOS, "VB") {
		return out
	}
	for _, end := range []string{"ed", "ing", "s", "es"} {
		stem, ok := strings.CutSuffix(low, end)
		if n := len(stem); ok && n > 2 {
			out = append(out, stem, stem+"e")
			if stem[n-1] == stem[n-2] {
				out = append(out, stem[:n-1])
			}
			if stem[n-1] == 'i' {
				out = append(out, stem[:n-1]+"y")
			}
		}
	}
	return out
}

// effect is what the word at i does in the role, each of its forms looked up
// first with what follows it: a particle, a preposition.
func (r *reader) effect(i int, role role, with ...string) (string, bool) {
	if prt := r.particle(i); prt != "" {
		with = append(with, prt)
	}
	forms := r.forms(i)
	for _, p := range with {
		for _, w := range forms {
			if e, ok := r.lex[role][w+"+"+p]; ok {
				return e, true
			}
		}
	}
	for _, w := range forms {
		if e, ok := r.lex[role][w]; ok {
			return e, true
		}
	}
	return "", false
}

// plainEffect looks the word up as it stands, whatever hangs from it.
func (r *reader) plainEffect(i int, role role) (string, bool) {
	if e, ok := r.lex[role][r.low(i)]; ok {
		return e, true
	}
	e, ok := r.lex[role][r.lemma(i)]
	return e, ok
}

// says reports whether i is a verb of saying.
func (r *reader) says(i int) bool {
	_, ok := r.lex[sayRole][r.lemma(i)]
	return ok
}

// apply is what the effect of a word makes of an event of which inner is
// known, if gov is known of the word itself.
func apply(effect string, inner, gov finding, why string) finding {
	if effect == same {
		if !inner.neutral {
			return inner
		}
		return gov
	}
	against := effect == cancelled || effect == refused || effect == denied || effect == negated
	if !inner.neutral && !inner.real() {
		switch {
		case inner.refuted() && against: // "denied not meeting"
			return finding{status: possible, why: why}
		case inner.refuted():
			return inner
		case against && gov.real():
			return finding{status: effect, why: why}
		case effect == possible:
			return finding{status: possible, why: why}
		}
		return inner
	}
	if !inner.neutral && inner.finite && effect == scheduled {
		return inner // "agreed that they met"
	}
	switch {
	case gov.status == negated && effect == cancelled: // "did not cancel"
		return finding{status: scheduled, why: why}
	case gov.refuted() && against:
		return finding{status: possible, why: why}
	case gov.refuted():
		return gov
	case gov.status == possible:
		return finding{status: possible, why: first(gov.why, why)}
	case gov.status == former && !against:
		return gov
	}
	return finding{status: effect, why: why}
}

func first(a, b string) string {
	if a != "" {
		return a
	}
	return b
}
