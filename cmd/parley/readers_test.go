package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"parley/export"
	"parley/graph"
	"parley/schema"
)

// TestReaders lets foreign programs read the exports of the samples and of a
// hostile graph: what they count must be what parley counts. $PARLEY_READERS
// is a Python environment (and, for Mermaid, a folder of npm) that holds them.
func TestReaders(t *testing.T) {
	readers := os.Getenv("PARLEY_READERS")
	if readers == "" {
		t.Skip("$PARLEY_READERS names no environment with foreign readers")
	}
	for name, make := range map[string]func(*testing.T, string){"samples": sampleDatabase, "hostile": hostileDatabase} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			db := filepath.Join(dir, "x.db")
			make(t, db)
			for format, file := range map[string]string{
				"nquads": "x.nq", "ntriples": "x.nt", "trig": "x.trig", "jsonld": "x.jsonld", "graphml": "x.graphml", "gexf": "x.gexf", "cytoscape": "x.cyjs",
				"csv": "tables", "ftm": "x.ftm", "plover": "x.tsv", "ical": "x.ics", "markdown": "x.md", "mermaid": "x.mmd",
			} {
				parley(t, "--db", db, "export", "-f", format, "-o", filepath.Join(dir, file))
			}
			parley(t, "export", "--schema", "owl", "-o", filepath.Join(dir, "owl.ttl"))
			parley(t, "export", "--schema", "shacl", "-o", filepath.Join(dir, "shacl.ttl"))
			parley(t, "export", "--schema", "record", "-o", filepath.Join(dir, "record.json"))
			writeRecords(t, db, filepath.Join(dir, "records.jsonl"))
			want := counted(t, db)
			cmd := exec.Command(filepath.Join(readers, "bin", "python"), "testdata/readers/read.py", dir)
			var errs bytes.Buffer
			cmd.Stderr = &errs
			b, err := cmd.Output()
			if err != nil {
				t.Fatalf("%v: %s", err, errs.String())
			}
			var got struct {
				Read    map[string]map[string]any
				Missing map[string]string
			}
			if err := json.Unmarshal(b, &got); err != nil {
				t.Fatal(err)
			}
			for reader, wants := range want {
				t.Run(reader, func(t *testing.T) {
					if why := got.Missing[reader]; why != "" {
						t.Skip(why)
					}
					for what, w := range wants {
						if g := fmt.Sprint(got.Read[reader][what]); g != fmt.Sprint(w) {
							t.Errorf("%s: %s, want %v", what, g, w)
						}
					}
					t.Logf("%v", got.Read[reader])
				})
			}
			t.Run("chromium", func(t *testing.T) { readPages(t, readers, db, dir) })
			t.Run("mermaid", func(t *testing.T) { readMermaid(t, readers, filepath.Join(dir, "x.mmd")) })
		})
	}
}

