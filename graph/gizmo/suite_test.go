package gizmo

import (
	"context"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/cayleygraph/cayley/graph/memstore"
	"github.com/cayleygraph/quad"
	"github.com/cayleygraph/quad/nquads"
)

// suiteDifferences are the queries of Cayley's table that end otherwise here,
// each with the reason.
var suiteDifferences = map[string]string{}

// suite is a row of the table testQueries in Cayley's query/gizmo/gizmo_test.go.
type suite struct {
	message, query, tag, file string
	expect                    []string
	limit                     int
	fails                     bool
	issue718                  bool // its graph and answer are made by functions
}

// cayleyDir is where the module cache has Cayley.
func cayleyDir(t *testing.T) string {
	out, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/cayleygraph/cayley").Output()
	dir := strings.TrimSpace(string(out))
	if err != nil || dir == "" {
		t.Skipf("Cayley is not in the module cache: %v", err)
	}
	return dir
}

// TestCayleySuite runs the query table of Cayley's own tests, as it stands in
// the module that is linked: N of N, or the difference is listed.
func TestCayleySuite(t *testing.T) {
	dir := cayleyDir(t)
	table := suiteTable(t, filepath.Join(dir, "query/gizmo/gizmo_test.go"))
	load := func(name string) []quad.Quad {
		f, err := os.Open(filepath.Join(dir, "data", name))
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		quads, err := quad.ReadAll(nquads.NewReader(f, true))
		if err != nil {
			t.Fatal(err)
		}
		return quads
	}
	plain, multi := load("testdata.nq"), load("testdata_multigraph.nq")
	passed, listed := 0, 0
	for _, q := range table {
		quads := plain
		switch {
		case q.file != "":
			quads = multi
		case q.issue718:
			quads = nil
			for i := range 5 {
				quads = append(quads, quad.MakeIRI("a", "b", fmt.Sprintf("n%d", i+1), ""))
			}
			q.expect, q.limit = []string{"<a>", "<b>", "<n1>", "<n2>", "<n3>"}, 5
		}
		problem := q.run(quads)
		reason := suiteDifferences[q.message]
		switch {
		case problem == "" && reason == "":
			passed++
		case problem != "" && reason != "":
			listed++
			t.Logf("%s differs: %s", q.message, reason)
		case problem == "":
			t.Errorf("%s passes, but is listed as a difference", q.message)
		default:
			t.Errorf("%s: %s\n%s", q.message, problem, q.query)
		}
	}
	t.Logf("%d of %d queries of Cayley's table pass, %d differ and are listed", passed, len(table), listed)
	if len(table) < 77 {
		t.Errorf("only %d queries were found", len(table))
	}
}

// run is what is wrong with the answer, "" if nothing is.
func (q *suite) run(quads []quad.Quad) string {
	r, err := Run(context.Background(), memstore.New(quads...), q.query, Options{MaxRows: q.limit})
	if q.fails && err != nil {
		return ""
	}
	if err != nil {
		return err.Error()
	}
	tag := q.tag
	if tag == "" {
		tag = "id"
	}
	got := column(r, tag)
	if q.tag == "" && got == nil {
		got = column(r, "value")
	}
	slices.Sort(got)
	want := slices.Sorted(slices.Values(q.expect))
	if !slices.Equal(got, want) {
		return fmt.Sprintf("got %q, want %q", got, want)
	}
	return ""
}

// suiteTable reads the table out of the Go source.
func suiteTable(t *testing.T, path string) []suite {
	file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var out []suite
	ast.Inspect(file, func(n ast.Node) bool {
		v, ok := n.(*ast.ValueSpec)
		if !ok || v.Names[0].Name != "testQueries" {
			return true
		}
		for _, row := range v.Values[0].(*ast.CompositeLit).Elts {
			out = append(out, suiteRow(t, row.(*ast.CompositeLit)))
		}
		return false
	})
	return out
}

func suiteRow(t *testing.T, row *ast.CompositeLit) (q suite) {
	for _, e := range row.Elts {
		kv := e.(*ast.KeyValueExpr)
		switch name := kv.Key.(*ast.Ident).Name; name {
		case "message":
			q.message = suiteText(t, kv.Value)
		case "query":
			q.query = suiteText(t, kv.Value)
		case "tag":
			q.tag = suiteText(t, kv.Value)
		case "file":
			q.file = "multi"
		case "err":
			q.fails = true
		case "data":
			q.issue718 = true
		case "limit":
			if lit, ok := kv.Value.(*ast.BasicLit); ok {
				q.limit, _ = strconv.Atoi(lit.Value)
			}
		case "expect":
			list, ok := kv.Value.(*ast.CompositeLit)
			if !ok { // nil, or made by a function
				continue
			}
			for _, x := range list.Elts {
				q.expect = append(q.expect, suiteText(t, x))
			}
		default:
			t.Fatalf("the table has a new column %s", name)
		}
	}
	return q
}

// suiteText is a string of the table, or intVal(n).
func suiteText(t *testing.T, x ast.Expr) string {
	switch x := x.(type) {
	case *ast.BasicLit:
		s, err := strconv.Unquote(x.Value)
		if err != nil {
			t.Fatal(err)
		}
		return s
	case *ast.CallExpr:
		return x.Args[0].(*ast.BasicLit).Value // our rows have integers, which are written so
	}
	t.Fatalf("the table has a %T", x)
	return ""
}
