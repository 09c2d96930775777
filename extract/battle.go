package extract

import (
	"strings"

	"parley/extract/pattern"
)

// battle tells whether those who met did so in arms: "met him with a strong force
// and put him to flight", "met the enemy in battle", "encounters with the enemy".
// Nobody talked there.
func (b *builder) battle(m *pattern.Match) bool {
	meets := b.doc.Tokens[m.Anchor].Lemma
	if meets != "meet" && meets != "encounter" {
		return false
	}
	for _, tok := range m.Roles["participant"] {
		if b.army(tok) {
			return true
		}
	}
	object, arms := false, false
	for _, c := range b.graph.Children(m.Anchor) {
		switch rel, prep := b.doc.Tokens[c].Rel, b.preposition(c); {
		case rel == "obj", (rel == "obl" || rel == "nmod") && prep == "with" && meets == "encounter":
			object = true
			if b.noun("enemy", c) || b.noun("army", c) {
				return true
			}
		case rel == "obl" && prep == "with":
			arms = arms || b.noun("army", c) || b.counted(c)
		case rel == "obl" && prep == "in":
			if b.noun("field", c) {
				return true
			}
		case rel == "conj":
			if b.routs(c) {
				return true
			}
		}
	}
	return object && arms
}

// army tells whether the token stands for an army, by whatever word: "they met him
// face to face".
func (b *builder) army(tok int) bool {
	e := b.entity(tok)
	if e == nil || e.Type != "Group" {
		return false
	}
	name, _, _ := strings.Cut(strings.ToLower(e.Name), " of ") // leaders of an army are none
	name, _, _ = strings.Cut(name, " from ")
	for word := range strings.FieldsSeq(name) {
		if b.nouns["army"][word] && word != "force" {
			return true
		}
	}
	return false
}

// routs tells verbs of beating an enemy: "met and defeated them", "met them and
// put them to flight".
func (b *builder) routs(verb int) bool {
	if b.noun("rout", verb) {
		return true
	}
	if b.doc.Tokens[verb].Lemma != "put" {
		return false
	}
	for _, c := range b.tree.below(verb) {
		if b.doc.Tokens[c].Lemma == "flight" && b.preposition(c) == "to" {
			return true
		}
	}
	return false
}

// counted tells men by the hundred or thousand.
func (b *builder) counted(tok int) bool {
	if b.doc.Tokens[tok].Lemma != "man" {
		return false
	}
	for _, c := range b.tree.below(tok) {
		switch b.doc.Tokens[c].Lemma {
		case "hundred", "thousand":
			return true
		}
	}
	return false
}

// preposition is the first word that marks the noun at tok, in small letters, or "".
func (b *builder) preposition(tok int) string {
	for _, c := range b.graph.Children(tok) {
		if b.doc.Tokens[c].Rel == "case" && c < tok {
			return b.low(c)
		}
	}
	return ""
}
