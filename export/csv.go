package export

import (
	"context"
	"encoding/csv"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"parley/graph"
)

// Table is a way to lay out facts in rows. Tables are written as CSV.
type Table struct {
	Name    string // csv-meetings is the format
	About   string
	Columns []string
	rows    func(*Facts, func(...string) error) error
}

// Tables are the tables, in the order of a folder of them.
var Tables = []Table{
	{"nodes", "CSV of persons, countries, bodies and places", []string{"id", "type", "name", "aliases", "documents"}, nodeRows},
	{"edges", "CSV of who met, visited, backed or belongs to whom, a row for each two, status and date", []string{"source", "source_name", "predicate", "target", "target_name", "words", "status", "happened", "date", "place", "meeting", "documents", "confidence", "sentence", "claims"}, edgeRows},
	{"meetings", "CSV of meetings, large and small, with their status", []string{"id", "kind", "status", "happened", "date", "when", "participants", "hosts", "mediators", "places", "about", "documents", "confidence", "sentences"}, meetingRows},
	{"statements", "CSV of what was said", []string{"id", "published", "speaker", "speaker_name", "cue", "addressee", "words", "quote", "document", "publisher", "confidence", "sentence"}, statementRows},
}

// CSV writes one table of f as RFC 4180 has it, the names of the columns first.
// A cell that a spreadsheet would take for a formula begins with an apostrophe.
// Lists within a cell are joined by "; ".
func CSV(ctx context.Context, w io.Writer, f *Facts, t Table) error {
	out := csv.NewWriter(w)
	out.UseCRLF = true
	n := 0
	write := func(cells ...string) error {
		if n++; n%1024 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		for i := range cells {
			cells[i] = harmless(cells[i])
		}
		return out.Write(cells)
	}
	if err := write(slices.Clone(t.Columns)...); err != nil {
		return err
	}
	if err := t.rows(f, write); err != nil {
		return err
	}
	out.Flush()
	return out.Error()
}

// harmless is s as a cell that no spreadsheet runs: what begins like a formula
// gets an apostrophe before it, and NUL, at which some readers stop, goes. Line
// ends are LF: a reader of CSV makes that of the others.
func harmless(s string) string {
	s = strings.NewReplacer("\x00", "", "\r\n", "\n", "\r", "\n").Replace(strings.ToValidUTF8(s, "\uFFFD"))
	if t := strings.TrimLeft(s, " \t\n\u00a0"); t != "" && strings.ContainsAny(t[:1], "=+-@") || strings.HasPrefix(s, "\t") ||
		strings.HasPrefix(t, "＝") || strings.HasPrefix(t, "＋") || strings.HasPrefix(t, "－") || strings.HasPrefix(t, "＠") {
		return "'" + s
	}
	return s
}

func nodeRows(f *Facts, row func(...string) error) error {
	for _, e := range f.Entities {
		if err := row(e.ID, e.Type, e.Name, list(e.Aliases), list(e.Documents)); err != nil {
			return err
		}
	}
	return nil
}

func edgeRows(f *Facts, row func(...string) error) error {
	for _, e := range f.edges() {
		err := row(e.From, f.Name(e.From), e.Predicate, e.To, f.nameIfAny(e.To), e.words, e.Status, f.happened(e.Status), e.Date, e.Place, e.Meeting,
			list(documentsBehind(e.Evidence)), confidenceOf(e.Evidence), first(e.Evidence).Sentence, claimsOf(e.Evidence))
		if err != nil {
			return err
		}
	}
	return nil
}

func meetingRows(f *Facts, row func(...string) error) error {
	for _, m := range f.Meetings {
		err := row(m.ID, m.Kind, m.Status, f.happened(m.Status), m.Date, m.When, list(f.Names(m.Participants)), list(f.Names(m.Hosts)), list(f.Names(m.Mediators)),
			list(f.Names(m.Places)), m.About, list(documentsBehind(m.Evidence)), confidenceOf(m.Evidence), sentencesOf(m.Evidence))
		if err != nil {
			return err
		}
	}
	return nil
}

