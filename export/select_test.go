package export_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/cayleygraph/quad"

	"parley/export"
	"parley/graph"
	"parley/schema"
)

// entry is an invented document of sentences that each tell of one meeting.
type told struct{ a, b, place, status, date string }

func entry(id, published string, tellings ...told) graph.Entry {
	var text strings.Builder
	r := &schema.Record{Doc: id, Title: "About " + id, Published: schema.Text(published), Publisher: "The Courier", Language: "en"}
	seen := map[string]bool{}
	entity := func(typ, name string, at int) string {
		e := strings.ToLower(typ + "/" + strings.ReplaceAll(name, " ", "-"))
		if !seen[e] {
			seen[e] = true
			r.Entities = append(r.Entities, schema.Entity{ID: e, Type: typ, Name: name, Mentions: []schema.Mention{{Span: schema.Span{Start: at, End: at + len(name)}, Kind: "name"}}})
		}
		return e
	}
	for i, x := range tellings {
		from := text.Len()
		text.WriteString(x.a + " met " + x.b + " in " + x.place + ".\n")
		met := from + len(x.a) + 1
		r.Meetings = append(r.Meetings, schema.Meeting{
			ID: "meeting/" + strings.ReplaceAll(id, ".", "-") + string(rune('a'+i)), Kind: "meeting", Status: x.status, Date: schema.Text(x.date),
			Participants: []string{entity("Person", x.a, from), entity("Person", x.b, met+4)}, Places: []string{entity("Place", x.place, text.Len()-2-len(x.place))},
			Trigger: schema.Span{Start: met, End: met + 3},
			Finding: schema.Finding{Evidence: []schema.Span{{Start: from, End: text.Len() - 1}}, Confidence: .5 + float64(i)/10, Rule: "meetings/verb"},
		})
	}
	return graph.Entry{Document: graph.Document{ID: id, Title: r.Title, Published: published, Publisher: r.Publisher, Language: "en", Hash: id, Extractor: "t", Text: text.String()}, Record: r}
}

