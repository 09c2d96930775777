package extract

import (
	_ "embed"
	"slices"
	"strings"
	"sync"

	"parley/extract/gazetteer"
	"parley/extract/text"
	"parley/extract/wordlist"
	"parley/schema"
)

//go:embed data/objects.txt
var objectsFile string

// objectWords are the nouns of things that actors agree on or quarrel over, and
// of people.
var objectWords = sync.OnceValues(func() (map[string]map[string]bool, error) {
	return wordlist.Kinds("data/objects.txt", objectsFile, 0, []string{"instrument", "people", "fighter", "doing", "gather", "bid", "beside", "kin", "army", "enemy", "field", "rout", "deed", "head", "part", "feast", "passing", "denial", "lead"})
})

// objects are what a relation is about: the entities of the tokens, else those
// whose doing or possession the words are ("Norway's attack", "a decision by
// Norway"), else, where the predicate has literals, the words themselves; a bill
// or people whom no stage made an entity of becomes one. What the subjects do
// themselves ("condemned their own exclusion") is no stance on them.
func (b *builder) objects(toks []int, p *schema.Predicate, subjects []string) []string {
	toks = slices.DeleteFunc(slices.Clone(toks), b.reflexive)
	out := b.sides(toks, p.To)
	if len(out) > 0 {
		return out
	}
	for _, tok := range toks {
		if b.graph.Mention(tok) >= 0 || b.doc.Tokens[tok].UPOS == "PRON" {
			continue // a party that cannot be the object is not made words of
		}
		if b.graph.Timely(tok) || b.noun("feast", tok) {
			continue
		}
		deed := p.Name == "supports" && b.noun("deed", tok) // who welcomes somebody's step does not back him
		if own := b.ids(b.owners(tok), p.To); len(own) > 0 && !deed && !slices.ContainsFunc(own, func(id string) bool { return slices.Contains(subjects, id) }) {
			out = append(out, own...)
			continue
		}
		span, ok := b.tree.phraseSpan(tok)
		switch kind := b.kindOf(tok); {
		case !ok:
		case kind != "" && slices.Contains(p.To, kind):
			out = append(out, b.makeEntity(kind, span))
		case p.Literal && (!p.Names || b.doc.Tokens[tok].UPOS == "PROPN"):
			out = append(out, b.tree.phrase(tok))
		}
	}
	return out
}

// noun tells whether the word at tok is one of that kind of objects.txt.
func (b *builder) noun(kind string, tok int) bool {
	return b.nouns[kind][strings.ToLower(b.doc.Tokens[tok].Lemma)]
}

// reflexive tells "herself": who acts on themselves takes no stance on another,
// whomever the word was taken to stand for.
func (b *builder) reflexive(tok int) bool {
	t := &b.doc.Tokens[tok]
	word := strings.ToLower(t.Norm)
	return t.UPOS == "PRON" && (strings.HasSuffix(word, "self") || strings.HasSuffix(word, "selves"))
}

// sides are the parties of a relation that the tokens stand for. "Seven
// Norwegians" and "a Norwegian" are not Norway, and "Sons of Oslo militants" are Sons of Oslo.
func (b *builder) sides(toks []int, types []string) []string {
	var out []string
	add := func(ids ...string) { include(&out, ids...) }
	for _, tok := range toks {
		if (b.people(tok) || b.citizens(tok)) && slices.Contains(types, "Group") {
			if span, ok := b.tree.phraseSpan(tok); ok {
				add(b.makeEntity("Group", span))
				continue
			}
		}
		if org := b.fightsFor(tok); org >= 0 {
			add(b.ids([]int{org}, types)...)
			continue
		}
		add(b.ids([]int{tok}, types)...)
	}
	return out
}

// people tells whether the token names several people by their country, with a
// word that says how many or which of them.
func (b *builder) people(tok int) bool {
	t := &b.doc.Tokens[tok]
	e := b.entity(tok)
	if e == nil || e.Type != "Country" || t.XPOS != "NNS" && t.XPOS != "NNPS" || strings.HasSuffix(e.Name, b.doc.Form(tok)) {
		return false
	}
	return slices.ContainsFunc(b.graph.Children(tok), func(c int) bool {
		switch b.doc.Tokens[c].Rel {
		case "nummod", "amod", "compound":
			return true
		}
		return false
	})
}

