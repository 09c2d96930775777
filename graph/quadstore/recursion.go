package quadstore

import (
	"context"
	"reflect"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/shape"
)

var _ shape.Optimizer = (*Store)(nil)

// OptimizeShape is Cayley's hook for a store to better a query. Here it mends
// one: asked whether it contains a value, Cayley's recursive iterator answers
// with the tags of the value asked for before (recursiveContains never drops
// them), so that who is reached through whom comes out wrong, depending on the
// order of the quads. Scanned, it is right; so a recursion that is one side of
// an intersection is looked up by scanning.
func (s *Store) OptimizeShape(in shape.Shape) (shape.Shape, bool) {
	both, ok := in.(shape.Intersect)
	if !ok {
		return in, false
	}
	var out shape.Intersect
	for i, sub := range both {
		if !isBuilder(sub) {
			continue
		}
		if out == nil {
			out = append(shape.Intersect{}, both...)
		}
		out[i] = scannedShape{sub}
	}
	if out == nil {
		return in, false
	}
	return out, true
}

// isBuilder tells the shape under which Cayley's path hides its recursion.
func isBuilder(s shape.Shape) bool {
	t := reflect.TypeOf(s)
	return t.Kind() == reflect.Func && t.PkgPath() == "github.com/cayleygraph/cayley/graph/path"
}

type scannedShape struct{ shape.Shape }

func (s scannedShape) Optimize(shape.Optimizer) (shape.Shape, bool) { return s, false }

func (s scannedShape) BuildIterator(qs graph.QuadStore) graph.Iterator {
	return graph.AsLegacy(&scanned{graph.AsShape(s.Shape.BuildIterator(qs))})
}

// scanned is an iterator whose look-up remembers its scan.
type scanned struct{ graph.IteratorShape }

func (s *scanned) Optimize(ctx context.Context) (graph.IteratorShape, bool) {
	if sub, ok := s.IteratorShape.Optimize(ctx); ok {
		return &scanned{sub}, true
	}
	return s, false
}

func (s *scanned) Lookup() graph.Index {
	return &scannedIndex{scan: s.Iterate(), seen: map[any][]found{}}
}

type found struct {
	ref  graph.Ref
	tags map[string]graph.Ref
}

type scannedIndex struct {
	scan  graph.Scanner
	seen  map[any][]found // what was scanned, by key
	paths []found         // ways to the current result, the current one first
	done  bool
}

func (x *scannedIndex) Contains(ctx context.Context, ref graph.Ref) bool {
	key := graph.ToKey(ref)
	for x.seen[key] == nil && !x.done {
		x.done = !x.scan.Next(ctx)
		if x.done {
			break
		}
		at := graph.ToKey(x.scan.Result())
		for more := true; more; more = x.scan.NextPath(ctx) {
			f := found{x.scan.Result(), map[string]graph.Ref{}}
			x.scan.TagResults(f.tags)
			x.seen[at] = append(x.seen[at], f)
		}
	}
	x.paths = x.seen[key]
	return len(x.paths) > 0
}

func (x *scannedIndex) NextPath(context.Context) bool {
	if len(x.paths) < 2 {
		return false
	}
	x.paths = x.paths[1:]
	return true
}

func (x *scannedIndex) Result() graph.Ref {
	if len(x.paths) == 0 {
		return nil
	}
	return x.paths[0].ref
}

func (x *scannedIndex) TagResults(dst map[string]graph.Ref) {
	if len(x.paths) > 0 {
		for k, v := range x.paths[0].tags {
			dst[k] = v
		}
	}
}

func (x *scannedIndex) Err() error     { return x.scan.Err() }
func (x *scannedIndex) Close() error   { return x.scan.Close() }
func (x *scannedIndex) String() string { return "scanned" }