// chain is A–B, B–C, C–D and two that share but a town with A.
func chain(t *testing.T) *graph.Store {
	t.Helper()
	s := graph.OpenMemory()
	t.Cleanup(func() { s.Close() })
	_, err := s.Put(context.Background(),
		entry("one.txt", "1990-05-01", told{"Anna Aa", "Bert Bb", "Oslo", "happened", "1990-04"}, told{"Bert Bb", "Carl Cc", "Bonn", "denied", ""}),
		entry("two.txt", "1995", told{"Carl Cc", "Dora Dd", "Lima", "happened", "1994-12-31"}, told{"Emil Ee", "Fay Ff", "Oslo", "scheduled", "1996"}),
		entry("three.txt", "", told{"Anna Aa", "Bert Bb", "Oslo", "happened", ""}),
	)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// meetings are the meetings of what s selects, as "Aa Bb" joined by commas.
func meetings(t *testing.T, store *graph.Store, s export.Selection) (string, *export.Facts) {
	t.Helper()
	ctx := context.Background()
	quads, err := export.Select(ctx, func() export.Quads { return store.All(ctx) }, s)
	if err != nil {
		t.Fatal(err)
	}
	f, err := export.ReadFacts(ctx, quads)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, m := range f.Meetings {
		var who []string
		for _, n := range f.Names(m.Who()) {
			who = append(who, n[strings.Index(n, " ")+1:])
		}
		out = append(out, strings.Join(who, " "))
	}
	return strings.Join(out, ", "), f
}

func TestSelect(t *testing.T) {
	store := chain(t)
	for _, c := range []struct {
		name string
		s    export.Selection
		want string
	}{
		{"all", export.Selection{}, "Aa Bb, Cc Dd, Ee Ff, Bb Cc, Aa Bb"},
		{"a month in part", export.Selection{Since: "1990-04-30", Until: "1990-04-30"}, "Aa Bb"},
		{"undated by the document", export.Selection{Until: "1990"}, "Aa Bb, Bb Cc"},
		{"since", export.Selection{Since: "1994-12"}, "Cc Dd, Ee Ff"},
		{"status", export.Selection{Statuses: []string{"denied", "scheduled"}}, "Ee Ff, Bb Cc"},
		{"confidence", export.Selection{MinConfidence: .55}, "Ee Ff, Bb Cc"},
		{"about", export.Selection{About: []string{"person/anna-aa"}}, "Aa Bb, Aa Bb"},
		{"two hops", export.Selection{About: []string{"person/anna-aa"}, Hops: 2}, "Aa Bb, Bb Cc, Aa Bb"},
		{"no way through a town", export.Selection{About: []string{"person/anna-aa"}, Hops: 9}, "Aa Bb, Cc Dd, Bb Cc, Aa Bb"},
		{"a town", export.Selection{About: []string{"place/oslo"}}, "Aa Bb, Ee Ff, Aa Bb"},
		{"no way through what is left out", export.Selection{About: []string{"person/anna-aa"}, Hops: 9, Statuses: []string{"happened"}}, "Aa Bb, Aa Bb"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got, _ := meetings(t, store, c.s); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

// What is selected is a graph as if nothing else had been read: it can be
// imported, and is sound there.
func TestSelectIsAWholeGraph(t *testing.T) {
	ctx := context.Background()
	store := chain(t)
	quads, err := export.Select(ctx, func() export.Quads { return store.All(ctx) }, export.Selection{About: []string{"person/dora-dd"}})
	if err != nil {
		t.Fatal(err)
	}
	var all []quad.Quad
	for q, err := range quads {
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, q)
		if s := quad.StringOf(q.Object); strings.Contains(s, "Emil") || strings.Contains(s, "one.txt") {
			t.Errorf("%v is none of hers", q)
		}
	}
	entries, err := graph.Imported("x", all)
	if err != nil || len(entries) != 1 || entries[0].Document.ID != "two.txt" {
		t.Fatalf("%d documents: %v", len(entries), err)
	}
	back := graph.OpenMemory()
	defer back.Close()
	if _, err := back.Put(ctx, entries...); err != nil {
		t.Fatal(err)
	}
	if problems, err := back.Check(ctx); err != nil || len(problems) > 0 {
		t.Error(problems, err)
	}
}

func TestSelectionCheck(t *testing.T) {
	for want, s := range map[string]export.Selection{
		"is no YYYY":    {Since: "last week"},
		"nothing is":    {Since: "1990-05", Until: "1990-04"},
		"no status":     {Statuses: []string{"planned"}},
		"confidence is": {MinConfidence: 2},
		"hops":          {Hops: -1},
	} {
		if err := s.Check(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v: %v, want %q", s, err, want)
		}
	}
}

// Met as the facts have it is met as the store has it.
func TestWhoMetWhomIsThatOfTheStore(t *testing.T) {
	ctx := context.Background()
	store := chain(t)
	want, err := store.WhoMetWhom(ctx, nil)
	if err != nil {
		t.Fatal(err)
	}
	got, err := export.WhoMetWhom(ctx, store.All(ctx))
	if err != nil {
		t.Fatal(err)
	}
	if a, b := string(svgOf(t, got, builtin)), string(svgOf(t, want, builtin)); a != b {
		t.Errorf("the pictures differ:\n%v\n%v", got, want)
	}
}

// A file of others' quads is one claim that names very many.
func TestSelectOfOneGreatClaim(t *testing.T) {
	claim := quad.IRI("parley:claim/1")
	quads := []quad.Quad{
		{Subject: claim, Predicate: quad.IRI("parley:document"), Object: quad.IRI("parley:document/d"), Label: claim},
		{Subject: claim, Predicate: quad.IRI("parley:rule"), Object: quad.String("import"), Label: claim},
	}
	for i := range 100_000 {
		id := quad.IRI(fmt.Sprintf("parley:person/%06d", i))
		quads = append(quads, quad.Quad{Subject: id, Predicate: quad.IRI("rdf:type"), Object: quad.IRI("parley:Person"), Label: claim})
	}
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	got, err := export.Select(ctx, func() export.Quads { return each(quads) }, export.Selection{About: []string{"person/000007"}})
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for range got {
		n++
	}
	if n != len(quads) {
		t.Errorf("%d quads of %d", n, len(quads))
	}
}
