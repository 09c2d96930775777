package graph_test

import (
	"fmt"
	"math/rand"
	"slices"
	"strings"
	"unicode"

	"parley/graph"
	"parley/schema"
)

// world is an invented world: people, countries, towns and bodies, a few of
// which are in every article and most in hardly any (Zipf's law). Document i
// is the same in every run and whatever else is made.
type world struct {
	seed int64
	size map[string]int // how many there are of each type
}

func newWorld(seed int64, people int) world {
	return world{seed, map[string]int{"Person": people, "Country": 150, "Place": 600, "Organization": 300, "Instrument": 100}}
}

// is is the k-th most frequent entity of a type.
func (w world) is(kind string, k int) schema.Entity {
	first, last := invent(3*k+1), invent(7*k+2)
	name := map[string]string{
		"Person": first + " " + last, "Country": "Republic of " + first, "Place": last + "burg",
		"Organization": first + " Council", "Instrument": first + " Treaty",
	}[kind]
	e := schema.Entity{ID: fmt.Sprintf("%s/%s-%d", strings.ToLower(kind), strings.ToLower(strings.ReplaceAll(name, " ", "-")), k), Type: kind, Name: name}
	if kind == "Person" {
		e.Aliases = []string{last}
	}
	return e
}

// invent spells k in syllables, so that it is the same name for the same k.
func invent(k int) string {
	syllables := []string{"ba", "dor", "ki", "len", "mu", "ne", "ras", "sol", "tu", "vé", "zan", "ho", "ri"}
	var b strings.Builder
	for k = k*131 + 17; k > 0; k /= len(syllables) {
		b.WriteString(syllables[k%len(syllables)])
	}
	r := []rune(b.String())
	r[0] = unicode.ToUpper(r[0])
	return string(r)
}

// writing is a document in the making.
type writing struct {
	world
	rnd  *rand.Rand
	zipf map[string]*rand.Zipf
	text strings.Builder
	r    *schema.Record
}

// document is the i-th one: about ten sentences that say something and twice
// as many that say nothing.
func (w world) document(i int) graph.Entry {
	d := &writing{world: w, rnd: rand.New(rand.NewSource(w.seed + int64(i)*1_000_003)), zipf: map[string]*rand.Zipf{}}
	for kind, n := range w.size {
		d.zipf[kind] = rand.NewZipf(rand.New(rand.NewSource(w.seed^int64(i)*7919+int64(n))), 1.2, 8, uint64(n-1))
	}
	d.r = &schema.Record{Doc: fmt.Sprintf("news/%06d.txt", i), Title: fmt.Sprint("Day ", i), Published: d.day(), Publisher: fmt.Sprint("Paper ", i%40), Language: "en"}
	for range 5 + d.rnd.Intn(10) {
		[]func(){d.meeting, d.meeting, d.office, d.statement, d.statement, d.relation, d.visit, d.affiliation}[d.rnd.Intn(8)]()
		d.filler()
		d.filler()
	}
	text := d.text.String()
	return graph.Entry{Record: d.r, Document: graph.Document{
		ID: d.r.Doc, Title: d.r.Title, Published: string(d.r.Published), Publisher: d.r.Publisher, Language: "en",
		Hash: fmt.Sprintf("%064x", i), Extractor: "1", Text: text,
	}}
}

func (d *writing) day() schema.Text {
	date := fmt.Sprintf("%d-%02d-%02d", 1950+d.rnd.Intn(70), 1+d.rnd.Intn(12), 1+d.rnd.Intn(28))
	return schema.Text(date[:[]int{4, 7, 10, 10, 10}[d.rnd.Intn(5)]])
}

// words writes the parts, the words of which are of a sentence, and gives the
// span of each part.
func (d *writing) words(parts ...string) []schema.Span {
	var out []schema.Span
	for _, p := range parts {
		from := d.text.Len()
		d.text.WriteString(p)
		out = append(out, schema.Span{Start: from, End: d.text.Len()})
		d.text.WriteByte(' ')
	}
	return out
}

func (d *writing) filler() {
	for range 8 + d.rnd.Intn(12) {
		d.words(strings.ToLower(invent(d.rnd.Intn(4000))))
	}
	d.text.WriteString(".\n")
}

// found is the finding of the sentence from the first span on.
func (d *writing) found(rule string, spans []schema.Span) schema.Finding {
	d.text.WriteString("\n")
	return schema.Finding{Evidence: []schema.Span{{Start: spans[0].Start, End: spans[len(spans)-1].End}}, Confidence: float64(70+d.rnd.Intn(30)) / 100, Rule: rule}
}

// some is an entity of a type and its name; mentioned says where it stands.
func (d *writing) some(kinds ...string) schema.Entity {
	kind := kinds[d.rnd.Intn(len(kinds))]
	return d.is(kind, int(d.zipf[kind].Uint64()))
}

