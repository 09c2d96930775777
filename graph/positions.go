package graph

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"
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
			for q, err := range r.tx.Quads(nil, IRI(os.predicate), nil, nil) {
				if err != nil {
					return err
				}
				if err := ctx.Err(); err != nil {
					return err
				}
				if err := a.office(r, q, os.status, ids); err != nil {
					return err
				}
			}
		}
		return nil
	})
	a.sort()
	return a, err
}

func (a *Answer) office(r *reader, q quad.Quad, status string, ids []string) error {
	iri, _ := q.Object.(quad.IRI)
	office, err := r.node(iri)
	if err != nil {
		return err
	}
	of := office.texts("of")
	if len(ids) > 0 && !slices.Contains(ids, id(q.Subject)) && !slices.ContainsFunc(of, func(x string) bool { return slices.Contains(ids, x) }) {
		return nil
	}
	person, err := r.caption(id(q.Subject))
	if err != nil {
		return err
	}
	whose, err := r.list(of)
	if err != nil {
		return err
	}
	claim, _ := q.Label.(quad.IRI)
	e, err := r.evidence([]quad.IRI{claim})
	if err != nil {
		return err
	}
	if len(e) == 1 && e[0].Status != "" {
		status = e[0].Status // acting is told by the claim alone
	}
	// The title as this document writes it: another may spell it otherwise.
	title := ""
	for _, f := range office.facts["title"] {
		if f.claim == claim {
			title = plain(f.object)
		}
	}
	a.Rows = append(a.Rows, Row{Cells: []string{person, title, whose, status}, Evidence: e})
	return nil
}

// Statements lists what the speakers of these ids said, by the date of the
// document; none means all speakers. If about is not empty, only statements
// whose words contain it, whatever its case.
func (s *Store) Statements(ctx context.Context, ids []string, about string) (*Answer, error) {
	a := &Answer{Columns: []string{"published", "speaker", "cue", "to", "words", "quote"}, Gizmo: gizmoStatements(ids)}
	about = strings.ToLower(about)
	err := s.view(ctx, func(r *reader) error {
		var iris []quad.IRI
		var err error
		if len(ids) == 0 {
			iris, err = r.subjects(TypeIRI, IRI("Statement"))
		}
		for _, who := range ids {
			some, e := r.subjects(IRI("speaker"), IRI(who))
			if e != nil {
				return e
			}
			iris = append(iris, some...)
		}
		if err != nil {
			return err
		}
		for _, iri := range iris {
			if err := ctx.Err(); err != nil {
				return err
			}
			if err := a.statement(r, iri, about); err != nil {
				return err
			}
		}
		return nil
	})
	a.sort()
	return a, err
}

func (a *Answer) statement(r *reader, iri quad.IRI, about string) error {
	n, err := r.node(iri)
	if err != nil {
		return err
	}
	words := strings.Join(n.texts("content"), " … ")
	if !strings.Contains(strings.ToLower(words), about) {
		return nil
	}
	speaker, err := r.list(n.texts("speaker"))
	if err != nil {
		return err
	}
	to, err := r.list(n.texts("addressee"))
	if err != nil {
		return err
	}
	claims := n.claims()
	e, err := r.evidence(claims)
	if err != nil {
		return err
	}
	cue, published := "", ""
	for _, c := range claims {
		claim, err := r.node(c)
		if err != nil {
			return err
		}
		cue = claim.text("phrase")
	}
	if len(e) > 0 {
		published = e[0].Published
	}
	a.Rows = append(a.Rows, Row{Cells: []string{published, speaker, cue, to, words, n.text("quote")}, Evidence: e})
	return nil
}

func gizmoOffices(ids []string) string {
	if len(ids) == 0 {
		return `g.V().Has(type, iri("Office")).Save(title, "title").In([holds_office, held_office, elected_to]).All()`
	}
	return fmt.Sprintf(`g.V(%s).Out([holds_office, held_office, elected_to]).Save(title, "title").All()`, gizmoIDs(ids))
}

func gizmoStatements(ids []string) string {
	if len(ids) == 0 {
		return `g.V().Has(type, iri("Statement")).Save(speaker, "speaker").Save(content, "words").All()`
	}
	return fmt.Sprintf(`g.V(%s).In(speaker).Save(content, "words").All()`, gizmoIDs(ids))
}
