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
