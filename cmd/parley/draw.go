package main

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"parley/export"
	"parley/graph"
)

type drawOptions struct {
	selecting
	db       string
	kind     string
	on       string
	format   string
	out      string
	edges    int
	renderer string
	title    string
}

// kinds are what can be drawn.
var kinds = []struct{ name, about string }{
	{"met", "who met whom: WHO with those they met, or everybody"},
	{"between", "meetings between countries: of WHO, or of all"},
	{"meeting", "one meeting, WHO being its id: who took part, hosted, mediated, where"},
	{"offices", "who was told to hold which office when: of WHO, or of all"},
	{"timeline", "dated meetings in their order: of WHO, or of all"},
	{"positions", "who is for and who against WHO, or what --on names"},
	{"vote", "who voted how on WHO, or on what --on names"},
}

func newDraw(c *common) *cobra.Command {
	o := &drawOptions{}
	var help strings.Builder
	for _, k := range kinds {
		fmt.Fprintf(&help, "  %-10s %s\n", k.name, k.about)
	}
	cmd := &cobra.Command{
		Use:   "draw [WHO…]",
		Short: "Draw who met whom, offices, positions and votes",
		Long: `Draw WHO, or all there is: persons, countries and bodies told apart by shape and
colour, meetings with place and date, what was planned, refused, cancelled or
denied drawn differently from what happened, each part with its sentences as a
tooltip. --kind says what:

` + help.String() + `
-o says where to and, by its ending, what: .svg (drawn by Graphviz if it is
installed, else by parley itself), .html (a page to search and to click for
sentences), .png and .pdf (by Graphviz), .dot; meetings also as .graphml, .gexf,
.cyjs and .mmd. Without -o it is DOT, or what --format names, on standard output.` + "\n" + exitHelp,
		Example: `  parley draw -o met.svg
  parley draw -o carter.html "Jimmy Carter"
  parley draw --kind timeline --since 1980 Gorbachev -o gorbachev.svg
  parley draw --kind positions --on treaty | dot -Tpdf -o treaty.pdf`,
		RunE: func(cmd *cobra.Command, args []string) error {
			o.db = c.db
			return runDraw(cmd.Context(), o, args, cmd.OutOrStdout(), cmd.ErrOrStderr())
		},
	}
	f := cmd.Flags()
	f.StringVar(&o.kind, "kind", "met", "`WHAT` to draw")
	f.StringVar(&o.on, "on", "", "positions and votes on what has these `WORDS`")
	f.StringVarP(&o.format, "format", "f", "", "`FORMAT`, if the ending of FILE does not say it")
	f.StringVarP(&o.out, "output", "o", "", "write to `FILE`; its ending says the format")
	f.IntVar(&o.edges, "edges", export.DefaultEdges, "draw at most `N` edges, and say so in the picture; -1 means all")
	f.StringVar(&o.renderer, "renderer", string(export.Auto), "who draws an SVG: auto, graphviz or builtin")
	f.StringVar(&o.title, "title", "", "`TEXT` above the picture")
	o.AddFilters(cmd)
	return cmd
}

// pictureFormat is the format that the options name.
func (o *drawOptions) pictureFormat() (export.Format, error) {
	name := cmp.Or(o.format, "dot")
	format, ok := export.ByName(name)
	if o.format == "" && o.out != "" && o.out != "-" {
		name = o.out
		format, ok = export.ByFile(o.out)
	}
	if !ok || !format.Graph {
		return format, usagef("%s: a picture ends in .svg, .html, .png, .pdf, .dot, .gv, .graphml, .gexf, .cyjs or .mmd", name)
	}
	if o.kind != "met" && o.kind != "between" && o.kind != "meeting" && !format.Charts {
		return format, usagef("%s is no format for --kind %s: it holds networks only", format.Name, o.kind)
	}
	return format, nil
}

