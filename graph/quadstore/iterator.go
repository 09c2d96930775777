package quadstore

import (
	"context"
	"encoding/binary"
	"fmt"
	"math/bits"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/iterator"
)

func newNull() graph.Iterator { return iterator.NewNull() }

// An iterator reads ahead a batch at a time, small at first (most readers stop
// early) and then growing, each in a transaction of its own, and goes on after
// the last key it saw.
const (
	firstBatch = 16
	mostBatch  = 1024
)

// quadShape is the quads that match a pattern.
type quadShape struct {
	s       *Store
	pattern numbers
	size    *graph.Size // once it was asked for: planners ask again and again
}

func (q *quadShape) String() string                                       { return fmt.Sprintf("quads(%v)", q.pattern) }
func (q *quadShape) SubIterators() []graph.IteratorShape                  { return nil }
func (q *quadShape) Optimize(context.Context) (graph.IteratorShape, bool) { return q, false }
func (q *quadShape) Iterate() graph.Scanner                               { return &quadScanner{quadShape: q, batch: firstBatch} }
func (q *quadShape) Lookup() graph.Index                                  { return &quadIndex{quadShape: q} }
func (q *quadShape) Stats(context.Context) (costs graph.IteratorCosts, err error) {
	if q.size == nil {
		size, err := q.s.size(q.pattern)
		if err != nil {
			return costs, err
		}
		q.size = &size
	}
	costs = graph.IteratorCosts{NextCost: 1, Size: *q.size}
	costs.ContainsCost = int64(bits.Len64(uint64(costs.Size.Size))) + 1
	return costs, nil
}

type quadScanner struct {
	*quadShape
	ahead []numbers
	batch int
	last  numbers // of what was read ahead
	done  bool
	now   numbers
	err   error
}

func (q *quadScanner) Next(ctx context.Context) bool {
	if len(q.ahead) == 0 && !q.done && q.err == nil {
		q.ahead = q.ahead[:0]
		if q.err = ctx.Err(); q.err == nil {
			q.err = q.s.View(func(tx *Tx) error {
				tx.scan(q.pattern, q.last, func(n numbers) bool {
					q.ahead = append(q.ahead, n)
					return len(q.ahead) < q.batch
				})
				return nil
			})
		}
		q.done = len(q.ahead) < q.batch
		q.batch = min(2*q.batch, mostBatch)
	}
	if len(q.ahead) == 0 || q.err != nil {
		q.now = numbers{}
		return false
	}
	q.now, q.ahead = q.ahead[0], q.ahead[1:]
	q.last = q.now
	if len(q.ahead) > 0 {
		q.last = q.ahead[len(q.ahead)-1]
	}
	return true
}

func (q *quadScanner) Result() graph.Ref               { return linkOrNil(q.now) }
func (q *quadScanner) Err() error                      { return q.err }
func (q *quadScanner) Close() error                    { q.ahead, q.done = nil, true; return nil }
func (q *quadScanner) NextPath(context.Context) bool   { return false }
func (q *quadScanner) TagResults(map[string]graph.Ref) {}

func linkOrNil(n numbers) graph.Ref {
	if n == (numbers{}) {
		return nil
	}
	return link(n)
}

// quadIndex tells whether a quad matches.
type quadIndex struct {
	*quadShape
	now numbers
	err error
}

func (q *quadIndex) Contains(ctx context.Context, ref graph.Ref) bool {
	q.now = numbers{}
	l, ok := ref.(link)
	if ok && q.pattern.matches(numbers(l)) {
		q.now = numbers(l)
	}
	return q.now != numbers{}
}

func (q *quadIndex) Result() graph.Ref               { return linkOrNil(q.now) }
func (q *quadIndex) Err() error                      { return q.err }
func (q *quadIndex) Close() error                    { return nil }
func (q *quadIndex) NextPath(context.Context) bool   { return false }
func (q *quadIndex) TagResults(map[string]graph.Ref) {}

// nodeShape is every value.
type nodeShape struct{ s *Store }

func (n *nodeShape) String() string                                       { return "nodes" }
func (n *nodeShape) SubIterators() []graph.IteratorShape                  { return nil }
func (n *nodeShape) Optimize(context.Context) (graph.IteratorShape, bool) { return n, false }
func (n *nodeShape) Iterate() graph.Scanner                               { return &nodeScanner{nodeShape: n, batch: firstBatch} }
func (n *nodeShape) Lookup() graph.Index                                  { return &nodeIndex{nodeShape: n} }
func (n *nodeShape) Stats(ctx context.Context) (graph.IteratorCosts, error) {
	st, err := n.s.Stats(ctx, true)
	return graph.IteratorCosts{ContainsCost: int64(bits.Len64(uint64(st.Nodes.Size))) + 1, NextCost: 1, Size: st.Nodes}, err
}

type nodeScanner struct {
	*nodeShape
	ahead []uint32
	batch int
	last  uint32
	done  bool
	now   uint32
	err   error
}

func (n *nodeScanner) Next(ctx context.Context) bool {
	if len(n.ahead) == 0 && !n.done && n.err == nil {
		if n.err = ctx.Err(); n.err == nil {
			n.err = n.s.View(func(tx *Tx) error {
				tx.t.scan(valuesBucket, bytes4(n.last+1), func(k, _ []byte) bool {
					if len(k) == 4 {
						n.ahead = append(n.ahead, binary.BigEndian.Uint32(k))
					}
					return len(n.ahead) < n.batch
				})
				return nil
			})
		}
		n.done = len(n.ahead) < n.batch
		n.batch = min(2*n.batch, mostBatch)
		if len(n.ahead) > 0 {
			n.last = n.ahead[len(n.ahead)-1]
		}
	}
	if len(n.ahead) == 0 || n.err != nil {
		n.now = 0
		return false
	}
	n.now, n.ahead = n.ahead[0], n.ahead[1:]
	return true
}

func (n *nodeScanner) Result() graph.Ref               { return nodeOrNil(n.now) }
func (n *nodeScanner) Err() error                      { return n.err }
func (n *nodeScanner) Close() error                    { n.ahead, n.done = nil, true; return nil }
func (n *nodeScanner) NextPath(context.Context) bool   { return false }
func (n *nodeScanner) TagResults(map[string]graph.Ref) {}

func nodeOrNil(n uint32) graph.Ref {
	if n == 0 {
		return nil
	}
	return node(n)
}

type nodeIndex struct {
	*nodeShape
	now uint32
	err error
}

func (n *nodeIndex) Contains(ctx context.Context, ref graph.Ref) bool {
	n.now = 0
	if x, ok := ref.(node); ok && n.err == nil {
		n.err = n.s.View(func(tx *Tx) error {
			if tx.t.get(valuesBucket, bytes4(uint32(x))) != nil {
				n.now = uint32(x)
			}
			return nil
		})
	}
	return n.now != 0
}

func (n *nodeIndex) Result() graph.Ref               { return nodeOrNil(n.now) }
func (n *nodeIndex) Err() error                      { return n.err }
func (n *nodeIndex) Close() error                    { return nil }
func (n *nodeIndex) NextPath(context.Context) bool   { return false }
func (n *nodeIndex) TagResults(map[string]graph.Ref) {}
