package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"parley/graph"
	"parley/schema"
)

// runJava runs a class or a source file with the jars of a folder of readers.
func runJava(t *testing.T, readers, jars string, args ...string) (stdout, stderr string) {
	t.Helper()
	jars = filepath.Join(readers, jars, "*")
	if found, err := filepath.Glob(jars + ".jar"); err != nil || len(found) == 0 {
		t.Skipf("%s: no jars", jars)
	}
	if _, err := exec.LookPath("java"); err != nil {
		t.Skip("java is not installed")
	}
	cmd := exec.Command("java", append([]string{"-Djava.awt.headless=true", "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn", "-cp", jars}, args...)...)
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	if err := cmd.Run(); err != nil {
		t.Fatalf("%v: %v: %s%s", args, err, out.String(), errs.String())
	}
	return out.String(), errs.String()
}

// jenaCount is a line of "riot --count": triples, where there are some, then
// quads.
var jenaCount = regexp.MustCompile(`^\S*/(?:x\.)?(\w+)(?:\.ttl)?\s*: (?:Triples = ([\d,]+))?(?: : )?(?:Quads = ([\d,]+))?$`)

// readJena lets Apache Jena's riot read the RDF formats and the vocabularies, a
// warning being an error, and its SHACL validate the graph by our shapes.
func readJena(t *testing.T, readers, dir string, want map[string]any) {
	args := []string{"riotcmd.riot", "--strict", "--check", "--count"}
	for _, ext := range []string{"nq", "nt", "trig", "jsonld"} {
		args = append(args, filepath.Join(dir, "x."+ext))
	}
	args = append(args, filepath.Join(dir, "owl.ttl"), filepath.Join(dir, "shacl.ttl"))
	out, errs := runJava(t, readers, "jena", args...)
	got := map[string]int{}
	for line := range strings.Lines(out + errs) {
		m := jenaCount.FindStringSubmatch(strings.TrimSpace(line))
		if m == nil && !strings.HasPrefix(line, "Total ") {
			t.Errorf("riot: %s", line)
			continue
		}
		for _, n := range m[min(2, len(m)):] {
			n, _ := strconv.Atoi(strings.ReplaceAll("0"+n, ",", ""))
			got[m[1]] += n
		}
	}
	if fmt.Sprint(got["nq"], got["nt"]) != fmt.Sprint(want["nquads"], want["ntriples"]) || got["trig"] != got["jsonld"] || got["trig"] <= got["nq"] {
		t.Errorf("%v, want %v; riot: %s%s", got, want, out, errs)
	}
	report, _ := runJava(t, readers, "jena", "shacl.shacl_validate", "--shapes", filepath.Join(dir, "shacl.ttl"), "--data", filepath.Join(dir, "x.nt"))
	if !regexp.MustCompile(`sh:conforms\s+true`).MatchString(report) || strings.Contains(report, "sh:result ") {
		t.Errorf("shacl: %.2000s", report)
	}
	t.Logf("%v", got)
}

// readGephi lets Gephi import the formats that it knows.
func readGephi(t *testing.T, readers, dir string, g *graph.Subgraph) {
	out, errs := runJava(t, readers, "gephi", "testdata/readers/Gephi.java", filepath.Join(dir, "x.gexf"), filepath.Join(dir, "x.graphml"))
	type counts struct{ Nodes, Edges, Dated, Happened, Warnings int }
	want := counts{Nodes: len(g.Nodes), Edges: len(g.Edges)}
	for _, e := range g.Edges {
		if e.Date != "" {
			want.Dated++
		}
		if schema.English().Real(e.Status) {
			want.Happened++
		}
	}
	undated := want
	undated.Dated = 0
	var got []counts
	for line := range strings.Lines(out) {
		var c counts
		if err := json.Unmarshal([]byte(line), &c); err != nil {
			t.Fatalf("%v: %s", err, line)
		}
		got = append(got, c)
	}
	if !slices.Equal(got, []counts{want, undated}) {
		t.Errorf("%+v, want %+v and %+v: %s", got, want, undated, errs)
	}
}
