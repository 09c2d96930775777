package export

import (
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"parley/graph"
)

// FollowTheMoney writes f as entities of the followthemoney model, one a line
// of JSON: Person, Organization, PublicBody (a country), LegalEntity (an unnamed
// group), Address (a place), Event (a meeting or visit), Position and Occupancy,
// Membership, Representation, Family, UnknownLink (a stance), Note (a statement)
// and Article. Each finding names its articles as proof and has its sentences
// as summary.
//
// The model has no word for what did not come about, so that only what did is
// written; a stance towards words of the text stays out for want of its other end.
func FollowTheMoney(ctx context.Context, w io.Writer, f *Facts) error {
	out := bufio.NewWriterSize(w, 64<<10)
	m := &ftm{w: out, f: f, ids: map[string]bool{}}
	m.things()
	if ctx.Err() != nil {
		return ctx.Err()
	}
	m.events()
	m.ties()
	m.statements()
	return out.Flush() // bufio keeps the first error of all the writes
}

// Schemata of entities by our type; Instrument has none.
var ftmSchemata = map[string]string{
	"Person": "Person", "Organization": "Organization", "Country": "PublicBody", "Group": "LegalEntity", "Place": "Address",
}

type ftm struct {
	w   *bufio.Writer
	f   *Facts
	ids map[string]bool // of positions that were written
}

// entity writes one; properties are pairs of a name and its values.
func (m *ftm) entity(id, schema string, properties map[string][]string) {
	kept := map[string][]string{}
	for name, values := range properties {
		var all []string
		for _, v := range values {
			if v = clean(v); v != "" {
				all = append(all, ftmCut(name, v))
			}
		}
		if all = set(all); len(all) > 0 {
			kept[name] = all
		}
	}
	b, err := json.Marshal(struct {
		ID         string              `json:"id"`
		Schema     string              `json:"schema"`
		Properties map[string][]string `json:"properties"`
	}{id, schema, kept}) // maps are written in the order of their keys
	if err == nil { // text always encodes
		m.w.Write(append(b, '\n'))
	}
}

// ftmID is an id as followthemoney lets one look, letters, digits, dots and
// hyphens; what had to go makes up for it by a hash.
func ftmID(id string) string {
	var b strings.Builder
	plain := true
	for i := 0; i < len(id); i++ {
		c := id[i]
		switch {
		case c == '/':
			b.WriteByte('.')
		case c == '-' || '0' <= c && c <= '9' || 'a' <= c && c <= 'z':
			b.WriteByte(c)
		default:
			plain = false
			b.WriteByte('-')
		}
	}
	s := strings.Trim(b.String(), "-.")
	if plain && s == b.String() && len(s) <= 100 && s != "" {
		return s
	}
	sum := sha256.Sum256([]byte(id))
	return fmt.Sprintf("x%s.%x", s[:min(len(s), 60)], sum[:8])
}

// ftmCut is a value of at most the length that followthemoney takes of one of
// that property.
func ftmCut(property, v string) string {
	switch property {
	case "summary", "description":
		return shorten(v, 60_000)
	case "location", "full":
		return shorten(v, 240)
	case "name", "alias":
		return shorten(v, 380)
	}
	return shorten(v, 1000)
}

// dates is a date, or none where it is not one.
func dates(date string) []string {
	if !isDate(date) {
		return nil
	}
	return []string{date}
}

func (m *ftm) things() {
	for _, e := range m.f.Entities {
		schema := ftmSchemata[e.Type]
		if schema == "" {
			continue
		}
		p := map[string][]string{"name": {e.Name}, "alias": e.Aliases, "proof": m.articles(e.Documents)}
		if schema == "Address" {
			p["full"] = []string{e.Name}
		}
		m.entity(ftmID(e.ID), schema, p)
	}
	for _, d := range m.f.Documents {
		p := map[string][]string{"title": {d.Title}, "fileName": {d.ID}, "publisher": {d.Publisher}, "publishedAt": dates(d.Published)}
		if strings.HasPrefix(d.URL, "http://") || strings.HasPrefix(d.URL, "https://") {
			p["sourceUrl"] = []string{d.URL}
		}
		m.entity(ftmID("document/"+d.ID), "Article", p)
	}
}

func (m *ftm) articles(documents []string) []string {
	var out []string
	for _, d := range documents {
		if d != "" {
			out = append(out, ftmID("document/"+d))
		}
	}
	return out
}

// finding is the properties that every finding has.
func (m *ftm) finding(all []graph.Evidence, more map[string][]string) map[string][]string {
	more["proof"] = m.articles(documentsBehind(all))
	for _, ev := range all {
		more["summary"] = append(more["summary"], "“"+ev.Sentence+"” ("+sourceName(ev)+")")
	}
	return more
}