func (d *writing) mentioned(e schema.Entity, at schema.Span) {
	m := schema.Mention{Span: at, Kind: "name"}
	if i := slices.IndexFunc(d.r.Entities, func(x schema.Entity) bool { return x.ID == e.ID }); i >= 0 {
		d.r.Entities[i].Mentions = append(d.r.Entities[i].Mentions, m)
		return
	}
	e.Mentions = []schema.Mention{m}
	d.r.Entities = append(d.r.Entities, e)
}

func (d *writing) status(section string) string {
	if d.rnd.Intn(2) == 0 {
		return "happened"
	}
	var of []string
	for _, s := range schema.English().Statuses {
		if slices.Contains(s.Of, section) {
			of = append(of, s.Name)
		}
	}
	return of[d.rnd.Intn(len(of))]
}

func (d *writing) meeting() {
	a, place := d.some("Person"), d.some("Place")
	s := d.words(a.Name, "met")
	d.mentioned(a, s[0])
	m := schema.Meeting{ID: fmt.Sprintf("meeting/%s-%d", d.r.Doc[5:11], len(d.r.Meetings)), Kind: []string{"meeting", "talks", "call"}[d.rnd.Intn(3)], Status: d.status("meeting"), Participants: []string{a.ID}, Trigger: s[1], Date: d.day(), About: invent(d.rnd.Intn(3000))}
	for range 1 + d.rnd.Intn(2)*d.rnd.Intn(5) {
		b := d.some("Person", "Person", "Country")
		at := d.words(b.Name)
		d.mentioned(b, at[0])
		if d.rnd.Intn(6) == 0 {
			m.Hosts = append(m.Hosts, b.ID)
		} else {
			m.Participants = append(m.Participants, b.ID)
		}
	}
	at := d.words("in", place.Name)
	d.mentioned(place, at[1])
	m.Places, m.When = []string{place.ID}, string(m.Date)
	m.Finding = d.found("meetings/met", append(s, at...))
	d.r.Meetings = append(d.r.Meetings, m)
}

func (d *writing) office() {
	p, c := d.some("Person"), d.some("Country")
	title := []string{"President", "Foreign Minister", "Ambassador", "Prime Minister"}[d.rnd.Intn(4)]
	s := d.words(title, p.Name, "of the", c.Name)
	d.mentioned(p, s[1])
	d.mentioned(c, s[3])
	d.r.Offices = append(d.r.Offices, schema.Office{Person: p.ID, Title: title, Of: schema.Text(c.ID), Status: d.status2(), Finding: d.found("offices/title", s)})
}

func (d *writing) status2() string {
	return []string{"current", "former", "elect", "acting"}[d.rnd.Intn(4)]
}

func (d *writing) statement() {
	p, to := d.some("Person", "Country"), d.some("Organization")
	s := d.words(p.Name, "told", to.Name, fmt.Sprintf("that %s would be %s.", invent(d.rnd.Intn(1<<20)), invent(d.rnd.Intn(1<<20))))
	d.mentioned(p, s[0])
	d.mentioned(to, s[2])
	d.r.Statements = append(d.r.Statements, schema.Statement{Speaker: p.ID, Source: s[0], Cue: s[1], Content: s[3:], To: schema.Text(to.ID), Quote: d.rnd.Intn(2) == 0, Finding: d.found("statements/told", s)})
}

func (d *writing) relation() {
	a := d.some("Person", "Country", "Organization")
	var predicates []schema.Predicate
	for _, p := range schema.English().Predicates {
		if p.Section == "relation" {
			predicates = append(predicates, p)
		}
	}
	p := predicates[d.rnd.Intn(len(predicates))]
	r := schema.Relation{S: a.ID, P: p.Name, Status: d.status("relation"), Date: d.day()}
	s := d.words(a.Name, r.P)
	d.mentioned(a, s[0])
	if p.Literal && d.rnd.Intn(4) == 0 {
		r.O = "a plan for " + invent(d.rnd.Intn(500))
		s = append(s, d.words(r.O)...)
	} else {
		var kinds []string // of those that the predicate leads to
		for _, k := range []string{"Person", "Country", "Instrument"} {
			if slices.Contains(p.To, k) {
				kinds = append(kinds, k)
			}
		}
		b := d.some(kinds...)
		at := d.words(b.Name)
		d.mentioned(b, at[0])
		r.O, s = b.ID, append(s, at...)
	}
	r.Finding = d.found("stances/verb", s)
	d.r.Relations = append(d.r.Relations, r)
}

func (d *writing) visit() {
	a, place := d.some("Person"), d.some("Place", "Country")
	s := d.words(a.Name, "went to", place.Name)
	d.mentioned(a, s[0])
	d.mentioned(place, s[2])
	d.r.Visits = append(d.r.Visits, schema.Visit{Who: a.ID, Place: place.ID, Status: d.status("visit"), Date: d.day(), Finding: d.found("visits/went", s)})
}

func (d *writing) affiliation() {
	a, b := d.some("Person"), d.some("Organization")
	s := d.words(a.Name, "of the", b.Name)
	d.mentioned(a, s[0])
	d.mentioned(b, s[2])
	d.r.Affiliations = append(d.r.Affiliations, schema.Affiliation{S: a.ID, P: "member_of", O: b.ID, Finding: d.found("affiliations/of", s)})
}
