package gizmo

import (
	"context"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/memstore"
	"github.com/cayleygraph/quad"
	"github.com/cayleygraph/quad/nquads"
)

// followsQuads is Cayley's small test graph: who follows whom, and who is cool.
func followsQuads(t testing.TB, more ...string) []quad.Quad {
	t.Helper()
	b, err := os.ReadFile("testdata/follows.nq")
	if err != nil {
		t.Fatal(err)
	}
	r := nquads.NewReader(strings.NewReader(string(b)+strings.Join(more, "\n")), true)
	quads, err := quad.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return quads
}

// follows is a memstore with it.
func follows(t testing.TB, more ...string) graph.QuadStore {
	return memstore.New(followsQuads(t, more...)...)
}

// run is Run, which must succeed.
func run(t testing.TB, qs graph.QuadStore, program string, o Options) *Result {
	t.Helper()
	r, err := Run(context.Background(), qs, program, o)
	if err != nil {
		t.Fatalf("%v\nin\n%s", err, program)
	}
	return r
}

// column is the values of a column as Cayley spells them, without those of
// the rows that lack it.
func column(r *Result, name string) []string {
	i := slices.Index(r.Columns, name)
	if i < 0 {
		return nil
	}
	var out []string
	for _, row := range r.Rows {
		switch v := row[i]; v.Kind {
		case None:
		case String:
			out = append(out, v.Text)
		default:
			out = append(out, v.String())
		}
	}
	return out
}

// query is one block of testdata/cayley.txt.
type query struct {
	about, column, program string
	limit                  int
	multi, fails           bool
	want                   []string
}

func queries(t testing.TB) []query {
	t.Helper()
	b, err := os.ReadFile("testdata/cayley.txt")
	if err != nil {
		t.Fatal(err)
	}
	var out []query
	for line := range strings.SplitSeq(string(b), "\n") {
		if about, ok := strings.CutPrefix(line, "== "); ok {
			out = append(out, query{about: about})
			continue
		}
		if len(out) == 0 || line == "" {
			continue
		}
		q := &out[len(out)-1]
		option, value, _ := strings.Cut(line, " ")
		switch option {
		case "":
			q.program += line + "\n"
		case ">":
			q.want = append(q.want, value)
		case "column":
			q.column = value
		case "limit":
			if q.limit, err = strconv.Atoi(value); err != nil {
				t.Fatal(err)
			}
		case "graph":
			q.multi = true
		case "fails":
			q.fails = true
		default:
			t.Fatalf("testdata/cayley.txt: %q", line)
		}
	}
	return out
}

func TestCayleyQueries(t *testing.T) {
	plain, multi := follows(t), follows(t, `<fred> <status> "smart_person" <other_graph> .`)
	all := queries(t)
	if len(all) < 70 {
		t.Fatalf("only %d queries", len(all))
	}
	for _, q := range all {
		t.Run(q.about, func(t *testing.T) {
			qs := plain
			if q.multi {
				qs = multi
			}
			r, err := Run(context.Background(), qs, q.program, Options{MaxRows: q.limit})
			if q.fails {
				if err == nil {
					t.Fatal("it did not fail")
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			got := column(r, q.column)
			if q.column == "" {
				if got = column(r, "id"); got == nil {
					got = column(r, "value")
				}
			}
			slices.Sort(got)
			slices.Sort(q.want)
			if !slices.Equal(got, q.want) {
				t.Errorf("got  %q\nwant %q", got, q.want)
			}
		})
	}
}
