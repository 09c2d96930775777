package gizmo

import (
	"context"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"
)

// Allow tells of a quad's label whether the quad is to be seen. A function of
// [Options.Funcs] that returns one puts it in force for what the program asks
// from then on; nil shows every quad again. It must give one label one answer.
type Allow func(label quad.Value) bool

// allowed leaves of an iterator of quads those that allow lets be seen.
func (g *guard) allowed(it graph.Iterator) graph.Iterator {
	if g.allow == nil {
		return it
	}
	return graph.AsLegacy(&allowedQuads{graph.AsShape(it), g})
}

// sees reports whether the program is to see a quad.
func (g *guard) sees(q graph.Ref) bool {
	g.brake.check()
	return g.allow(g.QuadStore.NameOf(g.QuadStore.QuadDirection(q, quad.Label)))
}

type allowedQuads struct {
	graph.IteratorShape
	g *guard
}

func (a *allowedQuads) Iterate() graph.Scanner {
	return &allowedScanner{a.IteratorShape.Iterate(), a.g}
}

func (a *allowedQuads) Lookup() graph.Index { return &allowedIndex{a.IteratorShape.Lookup(), a.g} }

func (a *allowedQuads) Optimize(ctx context.Context) (graph.IteratorShape, bool) {
	s, changed := a.IteratorShape.Optimize(ctx)
	if !changed {
		return a, false
	}
	return &allowedQuads{s, a.g}, true
}

type allowedScanner struct {
	graph.Scanner
	g *guard
}

func (s *allowedScanner) Next(ctx context.Context) bool {
	for s.Scanner.Next(ctx) {
		if s.g.sees(s.Scanner.Result()) {
			return true
		}
	}
	return false
}

type allowedIndex struct {
	graph.Index
	g *guard
}

func (s *allowedIndex) Contains(ctx context.Context, q graph.Ref) bool {
	return s.Index.Contains(ctx, q) && s.g.sees(q)
}