// counted is what each reader must find.
func counted(t *testing.T, db string) map[string]map[string]any {
	t.Helper()
	ctx := context.Background()
	store, err := graph.Open(db, graph.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	_, _, quads, err := store.Counts()
	if err != nil {
		t.Fatal(err)
	}
	f, err := export.ReadFacts(ctx, store.All(ctx))
	if err != nil {
		t.Fatal(err)
	}
	g, err := export.Network(ctx, store.All(ctx))
	if err != nil {
		t.Fatal(err)
	}
	triples := map[string]bool{}
	var text bytes.Buffer
	if err := export.NTriples(ctx, &text, store.All(ctx)); err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(text.String()) {
		triples[line] = true
	}
	rdf := map[string]any{"nquads": quads, "ntriples": len(triples), "same": true, "whole": true}
	withRest := map[string]any{"rest": "[]"}
	for k, v := range rdf {
		withRest[k] = v
	}
	withRest["rest"] = []any{""} // what TriG has beside is in the default graph
	dated, notes := 0, map[string]bool{}
	for _, e := range g.Edges {
		if e.Date != "" {
			dated++
		}
	}
	events := 0
	for _, m := range f.Meetings {
		happens := f.Real(m.Status) || m.Status == "scheduled" || m.Status == "possible" || m.Status == "cancelled"
		if len(m.Date) == len("2006-01-02") && happens {
			events++
		}
	}
	for _, v := range f.Visits {
		if len(v.Date) == len("2006-01-02") && (f.Real(v.Status) || v.Status == "scheduled" || v.Status == "possible" || v.Status == "cancelled") {
			events++
		}
	}
	items := len(f.Meetings) + len(f.Holdings) + len(f.Visits) + len(f.Relations) + len(f.Affiliations) + len(f.Statements)
	note := func(all []graph.Evidence) {
		for _, ev := range all {
			notes[ev.Claim] = true
		}
	}
	for _, x := range f.Meetings {
		note(x.Evidence)
	}
	for _, x := range f.Holdings {
		note(x.Evidence)
	}
	for _, x := range f.Visits {
		note(x.Evidence)
	}
	for _, x := range slices.Concat(f.Relations, f.Affiliations) {
		note(x.Evidence)
	}
	for _, x := range f.Statements {
		note(x.Evidence)
	}
	return map[string]map[string]any{
		"rdflib":         withRest,
		"pyoxigraph":     rdf,
		"networkx":       {"graphml": shapeOf(t, g), "cytoscape": map[string]any{"nodes": len(g.Nodes), "edges": len(g.Edges)}, "gexf": map[string]any{"nodes": len(g.Nodes), "edges": len(g.Edges), "dated": dated}, "types": []any{"bool", "float", "int", "str"}},
		"igraph":         {"nodes": len(g.Nodes), "edges": len(g.Edges), "types": []any{"bool", "float", "str"}},
		"pandas":         {"nodes": len(f.Entities), "meetings": len(f.Meetings), "statements": len(f.Statements), "columns": 18},
		"followthemoney": {"dangling": []any{}, "lost": []any{}},
		"pyshacl":        {"conforms": true, "text": "", "undescribed": []any{}, "bad": false, "violations": 2},
		"jsonschema":     {"errors": []any{}, "records": len(f.Documents), "bad": false},
		"icalendar":      {"events": events, "uids": events, "errors": 0},
		"markdown-it":    {"html": 0, "links": 0, "images": 0, "code": 0, "items": items, "notes": len(notes)},
	}
}

// writeRecords writes the records of the archive as extract prints them.
func writeRecords(t *testing.T, db, path string) {
	t.Helper()
	store, err := graph.Open(db, graph.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	ids, err := store.Documents()
	if err != nil {
		t.Fatal(err)
	}
	var out []byte
	for _, id := range ids {
		d, r, err := store.Document(id)
		if err != nil {
			t.Fatal(err)
		}
		b, err := schema.Encode(r, d.Text)
		if err != nil {
			t.Fatal(err)
		}
		out = append(append(out, b...), '\n')
	}
	if err := os.WriteFile(path, out, 0o644); err != nil {
		t.Fatal(err)
	}
}

// shapeOf counts g as GraphML has it, by the file itself.
func shapeOf(t *testing.T, g *graph.Subgraph) map[string]any {
	t.Helper()
	var b bytes.Buffer
	if err := export.GraphML(context.Background(), &b, g); err != nil {
		t.Fatal(err)
	}
	return map[string]any{"nodes": len(g.Nodes), "edges": len(g.Edges), "attributes": strings.Count(b.String(), "<data ")}
}

// readPages opens pages in headless Chromium and clicks in them.
func readPages(t *testing.T, readers, db, dir string) {
	if _, err := exec.LookPath("chromium"); err != nil {
		t.Skip("chromium is not installed")
	}
	if _, err := os.Stat(filepath.Join(readers, "node_modules", "ws")); err != nil {
		t.Skipf("ws is not installed: %v", err)
	}
	args := []string{"testdata/readers/page.mjs", readers}
	for _, kind := range []string{"met", "timeline", "offices"} {
		page := filepath.Join(dir, kind+".html")
		parley(t, "--db", db, "draw", "--kind", kind, "-o", page)
		args = append(args, page)
	}
	out, err := exec.Command("node", args...).Output()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	var got []struct {
		Ready                                                                         string
		Parts, Panels, Sentences, Found, Scripts, Frames, Handlers, Requests, Dialogs int
		Zoomed                                                                        bool
		Errors                                                                        []string
	}
	if err := json.Unmarshal(out, &got); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	for i, g := range got {
		if g.Ready != "yes" || g.Parts == 0 || g.Panels != g.Parts || g.Sentences < g.Parts || !g.Zoomed || g.Scripts != 2 {
			t.Errorf("%s: the page does not work: %+v", args[i+2], g)
		}
		if g.Frames+g.Handlers+g.Requests+g.Dialogs > 0 || len(g.Errors) > 0 {
			t.Errorf("%s: something of a text ran or loaded: %+v", args[i+2], g)
		}
	}
	t.Logf("%+v", got)
}

func readMermaid(t *testing.T, readers, file string) {
	if _, err := os.Stat(filepath.Join(readers, "node_modules", "mermaid")); err != nil {
		t.Skipf("mermaid is not installed: %v", err)
	}
	out, err := exec.Command("node", "testdata/readers/mermaid.mjs", readers, file).CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	var got []struct {
		Type         string
		Nodes, Edges int
	}
	if err := json.Unmarshal(out, &got); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	nodes, edges := strings.Count(string(b), "\n  style "), strings.Count(string(b), "\n  linkStyle ")
	if len(got) != 1 || got[0].Nodes != nodes || got[0].Edges != edges || !strings.HasPrefix(got[0].Type, "flowchart") {
		t.Errorf("%v, want %d nodes and %d edges", got, nodes, edges)
	}
}

func sampleDatabase(t *testing.T, db string) { parley(t, "--db", db, "add", "samples") }

// nasty is what a text could bring to break out of a file.
var nasty = []string{
	`"quotes" and 'quotes'`, `back\slash \N \" \`, "two\nlines\r\tand a tab", `</svg></script><script>alert(1)</script>`, `]]> & &lt; &#0; <!--`,
	"\u202eright to left\u202c", "שלום עולם", "مرحبا بالعالم", "👩‍👩‍👧 🇺🇳", "nul \x00 bell \x07 \x1b[31m", "\ufffe\uffff\ufeff", "a | b `c` *d* _e_ [f](http://g) ![h](i) #j",
	strings.Repeat("long ", 2000), strings.Repeat("x", 4000), "=cmd()", "+1", "-1+cmd|' /C calc'!A0", "@SUM(A1)", "a%sb%d", "n1 -- n2; }", "1. one", "--- end", "$$x$$", "{{y}}",
	`" onload="alert(1)`, `<![CDATA[`, `<!ENTITY x SYSTEM "file:///etc/passwd">`, `.` + "\n<urn:a> <urn:b> <urn:c> .", "http://www.example.org/<b>", "a,b;c\\,d", "BEGIN:VEVENT\r\nEND:VCALENDAR", "subgraph end", "a@b.example",
}