// of keeps those ids whose schema is one of these.
func (m *ftm) of(ids []string, schemata ...string) []string {
	var out []string
	for _, id := range ids {
		if slices.Contains(schemata, ftmSchemata[m.f.Type(id)]) {
			out = append(out, ftmID(id))
		}
	}
	return out
}

var legal = []string{"Person", "Organization", "PublicBody", "LegalEntity"}

func (m *ftm) events() {
	for i := range m.f.Meetings {
		x := &m.f.Meetings[i]
		if !m.f.Real(x.Status) {
			continue
		}
		name := strings.Join(m.f.Names(x.Who()), ", ")
		if caption := m.f.meetingCaption(x); caption != "" {
			name = caption + ": " + name
		}
		m.entity(ftmID(x.ID+"/"+x.Status), "Event", m.finding(x.Evidence, map[string][]string{
			"name": {name}, "date": dates(x.Date), "involved": m.of(slices.Concat(x.Participants, x.Mediators), legal...),
			"organizer": m.of(x.Hosts, legal...), "location": m.f.Names(x.Places), "description": {x.About}, "keywords": {x.Kind},
		}))
	}
	for _, v := range m.f.Visits {
		if m.f.Real(v.Status) {
			m.entity(ftmID(v.ID+"/"+v.Status), "Event", m.finding(v.Evidence, map[string][]string{
				"name": {"visit: " + m.f.Name(v.Who) + ", " + m.f.Name(v.Place)}, "date": dates(v.Date), "involved": m.of([]string{v.Who}, legal...),
				"location": {m.f.Name(v.Place)}, "keywords": {"visit"},
			}))
		}
	}
}

func (m *ftm) ties() {
	for _, h := range m.f.Holdings {
		holder := m.of([]string{h.Person}, "Person")
		if len(holder) == 0 {
			continue
		}
		post := ftmID(h.Office)
		if !m.ids[post] {
			m.ids[post] = true
			name := h.Title
			if len(h.Of) > 0 {
				name += ", " + strings.Join(m.f.Names(h.Of), ", ")
			}
			m.entity(post, "Position", map[string][]string{"name": {name}, "organization": m.of(h.Of, "Organization", "PublicBody")})
		}
		m.entity(ftmID("holding/"+h.Person+"/"+h.Office+"/"+h.Status), "Occupancy", m.finding(h.Evidence, map[string][]string{
			"holder": holder, "post": {post}, "status": {h.Status}, "date": dates(h.ToldLast),
		}))
	}
	for _, r := range slices.Concat(m.f.Affiliations, m.f.Relations) {
		if r.Object == "" || r.Status != "" && !m.f.Real(r.Status) || ftmSchemata[m.f.Type(r.Subject)] == "" || ftmSchemata[m.f.Type(r.Object)] == "" {
			continue
		}
		m.tie(r)
	}
}

func (m *ftm) tie(r Relation) {
	s, o := []string{r.Subject}, []string{r.Object}
	schema, from, to, a, b := "UnknownLink", "subject", "object", m.of(s, append(legal, "Address")...), m.of(o, append(legal, "Address")...)
	p := map[string][]string{"date": dates(r.Date)}
	caption := predicateCaption(m.f.model, r.Predicate)
	switch r.Predicate {
	case "member_of":
		if x, y := m.of(s, legal...), m.of(o, "Organization", "PublicBody"); len(x) > 0 && len(y) > 0 {
			schema, from, to, a, b = "Membership", "member", "organization", x, y
		}
	case "represents":
		if x, y := m.of(s, legal...), m.of(o, legal...); len(x) > 0 && len(y) > 0 {
			schema, from, to, a, b = "Representation", "agent", "client", x, y
		}
	case "spouse_of", "relative_of":
		if x, y := m.of(s, "Person"), m.of(o, "Person"); len(x) > 0 && len(y) > 0 {
			schema, from, to, a, b = "Family", "person", "relative", x, y
		}
	}
	if schema == "Family" {
		p["relationship"] = []string{caption}
	} else {
		p["role"] = []string{caption}
	}
	p[from], p[to] = a, b
	id := strings.Join([]string{"relation", r.Subject, r.Predicate, r.Object, r.Status, r.Date}, "/")
	m.entity(ftmID(id), schema, m.finding(r.Evidence, p))
}

func (m *ftm) statements() {
	for _, s := range m.f.Statements {
		p := m.finding(s.Evidence, map[string][]string{"description": {s.Words}})
		if ftmSchemata[m.f.Type(s.Speaker)] != "" {
			p["entity"] = []string{ftmID(s.Speaker)}
		}
		p["name"] = []string{m.f.nameIfAny(s.Speaker) + ": " + s.Words}
		m.entity(ftmID(s.ID), "Note", p)
	}
}
