package status

// nominal is the status of the event that the noun n names.
func (r *reader) nominal(n, depth int) finding {
	if depth > deepest {
		return finding{status: possible}
	}
	said := r.modified(n)
	if said.refuted() {
		return said
	}
	f := r.place(n, finding{status: possible, neutral: true}, depth)
	switch {
	case said.neutral:
		return f
	case f.refuted():
		return f
	case said.status == happened:
		return said
	case said.present && f.status == possible: // the day alone says no more
		return f
	case r.holds(n) && f.real() && !said.present:
		return f // "held the planned talks"
	}
	return said
}

// place is what the words over n make of an event of which own is known.
func (r *reader) place(n int, own finding, depth int) finding {
	if depth > deepest {
		return finding{status: possible}
	}
	if w := r.wordBefore(n); w != "" {
		return finding{status: r.lex[preposition][w], why: w}
	}
	h := r.head(n)
	if h < 0 {
		return r.alone(n)
	}
	full := r.doc.Tokens[n].Rel
	switch base := rel(full); {
	case base == "conj", base == "appos", base == "compound", base == "flat", full == "nmod:poss", full == "nmod:desc", base == "fixed", base == "list":
		if r.verbal(h) {
			return r.event(h, depth+1)
		}
		if base == "conj" {
			return r.place(h, own, depth+1)
		}
		return r.nominal(h, depth+1)
	case base == "nsubj" || base == "obj" || base == "iobj" || base == "csubj":
		return r.argument(n, h, own, depth)
	case base == "obl" || base == "nmod" || base == "advcl" || base == "acl":
		return r.behind(n, h, own, depth)
	case base == "xcomp" || base == "ccomp": // "called it a meeting"
		gov := r.event(h, depth+1)
		if e, ok := r.effect(h, clauseRole, r.opens(n)); ok {
			return apply(e, own, gov, r.low(h))
		}
		return gov
	}
	if r.verbal(h) {
		return r.event(h, depth+1)
	}
	return r.alone(n)
}

// wordBefore is the "before" or "without" right before the phrase of n that
// the parser did not take for its preposition.
func (r *reader) wordBefore(n int) string {
	if r.child(n, func(c int) bool { rel := r.rel(c); return c < n && (rel == "case" || rel == "mark") }) >= 0 {
		return ""
	}
	k := n - 1
	for k > r.first && k > n-reach && r.doc.Tokens[k].Head == n && r.lex[preposition][r.low(k)] == "" {
		k--
	}
	if e := r.lex[preposition][r.low(k)]; k >= r.first && (e == scheduled || e == negated) {
		return r.low(k)
	}
	return ""
}

// alone is the status of a noun that no verb governs: the title of a list, a
// caption, a headline. Without a time nothing says that it came about.
func (r *reader) alone(n int) finding {
	if when := r.future(n); when != "" {
		return finding{status: scheduled, why: when}
	}
	if when := r.timeNear(n); when != "" {
		return r.asked(n, finding{status: happened, why: when})
	}
	return finding{status: possible}
}

// argument: the event is the subject or the object of h.
func (r *reader) argument(n, h int, own finding, depth int) finding {
	if !r.verbal(h) {
		return r.nominal(h, depth+1)
	}
	gov := r.event(h, depth+1)
	t := &r.doc.Tokens[n]
	passive := r.child(h, func(c int) bool { return r.doc.Tokens[c].Rel == "aux:pass" }) >= 0
	if rel(t.Rel) == "obj" || t.Rel == "nsubj:pass" || passive {
		e, ok := r.effect(h, objectRole)
		if !ok && r.lex[gathering][r.lemma(n)] != "" {
			e, ok = r.effect(h, herald)
		}
		if !ok && t.Rel != "obj" { // "talks are expected to begin"
			e, ok = r.effect(h, clauseRole)
		}
		switch {
		case ok && e == happened:
			e = same
		case !ok:
			e = same
		}
		return apply(e, own, gov, r.low(h))
	}
	if gov.status == negated && r.child(h, func(c int) bool { return r.rel(c) == "obj" && r.no(c) >= 0 }) >= 0 {
		// "the talks brought no progress": it is the progress that there was not
		a := r.auxiliaries(h)
		a.not = -1
		gov = r.above(h, r.told(h, a), depth+1)
	}
	e, ok := r.effect(h, subjectRole)
	if ok && e == ongoing && gov.real() {
		if gov.present { // "talks continue"
			return finding{status: ongoing, why: r.low(h)}
		}
		return gov
	}
	if ok && e != happened && e != ongoing {
		return apply(e, own, gov, r.low(h))
	}
	if r.child(h, func(c int) bool { return r.rel(c) == "cop" }) >= 0 {
		if e, ok := r.effect(h, modifier); ok {
			return apply(e, own, gov, r.low(h))
		}
		if gov.present && gov.real() && r.amid(h) {
			return finding{status: ongoing, why: r.opens(h)}
		}
		if gov.present && gov.real() { // "the talks are crucial": they may be to come
			return finding{status: possible, why: gov.why}
		}
		return gov
	}
	// "talks are due to start": what the subject does next is what counts
	x := r.child(h, func(c int) bool { return r.rel(c) == "xcomp" })
	if e, ok := r.effect(h, clauseRole); ok && x >= 0 && (e == scheduled || e == possible || r.lex[occur][r.lemma(x)] != "") {
		return apply(e, own, gov, r.low(h))
	}
	return gov
}

