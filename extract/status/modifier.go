package status

// holds reports whether n is what somebody held, attended or began.
func (r *reader) holds(n int) bool {
	h := r.head(n)
	if h < 0 {
		return false
	}
	role := objectRole
	if r.doc.Tokens[n].Rel == "nsubj" { // "the planned talks began", "took place"
		role = subjectRole
		if r.lemma(h) == "take" {
			return r.child(h, func(c int) bool { return r.low(c) == "place" }) >= 0
		}
	}
	e, ok := r.effect(h, role, r.opens(n))
	return ok && e == happened
}

// modified is what the words at the noun tell: "planned", "no", "next week's",
// "… due on Monday", "… that was called off".
func (r *reader) modified(n int) finding {
	best := finding{status: possible, neutral: true}
	take := func(effect string, at int) {
		f := finding{status: effect, why: r.low(at)}
		if best.neutral || weaker(f.status, best.status) {
			best = f
		}
	}
	if no := r.no(n); no >= 0 {
		take(negated, no)
	}
	r.children(n, func(c int) {
		t := &r.doc.Tokens[c]
		switch base := rel(t.Rel); {
		case t.Rel == "acl:relcl":
			r.relative(n, c, take)
		case base == "acl":
			if r.hasTo(c) {
				if r.noObjectFor(n, c) {
					take(scheduled, c)
				}
			} else if t.XPOS == "VBN" || t.XPOS == "VBD" || t.UPOS == "ADJ" {
				if e, ok := r.effect(c, objectRole); ok && e != happened {
					take(e, c)
				} else if e, ok := r.plainEffect(c, modifier); ok {
					take(e, c)
				}
			}
		case base == "amod" || base == "compound" || base == "advmod" || base == "nmod" && c < n || base == "det":
			if e, ok := r.plainEffect(c, modifier); ok && (base != "nmod" || r.low(c) == "tomorrow" || r.low(c) == "yesterday") {
				take(e, c)
			} else if e, ok := r.effect(c, objectRole); ok && e != happened && (t.XPOS == "VBN" || t.XPOS == "JJ") && base == "amod" {
				take(e, c)
			} else if base == "nmod" || base == "compound" {
				if next := r.child(c, func(d int) bool { return r.lex[timeRole][r.low(d)] != "" }); next >= 0 {
					take(scheduled, next)
				} else if past := r.child(c, func(d int) bool { return r.low(d) == "last" }); past >= 0 {
					take(happened, past)
				}
			}
		}
	})
	if when := r.yearBefore(n); when != "" && best.neutral {
		best = finding{status: happened, why: when}
	}
	if best.neutral || best.status == happened {
		if when := r.future(n); when != "" {
			return finding{status: scheduled, why: when, present: true}
		}
	}
	return best
}

// noObjectFor tells "talks to be held" and "a summit to take place", where the
// noun is what comes about, from "a meeting to discuss arms", where it is not.
func (r *reader) noObjectFor(n, v int) bool {
	passive := r.child(v, func(c int) bool { return r.doc.Tokens[c].Rel == "aux:pass" }) >= 0
	return passive || r.lex[occur][r.lemma(v)] != ""
}

// relative reads a relative clause whose subject or object is the noun.
func (r *reader) relative(n, v int, take func(string, int)) {
	pronoun := r.child(v, func(c int) bool {
		tag := r.doc.Tokens[c].XPOS
		return c < v && (tag == "WDT" || tag == "WP" || r.low(c) == "that" && r.rel(c) != "mark")
	})
	role := objectRole
	switch {
	case pronoun < 0:
	case r.doc.Tokens[pronoun].Rel == "nsubj":
		role = subjectRole
	case r.doc.Tokens[pronoun].Rel != "nsubj:pass" && r.rel(pronoun) != "obj": // "at which"
		return
	}
	own := r.own(v)
	if e, ok := r.effect(v, role); ok && e != happened {
		f := apply(e, finding{status: possible, neutral: true}, own, r.low(v))
		take(f.status, v)
		return
	}
	if pronoun >= 0 && (own.status == scheduled || own.status == possible || own.status == negated) {
		take(own.status, v)
	}
}

// weaker reports whether status a says less of what came about than b.
func weaker(a, b string) bool { return strength(a) < strength(b) }

// strength orders the statuses by how much came about.
func strength(s string) int {
	for i, x := range [...]string{cancelled, denied, refused, negated, former, possible, scheduled, happened, ongoing} {
		if x == s {
			return i
		}
	}
	return 0
}
