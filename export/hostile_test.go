package export_test

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"

	"parley/export"
	"parley/graph"
)

// hostile is what a text could bring to break out of a file.
var hostile = []string{
	`"quotes" and 'quotes'`, `back\slash \N \l \"`, "new\nline\r\ttab", `</svg><script>alert(1)</script>`, `]]> & &lt; &amp;lt; &#0;`,
	"\u202eright to left\u202c", "שלום עולם", "مرحبا بالعالم", "👩‍👩‍👧 🇺🇳 🙂", "nul \x00 bell \x07", "bad \xff\xfe utf-8", "\ufffe\uffff",
	strings.Repeat("long ", 2000), strings.Repeat("x", 100_000), "", " ", "\u00a0", "a%sb%d", "<TABLE>", "n1 -- n2; }",
	`javascript:alert(1)`, `" onload="alert(1)`, `<![CDATA[`, `<!ENTITY x SYSTEM "file:///etc/passwd">`, `.\n<urn:a> <urn:b> <urn:c>`, `{"@id":"x"}`, "*/-->",
}

// surrounded is a small graph with s wherever a text can stand.
func surrounded(s string) *graph.Subgraph {
	g := &graph.Subgraph{Title: s, Nodes: []graph.Node{
		{ID: "person/" + s, Type: s, Caption: s}, {ID: "b", Type: "Person", Caption: "B"}, {ID: "m" + s, Type: "Meeting", Caption: s},
	}}
	ev := []graph.Evidence{{Claim: s, Document: s, Publisher: s, Published: s, Sentence: s, Rule: s, Status: s}}
	for _, status := range []string{"happened", "denied", s} {
		g.Edges = append(g.Edges,
			graph.Edge{From: "b", To: "person/" + s, Predicate: "met", Status: status, Date: s, Place: s, Meeting: s, Evidence: ev},
			graph.Edge{From: "b", To: "person/" + s, Predicate: s, Status: status, Date: s, Place: s, Evidence: ev},
			graph.Edge{From: "m" + s, To: "nobody" + s, Predicate: "participant", Status: status, Evidence: ev})
	}
	return g
}

// What a text brings must stay text.
func TestHostilePictures(t *testing.T) {
	for _, s := range hostile {
		t.Run(fmt.Sprintf("%.20q", s), func(t *testing.T) {
			g := surrounded(s)
			svg := svgOf(t, g, builtin)
			wellFormed(t, svg)
			if len(svg) > 64<<10 {
				t.Errorf("a picture of %d bytes", len(svg))
			}
			for _, r := range "\u202e\u2028\x00\x07" {
				if bytes.ContainsRune(svg, r) {
					t.Errorf("%U is in the picture", r)
				}
			}
			if _, err := exec.LookPath("dot"); err == nil {
				wellFormed(t, svgOf(t, g, export.Options{Renderer: export.Graphviz}))
			}
		})
	}
}

// dot itself must find in the source the nodes and edges of the picture.
func TestHostileDOT(t *testing.T) {
	needGraphviz(t)
	for _, s := range hostile {
		t.Run(fmt.Sprintf("%.20q", s), func(t *testing.T) {
			cmd := exec.Command("dot", "-Tsvg")
			cmd.Stdin = bytes.NewReader(dotOf(t, surrounded(s), builtin))
			var errs bytes.Buffer
			cmd.Stderr = &errs
			svg, err := cmd.Output()
			if err != nil || errs.Len() > 0 {
				t.Fatalf("dot: %v: %s", err, errs.Bytes())
			}
			ids := idsOf(t, svg)
			for _, id := range idsOf(t, svgOf(t, surrounded(s), builtin)) {
				if id != "legend" && !slices.Contains(ids, id) {
					t.Errorf("dot draws no %q", id)
				}
			}
		})
	}
}

