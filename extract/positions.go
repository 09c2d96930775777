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
	}
	if section == "relation" {
		switch st { // a stance has no beginning and no date: it is taken, or not, or may be
		case "ongoing":
			st = "happened"
		case "scheduled":
			st = "possible"
		case "refused", "denied", "cancelled":
			st = "negated"
		}
	}
	if s := b.model.Status(st); s == nil || !slices.Contains(s.Of, section) {
		return ""
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
	for _, s := range b.ids(m.Roles["s"], p.From) {
		for _, o := range b.objects(m.Roles["o"], p) {
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
	var owner, adjective []int
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
			if slices.ContainsFunc(b.graph.Children(c), func(k int) bool {
				return b.doc.Tokens[k].Rel == "case" && strings.EqualFold(b.doc.Form(k), "by")
			}) {
				owner = append(owner, c)
			}
		}
	}
	if len(owner) > 0 {
		return owner
	}
	return adjective
}

func (b *builder) affiliations(m *pattern.Match) []schema.Affiliation {
	p := b.model.Predicate(m.Set["p"])
	if p == nil {
		return nil
	}
	var out []schema.Affiliation
	for _, s := range b.ids(m.Roles["s"], p.From) {
		for _, o := range b.ids(m.Roles["o"], p.To) {
			if s != o {
				out = append(out, schema.Affiliation{S: s, P: p.Name, O: o, Finding: b.finding(m)})
			}
		}
	}
	return out
}
