package export

import "math"

// Every product that is added to something is converted to float64 first:
// the language lets a compiler fuse x*y+z into one rounding, as it does on
// arm64, and a picture must come out the same on every machine. For the same
// reason nothing here uses a transcendental function; a square root is exact.

// point is a place, or a way between two. y grows downwards.
type point struct{ x, y float64 }

func (p point) add(q point) point { return point{p.x + q.x, p.y + q.y} }
func (p point) sub(q point) point { return point{p.x - q.x, p.y - q.y} }

func (p point) times(f float64) point { return point{float64(p.x * f), float64(p.y * f)} }

func (p point) dot(q point) float64 { return float64(p.x*q.x) + float64(p.y*q.y) }

func (p point) length() float64 { return math.Sqrt(p.dot(p)) }

// turned is p turned by a quarter.
func (p point) turned() point { return point{-p.y, p.x} }

// unit is p made one long, or a fixed direction if p has none.
func (p point) unit() point {
	if l := p.length(); l > 1e-9 {
		return p.times(1 / l)
	}
	return point{1, 0}
}

// between is the point at t of the way from p to q.
func (p point) between(q point, t float64) point { return p.add(q.sub(p).times(t)) }

// box is an upright rectangle given by its centre and its size.
type box struct {
	point
	w, h float64
}

func (b box) left() float64   { return b.x - b.w/2 }
func (b box) right() float64  { return b.x + b.w/2 }
func (b box) top() float64    { return b.y - b.h/2 }
func (b box) bottom() float64 { return b.y + b.h/2 }

func (b box) grown(by float64) box { return box{b.point, b.w + 2*by, b.h + 2*by} }

// overlap is how far a and b reach into each other, both ways; either is
// below zero if they are apart.
func (b box) overlap(o box) (x, y float64) {
	return (b.w+o.w)/2 - math.Abs(b.x-o.x), (b.h+o.h)/2 - math.Abs(b.y-o.y)
}

func (b box) meets(o box) bool {
	x, y := b.overlap(o)
	return x > 0 && y > 0
}

// crosses reports whether the segment from p to q touches b.
func (b box) crosses(p, q point) bool {
	if max(p.x, q.x) < b.left() || min(p.x, q.x) > b.right() || max(p.y, q.y) < b.top() || min(p.y, q.y) > b.bottom() {
		return false // most are far off
	}
	t0, t1 := 0.0, 1.0
	for _, s := range [2][4]float64{{p.x, q.x - p.x, b.left(), b.right()}, {p.y, q.y - p.y, b.top(), b.bottom()}} {
		at, way, low, high := s[0], s[1], s[2], s[3]
		if math.Abs(way) < 1e-12 {
			if at < low || at > high {
				return false
			}
			continue
		}
		a, c := (low-at)/way, (high-at)/way
		t0, t1 = max(t0, min(a, c)), min(t1, max(a, c))
	}
	return t0 <= t1
}

// segmentsCross reports whether a-b and c-d cut each other.
func segmentsCross(a, b, c, d point) bool {
	side := func(p, q, r point) float64 {
		v, w := q.sub(p), r.sub(p)
		return float64(v.x*w.y) - float64(v.y*w.x)
	}
	return side(a, b, c)*side(a, b, d) < 0 && side(c, d, a)*side(c, d, b) < 0
}

// curve is a cubic Bézier curve.
type curve [4]point

// bowed is the curve from p to q whose middle is off the straight way by bow.
func bowed(p, q point, bow float64) curve {
	off := q.sub(p).unit().turned().times(bow * 4 / 3)
	return curve{p, p.between(q, 0.3).add(off), p.between(q, 0.7).add(off), q}
}

func (c curve) at(t float64) point {
	ab, bc, cd := c[0].between(c[1], t), c[1].between(c[2], t), c[2].between(c[3], t)
	return ab.between(bc, t).between(bc.between(cd, t), t)
}

// part is the piece of c from t0 to t1.
func (c curve) part(t0, t1 float64) curve {
	split := func(c curve, t float64) (curve, curve) {
		ab, bc, cd := c[0].between(c[1], t), c[1].between(c[2], t), c[2].between(c[3], t)
		abc, bcd := ab.between(bc, t), bc.between(cd, t)
		m := abc.between(bcd, t)
		return curve{c[0], ab, abc, m}, curve{m, bcd, cd, c[3]}
	}
	_, rest := split(c, t0)
	if t0 >= 1 {
		return rest
	}
	head, _ := split(rest, (t1-t0)/(1-t0))
	return head
}

// steps is how finely a curve is looked at when hits are counted.
const steps = 12

// hits reports whether the curve, taken as a chain of segments, touches b.
func (c curve) hits(b box) bool {
	// A curve lies between its points: most boxes are far from them.
	if max(c[0].x, c[1].x, c[2].x, c[3].x) < b.left() || min(c[0].x, c[1].x, c[2].x, c[3].x) > b.right() ||
		max(c[0].y, c[1].y, c[2].y, c[3].y) < b.top() || min(c[0].y, c[1].y, c[2].y, c[3].y) > b.bottom() {
		return false
	}
	p := c[0]
	for i := 1; i <= steps; i++ {
		q := c.at(float64(i) / steps)
		if b.crosses(p, q) {
			return true
		}
		p = q
	}
	return false
}
