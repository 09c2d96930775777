package export

import (
	"parley/graph"
	"parley/schema"
)

// What is not data of the schema: paper, ink and the four ways to draw a line.
// The colours are those of Okabe and Ito, darkened where letters are set in
// them; no two things are told apart by colour alone.
const (
	fontName = "Helvetica,Arial,sans-serif"
	paper    = "#FFFFFF"
	ink      = "#222222"
	faint    = "#666666"

	clusterFill = "#F5F5F2"
	clusterLine = "#D5D5D0"
)

// stroke is how a line is drawn.
type stroke struct {
	name   string // of schema's Status.Line
	color  string
	dashes string // of SVG, for a line one unit wide; "" is unbroken
	dot    string // Graphviz style
	struck bool   // the words on it begin with a cross
}

var strokes = []stroke{
	{name: "solid", color: "#3D3D3D", dot: "solid"},
	{name: "dashed", color: "#0064A0", dashes: "7 4", dot: "dashed"},
	{name: "dotted", color: "#6B6B6B", dashes: "0.1 4", dot: "dotted"},
	{name: "struck", color: "#B34700", dot: "solid", struck: true},
}

// widened is the width at which a line of that width is to be drawn: thin dots
// would not be seen.
func (s stroke) widened(width float64) float64 {
	if s.name == "dotted" {
		return max(width, 1.6)
	}
	return width
}

// strokeOf is how what has this status is drawn. A status that the vocabulary
// lacks is never drawn like one that came about.
func strokeOf(model *schema.Model, status string) stroke {
	name := "dotted"
	if s := model.Status(status); s != nil {
		name = s.Line
	} else if status == "" {
		name = "solid"
	}
	for _, s := range strokes {
		if s.name == name {
			return s
		}
	}
	return strokes[2]
}

// markOf is the word that is set on what has this status.
func markOf(model *schema.Model, status string) string {
	s := model.Status(status)
	if s == nil {
		return shorten(clean(status), maxMark)
	}
	if s.Line == "struck" {
		return "× " + s.Mark
	}
	return s.Mark
}

// look is how a node of a type is drawn.
type look struct{ shape, fill, line string }

func lookOf(model *schema.Model, typ string) look {
	if t := model.Type(typ); t != nil {
		return look{t.Shape, t.Fill, t.Line}
	}
	return look{"box", paper, faint}
}

// captionOf is what is written on n: its caption, or the end of its id.
func captionOf(n graph.Node) string {
	if c := clean(n.Caption); c != "" {
		return c
	}
	return clean(n.ID)
}

// predicateCaption is the predicate in words.
func predicateCaption(model *schema.Model, predicate string) string {
	if p := model.Predicate(predicate); p != nil {
		return p.Caption
	}
	return predicate
}

// ofMeeting reports whether an edge of that predicate stands for a meeting.
func ofMeeting(predicate string) bool {
	return predicate == "met" || predicate == "meeting" || predicate == "participant"
}

// undirected reports whether the predicate says the same both ways. "meeting"
// is what a meeting of two is called that did not come about.
func undirected(model *schema.Model, predicate string) bool {
	if ofMeeting(predicate) {
		return true
	}
	p := model.Predicate(predicate)
	return p != nil && p.Symmetric
}
