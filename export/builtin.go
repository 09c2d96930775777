package export

import (
	"bufio"
	"fmt"
	"io"
	"net/url"
	"strconv"
	"strings"

	"parley/graph"
)

// writeSVG draws the scene without the help of any other program. Everything
// that stems from a text is escaped; there are no scripts and no pictures, and
// links lead to articles only.
func (s *scene) writeSVG(w io.Writer) error {
	d := &pen{bufio.NewWriter(w)}
	d.sheet(s.w, s.h, s.title, s.notes)
	d.head(s)
	for _, f := range s.frames {
		d.frame(f)
	}
	// Lines first, so that figures hide where they begin; words after all lines.
	for i := range s.lines {
		d.line(s, i)
	}
	for _, f := range s.frames {
		d.frameHead(f)
	}
	for i := range s.lines {
		d.label(s, i)
	}
	for i := range s.figures {
		d.figure(s, i)
	}
	d.legend(s)
	d.print("</svg>\n")
	return d.w.Flush()
}

const xmlHead = `<?xml version="1.0" encoding="UTF-8" standalone="no"?>` + "\n"

// pen prints SVG elements. The writer keeps the first error; Flush tells it.
type pen struct{ w *bufio.Writer }

func (d *pen) print(s string)                 { d.w.WriteString(s) }
func (d *pen) printf(format string, a ...any) { fmt.Fprintf(d.w, format, a...) }

// sheet begins a picture.
func (d *pen) sheet(w, h float64, title string, notes []string) {
	d.print(xmlHead)
	d.printf(`<svg xmlns="http://www.w3.org/2000/svg" width="%s" height="%s" viewBox="0 0 %s %s" role="img" font-family="%s" fill="%s">`+"\n",
		num(w), num(h), num(w), num(h), fontName, ink)
	d.printf("<title>%s</title>\n<desc>%s</desc>\n", escapeXML(title), escapeXML(strings.Join(notes, " ")))
	d.printf(`<rect width="%s" height="%s" fill="%s"/>`+"\n", num(w), num(h), paper)
}

func (d *pen) head(s *scene) {
	y := margin
	if s.title != "" {
		y += titleSize * 0.95
		d.printf(`<text x="%s" y="%s" font-size="%s" font-weight="bold">%s</text>`+"\n", num(margin), num(y), num(titleSize), escapeXML(s.title))
		y += titleSize * 0.25
	}
	for _, n := range s.notes {
		y += lineHeight(noteSize)
		d.printf(`<text x="%s" y="%s" font-size="%s" fill="%s">%s</text>`+"\n", num(margin), num(y), num(noteSize), faint, escapeXML(n))
	}
}

// frame draws the frame of a cluster, behind all else.
func (d *pen) frame(f frame) {
	d.printf(`<rect class="cluster" x="%s" y="%s" width="%s" height="%s" rx="8" fill="%s" stroke="%s"/>`+"\n",
		num(f.left()), num(f.top()), num(f.w), num(f.h), clusterFill, clusterLine)
}

// frameHead writes its name, over the lines.
func (d *pen) frameHead(f frame) {
	h := f.head()
	d.printf(`<rect x="%s" y="%s" width="%s" height="%s" fill="%s"/><text x="%s" y="%s" font-size="%s" fill="%s">%s</text>`+"\n",
		num(h.left()), num(h.top()), num(h.w), num(h.h), clusterFill, num(h.left()), num(h.y+float64(labelSize*0.35)), num(labelSize), faint, escapeXML(f.caption))
}

func (d *pen) line(s *scene, i int) {
	l := s.lines[i]
	c := s.path(i, 0)
	link := linkOf(l.edges)
	if link != "" {
		d.printf(`<a href="%s" target="_blank">`, escapeXML(link))
	}
	d.printf(`<g id="%s" class="edge"><title>%s</title>`, escapeXML(l.id), escapeXML(l.tooltip))
	d.path(c, l.stroke, l.width)
	// A line of one point is hard to point at: an unseen broad one helps.
	d.printf(`<path d="%s" fill="none" stroke="#000000" stroke-opacity="0" stroke-width="10"/>`, pathOf(c))
	if l.directed {
		d.arrow(c, l.stroke.color, l.width)
	}
	d.print("</g>")
	if link != "" {
		d.print("</a>")
	}
	d.print("\n")
}

// linkOf is the address of the first article that tells of the edges, if it is
// one of the web.
func linkOf(edges []graph.Edge) string {
	for _, e := range edges {
		for _, ev := range e.Evidence {
			if webAddress(ev.URL) {
				return ev.URL
			}
		}
	}
	return ""
}

// webAddress reports whether s is an address that a reader may be sent to.
func webAddress(s string) bool {
	u, err := url.Parse(s)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != "" && clean(s) == s
}

