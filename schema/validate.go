package schema

import (
	"errors"
	"fmt"
	"math"
	"regexp"
	"slices"
	"unicode/utf8"
)

// IsDate reports whether s is YYYY, YYYY-MM or YYYY-MM-DD.
func IsDate(s string) bool { return anyDate.MatchString(s) }

// Validate reports everything in r that the vocabulary or the text does not
// allow, each error with its place ("meetings[2].status: …"); nil if r is
// sound. It does not change r.
func (m *Model) Validate(r *Record, text string) error {
	v := validator{m: m, r: r, text: text, ids: map[string]*Entity{}}
	if r.Doc == "" {
		v.fail("doc", "missing")
	}
	if !IsDate(string(r.Published)) && r.Published != "" {
		v.fail("published", "%q is no YYYY, YYYY-MM or YYYY-MM-DD", r.Published)
	}
	v.entities()
	for i, x := range r.Offices {
		at := fmt.Sprintf("offices[%d]", i)
		v.ref(at+".person", x.Person, "Person")
		if x.Of != "" {
			v.ref(at+".of", string(x.Of))
		}
		if x.Title == "" {
			v.fail(at+".title", "missing")
		}
		v.status(at, x.Status, "office")
		v.finding(at, x.Finding)
	}
	seen := map[string]bool{}
	for i, x := range r.Meetings {
		v.meeting(fmt.Sprintf("meetings[%d]", i), x, seen)
	}
	for i, x := range r.Visits {
		at := fmt.Sprintf("visits[%d]", i)
		v.ref(at+".who", x.Who, m.predicates["visitor"].To...)
		v.ref(at+".place", x.Place, m.predicates["destination"].To...)
		v.status(at, x.Status, "visit")
		v.date(at, x.Date)
		v.finding(at, x.Finding)
	}
	for i, x := range r.Relations {
		at := fmt.Sprintf("relations[%d]", i)
		p := v.predicate(at, x.P, "relation")
		v.ref(at+".s", x.S, p.From...)
		if v.ids[x.O] != nil || !p.Literal {
			v.ref(at+".o", x.O, p.To...)
		} else if x.O == "" {
			v.fail(at+".o", "missing")
		}
		v.status(at, x.Status, "relation")
		v.date(at, x.Date)
		v.finding(at, x.Finding)
	}
	for i, x := range r.Affiliations {
		at := fmt.Sprintf("affiliations[%d]", i)
		p := v.predicate(at, x.P, "affiliation")
		v.ref(at+".s", x.S, p.From...)
		v.ref(at+".o", x.O, p.To...)
		v.finding(at, x.Finding)
	}
	for i, x := range r.Statements {
		at := fmt.Sprintf("statements[%d]", i)
		v.ref(at+".speaker", x.Speaker, m.predicates["speaker"].To...)
		if x.To != "" {
			v.ref(at+".to", string(x.To), m.predicates["addressee"].To...)
		}
		v.span(at+".source", x.Source)
		v.span(at+".cue", x.Cue)
		if len(x.Content) == 0 {
			v.fail(at+".content", "missing")
		}
		for k, s := range x.Content {
			v.span(fmt.Sprintf("%s.content[%d]", at, k), s)
		}
		v.finding(at, x.Finding)
	}
	return errors.Join(v.errs...)
}

var (
	anyDate = regexp.MustCompile(`^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$`)
	idForm  = regexp.MustCompile(`^[a-z]+/[^\s<>"{}|\\^` + "`" + `]+$`)
)

type validator struct {
	m    *Model
	r    *Record
	text string
	ids  map[string]*Entity
	errs []error
}

func (v *validator) fail(at, format string, args ...any) {
	v.errs = append(v.errs, fmt.Errorf("%s: %s: %s", v.r.Doc, at, fmt.Sprintf(format, args...)))
}