func runDraw(ctx context.Context, o *drawOptions, names []string, stdout, stderr io.Writer) (err error) {
	if !slices.ContainsFunc(kinds, func(k struct{ name, about string }) bool { return k.name == o.kind }) {
		return usagef("--kind %q: want met, between, meeting, offices, timeline, positions or vote", o.kind)
	}
	if (o.kind == "positions" || o.kind == "vote") && len(names) == 0 && o.on == "" {
		return usagef("--kind %s needs to know on what: WHO, or --on WORDS", o.kind)
	}
	format, err := o.pictureFormat()
	if err != nil {
		return err
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
	a := &asking{askOptions: &askOptions{}, store: store, stderr: stderr}
	ids, err := a.find(ctx, names...)
	if err != nil {
		return err
	}
	src, err := o.source(ctx, store, a, ids, names)
	if err != nil {
		return err
	}
	if src.Graph != nil && len(src.Graph.Edges) == 0 {
		fmt.Fprintln(stderr, "parley: hint: no meetings found; the picture is empty")
	}
	return write(ctx, stdout, o.out, format, src, export.Options{Edges: o.edges, Renderer: export.Renderer(o.renderer)})
}

// source is what is to be drawn, with its title.
func (o *drawOptions) source(ctx context.Context, store *graph.Store, a *asking, ids, names []string) (src export.Source, err error) {
	if o.kind == "met" && o.All() { // the store's index knows
		src.Graph, err = store.WhoMetWhom(ctx, ids)
	} else {
		var quads export.Quads
		if quads, err = o.selected(ctx, store, a); err != nil {
			return src, err
		}
		var f *export.Facts
		if f, err = export.ReadFacts(ctx, quads); err != nil {
			return src, err
		}
		err = o.fromFacts(&src, f, ids, names)
	}
	if err != nil || src.Graph == nil {
		return src, err
	}
	switch {
	case o.title != "":
		src.Graph.Title = o.title
	case o.kind == "met" && len(names) == 1:
		src.Graph.Title = "Whom " + names[0] + " met"
	case o.kind == "met" && len(names) > 1:
		src.Graph.Title = fmt.Sprintf("Whom %s and %d more met", names[0], len(names)-1)
	case o.kind == "between" && len(names) > 0:
		src.Graph.Title = "Meetings with " + strings.Join(names, ", ")
	}
	return src, nil
}

func (o *drawOptions) fromFacts(src *export.Source, f *export.Facts, ids, names []string) error {
	who := strings.Join(names, ", ")
	title := func(of, all string) string {
		if who != "" {
			all = of + " " + who
		}
		return cmp.Or(o.title, all)
	}
	topic := cmp.Or(o.on, who)
	if topic != "" {
		topic = " on " + topic
	}
	switch o.kind {
	case "met":
		src.Graph = f.WhoMetWhom(ids)
	case "between":
		var alone int
		if src.Graph, alone = f.Between(ids); alone > 0 {
			src.Graph.Notes = append(src.Graph.Notes, fmt.Sprintf("%d who met somebody are of no country, or of several, as far as is told, and are left out.", alone))
		}
	case "meeting":
		if len(ids) != 1 || !strings.HasPrefix(ids[0], "meeting/") {
			return usagef("--kind meeting needs the id of one meeting, such as meeting/4a519b471bb3fb66")
		}
		src.Graph = f.Meeting(ids[0])
	case "offices":
		src.Chart = f.Offices(title("Offices of", "Offices"), ids)
	case "timeline":
		src.Chart = f.Timeline(title("Meetings of", "Meetings"), ids)
	case "positions":
		src.Chart = f.Positions(cmp.Or(o.title, "Positions"+topic), ids, o.on)
	case "vote":
		src.Chart = f.Vote(cmp.Or(o.title, "Votes"+topic), ids, o.on)
	}
	return nil
}

func write(ctx context.Context, stdout io.Writer, path string, f export.Format, src export.Source, o export.Options) error {
	return output(stdout, path, func(w io.Writer) error { return f.Write(ctx, w, src, o) })
}
