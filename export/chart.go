package export

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"math"
	"strings"

	"github.com/emicklei/dot"

	"parley/graph"
)

// Chart is a picture that is no network: rows or columns, everything in its
// place. It is drawn as those of a [graph.Subgraph] are.
type Chart struct {
	title string
	notes []string
	w, h  float64
	items []item
}

// item is a box with words, words alone, or a straight line.
type item struct {
	id, tooltip string
	box               // middle and size; of a line its middle
	to          point // where a line ends that begins at box.point; its box has no size
	line        bool
	words       []string
	size        float64
	left        bool // words begin at the left edge of the box
	bold        bool
	color       string // of the words
	fill, edge  string // of the box; no box where edge is empty
	stroke      stroke
	edges       []graph.Edge // what it shows
}

// newChart begins a chart below its title and notes.
func newChart(title string, notes []string) *Chart {
	c := &Chart{title: shorten(clean(title), maxCaption), notes: notes}
	y := margin
	y += lineHeight(titleSize)
	c.w = float64(textWidth(c.title, titleSize)*1.08) + 2*margin
	c.text(point{margin, y - lineHeight(titleSize)/2}, c.title, titleSize, ink, true)
	for _, n := range notes {
		y += lineHeight(noteSize)
		c.text(point{margin, y - lineHeight(noteSize)/2}, n, noteSize, faint, false)
	}
	c.h = y + 14
	return c
}

// text sets one line that begins at a point, on the middle of its height.
func (c *Chart) text(at point, s string, size float64, color string, bold bool) {
	w := textWidth(s, size) * 1.05
	if bold {
		w = textWidth(s, size) * 1.1
	}
	c.add(item{box: box{point{at.x + w/2, at.y}, w, lineHeight(size)}, words: []string{s}, size: size, color: color, left: true, bold: bold})
}

func (c *Chart) rule(from, to point, color string) {
	c.add(item{box: box{point: from}, to: to, line: true, stroke: stroke{name: "solid", color: color, dot: "solid"}})
}

func (c *Chart) add(i item) {
	if i.id == "" {
		i.id = fmt.Sprintf("part %d", len(c.items)+1)
	}
	c.w = max(c.w, i.right()+margin, i.to.x+margin)
	c.items = append(c.items, i)
}

func (c *Chart) heading() string { return c.title }

func (c *Chart) facts() map[string][]card {
	out := map[string][]card{}
	for _, i := range c.items {
		for _, e := range i.edges {
			head, _, _ := strings.Cut(i.tooltip, "\n")
			out[i.id] = append(out[i.id], cardOf(head, e.Evidence))
		}
	}
	return out
}

func (c *Chart) writeSVG(w io.Writer) error {
	d := &pen{bufio.NewWriter(w)}
	width, height := math.Ceil(c.w), math.Ceil(c.h+margin)
	d.sheet(width, height, c.title, c.notes)
	for i := range c.items {
		d.item(&c.items[i])
	}
	d.print("</svg>\n")
	return d.w.Flush()
}

func (d *pen) item(i *item) {
	if i.line {
		d.path(bowed(i.point, i.to, 0), i.stroke, 1)
		d.print("\n")
		return
	}
	link := linkOf(i.edges)
	if link != "" {
		d.printf(`<a href="%s" target="_blank">`, escapeXML(link))
	}
	if len(i.edges) > 0 {
		d.printf(`<g id="%s" class="node"><title>%s</title>`, escapeXML(i.id), escapeXML(i.tooltip))
	} else {
		d.print("<g>")
	}
	if i.edge != "" {
		d.shape(look{"box", i.fill, i.edge}, i.stroke, i.box)
	}
	if i.left {
		weight := ""
		if i.bold {
			weight = ` font-weight="bold"`
		}
		pad := 0.0
		if i.edge != "" {
			pad = 8
		}
		y := i.y - float64(float64(len(i.words))*lineHeight(i.size))/2 + float64(i.size*0.95)
		for k, s := range i.words {
			d.printf(`<text x="%s" y="%s" font-size="%s"%s fill="%s">%s</text>`, num(i.box.left()+pad), num(y+float64(float64(k)*lineHeight(i.size))), num(i.size), weight, i.color, escapeXML(s))
		}
	} else {
		d.words(i.point, i.words, i.size, i.color)
	}
	d.print("</g>")
	if link != "" {
		d.print("</a>")
	}
	d.print("\n")
}

func (c *Chart) writeDOT(w io.Writer) error {
	height := math.Ceil(c.h + margin)
	at := func(p point) string { return num(p.x) + "," + num(height-p.y) }
	d := dot.NewGraph(dot.Undirected)
	d.ID("parley")
	d.Attrs("layout", "nop2", "outputorder", "edgesfirst", "splines", "true", "bb", fmt.Sprintf("0,0,%s,%s", num(math.Ceil(c.w)), num(height)), "pad", inches(margin), "bgcolor", paper, "tooltip", text(c.title))
	for k, i := range c.items {
		id := fmt.Sprintf("item %05d", k)
		if i.line {
			end := func(name string, p point) dot.Node {
				return d.Node(id+name).Attr("label", "").Attr("shape", "point").Attr("style", "invis").Attr("width", "0.01").Attr("height", "0.01").Attr("pos", at(p))
			}
			b := bowed(i.point, i.to, 0)
			d.Edge(end(" from", i.point), end(" to", i.to)).Attr("color", i.stroke.color).Attr("pos", at(b[0])+" "+at(b[1])+" "+at(b[2])+" "+at(b[3])).Attr("tooltip", " ")
			continue
		}
		label := any(text(strings.Join(i.words, "\n")))
		if i.left {
			label = left(i.words...)
		}
		if i.edge == "" && i.left { // room for other fonts, or Graphviz centres what is too wide
			wide := float64(i.w*1.1) + 20
			i.point.x, i.w = i.box.left()+wide/2, wide
			if i.bold {
				label = boldLeft(i.words[0], wide)
			}
		}
		n := d.Node(id).Attr("id", text(i.id)).Attr("label", label).Attr("fontname", fontName).Attr("fontsize", num(i.size)).Attr("fontcolor", i.color).
			Attr("fixedsize", "shape").Attr("width", inches(i.w)).Attr("height", inches(i.h)).Attr("pos", at(i.point)).Attr("tooltip", text(cmp.Or(i.tooltip, " ")))
		if i.edge == "" {
			n.Attr("shape", "plaintext").Attr("margin", "0")
			continue
		}
		n.Attr("shape", "box").Attr("margin", "0.1,0").Attr("style", "filled,"+i.stroke.dot).Attr("fillcolor", i.fill).Attr("color", i.edge).Attr("penwidth", "1.4")
	}
	out := bufio.NewWriter(w)
	d.Write(out) // bufio keeps the first error of all the writes
	return out.Flush()
}

// block is a box with words that begin at its left, hung from its top left corner.
func (c *Chart) block(corner point, width float64, words []string, st stroke, fill, edge, tooltip, id string, edges []graph.Edge) float64 {
	h := float64(float64(len(words))*lineHeight(labelSize+1)) + 10
	c.add(item{id: id, tooltip: tooltip, box: box{point{corner.x + width/2, corner.y + h/2}, width, h}, words: words, size: labelSize + 1, left: true, color: ink, fill: fill, edge: edge, stroke: st, edges: edges})
	return h
}

// more tells how many are left out.
func (c *Chart) more(at point, n int) {
	if n > 0 {
		c.text(at, fmt.Sprintf("… and %d more", n), labelSize+1, faint, false)
	}
}