// idsOf are the ids of the groups of an SVG.
func idsOf(t *testing.T, svg []byte) []string {
	t.Helper()
	var out []string
	elements(t, svg, func(e xml.StartElement) {
		for _, a := range e.Attr {
			if a.Name.Local == "id" {
				out = append(out, a.Value)
			}
		}
	})
	return out
}

func TestHostileGraphML(t *testing.T) {
	for _, s := range hostile {
		t.Run(fmt.Sprintf("%.20q", s), func(t *testing.T) {
			checkGraphML(t, surrounded(s))
		})
	}
}

// checkGraphML reads the file of g and finds each node and edge in it.
func checkGraphML(t *testing.T, g *graph.Subgraph) {
	t.Helper()
	doc := graphmlOf(t, g)
	var file struct {
		Graph struct {
			Node []struct {
				ID   string `xml:"id,attr"`
				Data []struct {
					Key   string `xml:"key,attr"`
					Value string `xml:",chardata"`
				} `xml:"data"`
			} `xml:"node"`
			Edge []struct {
				Source string `xml:"source,attr"`
				Target string `xml:"target,attr"`
			} `xml:"edge"`
		} `xml:"graph"`
	}
	if err := xml.Unmarshal(doc, &file); err != nil {
		t.Fatal(err)
	}
	want := map[string]bool{}
	for _, n := range g.Nodes {
		want[n.ID] = true
	}
	for _, e := range g.Edges {
		want[e.From], want[e.To] = true, true
	}
	ids := map[string]bool{}
	for _, n := range file.Graph.Node {
		if ids[n.ID] || strings.ContainsAny(n.ID, " /<>&\"'\t\r\n") || n.ID == "" {
			t.Errorf("%q is twice, or no NMTOKEN", n.ID)
		}
		ids[n.ID] = true
	}
	if len(ids) != len(want) || len(file.Graph.Edge) != len(g.Edges) {
		t.Errorf("%d nodes and %d edges, want %d and %d", len(ids), len(file.Graph.Edge), len(want), len(g.Edges))
	}
	for _, e := range file.Graph.Edge {
		if !ids[e.Source] || !ids[e.Target] {
			t.Errorf("an edge from %q to %q, which are no nodes", e.Source, e.Target)
		}
	}
}

func FuzzGraphML(f *testing.F) {
	f.Add("person/a", "person.2f.a", "Anna", "]]>")
	f.Add("", ".", "\x00\xff", "a:b")
	f.Fuzz(func(t *testing.T, a, b, caption, predicate string) {
		checkGraphML(t, &graph.Subgraph{Title: caption, Nodes: []graph.Node{{ID: a, Type: predicate, Caption: caption}}, Edges: []graph.Edge{
			{From: a, To: b, Predicate: predicate, Date: caption, Evidence: []graph.Evidence{{Sentence: caption, Document: a}}},
			{From: b, To: a + b, Predicate: "met", Place: caption, Meeting: b},
		}})
	})
}

// Both RDF formats say the same of hostile literals, and lose none of them.
func TestHostileLiterals(t *testing.T) {
	var quads []quad.Quad
	for i, s := range hostile {
		if s = strings.ToValidUTF8(s, "\ufffd"); !strings.Contains(s, "\x00") {
			quads = append(quads, quad.Quad{
				Subject: quad.IRI(fmt.Sprintf("parley:person/%03d", i)), Predicate: quad.IRI("parley:p"), Object: quad.String(s), Label: quad.IRI("parley:claim/1"),
			})
		}
	}
	text := nq(t, quads...)
	back := readBack(t, text)
	if len(back) != len(quads) {
		t.Fatalf("%d quads came back as %d", len(quads), len(back))
	}
	for i, q := range back {
		if q.Object != quads[i].Object {
			t.Errorf("%q came back as %q", quads[i].Object, q.Object)
		}
	}
	if got, want := quadLines(t, rdf(t, jsonldOf(t, quads))), quadLines(t, text); !slices.Equal(got, want) {
		t.Errorf("JSON-LD was read back as\n%.2000s", strings.Join(got, "\n"))
	}
}
