package gizmo

import (
	"fmt"
	"path/filepath"
	"testing"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"

	"parley/graph/quadstore"
)

// acquaintances is 100,000 quads in either store: 10,000 actors who each met
// ten others.
func acquaintances(b *testing.B) map[string]graph.QuadStore {
	const n = 10_000
	var quads []quad.Quad
	for i := range n {
		for j := range 10 {
			quads = append(quads, quad.MakeIRI(fmt.Sprint("a", i), "met", fmt.Sprint("a", (i*i+j*j*7+1)%n), fmt.Sprint("doc", i%50)))
		}
	}
	file, err := quadstore.Open(filepath.Join(b.TempDir(), "x.db"), quadstore.Options{NoSync: true})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { file.Close() })
	out := map[string]graph.QuadStore{"memory": quadstore.Memory(), "file": file}
	for _, qs := range out {
		fill(b, qs, quads)
	}
	return out
}

func BenchmarkRun(b *testing.B) {
	stores := acquaintances(b)
	for _, c := range []struct{ name, program string }{
		{"nothing", `g.emit(1)`},
		{"one hop", `g.V("<a7>").Out("<met>").All()`},
		{"two hops", `g.V("<a7>").Out("<met>").Unique().Out("<met>").Unique().All()`},
		{"three hops both ways, counted", `g.emit(g.V("<a7>").Both("<met>").Unique().Both("<met>").Unique().Both("<met>").Unique().Count())`},
		{"all nodes, counted", `g.emit(g.V().Count())`},
	} {
		for _, name := range []string{"memory", "file"} {
			b.Run(c.name+"/"+name, func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					if r := run(b, stores[name], c.program, Options{}); len(r.Rows) == 0 {
						b.Fatal("no rows")
					}
				}
			})
		}
	}
}
