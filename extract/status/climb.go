package status

// above is what the words over the clause v make of what is known of it. v is
// where the clause hangs; for a second conjunct that is its first one.
func (r *reader) above(v int, own finding, depth int) finding {
	if depth > deepest {
		return finding{status: possible}
	}
	h := r.head(v)
	if h < 0 {
		return r.top(v, own)
	}
	if own.neutral && r.butFor(v) {
		return finding{status: possible, why: "but"}
	}
	switch r.doc.Tokens[v].Rel {
	case "acl:relcl":
		if r.opens(v) == "that" { // "reports that they met" is no relative clause
			return r.underNoun(v, h, own, depth)
		}
		if own.neutral {
			return finding{status: possible, why: own.why}
		}
		return own
	case "acl":
		return r.underNoun(v, h, own, depth)
	}
	switch r.rel(v) {
	case "conj":
		return r.conjunct(v, h, own, depth)
	case "xcomp", "ccomp", "csubj":
		return r.complementOf(v, h, own, depth)
	case "advcl":
		return r.adverbial(v, h, own, depth)
	case "nsubj", "obj", "obl", "nmod", "iobj": // a gerund that stands as a noun does
		if own.neutral {
			return r.place(v, own, depth)
		}
	case "acl":
		return r.underNoun(v, h, own, depth)
	}
	if own.neutral { // parataxis, dep and the like: as the clause beside it
		return r.event(h, depth+1)
	}
	return r.asked(v, own)
}

// butFor reports whether v is what a negation leaves over: "no choice but to
// meet", "did nothing except talk".
func (r *reader) butFor(v int) bool {
	return r.rel(v) != "conj" && r.child(v, func(c int) bool {
		switch r.rel(c) {
		case "cc", "mark", "case":
			return c < v && (r.low(c) == "but" || r.low(c) == "except")
		}
		return false
	}) >= 0
}

// top is the status of what hangs from nothing.
func (r *reader) top(v int, own finding) finding {
	if own.neutral {
		to := r.child(v, func(c int) bool { return r.doc.Tokens[c].Rel == "mark" && r.low(c) == "to" })
		subject := r.child(v, func(c int) bool { return r.rel(c) == "nsubj" })
		switch tag := r.doc.Tokens[v].XPOS; {
		case to >= 0 && subject >= 0: // "Minister to meet envoys"
			own = finding{status: scheduled, why: "to"}
		case tag == "VBG" && subject >= 0 && r.future(v) == "":
			own = finding{status: ongoing}
		}
		own.neutral = false
	}
	return r.asked(v, own)
}

// asked makes what a question tells of v possible.
func (r *reader) asked(v int, f finding) finding {
	if !f.real() && f.status != scheduled {
		return f
	}
	quoted := false
	for i := r.last - 1; i >= max(r.first, r.last-3); i-- {
		switch r.low(i) {
		case "?":
			// The question of a quotation that ends the sentence is not that of its speaker.
			if quoted && r.quoteBegin(i) > v {
				return f
			}
			return finding{status: possible, why: "?"}
		case `"`, "''", "”":
			quoted = true
		}
	}
	return f
}

// quoteBegin is the nearest quotation mark before i, within reach, or -1.
func (r *reader) quoteBegin(i int) int {
	for k := i - 1; k >= max(r.first, i-reach); k-- {
		switch r.low(k) {
		case `"`, "``", "“":
			return k
		}
	}
	return -1
}

// conjunct: "will fly out and meet", "did not call or meet", "met but did not …".
func (r *reader) conjunct(v, h int, own finding, depth int) finding {
	if !own.neutral {
		if r.verbal(h) {
			return r.above(h, own, depth+1)
		}
		return r.asked(v, own)
	}
	f := r.event(h, depth+1)
	but := r.child(v, func(c int) bool { return r.doc.Tokens[c].Rel == "cc" && r.low(c) == "but" })
	if but >= 0 && f.refuted() {
		return finding{status: possible, why: "but"}
	}
	return f
}

