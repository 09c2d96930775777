package extract

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"parley/extract/pattern"
	"parley/extract/text"
	"parley/schema"
)

// Explanation is a record with what led to it. A finding of the record names
// its matches by their places in Matches (schema.Finding.From); a match that no
// finding names was held back, unless another rule told of it at the same word.
type Explanation struct {
	Record  *schema.Record
	Doc     *text.Document
	Graph   *pattern.Graph
	Matches []Reason // by anchor
}

// Reason is one rule's match as a reason for a finding, or why it is none.
type Reason struct {
	pattern.Match
	Tree  []pattern.Branch
	Names []NameReason // what the roles stand for, in the order of the tree
	Date  string       // of the event, if the text tells it
	When  string       // its words
	Held  string       // why the record has nothing of it; empty where it has
}

// NameReason is a token in a role, and why it stands for an entity.
type NameReason struct {
	Token   int
	Roles   []string // sorted
	Words   string   // of the mention around the token, or the token
	Kind    text.MentionKind
	Entity  string // its id, or empty
	Name    string
	Members []string // names of those that it means together
	Why     string   // it is that entity, or none
	Before  string   // where the entity was last told of before: its words there
	In      int      // the sentence of Before
}

// Explain is [Pipeline.Record] with the reasons.
func (p *Pipeline) Explain(ctx context.Context, in Input) (*Explanation, error) {
	doc, err := p.Annotate(ctx, in)
	if err != nil {
		return nil, err
	}
	x, err := p.explain(doc)
	if err != nil {
		return nil, err
	}
	if err := p.sound(x.Record, in); err != nil {
		return nil, err
	}
	return x, nil
}

func (p *Pipeline) explain(doc *text.Document) (x *Explanation, err error) {
	defer rescue(doc.ID, "explain", &err)
	b := newBuilder(p.model, p.words, doc)
	matches := p.match(b)
	b.number = make(map[*pattern.Match]int, len(matches))
	for i := range matches {
		b.number[&matches[i]] = i
	}
	x = &Explanation{Record: b.record(matches), Doc: doc, Graph: b.graph}
	told := make([]bool, len(matches))
	for _, f := range x.Findings() {
		for _, i := range f.From {
			told[i] = true
		}
	}
	elsewhere := map[site]bool{}
	for i, m := range matches {
		if told[i] {
			elsewhere[site{m.Anchor, m.Rule.Emits}] = true
		}
	}
	b.loosen()
	before := b.namedBefore()
	for i := range matches {
		m := &matches[i]
		r := Reason{Match: *m, Tree: b.graph.Fragment(m)}
		r.Names = b.names(m, before)
		date, when := b.when(m.Anchor, m.Sentence, m.Roles["date"])
		r.Date, r.When = string(date), when
		if !told[i] && !elsewhere[site{m.Anchor, m.Rule.Emits}] {
			r.Held = b.held(m)
		}
		x.Matches = append(x.Matches, r)
	}
	return x, nil
}

// site is a word that tells of something: what another rule finds there is held
// back from nobody.
type site struct {
	anchor  int
	section string
}

// Findings are all of the record, in its order.
func (x *Explanation) Findings() []*schema.Finding {
	r := x.Record
	var out []*schema.Finding
	for i := range r.Meetings {
		out = append(out, &r.Meetings[i].Finding)
	}
	for i := range r.Visits {
		out = append(out, &r.Visits[i].Finding)
	}
	for i := range r.Offices {
		out = append(out, &r.Offices[i].Finding)
	}
	for i := range r.Relations {
		out = append(out, &r.Relations[i].Finding)
	}
	for i := range r.Affiliations {
		out = append(out, &r.Affiliations[i].Finding)
	}
	for i := range r.Statements {
		out = append(out, &r.Statements[i].Finding)
	}
	return out
}

// namedBefore is, of each mention, the last one of the same entity before it
// that is no pronoun, or -1.
func (b *builder) namedBefore() []int {
	last := make([]int, len(b.doc.Entities))
	for i := range last {
		last[i] = -1
	}
	out := make([]int, len(b.doc.Mentions))
	for i, m := range b.doc.Mentions {
		out[i] = -1
		if m.Entity < 0 {
			continue
		}
		out[i] = last[m.Entity]
		if m.Kind != text.Pronoun {
			last[m.Entity] = i
		}
	}
	return out
}

