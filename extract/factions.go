package extract

import (
	"slices"
	"strings"

	"parley/extract/pattern"
	"parley/extract/text"
	"parley/schema"
)

// mostFactions bounds the parties that one phrase names.
const mostFactions = 8

// factions are the parties that the phrase at tok names in one: "Norwegian and
// Swedish envoys" are Norwegian envoys and Swedish envoys, "envoys of Norway and
// Sweden" too; of a title that each of them has one bearer of, that bearer, if
// the document names him. It is nil where the phrase is of one party, and for
// what is no group.
func (b *builder) factions(tok int, offices []schema.Office) []string {
	k := b.graph.Mention(tok)
	if k < 0 {
		return nil
	}
	m := b.doc.Mentions[k]
	e := &b.doc.Entities[m.Entity]
	t := &b.doc.Tokens[tok]
	if e.Type != "Group" || len(e.Members) > 0 || m.Kind != text.Nominal || t.XPOS != "NNS" && t.XPOS != "NNPS" {
		return nil
	}
	before := b.listIn(m.First, tok)
	var behind []int
	if tok+2 < m.Last && !b.noun("part", tok) && slices.Contains([]string{"of", "from"}, b.low(tok+1)) {
		behind = b.listIn(tok+2, m.Last)
	}
	switch {
	case before != nil && behind == nil:
		return b.groups(m, before, func(side int) string {
			first, last := b.named(side)
			_, end := b.named(before[len(before)-1])
			lead, _ := b.named(before[0])
			return b.spelled(m.First, lead) + " " + b.spelled(first, last) + " " + b.spelled(end, m.Last)
		})
	case behind != nil && before == nil:
		return b.bearers(m, tok, behind, offices)
	}
	return nil
}

// listIn are the heads of the countries and bodies of tokens [first, last), if
// they are a list of two at least that is joined by "and" and goes to last but
// for words that belong to all of them; else nil.
func (b *builder) listIn(first, last int) []int {
	var out []int
	and, end := false, -1
	for i := first; i < last; i++ {
		k := b.graph.Around(i)
		if k >= 0 && b.doc.Mentions[k].Kind == text.Name && b.doc.Mentions[k].First == i && slices.Contains([]string{"Country", "Organization"}, b.doc.Entities[b.doc.Mentions[k].Entity].Type) {
			if len(out) > 0 && end != i { // nothing but a comma and "and" between them
				return nil
			}
			n := b.doc.Mentions[k]
			out = append(out, pattern.Head(b.doc, n.First, n.Last))
			i = n.Last - 1
			end = n.Last
			continue
		}
		if len(out) == 0 || end != i {
			continue
		}
		switch word := b.low(i); {
		case word == "and":
			and, end = true, i+1
		case word == ",", word == "the":
			end = i + 1
		}
	}
	if len(out) < 2 || len(out) > mostFactions || !and {
		return nil
	}
	return out
}

// named are the tokens of the name that the token is in.
func (b *builder) named(tok int) (first, last int) {
	m := b.doc.Mentions[b.graph.Around(tok)]
	return m.First, m.Last
}

// spelled is the words of tokens [first, last) without articles and numbers at their
// begin.
func (b *builder) spelled(first, last int) string {
	for first < last && slices.Contains([]string{"DET", "NUM"}, b.doc.Tokens[first].UPOS) {
		first++
	}
	if first >= last {
		return ""
	}
	return strings.Join(strings.Fields(b.doc.Text[b.doc.Tokens[first].Start:b.doc.Tokens[last-1].End]), " ")
}

// groups makes a group of each side, which name tells the name of.
func (b *builder) groups(m text.Mention, sides []int, name func(side int) string) []string {
	var out []string
	for _, s := range sides {
		include(&out, b.makeNamed("Group", strings.Join(strings.Fields(name(s)), " "), schema.Span(m.Span)))
	}
	return out
}

// bearers are the groups of each country or body of the list behind a noun, or,
// where the noun is a title, those who bear it there.
func (b *builder) bearers(m text.Mention, tok int, list []int, offices []schema.Office) []string {
	single := b.noun("head", tok)
	title := b.spelled(m.First, tok+1)
	if single {
		title = strings.TrimSpace(b.spelled(m.First, tok) + " " + strings.ToLower(b.doc.Tokens[tok].Lemma))
	}
	var out []string
	for _, side := range list {
		first, last := b.named(side)
		who := ""
		if single {
			who = b.bearer(title, b.entity(side).ID, offices)
		}
		if who == "" {
			who = b.makeNamed("Group", title+" "+b.low(tok+1)+" "+b.spelled(first, last), schema.Span(m.Span))
		}
		include(&out, who)
	}
	return out
}

// bearer is the one person of whom the document says that he bears the title
// there now, or "".
func (b *builder) bearer(title, of string, offices []schema.Office) string {
	who := ""
	for _, o := range offices {
		if !strings.EqualFold(o.Title, title) || string(o.Of) != of || o.Status == "former" || o.Status == "elect" {
			continue
		}
		if who != "" && who != o.Person {
			return ""
		}
		who = o.Person
	}
	return who
}
