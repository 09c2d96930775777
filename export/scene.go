package export

import (
	"cmp"
	"context"
	"math"
	"slices"
)

// Sizes of type, and of the margins, in points.
const (
	titleSize  = 20.0
	noteSize   = 11.0
	nameSize   = 12.5
	labelSize  = 10.0
	legendSize = 11.0
	margin     = 16.0
)

// scene is a picture with everything in its place.
type scene struct {
	*picture
	w, h   float64
	boxes  []box   // of the figures
	routes []curve // of the lines, from centre to centre
	labels []box   // of the words on the lines; no width where there are none
	keys   []key   // of the legend
	frames []frame // of the clusters
	rule   float64 // height of the rule above the legend; 0 if there is none
}

// key is an entry of the legend: a sample and its words.
type key struct {
	box   // of the sample
	typ   *legendType
	line  *legendStroke
	thick bool // the sample of widths
	words string
	text  point // where the words begin, on the middle of the line
}

// newScene puts the picture's parts in their places: islands first, each by
// itself, then all of them on one sheet, the title above, the legend below.
func newScene(ctx context.Context, p *picture) (*scene, error) {
	s := &scene{picture: p, boxes: make([]box, len(p.figures)), routes: make([]curve, len(p.lines)), labels: make([]box, len(p.lines))}
	for i, f := range p.figures {
		s.boxes[i].w, s.boxes[i].h = figureSize(f)
	}
	for i, l := range p.lines {
		s.labels[i].w, s.labels[i].h = blockSize(l.label, labelSize)
	}
	bows := make([]float64, len(p.lines))
	var lands [][]box // what each island covers
	var members [][]int
	var clusters []cluster
	for _, m := range s.islands() {
		land, err := s.settle(ctx, m, bows)
		if err != nil {
			return nil, err
		}
		lands, members = append(lands, land), append(members, m.figures)
		clusters = append(clusters, s.clustersOf(m.figures)...)
	}
	moves, err := pack(ctx, lands)
	if err != nil {
		return nil, err
	}
	for i, by := range moves {
		for _, f := range members[i] {
			s.boxes[f].point = s.boxes[f].add(by)
		}
	}
	if s.frames = s.framesOf(clusters); len(s.frames) > 0 {
		s.legend.types = append(s.legend.types, legendType{"of one country, by offices and ties told", look{"box", clusterFill, clusterLine}})
	}
	if err := s.route(ctx, bows); err != nil {
		return nil, err
	}
	s.frame()
	return s, nil
}

// figureSize is the room that a figure takes: its words and what its shape
// needs around them.
func figureSize(f figure) (w, h float64) {
	w, h = blockSize(f.caption, nameSize)
	switch f.look.shape {
	case "ellipse", "oval":
		b := h/2 + 7 + h/10
		// The corner of the words lies within the ellipse.
		a := w / 2 / math.Sqrt(1-float64(h*h)/(4*float64(b*b)))
		return max(2*min(a+2, float64(w*0.75)+12), 54), 2 * b
	case "hexagon":
		return max(float64(w*1.32)+10, 54), h + 14
	case "house":
		return max(w+24, 54), float64(h*1.6) + 16
	}
	return max(w+18, 48), h + 14
}

// group is the figures and lines of one island.
type group struct{ figures, lines []int }

// islands are the figures that hang together, larger groups first.
func (s *scene) islands() []group {
	of := make([]int, len(s.boxes))
	for i := range of {
		of[i] = i
	}
	find := func(i int) int {
		for of[i] != i {
			of[i] = of[of[i]]
			i = of[i]
		}
		return i
	}
	for _, l := range s.lines {
		a, b := find(l.from), find(l.to)
		of[max(a, b)] = min(a, b)
	}
	at := map[int]int{}
	var out []group
	for i := range s.boxes {
		n, ok := at[find(i)]
		if !ok {
			n = len(out)
			at[find(i)] = n
			out = append(out, group{})
		}
		out[n].figures = append(out[n].figures, i)
	}
	for i, l := range s.lines {
		n := at[find(l.from)]
		out[n].lines = append(out[n].lines, i)
	}
	slices.SortStableFunc(out, func(a, b group) int { return cmp.Compare(len(b.figures), len(a.figures)) })
	return out
}

// settle places the figures of one island about some middle and returns what
// they, their lines and the words on them cover.
func (s *scene) settle(ctx context.Context, m group, bows []float64) ([]box, error) {
	number := map[int]int{}
	is := &island{}
	for i, f := range m.figures {
		number[f] = i
		is.boxes = append(is.boxes, s.boxes[f])
	}
	for _, i := range m.lines {
		l := s.lines[i]
		is.lines = append(is.lines, joint{a: number[l.from], b: number[l.to], w: s.labels[i].w, h: s.labels[i].h})
	}
	is.member = make([]bool, len(is.boxes))
	for _, c := range s.clustersOf(m.figures) {
		for k, f := range c.figures {
			c.figures[k] = number[f]
			is.member[number[f]] = true
		}
		is.clusters = append(is.clusters, c)
	}
	if err := is.settle(ctx); err != nil {
		return nil, err
	}
	for i, f := range m.figures {
		s.boxes[f] = is.boxes[i]
	}
	land := slices.Clone(is.boxes)
	for _, c := range is.clusters {
		land = append(land, c.framed(is.boxes))
	}
	for i, l := range is.lines {
		bows[m.lines[i]] = is.bow(l)
		land = append(land, is.label(l))
		c := is.route(l)
		for t := range 2*steps + 1 {
			land = append(land, box{c.at(float64(t) / (2 * steps)), 8, 8})
		}
	}
	return land, nil
}
