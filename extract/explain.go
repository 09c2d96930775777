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
// finding names was held back.
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
	b := newBuilder(p.model, doc)
	matches := p.rules.Match(b.graph)
	b.number = make(map[*pattern.Match]int, len(matches))
	for i := range matches {
		b.number[&matches[i]] = i
	}
	x = &Explanation{Record: b.record(matches), Doc: doc, Graph: b.graph}
	told := make([]bool, len(matches))
	for _, f := range findings(x.Record) {
		for _, i := range f.From {
			told[i] = true
		}
	}
	b.loosen()
	before := b.mentionsBefore()
	for i := range matches {
		m := &matches[i]
		r := Reason{Match: *m, Tree: b.graph.Fragment(m)}
		r.Names = b.names(m, before)
		date, when := b.when(m.Anchor, m.Sentence, m.Roles["date"])
		r.Date, r.When = string(date), when
		if !told[i] {
			r.Held = b.held(m)
		}
		x.Matches = append(x.Matches, r)
	}
	return x, nil
}

// findings are all of a record.
func findings(r *schema.Record) []*schema.Finding {
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

// mentionsBefore is, of each mention, the one of the same entity before it, or -1.
func (b *builder) mentionsBefore() []int {
	last := make([]int, len(b.doc.Entities))
	for i := range last {
		last[i] = -1
	}
	out := make([]int, len(b.doc.Mentions))
	for i, m := range b.doc.Mentions {
		out[i] = -1
		if m.Entity >= 0 {
			out[i], last[m.Entity] = last[m.Entity], i
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
		n := NameReason{Token: t, Roles: roles[t], Words: b.doc.Form(t)}
		k := b.graph.Around(t)
		if k < 0 {
			n.Why = b.nobody(t)
			out = append(out, n)
			continue
		}
		mention := b.doc.Mentions[k]
		e := b.doc.Entities[mention.Entity]
		n.Words, n.Kind, n.Entity, n.Name, n.Why = plain(b.doc.Slice(mention.Span)), mention.Kind, e.ID, e.Name, mention.Why
		for _, i := range e.Members {
			n.Members = append(n.Members, b.doc.Entities[i].Name)
		}
		if at := before[k]; at >= 0 && (mention.Kind != text.Name || plain(b.doc.Slice(mention.Span)) != e.Name) {
			n.Before, n.In = plain(b.doc.Slice(b.doc.Mentions[at].Span)), b.doc.SentenceAt(b.doc.Mentions[at].First)
		}
		out = append(out, n)
	}
	return out
}

// nobody is why token i stands for no entity.
func (b *builder) nobody(i int) string {
	if k, ok := b.loose[i]; ok {
		m := b.doc.Mentions[k]
		return "“" + plain(b.doc.Slice(m.Span)) + "” " + cmp.Or(m.Why, "stands for nobody that the text names")
	}
	return "“" + b.doc.Form(i) + "” stands for nobody that the text names"
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
