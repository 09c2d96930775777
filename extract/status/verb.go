package status

import "strings"

// clause is the status of the event that the verb (or predicate) v tells.
func (r *reader) clause(v, depth int) finding {
	return r.above(v, r.own(v), depth)
}

// auxiliaries are the words of v's verb group, and what else hangs from v and
// bears on it; -1 where there is none.
type auxiliaries struct {
	be, have, do, get int
	modal             int
	to, mark          int
	not, seldom       int // "not"; an adverb such as "reportedly"
	longer            bool
	condition         int // "if" of a clause that hangs from v
}

func (r *reader) auxiliaries(v int) auxiliaries {
	a := auxiliaries{-1, -1, -1, -1, -1, -1, -1, -1, -1, false, -1}
	r.children(v, func(c int) {
		t := &r.doc.Tokens[c]
		low := r.low(c)
		switch base := rel(t.Rel); {
		case base == "aux" || base == "cop":
			r.auxiliary(&a, c)
		case base == "mark" && low == "to":
			a.to = c
		case base == "mark" && a.mark < 0:
			a.mark = c
		case base == "advmod" && low == "longer" && r.low(c-1) == "no":
			a.longer, a.not = true, c-1
		case base == "advmod" && (low == "when" || low == "if" || low == "whether") && a.mark < 0:
			a.mark = c
		case base == "advmod" && r.lex[negation][low] != "", base == "cc" && r.low(c) == "nor" && c < v:
			switch r.low(c + 1) {
			case "only", "just", "merely", "simply", "solely":
			default:
				a.not = c
			}
		case base == "advmod":
			if e, ok := r.plainEffect(c, modifier); ok && e != happened && a.seldom < 0 {
				a.seldom = c
			}
		case (base == "nsubj" || base == "obj") && a.not < 0:
			if n := r.no(c); n >= 0 {
				a.not = n
			}
		case base == "advcl" && a.condition < 0:
			a.condition = r.child(c, func(m int) bool {
				return r.doc.Tokens[m].Rel == "mark" && r.lex[mark][r.low(m)] == possible
			})
		}
	})
	return a
}

func (r *reader) auxiliary(a *auxiliaries, c int) {
	low := r.low(c)
	if _, ok := r.lex[modal][low]; ok && (r.doc.Tokens[c].XPOS == "MD" || r.doc.Tokens[c].XPOS == "") {
		a.modal = c
		return
	}
	switch r.lemma(c) {
	case "be":
		// "has been meeting": the last one goes with the participle, the first has the tense
		if a.be < 0 || low != "been" && low != "being" {
			a.be = c
		}
	case "have":
		a.have = c
	case "do":
		a.do = c
	case "get":
		a.get = c
	default:
		if _, ok := r.lex[modal][low]; ok {
			a.modal = c
		}
	}
}

// no is the word that denies the noun at i: "no talks", "nobody".
func (r *reader) no(i int) int {
	if r.lex[negation][r.low(i)] != "" {
		return i
	}
	return r.child(i, func(c int) bool {
		rel := r.doc.Tokens[c].Rel
		return c < i && (rel == "det" || rel == "cc:preconj" || rel == "cc") && r.lex[negation][r.low(c)] != ""
	})
}

// own is what v's own words tell: its tense, auxiliaries, adverbs.
func (r *reader) own(v int) finding { return r.told(v, r.auxiliaries(v)) }

// told is what the auxiliaries tell of v.
func (r *reader) told(v int, a auxiliaries) finding {
	word := func(i int) string { return r.low(i) }
	if a.mark >= 0 {
		if e := r.lex[mark][r.low(a.mark)]; e == possible || e == negated && r.gerund(v) {
			return finding{status: e, why: word(a.mark)}
		}
	}
	if a.longer {
		return finding{status: former, why: "no longer"}
	}
	if a.not >= 0 {
		if a.modal >= 0 && r.lex[unsure][r.low(a.modal)] != "" {
			return finding{status: possible, why: word(a.modal), finite: true}
		}
		return finding{status: negated, why: word(a.not), finite: true}
	}
	if a.mark >= 0 && r.lex[mark][r.low(a.mark)] == scheduled && a.have >= 0 && r.doc.Tokens[a.have].XPOS != "VBD" && a.modal < 0 {
		return finding{status: possible, why: word(a.mark), finite: true} // "before she has met them"
	}
	if a.modal >= 0 {
		e := r.lex[modal][r.low(a.modal)]
		switch low := r.low(a.modal); {
		case (low == "would" || low == "'d") && a.have < 0 && r.reported(v):
			e = scheduled // the future as it was then: "said they would meet"
		case e == scheduled && a.condition >= 0:
			return finding{status: possible, why: word(a.condition), finite: true}
		}
		return finding{status: e, why: word(a.modal), finite: true}
	}
	if a.have >= 0 && r.low(a.have) == "had" && r.rel(v) == "advcl" && r.child(v, func(c int) bool { return r.rel(c) == "nsubj" && a.have < c && c < v }) >= 0 {
		return finding{status: possible, why: word(a.have), finite: true} // "had they met, …"
	}
	f := r.tense(v, a)
	if a.seldom >= 0 && !f.refuted() {
		e, _ := r.plainEffect(a.seldom, modifier)
		return finding{status: e, why: word(a.seldom), finite: f.finite}
	}
	if a.condition >= 0 && (f.present || f.status == scheduled) {
		return finding{status: possible, why: word(a.condition), finite: f.finite}
	}
	if f.present && !f.neutral {
		if when := r.future(v); when != "" {
			return finding{status: scheduled, why: when, finite: true}
		}
	}
	return f
}

