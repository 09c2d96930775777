package gizmo

import (
	"context"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/shape"
)

// manyNodes is from what length on a list of nodes is a [nodeList].
const manyNodes = 16

// nodeList is the shape of a long list of nodes. Cayley's own compares each
// node it is asked for with all of the list, and looks at no brake, since it
// needs no store: two long lists could keep it busy for an hour.
type nodeList struct {
	nodes shape.Fixed
	brake *brake
}

func (l nodeList) Optimize(shape.Optimizer) (shape.Shape, bool) { return l, false }

func (l nodeList) BuildIterator(graph.QuadStore) graph.Iterator {
	return graph.AsLegacy(&listShape{list: l})
}

type listShape struct {
	list nodeList
	set  map[any]graph.Ref // of list, made when first asked
}

func (l *listShape) String() string                                       { return "List" }
func (l *listShape) SubIterators() []graph.IteratorShape                  { return nil }
func (l *listShape) Optimize(context.Context) (graph.IteratorShape, bool) { return l, false }
func (l *listShape) Iterate() graph.Scanner                               { return &listScanner{listShape: l} }

func (l *listShape) Stats(context.Context) (graph.IteratorCosts, error) {
	n := int64(len(l.list.nodes))
	return graph.IteratorCosts{ContainsCost: 1, NextCost: 1, Size: graph.Size{Size: n, Exact: true}}, nil
}

func (l *listShape) Lookup() graph.Index {
	if l.set == nil {
		l.set = make(map[any]graph.Ref, len(l.list.nodes))
		for _, n := range l.list.nodes {
			l.set[graph.ToKey(n)] = n
		}
	}
	return &listIndex{listShape: l}
}

type listScanner struct {
	*listShape
	next int
}

func (s *listScanner) Next(context.Context) bool {
	s.list.brake.check()
	if s.next >= len(s.list.nodes) {
		return false
	}
	s.next++
	return true
}

func (s *listScanner) Result() graph.Ref {
	if s.next == 0 {
		return nil
	}
	return s.list.nodes[s.next-1]
}

func (s *listScanner) NextPath(context.Context) bool   { return false }
func (s *listScanner) TagResults(map[string]graph.Ref) {}
func (s *listScanner) Err() error                      { return nil }
func (s *listScanner) Close() error                    { return nil }

type listIndex struct {
	*listShape
	now graph.Ref
}

func (x *listIndex) Contains(_ context.Context, n graph.Ref) bool {
	x.list.brake.check()
	x.now = x.set[graph.ToKey(n)]
	return x.now != nil
}

func (x *listIndex) Result() graph.Ref               { return x.now }
func (x *listIndex) NextPath(context.Context) bool   { return false }
func (x *listIndex) TagResults(map[string]graph.Ref) {}
func (x *listIndex) Err() error                      { return nil }
func (x *listIndex) Close() error                    { return nil }
