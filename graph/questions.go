package graph

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strconv"
	"strings"

	"parley/graph/quadstore"
)

// stance is a relation of two as one claim tells it.
type stance struct {
	quad   [4]quadstore.Ref // of the edge, or of the claim's subject, predicate and object
	status string
}

// stances are the relations from s to o, 0 standing for any, by the given
// predicates; also those that did not come about, with their status.
func (r *reader) stances(ctx context.Context, predicates map[string]bool, s, o quadstore.Ref) ([]stance, error) {
	var out []stance
	for _, p := range slices.Sorted(maps.Keys(predicates)) {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		for _, q := range r.match(s, p, o) {
			out = append(out, stance{q, r.claim(q[3]).text("status")})
		}
		// What did not come about hangs from its claim.
		word := r.word(p)
		if word == 0 {
			continue
		}
		var claims []quadstore.Ref
		switch {
		case s != 0:
			claims = r.subjects("subject", s)
		case o != 0:
			claims = r.subjects("object", o)
		default:
			claims = r.subjects("predicate", word)
		}
		for _, c := range claims {
			n := r.claim(c)
			of, subject, object := n.of("predicate"), n.of("subject"), n.of("object")
			if len(of) == 0 || len(subject) == 0 || len(object) == 0 || r.text(of[0].object) != p {
				continue
			}
			if (s == 0 || subject[0].object == s) && (o == 0 || object[0].object == o) {
				out = append(out, stance{[4]quadstore.Ref{subject[0].object, word, object[0].object, c}, n.text("status")})
			}
		}
	}
	return out, nil
}

// relations are the predicates of a section.
func (s *Store) relations(sections ...string) map[string]bool {
	out := map[string]bool{}
	for _, p := range s.model.Predicates {
		if slices.Contains(sections, p.Section) {
			out[p.Name] = true
		}
	}
	return out
}

// Positions lists what stances the actors of these ids took, by date: towards
// one of objects, if there are any. Without ids, everybody's.
func (s *Store) Positions(ctx context.Context, ids, objects []string) (*Answer, error) {
	return s.stancesOf(ctx, s.relations("relation"), ids, objects)
}

// votes are the predicates that tell of votes.
var votes = map[string]bool{"voted_for": true, "voted_against": true, "abstained_on": true, "vetoed": true}

// Votes lists who voted how on what, by date. objects are what was voted on.
func (s *Store) Votes(ctx context.Context, ids, objects []string) (*Answer, error) {
	return s.stancesOf(ctx, votes, ids, objects)
}

func (s *Store) stancesOf(ctx context.Context, predicates map[string]bool, ids, objects []string) (*Answer, error) {
	a := &Answer{Columns: []string{"date", "who", "position", "whom", "status"}, Gizmo: gizmoPositions(predicates, ids, objects)}
	err := s.view(ctx, func(r *reader) error {
		for _, x := range orAny(ids) {
			for _, y := range orAny(objects) {
				from, to := r.entityOrAny(x), r.entityOrAny(y)
				if x != "" && from == 0 || y != "" && to == 0 {
					continue
				}
				found, err := r.stances(ctx, predicates, from, to)
				if err != nil {
					return err
				}
				for _, f := range found {
					a.stance(r, s, f)
				}
			}
		}
		a.sort()
		a.cite(r)
		return nil
	})
	return a, err
}

func orAny(ids []string) []string {
	if len(ids) == 0 {
		return []string{""}
	}
	return ids
}

func (r *reader) entityOrAny(id string) quadstore.Ref {
	if id == "" {
		return 0
	}
	return r.entity(id)
}

// stance adds a row. The caption of the predicate says what it is.
func (a *Answer) stance(r *reader, s *Store, f stance) {
	p := r.text(f.quad[1])
	words := p
	if known := s.model.Predicate(p); known != nil {
		words = known.Caption
	}
	a.Rows = append(a.Rows, Row{
		Cells:  []string{r.claim(f.quad[3]).text("date"), r.caption(r.text(f.quad[0])), words, r.shown(f.quad[2]), f.status},
		Key:    []string{r.text(f.quad[2]), p, r.text(f.quad[0])},
		claims: []quadstore.Ref{f.quad[3]},
	})
}

