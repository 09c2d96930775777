package export_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/piprate/json-gold/ld"

	"parley/export"
)

func jsonldOf(t *testing.T, quads []quad.Quad) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := export.JSONLD(context.Background(), &b, each(quads)); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// rdf reads JSON-LD by another library and returns what it says as N-Quads.
func rdf(t *testing.T, doc []byte) string {
	t.Helper()
	var v any
	if err := json.Unmarshal(doc, &v); err != nil {
		t.Fatalf("%v in\n%s", err, doc)
	}
	o := ld.NewJsonLdOptions("")
	o.Format = "application/n-quads"
	out, err := ld.NewJsonLdProcessor().ToRDF(v, o)
	if err != nil {
		t.Fatal(err)
	}
	return out.(string)
}

// some is quads of many kinds, two claims, and one of the default graph.
func some() []quad.Quad {
	iri := func(s string) quad.IRI { return quad.IRI("parley:" + s) }
	c1, c2 := iri("claim/1"), iri("claim/2")
	return []quad.Quad{
		{Subject: c1, Predicate: iri("confidence"), Object: quad.TypedString{Value: "0.9", Type: "http://www.w3.org/2001/XMLSchema#decimal"}, Label: c1},
		{Subject: c1, Predicate: iri("document"), Object: iri("document/yalta%201.txt"), Label: c1},
		{Subject: c1, Predicate: quad.IRI("rdf:type"), Object: iri("Claim"), Label: c1},
		{Subject: iri("meeting/m"), Predicate: iri("participant"), Object: iri("person/stalin"), Label: c1},
		{Subject: iri("meeting/m"), Predicate: iri("participant"), Object: iri("person/stalin"), Label: c2},
		{Subject: iri("meeting/m"), Predicate: iri("participant"), Object: iri("person/winston-churchill"), Label: c1},
		{Subject: iri("person/stalin"), Predicate: quad.IRI("schema:name"), Object: quad.LangString{Value: "Stalin", Lang: "en"}, Label: c1},
		{Subject: iri("person/stalin"), Predicate: quad.IRI("schema:name"), Object: quad.String("“Stalin” \\ <b> & \n\u2028 🙂"), Label: c2},
		{Subject: iri("person/stalin"), Predicate: quad.IRI("rdf:type"), Object: iri("Person"), Label: c1},
		{Subject: iri("person/stalin"), Predicate: quad.IRI("rdf:type"), Object: quad.String("a literal as type"), Label: c2},
		{Subject: iri("//slashes"), Predicate: quad.IRI("owl:sameAs"), Object: quad.IRI("https://example.org/stalin"), Label: c2},
		{Subject: iri("person/z"), Predicate: iri("age"), Object: quad.Int(7)},
	}
}

func TestJSONLD(t *testing.T) {
	doc := jsonldOf(t, some())
	golden(t, "some.jsonld", doc)
	all, want := quadLines(t, rdf(t, doc)), quadLines(t, nq(t, some()...))
	got := slices.DeleteFunc(slices.Clone(all), func(line string) bool { return strings.Contains(line, "www.w3.org/ns/prov#") })
	if len(all)-len(got) != 2 {
		t.Errorf("%d quads of PROV-O, want 2", len(all)-len(got))
	}
	if !slices.Equal(got, want) {
		t.Errorf("read back as\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestJSONLDEmpty(t *testing.T) {
	if got := rdf(t, jsonldOf(t, nil)); got != "" {
		t.Errorf("nothing was read back as %q", got)
	}
}

// One subject with more quads than are held at a time.
func TestJSONLDLongRun(t *testing.T) {
	var quads []quad.Quad
	for i := range 5000 {
		q := say(quad.String(fmt.Sprintf("%05d", i)))
		q.Label = quad.IRI(fmt.Sprintf("parley:claim/%d", i%3))
		quads = append(quads, q)
	}
	got, want := quadLines(t, rdf(t, jsonldOf(t, quads))), quadLines(t, nq(t, quads...))
	if !slices.Equal(got, want) {
		t.Errorf("%d quads came back as %d", len(want), len(got))
	}
}

func FuzzJSONLD(f *testing.F) {
	f.Add("person/a", "text\u2028\x00\"")
	f.Add("//a", "</script>")
	f.Fuzz(func(t *testing.T, id, text string) {
		in := []quad.Quad{
			{Subject: quad.IRI("parley:" + id), Predicate: quad.IRI("parley:p"), Object: quad.String(text), Label: quad.IRI("parley:c")},
			{Subject: quad.IRI("parley:" + id), Predicate: quad.IRI("parley:p"), Object: quad.IRI("parley:" + id)},
		}
		var b bytes.Buffer
		if export.JSONLD(context.Background(), &b, each(in)) != nil {
			return
		}
		if !json.Valid(b.Bytes()) {
			t.Fatalf("no JSON: %q", b.String())
		}
	})
}
