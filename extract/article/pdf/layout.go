package pdf

import (
	"bytes"
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/ledongthuc/pdf"
)

// line is a run of text at one height without a gap as wide as between
// columns.
type line struct {
	text         string
	x0, x1, y, h float64 // left, right, base line from below, size of the letters
	column       int     // lines of one column have one number
}

// layout is the lines of a page in the order of reading.
func layout(glyphs []pdf.Text) []line {
	o := orderer{}
	o.cut(segments(glyphs), 0)
	return o.out
}

// segments joins characters to lines.
func segments(glyphs []pdf.Text) []line {
	glyphs = slices.Clone(glyphs)
	glyphs = slices.DeleteFunc(glyphs, func(g pdf.Text) bool {
		return math.IsNaN(g.X) || math.IsNaN(g.Y) || math.IsInf(g.X, 0) || math.IsInf(g.Y, 0) || g.S == ""
	})
	slices.SortStableFunc(glyphs, func(a, b pdf.Text) int {
		if math.Round(a.Y) != math.Round(b.Y) {
			return cmp.Compare(math.Round(b.Y), math.Round(a.Y))
		}
		return cmp.Compare(a.X, b.X)
	})
	var out []line
	var b strings.Builder
	var cur line
	flush := func() {
		if s := strings.TrimSpace(b.String()); s != "" {
			cur.text = s
			out = append(out, cur)
		}
		b.Reset()
	}
	for i, g := range glyphs {
		size := math.Max(g.FontSize, 4)
		w := g.W
		if w <= 0 {
			w = size * 0.5 * float64(utf8.RuneCountInString(g.S))
		}
		gap := g.X - cur.x1
		if i == 0 || math.Abs(g.Y-cur.y) > 0.3*size || gap > 1.2*size || gap < -3*size {
			flush()
			cur = line{x0: g.X, y: g.Y, h: size}
		} else if gap > 0.15*size && !strings.HasSuffix(b.String(), " ") && g.S != " " {
			b.WriteByte(' ')
		}
		b.WriteString(g.S)
		cur.x1 = math.Max(cur.x1, g.X+w)
		if b.Len() == len(g.S) {
			cur.x1 = g.X + w
		}
		cur.h = math.Max(cur.h, size)
	}
	flush()
	return out
}

// orderer puts the lines of a page in order by cutting it: where an empty
// strip goes from top to bottom, into columns; else at the widest empty strip
// from left to right.
type orderer struct {
	out    []line
	column int
}

// deepest bounds the cuts of a page.
const deepest = 60

func (o *orderer) cut(ls []line, depth int) {
	if len(ls) > 1 && depth < deepest {
		if left, right := gutter(ls); left != nil {
			o.cut(left, depth+1)
			o.cut(right, depth+1)
			return
		}
		if top, bottom := gap(ls); top != nil {
			o.cut(top, depth+1)
			o.cut(bottom, depth+1)
			return
		}
	}
	slices.SortStableFunc(ls, func(a, b line) int {
		if math.Abs(a.y-b.y) > 1 {
			return cmp.Compare(b.y, a.y)
		}
		return cmp.Compare(a.x0, b.x0)
	})
	o.column++
	for _, l := range ls {
		l.column = o.column
		o.out = append(o.out, l)
	}
}

// gutter parts lines at the leftmost empty strip from top to bottom that is
// wide enough and has lines on both sides.
func gutter(ls []line) (left, right []line) {
	s := slices.Clone(ls)
	slices.SortStableFunc(s, func(a, b line) int { return cmp.Compare(a.x0, b.x0) })
	edge := s[0].x1
	for i := 1; i < len(s); i++ {
		if s[i].x0-edge > 0.8*s[i].h && i > 1 && len(s)-i > 1 {
			return s[:i], s[i:]
		}
		edge = math.Max(edge, s[i].x1)
	}
	return nil, nil
}

