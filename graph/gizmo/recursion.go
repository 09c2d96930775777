package gizmo

import (
	"context"
	"errors"
	"fmt"
	"maps"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/cayley/graph/shape"
)

// Depths of FollowRecursive: without a number, and the most there is.
const (
	standardDepth = 50
	ceilingDepth  = 10_000
)

// followRecursive takes a path or predicate, the number of rounds if given,
// and tags for the round in which a node was found.
func followRecursive(s *session, p *path, args []any) (*path, error) {
	if len(args) == 0 || args[0] == nil {
		return nil, errors.New("followRecursive: expected a path or a predicate")
	}
	way, ok := args[0].(*path)
	if !ok {
		by, err := viaOf(args[:1])
		if err != nil {
			return nil, err
		}
		if len(by.values) != 1 && by.path == nil {
			return nil, errors.New("followRecursive: expected one path or predicate")
		}
		way = by.path
		if way == nil {
			way = &path{step: moveStep{to: out, by: by}}
		}
	}
	st := recursiveStep{way: way, depth: standardDepth, brake: s.brake}
	rest := args[1:]
	if len(rest) > 0 {
		if n, ok := integer(rest[0]); ok {
			rest = rest[1:]
			switch {
			case n > ceilingDepth:
				return nil, fmt.Errorf("followRecursive: more than %d rounds", ceilingDepth)
			case n < 0:
				st.depth = -1
			case n > 0:
				st.depth = int(n)
			}
		}
	}
	var err error
	if st.tags, err = words(rest); err != nil {
		return nil, err
	}
	return p.then(st, way)
}

// recursiveStep follows way again and again, from what it found last, and
// leads to all it finds, each node once.
type recursiveStep struct {
	way   *path
	depth int // rounds; below 0 is until nothing new is found
	tags  []string
	brake *brake
}

func (s recursiveStep) reverse() (step, error) {
	p, err := s.way.reversed()
	s.way = p
	return s, err
}

func (s recursiveStep) apply(from plan) (plan, error) {
	way, err := s.way.plan() // for its size, and to fail now rather than in the middle
	if err != nil {
		return plan{}, err
	}
	return newPlan(&recursion{from: from.shape, step: s}, from.size+way.size+2)
}

// recursion is the shape of a recursiveStep.
type recursion struct {
	from shape.Shape
	step recursiveStep
}

func (r *recursion) Optimize(o shape.Optimizer) (shape.Shape, bool) {
	from, changed := r.from.Optimize(o)
	if shape.IsNull(from) {
		return nil, true
	}
	if !changed {
		return r, false
	}
	return &recursion{from, r.step}, true
}

func (r *recursion) BuildIterator(qs graph.QuadStore) graph.Iterator {
	return graph.AsLegacy(&recursiveShape{graph.AsShape(r.from.BuildIterator(qs)), r.step, qs})
}

// recursiveShape makes a new one of Cayley's recursive iterators for each
// scan, so that each counts its own rounds.
type recursiveShape struct {
	from graph.IteratorShape
	step recursiveStep
	qs   graph.QuadStore
}

func (r *recursiveShape) fresh() graph.IteratorShape {
	rounds, depth := 0, r.step.depth
	round := func(it graph.Iterator) graph.Iterator {
		if rounds++; rounds > ceilingDepth {
			r.step.brake.stop(&Error{Kind: Stack, Message: fmt.Sprintf("followRecursive went on for more than %d rounds", ceilingDepth)})
		}
		p, err := r.step.way.planFrom(plan{levelShape{graph.AsShape(it)}, 1})
		if err != nil {
			return iterator.NewError(err)
		}
		return p.shape.BuildIterator(r.qs)
	}
	it := iterator.NewRecursive(graph.AsLegacy(r.from), round, depth)
	for _, t := range r.step.tags {
		it.AddDepthTag(t)
	}
	return it.AsShape()
}

func (r *recursiveShape) Iterate() graph.Scanner { return r.fresh().Iterate() }
func (r *recursiveShape) Lookup() graph.Index {
	return &recursionIndex{scan: r.Iterate(), seen: map[any][]reached{}}
}
func (r *recursiveShape) String() string { return "Recursive" }

// Stats makes Cayley scan the recursion only where it must.
func (r *recursiveShape) Stats(ctx context.Context) (graph.IteratorCosts, error) {
	from, err := r.from.Stats(ctx)
	size := min(from.Size.Size*1000+1000, 1<<30)
	return graph.IteratorCosts{NextCost: from.NextCost + 10, ContainsCost: size, Size: graph.Size{Size: size}}, err
}

func (r *recursiveShape) Optimize(ctx context.Context) (graph.IteratorShape, bool) {
	from, changed := r.from.Optimize(ctx)
	if !changed {
		return r, false
	}
	return &recursiveShape{from, r.step, r.qs}, true
}

func (r *recursiveShape) SubIterators() []graph.IteratorShape { return []graph.IteratorShape{r.from} }

// levelShape is the nodes a round starts from. Unlike Cayley's own it can
// stand in several branches of a query, as Both needs.
type levelShape struct{ it graph.IteratorShape }

func (s levelShape) BuildIterator(graph.QuadStore) graph.Iterator { return graph.AsLegacy(s.it) }
func (s levelShape) Optimize(shape.Optimizer) (shape.Shape, bool) { return s, false }

// recursionIndex looks up by scanning and remembers what it scanned. Cayley's
// own answers with the tags of the node that it was asked for before.
type recursionIndex struct {
	scan  graph.Scanner
	seen  map[any][]reached // what was scanned so far, by node
	paths []reached         // to the node asked for, the current one first
	done  bool
}

// reached is one way in which the recursion came to a node.
type reached struct {
	node graph.Ref
	tags map[string]graph.Ref
}

func (x *recursionIndex) Contains(ctx context.Context, n graph.Ref) bool {
	key := graph.ToKey(n)
	for x.seen[key] == nil && !x.done {
		if x.done = !x.scan.Next(ctx); x.done {
			break
		}
		at := graph.ToKey(x.scan.Result())
		for more := true; more; more = x.scan.NextPath(ctx) {
			r := reached{x.scan.Result(), map[string]graph.Ref{}}
			x.scan.TagResults(r.tags)
			x.seen[at] = append(x.seen[at], r)
		}
	}
	x.paths = x.seen[key]
	return len(x.paths) > 0
}

func (x *recursionIndex) NextPath(context.Context) bool {
	if len(x.paths) < 2 {
		return false
	}
	x.paths = x.paths[1:]
	return true
}

func (x *recursionIndex) Result() graph.Ref {
	if len(x.paths) == 0 {
		return nil
	}
	return x.paths[0].node
}

func (x *recursionIndex) TagResults(dst map[string]graph.Ref) {
	if len(x.paths) > 0 {
		maps.Copy(dst, x.paths[0].tags)
	}
}

func (x *recursionIndex) String() string { return "Recursive" }
func (x *recursionIndex) Err() error     { return x.scan.Err() }
func (x *recursionIndex) Close() error   { return x.scan.Close() }