// complementOf is the status of v as the clause of the verb or adjective h.
func (r *reader) complementOf(v, h int, own finding, depth int) finding {
	gov := r.event(h, depth+1)
	if e, ok := r.effect(h, clauseRole, r.opens(v)); ok && !(r.says(h) && own.finite) {
		if r.lemma(h) == "use" && !r.usedTo(h) {
			e = possible
		}
		return apply(e, own, gov, r.low(h))
	}
	switch {
	case r.says(h):
		switch {
		case own.neutral: // "is said to have met", "told them to meet"
			return finding{status: possible, why: r.low(h)}
		case own.real() && (gov.status == negated || gov.status == possible || gov.status == denied):
			return finding{status: possible, why: first(gov.why, r.low(h))}
		}
		return own
	case r.lemma(h) == "be" && own.neutral: // "the plan is to meet"
		return r.being(v, h, gov)
	case r.lemma(h) == "go" && own.neutral && gov.status == ongoing && r.hasTo(v):
		return finding{status: scheduled, why: r.low(h) + " to"}
	case r.lemma(h) == "have" && r.hasTo(v) && r.child(h, func(c int) bool { return r.low(c) == "yet" }) >= 0:
		return finding{status: negated, why: "yet to"}
	case r.lemma(h) == "have" && r.hasTo(v):
		return finding{status: possible, why: "have to"}
	case !own.neutral:
		if own.real() && gov.status == possible {
			return gov
		}
		return own
	case r.hasTo(v):
		return finding{status: possible, why: r.low(h)}
	case r.rel(v) == "csubj":
		return finding{status: possible, why: r.low(h)}
	}
	return gov // "saw them meeting"
}

// being: "is to meet" with "is" as the head, or "the aim is to meet".
func (r *reader) being(v, h int, gov finding) finding {
	subject := r.child(h, func(c int) bool { return r.rel(c) == "nsubj" })
	if subject >= 0 {
		if _, ok := r.effect(subject, nounRole); ok {
			return finding{status: possible, why: r.low(subject)}
		}
	}
	if gov.refuted() || !r.hasTo(v) {
		return gov
	}
	return finding{status: scheduled, why: r.low(h) + " to"}
}

// usedTo tells "used to support" from "was used to support".
func (r *reader) usedTo(h int) bool {
	return r.low(h) == "used" && r.low(h+1) == "to" && r.child(h, func(c int) bool { return r.rel(c) == "aux" }) < 0
}

// hasTo reports whether v is an infinitive with "to".
func (r *reader) hasTo(v int) bool {
	return r.child(v, func(c int) bool { return r.doc.Tokens[c].Rel == "mark" && r.low(c) == "to" }) >= 0
}

// opens is the word that joins v to what stands over it: a preposition, a mark.
func (r *reader) opens(v int) string {
	c := r.child(v, func(c int) bool {
		rel := r.rel(c)
		return c < v && (rel == "case" || rel == "mark")
	})
	if c < 0 {
		return ""
	}
	return r.low(c)
}

// underNoun: "plans to meet", "envoys meeting in Oslo", "the talks held there".
func (r *reader) underNoun(v, h int, own finding, depth int) finding {
	if e, ok := r.effect(h, nounRole, r.opens(v)); ok && e != same && (own.neutral || r.opens(v) != "") {
		return apply(e, own, r.held(h, e, depth), r.low(h))
	}
	switch {
	case !own.neutral && r.doc.Tokens[v].XPOS == "VBN":
		if when := r.future(v); when != "" {
			return finding{status: scheduled, why: when}
		}
		return own
	case !own.neutral:
		return own
	case r.hasTo(v):
		if r.head(h) < 0 && (r.headline || r.doc.Tokens[h].UPOS == "PROPN") {
			return r.asked(v, finding{status: scheduled, why: "to"}) // "Minister to meet envoys"
		}
		return finding{status: possible, why: "to"}
	case r.opens(v) != "" && r.lex[preposition][r.opens(v)] == possible:
		return finding{status: possible, why: r.opens(v)}
	}
	if up := r.verbOver(h); up >= 0 {
		return r.event(up, depth+1)
	}
	return finding{status: possible, why: own.why}
}