// hostileDatabase holds a document whose names and words are nasty, and one
// whose words are very long.
func hostileDatabase(t *testing.T, db string) {
	t.Helper()
	store, err := graph.Open(db, graph.Options{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	for i, s := range append(nasty, strings.Repeat("=1 <", 25_000)) {
		text := s + "\nend of it"
		whole := schema.Finding{Evidence: []schema.Span{{Start: 0, End: len(text)}}, Confidence: .5, Rule: "rule/" + s[:min(len(s), 40)]}
		name := s[:min(len(s), 4000)]
		// Every third date is a day, a month, none: formats with days differ on them.
		date := schema.Text([]string{"2001-02-03", "2001-02", ""}[i%3])
		a, b, place := fmt.Sprintf("person/a-%d", i), fmt.Sprintf("person/b-%d", i), fmt.Sprintf("place/p-%d", i)
		r := &schema.Record{
			Doc: fmt.Sprintf("%02d %s", i, name[:min(len(name), 60)]), Title: name, Published: "2001-02-04", Publisher: name, URL: "https://example.org/" + name, Language: "en",
			Entities: []schema.Entity{
				{ID: a, Type: "Person", Name: name, Aliases: []string{"=" + name[:min(len(name), 1000)], name}}, {ID: b, Type: "Person", Name: "B " + name[:min(len(name), 1000)]},
				{ID: place, Type: "Place", Name: name}, {ID: fmt.Sprintf("country/c-%d", i), Type: "Country", Name: name},
			},
			Offices:      []schema.Office{{Person: a, Title: name, Of: schema.Text(fmt.Sprintf("country/c-%d", i)), Status: "current", Finding: whole}},
			Relations:    []schema.Relation{{S: a, P: "criticizes", O: b, Status: "happened", Date: date, Finding: whole}, {S: a, P: "supports", O: s, Status: "negated", Finding: whole}},
			Affiliations: []schema.Affiliation{{S: a, P: "spouse_of", O: b, Finding: whole}, {S: a, P: "member_of", O: fmt.Sprintf("country/c-%d", i), Finding: whole}},
			Statements:   []schema.Statement{{Speaker: a, To: schema.Text(b), Content: []schema.Span{{Start: 0, End: len(s)}}, Cue: schema.Span{Start: len(s) + 1, End: len(s) + 4}, Source: schema.Span{Start: 0, End: len(s)}, Finding: whole}},
			Visits:       []schema.Visit{{Who: a, Place: place, Status: "scheduled", Date: date, Finding: whole}},
		}
		for k, status := range []string{"happened", "denied", "cancelled"} {
			r.Meetings = append(r.Meetings, schema.Meeting{
				ID: fmt.Sprintf("meeting/m-%d-%d", i, k), Kind: "talks", Status: status, Participants: []string{a}, Hosts: []string{b}, Places: []string{place}, Date: date,
				When: name, About: name, Trigger: schema.Span{Start: len(s) + 1, End: len(s) + 4}, Finding: whole,
			})
		}
		doc := graph.Document{ID: r.Doc, Title: name, Published: "2001-02-04", Publisher: name, URL: r.URL, Language: "en", Hash: "h", Extractor: "t", Text: text}
		if _, err := store.Put(context.Background(), graph.Entry{Document: doc, Record: r}); err != nil {
			t.Fatalf("%.40q: %v", s, err)
		}
	}
}
