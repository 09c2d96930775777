package export

import (
	"context"
	"fmt"
	"io"
	"os/exec"

	"parley/graph"
)

// Renderer says which program draws an SVG. Where things lie is parley's own
// reckoning with either: the layouts of Graphviz set words on words.
type Renderer string

// The renderers.
const (
	Auto     Renderer = "auto"     // Graphviz if it is installed, else Builtin
	Graphviz Renderer = "graphviz" // the installed dot, which knows the metrics of the fonts; an error if there is none
	Builtin  Renderer = "builtin"  // parley itself: the same bytes on every machine
)

// SVG writes g as a picture: at most o.Edges lines, title, notes on what was
// left out, a legend, and tooltips with the sentences behind each line. It
// returns who drew it, [Graphviz] or [Builtin]. Nothing is written to w before
// the whole picture is known to come out well.
func SVG(ctx context.Context, w io.Writer, g *graph.Subgraph, o Options) (Renderer, error) {
	return drawSVG(ctx, w, Source{Graph: g}, o)
}

// drawing is a picture with everything in its place.
type drawing interface {
	writeSVG(w io.Writer) error
	writeDOT(w io.Writer) error
	facts() map[string][]card // by the id of an element, what stands behind it
	heading() string
}

// draw places what src holds, a chart before a subgraph.
func draw(ctx context.Context, src Source, o Options) (drawing, error) {
	switch {
	case src.Chart != nil:
		return src.Chart, nil
	case src.Graph != nil:
		return newScene(ctx, newPicture(src.Graph, o.Edges))
	}
	return nil, errNoGraph
}

func drawSVG(ctx context.Context, w io.Writer, src Source, o Options) (Renderer, error) {
	dot := ""
	used := o.Renderer
	switch used {
	case "", Auto, Graphviz:
		path, err := exec.LookPath("dot")
		switch {
		case err == nil:
			used, dot = Graphviz, path
		case used == Graphviz:
			return used, ErrNoGraphviz
		default:
			used = Builtin
		}
	case Builtin:
	default:
		return used, fmt.Errorf("renderer %q is none of %s, %s, %s", used, Auto, Graphviz, Builtin)
	}
	s, err := draw(ctx, src, o)
	if err != nil {
		return used, err
	}
	if used == Builtin {
		return used, s.writeSVG(w)
	}
	return used, runGraphviz(ctx, w, s, dot, "svg", o.Timeout)
}

// drawGraphviz writes a picture as a format that Graphviz alone can draw.
func drawGraphviz(ctx context.Context, w io.Writer, src Source, format string, o Options) error {
	dot, err := exec.LookPath("dot")
	if err != nil {
		return ErrNoGraphviz
	}
	s, err := draw(ctx, src, o)
	if err != nil {
		return err
	}
	return runGraphviz(ctx, w, s, dot, format, o.Timeout)
}