func statementRows(f *Facts, row func(...string) error) error {
	for _, s := range f.Statements {
		ev := first(s.Evidence)
		err := row(s.ID, s.told(), s.Speaker, f.nameIfAny(s.Speaker), s.Cue, f.nameIfAny(s.Addressee), s.Words, strconv.FormatBool(s.Quote), list(documentsBehind(s.Evidence)),
			ev.Publisher, confidenceOf(s.Evidence), sentencesOf(s.Evidence))
		if err != nil {
			return err
		}
	}
	return nil
}

// fact is an edge between two, or from one to words of the text.
type fact struct {
	graph.Edge
	words string
}

// edges are all that joins two: each two of a small meeting, visits, offices
// and whose they are, stances, ties. What did not come about is there with its
// status.
func (f *Facts) edges() []fact {
	var out []fact
	for i := range f.Meetings {
		m := &f.Meetings[i]
		place := list(f.Names(m.Places))
		f.joins(m, func(from, to, predicate string) {
			out = append(out, fact{Edge: graph.Edge{From: from, To: to, Predicate: predicate, Status: m.Status, Date: m.Date, Place: place, Meeting: m.ID, Evidence: m.Evidence}})
		})
	}
	for _, v := range f.Visits {
		predicate := "visit"
		if f.Real(v.Status) {
			predicate = "visited"
		}
		out = append(out, fact{Edge: graph.Edge{From: v.Who, To: v.Place, Predicate: predicate, Status: v.Status, Date: v.Date, Evidence: v.Evidence}})
	}
	for _, h := range f.Holdings {
		predicate := map[string]string{"former": "held_office", "elect": "elected_to"}[h.Status]
		if predicate == "" {
			predicate = "holds_office"
		}
		for _, of := range orNone(h.Of) {
			out = append(out, fact{Edge: graph.Edge{From: h.Person, To: of, Predicate: predicate, Status: h.Status, Evidence: h.Evidence}, words: h.Title})
		}
	}
	for _, r := range slices.Concat(f.Relations, f.Affiliations) {
		out = append(out, fact{Edge: graph.Edge{From: r.Subject, To: r.Object, Predicate: r.Predicate, Status: r.Status, Date: r.Date, Evidence: r.Evidence}, words: r.Words})
	}
	slices.SortStableFunc(out, func(a, b fact) int {
		if c := compareEdges(a.Edge, b.Edge); c != 0 {
			return c
		}
		return strings.Compare(a.words, b.words)
	})
	return out
}

// orNone is all, or one empty string where there is nothing.
func orNone(all []string) []string {
	if len(all) == 0 {
		return []string{""}
	}
	return all
}

func list(all []string) string { return strings.Join(all, "; ") }

// nameIfAny is the name of id, "" for none.
func (f *Facts) nameIfAny(id string) string {
	if id == "" {
		return ""
	}
	return f.Name(id)
}

func (f *Facts) happened(status string) string {
	if status == "" {
		return ""
	}
	return strconv.FormatBool(f.Real(status))
}

// confidenceOf is that of the surest claim, "" where none has one.
func confidenceOf(all []graph.Evidence) string {
	most := 0.0
	for _, ev := range all {
		most = max(most, ev.Confidence)
	}
	if most == 0 {
		return ""
	}
	return strconv.FormatFloat(most, 'f', -1, 64)
}

func first(all []graph.Evidence) graph.Evidence {
	if len(all) == 0 {
		return graph.Evidence{}
	}
	return all[0]
}

func claimsOf(all []graph.Evidence) string {
	var out []string
	for _, ev := range all {
		out = append(out, ev.Claim)
	}
	return strings.Join(set(out), " ")
}

// sentencesOf is the sentences with their documents, a line each.
func sentencesOf(all []graph.Evidence) string {
	var out []string
	for _, ev := range all {
		out = append(out, fmt.Sprintf("“%s” (%s)", ev.Sentence, sourceName(ev)))
	}
	return strings.Join(out, "\n")
}

// sourceName names the document of ev as a reader would: title, publisher, day, id.
func sourceName(ev graph.Evidence) string {
	parts := slices.DeleteFunc([]string{ev.Title, ev.Publisher, ev.Published, ev.Document}, func(s string) bool { return s == "" })
	return strings.Join(slices.Compact(parts), ", ")
}
