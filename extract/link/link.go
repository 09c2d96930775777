// Package link tells which names of a text mean the same thing, and gives each
// thing an id.
//
//	[Foreign Minister] Anna Lindqvist … Ms. Lindqvist … Lindqvist   person/anna-lindqvist
//	Denmark … the Danish … Copenhagen said                          country/denmark
//
// [Stage] is all there is to call. States, known bodies and known places have
// the id of the gazetteer; others are called after the fullest name that the
// text has. A name that may mean two of the text's persons means neither.
//
// The stage looks at one text. Which entities of several texts are the same is
// decided elsewhere, and nouns and pronouns are left to package coref.
package link

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"parley/extract/gazetteer"
	"parley/extract/text"
)

// The types that are linked.
const (
	person       = "Person"
	organization = "Organization"
	country      = "Country"
	place        = "Place"
)

// Stage links names. The zero value is ready.
type Stage struct{}

// Name is "link".
func (Stage) Name() string { return "link" }

// Needs says what must be there. The tree tells where a capital acts.
func (Stage) Needs() []text.Layer {
	return []text.Layer{text.Tokens, text.Sentences, text.Lemmas, text.Tree, text.Names}
}

// Gives says what is there afterwards.
func (Stage) Gives() []text.Layer { return []text.Layer{text.Entities} }

// Run replaces doc.Entities and sets Entity and Why of the mentions of kind
// Name. Entity is -1 where two entities fit.
func (Stage) Run(ctx context.Context, doc *text.Document) error {
	doc.Entities = nil
	g, err := gazetteer.Load()
	if err != nil {
		return fmt.Errorf("link: %w", err)
	}
	words, err := acts()
	if err != nil {
		return fmt.Errorf("link: %w", err)
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	l := &linker{doc: doc, gazetteer: g, acts: words}
	l.collect()
	l.states()
	l.places()
	l.organizations()
	l.persons()
	l.finish()
	return nil
}

// link is what one mention was found to mean.
type link struct {
	mention int    // index in Document.Mentions
	form    string // as the text has it, space made one blank
	norm    string // with plain quotes and dashes
	key     string // of the group; empty as long as it is not known, or for good
	why     string
}

// group is an entity in the making.
type group struct {
	id, typ, name string // id and name are empty if the text's fullest form gives them
	full          string // the form that is the fullest, if something better than length tells
	word          string // the name where all forms are single words that stand for it
}

type linker struct {
	doc       *text.Document
	gazetteer *gazetteer.Gazetteer
	acts      map[string]map[string]bool
	links     []link // in the order of the mentions
	groups    map[string]*group
}

// collect makes a link for each mention of kind Name.
func (l *linker) collect() {
	l.groups = map[string]*group{}
	for i, m := range l.doc.Mentions {
		if m.Kind != text.Name || m.First >= m.Last {
			continue
		}
		l.links = append(l.links, link{mention: i, form: unbracketed(l.doc.Slice(m.Span)), norm: unbracketed(l.joined(m.First, m.Last))})
	}
}

// unbracketed is a name on one line without the marks of what an editor put into
// it, "[Anna] Lind", unless it is nothing else.
func unbracketed(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if bare := strings.Join(strings.Fields(strings.NewReplacer("[", "", "]", "").Replace(s)), " "); bare != "" {
		return bare
	}
	return s
}

// joined is the text of tokens in plain characters, with one blank where the
// text has space.
func (l *linker) joined(first, last int) string {
	var b strings.Builder
	for i := first; i < last; i++ {
		t := &l.doc.Tokens[i]
		if i > first && t.Start > l.doc.Tokens[i-1].End {
			b.WriteByte(' ')
		}
		b.WriteString(t.Norm)
	}
	return b.String()
}

// lookup is what the gazetteer knows of the tokens of a mention, an article in
// front left off.
func (l *linker) lookup(first, last int) *gazetteer.Entry {
	if last-first > 1 && l.doc.Tokens[first].Norm == "the" {
		first++
	}
	if last-first > gazetteer.LongestMatch || first >= last {
		return nil
	}
	norms := make([]string, 0, gazetteer.LongestMatch)
	for i := first; i < last; i++ {
		norms = append(norms, l.doc.Tokens[i].Norm)
	}
	if n, e := l.gazetteer.Match(norms); n == last-first {
		return e
	}
	return nil
}

func (l *linker) mention(x *link) *text.Mention { return &l.doc.Mentions[x.mention] }

// join puts x into the group with the key, which is made if need be.
func (l *linker) join(x *link, key, why string, g group) {
	x.key, x.why = key, why
	if l.groups[key] == nil {
		l.groups[key] = &g
	}
}

// of are the links of a type that have no group yet.
func (l *linker) of(typ string) []*link {
	var out []*link
	for i := range l.links {
		if x := &l.links[i]; x.key == "" && l.mention(x).Type == typ {
			out = append(out, x)
		}
	}
	return out
}

// finish makes entities of the groups, in the order of their first mentions.
func (l *linker) finish() {
	forms := map[string][]*link{}
	var order []string
	for i := range l.links {
		x := &l.links[i]
		if x.key == "" {
			continue
		}
		if forms[x.key] == nil {
			order = append(order, x.key)
		}
		forms[x.key] = append(forms[x.key], x)
	}
	number := map[string]int{} // of the entity with the id
	for _, key := range order {
		g := l.groups[key]
		name := g.name
		if name == "" {
			name = cmp.Or(fullest(g, forms[key]), forms[key][0].form) // a name of signs alone has no full form
		}
		id := g.id
		if id == "" {
			id = strings.ToLower(g.typ) + "/" + gazetteer.Slug(name)
			if g.typ == organization && l.bare(forms[key][0]) {
				id = l.doc.Own(id)
			}
		}
		n, known := number[id]
		if !known {
			n = len(l.doc.Entities)
			number[id] = n
			l.doc.Entities = append(l.doc.Entities, text.Entity{ID: id, Type: g.typ, Name: name})
		}
		for _, x := range forms[key] {
			m := l.mention(x)
			m.Entity, m.Why = n, x.why
		}
	}
	for i := range l.links {
		x := &l.links[i]
		m := l.mention(x)
		if x.key == "" {
			m.Entity, m.Why = -1, x.why
			continue
		}
		e := &l.doc.Entities[m.Entity]
		if x.form != e.Name && !slices.Contains(e.Aliases, x.form) {
			e.Aliases = append(e.Aliases, x.form)
		}
	}
}

// fullest is the form that says most: the one the group names, else the one of
// the most words, then of the most letters; not one in capitals if there is
// another.
func fullest(g *group, xs []*link) string {
	if g.full != "" {
		return g.full
	}
	if g.word != "" && !slices.ContainsFunc(xs, func(x *link) bool { return strings.Contains(x.form, " ") }) {
		return g.word
	}
	best := ""
	weight := func(s string) int {
		n := 1000*len(strings.Fields(s)) + len(s)
		if len(s) > 5 && s == strings.ToUpper(s) {
			n -= 500
		}
		return n
	}
	for _, x := range xs {
		if best == "" || weight(x.form) > weight(best) {
			best = x.form
		}
	}
	return best
}
