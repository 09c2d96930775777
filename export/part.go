package export

import (
	"cmp"
	"math"
	"slices"
)

// The three ways to make room on an island. Each goes over everything once,
// moves what is in the way a little, and reports whether anything was. Those
// that hold each line against each box or line leave large graphs alone.

// partBoxes moves boxes that overlap apart, the shorter way.
func (s *island) partBoxes() bool {
	order := make([]int, len(s.boxes))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(s.boxes[a].left(), s.boxes[b].left()) })
	moved := false
	for n, i := range order {
		for _, j := range order[n+1:] {
			a, b := s.boxes[i].grown(gap/2), s.boxes[j].grown(gap/2)
			if b.left() > a.right()+60 { // sorted; the slack is for those moved in this round
				break
			}
			x, y := a.overlap(b)
			if x <= 0.1 || y <= 0.1 {
				continue
			}
			moved = true
			var push point
			if x < y {
				push.x = x/2 + 0.5
				if a.x > b.x || a.x == b.x && i > j {
					push.x = -push.x
				}
			} else {
				push.y = y/2 + 0.5
				if a.y > b.y || a.y == b.y && i > j {
					push.y = -push.y
				}
			}
			s.boxes[i].point = s.boxes[i].sub(push)
			s.boxes[j].point = s.boxes[j].add(push)
		}
	}
	return moved
}

// partLabels moves the ends of lines whose words overlap a box or other words.
func (s *island) partLabels() bool {
	if len(s.lines) > 400 { // hardly any of them has words
		return false
	}
	moved := false
	shift := func(l joint, by point) {
		s.boxes[l.a].point = s.boxes[l.a].add(by)
		s.boxes[l.b].point = s.boxes[l.b].add(by)
	}
	for i, l := range s.lines {
		if l.w == 0 {
			continue
		}
		label := s.label(l)
		for j := range s.boxes {
			own := j == l.a || j == l.b
			box := s.boxes[j]
			if own { // some of the line should be seen on both sides
				box = box.grown(12)
			}
			x, y := label.overlap(box)
			if x <= 0 || y <= 0 {
				continue
			}
			moved = true
			if own { // too short a line: stretch it
				way := s.boxes[l.b].sub(s.boxes[l.a].point).unit().times(min(min(x, y), 12) / 2)
				s.boxes[l.a].point = s.boxes[l.a].sub(way)
				s.boxes[l.b].point = s.boxes[l.b].add(way)
			} else {
				by := pushApart(label, box, x, y, 0.35)
				s.boxes[j].point = s.boxes[j].add(by)
				shift(l, by.times(-0.5))
			}
			label = s.label(l)
		}
		for k := i + 1; k < len(s.lines); k++ {
			o := s.lines[k]
			if o.w == 0 || o.a == l.a && o.b == l.b {
				continue
			}
			other := s.label(o)
			x, y := label.overlap(other)
			if x <= 0 || y <= 0 {
				continue
			}
			moved = true
			by := pushApart(label, other, x, y, 0.35)
			shift(o, by)
			shift(l, by.times(-1))
			label = s.label(l)
		}
	}
	return moved
}

// pushApart is the share of the shorter way by which b must go to leave a.
func pushApart(a, b box, x, y, share float64) point {
	if x < y {
		return point{math.Copysign(float64(x*share)+0.5, b.x-a.x), 0}
	}
	return point{0, math.Copysign(float64(y*share)+0.5, b.y-a.y)}
}

// partLines moves boxes out of the way of lines that are not theirs.
func (s *island) partLines() bool {
	if len(s.boxes)*len(s.lines) > 1<<20 {
		return false
	}
	moved := false
	for _, l := range s.lines {
		passes := s.passes(l)
		for j := range s.boxes {
			b := s.boxes[j].grown(berth)
			if j == l.a || j == l.b || !passes(b) {
				continue
			}
			moved = true
			p, q := s.boxes[l.a].point, s.boxes[l.b].point
			across := q.sub(p).unit().turned()
			off := b.sub(p).dot(across) - s.bow(l)
			// How far the box reaches across the line, and so how far it must go.
			reach := float64(math.Abs(across.x)*b.w/2) + float64(math.Abs(across.y)*b.h/2)
			by := across.times(math.Copysign(min(max(reach-math.Abs(off), 2)+1, 20)*0.5, off))
			s.boxes[j].point = s.boxes[j].add(by.times(0.7))
			s.boxes[l.a].point = s.boxes[l.a].sub(by.times(0.3))
			s.boxes[l.b].point = s.boxes[l.b].sub(by.times(0.3))
			passes = s.passes(l)
		}
	}
	return moved
}