// Between lists all that is told of one of a together with one of b: meetings,
// stances of the one towards the other, what the one said to the other, ties;
// by date. Also what was planned, refused or denied, told by the status.
func (s *Store) Between(ctx context.Context, as, bs []string) (*Answer, error) {
	a := &Answer{Columns: []string{"date", "what", "who", "whom", "status", "about"}, Gizmo: gizmoBetween(s, as, bs)}
	err := s.view(ctx, func(r *reader) error {
		ms, err := r.meetings(ctx, s, MeetingFilter{Who: [][]string{as, bs}, All: true})
		if err != nil {
			return err
		}
		for _, m := range ms {
			a.Rows = append(a.Rows, Row{Cells: []string{m.Date, m.Kind, r.list(m.Who), "", m.Status, m.text("about")}, Key: []string{m.id()}, claims: m.claims})
		}
		for _, pair := range [2][2][]string{{as, bs}, {bs, as}} {
			for _, x := range pair[0] {
				for _, y := range pair[1] {
					if err := a.oneWay(ctx, r, s, x, y); err != nil {
						return err
					}
				}
			}
		}
		a.sort()
		a.cite(r)
		return nil
	})
	return a, err
}

// oneWay adds what x does towards y.
func (a *Answer) oneWay(ctx context.Context, r *reader, s *Store, x, y string) error {
	from, to := r.entity(x), r.entity(y)
	if from == 0 || to == 0 {
		return nil
	}
	found, err := r.stances(ctx, s.relations("relation", "affiliation"), from, to)
	if err != nil {
		return err
	}
	for _, f := range found {
		n := len(a.Rows)
		a.stance(r, s, f)
		row := &a.Rows[n]
		row.Cells = []string{row.Cells[0], row.Cells[2], row.Cells[1], row.Cells[3], row.Cells[4], ""}
	}
	for _, t := range r.subjects("speaker", from) {
		n := r.node(t)
		if !slices.ContainsFunc(n.of("addressee"), func(f fact) bool { return f.object == to }) {
			continue
		}
		claims := n.claims()
		a.Rows = append(a.Rows, Row{Cells: []string{"", "said to", r.caption(x), r.caption(y), "", strings.Join(n.texts("content"), " … ")}, Key: []string{r.text(t)}, claims: claims})
	}
	return nil
}

// Timeline lists all that is told of the entities of these ids, by date:
// meetings and visits, stances, statements and offices; the last two have the
// date on which they were published, which is told by the column by.
func (s *Store) Timeline(ctx context.Context, ids []string) (*Answer, error) {
	a := &Answer{Columns: []string{"date", "by", "what", "who", "whom", "status", "about"}, Gizmo: gizmoTimeline(s, ids)}
	err := s.view(ctx, func(r *reader) error {
		for _, x := range ids {
			if err := a.timeline(ctx, r, s, x); err != nil {
				return err
			}
		}
		a.sort()
		a.cite(r)
		return nil
	})
	return a, err
}

func (a *Answer) timeline(ctx context.Context, r *reader, s *Store, x string) error {
	n := r.entity(x)
	if n == 0 {
		return nil
	}
	add := func(date, what, who, whom, status, about string, key []string, claims []quadstore.Ref) {
		by := "event"
		if date == "" {
			if date, _, _ = strings.Cut(r.told(claims), " "); date != "" {
				by = "publication"
			} else {
				by = ""
			}
		}
		a.Rows = append(a.Rows, Row{Cells: []string{date, by, what, who, whom, status, about}, Key: key, claims: claims})
	}
	ms, err := r.meetings(ctx, s, MeetingFilter{Who: [][]string{{x}}, All: true})
	if err != nil {
		return err
	}
	for _, m := range ms {
		add(m.Date, m.Kind, r.list(m.Who), r.list(m.Places), m.Status, m.text("about"), []string{m.id()}, m.claims)
	}
	for _, v := range distinct(slices.Concat(r.subjects("visitor", n), r.subjects("destination", n))) {
		visit := r.node(v)
		add(visit.text("date"), "visit", r.list(visit.texts("visitor")), r.list(visit.texts("destination")), visit.text("status"), "", []string{r.text(v)}, visit.claims())
	}
	for _, ends := range [2][2]quadstore.Ref{{n, 0}, {0, n}} {
		found, err := r.stances(ctx, s.relations("relation"), ends[0], ends[1])
		if err != nil {
			return err
		}
		for _, f := range found {
			p := s.model.Predicate(r.text(f.quad[1]))
			add(r.claim(f.quad[3]).text("date"), p.Caption, r.caption(r.text(f.quad[0])), r.shown(f.quad[2]), f.status, "",
				[]string{r.text(f.quad[0]), p.Name, r.text(f.quad[2])}, []quadstore.Ref{f.quad[3]})
		}
	}
	for _, t := range distinct(slices.Concat(r.subjects("speaker", n), r.subjects("addressee", n))) {
		st := r.node(t)
		add("", "said", r.list(st.texts("speaker")), r.list(st.texts("addressee")), "", strings.Join(st.texts("content"), " … "), []string{r.text(t)}, st.claims())
	}
	for _, os := range officeStatus {
		for _, q := range r.match(n, os.predicate, 0) {
			office := r.node(q[2])
			add("", "office", r.caption(x), r.list(office.texts("of")), os.status, office.text("title"), []string{x, os.predicate, r.text(q[2])}, []quadstore.Ref{q[3]})
		}
	}
	return nil
}

