package extract

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"parley/extract/pattern"
	"parley/extract/text"
	"parley/schema"
)

// builder makes a record of the matches of one document: it turns tokens into
// the entities that their mentions stand for, drops what the vocabulary does
// not allow, and joins what tells of the same event.
type builder struct {
	model  *schema.Model
	doc    *text.Document
	tree   *tree
	graph  *pattern.Graph
	nouns  map[string]map[string]bool // of data/objects.txt
	made   []schema.Entity            // of relations: groups and instruments of which no stage made one
	madeAt map[string]int             // their places in made
	toldAt map[place]bool             // their mentions
	idSet  map[string]bool            // of the entities of doc, once somebody asked
	used   map[string]bool
	plural map[int]bool           // of anchors: one of the participants is several people
	joint  map[int]int            // of anchors: a participant that may be several parties
	number map[*pattern.Match]int // of each match, where somebody asked for an explanation
	loose  map[int]int            // of tokens: the mention without an entity that it is in; there, too
}

func newBuilder(model *schema.Model, words map[string]map[string]bool, doc *text.Document) *builder {
	g := pattern.NewGraph(doc)
	return &builder{model: model, nouns: words, doc: doc, tree: &tree{doc, g}, graph: g, madeAt: map[string]int{}, toldAt: map[place]bool{}, used: map[string]bool{}, plural: map[int]bool{}, joint: map[int]int{}}
}

func (b *builder) record(matches []pattern.Match) *schema.Record {
	r := &schema.Record{Doc: b.doc.ID, Title: b.doc.Title, Published: schema.Text(b.doc.Published), Publisher: b.doc.Publisher, Language: "en"}
	events := map[int]*schema.Meeting{} // by anchor: rules that meet at one word tell of one meeting
	var order []int
	var again []*pattern.Match
	for i := range matches {
		m := &matches[i]
		switch m.Rule.Emits {
		case "meeting":
			if bare(m) || b.battle(m) || b.oneOfThem(m) {
				continue
			}
			if len(m.Roles["again"]) > 0 {
				again = append(again, m)
			}
			if apart := b.apart(m); apart != nil {
				r.Meetings = append(r.Meetings, apart...)
				continue
			}
			if events[m.Anchor] == nil {
				events[m.Anchor] = b.newMeeting(m)
				order = append(order, m.Anchor)
			}
			b.addTo(events[m.Anchor], m)
		case "visit":
			r.Visits = append(r.Visits, b.visits(m)...)
		case "office":
			r.Offices = append(r.Offices, b.offices(m)...)
		case "relation":
			r.Relations = append(r.Relations, b.relations(m)...)
		case "affiliation":
			r.Affiliations = append(r.Affiliations, b.affiliations(m)...)
		}
	}
	r.Statements = b.said(matches)
	alone := map[int]bool{} // anchors whose words tell of a meeting by themselves
	for _, anchor := range order {
		b.divide(events[anchor], anchor, r.Offices)
		if e := events[anchor]; b.tells(e, b.plural[anchor]) {
			r.Meetings = append(r.Meetings, *e)
			alone[anchor] = true
		}
	}
	r.Meetings = b.joinMeetings(r.Meetings)
	for _, m := range again {
		if !alone[m.Anchor] {
			b.again(r.Meetings, m, events[m.Anchor])
		}
	}
	r.Visits = joined(r.Visits, func(v schema.Visit) string { return strings.Join([]string{v.Who, v.Place, v.Status}, "|") }, func(v *schema.Visit) *schema.Finding { return &v.Finding })
	r.Offices = joined(owned(beside(withoutRanks(r.Offices))), func(o schema.Office) string {
		return strings.Join([]string{o.Person, strings.ToLower(o.Title), string(o.Of), o.Status}, "|")
	}, func(o *schema.Office) *schema.Finding { return &o.Finding })
	r.Relations = joined(r.Relations, func(x schema.Relation) string { return strings.Join([]string{x.S, x.P, x.O, x.Status}, "|") }, func(x *schema.Relation) *schema.Finding { return &x.Finding })
	r.Affiliations = joined(r.Affiliations, func(x schema.Affiliation) string { return strings.Join([]string{x.S, x.P, x.O}, "|") }, func(x *schema.Affiliation) *schema.Finding { return &x.Finding })
	b.markUsed(r)
	r.Affiliations = b.ofActors(r.Affiliations)
	r.Entities = b.entities()
	return r
}

// entities are those that are named, and unnamed groups and instruments that
// a finding needs.
func (b *builder) entities() []schema.Entity {
	mentions := make([][]schema.Mention, len(b.doc.Entities))
	for _, m := range b.doc.Mentions {
		if m.Entity >= 0 {
			mentions[m.Entity] = append(mentions[m.Entity], schema.Mention{Span: schema.Span(m.Span), Kind: string(m.Kind)})
		}
	}
	var out []schema.Entity
	for i, e := range b.doc.Entities {
		if (e.Type == "Group" || e.Type == "Instrument") && !b.used[e.ID] {
			continue
		}
		out = append(out, schema.Entity{ID: e.ID, Type: e.Type, Name: e.Name, Aliases: e.Aliases, Mentions: mentions[i]})
	}
	for _, e := range b.made {
		if b.used[e.ID] {
			out = append(out, e)
		}
	}
	return out
}

