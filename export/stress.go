package export

import (
	"container/heap"
	"context"
	"math"
)

// tie says that two of the nodes to be placed belong together, and how far
// apart they look best.
type tie struct {
	a, b   int
	length float64
}

// pivots is how many nodes every node keeps its distance to, once there are
// too many to let each keep its distance to each.
const (
	pivots   = 40
	allPairs = 700
)

// spreadOut places n nodes so that the distance of each two is about the length of
// the shortest way between them: stochastic gradient descent on the stress, as
// in Zheng, Pawar and Goodman, "Graph drawing by stochastic gradient descent"
// (2018). The nodes must hang together. The same seed gives the same places.
func spreadOut(ctx context.Context, n int, ties []tie, seed uint64) ([]point, error) {
	at := make([]point, n)
	r := random(seed*2654435761 + 88172645463325252)
	span := 0.0
	for _, t := range ties {
		span += t.length
	}
	for i := range at {
		at[i] = point{r.float() * span, r.float() * span}
	}
	terms, err := termsOf(ctx, n, ties)
	if err != nil {
		return nil, err
	}
	if len(terms) == 0 {
		return at, nil
	}
	near, far := math.Inf(1), 0.0
	for _, t := range terms {
		near, far = min(near, t.length), max(far, t.length)
	}
	const rounds = 60
	step := far * far
	ratio := root(near*near*0.05/step, rounds-1)
	for range rounds {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		r.shuffle(terms)
		for _, t := range terms {
			way := at[t.a].sub(at[t.b])
			mu := min(1, step/float64(t.length*t.length))
			move := way.unit().times(float64((way.length()-t.length)/2) * mu)
			at[t.a], at[t.b] = at[t.a].sub(move), at[t.b].add(move)
		}
		step *= ratio
	}
	return at, nil
}

// root is the n-th root of x between 0 and 1.
func root(x float64, n int) float64 {
	low, high := 0.0, 1.0
	for range 60 {
		mid := (low + high) / 2
		power := 1.0
		for range n {
			power *= mid
		}
		if power < x {
			low = mid
		} else {
			high = mid
		}
	}
	return high
}

// termsOf are the pairs of nodes that keep a distance: all of them, or in a
// large graph those that are tied and those with a pivot.
func termsOf(ctx context.Context, n int, ties []tie) ([]tie, error) {
	next := make([][]tie, n)
	for _, t := range ties {
		next[t.a] = append(next[t.a], t)
		next[t.b] = append(next[t.b], tie{t.b, t.a, t.length})
	}
	var terms []tie
	all := n <= allPairs
	every := 1
	if !all {
		terms = append(terms, ties...)
		every = n / pivots
	}
	for i := 0; i < n; i += every {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		for j, d := range distances(next, i) {
			if j > i || !all && j != i {
				terms = append(terms, tie{i, j, d})
			}
		}
	}
	return terms, nil
}

// distances are the lengths of the shortest ways from one node (Dijkstra).
func distances(next [][]tie, from int) []float64 {
	d := make([]float64, len(next))
	for i := range d {
		d[i] = math.Inf(1)
	}
	d[from] = 0
	q := &queue{{b: from}}
	for q.Len() > 0 {
		t := heap.Pop(q).(tie)
		if t.length > d[t.b] {
			continue
		}
		for _, e := range next[t.b] {
			if l := t.length + e.length; l < d[e.b] {
				d[e.b] = l
				heap.Push(q, tie{b: e.b, length: l})
			}
		}
	}
	return d
}

// queue hands out the nearest node first, of two the one with the lower number.
type queue []tie

func (q queue) Len() int { return len(q) }
func (q queue) Less(i, j int) bool {
	return q[i].length < q[j].length || q[i].length == q[j].length && q[i].b < q[j].b
}
func (q queue) Swap(i, j int) { q[i], q[j] = q[j], q[i] }
func (q *queue) Push(x any)   { *q = append(*q, x.(tie)) }
func (q *queue) Pop() any {
	last := (*q)[len(*q)-1]
	*q = (*q)[:len(*q)-1]
	return last
}

// random is Marsaglia's xorshift64: unlike the standard library's shuffles its
// results can never change with a Go version. It must not start at 0.
type random uint64

func (r *random) next() uint64 {
	x := uint64(*r)
	x ^= x << 13
	x ^= x >> 7
	x ^= x << 17
	*r = random(x)
	return x
}

func (r *random) float() float64 { return float64(r.next()>>11) / (1 << 53) }

func (r *random) shuffle(terms []tie) {
	for i := len(terms) - 1; i > 0; i-- {
		j := int(r.next() % uint64(i+1))
		terms[i], terms[j] = terms[j], terms[i]
	}
}
