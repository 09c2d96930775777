package graph

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/cayleygraph/quad"

	"parley/schema"
)

// SmallMeeting is the largest number of participants and hosts of which each
// two are said to have met: at a conference of forty nobody meets everybody.
const SmallMeeting = 4

// Quads is what record r of a document with this text says, as the table of
// the package comment has it, its entities called as the record calls them:
// sorted, each quad once. r must be valid.
func Quads(r *schema.Record, text string) []quad.Quad { return quadsOf(r, text, &naming{}) }

// quadsOf is Quads with entities called as n has them, without the claims that
// people reject.
func quadsOf(r *schema.Record, text string, n *naming) []quad.Quad {
	r = r.Clone() // names of claims are digests: an empty list and none must not differ
	w := &quads{as: n, r: r, text: text, points: schema.CodePoints(text), model: schema.English(), doc: DocumentIRI(r.Doc), entities: map[string]bool{}}
	for _, e := range r.Entities {
		w.entities[e.ID] = true
	}
	w.document()
	for i := range r.Entities {
		w.entity(&r.Entities[i])
	}
	for i := range r.Offices {
		w.office(&r.Offices[i])
	}
	for i := range r.Meetings {
		w.meeting(&r.Meetings[i])
	}
	for i := range r.Visits {
		w.visit(&r.Visits[i])
	}
	for i := range r.Relations {
		w.relation(&r.Relations[i])
	}
	for i := range r.Affiliations {
		w.affiliation(&r.Affiliations[i])
	}
	for i := range r.Statements {
		w.statement(&r.Statements[i])
	}
	if len(n.rejected) > 0 {
		w.out = slices.DeleteFunc(w.out, func(q quad.Quad) bool { return n.rejected[id(q.Label)] })
	}
	slices.SortFunc(w.out, compareQuads)
	return slices.Compact(w.out)
}

type quads struct {
	as       *naming
	r        *schema.Record
	text     string
	points   []int32 // byte offset -> code point
	model    *schema.Model
	entities map[string]bool
	doc      quad.IRI
	label    quad.IRI // of what is being said now
	out      []quad.Quad
}

func (w *quads) say(s quad.IRI, p string, o quad.Value) {
	pred := IRI(p)
	if p == string(TypeIRI) || p == string(NameIRI) {
		pred = quad.IRI(p)
	}
	w.out = append(w.out, quad.Quad{Subject: s, Predicate: pred, Object: o, Label: w.label})
}

func (w *quads) sayText(s quad.IRI, p, o string) {
	if o = clean(o); o != "" {
		w.say(s, p, quad.String(o))
	}
}

func (w *quads) sayIDs(s quad.IRI, p string, ids []string) {
	for _, id := range ids {
		w.say(s, p, w.node(id))
	}
}

// node is what the graph calls an entity of the record.
func (w *quads) node(id string) quad.IRI { return IRI(w.as.id(id)) }

// both says s p o, and o p s where the predicate is symmetric.
func (w *quads) both(s quad.IRI, p string, o quad.Value) {
	if o == quad.Value(s) { // two of a record that turned out to be one
		return
	}
	w.say(s, p, o)
	if iri, ok := o.(quad.IRI); ok && w.model.Predicate(p).Symmetric {
		w.say(iri, p, s)
	}
}

// claim opens the claim that says what follows; v is the finding of section.
func (w *quads) claim(section string, v any, f schema.Finding, status string) quad.IRI {
	c := IRI("claim/" + digest(w.r.Doc, section, v))
	w.label = c
	w.say(c, string(TypeIRI), IRI("Claim"))
	w.say(c, "document", w.doc)
	for _, s := range f.Evidence {
		w.sayText(c, "evidence", w.char(s))
		w.sayText(c, "sentence", fold(w.text[s.Start:s.End]))
	}
	w.sayText(c, "rule", f.Rule)
	w.sayText(c, "status", status)
	w.say(c, "confidence", quad.TypedString{Value: quad.String(strconv.FormatFloat(f.Confidence, 'f', -1, 64)), Type: decimal})
	return c
}

func (w *quads) document() {
	w.label = w.doc
	w.say(w.doc, string(TypeIRI), IRI("Document"))
	w.sayText(w.doc, "title", w.r.Title)
	w.sayText(w.doc, "published", string(w.r.Published))
	w.sayText(w.doc, "publisher", w.r.Publisher)
	w.sayText(w.doc, "url", w.r.URL)
}

// entity is claimed by the place where the document first names it. Its rule
// and confidence are those of naming, which a record does not carry.
func (w *quads) entity(e *schema.Entity) {
	c := IRI("claim/" + digest(w.r.Doc, "entities", e.ID))
	w.label = c
	w.say(c, string(TypeIRI), IRI("Claim"))
	w.say(c, "document", w.doc)
	if len(e.Mentions) > 0 {
		s := e.Mentions[0].Span
		w.sayText(c, "evidence", w.char(s))
		w.sayText(c, "sentence", fold(w.line(s)))
	}
	id := w.node(e.ID)
	w.say(id, string(TypeIRI), IRI(e.Type))
	if name := w.as.names[w.as.id(e.ID)]; name != "" && name != e.Name {
		w.sayText(id, string(NameIRI), name)
		w.sayText(id, "alias", e.Name)
	} else {
		w.sayText(id, string(NameIRI), e.Name)
	}
	if w.as.id(e.ID) != e.ID {
		w.sayText(id, "record_id", e.ID)
	}
	for _, a := range e.Aliases {
		w.sayText(id, "alias", a)
	}
}

