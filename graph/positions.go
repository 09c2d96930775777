package graph

import (
	"context"
	"fmt"
	"strings"

	"parley/graph/quadstore"
)

// officeStatus tells by which predicate a person is tied to an office.
var officeStatus = []struct{ predicate, status string }{
	{"holds_office", "current"}, {"held_office", "former"}, {"elected_to", "elect"},
}

// Offices lists who holds, held or was elected to which office. ids are
// persons, or the countries and bodies whose offices are meant; none means all.
func (s *Store) Offices(ctx context.Context, ids []string) (*Answer, error) {
	a := &Answer{Columns: []string{"person", "office", "of", "status"}, Gizmo: gizmoOffices(ids)}
	err := s.view(ctx, func(r *reader) error {
		for _, os := range officeStatus {
			found := r.match(0, os.predicate, 0)
			if len(ids) > 0 {
				found = nil
			}
			for _, x := range ids {
				if n := r.entity(x); n != 0 {
					found = append(found, r.match(n, os.predicate, 0)...)
					for _, office := range r.subjects("of", n) {
						found = append(found, r.match(0, os.predicate, office)...)
					}
				}
			}
			for _, q := range found {
				if err := ctx.Err(); err != nil {
					return err
				}
				a.office(r, q, os.status)
			}
		}
		return nil
	})
	a.sort()
	return a, err
}

// office adds the row of (person holds_office office) as its claim tells it.
func (a *Answer) office(r *reader, q [4]quadstore.Ref, status string) {
	office := node{r: r, ref: q[2]}
	for _, p := range []string{"title", "of"} {
		if pred := r.word(p); pred != 0 {
			for said := range r.tx.Match(q[2], pred, 0, q[3]) {
				office.facts = append(office.facts, fact{said[1], said[2], said[3]})
			}
		}
	}
	e := r.evidence(q[3:])
	if len(e) == 1 && e[0].Status != "" {
		status = e[0].Status // acting is told by the claim alone
	}
	a.Rows = append(a.Rows, Row{Cells: []string{r.caption(r.text(q[0])), office.text("title"), r.list(office.texts("of")), status}, Evidence: e})
}

// Statements lists what the speakers of these ids said, by the date of the
// document; none means all speakers. If about is not empty, only statements
// whose words contain it, whatever its case.
func (s *Store) Statements(ctx context.Context, ids []string, about string) (*Answer, error) {
	a := &Answer{Columns: []string{"published", "speaker", "cue", "to", "words", "quote"}, Gizmo: gizmoStatements(ids)}
	about = strings.ToLower(about)
	err := s.view(ctx, func(r *reader) error {
		var refs []quadstore.Ref
		if len(ids) == 0 {
			refs = r.subjects(string(TypeIRI), r.word("Statement"))
		}
		for _, who := range ids {
			refs = append(refs, r.subjects("speaker", r.entity(who))...)
		}
		for _, ref := range refs {
			if err := ctx.Err(); err != nil {
				return err
			}
			a.statement(r, r.node(ref), about)
		}
		return nil
	})
	a.sort()
	return a, err
}

func (a *Answer) statement(r *reader, n node, about string) {
	words := strings.Join(n.texts("content"), " … ")
	if !strings.Contains(strings.ToLower(words), about) {
		return
	}
	claims := n.claims()
	e := r.evidence(claims)
	cue, published := "", ""
	for _, c := range claims {
		cue = max(cue, r.node(c).text("phrase"))
	}
	if len(e) > 0 {
		published = e[0].Published
	}
	a.Rows = append(a.Rows, Row{Cells: []string{published, r.list(n.texts("speaker")), cue, r.list(n.texts("addressee")), words, n.text("quote")}, Evidence: e})
}

func gizmoOffices(ids []string) string {
	if len(ids) == 0 {
		return `g.V().Has(type, Office).Save(title, "title").In([holds_office, held_office, elected_to]).All()`
	}
	return fmt.Sprintf(`g.V(%s).Out([holds_office, held_office, elected_to]).Save(title, "title").All()`, gizmoIDs(ids))
}

func gizmoStatements(ids []string) string {
	if len(ids) == 0 {
		return `g.V().Has(type, Statement).Save(speaker, "speaker").Save(content, "words").All()`
	}
	return fmt.Sprintf(`g.V(%s).In(speaker).Save(content, "words").All()`, gizmoIDs(ids))
}
