package export

import (
	"maps"
	"slices"
)

// cluster is the figures of one country on one island, which lie together in a
// frame with the country's name at its top.
type cluster struct {
	caption string
	figures []int // two at least
}

// Room within a frame: around its figures, and at its top for the name.
const (
	clusterPad  = 9.0
	clusterHead = 15.0
)

// clustersOf are the clusters among some figures, by caption.
func (s *scene) clustersOf(figures []int) []cluster {
	of := map[string][]int{}
	for _, i := range figures {
		if c := s.figures[i].country; c != "" {
			of[c] = append(of[c], i)
		}
	}
	var out []cluster
	for _, caption := range slices.Sorted(maps.Keys(of)) {
		if len(of[caption]) > 1 {
			out = append(out, cluster{caption, of[caption]})
		}
	}
	return out
}

// framed is the frame of a cluster whose figures lie so.
func (c *cluster) framed(boxes []box) box {
	all := make([]box, len(c.figures))
	for k, i := range c.figures {
		all[k] = boxes[i]
	}
	b := bounds(all)
	w := max(b.w, textWidth(c.caption, labelSize)*1.1)
	return box{point{b.x, b.y - clusterHead/2}, w + 2*clusterPad, b.h + 2*clusterPad + clusterHead}
}

// frame is a cluster in its place.
type frame struct {
	box
	caption string
}

// head is the room of the frame's name.
func (f *frame) head() box {
	w := textWidth(f.caption, labelSize) * 1.1
	return box{point{f.left() + clusterPad/2 + w/2, f.top() + clusterPad/2 + lineHeight(labelSize)/2}, w, lineHeight(labelSize)}
}

// framesOf are the clusters whose figures lie in one place. One with a stranger
// within its frame has none: he would be taken for a member.
func (s *scene) framesOf(clusters []cluster) []frame {
	var out []frame
	for k, c := range clusters {
		f := frame{c.framed(s.boxes), c.caption}
		alone := true
		for i, b := range s.boxes {
			alone = alone && (slices.Contains(c.figures, i) || !f.meets(b))
		}
		for l := range clusters {
			alone = alone && (l == k || !f.meets(clusters[l].framed(s.boxes)))
		}
		if alone {
			out = append(out, f)
		}
	}
	return out
}

// gather adds ties that hold clusters together: between each member and the
// next few, which in a small cluster are all others.
func (s *island) gather(ties []tie) []tie {
	tied := map[[2]int]bool{}
	for _, t := range ties {
		tied[[2]int{t.a, t.b}] = true
	}
	for _, c := range s.clusters {
		for k, i := range c.figures {
			for _, j := range c.figures[k+1 : min(k+9, len(c.figures))] {
				if a, b := s.boxes[i], s.boxes[j]; !tied[[2]int{i, j}] {
					ties = append(ties, tie{i, j, (a.w+a.h+b.w+b.h)/4 + gap})
				}
			}
		}
	}
	return ties
}

// partClusters moves strangers out of the frames of clusters, and clusters
// whose frames overlap apart.
func (s *island) partClusters() bool {
	moved := false
	shift := func(c cluster, by point) {
		for _, i := range c.figures {
			s.boxes[i].point = s.boxes[i].add(by)
		}
	}
	for k, c := range s.clusters {
		f := c.framed(s.boxes)
		for j, b := range s.boxes {
			if s.member[j] {
				continue
			}
			if x, y := f.grown(berth).overlap(b); x > 0 && y > 0 {
				moved = true
				by := pushApart(f, b, x, y, 0.5)
				s.boxes[j].point = s.boxes[j].add(by)
				shift(c, by.times(-0.3))
				f = c.framed(s.boxes)
			}
		}
		for _, o := range s.clusters[k+1:] {
			if x, y := f.grown(berth).overlap(o.framed(s.boxes)); x > 0 && y > 0 {
				moved = true
				by := pushApart(f, o.framed(s.boxes), x, y, 0.3)
				shift(o, by)
				shift(c, by.times(-1))
				f = c.framed(s.boxes)
			}
		}
	}
	return moved
}

// strangers counts the figures in frames that are not theirs, and the frames
// that overlap.
func (s *island) strangers() int {
	n := 0
	for k, c := range s.clusters {
		f := c.framed(s.boxes)
		for j, b := range s.boxes {
			if f.meets(b) && !slices.Contains(c.figures, j) {
				n++
			}
		}
		for _, o := range s.clusters[k+1:] {
			if f.meets(o.framed(s.boxes)) {
				n++
			}
		}
	}
	return n
}