// held is what is known of somebody's having the plan, hope or refusal at the
// noun n, which has the effect: "has no plans", "wants an agreement".
func (r *reader) held(n int, effect string, depth int) finding {
	if no := r.no(n); no >= 0 {
		return finding{status: negated, why: r.low(no)}
	}
	gov := r.nominal(n, depth+1)
	if gov.refuted() || gov.status == possible && gov.why != "" && (effect == scheduled || effect == possible) {
		return gov
	}
	return finding{status: happened} // planned or told in passing, the plan is there
}

// verbOver is the nearest verb over i, or -1.
func (r *reader) verbOver(i int) int {
	for range deepest {
		if i = r.head(i); i < 0 || r.verbal(i) {
			break
		}
	}
	return i
}

// objectBefore is the object of h that ends right where the clause of v begins
// with its preposition, or -1: the parser could as well have hung v from it.
func (r *reader) objectBefore(v, h int) int {
	mark := r.child(v, func(c int) bool { rel := r.rel(c); return c < v && (rel == "case" || rel == "mark") })
	if mark < 1 || r.doc.Tokens[mark-1].Head != h || r.rel(mark-1) != "obj" {
		return -1
	}
	switch r.low(mark) {
	case "in", "of", "for", "at":
		return mark - 1
	}
	return -1
}

// adverbial: "after meeting", "without meeting", "to meet", "when they meet".
func (r *reader) adverbial(v, h int, own finding, depth int) finding {
	opens := r.opens(v)
	if own.refuted() || own.status == former || !own.neutral && own.status == possible {
		return own
	}
	if local := r.own(h); own.neutral && r.lex[preposition][opens] == happened && local.finite && local.real() && !local.present {
		return finding{status: happened, why: opens} // whatever stands over "left after meeting them"
	}
	if n := r.objectBefore(v, h); own.neutral && n >= 0 { // "placed hope in being supported"
		if e, ok := r.effect(n, nounRole, opens); ok && e != same {
			return apply(e, own, r.held(n, e, depth), r.low(n))
		}
	}
	main := r.event(h, depth+1)
	if !own.neutral {
		if own.present && own.status == happened && (main.status == scheduled || main.status == possible) {
			return main // "they will speak when he meets them"
		}
		if own.present && own.status == happened && main.real() && !main.present && (opens == "when" || opens == "once" || r.lex[preposition][opens] == happened) {
			return finding{status: scheduled, why: opens} // "they decided to vote after he meets them"
		}
		if own.present && r.lex[preposition][opens] == scheduled {
			return finding{status: scheduled, why: opens}
		}
		return own
	}
	e, clauseWord := r.effect(h, clauseRole, opens)
	switch {
	case r.hasTo(v) || r.doc.Tokens[v].XPOS == "VB":
		if r.usedTo(h) {
			return apply(former, own, main, r.low(h))
		}
		if clauseWord && e != former {
			return apply(e, own, main, r.low(h)) // "they agreed on Monday to meet"
		}
		if when := r.future(v); main.real() && when != "" { // "they flew in to meet on Thursday"
			return finding{status: scheduled, why: when}
		}
		if main.real() {
			return finding{status: possible, why: "to"}
		}
		return main
	case clauseWord && e != same && r.lex[complement][opens] != "":
		return apply(e, own, main, r.low(h)) // "refrained from meeting", "insisted on meeting"
	case opens == "":
		return main
	case r.lex[mark][opens] == scheduled && main.real():
		return finding{status: scheduled, why: opens}
	case main.refuted(): // "he did not speak after meeting them"
		return finding{status: happened, why: opens}
	}
	return main
}
