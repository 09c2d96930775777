package export

import (
	"cmp"
	"context"
	"math"
	"slices"
)

// Islands are packed on a grid of squares: each takes those that it covers,
// so that a small one can lie in the bay of a large one. After the first
// packed ones the rest, which are all small then, are set in rows.
const (
	square = 18.0
	packed = 60
	aspect = 1.5 // of the page, width to height
)

type cell struct{ x, y int }

// pack returns by how much each island, given by the boxes that it covers, is
// to be moved, so that none lies on another and the page is about 3:2.
func pack(ctx context.Context, lands [][]box) ([]point, error) {
	out := make([]point, len(lands))
	sizes := make([]box, len(lands))
	order := make([]int, len(lands))
	for i, l := range lands {
		order[i], sizes[i] = i, bounds(l)
	}
	slices.SortStableFunc(order, func(a, b int) int {
		return cmp.Compare(float64(sizes[b].w*sizes[b].h), float64(sizes[a].w*sizes[a].h))
	})
	taken := map[cell]bool{}
	var w, h int // of the page so far, in squares
	for n, i := range order {
		if n == packed {
			rows(out, sizes, order[n:], float64(w)*square, float64(h)*square)
			break
		}
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		cells, cw, ch := cellsOf(lands[i], sizes[i])
		at := place(taken, cells, cw, ch, w, h)
		for _, c := range cells {
			// One square of water around each.
			for dx := -1; dx <= 1; dx++ {
				for dy := -1; dy <= 1; dy++ {
					taken[cell{at.x + c.x + dx, at.y + c.y + dy}] = true
				}
			}
		}
		w, h = max(w, at.x+cw), max(h, at.y+ch)
		out[i] = point{float64(at.x) * square, float64(at.y) * square}.sub(point{sizes[i].left(), sizes[i].top()})
	}
	return out, nil
}

// cellsOf are the squares that an island covers, counted from its own corner,
// and how many it is wide and high.
func cellsOf(land []box, size box) (cells []cell, w, h int) {
	seen := map[cell]bool{}
	for _, b := range land {
		for x := int((b.left() - size.left()) / square); x <= int((b.right()-size.left())/square); x++ {
			for y := int((b.top() - size.top()) / square); y <= int((b.bottom()-size.top())/square); y++ {
				c := cell{x, y}
				if !seen[c] {
					seen[c] = true
					cells = append(cells, c)
					w, h = max(w, x+1), max(h, y+1)
				}
			}
		}
	}
	return cells, w, h
}

// place is the free spot that lets the page grow the least, the nearest to the
// page's corner among equals.
func place(taken map[cell]bool, cells []cell, cw, ch, w, h int) cell {
	best, least := cell{}, math.Inf(1)
	for y := 0; y <= h+1; y++ {
		for x := 0; x <= w+1; x++ {
			nw, nh := max(w, x+cw), max(h, y+ch)
			cost := max(float64(nw), float64(nh)*aspect)*100 + float64(nw+nh) + float64(x+y)/100
			if cost < least && !slices.ContainsFunc(cells, func(c cell) bool { return taken[cell{x + c.x, y + c.y}] }) {
				best, least = cell{x, y}, cost
			}
		}
	}
	return best
}

// rows sets islands below the page, left to right, in rows as wide as it.
func rows(out []point, sizes []box, order []int, width, y float64) {
	const space = 2 * square
	x, high := 0.0, 0.0
	y += space
	for _, i := range order {
		b := sizes[i]
		if x > 0 && x+b.w > width {
			x, y, high = 0, y+high+space, 0
		}
		out[i] = point{x - b.left(), y - b.top()}
		x, high = x+b.w+space, max(high, b.h)
	}
}