func (d *pen) path(c curve, st stroke, width float64) {
	dashes := ""
	if st.dashes != "" {
		dashes = fmt.Sprintf(` stroke-dasharray="%s"`, st.dashes)
	}
	if st.name == "dotted" {
		dashes += ` stroke-linecap="round"`
	}
	d.printf(`<path d="%s" fill="none" stroke="%s" stroke-width="%s"%s/>`, pathOf(c), st.color, num(st.widened(width)), dashes)
}

func (d *pen) arrow(c curve, color string, width float64) {
	along := c[3].sub(c[2]).unit()
	back := c[3].sub(along.times(arrowLength + width))
	side := along.turned().times(2.5 + width/2)
	d.printf(`<polygon points="%s" fill="%s"/>`, pointsOf([]point{c[3], back.add(side), back.sub(side)}), color)
}

// label sets the words of a line on a patch of paper, and the cross of one
// that is struck.
func (d *pen) label(s *scene, i int) {
	l, b := s.lines[i], s.labels[i]
	if len(l.label) == 0 {
		return
	}
	d.printf(`<g class="label" data-of="%s"><title>%s</title><rect x="%s" y="%s" width="%s" height="%s" rx="2" fill="%s"/>`,
		escapeXML(l.id), escapeXML(l.tooltip), num(b.left()-2), num(b.top()-1), num(b.w+4), num(b.h+2), paper)
	d.words(b.point, l.label, labelSize, l.stroke.color)
	d.print("</g>\n")
}

func (d *pen) figure(s *scene, i int) {
	f, b := s.figures[i], s.boxes[i]
	d.printf(`<g id="%s" class="node"><title>%s</title>`, escapeXML(f.element), escapeXML(f.tooltip))
	d.shape(f.look, f.stroke, b)
	at := b.point
	if f.look.shape == "house" {
		at.y += float64(b.h * 0.125) // the middle of the walls
	}
	d.words(at, f.caption, nameSize, ink)
	d.print("</g>\n")
}

func (d *pen) shape(lk look, st stroke, b box) {
	style := fmt.Sprintf(`fill="%s" stroke="%s" stroke-width="1.6"`, escapeXML(lk.fill), escapeXML(lk.line))
	switch {
	case st.name == "dotted":
		style += ` stroke-dasharray="1.6 3"`
	case st.dashes != "":
		style += fmt.Sprintf(` stroke-dasharray="%s"`, st.dashes)
	}
	if o := outline(lk.shape, b); o != nil {
		d.printf(`<polygon points="%s" stroke-linejoin="round" %s/>`, pointsOf(o), style)
		return
	}
	d.printf(`<ellipse cx="%s" cy="%s" rx="%s" ry="%s" %s/>`, num(b.x), num(b.y), num(b.w/2), num(b.h/2), style)
}

// words sets lines centred on a point.
func (d *pen) words(at point, lines []string, size float64, color string) {
	y := at.y - float64(float64(len(lines))*lineHeight(size))/2 + float64(size*0.95)
	for i, l := range lines {
		d.printf(`<text x="%s" y="%s" font-size="%s" text-anchor="middle" fill="%s">%s</text>`,
			num(at.x), num(y+float64(float64(i)*lineHeight(size))), num(size), color, escapeXML(l))
	}
}

func (d *pen) legend(s *scene) {
	if len(s.keys) == 0 {
		return
	}
	d.printf(`<g id="legend"><path d="M%s %sH%s" stroke="#CCCCCC" stroke-width="1"/>`+"\n", num(margin), num(s.rule), num(s.w-margin))
	for _, k := range s.keys {
		flat := func(y float64) curve {
			return bowed(point{k.left(), y}, point{k.right(), y}, 0)
		}
		switch {
		case k.typ != nil:
			d.shape(k.typ.look, strokes[0], k.box)
		case k.thick:
			d.path(flat(k.y-3), strokes[0], 1)
			d.path(flat(k.y+3), strokes[0], 3.4)
		default:
			d.path(flat(k.y), k.line.stroke, 1.6)
			if k.line.stroke.struck {
				d.printf(`<rect x="%s" y="%s" width="11" height="11" fill="%s"/>`, num(k.x-5.5), num(k.y-5.5), paper)
				d.words(k.point, []string{"×"}, 12, k.line.stroke.color)
			}
		}
		d.printf(`<text x="%s" y="%s" font-size="%s">%s</text>`+"\n", num(k.text.x), num(k.text.y+legendSize*0.36), num(legendSize), escapeXML(k.words))
	}
	d.print("</g>\n")
}

func pathOf(c curve) string {
	return fmt.Sprintf("M%s %sC%s %s %s %s %s %s", num(c[0].x), num(c[0].y), num(c[1].x), num(c[1].y), num(c[2].x), num(c[2].y), num(c[3].x), num(c[3].y))
}

func pointsOf(all []point) string {
	var b strings.Builder
	for i, p := range all {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(num(p.x) + "," + num(p.y))
	}
	return b.String()
}

// num is a length with at most two digits after the point.
func num(f float64) string {
	s := strconv.FormatFloat(f, 'f', 2, 64)
	s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	if s == "-0" {
		return "0"
	}
	return s
}
