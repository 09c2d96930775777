package gizmo

import (
	"context"
	"slices"
	"strings"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/shape"
)

// ordered is a shape whose nodes come sorted by their string form, those of
// one form in the order of from.
type ordered struct{ from shape.Shape }

func (o ordered) Optimize(r shape.Optimizer) (shape.Shape, bool) {
	from, changed := o.from.Optimize(r)
	if shape.IsNull(from) {
		return nil, true
	}
	return ordered{from}, changed
}

func (o ordered) BuildIterator(qs graph.QuadStore) graph.Iterator {
	g, _ := qs.(*guard)
	return graph.AsLegacy(&orderedShape{graph.AsShape(o.from.BuildIterator(qs)), qs, g})
}

type orderedShape struct {
	graph.IteratorShape
	qs    graph.QuadStore
	guard *guard
}

func (o *orderedShape) String() string { return "Order" }

func (o *orderedShape) check() {
	if o.guard != nil {
		o.guard.brake.check()
	}
}

func (o *orderedShape) Iterate() graph.Scanner {
	return &orderedScanner{Scanner: o.IteratorShape.Iterate(), shape: o, at: -1}
}

func (o *orderedShape) Optimize(ctx context.Context) (graph.IteratorShape, bool) {
	from, changed := o.IteratorShape.Optimize(ctx)
	if !changed {
		return o, false
	}
	return &orderedShape{from, o.qs, o.guard}, true
}

func (o *orderedShape) SubIterators() []graph.IteratorShape {
	return []graph.IteratorShape{o.IteratorShape}
}

// orderedScanner reads all of its source at the first Next.
type orderedScanner struct {
	graph.Scanner
	shape *orderedShape
	nodes []orderedNode
	read  bool
	at    int // in nodes
	path  int // in nodes[at].paths
}

type orderedNode struct {
	name  string
	ref   graph.Ref
	paths []map[string]graph.Ref
}

func (s *orderedScanner) Next(ctx context.Context) bool {
	if !s.read {
		s.read = true
		for s.Scanner.Next(ctx) {
			n := orderedNode{ref: s.Scanner.Result()}
			if v := s.shape.qs.NameOf(n.ref); v != nil {
				n.name = v.String()
			}
			for more := true; more; more = s.Scanner.NextPath(ctx) {
				s.shape.check()
				tags := map[string]graph.Ref{}
				s.Scanner.TagResults(tags)
				n.paths = append(n.paths, tags)
			}
			s.nodes = append(s.nodes, n)
		}
		slices.SortStableFunc(s.nodes, func(a, b orderedNode) int {
			s.shape.check()
			return strings.Compare(a.name, b.name)
		})
	}
	if s.Scanner.Err() != nil || s.at+1 >= len(s.nodes) {
		return false
	}
	s.at++
	s.path = 0
	return true
}

func (s *orderedScanner) NextPath(context.Context) bool {
	if s.at < 0 || s.path+1 >= len(s.nodes[s.at].paths) {
		return false
	}
	s.path++
	return true
}

func (s *orderedScanner) Result() graph.Ref {
	if s.at < 0 || s.at >= len(s.nodes) {
		return nil
	}
	return s.nodes[s.at].ref
}

func (s *orderedScanner) TagResults(dst map[string]graph.Ref) {
	if s.at < 0 || s.at >= len(s.nodes) {
		return
	}
	for k, v := range s.nodes[s.at].paths[s.path] {
		dst[k] = v
	}
}
