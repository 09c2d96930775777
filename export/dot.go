package export

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/emicklei/dot"

	"parley/graph"
)

// DOT writes g as Graphviz source: the picture of [SVG] with every part in its
// place. Its layout is nop2, so that dot -Tpdf draws just that, whatever -K
// says. The words on lines, the title and the legend are nodes too: Graphviz
// paints the words of an edge before the next edge, which then strikes them
// through.
func DOT(ctx context.Context, w io.Writer, g *graph.Subgraph, o Options) error {
	s, err := newScene(ctx, newPicture(g, o.Edges))
	if err != nil {
		return err
	}
	return s.writeDOT(w)
}

func (s *scene) writeDOT(w io.Writer) error {
	kind := dot.Undirected
	for _, l := range s.lines {
		if l.directed {
			kind = dot.Directed
		}
	}
	d := dot.NewGraph(kind)
	d.ID("parley")
	d.Attrs(
		"layout", "nop2", "outputorder", "edgesfirst", "splines", "true",
		"bb", fmt.Sprintf("0,0,%s,%s", num(s.w), num(s.h)), "pad", inches(margin), "bgcolor", paper, "tooltip", text(s.title),
	)
	for i, f := range s.frames {
		s.dotFrame(d, i, f)
	}
	nodes := make([]dot.Node, len(s.figures))
	for i, f := range s.figures {
		nodes[i] = d.Node(fmt.Sprintf("node %05d", i)).Attr("label", text(strings.Join(f.caption, "\n")))
		nodes[i].Attrs("id", text(f.element), "tooltip", text(f.tooltip), "fontname", fontName, "fontsize", num(nameSize), "fontcolor", ink)
		s.dotShape(nodes[i], f.look, f.stroke, s.boxes[i])
	}
	for i, l := range s.lines {
		s.dotLine(d.Edge(nodes[l.from], nodes[l.to]), i, kind == dot.Directed)
		if len(l.label) > 0 {
			s.dotWords(d.Node(fmt.Sprintf("label %05d", i)), l.label, labelSize, l.stroke.color, s.labels[i]).
				Attr("id", text(l.id+" label")).Attr("class", "label").Attr("tooltip", text(l.tooltip))
		}
	}
	s.dotHead(d)
	s.dotLegend(d)
	out := bufio.NewWriter(w)
	d.Write(out) // bufio keeps the first error of all the writes
	return out.Flush()
}

func (s *scene) dotShape(n dot.Node, lk look, st stroke, b box) {
	n.Attrs(
		"shape", lk.shape, "style", "filled,"+st.dot, "fillcolor", lk.fill, "color", lk.line, "penwidth", "1.6",
		"fixedsize", "shape", "width", inches(b.w), "height", inches(b.h), "pos", s.dotPoint(b.point),
	)
}

func (s *scene) dotLine(e dot.Edge, i int, directed bool) {
	l := s.lines[i]
	c := s.path(i, 0)
	pos := s.dotCurve(c)
	if l.directed {
		// Graphviz draws the arrow from the end of the curve to the tip, and
		// its outline reaches a little farther.
		tip := s.path(i, l.width)[3]
		pos = "e," + s.dotPoint(tip) + " " + s.dotCurve(s.path(i, arrowLength-2))
		e.Attr("arrowsize", "0.7")
	} else if directed {
		e.Attr("dir", "none")
	}
	e.Attr("id", text(l.id)).Attr("pos", pos).Attr("color", l.stroke.color).Attr("style", l.stroke.dot).
		Attr("penwidth", num(l.stroke.widened(l.width))).Attr("edgetooltip", text(l.tooltip))
}

// dotWords makes n words on a patch of paper that covers what is behind them.
func (s *scene) dotWords(n dot.Node, lines []string, size float64, color string, b box) dot.Node {
	return n.Attr("label", text(strings.Join(lines, "\n"))).Attr("fontname", fontName).Attr("fontsize", num(size)).Attr("fontcolor", color).
		Attr("shape", "box").Attr("style", "filled").Attr("color", paper).Attr("fillcolor", paper).Attr("penwidth", "0").Attr("margin", "0").
		Attr("fixedsize", "shape").Attr("width", inches(b.w+2)).Attr("height", inches(b.h)).Attr("pos", s.dotPoint(b.point))
}

// dotFrame makes the frame of a cluster. It holds no nodes, as nop2 takes its
// place from bb; the words at its top are a node as others are.
func (s *scene) dotFrame(d *dot.Graph, i int, f frame) {
	c := d.Subgraph(fmt.Sprintf("frame %d", i+1), dot.ClusterOption{})
	c.Attrs("bb", s.dotPoint(point{f.left(), f.bottom()})+","+s.dotPoint(point{f.right(), f.top()}), "label", "",
		"style", "filled,rounded", "fillcolor", clusterFill, "pencolor", clusterLine)
	head := f.head()
	d.Node(fmt.Sprintf("frame %d words", i+1)).Attr("label", left(f.caption)).Attr("fontname", fontName).Attr("fontsize", num(labelSize)).Attr("fontcolor", faint).
		Attr("shape", "box").Attr("style", "filled").Attr("color", clusterFill).Attr("fillcolor", clusterFill).Attr("penwidth", "0").Attr("margin", "0").
		Attr("fixedsize", "shape").Attr("width", inches(head.w)).Attr("height", inches(head.h)).Attr("pos", s.dotPoint(head.point)).Attr("tooltip", " ")
}

