package export

import (
	"maps"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"parley/graph"
	"parley/schema"
)

// said is a claim with the quads that it labels.
type said struct {
	claimed
	quads []quad.Quad
}

// at is what stands in m under the key: fresh if nothing did.
func at[V any](m map[string]*V, key string, fresh V) *V {
	v := m[key]
	if v == nil {
		kept := fresh // so that fresh costs nothing where something stands there
		v = &kept
		m[key] = v
	}
	return v
}

type factReader struct {
	model      *schema.Model
	claims     map[quad.Value]*said
	articles   articles
	entities   map[string]*Entity
	names      map[string]map[string]int // entity -> name -> claims
	meetings   map[string]*Meeting
	visits     map[string]*Visit
	holdings   map[string]*Holding
	relations  map[string]*Relation
	statements map[string]*Statement
	titles     map[string]string   // of offices
	of         map[string][]string // of offices
}

func (b *factReader) read(q quad.Quad) error {
	c := b.claims[q.Label]
	if c == nil {
		c = &said{}
		c.Claim = local(q.Label)
		b.claims[q.Label] = c
	}
	if q.Subject != q.Label {
		c.quads = append(c.quads, q)
		return nil
	}
	p := local(q.Predicate)
	switch {
	case c.tell(p, q.Object):
	case p == "rdf:type":
		if local(q.Object) == "Document" {
			b.articles.of(c.Claim)
		}
	default:
		b.articles.tell(c.Claim, p, words(q.Object))
	}
	return nil
}

func (b *factReader) finish() *Facts {
	labels := slices.SortedFunc(maps.Keys(b.claims), func(x, y quad.Value) int { return strings.Compare(quad.StringOf(x), quad.StringOf(y)) })
	for _, l := range labels { // entities first: a relation's object is one or is not
		c := b.claims[l]
		c.cite(b)
		for _, q := range c.quads {
			b.entity(c, q)
		}
	}
	for _, l := range labels {
		b.findings(b.claims[l])
	}
	return b.sorted()
}

// cite makes the evidence of a claim whole.
func (c *said) cite(b *factReader) {
	c.quote()
	if a := b.articles[c.Document]; a != nil {
		c.Title, c.Publisher, c.Published, c.URL = a.Title, a.Publisher, a.Published, a.URL
	}
}

// entity reads the names and types of entities.
func (b *factReader) entity(c *said, q quad.Quad) {
	id := local(q.Subject)
	get := func() *Entity { return at(b.entities, id, Entity{ID: id}) }
	switch p := local(q.Predicate); p {
	case "rdf:type":
		if t := b.model.Type(local(q.Object)); t != nil && t.Entity {
			e := get()
			e.Type = least(e.Type, t.Name)
			e.Documents = append(e.Documents, c.Document)
		}
	case string(graph.NameIRI):
		if b.names[id] == nil {
			b.names[id] = map[string]int{}
		}
		b.names[id][words(q.Object)]++
		get()
	case "alias":
		e := get()
		e.Aliases = append(e.Aliases, words(q.Object))
	}
}

// findings reads what a claim says beside names. Where it tells of a meeting or
// a visit, the short edges met and visited say nothing more.
func (b *factReader) findings(c *said) {
	event := false
	for _, q := range c.quads {
		p := local(q.Predicate)
		event = event || p == "participant" || p == "host" || p == "visitor"
	}
	key := func(parts ...string) string { return strings.Join(parts, "\x00") }
	cited := map[*[]graph.Evidence]bool{}
	cite := func(list *[]graph.Evidence) {
		if !cited[list] {
			cited[list] = true
			*list = append(*list, c.Evidence)
		}
	}
	for _, q := range c.quads {
		s, p, o := local(q.Subject), local(q.Predicate), local(q.Object)
		text := words(q.Object)
		kind, _, _ := strings.Cut(s, "/")
		switch {
		case kind == "meeting":
			m := at(b.meetings, key(s, c.Status), Meeting{ID: s, Status: c.Status})
			cite(&m.Evidence)
			m.say(p, o, text)
		case kind == "visit":
			v := at(b.visits, key(s, c.Status), Visit{ID: s, Status: c.Status})
			cite(&v.Evidence)
			v.say(p, o, text)
		case kind == "statement":
			st := at(b.statements, s, Statement{ID: s})
			cite(&st.Evidence)
			st.Cue = max(st.Cue, c.phrase)
			st.say(p, o, text)
		case kind == "office" && p == "title":
			b.titles[s] = least(b.titles[s], text)
		case kind == "office" && p == "of":
			b.of[s] = append(b.of[s], o)
		case p == "holds_office" || p == "held_office" || p == "elected_to":
			status := c.Status
			if status == "" {
				status = map[string]string{"holds_office": "current", "held_office": "former", "elected_to": "elect"}[p]
			}
			h := at(b.holdings, key(s, o, status), Holding{Person: s, Office: o, Status: status})
			cite(&h.Evidence)
		case event && (p == "met" || p == "visited"):
		default:
			b.relation(c, q.Subject, p, q.Object, cite)
		}
	}
	if c.subject != nil && c.predicate != nil && c.object != nil {
		b.relation(c, c.subject, local(c.predicate), c.object, cite)
	}
}

func (v *Visit) say(p, o, text string) {
	switch p {
	case "visitor":
		v.Who = o
	case "destination":
		v.Place = o
	case "date":
		v.Date = least(v.Date, text)
	}
}

func (s *Statement) say(p, o, text string) {
	switch p {
	case "speaker":
		s.Speaker = o
	case "addressee":
		s.Addressee = o
	case "quote":
		s.Quote = s.Quote || text == "true"
	case "content":
		if s.Words != "" {
			s.Words += " … "
		}
		s.Words += text
	}
}

func (m *Meeting) say(p, o, text string) {
	switch p {
	case "kind":
		m.Kind = least(m.Kind, text)
	case "date":
		m.Date = least(m.Date, text)
	case "when":
		m.When = least(m.When, text)
	case "about":
		m.About = least(m.About, text)
	case "participant":
		m.Participants = append(m.Participants, o)
	case "host":
		m.Hosts = append(m.Hosts, o)
	case "mediator":
		m.Mediators = append(m.Mediators, o)
	case "held_in":
		m.Places = append(m.Places, o)
	}
}

// relation reads an edge of the vocabulary between entities or to words.
func (b *factReader) relation(c *said, subject quad.Value, p string, object quad.Value, cite func(*[]graph.Evidence)) {
	pred := b.model.Predicate(p)
	s, o, text := local(subject), local(object), words(object)
	_, node := object.(quad.Identifier)
	if pred == nil || b.entities[s] == nil || node && b.entities[o] == nil {
		return
	}
	if node && pred.Symmetric && s > o {
		s, o = o, s
	}
	if !node {
		o = ""
	}
	k := strings.Join([]string{s, p, o, text, c.Status, c.date}, "\x00")
	r := at(b.relations, k, Relation{Subject: s, Predicate: p, Object: o, Words: text, Status: c.Status, Date: c.date})
	cite(&r.Evidence)
}
