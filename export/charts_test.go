package export_test

import (
	"bytes"
	"context"
	"fmt"
	"os/exec"
	"regexp"
	"strings"
	"testing"

	"parley/export"
	"parley/graph"
	"parley/schema"
)

// council is a document with offices, stances and votes on one thing; words of
// it are given.
func council(t *testing.T, words string) *export.Facts {
	t.Helper()
	text := words + " end"
	f := schema.Finding{Evidence: []schema.Span{{Start: 0, End: len(text)}}, Confidence: .5, Rule: "stances/verb"}
	r := &schema.Record{Doc: "c.txt", Title: words, Published: "1990-05-04", Publisher: words, URL: "https://example.org/a", Language: "en"}
	r.Entities = append(r.Entities, schema.Entity{ID: "country/x", Type: "Country", Name: "X " + words}, schema.Entity{ID: "instrument/i", Type: "Instrument", Name: "Resolution"})
	for i := range 60 {
		id := fmt.Sprintf("person/p%02d", i)
		r.Entities = append(r.Entities, schema.Entity{ID: id, Type: "Person", Name: fmt.Sprintf("P%02d %s", i, words)})
		p := []string{"supports", "opposes", "voted_for", "voted_against", "abstained_on", "vetoed"}[i%6]
		status := "happened"
		if i%10 == 9 {
			status = "negated"
		}
		r.Relations = append(r.Relations, schema.Relation{S: id, P: p, O: "instrument/i", Status: status, Finding: f})
		r.Offices = append(r.Offices, schema.Office{Person: id, Title: "Minister " + words, Of: "country/x", Status: []string{"current", "former", "elect"}[i%3], Finding: f})
	}
	for i := range 50 {
		r.Meetings = append(r.Meetings, schema.Meeting{ID: fmt.Sprintf("meeting/%02d", i), Kind: "talks", Status: []string{"happened", "scheduled", "denied"}[i%3],
			Participants: []string{"person/p00", fmt.Sprintf("person/p%02d", i+1)}, Date: schema.Text(fmt.Sprintf("19%02d-05", 40+i)), Trigger: schema.Span{Start: len(words) + 1, End: len(text)}, Finding: f})
	}
	s := graph.OpenMemory()
	defer s.Close()
	ctx := context.Background()
	if _, err := s.Put(ctx, graph.Entry{Document: graph.Document{ID: "c.txt", Hash: "h", Text: text, URL: r.URL}, Record: r}); err != nil {
		t.Fatal(err)
	}
	facts, err := export.ReadFacts(ctx, s.All(ctx))
	if err != nil {
		t.Fatal(err)
	}
	return facts
}

func charts(f *export.Facts) map[string]*export.Chart {
	on := []string{"instrument/i"}
	return map[string]*export.Chart{
		"timeline": f.Timeline("T", nil), "offices": f.Offices("O", nil), "positions": f.Positions("P", on, ""), "vote": f.Vote("V", on, ""), "nothing": f.Vote("V", nil, "no such"),
		"no offices": f.Offices("O", []string{"person/nobody"}), "no meetings": f.Timeline("T", []string{"person/nobody"}),
	}
}