func (w *quads) office(o *schema.Office) {
	w.claim("offices", o, o.Finding, o.Status)
	id := IRI(officeID(o.Title, w.as.id(string(o.Of))))
	w.say(id, string(TypeIRI), IRI("Office"))
	w.sayText(id, "title", o.Title)
	if o.Of != "" {
		w.say(id, "of", w.node(string(o.Of)))
	}
	p := map[string]string{"former": "held_office", "elect": "elected_to"}[o.Status]
	if p == "" {
		p = "holds_office"
	}
	w.say(w.node(o.Person), p, id)
}

func (w *quads) meeting(m *schema.Meeting) {
	c := w.claim("meetings", m, m.Finding, m.Status)
	w.phrase(c, m.Trigger)
	id := IRI(m.ID)
	w.say(id, string(TypeIRI), IRI("Meeting"))
	w.sayText(id, "kind", m.Kind)
	w.sayText(id, "status", m.Status)
	w.sayText(id, "date", string(m.Date))
	w.sayText(id, "when", m.When)
	w.sayText(id, "about", m.About)
	w.sayIDs(id, "participant", m.Participants)
	w.sayIDs(id, "host", m.Hosts)
	w.sayIDs(id, "mediator", m.Mediators)
	w.sayIDs(id, "held_in", m.Places)
	if !w.model.Real(m.Status) {
		return
	}
	who := w.as.all(slices.Concat(m.Participants, m.Hosts))
	slices.Sort(who)
	who = slices.Compact(who)
	if len(who) > SmallMeeting {
		return
	}
	for i, a := range who {
		for _, b := range who[i+1:] {
			w.both(IRI(a), "met", IRI(b))
		}
	}
}

func (w *quads) visit(v *schema.Visit) {
	w.claim("visits", v, v.Finding, v.Status)
	id := IRI("visit/" + digest(w.r.Doc, "visits", v))
	w.say(id, string(TypeIRI), IRI("Visit"))
	w.say(id, "visitor", w.node(v.Who))
	w.say(id, "destination", w.node(v.Place))
	w.sayText(id, "status", v.Status)
	w.sayText(id, "date", string(v.Date))
	if w.model.Real(v.Status) {
		w.say(w.node(v.Who), "visited", w.node(v.Place))
	}
}

func (w *quads) relation(r *schema.Relation) {
	c := w.claim("relations", r, r.Finding, r.Status)
	w.sayText(c, "date", string(r.Date))
	var o quad.Value = quad.String(clean(r.O))
	if w.entities[r.O] {
		o = w.node(r.O)
	}
	if w.model.Real(r.Status) {
		w.both(w.node(r.S), r.P, o)
		return
	}
	w.say(c, "subject", w.node(r.S))
	w.say(c, "predicate", IRI(r.P))
	w.say(c, "object", o)
}

func (w *quads) affiliation(a *schema.Affiliation) {
	w.claim("affiliations", a, a.Finding, "")
	w.both(w.node(a.S), a.P, w.node(a.O))
}

func (w *quads) statement(s *schema.Statement) {
	c := w.claim("statements", s, s.Finding, "")
	w.phrase(c, s.Cue)
	id := IRI("statement/" + digest(w.r.Doc, "statements", s))
	w.say(id, string(TypeIRI), IRI("Statement"))
	w.say(id, "speaker", w.node(s.Speaker))
	for _, x := range s.Content {
		w.sayText(id, "content", fold(w.text[x.Start:x.End]))
	}
	w.sayText(id, "quote", strconv.FormatBool(s.Quote))
	if s.To != "" {
		w.say(id, "addressee", w.node(string(s.To)))
	}
}

func (w *quads) phrase(c quad.IRI, s schema.Span) {
	w.sayText(c, "phrase", fold(w.text[s.Start:s.End]))
}

// char is the span as RFC 5147 has it: code points, "char=3,40".
func (w *quads) char(s schema.Span) string {
	return fmt.Sprintf("char=%d,%d", w.points[s.Start], w.points[s.End])
}

// line is the text around s, up to the line's ends but at most 160 bytes each way.
func (w *quads) line(s schema.Span) string {
	const reach = 160
	from, to := max(0, s.Start-reach), min(len(w.text), s.End+reach)
	if i := strings.LastIndexByte(w.text[from:s.Start], '\n'); i >= 0 {
		from += i + 1
	}
	if i := strings.IndexByte(w.text[s.End:to], '\n'); i >= 0 {
		to = s.End + i
	}
	for from < s.Start && !utf8.RuneStart(w.text[from]) {
		from++
	}
	for to < len(w.text) && to > s.End && !utf8.RuneStart(w.text[to]) {
		to--
	}
	return w.text[from:to]
}

// fold makes one line of s.
func fold(s string) string { return strings.Join(strings.Fields(s), " ") }

// clean drops what no literal may hold: bytes that are no UTF-8.
func clean(s string) string { return strings.ToValidUTF8(s, "\uFFFD") }

// compareQuads orders by subject, predicate, object and label, each as
// quad.StringOf writes it.
func compareQuads(a, b quad.Quad) int {
	for _, d := range []quad.Direction{quad.Subject, quad.Predicate, quad.Object, quad.Label} {
		x, y := a.Get(d), b.Get(d)
		if x == y {
			continue
		}
		if c := strings.Compare(quad.StringOf(x), quad.StringOf(y)); c != 0 {
			return c
		}
	}
	return 0
}
