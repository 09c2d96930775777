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
	s, err := newScene(ctx, newPicture(g, o.Edges))
	if err != nil {
		return used, err
	}
	if used == Builtin {
		return used, writeSVG(w, s)
	}
	return used, runGraphviz(ctx, w, s, dot, o.Timeout)
}