// wordRoles are roles that are filled with words, not with who is meant.
var wordRoles = []string{"cue", "content", "title", "about", "date"}

// names tells of each token in a role for whom it stands and why.
func (b *builder) names(m *pattern.Match, before []int) []NameReason {
	roles := map[int][]string{}
	var toks []int
	for role, in := range m.Roles {
		if slices.Contains(wordRoles, role) {
			continue
		}
		for _, t := range in {
			if roles[t] == nil {
				toks = append(toks, t)
			}
			roles[t] = append(roles[t], role)
		}
	}
	slices.Sort(toks)
	var out []NameReason
	for _, t := range toks {
		slices.Sort(roles[t])
		if own := b.ownedObject(m, t, roles[t]); len(own) > 0 {
			for _, o := range own {
				n := b.called(o, roles[t], before)
				n.Why += "; whose “" + b.doc.Form(t) + "” it is"
				out = append(out, n)
			}
			continue
		}
		n := b.called(t, roles[t], before)
		if words := b.literal(m, t, roles[t]); words != "" {
			n.Words, n.Why = words, "no name: the words themselves are told"
		}
		out = append(out, n)
	}
	return out
}

// literal is the words that are the object of a relation in place of an entity.
func (b *builder) literal(m *pattern.Match, t int, roles []string) string {
	p := b.model.Predicate(m.Set["p"])
	if m.Rule.Emits != "relation" || p == nil || !p.Literal || !slices.Contains(roles, "o") || b.entity(t) != nil {
		return ""
	}
	if words := b.tree.phrase(t); slices.Contains(b.objects([]int{t}, p, nil), words) {
		return words
	}
	return ""
}

// ownedObject is who is the object of a relation in place of the token, since
// the words are their doing or possession; see objects.
func (b *builder) ownedObject(m *pattern.Match, t int, roles []string) []int {
	p := b.model.Predicate(m.Set["p"])
	if m.Rule.Emits != "relation" || p == nil || !slices.Contains(roles, "o") || b.graph.Mention(t) >= 0 || len(b.ids(m.Roles["o"], p.To)) > 0 {
		return nil
	}
	own := b.owners(t)
	if len(b.ids(own, p.To)) == 0 {
		return nil
	}
	return own
}

// called is for whom the token stands, and why.
func (b *builder) called(t int, roles []string, before []int) NameReason {
	n := NameReason{Token: t, Roles: roles, Words: b.doc.Form(t)}
	k := b.graph.Around(t)
	if k < 0 {
		n.Why = b.nobody(t)
		return n
	}
	mention := b.doc.Mentions[k]
	e := b.doc.Entities[mention.Entity]
	n.Words, n.Kind, n.Entity, n.Name, n.Why = plain(b.doc.Slice(mention.Span)), mention.Kind, e.ID, e.Name, mention.Why
	for _, i := range e.Members {
		n.Members = append(n.Members, b.doc.Entities[i].Name)
	}
	if at := before[k]; at >= 0 && n.Words != e.Name {
		n.Before, n.In = plain(b.doc.Slice(b.doc.Mentions[at].Span)), b.doc.SentenceAt(b.doc.Mentions[at].First)
	}
	return n
}

// nobody is why token i stands for no entity.
func (b *builder) nobody(i int) string {
	if k, ok := b.loose[i]; ok {
		m := b.doc.Mentions[k]
		return cmp.Or(m.Why, "stands for nobody that the text names")
	}
	return "stands for nobody that the text names"
}

// loosen notes the mentions that stand for no entity, by their tokens.
func (b *builder) loosen() {
	b.loose = map[int]int{}
	for k, m := range b.doc.Mentions {
		for i := m.First; i < m.Last && m.Entity < 0; i++ {
			b.loose[i] = k
		}
	}
}

// plain is s on one line.
func plain(s string) string { return strings.Join(strings.Fields(s), " ") }