// dotHead sets title and notes as nodes without an outline: they keep their
// place at the left, where a graph's own label would be centred.
func (s *scene) dotHead(d *dot.Graph) {
	y := margin
	set := func(id, words string, label any, size float64, color string) {
		w := float64(textWidth(words, size)*1.08) + 20 // Graphviz keeps 8 points free on each side
		y += lineHeight(size)
		d.Node(id).Attr("label", label).Attr("fontname", fontName).Attr("fontsize", num(size)).Attr("fontcolor", color).
			Attr("shape", "plaintext").Attr("margin", "0").Attr("fixedsize", "shape").Attr("width", inches(w)).Attr("height", inches(lineHeight(size))).
			Attr("pos", s.dotPoint(point{margin + w/2, y - lineHeight(size)/2})).Attr("tooltip", " ")
	}
	if s.title != "" {
		set("title", s.title, boldLeft(s.title, float64(textWidth(s.title, titleSize)*1.08)+20), titleSize, ink)
	}
	for i, n := range s.notes {
		set(fmt.Sprintf("note %d", i+1), n, left(n), noteSize, faint)
	}
}

func (s *scene) dotLegend(d *dot.Graph) {
	for i, k := range s.keys {
		id := fmt.Sprintf("legend %d", i+1)
		w := float64(textWidth(k.words, legendSize)*1.05) + 20
		d.Node(id+" words").Attr("label", left(k.words)).Attr("fontname", fontName).Attr("fontsize", num(legendSize)).Attr("fontcolor", ink).
			Attr("shape", "plaintext").Attr("margin", "0").Attr("fixedsize", "shape").Attr("width", inches(w)).Attr("height", inches(lineHeight(legendSize))).
			Attr("pos", s.dotPoint(point{k.text.x + w/2, k.y})).Attr("tooltip", " ")
		if k.typ != nil {
			n := d.Node(id).Attr("label", "").Attr("tooltip", text(k.words))
			s.dotShape(n, k.typ.look, strokes[0], k.box)
			continue
		}
		st, width := strokes[0], 3.4
		if k.line != nil {
			st, width = k.line.stroke, 1.6
		}
		end := func(at string, x float64) dot.Node {
			return d.Node(id+at).Attr("label", "").Attr("shape", "point").Attr("style", "invis").
				Attr("width", "0.01").Attr("height", "0.01").Attr("pos", s.dotPoint(point{x, k.y}))
		}
		l, r := point{k.left(), k.y}, point{k.right(), k.y}
		d.Edge(end(" from", l.x), end(" to", r.x)).Attr("color", st.color).Attr("style", st.dot).Attr("penwidth", num(st.widened(width))).
			Attr("dir", "none").Attr("tooltip", text(k.words)).
			Attr("pos", s.dotCurve(bowed(l, r, 0)))
		if st.struck {
			s.dotWords(d.Node(id+" cross"), []string{"×"}, 12, st.color, box{k.point, 11, 11}).Attr("tooltip", " ")
		}
	}
}

// dotPoint is p in Graphviz's coordinates, where y grows upwards.
func (s *scene) dotPoint(p point) string { return num(p.x) + "," + num(s.h-p.y) }

func (s *scene) dotCurve(c curve) string {
	return s.dotPoint(c[0]) + " " + s.dotPoint(c[1]) + " " + s.dotPoint(c[2]) + " " + s.dotPoint(c[3])
}

func inches(points float64) string { return fmt.Sprintf("%.4f", points/72) }

// text is s as the value of an attribute. Go's quoting, which dot would use,
// spells out letters that it deems unprintable, so that an emoji of several
// runes falls apart; and Graphviz reads "&lt;" as a name for "<".
func text(s string) dot.Literal { return dot.Literal(`"` + textEscapes.Replace(s) + `"`) }

// left is lines as a label at the left edge of its node.
func left(lines ...string) dot.Literal {
	var b strings.Builder
	for _, s := range lines {
		b.WriteString(textEscapes.Replace(s) + `\l`)
	}
	return dot.Literal(`"` + b.String() + `"`)
}

// boldLeft is s as a bold label at the left edge of a node of that width, which
// Graphviz has for its own kind of HTML only.
func boldLeft(s string, width float64) dot.HTML {
	return dot.HTML(fmt.Sprintf(`<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="0"><TR><TD ALIGN="LEFT" WIDTH="%.0f"><B>%s</B></TD></TR></TABLE>`, width, escapeXML(s)))
}

var textEscapes = strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`, "&", "&amp;")
