package export

import "math"

// frame moves everything so that the sheet begins at 0,0, with the title
// above, the legend below and a margin around.
func (s *scene) frame() {
	all := append([]box(nil), s.boxes...)
	for i, l := range s.labels {
		if l.w > 0 {
			all = append(all, l)
		}
		for t := range 5 {
			all = append(all, box{point: s.routes[i].at(float64(t) / 4)})
		}
	}
	for _, f := range s.frames {
		all = append(all, f.box)
	}
	b := bounds(all)
	head := s.headHeight()
	s.w = max(b.w+2*margin, s.headWidth()+2*margin, 300)
	by := point{s.w/2 - b.x, margin + head - b.top()}
	for i := range s.boxes {
		s.boxes[i].point = round(s.boxes[i].add(by))
		s.boxes[i].w, s.boxes[i].h = tenth(s.boxes[i].w), tenth(s.boxes[i].h)
	}
	for i := range s.frames {
		f := &s.frames[i]
		f.point, f.w, f.h = round(f.add(by)), tenth(f.w), tenth(f.h)
	}
	for i := range s.routes {
		for j := range s.routes[i] {
			s.routes[i][j] = round(s.routes[i][j].add(by))
		}
		s.labels[i].point = round(s.labels[i].add(by))
		s.labels[i].w, s.labels[i].h = tenth(s.labels[i].w), tenth(s.labels[i].h)
	}
	s.h = margin + head + b.h
	s.placeLegend()
	s.w, s.h = math.Ceil(s.w), math.Ceil(s.h+margin)
}

// round makes coordinates that are short to write, and the same wherever the
// last bits of a number differ.
func round(p point) point { return point{tenth(p.x), tenth(p.y)} }

func tenth(f float64) float64 { return math.Round(f*10) / 10 }

// headHeight is the room of the title and the notes.
func (s *scene) headHeight() float64 {
	h := 0.0
	if s.title != "" {
		h += lineHeight(titleSize)
	}
	h += float64(float64(len(s.notes)) * lineHeight(noteSize))
	if h > 0 {
		h += 14
	}
	return h
}

func (s *scene) headWidth() float64 {
	w := float64(textWidth(s.title, titleSize) * 1.08) // bold is wider
	for _, n := range s.notes {
		w = max(w, textWidth(n, noteSize))
	}
	return w
}

// placeLegend sets the keys in rows below the picture, as many as there is
// room for.
func (s *scene) placeLegend() {
	var keys []key
	for i := range s.legend.types {
		t := &s.legend.types[i]
		keys = append(keys, key{box: box{w: 30, h: 16}, typ: t, words: t.name})
	}
	for i := range s.legend.strokes {
		l := &s.legend.strokes[i]
		keys = append(keys, key{box: box{w: 38, h: 12}, line: l, words: l.words})
	}
	if s.legend.widths {
		keys = append(keys, key{box: box{w: 30, h: 12}, thick: true, words: "told by more documents"})
	}
	if len(keys) == 0 {
		return
	}
	const row, between = 24, 22
	s.rule = tenth(s.h + 14)
	x, y := margin, s.rule+10+row/2
	for _, k := range keys {
		w := k.w + 7 + textWidth(k.words, legendSize)
		if x > margin && x+w > s.w-margin {
			x, y = margin, y+row
		}
		k.point = round(point{x + k.w/2, y})
		k.text = round(point{x + k.w + 7, y})
		s.w = max(s.w, x+w+margin)
		x += w + between
		s.keys = append(s.keys, k)
	}
	s.h = y + row/2
}
