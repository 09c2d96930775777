package graph

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"parley/graph/quadstore"
)

// officeStatus tells by which predicate a person is tied to an office.
var officeStatus = []struct{ predicate, status string }{
	{"holds_office", "current"}, {"held_office", "former"}, {"elected_to", "elect"},
}

// Offices lists who holds, held or was elected to which office, and when that
// was told: "current" is what it was on that day. ids are persons, or the
// countries and bodies whose offices are meant; none means all.
func (s *Store) Offices(ctx context.Context, ids []string) (*Answer, error) {
	a := &Answer{Columns: []string{"person", "office", "of", "status", "told"}, Gizmo: gizmoOffices(ids)}
	err := s.view(ctx, func(r *reader) error {
		var rows []officeRow
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
				rows = append(rows, officeRow{q, os.status})
			}
		}
		a.offices(r, rows)
		a.sort()
		for i := range a.Rows {
			a.Rows[i].Cells = append(a.Rows[i].Cells, r.told(a.Rows[i].claims))
		}
		a.cite(r)
		return nil
	})
	return a, err
}

// officeRow is (person holds_office office) with the status that the predicate tells.
type officeRow struct {
	quad   [4]quadstore.Ref
	status string
}

// offices adds the rows, each as its claim tells it.
func (a *Answer) offices(r *reader, rows []officeRow) {
	slices.SortFunc(rows, func(x, y officeRow) int { return cmp.Compare(x.quad[3], y.quad[3]) })
	offices := make([]node, len(rows))
	for i, row := range rows {
		office := node{r: r, ref: row.quad[2]}
		for q := range r.tx.Match(row.quad[2], 0, 0, row.quad[3]) {
			office.facts = append(office.facts, fact{q[1], q[2], q[3]})
		}
		offices[i] = office
		r.claim(row.quad[3])
	}
	r.readTexts(offices, nil, "title", "of")
	for i, row := range rows {
		status := row.status
		if told := r.claim(row.quad[3]).text("status"); told != "" {
			status = told // acting is told by the claim alone
		}
		office := offices[i]
		a.Rows = append(a.Rows, Row{Cells: []string{r.caption(r.text(row.quad[0])), office.text("title"), r.list(office.texts("of")), status}, claims: row.quad[3:]})
	}
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
		refs = distinct(refs)
		nodes := make([]node, len(refs))
		for i, ref := range refs {
			if err := ctx.Err(); err != nil {
				return err
			}
			nodes[i] = r.node(ref)
		}
		r.readTexts(nodes, nil, "content", "speaker", "addressee", "quote")
		for _, n := range nodes {
			a.statement(r, n, about)
		}
		a.sort()
		a.cite(r)
		return nil
	})
	return a, err
}

func (a *Answer) statement(r *reader, n node, about string) {
	words := strings.Join(n.texts("content"), " … ")
	if !strings.Contains(strings.ToLower(words), about) {
		return
	}
	claims := n.claims()
	cue := ""
	var first source // of the documents that tell it
	for _, c := range claims {
		cue = max(cue, r.claim(c).text("phrase"))
		if d := r.document(c); d != 0 {
			if src := r.source(d); first.ID == "" || src.ID < first.ID {
				first = *src
			}
		}
	}
	a.Rows = append(a.Rows, Row{Cells: []string{first.Published, r.list(n.texts("speaker")), cue, r.list(n.texts("addressee")), words, n.text("quote")}, claims: claims})
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
