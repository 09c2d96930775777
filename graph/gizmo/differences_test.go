package gizmo

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/cayleygraph/cayley/graph/memstore"
	"github.com/cayleygraph/quad"
)

// lines are the rows as text, in their order; cells as in a table.
func lines(r *Result) []string {
	var out []string
	for _, row := range r.Rows {
		var cells []string
		for i, v := range row {
			if v.Kind != None {
				cells = append(cells, r.Columns[i]+"="+v.String())
			}
		}
		out = append(out, strings.Join(cells, " "))
	}
	return out
}

// TestDifferences: what the package comment says of Cayley and us.
func TestDifferences(t *testing.T) {
	qs := follows(t, `<fred> <status> "smart_person" <other> .`, `<fred> <age> "7"^^<xsd:integer> .`)
	for _, c := range []struct{ name, program, want string }{
		{"wrong type", `try { g.V().Out({}) } catch (e) { g.emit(e instanceof TypeError) }`, "value=true"},
		{"limit does not outlive its call", `g.V("<bob>").In("<follows>").GetLimit(1); g.V("<bob>").In("<follows>").order().All()`, "id=<alice>|id=<alice>|id=<charlie>|id=<dani>"},
		{"several optional saves", `g.V("<fred>").SaveOpt("<age>", "a").SaveOpt("<none>", "n").SaveOpt("<status>", "s").All()`, `a="7"^^<xsd:integer> id=<fred> s="smart_person"`},
		{"order is one", `g.V("<greg>", "<bob>", "<fred>").order().All()`, "id=<bob>|id=<fred>|id=<greg>"},
		{"order keeps the tags of each path", `g.V("<dani>", "<charlie>").Tag("from").Out("<follows>").Is("<bob>").order().All()`, "from=<dani> id=<bob>|from=<charlie> id=<bob>"},
		{"recursion both ways", `g.V("<alice>").FollowRecursive(g.M().Both("<follows>")).order().All()`, "id=<alice>|id=<bob>|id=<charlie>|id=<dani>|id=<emily>|id=<fred>|id=<greg>"},
		{"recursion looked up has the tags of its own node", `g.V("<bob>", "<fred>", "<greg>").And(g.V("<alice>").FollowRecursive("<follows>", "a")).And(g.V("<charlie>").FollowRecursive("<follows>", "c")).order().All()`,
			"a=1 c=1 id=<bob>|a=2 c=2 id=<fred>|a=3 c=2 id=<greg>"},
		{"reversed, a path keeps its label context", `g.V("smart_person").FollowR(g.M().LabelContext("<other>").Out("<status>")).All()`, "id=<fred>"},
		{"list of nodes", `g.V(["<alice>", "<bob>"]).Out("<follows>").Is(["<bob>", "<fred>"]).Has("<follows>", ["<fred>", "<greg>"]).order().All()`, "id=<bob>|id=<fred>"},
		{"empty list is nobody", `g.V([]).All(); g.V("<bob>").Is([]).All(); g.V("<bob>").Has("<follows>", []).All()`, ""},
		{"count", `g.emit(g.V("<bob>").In("<follows>").Count())`, "value=3"},
		{"row without value", `g.emit({a: undefined}); g.emit({a: 1})`, "a=1"},
		{"rows do not tell", `g.emit(1); 2`, "value=1"},
		{"last value", `1 + 1`, "value=2"},
		{"long list", `var l = []; for (let i = 0; i < 40; i++) l.push("<bob>", "<fred>"); g.V("<alice>").Out("<follows>").Is(l).All(); g.emit(g.V(l).Count())`, "id=<bob>|value=80"},
		{"ternaries are no labels", strings.Repeat("1 ? 2 : 3\n", 1000), "value=2"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := strings.Join(lines(run(t, qs, c.program, Options{})), "|"); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
	if a, b := lines(run(t, qs, `Math.random()`, Options{})), lines(run(t, qs, `Math.random()`, Options{})); !slices.Equal(a, b) {
		t.Errorf("other random numbers: %q and %q", a, b)
	}
	for program, want := range map[string]string{
		`g.V("<bob>").Back("x").All()`:                                       `line 1, column 18: TypeError: back("x"): the path has no tag "x"`,
		`Promise.reject(new Error("one")); Promise.reject(new Error("two"))`: "Error: one",
		"1;\n\n  throw new RangeError('no')":                                 "line 3, column 9: RangeError: no",
		"var a = ;":                                                          "line 1, column 9: ",
	} {
		if _, err := Run(t.Context(), qs, program, Options{}); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%s: %v, want %s", program, err, want)
		}
	}
}

func TestParamsAndFuncs(t *testing.T) {
	nasty := []string{`"`, `\`, "\u2028", "`${1}`", "\x00", "__proto__", "</script>", "<alice>", "'; while(1);//"}
	boom := errors.New("boom")
	o := Options{
		Params:  map[string]any{"list": nasty, "n": 7, "f": 1.5, "yes": true, "node": quad.IRI("alice"), "at": time.Unix(0, 0), "__proto__": "own", "none": nil},
		Prelude: "var twice = x => x + x; function hello() { return 'hello' }",
		Funcs: map[string]any{
			"join":  func(sep string, parts ...string) string { return strings.Join(parts, sep) },
			"nodes": func(context.Context) ([]quad.Value, error) { return []quad.Value{quad.IRI("alice")}, nil },
			"fails": func() error { return boom },
		},
	}
	qs := follows(t)
	r := run(t, qs, `var twice = x => x; P.list.forEach(x => g.emit(str(x)));`, o)
	for i, row := range r.Rows {
		if row[0] != (Value{Kind: String, Text: nasty[i]}) {
			t.Errorf("%q became %q", nasty[i], row[0].Text)
		}
	}
	r = run(t, qs, `g.emit([P.n, P.f, P.yes, P.none, hello(), join("-", "a", "b"), P["__proto__"]]); g.V(P.node).Out("<follows>").All(); g.V(nodes()).All(); g.emit(P.at)`, o)
	want := []string{`value=[7,1.5,true,null,"hello","a-b","own"]`, "id=<bob>", "id=<alice>", `value="1970-01-01T00:00:00Z"^^<http://www.w3.org/2001/XMLSchema#dateTime>`}
	if got := lines(r); !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	if _, err := Run(t.Context(), qs, "\nfails()", o); !errors.Is(err, boom) || err.Error() != "line 2, column 6: fails: boom" {
		t.Error(err)
	}
	o.Funcs["wait"] = func(ctx context.Context) error { <-ctx.Done(); return ctx.Err() }
	o.Timeout = 100 * time.Millisecond
	var e *Error
	if _, err := Run(t.Context(), qs, "wait()", o); !errors.As(err, &e) || e.Kind != Timeout {
		t.Error(err)
	}
	if _, err := Run(t.Context(), qs, "1", Options{Prelude: "\n)"}); err == nil || !strings.HasPrefix(err.Error(), "prelude, line 2, column 1: ") {
		t.Error(err)
	}
	if _, err := Run(t.Context(), memstore.New(), "1", Options{Params: map[string]any{"c": make(chan int)}}); err == nil || !strings.Contains(err.Error(), "parameter") {
		t.Error(err)
	}
}