// gap parts lines at the widest empty strip from left to right, if below or
// above it there are columns to be found.
func gap(ls []line) (top, bottom []line) {
	s := slices.Clone(ls)
	slices.SortStableFunc(s, func(a, b line) int { return cmp.Compare(b.y, a.y) })
	best, at := 0.0, 0
	low := s[0].y
	for i := 1; i < len(s); i++ {
		if d := low - (s[i].y + s[i].h); d > best {
			best, at = d, i
		}
		low = math.Min(low, s[i].y)
	}
	if at == 0 {
		// A line over the whole width stands close above columns.
		for i := 1; i < len(s); i++ {
			if s[i-1].y-s[i].y > 0.5*s[i].h {
				if l, _ := gutter(s[i:]); l != nil {
					return s[:i], s[i:]
				}
			}
		}
		return nil, nil
	}
	if l, _ := gutter(s[:at]); l != nil {
		return s[:at], s[at:]
	}
	if l, _ := gutter(s[at:]); l != nil {
		return s[:at], s[at:]
	}
	if best > 0 && len(s) > 2 {
		return s[:at], s[at:]
	}
	return nil, nil
}

// paragraphs joins lines to paragraphs, over columns and pages where a
// sentence goes on.
func paragraphs(pages [][]line) []string {
	drop := repeated(pages)
	var out []string
	var cur []string
	var last line
	flush := func() {
		if s := join(cur); s != "" {
			out = append(out, s)
		}
		cur = nil
	}
	for i, p := range pages {
		for j, l := range p {
			if drop[key(l)] || number(l.text) {
				continue
			}
			if len(cur) > 0 {
				jump := last.y - l.y
				fresh := l.column != last.column || i > 0 && j == 0 || jump < 0
				switch {
				case math.Abs(l.h-last.h) > 0.15*last.h:
					flush()
				case fresh && !goesOn(last.text):
					flush()
				case !fresh && (jump > 1.6*math.Max(l.h, last.h) || l.x0-last.x0 > 0.7*l.h && !goesOn(last.text)):
					flush()
				}
			}
			cur = append(cur, l.text)
			last = l
		}
	}
	flush()
	return out
}

// goesOn says whether a sentence does not end with s.
func goesOn(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(strings.TrimRight(s, "\"”’)"))
	return !strings.ContainsRune(".!?:", r)
}

// key is a line without its numbers, with its height: what stands on many
// pages at one height is no text.
func key(l line) string { return unnumbered(l.text) + "@" + strconv.Itoa(int(math.Round(l.y))) }

// repeated are the keys of lines that stand on many pages.
func repeated(pages [][]line) map[string]bool {
	keys := make([][]string, len(pages))
	for i, p := range pages {
		for _, l := range p {
			keys[i] = append(keys[i], key(l))
		}
	}
	return often(keys)
}

// often are the keys that three pages or more have, and half of them.
func often(pages [][]string) map[string]bool {
	count := map[string]int{}
	for _, keys := range pages {
		seen := map[string]bool{}
		for _, k := range keys {
			if !seen[k] {
				seen[k] = true
				count[k]++
			}
		}
	}
	out := map[string]bool{}
	for k, n := range count {
		if n >= 3 && 2*n >= len(pages) {
			out[k] = true
		}
	}
	return out
}

// number says whether a line is a page's number.
func number(s string) bool {
	s = strings.TrimSpace(strings.TrimPrefix(strings.ToLower(s), "page"))
	return s != "" && len(s) < 8 && strings.Trim(s, "0123456789 -–/") == ""
}

// join is the lines of a paragraph as one: a word that a line end parts is made
// whole where what follows begins in lower case.
func join(lines []string) string {
	var b []byte
	for _, l := range lines {
		l = strings.Join(strings.Fields(l), " ")
		if l == "" {
			continue
		}
		r, _ := utf8.DecodeRuneInString(l)
		hyphen := bytes.HasSuffix(b, []byte("-"))
		before, _ := utf8.DecodeLastRune(bytes.TrimSuffix(b, []byte("-")))
		switch {
		case len(b) == 0:
		case bytes.HasSuffix(b, []byte("\u00ad")):
			b = b[:len(b)-len("\u00ad")]
		case hyphen && unicode.IsLower(r) && unicode.IsLower(before):
			b = b[:len(b)-1]
		case !hyphen:
			b = append(b, ' ')
		}
		b = append(b, l...)
	}
	return string(b)
}
