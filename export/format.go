package export

import (
	"context"
	"errors"
	"io"
	"iter"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/cayleygraph/quad"

	"parley/graph"
)

// Format is one way out of the graph.
type Format struct {
	Name       string   // as the user spells it: nquads
	About      string   // one line for the help text
	Extensions []string // of file names, with the dot; the first is the usual one
	Quads      bool     // Write can take Source.Quads
	Graph      bool     // Write can take Source.Graph

	// Write writes all of src to w. It returns the first error of src, of w,
	// or of ctx; what it wrote by then is not a whole file.
	Write func(ctx context.Context, w io.Writer, src Source, o Options) error
}

// Source is what is to be written. Fill the field that the format takes; where
// it takes both, Graph goes before Quads.
type Source struct {
	Quads iter.Seq2[quad.Quad, error] // sorted, each once; read once
	Graph *graph.Subgraph
}

// Options are choices about pictures; the other formats have none. The zero
// value is a good default.
type Options struct {
	Edges    int           // most lines to draw; 0 means [DefaultEdges], negative all
	Renderer Renderer      // who draws an SVG; "" means [Auto]
	Timeout  time.Duration // for the installed Graphviz; 0 means [DefaultTimeout]
}

// Formats are the formats in the order in which a help text lists them.
var Formats = []Format{
	{
		Name: "nquads", About: "W3C N-Quads, the whole graph, one quad a line", Extensions: []string{".nq"}, Quads: true,
		Write: func(ctx context.Context, w io.Writer, src Source, _ Options) error {
			if src.Quads == nil {
				return errNoQuads
			}
			return NQuads(ctx, w, src.Quads)
		},
	},
	{
		Name: "jsonld", About: "JSON-LD 1.1, each claim a named graph", Extensions: []string{".jsonld"}, Quads: true,
		Write: func(ctx context.Context, w io.Writer, src Source, _ Options) error {
			if src.Quads == nil {
				return errNoQuads
			}
			return JSONLD(ctx, w, src.Quads)
		},
	},
	{
		Name: "graphml", About: "GraphML for Gephi, Cytoscape, yEd and NetworkX", Extensions: []string{".graphml"}, Quads: true, Graph: true,
		Write: func(ctx context.Context, w io.Writer, src Source, _ Options) error {
			g := src.Graph
			if g == nil {
				if src.Quads == nil {
					return errNoQuads
				}
				var err error
				if g, err = Network(ctx, src.Quads); err != nil {
					return err
				}
			}
			return GraphML(ctx, w, g)
		},
	},
	{
		Name: "dot", About: "Graphviz DOT source of a picture", Extensions: []string{".dot", ".gv"}, Graph: true,
		Write: func(ctx context.Context, w io.Writer, src Source, o Options) error {
			if src.Graph == nil {
				return errNoGraph
			}
			return DOT(ctx, w, src.Graph, o)
		},
	},
	{
		Name: "svg", About: "SVG picture, drawn by Graphviz if it is installed, else by parley", Extensions: []string{".svg"}, Graph: true,
		Write: func(ctx context.Context, w io.Writer, src Source, o Options) error {
			if src.Graph == nil {
				return errNoGraph
			}
			_, err := SVG(ctx, w, src.Graph, o)
			return err
		},
	},
}

var (
	errNoQuads = errors.New("this format is written from quads, and there are none")
	errNoGraph = errors.New("this format is written from a subgraph, and there is none")
)

// ByName returns the format of that name.
func ByName(name string) (Format, bool) {
	for _, f := range Formats {
		if f.Name == name {
			return f, true
		}
	}
	return Format{}, false
}

// ByFile returns the format that a file of that name holds, judged by its
// extension, upper or lower case.
func ByFile(name string) (Format, bool) {
	ext := strings.ToLower(filepath.Ext(name))
	for _, f := range Formats {
		if slices.Contains(f.Extensions, ext) {
			return f, true
		}
	}
	return Format{}, false
}
