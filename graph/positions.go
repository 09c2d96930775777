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

// OfficesOn lists, for each office of the countries, bodies or persons of ids,
// who held it on a day, as the articles say: first those that are told as
// current before and after it, else the last one that was told before. The
// column basis says which, and what the articles are of.
func (s *Store) OfficesOn(ctx context.Context, ids []string, day string) (*Answer, error) {
	a := &Answer{Columns: []string{"office", "of", "person", "basis", "told"}, Gizmo: gizmoOfficesOn(ids, day)}
	err := s.view(ctx, func(r *reader) error {
		type holder struct {
			first, last string
			claims      []quadstore.Ref
		}
		offices := map[quadstore.Ref]map[quadstore.Ref]*holder{}
		for _, q := range r.holders(ids) {
			published := ""
			if d := r.document(q[3]); d != 0 {
				published = r.source(d).Published
			}
			if published == "" || !r.passes(q[3]) {
				continue
			}
			if offices[q[2]] == nil {
				offices[q[2]] = map[quadstore.Ref]*holder{}
			}
			h := offices[q[2]][q[0]]
			if h == nil {
				h = &holder{first: published, last: published}
				offices[q[2]][q[0]] = h
			}
			h.first, h.last = min(h.first, published), max(h.last, published)
			h.claims = append(h.claims, q[3])
		}
		for office, holders := range offices {
			if err := ctx.Err(); err != nil {
				return err
			}
			latest := ""
			var around, before []quadstore.Ref
			for who, h := range holders {
				switch {
				case reaches(h.first, day) && (&Filter{Since: day}).within(h.last):
					around = append(around, who)
				case h.last < day && h.last > latest:
					latest, before = h.last, []quadstore.Ref{who}
				case h.last < day && h.last == latest:
					before = append(before, who)
				}
			}
			basis := "told before and after"
			if len(around) == 0 {
				around, basis = before, "last told before"
			}
			n := r.node(office)
			for _, who := range around {
				h := holders[who]
				told := h.first
				if h.last != h.first {
					told += " – " + h.last
				}
				a.Rows = append(a.Rows, Row{Cells: []string{n.text("title"), r.list(n.texts("of")), r.caption(r.text(who)), basis, told}, Key: []string{r.text(who), r.text(office)}, claims: h.claims})
			}
		}
		a.sort()
		a.cite(r)
		return nil
	})
	return a, err
}

// holders are the quads (person holds_office office) of ids, persons or those
// whose offices are meant; all if there are none.
func (r *reader) holders(ids []string) [][4]quadstore.Ref {
	if len(ids) == 0 {
		return r.match(0, "holds_office", 0)
	}
	var out [][4]quadstore.Ref
	for _, x := range ids {
		if n := r.entity(x); n != 0 {
			out = append(out, r.match(n, "holds_office", 0)...)
			for _, office := range r.subjects("of", n) {
				out = append(out, r.match(0, "holds_office", office)...)
			}
		}
	}
	return out
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
		a.Rows = append(a.Rows, Row{Cells: []string{r.caption(r.text(row.quad[0])), office.text("title"), r.list(office.texts("of")), status}, claims: row.quad[3:], Key: []string{r.text(row.quad[0]), r.text(row.quad[2])}})
	}
}

// Statements lists what the speakers of these ids said, by the date of the
// document; none means all speakers. If about is not empty, only statements
// with all of its words, in any of their forms, and between quotation marks
// word for word.
func (s *Store) Statements(ctx context.Context, ids []string, about string) (*Answer, error) {
	a := &Answer{Columns: []string{"published", "speaker", "cue", "to", "words", "quote"}, Gizmo: gizmoStatements(ids, about)}
	all, phrases := asked(about)
	if about != "" && len(all) == 0 {
		return nil, fmt.Errorf("statements: %q has no words", about)
	}
	err := s.view(ctx, func(r *reader) error {
		var refs []quadstore.Ref
		if len(ids) == 0 {
			refs = r.subjects(string(TypeIRI), r.word("Statement"))
		}
		for _, who := range ids {
			refs = append(refs, r.subjects("speaker", r.entity(who))...)
		}
		refs = distinct(refs)
		if len(all) > 0 {
			refs = r.saidIn(refs, r.withWords(all))
		}
		nodes := make([]node, len(refs))
		for i, ref := range refs {
			if err := ctx.Err(); err != nil {
				return err
			}
			nodes[i] = r.node(ref)
		}
		r.readTexts(nodes, nil, "content", "speaker", "addressee", "quote")
		for _, n := range nodes {
			a.statement(r, n, all, phrases)
		}
		a.sort()
		a.cite(r)
		return nil
	})
	return a, err
}

func (a *Answer) statement(r *reader, n node, all, phrases []string) {
	words := strings.Join(n.texts("content"), " … ")
	if !has(words, all, phrases) {
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
	a.Rows = append(a.Rows, Row{Cells: []string{first.Published, r.list(n.texts("speaker")), cue, r.list(n.texts("addressee")), words, n.text("quote")}, Key: []string{r.text(n.ref)}, claims: claims})
}

// saidIn are those of the statements that documents of these names tell.
func (r *reader) saidIn(statements []quadstore.Ref, docs []string) []quadstore.Ref {
	in := map[quadstore.Ref]bool{}
	for _, d := range docs {
		in[r.ref(DocumentIRI(d))] = true
	}
	return slices.DeleteFunc(statements, func(t quadstore.Ref) bool {
		return !slices.ContainsFunc(r.match(t, "speaker", 0), func(q [4]quadstore.Ref) bool { return in[r.document(q[3])] })
	})
}
