package export

// outline is the shape of a figure that fills b, as a polygon; nil for a round
// one. The proportions are those of Graphviz.
func outline(shape string, b box) []point {
	l, r, t, d := b.left(), b.right(), b.top(), b.bottom()
	switch shape {
	case "ellipse", "oval":
		return nil
	case "hexagon":
		in := b.w / 4
		return []point{{l + in, t}, {r - in, t}, {r, b.y}, {r - in, d}, {l + in, d}, {l, b.y}}
	case "house":
		eaves, ground := t+float64(b.h*0.345), t+float64(b.h*0.904)
		return []point{{b.x, t}, {r, eaves}, {r, ground}, {l, ground}, {l, eaves}}
	case "note":
		return []point{{l, t}, {r - 7, t}, {r, t + 7}, {r, d}, {l, d}}
	case "tab", "folder":
		return []point{{l, t}, {l + 16, t}, {l + 16, t + 4}, {r, t + 4}, {r, d}, {l, d}}
	}
	return []point{{l, t}, {r, t}, {r, d}, {l, d}}
}

// within reports whether p lies in the shape that fills b.
func within(shape string, b box, p point) bool {
	o := outline(shape, b)
	if o == nil {
		x, y := (p.x-b.x)/(b.w/2), (p.y-b.y)/(b.h/2)
		return float64(x*x)+float64(y*y) <= 1
	}
	in := false
	for i, a := range o {
		c := o[(i+1)%len(o)]
		if (a.y > p.y) != (c.y > p.y) && p.x < a.x+float64((c.x-a.x)*(p.y-a.y))/(c.y-a.y) {
			in = !in
		}
	}
	return in
}

// clipped is the part of c between the outlines of the figures at its ends.
func clipped(c curve, fromShape string, from box, toShape string, to box) curve {
	t0 := leaves(c, fromShape, from)
	back := curve{c[3], c[2], c[1], c[0]}
	t1 := 1 - leaves(back, toShape, to)
	if t0 >= t1 { // they touch: nothing is left between them
		return c
	}
	return c.part(t0, t1)
}

// leaves is where c, starting within the shape, leaves it.
func leaves(c curve, shape string, b box) float64 {
	low, high := 0.0, 1.0
	for range 20 {
		mid := (low + high) / 2
		if within(shape, b, c.at(mid)) {
			low = mid
		} else {
			high = mid
		}
	}
	return high
}
