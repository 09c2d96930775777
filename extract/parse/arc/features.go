package arc

import "parley/extract/perceptron"

// The features of an action are those of Zhang and Nivre (2011) as far as they
// go for arc-hybrid: words and tags around the top of the stack (s0, s1, s2)
// and the front of the buffer (b0 … b3), the outer dependents of s0, s1 and
// b0, how many and which relations hang there, how far two words lie apart
// and what stands between.

// on is the k-th token of the stack from the top.
func (s *State) on(k int) int {
	if k >= len(s.stack) {
		return none
	}
	return s.stack[len(s.stack)-1-k]
}

// ahead is the k-th token of the buffer.
func (s *State) ahead(k int) int { return s.index(s.next + k) }

func (s *State) index(i int) int {
	if i < 0 || i > s.root() {
		return none
	}
	return i
}

func (s *State) at(i int) *word {
	if i == none {
		return &nothing
	}
	return &s.words[i]
}

var nothing = word{lower: 3, tag: 3, coarse: 3, suffix: 3}

// node is a token with what hangs from it.
type node struct {
	*word
	kin *kin
}

func (s *State) node(i int) node {
	if i == none {
		return node{&nothing, &childless}
	}
	return node{&s.words[i], &s.kin[i]}
}

// rel is the relation by which token i hangs.
func (s *State) rel(i int) uint64 {
	if i == none {
		return 5
	}
	return s.rels[i]
}

// distance is that of b from a, in classes.
func distance(a, b int) uint64 {
	switch d := b - a; {
	case a == none || b == none:
		return 0
	case d <= 5:
		return uint64(d)
	case d <= 10:
		return 6
	case d <= 20:
		return 7
	}
	return 8
}

// between tells what stands between tokens a and b, a before b.
func (s *State) between(a, b int) uint64 {
	if a == none || b == none || a >= b {
		return 1 << 10
	}
	x, y := &s.before[a+1], &s.before[b]
	v := uint64(min(2, y.commas-x.commas)) | uint64(min(2, y.verbs-x.verbs))<<2
	for i, more := range []bool{y.joints > x.joints, y.stops > x.stops, y.quotes > x.quotes} {
		if more {
			v |= 1 << (4 + i)
		}
	}
	return v
}

// list collects features; each gets the number of its template.
type list struct {
	features []uint64
	template uint64
}

func (l *list) add(parts ...uint64) {
	l.template++
	l.features = append(l.features, perceptron.Mix(l.template, parts...))
}

// Features appends those of the next action to dst.
func (s *State) Features(dst []uint64) []uint64 {
	l := &list{features: dst, template: 100}
	i0, i1, j0 := s.on(0), s.on(1), s.ahead(0)
	s0, s1, b0 := s.node(i0), s.node(i1), s.node(j0)
	s2, b1, b2, b3 := s.at(s.on(2)), s.at(s.ahead(1)), s.at(s.ahead(2)), s.at(s.ahead(3))
	l.add()
	for _, w := range []*word{s0.word, s1.word, b0.word, b1} {
		l.add(w.lower)
		l.add(w.tag)
		l.add(w.lower, w.tag)
	}
	for _, w := range []*word{s2, b2, b3} {
		l.add(w.lower)
		l.add(w.tag)
	}
	s.pairs(l, s0, b0, distance(i0, j0), s.between(i0, j0))
	s.pairs(l, s1, s0, distance(i1, i0), s.between(i1, i0))
	l.add(s1.tag, s0.tag, b0.tag, s.between(i1, i0))
	l.add(s1.tag, s0.tag, b0.tag, distance(i1, i0), distance(i0, j0))
	l.add(b0.lower, b1.lower)
	l.add(b0.tag, b1.tag)
	l.add(b0.lower, b1.tag)
	l.add(b0.tag, b1.lower)
	l.add(s1.lower, b0.lower)
	l.add(s1.lower, b0.tag)
	l.add(s1.tag, b0.lower)
	l.add(s1.tag, b0.tag)
	// Three words and more.
	l.add(b0.tag, b1.tag, b2.tag)
	l.add(b0.tag, b1.tag, b2.tag, b3.tag)
	l.add(s0.tag, b0.tag, b1.tag)
	l.add(s0.lower, b0.tag, b1.tag)
	l.add(s0.tag, b0.lower, b1.tag)
	l.add(s0.tag, b0.tag, b1.lower)
	l.add(s0.lower, b0.tag, b1.lower)
	l.add(s0.tag, b0.tag, b1.tag, b2.tag)
	l.add(s0.coarse, b0.coarse, b1.coarse)
	l.add(s1.tag, s0.tag, b0.tag)
	l.add(s1.lower, s0.tag, b0.tag)
	l.add(s1.tag, s0.lower, b0.tag)
	l.add(s1.tag, s0.tag, b0.lower)
	l.add(s1.tag, s0.tag, b0.tag, b1.tag)
	l.add(s2.tag, s1.tag, s0.tag)
	l.add(s2.tag, s1.lower, s0.tag)
	l.add(s2.tag, s1.tag, s0.tag, b0.tag)
	l.add(s1.coarse, s0.coarse, b0.coarse, b1.coarse, b2.coarse)
	// What hangs there already.
	s.dependents(l, s0, s0.kin.left)
	s.dependents(l, s0, s0.kin.right)
	s.dependents(l, s1, s1.kin.left)
	s.dependents(l, s1, s1.kin.right)
	s.dependents(l, b0, b0.kin.left)
	l.add(s0.tag, s0.kin.left.count, s0.kin.right.count)
	l.add(s0.tag, s0.kin.right.count, b0.tag, b0.kin.left.count)
	l.add(s1.tag, s1.kin.right.count, s0.tag, s0.kin.right.count)
	s.bridge(l, s0.kin.left, s0, b0)
	s.bridge(l, s0.kin.right, s0, b0)
	s.bridge(l, b0.kin.left, s0, b0)
	s.bridge(l, s0.kin.left, s1, s0)
	s.bridge(l, s0.kin.right, s1, s0)
	s.bridge(l, s1.kin.left, s1, s0)
	s.bridge(l, s1.kin.right, s1, s0)
	// The end.
	l.add(s0.tag, s.words[s.root()-1].tag)
	end := uint64(0)
	if j0 == s.root() {
		end = uint64(min(4, len(s.stack)))
	}
	l.add(end, s0.tag, s1.tag)
	return l.features
}