func (v *validator) entities() {
	for i := range v.r.Entities {
		e, at := &v.r.Entities[i], fmt.Sprintf("entities[%d]", i)
		if !idForm.MatchString(e.ID) {
			v.fail(at+".id", "%q is no type/name", e.ID)
		}
		if v.ids[e.ID] != nil {
			v.fail(at+".id", "%q stands twice", e.ID)
		}
		v.ids[e.ID] = e
		if t := v.m.types[e.Type]; t == nil || !t.Entity {
			v.fail(at+".type", "no entity type %q", e.Type)
		}
		if e.Name == "" {
			v.fail(at+".name", "missing")
		}
		for k, x := range e.Mentions {
			v.span(fmt.Sprintf("%s.mentions[%d]", at, k), x.Span)
			if !slices.Contains(v.m.Mentions, x.Kind) {
				v.fail(fmt.Sprintf("%s.mentions[%d].kind", at, k), "unknown kind %q", x.Kind)
			}
		}
	}
}

func (v *validator) meeting(at string, x Meeting, seen map[string]bool) {
	if !idForm.MatchString(x.ID) || seen[x.ID] {
		v.fail(at+".id", "%q is no id of its own", x.ID)
	}
	seen[x.ID] = true
	if !slices.Contains(v.m.Kinds, x.Kind) {
		v.fail(at+".kind", "unknown kind %q", x.Kind)
	}
	v.status(at, x.Status, "meeting")
	for _, role := range []struct {
		name, predicate string
		ids             []string
	}{
		{"participants", "participant", x.Participants}, {"hosts", "host", x.Hosts},
		{"mediators", "mediator", x.Mediators}, {"places", "held_in", x.Places},
	} {
		for k, id := range role.ids {
			v.ref(fmt.Sprintf("%s.%s[%d]", at, role.name, k), id, v.m.predicates[role.predicate].To...)
		}
	}
	v.span(at+".trigger", x.Trigger)
	v.date(at, x.Date)
	v.finding(at, x.Finding)
}

func (v *validator) predicate(at, name, section string) Predicate {
	p := v.m.predicates[name]
	if p == nil || p.Section != section {
		v.fail(at+".p", "no %s %q", section, name)
		return Predicate{Literal: true}
	}
	return *p
}

// ref checks that id is an entity of the record, of one of types if any are given.
func (v *validator) ref(at, id string, types ...string) {
	e := v.ids[id]
	if e == nil {
		v.fail(at, "no entity %q", id)
	} else if len(types) > 0 && !slices.Contains(types, e.Type) {
		v.fail(at, "%s is a %s, want one of %v", id, e.Type, types)
	}
}

func (v *validator) status(at, name, section string) {
	if s := v.m.statuses[name]; s == nil || !slices.Contains(s.Of, section) {
		v.fail(at+".status", "no status %q of a %s", name, section)
	}
}

func (v *validator) date(at string, d Text) {
	if d != "" && !IsDate(string(d)) {
		v.fail(at+".date", "%q is no YYYY, YYYY-MM or YYYY-MM-DD", d)
	}
}

func (v *validator) finding(at string, f Finding) {
	if len(f.Evidence) == 0 {
		v.fail(at+".evidence", "missing: nothing is claimed without its sentence")
	}
	for k, s := range f.Evidence {
		v.span(fmt.Sprintf("%s.evidence[%d]", at, k), s)
	}
	if math.IsNaN(f.Confidence) || f.Confidence < 0 || f.Confidence > 1 {
		v.fail(at+".confidence", "%v is not between 0 and 1", f.Confidence)
	}
	if f.Rule == "" {
		v.fail(at+".rule", "missing")
	}
}

func (v *validator) span(at string, s Span) {
	switch {
	case s.Start < 0 || s.End > len(v.text) || s.Start >= s.End:
		v.fail(at, "span %d-%d is empty or outside the text of %d bytes", s.Start, s.End, len(v.text))
	case !utf8.RuneStart(v.text[s.Start]) || s.End < len(v.text) && !utf8.RuneStart(v.text[s.End]):
		v.fail(at, "span %d-%d cuts a character", s.Start, s.End)
	}
}
