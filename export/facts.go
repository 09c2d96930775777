package export

import (
	"cmp"
	"context"
	"iter"
	"maps"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"parley/graph"
	"parley/schema"
)

// Facts are quads read back into what they tell: entities and findings, each
// finding with the sentences of all claims that say the same. Every list is
// sorted. Formats that have words for meetings and offices are written from
// them.
type Facts struct {
	Entities     []Entity
	Meetings     []Meeting
	Visits       []Visit
	Holdings     []Holding
	Relations    []Relation
	Affiliations []Relation
	Statements   []Statement
	Documents    []Article

	model *schema.Model
	named map[string]*Entity
	cited map[string]*Article // by id
}

// Entity is a person, country, body, place … with the documents that name it.
type Entity struct {
	ID, Type, Name string // the name that most claims give it
	Aliases        []string
	Documents      []string // ids
}

// Meeting is a meeting as those claims have it that give it one status: what
// one document tells and another denies is two.
type Meeting struct {
	ID, Kind, Status, Date, When, About    string
	Participants, Hosts, Mediators, Places []string // ids
	Evidence                               []graph.Evidence
}

// Visit is an actor's going to a place.
type Visit struct {
	ID, Who, Place, Status, Date string
	Evidence                     []graph.Evidence
}

// Holding is a person in an office.
type Holding struct {
	Person, Office string // ids
	Title          string
	Of             []string // ids
	Status         string   // current, former, elect or acting: as of the documents
	Told, ToldLast string   // when the first and the last document that tells it was published
	Evidence       []graph.Evidence
}

// Relation is a stance, an act or a tie. Object is an id, or Words are the
// literal words of the text.
type Relation struct {
	Subject, Predicate, Object, Words string
	Status, Date                      string
	Evidence                          []graph.Evidence
}

// Statement is what somebody said.
type Statement struct {
	ID, Speaker, Addressee, Cue, Words string
	Quote                              bool
	Evidence                           []graph.Evidence
}

// Article is a document that something rests on.
type Article struct{ ID, Title, Published, Publisher, URL string }

// ReadFacts reads quads once and keeps what they tell in memory. What it does
// not know the words of (foreign quads) it leaves out.
func ReadFacts(ctx context.Context, quads Quads) (*Facts, error) {
	b := &factReader{
		model: schema.English(), claims: map[quad.Value]*said{}, articles: articles{}, names: map[string]map[string]int{},
		entities: map[string]*Entity{}, meetings: map[string]*Meeting{}, visits: map[string]*Visit{}, holdings: map[string]*Holding{},
		relations: map[string]*Relation{}, statements: map[string]*Statement{}, titles: map[string]string{}, of: map[string][]string{},
	}
	if _, err := eachQuad(ctx, "facts", quads, b.read); err != nil {
		return nil, err
	}
	return b.finish(), nil
}

// Quads are quads as a store yields them: sorted, each once; read once.
type Quads = iter.Seq2[quad.Quad, error]

// said is a claim with the quads that it labels.
type said struct {
	claimed
	quads []quad.Quad
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
	get := func() *Entity {
		e := b.entities[id]
		if e == nil {
			e = &Entity{ID: id}
			b.entities[id] = e
		}
		return e
	}
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
			m := b.meetings[key(s, c.Status)]
			if m == nil {
				m = &Meeting{ID: s, Status: c.Status}
				b.meetings[key(s, c.Status)] = m
			}
			cite(&m.Evidence)
			m.say(p, o, text)
		case kind == "visit":
			v := b.visits[key(s, c.Status)]
			if v == nil {
				v = &Visit{ID: s, Status: c.Status}
				b.visits[key(s, c.Status)] = v
			}
			cite(&v.Evidence)
			switch p {
			case "visitor":
				v.Who = o
			case "destination":
				v.Place = o
			case "date":
				v.Date = least(v.Date, text)
			}
		case kind == "statement":
			st := b.statements[s]
			if st == nil {
				st = &Statement{ID: s}
				b.statements[s] = st
			}
			cite(&st.Evidence)
			st.Cue = max(st.Cue, c.phrase)
			switch p {
			case "speaker":
				st.Speaker = o
			case "addressee":
				st.Addressee = o
			case "quote":
				st.Quote = st.Quote || text == "true"
			case "content":
				if st.Words != "" {
					st.Words += " … "
				}
				st.Words += text
			}
		case kind == "office" && p == "title":
			b.titles[s] = least(b.titles[s], text)
		case kind == "office" && p == "of":
			b.of[s] = append(b.of[s], o)
		case p == "holds_office" || p == "held_office" || p == "elected_to":
			status := c.Status
			if status == "" {
				status = map[string]string{"holds_office": "current", "held_office": "former", "elected_to": "elect"}[p]
			}
			h := b.holdings[key(s, o, status)]
			if h == nil {
				h = &Holding{Person: s, Office: o, Status: status}
				b.holdings[key(s, o, status)] = h
			}
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
	r := b.relations[k]
	if r == nil {
		r = &Relation{Subject: s, Predicate: p, Object: o, Words: text, Status: c.Status, Date: c.date}
		b.relations[k] = r
	}
	cite(&r.Evidence)
}

