package extract

import (
	"fmt"
	"slices"
	"strings"

	"parley/extract/pattern"
	"parley/extract/status"
)

// parties are the roles of each section that need somebody, with the
// predicates of the vocabulary that say who may be it. Those in one row do for
// each other.
var parties = map[string][][]party{
	"meeting":   {{{"participant", "participant"}, {"each", "participant"}, {"body", "participant"}, {"host", "host"}, {"joins", "participant"}}},
	"visit":     {{{"who", "visitor"}}, {{"place", "destination"}}},
	"statement": {{{"speaker", "speaker"}}},
}

type party struct{ role, predicate string }

// held is why the record has nothing of a match, for people.
func (b *builder) held(m *pattern.Match) string {
	section := m.Rule.Emits
	if why := b.heldByStatus(m, section); why != "" {
		return why
	}
	if why := b.heldByParties(m, section); why != "" {
		return why
	}
	switch section {
	case "office":
		if len(b.offices(m)) == 0 {
			return "no title can be made of its words"
		}
	case "meeting":
		return "fewer than two parties to it are known, and it is not held at a known place"
	case "statement":
		if m.Rule.Emit["content"] == nil {
			return "no quotation stands beside it that is not told of already"
		}
		if len(b.content(m)) == 0 {
			return "nothing is left of its words as what was said"
		}
	case "relation":
		if p := b.model.Predicate(m.Set["p"]); p != nil && len(b.relations(m)) == 0 {
			return sameSides(b.sides(m.Roles["s"], p.From), b.objects(m.Roles["o"], p, nil))
		}
	case "affiliation":
		if p := b.model.Predicate(m.Set["p"]); p != nil {
			if s, o := b.ids(m.Roles["s"], p.From), b.ids(m.Roles["o"], p.To); len(b.affiliations(m)) == 0 {
				return sameSides(s, o)
			}
			return "it is of a group without a name, of which nothing else is told"
		}
	case "visit":
		return "who goes and the place are the same"
	}
	return "nothing of it is left once the findings of the document are put together"
}

func sameSides(s, o []string) string {
	if len(s) == 0 || len(o) == 0 {
		return "one of its two sides is nobody else that the text names"
	}
	return "both its sides are " + strings.Join(s, ", ")
}

func (b *builder) heldByStatus(m *pattern.Match, section string) string {
	switch section {
	case "meeting", "visit", "relation":
		if b.statusOf(m, section) == "" {
			st := m.Set["status"]
			if st == "" {
				st, _ = status.Of(b.doc, m.Anchor)
			}
			return fmt.Sprintf("its status is %q, which no %s has", st, section)
		}
	}
	return ""
}

// heldByParties is which side nobody fills, and why.
func (b *builder) heldByParties(m *pattern.Match, section string) string {
	for _, row := range b.rows(m, section) {
		filled := false
		var why []string
		for _, side := range row {
			toks := m.Roles[side.role]
			if len(b.ids(toks, side.types)) > 0 || side.words && len(toks) > 0 {
				filled = true
				break
			}
			for _, t := range toks {
				why = append(why, side.role+": "+b.wrong(t, side.types))
			}
		}
		if filled {
			continue
		}
		if len(why) == 0 {
			return "nothing fills the role " + row[0].role
		}
		slices.Sort(why)
		return strings.Join(slices.Compact(why), "; ")
	}
	return ""
}

// side is a role with who may fill it.
type side struct {
	role  string
	types []string
	words bool // or words alone
}

func (b *builder) rows(m *pattern.Match, section string) [][]side {
	switch section {
	case "office":
		return [][]side{{{role: "person", types: []string{"Person"}}}}
	case "relation", "affiliation":
		p := b.model.Predicate(m.Set["p"])
		if p == nil {
			return nil
		}
		return [][]side{{{role: "s", types: p.From}}, {{role: "o", types: p.To, words: len(b.objects(m.Roles["o"], p, nil)) > 0}}}
	}
	var out [][]side
	for _, row := range parties[section] {
		var sides []side
		for _, x := range row {
			sides = append(sides, side{role: x.role, types: b.model.Predicate(x.predicate).To})
		}
		out = append(out, sides)
	}
	return out
}

// wrong is why the token fills no role that takes the types.
func (b *builder) wrong(tok int, types []string) string {
	e := b.entity(tok)
	if e == nil {
		return fmt.Sprintf("“%s” %s", b.doc.Form(tok), b.nobody(tok))
	}
	return fmt.Sprintf("%s is a %s, not a %s", e.Name, e.Type, strings.Join(types, ", "))
}