// amid reports whether the predicate h tells of the state something is in: "are
// in trouble", "are at an impasse". Only what goes on is in one.
func (r *reader) amid(h int) bool {
	switch r.opens(h) {
	case "in", "at", "on", "under":
		return r.doc.Tokens[h].UPOS == "NOUN" && r.future(h) == "" && r.past(h) == ""
	}
	return false
}

// behind: the event stands behind a preposition that hangs from h.
func (r *reader) behind(n, h int, own finding, depth int) finding {
	opens := r.opens(n)
	if opens == "ahead" || opens == "prior" || opens == "instead" || opens == "because" || opens == "rather" {
		// "ahead of": the first word of a fixed phrase tells
	} else if fixed := r.fixed(n); fixed != "" {
		opens = fixed
	}
	p := r.lex[preposition][opens]
	if p == negated {
		return finding{status: negated, why: opens}
	}
	if !r.verbal(h) {
		return r.ofNoun(n, h, opens, p, own, depth)
	}
	gov := r.event(h, depth+1)
	if e, ok := r.with(h, opens); ok {
		if e == happened {
			e = same
		}
		return apply(e, own, gov, r.low(h))
	}
	switch p {
	case scheduled:
		if gov.status == possible {
			return gov
		}
		if when := r.past(n); when != "" && gov.real() { // "before a meeting in Oslo, June 3, 2016"
			return finding{status: happened, why: when}
		}
		if when := r.past(h); when != "" && gov.real() && gov.present { // a caption: "Lind speaks before a session, June 3, 2016"
			return finding{status: happened, why: when}
		}
		return finding{status: scheduled, why: opens}
	case happened:
		if own := r.own(h); own.finite && own.real() && !own.present {
			return finding{status: happened, why: opens} // whatever stands over "left after the talks"
		}
		if gov.status == scheduled || gov.status == possible {
			return gov
		}
		return finding{status: happened, why: opens}
	case possible:
		if opens == "of" || r.meets(h) {
			return gov
		}
		if gov.real() {
			return finding{status: possible, why: opens}
		}
	case "":
		if opens != "in" && gov.present && gov.real() && !r.headline && r.rel(n) == "obl" && !r.meets(h) && r.past(h) == "" {
			return finding{status: possible, why: opens} // "his words come as talks …"
		}
	}
	return gov
}

// with is the effect of the verb with the preposition or with its particle;
// that of the verb alone is for its object.
func (r *reader) with(h int, opens string) (string, bool) {
	for _, w := range []string{r.lemma(h), r.low(h)} {
		if e, ok := r.lex[objectRole][w+"+"+opens]; ok {
			return e, true
		}
		if e, ok := r.lex[clauseRole][w+"+"+opens]; ok {
			return e, true
		}
	}
	prt := r.child(h, func(c int) bool {
		return r.doc.Tokens[c].Rel == "compound:prt" || r.doc.Tokens[c].Rel == "advmod" && c > h
	})
	if prt >= 0 {
		if e, ok := r.lex[objectRole][r.lemma(h)+"+"+r.low(prt)]; ok {
			return e, true
		}
	}
	return "", false
}

// meets reports whether the verb itself tells of people coming together:
// "met for talks".
func (r *reader) meets(h int) bool {
	return r.lex[together][r.lemma(h)] != ""
}

// fixed is the first word of a preposition of several: "ahead of".
func (r *reader) fixed(n int) string {
	found := ""
	r.children(n, func(c int) {
		if rel(r.doc.Tokens[c].Rel) == "case" && found == "" {
			switch low := r.low(c); low {
			case "of", "to":
				if prev := r.low(c - 1); r.lex[preposition][prev] != "" {
					found = prev
				}
			}
		}
	})
	return found
}

// ofNoun: "the prospect of talks", "a round of talks", "the day after the talks".
func (r *reader) ofNoun(n, h int, opens, p string, own finding, depth int) finding {
	if e, ok := r.effect(h, nounRole, opens); ok {
		if e == same {
			return r.nominal(h, depth+1)
		}
		return apply(e, own, r.held(h, e, depth), r.low(h))
	}
	switch {
	case p == scheduled:
		return finding{status: scheduled, why: opens}
	case p == happened:
		if up := r.verbOver(h); up >= 0 {
			if gov := r.event(up, depth+1); gov.status == scheduled || gov.status == possible {
				return gov
			}
		}
		return finding{status: happened, why: opens}
	case p == possible && opens != "of" && !r.gatheringAt(h):
		return finding{status: possible, why: opens}
	}
	return r.nominal(h, depth+1)
}

func (r *reader) gatheringAt(i int) bool {
	return r.lex[gathering][r.lemma(i)] != ""
}
