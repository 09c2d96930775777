package export

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"parley/graph"
	"parley/schema"
)

// DefaultEdges is how many lines a picture has at most unless told otherwise.
// Beyond about this many, the words on them no longer find room.
const DefaultEdges = 60

// picture is what a drawing shows, before anything has its place: the nodes
// and lines that were chosen, with the words and style of each. DOT and the
// built-in layout draw the same picture.
type picture struct {
	model   *schema.Model
	title   string
	notes   []string // under the title: what is left out
	figures []figure // by id
	lines   []line   // in the order of their ids
	legend  legend
}

// figure is a node.
type figure struct {
	id      string
	element string // its id in the drawing
	typ     string
	country string // whose cluster it belongs to, or empty
	look    look
	stroke  stroke // of its outline: a planned meeting has a broken one
	caption []string
	tooltip string
}

// line is what two nodes have in common: all edges of one predicate and one
// status between them.
type line struct {
	id        string
	from, to  int // figures
	directed  bool
	stroke    stroke
	width     float64
	label     []string
	tooltip   string
	documents int
	edges     []graph.Edge // that became the line
}

// legend lists the types and strokes that the picture has.
type legend struct {
	types   []legendType
	strokes []legendStroke
	widths  bool // lines differ in width
}

type legendType struct {
	name string
	look look
}

type legendStroke struct {
	words  string
	stroke stroke
}

// newPicture chooses and words what g shows, at most limit lines (0 means
// [DefaultEdges], negative all): those told by most documents first, then
// those of most meetings, then by name.
func newPicture(g *graph.Subgraph, limit int) *picture {
	model := schema.English()
	bundles := bundlesOf(model, g.Edges)
	total := len(bundles)
	if limit == 0 {
		limit = DefaultEdges
	}
	p := &picture{model: model, title: shorten(clean(g.Title), maxCaption)}
	if limit > 0 && total > limit {
		slices.SortStableFunc(bundles, func(a, b bundle) int {
			return cmp.Or(b.documents-a.documents, len(b.edges)-len(a.edges))
		})
		bundles = bundles[:limit]
		slices.SortFunc(bundles, compareBundles)
		p.notes = append(p.notes, fmt.Sprintf("%d of %d edges shown: those that most documents tell of.", limit, total))
	}
	p.addFigures(model, g, bundles, total > len(bundles))
	index := map[string]int{}
	for i, f := range p.figures {
		index[f.id] = i
	}
	for _, b := range bundles {
		p.lines = append(p.lines, newLine(model, b, index, labelled(len(bundles))))
	}
	if labelled(len(bundles)) == 0 {
		p.notes = append(p.notes, "Too many lines to write on: their tooltips tell place and date.")
	}
	if len(p.figures) == 0 {
		p.notes = append(p.notes, "Nothing to show.")
	}
	p.notes = append(p.notes, toldBy(edgesOf(bundles))...)
	p.notes = append(p.notes, g.Notes...)
	p.legend = legendOf(model, p, bundles)
	return p
}

// toldBy is a note on what a picture rests on: documents and their period, and
// the days that its edges are of.
func toldBy(edges []graph.Edge) []string {
	n := documentsOf(edges)
	if n == 0 {
		return nil
	}
	var told, were []string
	for _, e := range edges {
		were = append(were, e.Date)
		for _, ev := range e.Evidence {
			told = append(told, ev.Published)
		}
	}
	note := fmt.Sprintf("Told by %d %s", n, plural(n, "document"))
	if p := period(told); p != "" {
		note += " published " + p
	}
	if p := period(were); p != "" {
		note += "; events of " + p
	}
	return []string{note + ".", "Made by parley from their sentences: read those before you publish."}
}

// period is the first and the last of the dates in words, "" if there are none.
func period(dates []string) string {
	first, last := "", ""
	for _, d := range dates {
		if isDate(d) {
			first, last = least(first, d), max(last, d)
		}
	}
	if day(first) == day(last) {
		return day(first)
	}
	return day(first) + " to " + day(last)
}

// addFigures adds the nodes of the bundles and, if nothing is left out, those
// that stand alone.
func (p *picture) addFigures(model *schema.Model, g *graph.Subgraph, bundles []bundle, less bool) {
	status := map[string]string{} // of meetings that are nodes
	needed := map[string]bool{}
	for _, b := range bundles {
		needed[b.from], needed[b.to] = true, true
		if b.predicate == "participant" {
			status[b.from] = b.status
		}
	}
	add := func(n graph.Node) {
		caption := captionOf(n)
		f := figure{id: n.ID, element: elementID(n.ID), typ: n.Type, country: shorten(clean(n.Country), maxMark), look: lookOf(model, n.Type), stroke: strokes[0]}
		if n.Type == "Meeting" {
			caption = days(caption)
			if n.Caption == "" {
				caption = "Meeting"
			}
			f.stroke = strokeOf(model, status[n.ID])
			if mark := markOf(model, status[n.ID]); mark != "" && status[n.ID] != "" {
				f.caption = append(f.caption, mark)
			}
			f.caption = append(f.caption, wrapParts(caption, 20)...)
		} else {
			f.caption = append(f.caption, wrap(caption, 18)...)
		}
		kind := cmp.Or(clean(n.Type), "unknown type")
		if f.country != "" && f.country != caption {
			kind = joined([]string{kind, f.country})
		}
		f.tooltip = shorten(fmt.Sprintf("%s (%s)", caption, kind), maxTooltip)
		p.figures = append(p.figures, f)
		delete(needed, n.ID)
	}
	seen := map[string]bool{}
	for _, n := range g.Nodes {
		if (needed[n.ID] || !less) && !seen[n.ID] {
			seen[n.ID] = true
			add(n)
		}
	}
	for id := range needed {
		add(graph.Node{ID: id})
	}
	slices.SortFunc(p.figures, func(a, b figure) int { return strings.Compare(a.id, b.id) })
}

func newLine(model *schema.Model, b bundle, index map[string]int, most int) line {
	return line{
		id:   elementID(strings.Join([]string{b.from, b.predicate, b.status, b.to}, " ")),
		from: index[b.from], to: index[b.to],
		directed:  !undirected(model, b.predicate),
		stroke:    strokeOf(model, b.status),
		width:     widthOf(b.documents),
		label:     labelOf(model, b, most),
		tooltip:   tooltipOf(model, b),
		documents: b.documents,
		edges:     b.edges,
	}
}
