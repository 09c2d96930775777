package extract

import (
	"slices"
	"strings"

	"parley/extract/pattern"
	"parley/extract/status"
	"parley/schema"
)

// statusOf is the rule's own word, else what the words around the anchor tell;
// "" if that is no status of the section.
func (b *builder) statusOf(m *pattern.Match, section string) string {
	st := m.Set["status"]
	if st == "" {
		st, _ = status.Of(b.doc, m.Anchor)
	} else if st == "happened" && status.Asked(b.doc, m.Anchor) {
		st = "possible"
	}
	if section == "relation" {
		st = b.stanceStatus(st, m.Anchor)
	}
	if s := b.model.Status(st); s == nil || !slices.Contains(s.Of, section) {
		return ""
	}
	return st
}

// stanceStatus is the status of a stance of what the words at its anchor tell.
func (b *builder) stanceStatus(st string, anchor int) string {
	switch st { // a stance has no beginning and no date: it is taken, or not, or may be
	case "ongoing":
		return "happened"
	case "scheduled":
		return "possible"
	case "refused", "denied", "cancelled":
		return "negated"
	case "possible":
		t := b.doc.Tokens[anchor]
		if t.XPOS != "VB" || t.Head < 0 || t.Rel != "advcl" && t.Rel != "acl" && t.Rel != "xcomp" {
			return st
		}
		if b.noun("gather", t.Head) { // "they gathered to protest": that is their stance, whatever comes of it
			up, _ := status.Of(b.doc, t.Head)
			return b.stanceStatus(up, t.Head)
		}
	}
	return st
}

func (b *builder) visits(m *pattern.Match) []schema.Visit {
	var out []schema.Visit
	st := b.statusOf(m, "visit")
	date, _ := b.when(m.Anchor, m.Sentence, m.Roles["date"])
	for _, who := range b.ids(m.Roles["who"], b.model.Predicate("visitor").To) {
		for _, place := range b.ids(b.wider(m.Roles["place"]), b.model.Predicate("destination").To) {
			if st != "" && who != place {
				out = append(out, schema.Visit{Who: who, Place: place, Status: st, Date: date, Finding: b.finding(m)})
			}
		}
	}
	return out
}

func (b *builder) relations(m *pattern.Match) []schema.Relation {
	p := b.model.Predicate(m.Set["p"])
	st := b.statusOf(m, "relation")
	if p == nil || st == "" {
		return nil
	}
	date, _ := b.when(m.Anchor, m.Sentence, m.Roles["date"])
	var out []schema.Relation
	subjects := b.sides(m.Roles["s"], p.From)
	for _, s := range subjects {
		for _, o := range b.objects(m.Roles["o"], p, subjects) {
			s, o := s, o
			if p.Symmetric && o < s && b.known(o) {
				s, o = o, s // told once, whichever comes first
			}
			if o != s {
				out = append(out, schema.Relation{S: s, P: p.Name, O: o, Status: st, Date: date, Finding: b.finding(m)})
			}
		}
	}
	return out
}

// owners are the names that say whose the noun at tok is: its possessor or who
// did it, else the adjective of a country or body.
func (b *builder) owners(tok int) []int {
	var owner, of, adjective []int
	for _, c := range b.graph.Children(tok) {
		if b.graph.Mention(c) < 0 {
			continue
		}
		switch b.doc.Tokens[c].Rel {
		case "nmod:poss", "nmod:agent":
			owner = append(owner, c)
		case "amod", "compound":
			adjective = append(adjective, c)
		case "nmod":
			for _, k := range b.graph.Children(c) {
				switch {
				case b.doc.Tokens[k].Rel != "case":
				case strings.EqualFold(b.doc.Form(k), "by"):
					owner = append(owner, c)
				case strings.EqualFold(b.doc.Form(k), "of") && b.noun("doing", tok):
					of = append(of, c)
				}
			}
		}
	}
	if len(owner) > 0 {
		return owner
	}
	if len(of) > 0 {
		return of
	}
	return adjective
}

// shortForm tells whether the body at the tokens stands in parentheses, as the
// short form of the name before it: "the Association of Nations (AN)".
func (b *builder) shortForm(toks []int, p string) bool {
	return p == "member_of" && len(toks) == 1 && toks[0] > 0 && b.doc.Tokens[toks[0]-1].Norm == "(" && b.doc.Form(toks[0]) == strings.ToUpper(b.doc.Form(toks[0]))
}

func (b *builder) affiliations(m *pattern.Match) []schema.Affiliation {
	p := b.model.Predicate(m.Set["p"])
	if p == nil {
		return nil
	}
	var out []schema.Affiliation
	for _, s := range b.ids(m.Roles["s"], p.From) {
		for _, o := range b.ids(m.Roles["o"], p.To) {
			if s != o && !b.shortForm(m.Roles["o"], p.Name) {
				out = append(out, schema.Affiliation{S: s, P: p.Name, O: o, Finding: b.finding(m)})
			}
		}
	}
	return out
}
