package when

import "strings"

// tense tells on which side of the day of publication a clause looks.
type tense int

const (
	unclear tense = iota
	past
	future
)

// reach is how many tokens to each side a verb is looked for.
const reach = 40

// tenseAt is the tense of the verb nearest to the tokens [first, last). A
// comma or a word that opens a clause between them makes a verb more distant.
func (s *scan) tenseAt(first, last int) tense {
	// "later this month", "earlier on Monday"
	for i := first - 2; i < last; i++ {
		switch s.low(i) {
		case "later":
			return future
		case "earlier":
			return past
		}
	}
	if s.aheadOf(first-2, first) || s.aheadOf(first-1, first) {
		return future // "the talks scheduled for Monday were …"
	}
	left, lcost := s.verb(first-1, -1)
	right, rcost := s.verb(last, +1)
	near, far := left, right
	if left < 0 || right >= 0 && rcost < lcost {
		near, far = right, left
	}
	if near < 0 {
		return unclear
	}
	// A verb in the present tense beyond a comma tells least.
	if tag := s.doc.Tokens[near].XPOS; far >= 0 && (tag == "VBZ" || tag == "VBP") && min(lcost, rcost) > max(first-near, near-last+1) {
		near = far
	}
	if t := s.verbTense(near); t != unclear || far < 0 {
		return t
	}
	return s.verbTense(far)
}

// aheadOf reports whether the word at i looks ahead to the time at first, or
// to a verb: "due to", "set for", "expected Monday".
func (s *scan) aheadOf(i, first int) bool {
	if !s.is(i, ahead) || s.tag(i) == "NN" { // a call on Monday is no plan
		return false
	}
	switch s.low(i + 1) {
	case "for", "to", "on":
		return true
	}
	return i+1 == first
}

// verb is the nearest verb from i on, or -1, and how far it is.
func (s *scan) verb(i, step int) (at, cost int) {
	for ; i >= s.first && i < s.last && cost < reach; i += step {
		cost++
		tag := s.doc.Tokens[i].XPOS
		if strings.HasPrefix(tag, "VB") || tag == "MD" {
			return i, cost
		}
		if s.aheadOf(i, s.last) {
			return i, cost // whatever its tag
		}
		switch tok := &s.doc.Tokens[i]; {
		case tag == "," || tag == ":" || tag == "``" || tag == "''":
			cost += 3
		case tok.XPOS == "WDT" || tok.XPOS == "WP" || tok.UPOS == "SCONJ":
			cost += 3
		}
	}
	return -1, cost
}

// verbTense reads the group of words around the verb at i.
func (s *scan) verbTense(i int) tense {
	tag := s.doc.Tokens[i].XPOS
	switch {
	case tag == "MD":
		return future
	case s.aheadOf(i, s.last), tag == "VBN" && s.is(i, ahead) && strings.HasPrefix(s.tag(i+1), "NN"):
		return future
	case s.is(i, saying):
		return past
	}
	// The words before a verb, without adverbs, tell its form.
	k := i - 1
	for k > s.first && (s.doc.Tokens[k].UPOS == "ADV" || s.doc.Tokens[k].UPOS == "PART" && s.low(k) != "to") {
		k--
	}
	afterBe := k >= s.first && s.is(k, be)
	switch tag {
	case "VBD":
		return past
	case "VB":
		if k < s.first {
			return future // an order
		}
		if s.doc.Tokens[k].XPOS == "MD" {
			return future
		}
		if s.low(k) == "to" {
			return s.infinitive(k)
		}
		return s.governs(k)
	case "VBG":
		if afterBe && (s.doc.Tokens[k].XPOS == "VBZ" || s.doc.Tokens[k].XPOS == "VBP") {
			return future // "is meeting them on Monday"
		}
		if afterBe && k > s.first {
			return s.verbTense(k)
		}
		return s.governs(k)
	case "VBN":
		if afterBe && s.doc.Tokens[k].XPOS == "VB" {
			return s.verbTense(k) // "will be held", "is to be held"
		}
		return past
	case "VBZ", "VBP":
		// Headlines tell what happened in the present tense.
		if s.headline || s.is(i, have) {
			return past
		}
		return future // "the council meets on Monday"
	}
	return unclear
}

// infinitive is the tense of what stands behind the "to" at k.
func (s *scan) infinitive(k int) tense {
	for i := k - 1; i >= s.first && i > k-reach; i-- {
		tok := &s.doc.Tokens[i]
		switch {
		case s.is(i, ahead), s.is(i, be), tok.XPOS == "MD", tok.XPOS == "VBZ", tok.XPOS == "VBP":
			return future
		case strings.HasPrefix(tok.XPOS, "VB"):
			return past
		}
	}
	return future // "Minister to meet envoys on Monday": a headline's future
}

// governs is the tense of the nearest verb before a bare form.
func (s *scan) governs(k int) tense {
	for stop := k - reach; k >= s.first && k > stop; k-- {
		switch tok := &s.doc.Tokens[k]; {
		case tok.XPOS == "MD", tok.XPOS == "VBZ" && !s.headline, tok.XPOS == "VBP" && !s.headline:
			return future
		case tok.XPOS == "VBD", tok.XPOS == "VBN":
			return past
		}
	}
	return unclear
}