func (r *reader) gerund(v int) bool {
	return r.doc.Tokens[v].XPOS == "VBG" || r.doc.Tokens[v].UPOS != "VERB"
}

// tense is the status that the form of the verb group tells.
func (r *reader) tense(v int, a auxiliaries) finding {
	if a.to >= 0 {
		if a.be >= 0 && a.be < a.to && a.have > a.to { // "was to have met": it did not come to that
			return finding{status: possible, why: r.low(a.be) + " to", finite: true}
		}
		if a.be >= 0 && a.be < a.to && r.doc.Tokens[a.be].XPOS == "VBD" && r.future(v) == "" && (r.doc.Published == "" || r.past(v) != "") {
			return finding{status: possible, why: r.low(a.be) + " to", finite: true} // to come as it was then: whether it did stays open
		}
		if a.be >= 0 && a.be < a.to && r.low(a.be) != "be" {
			return finding{status: scheduled, why: r.low(a.be) + " to", finite: true}
		}
		return finding{status: possible, why: "to", neutral: true}
	}
	tag := r.doc.Tokens[v].XPOS
	was := func(i int) bool { return i >= 0 && r.doc.Tokens[i].XPOS == "VBD" }
	now := func(i int) bool {
		return i >= 0 && (r.doc.Tokens[i].XPOS == "VBZ" || r.doc.Tokens[i].XPOS == "VBP")
	}
	if tag == "VB" && now(a.have) || tag == "VBD" && (a.have >= 0 || a.be >= 0) {
		tag = "VBN" // a tagger's slip
	}
	if !strings.HasPrefix(tag, "VB") { // a predicate: "it was a meeting", "the vote is tomorrow"
		switch {
		case was(a.be) || a.have >= 0:
			return finding{status: happened, finite: true}
		case now(a.be):
			return finding{status: happened, finite: true, present: true}
		}
		return finding{status: possible, neutral: true}
	}
	switch tag {
	case "VBD":
		return finding{status: happened, finite: true}
	case "VBZ", "VBP":
		return finding{status: happened, finite: true, present: true}
	case "VBN":
		switch {
		case a.have >= 0 || was(a.be) || was(a.get):
			return finding{status: happened, finite: true}
		case a.be >= 0 && r.low(a.be) == "being" && r.opens(v) != "": // "in being supported"
			return finding{status: possible, neutral: true}
		case a.be >= 0 && r.low(a.be) == "being":
			return finding{status: ongoing, finite: true}
		case now(a.be):
			return finding{status: happened, finite: true, present: true}
		case a.be >= 0: // "be held" without its modal
			return finding{status: possible, neutral: true}
		}
		return finding{status: happened, present: true}
	case "VBG":
		switch {
		case a.have >= 0 && a.be >= 0:
			return finding{status: ongoing, finite: true}
		case was(a.be):
			return finding{status: happened, finite: true}
		case now(a.be):
			return finding{status: ongoing, finite: true, present: true}
		}
		return finding{status: possible, neutral: true}
	}
	if a.do >= 0 {
		return finding{status: happened, finite: true, present: now(a.do)}
	}
	return finding{status: possible, neutral: true} // a bare form
}

// reported reports whether v is what a verb of saying in the past tells.
func (r *reader) reported(v int) bool {
	past := func(i int) bool {
		tag := r.doc.Tokens[i].XPOS
		return r.says(i) && (tag == "VBD" || tag == "VBN")
	}
	if r.child(v, func(c int) bool { return r.rel(c) == "parataxis" && past(c) }) >= 0 {
		return true
	}
	for range deepest { // its first conjunct's place is its own
		h := r.head(v)
		if h < 0 {
			return false
		}
		switch r.rel(v) {
		case "ccomp", "parataxis":
			return past(h)
		case "conj", "acl":
			v = h
		default:
			return false
		}
	}
	return false
}

// under reports whether tok is i or hangs from it by at most steps arcs, none
// of them into another clause.
func (r *reader) under(tok, i, steps int) bool {
	for ; tok >= 0 && steps >= 0; steps-- {
		if tok == i {
			return true
		}
		switch r.rel(tok) {
		case "acl", "advcl", "ccomp", "conj", "parataxis":
			return false
		}
		tok = r.head(tok)
	}
	return false
}
