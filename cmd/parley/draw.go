package main

import (
	"cmp"
	"context"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"parley/export"
	"parley/graph"
)

type drawOptions struct {
	db       string
	out      string
	edges    int
	renderer string
	title    string
}

func newDraw(c *common) *cobra.Command {
	o := &drawOptions{}
	cmd := &cobra.Command{
		Use:   "draw [WHO…]",
		Short: "Draw who met whom",
		Long: `Draw the meetings of WHO, or all of them: persons, countries and bodies told
apart by shape and colour, meetings with place and date, what was planned,
refused, cancelled or denied drawn differently from what happened, each edge
with its sentence as a tooltip.

-o says where to and, by its ending, what: .svg (drawn by Graphviz if it is
installed, else by parley itself), .dot, or .graphml. Without -o it is DOT on
standard output.` + "\n" + exitHelp,
		Example: "  parley draw -o met.svg\n  parley draw -o carter.svg \"Jimmy Carter\"\n  parley draw Gorbachev | dot -Tpdf -o gorbachev.pdf",
		RunE: func(cmd *cobra.Command, args []string) error {
			o.db = c.db
			return runDraw(cmd.Context(), o, args, cmd.OutOrStdout(), cmd.ErrOrStderr())
		},
	}
	f := cmd.Flags()
	f.StringVarP(&o.out, "output", "o", "", "write to `FILE`; its ending says the format")
	f.IntVar(&o.edges, "edges", export.DefaultEdges, "draw at most `N` edges, and say so in the picture; -1 means all")
	f.StringVar(&o.renderer, "renderer", string(export.Auto), "who draws an SVG: auto, graphviz or builtin")
	f.StringVar(&o.title, "title", "", "`TEXT` above the picture")
	return cmd
}

func runDraw(ctx context.Context, o *drawOptions, names []string, stdout, stderr io.Writer) (err error) {
	format, _ := export.ByName("dot")
	if o.out != "" && o.out != "-" {
		var ok bool
		if format, ok = export.ByFile(o.out); !ok || !format.Graph {
			return usagef("%s: a picture ends in .svg, .dot, .gv or .graphml", o.out)
		}
	}
	switch export.Renderer(o.renderer) {
	case export.Auto, export.Graphviz, export.Builtin:
	default:
		return usagef("--renderer %q: want auto, graphviz or builtin", o.renderer)
	}
	store, err := openExisting(o.db, true)
	if err != nil {
		return err
	}
	defer func() { err = cmp.Or(err, store.Close()) }()
	a := &asking{store: store, stderr: stderr}
	ids, err := a.find(ctx, names...)
	if err != nil {
		return err
	}
	g, err := store.WhoMetWhom(ctx, ids)
	if err != nil {
		return err
	}
	if o.title != "" {
		g.Title = o.title
	} else if len(names) > 0 {
		g.Title = "Whom " + names[0] + " met"
		if len(names) > 1 {
			g.Title = fmt.Sprintf("Whom %s and %d more met", names[0], len(names)-1)
		}
	}
	if len(g.Edges) == 0 {
		fmt.Fprintln(stderr, "parley: hint: no meetings found; the picture is empty")
	}
	return write(ctx, stdout, o.out, format, export.Source{Graph: g}, export.Options{Edges: o.edges, Renderer: export.Renderer(o.renderer)})
}

func write(ctx context.Context, stdout io.Writer, path string, f export.Format, src export.Source, o export.Options) error {
	return output(stdout, path, func(w io.Writer) error { return f.Write(ctx, w, src, o) })
}

// graphOrNil is the meetings as a subgraph, for formats that take nothing else.
func graphOrNil(ctx context.Context, store *graph.Store, f export.Format) (*graph.Subgraph, error) {
	if f.Quads || !f.Graph {
		return nil, nil
	}
	return store.WhoMetWhom(ctx, nil)
}