// pairs adds what two words tell that might be head and dependent.
func (s *State) pairs(l *list, x, y node, distance, between uint64) {
	l.add(x.lower, y.lower)
	l.add(x.lower, y.tag)
	l.add(x.tag, y.lower)
	l.add(x.tag, y.tag)
	l.add(x.lower, x.tag, y.lower)
	l.add(x.lower, x.tag, y.tag)
	l.add(x.lower, y.lower, y.tag)
	l.add(x.tag, y.lower, y.tag)
	l.add(x.lower, x.tag, y.lower, y.tag)
	l.add(x.suffix, y.suffix)
	l.add(x.tag, y.tag, distance)
	l.add(x.lower, distance)
	l.add(y.lower, distance)
	l.add(x.lower, y.lower, distance)
	l.add(x.tag, y.tag, between)
	l.add(x.lower, y.tag, between)
	l.add(x.tag, y.lower, between)
}

// dependents adds what hangs from x on one side.
func (s *State) dependents(l *list, x node, d side) {
	c := s.at(d.outer)
	l.add(c.lower)
	l.add(c.tag, s.rel(d.outer))
	l.add(x.tag, s.rel(d.outer))
	l.add(x.tag, s.rel(d.outer), s.rel(d.second))
	l.add(x.tag, c.tag, s.at(d.second).tag)
	l.add(x.tag, d.count)
	l.add(x.lower, d.count)
	l.add(x.tag, d.set)
	l.add(x.lower, d.set)
}

// bridge adds what a dependent of x or y tells about an arc between them.
func (s *State) bridge(l *list, d side, x, y node) {
	c := s.at(d.outer)
	l.add(x.tag, y.tag, c.tag)
	l.add(x.tag, y.tag, s.rel(d.outer))
	l.add(x.tag, y.tag, c.lower)
	l.add(x.tag, y.tag, d.set)
}

// ArcFeatures appends those of the relation by which dep will hang from head.
func (s *State) ArcFeatures(dst []uint64, head, dep int) []uint64 {
	l := &list{features: dst, template: 400}
	h, d := s.node(head), s.node(dep)
	way, far, inside := uint64(0), distance(dep, head), s.between(dep, head)
	if head < dep {
		way, far, inside = 1, distance(head, dep), s.between(head, dep)
	}
	l.add(way)
	l.add(way, h.lower)
	l.add(way, h.tag)
	l.add(way, d.lower)
	l.add(way, d.tag)
	l.add(way, d.suffix)
	l.add(way, h.lower, d.lower)
	l.add(way, h.lower, d.tag)
	l.add(way, h.tag, d.lower)
	l.add(way, h.tag, d.tag)
	l.add(way, h.coarse, d.coarse)
	l.add(way, h.tag, d.suffix)
	l.add(way, h.lower, h.tag, d.lower, d.tag)
	l.add(way, h.tag, d.tag, far)
	l.add(way, h.tag, d.tag, inside)
	l.add(way, d.lower, far)
	l.add(way, h.lower, far)
	for _, i := range []int{dep - 1, dep + 1, head - 1, head + 1} {
		near := s.at(s.index(i))
		l.add(way, d.tag, near.lower)
		l.add(way, d.tag, near.tag)
		l.add(way, h.tag, d.tag, near.tag)
	}
	for _, k := range []side{d.kin.left, d.kin.right} {
		c := s.at(k.outer)
		l.add(way, c.lower)
		l.add(way, s.rel(k.outer))
		l.add(way, c.lower, d.tag)
		l.add(way, c.lower, d.lower)
		l.add(way, c.lower, h.lower)
		l.add(way, c.lower, h.lower, d.lower)
		l.add(way, c.tag, h.tag, d.tag)
		l.add(way, c.lower, h.tag, d.tag)
		l.add(way, h.tag, d.tag, s.rel(k.second))
		l.add(way, h.lower, d.tag, s.rel(k.outer))
		l.add(way, d.tag, k.set)
		l.add(way, h.tag, d.tag, k.set)
	}
	for _, k := range []side{h.kin.left, h.kin.right} {
		l.add(way, h.tag, d.tag, s.rel(k.outer))
		l.add(way, h.lower, d.tag, s.rel(k.outer))
		l.add(way, h.tag, d.lower, s.rel(k.outer))
		l.add(way, h.lower, k.set)
		l.add(way, h.tag, d.tag, k.set)
		l.add(way, h.lower, d.tag, k.set)
	}
	return l.features
}
