package main

import (
	"bytes"
	"context"
	"os"
	"slices"
	"strings"
	"testing"

	"parley/export"
	"parley/graph"
	"parley/schema"
)

// counted is what each reader must find, and the network of db.
func counted(t *testing.T, db string) (map[string]map[string]any, *graph.Subgraph) {
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
	}, g
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
