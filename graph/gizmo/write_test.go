package gizmo

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/cayleygraph/cayley/graph/memstore"
	"github.com/cayleygraph/quad"
)

// TestWrite: values of one spelling and different kinds stay different.
func TestWrite(t *testing.T) {
	full := func(v string) quad.IRI { return quad.IRI(xsd + v) }
	var quads []quad.Quad
	for i, v := range []quad.Value{
		quad.IRI("bob"), quad.String("<bob>"), quad.String("bob"), quad.BNode("bob"), quad.LangString{Value: "bob", Lang: "en"},
		quad.IRI("parley:person/bob"), quad.String("parley:person/bob"), quad.IRI("parley://bob"),
		quad.TypedString{Value: "7", Type: full("decimal")}, quad.Int(7), quad.String("7"), quad.Float(7.5), quad.Bool(true), quad.String("true"),
		quad.String("=1+1\t\"x\"\n\x1b[2J\u202e\\"), quad.IRI("a>b"), quad.String(""),
	} {
		quads = append(quads, quad.Quad{Subject: quad.IRI("s"), Predicate: quad.IRI(string(rune('a' + i))), Object: v})
	}
	var program strings.Builder
	for _, q := range quads {
		program.WriteString(`g.V("<s>").Out("` + q.Predicate.String() + `").All();` + "\n")
	}
	program.WriteString(`g.emit({list: ["<b>", 1, null, {a: true}], id: new Date(0)})`)
	r := run(t, memstore.New(quads...), program.String(), Options{})
	var table, csv, js bytes.Buffer
	for _, f := range []func() error{func() error { return r.WriteTable(&table) }, func() error { return r.WriteCSV(&csv) }, func() error { return r.WriteJSON(&js) }} {
		if err := f(); err != nil {
			t.Fatal(err)
		}
	}
	const wantTable = `id                                             list
<bob>
"<bob>"
"bob"
_:bob
"bob"@en
parley:person/bob
"parley:person/bob"
<parley://bob>
"7"^^xsd:decimal
7
"7"
7.5
true
"true"
"=1+1\t\"x\"\n\u001B[2J\u202E\\"
<a\u003Eb>
""
"1970-01-01T00:00:00Z"^^xsd:dateTime           ["<b>",1,null,{"a":true}]
`
	if got := table.String(); got != squeeze(wantTable, got) {
		t.Errorf("table:\n%s", got)
	}
	if got := strings.Split(csv.String(), "\n"); got[0] != "id,list" || got[2] != `"""<bob>""",` || got[10] != "7," {
		t.Errorf("csv: %q", got)
	}
	var back struct {
		Columns   []string
		Truncated bool
		Rows      []map[string]struct {
			Type, Lang, Datatype string
			Value                any
		}
	}
	if err := json.Unmarshal(js.Bytes(), &back); err != nil {
		t.Fatalf("%v in\n%s", err, js.String())
	}
	seen := map[string]bool{}
	for _, row := range back.Rows {
		v := row["id"]
		key := strings.Join([]string{v.Type, v.Lang, v.Datatype, v.Value.(string)}, "|")
		if seen[key] {
			t.Errorf("%s stands twice", key)
		}
		seen[key] = true
	}
	for _, want := range []string{"iri|||bob", "literal|||<bob>", "bnode|||bob", "literal|en||bob", "literal||" + xsd + "integer|7", "literal||" + xsd + "decimal|7", "literal|||=1+1\t\"x\"\n\x1b[2J\u202e\\"} {
		if !seen[want] {
			t.Errorf("no %s in\n%s", want, js.String())
		}
	}
	if v := back.Rows[len(back.Rows)-1]["list"]; v.Type != "json" {
		t.Errorf("%+v", v)
	}
}

// squeeze is want with the blanks between columns as got has them.
func squeeze(want, got string) string {
	w, g := strings.Split(want, "\n"), strings.Split(got, "\n")
	for i := range min(len(w), len(g)) {
		if strings.Join(strings.Fields(w[i]), " ") == strings.Join(strings.Fields(g[i]), " ") {
			w[i] = g[i]
		}
	}
	return strings.Join(w, "\n")
}

func TestWriteNothing(t *testing.T) {
	r := run(t, memstore.New(), `g.V("<x>").Out().All()`, Options{})
	var table, csv, js bytes.Buffer
	if err := r.WriteTable(&table); err != nil || table.String() != "nothing found\n" {
		t.Errorf("%q %v", table.String(), err)
	}
	if err := r.WriteCSV(&csv); err != nil || csv.String() != "" {
		t.Errorf("%q %v", csv.String(), err)
	}
	if err := r.WriteJSON(&js); err != nil || js.String() != `{"columns":[],"truncated":false,"rows":[]}`+"\n" {
		t.Errorf("%q %v", js.String(), err)
	}
}

// TestHostileColumns: what a program calls its columns can be as hostile as
// any text.
func TestHostileColumns(t *testing.T) {
	var csv bytes.Buffer
	r := run(t, memstore.New(), `g.emit({"=1+1": 1, "-x": 2, "_y": 3, "": 4, "état": 5})`, Options{})
	if err := r.WriteCSV(&csv); err != nil || csv.String() != `"""""","""-x""","""=1+1""","""_y""",état`+"\n4,2,1,3,5\n" {
		t.Errorf("%v %s", err, csv.String())
	}
}
