package main

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"parley/schema"
)

// judge holds the findings of a record against an annotation.
type judge struct {
	g      *gold
	r      *schema.Record
	places [][2]int
	same   map[string]string // id of the record -> id of the annotation
}

func newJudge(g *gold, r *schema.Record, text string) *judge {
	j := &judge{g: g, r: r, places: g.places(text), same: map[string]string{}}
	names := map[string]string{}
	for _, e := range g.Entities {
		for _, n := range append([]string{e.Name}, e.Aliases...) {
			names[plain(n)] = e.ID
		}
	}
	for _, e := range r.Entities {
		for _, n := range append([]string{e.Name}, e.Aliases...) {
			if id, ok := names[plain(n)]; ok {
				j.same[e.ID] = id
				break
			}
		}
	}
	return j
}

// plain is a name without case, marks and articles.
func plain(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '-':
			return ' '
		case unicode.IsPunct(r):
			return -1
		}
		return unicode.ToLower(r)
	}, strings.NewReplacer("’s", "", "'s", "").Replace(s))
	f := strings.Fields(s)
	if len(f) > 1 && slices.Contains([]string{"the", "a", "an"}, f[0]) {
		f = f[1:]
	}
	return strings.Join(f, " ")
}

// unjudged are the predicates that the annotation does not have: what is found
// of them is neither right nor wrong.
var unjudged = []string{"cooperates_with", "concedes_to", "retreats_from", "protests_against", "mobilizes_against", "investigates", "coerces", "assaults"}

// all tells of each finding whether it was right. What the annotation does not
// know of counts as wrong.
func (j *judge) all(tell func(f schema.Finding, right bool, what string)) {
	for _, m := range j.r.Meetings {
		tell(m.Finding, j.meeting(m), fmt.Sprint(m.Kind, " ", m.Status, " ", m.Participants, m.Hosts))
	}
	for _, v := range j.r.Visits {
		tell(v.Finding, j.visit(v), fmt.Sprint(v.Who, " ", v.Status, " ", v.Place))
	}
	for _, o := range j.r.Offices {
		tell(o.Finding, j.office(o), fmt.Sprint(o.Person, " ", o.Status, " ", o.Title))
	}
	for _, x := range j.r.Relations {
		if slices.Contains(unjudged, x.P) {
			continue
		}
		tell(x.Finding, j.relation(x), fmt.Sprint(x.S, " ", x.P, " ", x.Status, " ", x.O))
	}
	for _, x := range j.r.Affiliations {
		tell(x.Finding, j.affiliation(x), fmt.Sprint(x.S, " ", x.P, " ", x.O))
	}
	for _, s := range j.r.Statements {
		tell(s.Finding, j.statement(s), s.Speaker)
	}
}

// near tells whether one of the evidence spans lies in one of the sentences.
func (j *judge) near(spans []schema.Span, sentences []int) bool {
	return slices.ContainsFunc(spans, func(s schema.Span) bool {
		return slices.ContainsFunc(sentences, func(n int) bool {
			return n >= 0 && n < len(j.places) && s.Start < j.places[n][1] && j.places[n][0] < s.End
		})
	})
}

func real(status string) bool { return status == "happened" || status == "ongoing" }

func planned(status string) bool { return status == "scheduled" || status == "possible" }

func alike(a, b string) bool { return real(a) == real(b) && planned(a) == planned(b) }

// meeting is right if an annotated one of the like status has all who take part.
func (j *judge) meeting(m schema.Meeting) bool {
	for _, g := range j.g.Meetings {
		all := slices.Concat(g.Participants, g.Hosts, g.Mediator)
		ok := alike(m.Status, g.Status)
		for _, id := range slices.Concat(m.Participants, m.Hosts) {
			ok = ok && slices.Contains(all, j.same[id])
		}
		if ok {
			return true
		}
	}
	return false
}

func (j *judge) visit(v schema.Visit) bool {
	for _, g := range j.g.Visits {
		if g.Who == j.same[v.Who] && g.Place == j.same[v.Place] && alike(g.Status, v.Status) {
			return true
		}
	}
	return false
}

func (j *judge) office(o schema.Office) bool {
	for _, g := range j.g.Offices {
		if g.Person == j.same[o.Person] && overlap(g.Title, o.Title) && (g.Status == "former") == (o.Status == "former") {
			return true
		}
	}
	return false
}

// overlap tells whether a third of the words are shared.
func overlap(a, b string) bool {
	x, y := strings.Fields(plain(a)), strings.Fields(plain(b))
	n := 0
	for _, w := range x {
		if slices.Contains(y, w) {
			n++
		}
	}
	return n > 0 && 3*n >= min(len(x), len(y))
}

func (j *judge) relation(x schema.Relation) bool {
	for _, g := range j.g.Relations {
		if g.S != j.same[x.S] || g.P != x.P || real(g.Status) != real(x.Status) {
			continue
		}
		if g.O == j.same[x.O] || j.near(x.Evidence, g.Sentences) && overlap(g.O, j.words(x.O)) {
			return true
		}
	}
	return false
}

// words are an entity's name, or the literal as it is.
func (j *judge) words(o string) string {
	for _, e := range j.r.Entities {
		if e.ID == o {
			return e.Name
		}
	}
	return o
}

func (j *judge) affiliation(x schema.Affiliation) bool {
	for _, g := range j.g.Affiliations {
		if g.S == j.same[x.S] && g.P == x.P && g.O == j.same[x.O] {
			return true
		}
	}
	return false
}

func (j *judge) statement(s schema.Statement) bool {
	for _, g := range j.g.Statements {
		if g.Speaker == j.same[s.Speaker] && j.near(s.Content, g.Sentences) {
			return true
		}
	}
	return false
}