// Common lists who met both one of as and one of bs, and how many meetings
// each of the two had with him.
func (s *Store) Common(ctx context.Context, as, bs []string) (*Answer, error) {
	a := &Answer{Columns: []string{"who", "meetings with the first", "with the second"}, Gizmo: gizmoCommon(as, bs)}
	err := s.view(ctx, func(r *reader) error {
		first, second := r.met(as), r.met(bs)
		for x, claims := range first {
			other := second[x]
			if len(other) == 0 || ctx.Err() != nil {
				continue
			}
			id := r.text(x)
			if slices.Contains(as, id) || slices.Contains(bs, id) {
				continue
			}
			a.Rows = append(a.Rows, Row{Cells: []string{r.caption(id), strconv.Itoa(len(claims)), strconv.Itoa(len(other))}, Key: []string{id}, claims: slices.Concat(claims, other)})
		}
		a.sort()
		a.cite(r)
		return ctx.Err()
	})
	return a, err
}

// met is whom the entities met, with the claims that say so.
func (r *reader) met(ids []string) map[quadstore.Ref][]quadstore.Ref {
	out := map[quadstore.Ref][]quadstore.Ref{}
	for _, x := range ids {
		n := r.entity(x)
		if n == 0 {
			continue
		}
		for _, q := range r.match(n, "met", 0) {
			if len(r.some(q[3:])) > 0 && !slices.Contains(out[q[2]], q[3]) {
				out[q[2]] = append(out[q[2]], q[3])
			}
		}
	}
	return out
}

// MostConnected lists those of a type (Person, Country …; "" is any) who met
// the most others, the n first of them.
func (s *Store) MostConnected(ctx context.Context, kind string, n int) (*Answer, error) {
	a := &Answer{Columns: []string{"who", "met", "meetings"}, Gizmo: gizmoMostConnected(kind, n)}
	err := s.view(ctx, func(r *reader) error {
		type count struct {
			others map[quadstore.Ref]bool
			claims []quadstore.Ref
		}
		all := map[quadstore.Ref]*count{}
		if r.word("met") == 0 {
			return nil
		}
		for q := range r.tx.Match(0, r.word("met"), 0, 0) {
			if err := ctx.Err(); err != nil {
				return err
			}
			if len(r.some(q[3:])) == 0 {
				continue
			}
			c := all[q[0]]
			if c == nil {
				c = &count{others: map[quadstore.Ref]bool{}}
				all[q[0]] = c
			}
			c.others[q[2]] = true
			c.claims = append(c.claims, q[3])
		}
		type found struct {
			id string
			*count
		}
		var list []found
		for x, c := range all {
			if kind == "" || slices.ContainsFunc(r.match(x, string(TypeIRI), 0), func(q [4]quadstore.Ref) bool { return r.text(q[2]) == kind }) {
				list = append(list, found{r.text(x), c})
			}
		}
		slices.SortFunc(list, func(a, b found) int {
			return cmp.Or(cmp.Compare(len(b.others), len(a.others)), strings.Compare(a.id, b.id))
		})
		for _, f := range list[:min(n, len(list))] {
			claims := distinct(f.claims)
			a.Rows = append(a.Rows, Row{Cells: []string{r.caption(f.id), strconv.Itoa(len(f.others)), strconv.Itoa(len(claims))}, Key: []string{f.id, strconv.Itoa(len(f.others))}, claims: claims})
		}
		a.cite(r)
		return nil
	})
	return a, err
}

// People are the persons who hold, held or were elected to an office of one of
// ids, or represent it or are members of it: through whom a country acts.
func (s *Store) People(ctx context.Context, ids []string) ([]string, error) {
	found := map[string]bool{}
	err := s.view(ctx, func(r *reader) error {
		for _, x := range ids {
			n := r.entity(x)
			if n == 0 {
				continue
			}
			for _, office := range r.subjects("of", n) {
				for _, os := range officeStatus {
					for _, p := range r.subjects(os.predicate, office) {
						found[r.text(p)] = true
					}
				}
			}
			for _, tie := range []string{"represents", "member_of"} {
				for _, p := range r.subjects(tie, n) {
					if id := r.text(p); strings.HasPrefix(id, "person/") {
						found[id] = true
					}
				}
			}
		}
		return nil
	})
	return slices.Sorted(maps.Keys(found)), err
}