func written(t *testing.T, format string, src export.Source) string {
	t.Helper()
	f, _ := export.ByName(format)
	var b bytes.Buffer
	if err := f.Write(context.Background(), &b, src, builtin); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// Each chart says how much it leaves out, and shows apart what did not happen.
func TestCharts(t *testing.T) {
	f := council(t, "words")
	for name, want := range map[string][]string{
		"timeline":  {"… and 10 more", "× denied", "planned", "stroke-dasharray", "Told by 1 document published 4 May 1990"},
		"offices":   {"… and 20 more", "it is no term of office", ">1990<", "former"},
		"positions": {"For (20)", "Against (24)", "Otherwise (10)", "Denied, planned or possible (6)", "× did not", "… and 4 more"},
		"vote":      {"Voted for (10)", "Voted against (8)", "Abstained (10)", "Vetoed (8)"},
		"nothing":   {"Voted for (0)", "nobody, as far as the documents tell"},
	} {
		svg := written(t, "svg", export.Source{Chart: charts(f)[name]})
		wellFormed(t, []byte(svg))
		for _, w := range want {
			if !strings.Contains(svg, w) {
				t.Errorf("%s: no %q", name, w)
			}
		}
		if again := written(t, "svg", export.Source{Chart: charts(f)[name]}); again != svg {
			t.Errorf("%s: drawn anew it differs", name)
		}
	}
}

// What a text brings stays text, in each chart and in pages.
func TestHostileCharts(t *testing.T) {
	_, noDot := exec.LookPath("dot")
	for _, s := range hostile {
		if s = strings.ToValidUTF8(s, "?"); strings.TrimSpace(s) == "" || len(s) > 2000 {
			continue
		}
		f := council(t, s)
		for name, c := range charts(f) {
			wellFormed(t, []byte(written(t, "svg", export.Source{Chart: c})))
			checkPage(t, written(t, "html", export.Source{Chart: c}))
			if noDot == nil && name == "positions" {
				cmd := exec.Command("dot", "-Tsvg")
				cmd.Stdin = strings.NewReader(written(t, "dot", export.Source{Chart: c}))
				if out, err := cmd.CombinedOutput(); err != nil {
					t.Errorf("%q: dot: %v: %.200s", s, err, out)
				}
			}
		}
		checkPage(t, written(t, "html", export.Source{Graph: surrounded(s)}))
	}
}

var scripts = regexp.MustCompile(`(?i)<script|</script|<style|<iframe|<img|<link|<object|<embed`)

// checkPage wants just the page's own two scripts and one style.
func checkPage(t *testing.T, page string) {
	t.Helper()
	if got := strings.Join(scripts.FindAllString(page, -1), " "); got != "<style <script </script <script </script" {
		t.Errorf("the page has %s", got)
	}
	if !strings.Contains(page, "default-src 'none'") || strings.Contains(page, "javascript:") && strings.Contains(page, `href="javascript`) {
		t.Error("the page's policy is not what it should be")
	}
}

// What somebody thinks of things of one name is one card with all its
// documents, and of equals those told last are shown.
func TestRowsOfManyDocuments(t *testing.T) {
	s := graph.OpenMemory()
	defer s.Close()
	ctx := context.Background()
	text := "Anna Aa backs the treaty and met Bert Bb."
	f := schema.Finding{Evidence: []schema.Span{{Start: 0, End: len(text)}}, Confidence: .5, Rule: "stances/verb"}
	for i := range 60 {
		treaty := fmt.Sprintf("instrument/treaty-%02d", i)
		r := &schema.Record{
			Doc: fmt.Sprintf("%02d.txt", i), Published: schema.Text(fmt.Sprintf("19%02d-05-04", 30+i)),
			Entities: []schema.Entity{
				{ID: "person/anna-aa", Type: "Person", Name: "Anna Aa"}, {ID: "person/bert-bb", Type: "Person", Name: "Bert Bb"}, {ID: treaty, Type: "Instrument", Name: "Treaty"},
			},
			Relations: []schema.Relation{{S: "person/anna-aa", P: "supports", O: treaty, Status: "happened", Finding: f}},
			Meetings: []schema.Meeting{{ID: fmt.Sprintf("meeting/%d", i), Kind: "meeting", Status: "happened", Participants: []string{"person/anna-aa", "person/bert-bb"},
				Date: schema.Text(fmt.Sprintf("19%02d-05", 30+i)), Trigger: schema.Span{Start: 29, End: 32}, Finding: f}},
		}
		if _, err := s.Put(ctx, graph.Entry{Document: graph.Document{ID: r.Doc, Text: text, Published: string(r.Published)}, Record: r}); err != nil {
			t.Fatal(err)
		}
	}
	facts, err := export.ReadFacts(ctx, s.All(ctx))
	if err != nil {
		t.Fatal(err)
	}
	positions := written(t, "svg", export.Source{Chart: facts.Positions("P", nil, "treaty")})
	for _, want := range []string{"For (1)", "60 documents", "may be different things"} {
		if !strings.Contains(positions, want) {
			t.Errorf("positions: no %q", want)
		}
	}
	timeline := written(t, "svg", export.Source{Chart: facts.Timeline("T", nil)})
	if !strings.Contains(timeline, "May 1989") || strings.Contains(timeline, ">May 1940") || !strings.Contains(timeline, "40 of 60 shown") {
		t.Error("the timeline shows others than the latest")
	}
}