func (b *builder) markUsed(r *schema.Record) {
	use := func(ids ...string) {
		for _, id := range ids {
			b.used[id] = true
		}
	}
	for _, m := range r.Meetings {
		use(slices.Concat(m.Participants, m.Hosts, m.Mediators, m.Places)...)
	}
	for _, v := range r.Visits {
		use(v.Who, v.Place)
	}
	for _, o := range r.Offices {
		use(o.Person, string(o.Of))
	}
	for _, x := range r.Relations {
		use(x.S, x.O)
	}
	for _, s := range r.Statements {
		use(s.Speaker, string(s.To))
	}
}

// ofActors keeps what is told of named ones, and of those groups that some
// other finding tells of: whose "NATO officials" are is of no interest until
// they do something.
func (b *builder) ofActors(in []schema.Affiliation) []schema.Affiliation {
	kind := map[string]string{}
	for _, e := range b.doc.Entities {
		kind[e.ID] = e.Type
	}
	return slices.DeleteFunc(in, func(x schema.Affiliation) bool {
		return kind[x.S] == "Group" && !b.used[x.S] || kind[x.O] == "Group" && !b.used[x.O]
	})
}

// entity is what the token stands for, or nil.
func (b *builder) entity(tok int) *text.Entity {
	i := b.graph.Mention(tok)
	if i < 0 { // a word within a name stands for it; one within a description is another thing
		if i = b.graph.Around(tok); i < 0 || b.doc.Mentions[i].Kind != text.Name {
			return nil
		}
	}
	return &b.doc.Entities[b.doc.Mentions[i].Entity]
}

// meant are the entities that the token stands for: one, none, or those whom
// "the two leaders" are, who are no party of their own.
func (b *builder) meant(tok int) []*text.Entity {
	e := b.entity(tok)
	switch {
	case e == nil:
		return nil
	case len(e.Members) == 0:
		return []*text.Entity{e}
	}
	var out []*text.Entity
	for _, m := range e.Members {
		out = append(out, &b.doc.Entities[m])
	}
	return out
}

// mentionSpan is the span of the mention at tok, or of the token itself.
func (b *builder) mentionSpan(tok int) schema.Span {
	if i := b.graph.Around(tok); i >= 0 {
		return schema.Span(b.doc.Mentions[i].Span)
	}
	return schema.Span(b.doc.Tokens[tok].Span)
}

// ids are the entities of the tokens, of one of the types that the predicate
// leads to (or, with from, comes from), each once, in the order of the text. "A
// Norwegian" is not Norway.
func (b *builder) ids(toks []int, types []string) []string {
	var out []string
	for _, t := range toks {
		if b.citizens(t) {
			continue
		}
		for _, e := range b.meant(t) {
			if slices.Contains(types, e.Type) {
				include(&out, e.ID)
			}
		}
	}
	return out
}

// include adds those of more that are not in the list yet.
func include[T comparable](list *[]T, more ...T) {
	for _, x := range more {
		if !slices.Contains(*list, x) {
			*list = append(*list, x)
		}
	}
}

func (b *builder) finding(m *pattern.Match) schema.Finding {
	f := schema.Finding{Evidence: []schema.Span{schema.Span(b.doc.Sentences[m.Sentence].Span)}, Confidence: m.Rule.Confidence, Rule: m.Rule.ID}
	if n, asked := b.number[m]; asked {
		f.From = []int{n}
	}
	return f
}

// joined makes one of findings with the same key, with the evidence of all and
// the confidence of the surest.
func joined[T any](in []T, key func(T) string, of func(*T) *schema.Finding) []T {
	at := map[string]int{}
	var out []T
	for _, x := range in {
		i, known := at[key(x)]
		if !known {
			at[key(x)] = len(out)
			out = append(out, x)
			continue
		}
		join(of(&out[i]), *of(&x))
	}
	return out
}

func join(into *schema.Finding, f schema.Finding) {
	into.Evidence = slices.Concat(into.Evidence, f.Evidence)
	slices.SortFunc(into.Evidence, func(a, b schema.Span) int { return cmp.Or(a.Start-b.Start, a.End-b.End) })
	into.Evidence = slices.Compact(into.Evidence)
	into.From = slices.Concat(into.From, f.From)
	slices.Sort(into.From)
	into.From = slices.Compact(into.From)
	if f.Confidence > into.Confidence {
		into.Confidence, into.Rule = f.Confidence, f.Rule
	}
}

// name is a node's name that two documents never share.
func (b *builder) name(kind string, parts ...string) string {
	h := sha256.Sum256([]byte(fmt.Sprintf("%q", append([]string{b.doc.ID}, parts...))))
	return kind + "/" + hex.EncodeToString(h[:8])
}
