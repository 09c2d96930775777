package gizmo

import (
	"context"
	"reflect"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/shape"
	"github.com/cayleygraph/quad"
)

// guard is the store as Cayley's iterators see it: the caller's store, with a
// look at the brake at every step. It reads only.
type guard struct {
	graph.QuadStore
	brake *brake
	allow Allow // nil shows every quad
}

func newGuard(qs graph.QuadStore, b *brake) *guard {
	return &guard{QuadStore: graph.Unwrap(qs), brake: b}
}

func (g *guard) ValueOf(v quad.Value) graph.Ref {
	g.brake.check()
	return g.QuadStore.ValueOf(v)
}

func (g *guard) NameOf(r graph.Ref) quad.Value {
	g.brake.check()
	switch r := r.(type) {
	case nil:
		return nil
	case graph.PreFetchedValue: // the depth of a recursion is in no store
		return r.NameOf()
	}
	return g.QuadStore.NameOf(r)
}

func (g *guard) QuadDirection(r graph.Ref, d quad.Direction) graph.Ref {
	g.brake.check()
	return g.QuadStore.QuadDirection(r, d)
}

func (g *guard) QuadIterator(d quad.Direction, r graph.Ref) graph.Iterator {
	g.brake.check()
	return g.guarded(g.allowed(g.QuadStore.QuadIterator(d, r)))
}

func (g *guard) NodesAllIterator() graph.Iterator { return g.guarded(g.QuadStore.NodesAllIterator()) }
func (g *guard) QuadsAllIterator() graph.Iterator {
	return g.guarded(g.allowed(g.QuadStore.QuadsAllIterator()))
}

func (g *guard) ApplyDeltas([]graph.Delta, graph.IgnoreOpts) error { return errReadOnly }
func (g *guard) NewQuadWriter() (quad.WriteCloser, error)          { return nil, errReadOnly }
func (g *guard) Close() error                                      { return nil }

// OptimizeShape lets the store improve a query. Shapes of the store's own
// making are built on the store itself, which they may expect; hence there are
// none where not every quad is to be seen, nor a look into the store's index.
func (g *guard) OptimizeShape(s shape.Shape) (shape.Shape, bool) {
	if list, ok := s.(shape.Fixed); ok && len(list) >= manyNodes {
		return nodeList{list, g.brake}, true
	}
	o, ok := g.QuadStore.(shape.Optimizer)
	if !ok || g.allow != nil {
		return s, false
	}
	g.brake.check()
	out, changed := o.OptimizeShape(s)
	if changed && out != nil && foreignShape(out) {
		out = foreign{out, g}
	}
	return out, changed
}

// SizeOfIndex and LookupQuadIndex make the store's index statistics, if it has
// some, known to Cayley's optimizer.
func (g *guard) SizeOfIndex(c map[quad.Direction]graph.Ref) (int64, bool) {
	if x, ok := g.QuadStore.(shape.QuadIndexer); ok && g.allow == nil {
		return x.SizeOfIndex(c)
	}
	return 0, false
}

func (g *guard) LookupQuadIndex(c map[quad.Direction]graph.Ref) (shape.InternalQuad, bool) {
	if x, ok := g.QuadStore.(shape.QuadIndexer); ok && g.allow == nil {
		return x.LookupQuadIndex(c)
	}
	return shape.InternalQuad{}, false
}

var shapePackage = reflect.TypeFor[shape.Null]().PkgPath()

func foreignShape(s shape.Shape) bool {
	t := reflect.TypeOf(s)
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	switch s.(type) {
	case foreign, nodeList, *recursion, ordered, levelShape:
		return false
	}
	return t.PkgPath() != shapePackage
}

// foreign is a shape of the store's own.
type foreign struct {
	shape.Shape
	g *guard
}

func (f foreign) BuildIterator(graph.QuadStore) graph.Iterator {
	return f.g.guarded(f.Shape.BuildIterator(f.g.QuadStore))
}

func (f foreign) Optimize(r shape.Optimizer) (shape.Shape, bool) {
	if r == f.g || r == nil {
		return f, false
	}
	return r.OptimizeShape(f)
}

// guarded looks at the brake at each step of it.
func (g *guard) guarded(it graph.Iterator) graph.Iterator {
	return graph.AsLegacy(&watched{graph.AsShape(it), g.brake})
}

type watched struct {
	graph.IteratorShape
	brake *brake
}

func (w *watched) Iterate() graph.Scanner {
	return &watchedScanner{w.IteratorShape.Iterate(), w.brake}
}

func (w *watched) Lookup() graph.Index { return &watchedIndex{w.IteratorShape.Lookup(), w.brake} }

func (w *watched) Stats(ctx context.Context) (graph.IteratorCosts, error) {
	w.brake.check()
	return w.IteratorShape.Stats(ctx)
}

func (w *watched) Optimize(ctx context.Context) (graph.IteratorShape, bool) {
	w.brake.check()
	s, changed := w.IteratorShape.Optimize(ctx)
	if !changed {
		return w, false
	}
	return &watched{s, w.brake}, true
}

type watchedScanner struct {
	graph.Scanner
	brake *brake
}

func (s *watchedScanner) Next(ctx context.Context) bool {
	s.brake.check()
	return s.Scanner.Next(ctx)
}

func (s *watchedScanner) NextPath(ctx context.Context) bool {
	s.brake.check()
	return s.Scanner.NextPath(ctx)
}

type watchedIndex struct {
	graph.Index
	brake *brake
}

func (s *watchedIndex) Contains(ctx context.Context, v graph.Ref) bool {
	s.brake.check()
	return s.Index.Contains(ctx, v)
}

func (s *watchedIndex) NextPath(ctx context.Context) bool {
	s.brake.check()
	return s.Index.NextPath(ctx)
}