// citizens tells whether the token means some people of a country and not the
// country: "a Norwegian", "many Norwegians", "the Norwegians living here", but not "the Norwegians".
func (b *builder) citizens(tok int) bool {
	e := b.entity(tok)
	if e == nil || e.Type != "Country" {
		return false
	}
	the, a := false, false
	for _, c := range b.tree.graph.Children(tok) {
		if b.doc.Tokens[c].Rel == "det" {
			word := b.low(c)
			the, a = the || word == "the", a || word == "a" || word == "an"
		}
	}
	plural := b.doc.Tokens[tok].XPOS == "NNPS" || b.doc.Tokens[tok].XPOS == "NNS"
	if plural && the && b.some(tok) && strings.HasSuffix(b.doc.Form(tok), "s") && !strings.EqualFold(e.Name, b.doc.Form(tok)) && !b.states(tok) {
		return true
	}
	return a || plural && !the && !strings.EqualFold(e.Name, b.doc.Form(tok)) && strings.HasSuffix(b.doc.Form(tok), "s") && !b.states(tok)
}

// some tells whether words right behind the noun at tok say which of them are
// meant: "the Norwegians living in Oslo", "the Norwegians who fled".
func (b *builder) some(tok int) bool {
	return slices.ContainsFunc(b.graph.Children(tok), func(c int) bool {
		t := b.doc.Tokens[c]
		if c < tok || t.Rel != "acl" && t.Rel != "acl:relcl" {
			return false
		}
		return b.doc.Tokens[tok+1].UPOS != "PUNCT"
	})
}

// states tells names of countries that are plurals: "United States".
func (b *builder) states(tok int) bool {
	i := b.graph.Around(tok)
	return i >= 0 && b.doc.Mentions[i].Last-b.doc.Mentions[i].First > 1
}

// fightsFor is the organization whose fighters the noun is, or -1.
func (b *builder) fightsFor(tok int) int {
	if !b.noun("fighter", tok) {
		return -1
	}
	org := -1
	for _, c := range b.graph.Children(tok) {
		k := b.graph.Mention(c)
		if rel := b.doc.Tokens[c].Rel; k < 0 || rel != "compound" && rel != "amod" && rel != "nmod:poss" {
			continue
		}
		e := b.entity(c)
		if e == nil || e.Type != "Organization" || b.doc.Mentions[k].Kind != text.Name || org >= 0 {
			return -1
		}
		org = c
	}
	return org
}

// kindOf is the type of the entity that the noun phrase at tok names, or "".
func (b *builder) kindOf(tok int) string {
	t := &b.doc.Tokens[tok]
	if t.UPOS != "NOUN" && t.UPOS != "PROPN" {
		return ""
	}
	lemma := strings.ToLower(t.Lemma)
	switch {
	case b.nouns["instrument"][lemma]:
		return "Instrument"
	case b.nouns["people"][lemma] && (t.XPOS == "NNS" || t.XPOS == "NNPS" || lemma == "people"):
		return "Group"
	}
	return ""
}

// makeEntity is the id of an unnamed group or instrument, of this document
// alone, that the words of span tell of.
func (b *builder) makeEntity(kind string, span schema.Span) string {
	name := strings.Join(strings.Fields(b.doc.Text[span.Start:span.End]), " ")
	for _, article := range []string{"the ", "a ", "an "} {
		if len(name) > len(article) && strings.EqualFold(name[:len(article)], article) {
			name = name[len(article):]
			break
		}
	}
	return b.makeNamed(kind, name, span)
}

// makeNamed is the same of what the words of span tell of by another name.
func (b *builder) makeNamed(kind, name string, span schema.Span) string {
	id := b.doc.Own(strings.ToLower(kind) + "/" + gazetteer.Slug(strings.ToLower(name)))
	if b.known(id) {
		return id
	}
	i, ok := b.madeAt[id]
	if !ok {
		i = len(b.made)
		b.madeAt[id] = i
		b.made = append(b.made, schema.Entity{ID: id, Type: kind, Name: name})
	}
	if at := (place{id, span}); !b.toldAt[at] {
		b.toldAt[at] = true
		b.made[i].Mentions = append(b.made[i].Mentions, schema.Mention{Span: span, Kind: string(text.Nominal)})
	}
	return id
}

// place is where an entity is told of.
type place struct {
	id   string
	span schema.Span
}

// known tells whether id is that of an entity of the document, rather than
// words or what a relation made.
func (b *builder) known(id string) bool {
	if b.idSet == nil {
		b.idSet = make(map[string]bool, len(b.doc.Entities))
		for _, e := range b.doc.Entities {
			b.idSet[e.ID] = true
		}
	}
	return b.idSet[id]
}
