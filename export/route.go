package export

import (
	"context"
	"math"
)

// detours are how far out of its way a line may go around a figure.
var detours = []float64{0, 24, -24, 48, -48, 80, -80, 115, -115}

// route draws the lines: straight where it can, bowed around figures that
// stand in the way, but not on top of another line between the same two. Then
// it puts words where the fewest things are in theirs. In a graph of thousands
// of lines, which nobody can read anyway, it does neither.
func (s *scene) route(ctx context.Context, bows []float64) error {
	heavy := len(s.lines)*len(s.boxes) > 1<<21
	taken := map[[2]int][]float64{} // bows of the lines of two, seen from the first of them
	for i, l := range s.lines {
		if i%256 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		a, b := s.boxes[l.from].point, s.boxes[l.to].point
		s.routes[i] = bowed(a, b, bows[i])
		if heavy {
			continue
		}
		pair, side := [2]int{l.from, l.to}, 1.0
		if l.from > l.to {
			pair, side = [2]int{l.to, l.from}, -1
		}
		least, bow := math.Inf(1), bows[i]
		for _, more := range detours {
			c := bowed(a, b, bows[i]+more)
			cost := float64(s.behind(i, c)) + math.Abs(more)/1000
			for _, other := range taken[pair] {
				if math.Abs(other-float64((bows[i]+more)*side)) < fan/2 {
					cost += 0.5
				}
			}
			if cost < least {
				least, bow, s.routes[i] = cost, bows[i]+more, c
			}
			if least == 0 {
				break
			}
		}
		taken[pair] = append(taken[pair], bow*side)
	}
	if heavy {
		for i := range s.labels {
			s.labels[i].point = s.routes[i].at(0.5)
		}
		return nil
	}
	return s.placeLabels(ctx)
}

// behind counts the figures that a route of line i passes behind.
func (s *scene) behind(i int, c curve) int {
	n := 0
	for j, b := range s.boxes {
		if j != s.lines[i].from && j != s.lines[i].to && c.hits(b.grown(3)) {
			n++
		}
	}
	return n
}

// stops are where on its line the words may stand, the middle first.
var stops = []float64{0.5, 0.45, 0.55, 0.4, 0.6, 0.35, 0.65, 0.3, 0.7, 0.25, 0.75, 0.2, 0.8}

// placeLabels slides the words along their lines to where they hide the least.
func (s *scene) placeLabels(ctx context.Context) error {
	for i := range s.labels {
		s.labels[i].point = s.routes[i].at(0.5)
	}
	for range 2 { // the second time they know where the others are
		for i, label := range s.labels {
			if label.w == 0 {
				continue
			}
			if i%64 == 0 && ctx.Err() != nil {
				return ctx.Err()
			}
			spots := make([]box, len(stops))
			for k, t := range stops {
				spots[k] = box{s.routes[i].at(t), label.w, label.h}
			}
			near := s.near(i, bounds(spots).grown(2))
			least := math.Inf(1)
			for k, b := range spots {
				if cost := near.hidden(b) + math.Abs(stops[k]-0.5); cost < least {
					least, s.labels[i] = cost, b
				}
			}
		}
	}
	return nil
}

// surroundings is what words may hide, or be hidden by.
type surroundings struct {
	figures, labels []box
	routes          []curve
}

// near is what lies about b, but for line i and its words.
func (s *scene) near(i int, b box) surroundings {
	var out surroundings
	for _, f := range s.boxes {
		if b.meets(f) {
			out.figures = append(out.figures, f)
		}
	}
	for _, f := range s.frames {
		if head := f.head(); b.meets(head) {
			out.labels = append(out.labels, head)
		}
	}
	for j, l := range s.labels {
		if j != i && l.w > 0 && b.meets(l) {
			out.labels = append(out.labels, l)
		}
	}
	for j, c := range s.routes {
		if j != i && c.hits(b) {
			out.routes = append(out.routes, c)
		}
	}
	return out
}

// hidden weighs what words at b would hide, or be hidden by.
func (s surroundings) hidden(b box) float64 {
	cost := 0.0
	for _, f := range s.figures {
		if b.grown(2).meets(f) {
			cost += 8
		}
	}
	for _, l := range s.labels {
		if b.grown(1.5).meets(l) {
			cost += 6
		}
	}
	for _, c := range s.routes {
		if c.hits(b) {
			cost++
		}
	}
	return cost
}

// arrowLength is that of the head of an arrow.
const arrowLength = 7.0

// path is what is seen of line i: the way between the outlines of its figures,
// cut short at its end by that much.
func (s *scene) path(i int, short float64) curve {
	l := s.lines[i]
	c := clipped(s.routes[i], s.figures[l.from].look.shape, s.boxes[l.from], s.figures[l.to].look.shape, s.boxes[l.to].grown(short))
	for j := range c {
		c[j] = round(c[j])
	}
	return c
}