// sorted is what was read, every list in its order.
func (b *factReader) sorted() *Facts {
	f := &Facts{model: b.model, named: b.entities, cited: b.articles}
	for _, id := range slices.Sorted(maps.Keys(b.entities)) {
		e := b.entities[id]
		best, most := id, 0
		for _, name := range slices.Sorted(maps.Keys(b.names[id])) {
			n := b.names[id][name]
			if most == 0 || cmp.Or(cmp.Compare(n, most), cmp.Compare(len(name), len(best))) > 0 {
				best, most = name, n
			}
		}
		e.Name = best
		for name := range b.names[id] {
			e.Aliases = append(e.Aliases, name)
		}
		e.Aliases = slices.DeleteFunc(set(e.Aliases), func(a string) bool { return a == e.Name || a == "" })
		e.Documents = set(e.Documents)
		f.Entities = append(f.Entities, *e)
	}
	for _, k := range slices.Sorted(maps.Keys(b.meetings)) {
		m := b.meetings[k]
		m.Participants, m.Hosts, m.Mediators, m.Places = set(m.Participants), set(m.Hosts), set(m.Mediators), set(m.Places)
		sortEvidence(m.Evidence)
		f.Meetings = append(f.Meetings, *m)
	}
	slices.SortStableFunc(f.Meetings, func(x, y Meeting) int { return compareDates(x.Date, y.Date) })
	for _, k := range slices.Sorted(maps.Keys(b.visits)) {
		sortEvidence(b.visits[k].Evidence)
		f.Visits = append(f.Visits, *b.visits[k])
	}
	slices.SortStableFunc(f.Visits, func(x, y Visit) int { return compareDates(x.Date, y.Date) })
	for _, k := range slices.Sorted(maps.Keys(b.holdings)) {
		h := b.holdings[k]
		h.Title, h.Of = cmp.Or(b.titles[h.Office], h.Office), set(b.of[h.Office])
		sortEvidence(h.Evidence)
		for _, ev := range h.Evidence {
			h.Told, h.ToldLast = least(h.Told, ev.Published), max(h.ToldLast, ev.Published)
		}
		f.Holdings = append(f.Holdings, *h)
	}
	for _, k := range slices.Sorted(maps.Keys(b.relations)) {
		r := b.relations[k]
		sortEvidence(r.Evidence)
		if p := b.model.Predicate(r.Predicate); p.Section == "affiliation" {
			f.Affiliations = append(f.Affiliations, *r)
		} else {
			f.Relations = append(f.Relations, *r)
		}
	}
	for _, k := range slices.Sorted(maps.Keys(b.statements)) {
		sortEvidence(b.statements[k].Evidence)
		f.Statements = append(f.Statements, *b.statements[k])
	}
	slices.SortStableFunc(f.Statements, func(x, y Statement) int { return cmp.Or(compareDates(x.told(), y.told()), x.start()-y.start()) })
	for _, id := range slices.Sorted(maps.Keys(b.articles)) {
		f.Documents = append(f.Documents, *b.articles[id])
	}
	return f
}

// told is the day on which the first document with it was published.
func (s *Statement) told() string {
	day := ""
	for _, ev := range s.Evidence {
		day = least(day, ev.Published)
	}
	return day
}

func (s *Statement) start() int {
	if len(s.Evidence) == 0 {
		return 0
	}
	return s.Evidence[0].Start
}

// Name is the entity's name, or the id where it has none.
func (f *Facts) Name(id string) string {
	if e := f.named[id]; e != nil && e.Name != "" {
		return e.Name
	}
	return id
}

// Names are the names of ids in their order.
func (f *Facts) Names(ids []string) []string {
	out := make([]string, len(ids))
	for i, id := range ids {
		out[i] = f.Name(id)
	}
	return out
}

// Type is the entity's type, "" if it has none.
func (f *Facts) Type(id string) string {
	if e := f.named[id]; e != nil {
		return e.Type
	}
	return ""
}

// Real reports whether what has this status came about.
func (f *Facts) Real(status string) bool { return f.model.Real(status) }

// Who are the participants and hosts, sorted, each once.
func (m *Meeting) Who() []string { return set(slices.Concat(m.Participants, m.Hosts)) }

// set is the strings sorted, each once.
func set(all []string) []string {
	all = slices.Clone(all)
	slices.Sort(all)
	return slices.Compact(all)
}

func sortEvidence(all []graph.Evidence) {
	slices.SortFunc(all, func(a, b graph.Evidence) int {
		return cmp.Or(strings.Compare(a.Document, b.Document), a.Start-b.Start, a.End-b.End, strings.Compare(a.Claim, b.Claim))
	})
}

// compareDates orders dates; what has none is last.
func compareDates(a, b string) int {
	if (a == "") != (b == "") {
		return cmp.Compare(len(b), len(a))
	}
	return strings.Compare(a, b)
}

// documentsBehind are the ids of the documents of the evidence, each once.
func documentsBehind(all []graph.Evidence) []string {
	var out []string
	for _, ev := range all {
		out = append(out, ev.Document)
	}
	return set(out)
}
