package export

import (
	"context"
	"math"
	"slices"
)

// island is a part of a picture that hangs together: figures as boxes and the
// lines between them, each with the room that its words need.
type island struct {
	boxes    []box
	lines    []joint
	clusters []cluster
	member   []bool // whether a box is of a cluster
}

// joint is a line of an island.
type joint struct {
	a, b int // boxes
	w, h float64
	slot float64 // among the lines of the same two: 0 is the straight way
}

// Room to be left free, in points.
const (
	gap      = 18.0 // between two boxes
	labelGap = 5.0  // around words on a line
	berth    = 7.0  // between a box and a line that passes by
	fan      = 22.0 // between lines of the same two, at least
)

// settle places the boxes of the island. It tries several beginnings and keeps
// the one with the fewest crossings, lines behind boxes and words on words.
func (s *island) settle(ctx context.Context) error {
	if len(s.boxes) == 1 {
		return nil
	}
	s.fanOut()
	ties := s.gather(s.ties())
	tries := 24
	switch n := len(s.boxes) + len(s.lines); {
	case n > 800:
		tries = 1
	case n > 300:
		tries = 4
	case n > 100:
		tries = 10
	}
	var best []box
	least := math.Inf(1)
	for seed := range tries {
		at, err := spreadOut(ctx, len(s.boxes), ties, uint64(seed)+1)
		if err != nil {
			return err
		}
		s.lay(at)
		for round := range 160 {
			if err := ctx.Err(); err != nil {
				return err
			}
			moved := s.partLabels()
			moved = s.partLines() || moved
			moved = s.partClusters() || moved
			moved = s.partBoxes() || moved
			if !moved || round > 30 && len(s.boxes) > 400 {
				break
			}
		}
		for range 40 {
			moved := s.partBoxes()
			if !s.partClusters() && !moved {
				break
			}
		}
		if tries == 1 {
			return nil
		}
		if cost := s.cost(); cost < least {
			least, best = cost, slices.Clone(s.boxes)
		}
	}
	s.boxes = best
	return nil
}

// fanOut gives the lines between the same two a slot each, beside one another.
func (s *island) fanOut() {
	same := map[[2]int][]int{}
	for i, l := range s.lines {
		k := [2]int{min(l.a, l.b), max(l.a, l.b)}
		same[k] = append(same[k], i)
	}
	for _, all := range same {
		for n, i := range all {
			s.lines[i].slot = float64(n) - float64(len(all)-1)/2
			if s.lines[i].a > s.lines[i].b {
				s.lines[i].slot *= -1
			}
		}
	}
}

// bow is how far the middle of a line is off the straight way: far enough for
// its words to stand beside those of its neighbour, whichever way it runs.
func (s *island) bow(l joint) float64 {
	if l.slot == 0 {
		return 0
	}
	across := s.boxes[l.b].sub(s.boxes[l.a].point).unit().turned()
	reach := float64(math.Abs(across.x)*l.w) + float64(math.Abs(across.y)*l.h)
	return l.slot * max(fan, min(reach+6, 60))
}

// route is the way that a line takes.
func (s *island) route(l joint) curve {
	return bowed(s.boxes[l.a].point, s.boxes[l.b].point, s.bow(l))
}

// label is the room of the words on a line, in its middle.
func (s *island) label(l joint) box {
	return box{s.route(l).at(0.5), l.w + 2*labelGap, l.h + 2*labelGap}
}

// passes tells of a line, as its ends lie now, whether it runs through a box.
func (s *island) passes(l joint) func(box) bool {
	if l.slot == 0 {
		p, q := s.boxes[l.a].point, s.boxes[l.b].point
		return func(b box) bool { return b.crosses(p, q) }
	}
	return s.route(l).hits
}

// ties are the lines as springs: long enough for the words on them, longer
// between nodes whose neighbours differ, so that a hub gets room around it.
func (s *island) ties() []tie {
	next := make([]map[int]bool, len(s.boxes))
	for i := range next {
		next[i] = map[int]bool{}
	}
	for _, l := range s.lines {
		next[l.a][l.b], next[l.b][l.a] = true, true
	}
	at := map[[2]int]int{}
	var out []tie
	for _, l := range s.lines {
		a, b := s.boxes[l.a], s.boxes[l.b]
		differ := 0
		for x := range next[l.a] {
			if !next[l.b][x] {
				differ++
			}
		}
		for x := range next[l.b] {
			if !next[l.a][x] {
				differ++
			}
		}
		length := (a.w+a.h+b.w+b.h)/4 + 20 + float64(l.w*0.45) + l.h/2 + float64(9*math.Sqrt(float64(differ)))
		k := [2]int{min(l.a, l.b), max(l.a, l.b)}
		if i, ok := at[k]; ok { // the more lines, the farther they bow
			out[i].length = max(out[i].length, length) + l.h/2
			continue
		}
		at[k] = len(out)
		out = append(out, tie{k[0], k[1], length})
	}
	return out
}

// lay turns the places so that the island lies rather than stands, and widens
// it a little, as names are wide and not high.
func (s *island) lay(at []point) {
	var mean point
	for _, p := range at {
		mean = mean.add(p)
	}
	mean = mean.times(1 / float64(len(at)))
	var xx, xy, yy float64
	for _, p := range at {
		d := p.sub(mean)
		xx += float64(d.x * d.x)
		xy += float64(d.x * d.y)
		yy += float64(d.y * d.y)
	}
	// The longer axis of the ellipse of inertia: an eigenvector.
	half := (xx - yy) / 2
	axis := point{half + math.Sqrt(float64(half*half)+float64(xy*xy)), xy}.unit()
	for i, p := range at {
		d := p.sub(mean)
		s.boxes[i].point = point{float64(d.dot(axis) * 1.2), d.dot(axis.turned())}
	}
}

// cost is how hard the island is to read as it lies.
func (s *island) cost() float64 {
	crossings, behind, words := 0, 0, 0
	labels := make([]box, len(s.lines))
	for i, l := range s.lines {
		labels[i] = s.label(l)
	}
	length := 0.0
	for i, l := range s.lines {
		p, q := s.boxes[l.a].point, s.boxes[l.b].point
		length += q.sub(p).length()
		label, passes := labels[i], s.passes(l)
		for j, b := range s.boxes {
			if j != l.a && j != l.b && passes(b.grown(2)) {
				behind++
			}
			if l.w > 0 && label.meets(b) {
				words++
			}
		}
		for k, o := range s.lines[i+1:] {
			if segmentsCross(p, q, s.boxes[o.a].point, s.boxes[o.b].point) {
				crossings++
			}
			if l.w > 0 && o.w > 0 && label.meets(labels[i+1+k]) {
				words++
			}
		}
	}
	b := bounds(s.boxes)
	// Of two that are equally clear the more compact one, near to 4:3.
	shape := max(b.w/(b.h+1), (b.h+1)*2/(b.w+1), 1.4)
	return float64(crossings) + 12*float64(behind+s.strangers()) + 2*float64(words) + length/1500 + shape
}

// bounds is the smallest box around all.
func bounds(all []box) box {
	if len(all) == 0 {
		return box{}
	}
	l, r, t, b := math.Inf(1), math.Inf(-1), math.Inf(1), math.Inf(-1)
	for _, x := range all {
		l, r, t, b = min(l, x.left()), max(r, x.right()), min(t, x.top()), max(b, x.bottom())
	}
	return box{point{(l + r) / 2, (t + b) / 2}, r - l, b - t}
}
