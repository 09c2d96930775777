package export

import (
	"context"
	"errors"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"parley/graph"
)

// Format is one way out of the graph.
type Format struct {
	Name       string   // as the user spells it: nquads
	About      string   // one line for the help text
	Carries    string   // what of the graph is in the file
	Lacks      string   // what is not
	Extensions []string // of file names, with the dot; the first is the usual one
	Quads      bool     // Write can take Source.Quads
	Graph      bool     // Write can take Source.Graph
	Charts     bool     // Write can take Source.Chart
	Streams    bool     // memory does not grow with the number of quads
	Folder     bool     // WriteFolder takes the place of Write

	// Write writes all of src to w. It returns the first error of src, of w,
	// or of ctx; what it wrote by then is not a whole file.
	Write func(ctx context.Context, w io.Writer, src Source, o Options) error

	// WriteFolder writes all of src to files that create opens, by their slash
	// paths within a folder; it closes them.
	WriteFolder func(ctx context.Context, create func(name string) (io.WriteCloser, error), src Source, o Options) error
}

// Source is what is to be written. Fill the field that the format takes; where
// it takes both, Graph goes before Quads.
type Source struct {
	Quads Quads // sorted, each once; read once
	Graph *graph.Subgraph
	Chart *Chart // for pictures, instead of Graph
}

// Options are choices about pictures and texts; the other formats have none.
// The zero value is a good default.
type Options struct {
	About    []string      // ids of what a dossier is about; none means all
	Edges    int           // most lines to draw; 0 means [DefaultEdges], negative all
	Renderer Renderer      // who draws an SVG; "" means [Auto]
	Timeout  time.Duration // for the installed Graphviz; 0 means [DefaultTimeout]
}

// Formats are the formats in the order in which a help text lists them.
var Formats = []Format{
	{
		Name: "nquads", About: "W3C N-Quads, one quad a line", Extensions: []string{".nq"}, Quads: true, Streams: true, Write: ofQuads(NQuads),
		Carries: "everything but the texts; parley import takes it back", Lacks: "nothing else",
	},
	{
		Name: "ntriples", About: "W3C N-Triples", Extensions: []string{".nt"}, Quads: true, Streams: true, Write: ofQuads(NTriples),
		Carries: "everything that is said, each once", Lacks: "which claim says it",
	},
	{
		Name: "trig", About: "W3C TriG, each claim a named graph, described by PROV-O", Extensions: []string{".trig"}, Quads: true, Streams: true, Write: ofQuads(TriG),
		Carries: "everything but the texts, and PROV-O", Lacks: "nothing else",
	},
	{
		Name: "jsonld", About: "JSON-LD 1.1, each claim a named graph, described by PROV-O", Extensions: []string{".jsonld"}, Quads: true, Streams: true, Write: ofQuads(JSONLD),
		Carries: "everything but the texts, and PROV-O", Lacks: "nothing else",
	},
	{
		Name: "pquads", About: "Cayley's own binary quads", Extensions: []string{".pq"}, Quads: true, Streams: true, Write: ofQuads(PQuads),
		Carries: "everything but the texts", Lacks: "nothing else",
	},
	{
		Name: "graphml", About: "GraphML for Gephi, Cytoscape, yEd and NetworkX", Extensions: []string{".graphml"}, Quads: true, Graph: true, Write: ofNetwork(GraphML),
		Carries: "nodes and edges with status, date, place, confidence, claims, documents and one sentence", Lacks: "the other sentences, statements' words, literal objects",
	},
	{
		Name: "gexf", About: "GEXF 1.3 for Gephi, with time intervals for its timeline", Extensions: []string{".gexf"}, Quads: true, Graph: true, Write: ofNetwork(GEXF),
		Carries: "what graphml carries, and when", Lacks: "what graphml lacks",
	},
	{
		Name: "cytoscape", About: "JSON for Cytoscape and Cytoscape.js", Extensions: []string{".cyjs"}, Quads: true, Graph: true, Write: ofNetwork(CytoscapeJSON),
		Carries: "what graphml carries", Lacks: "what graphml lacks",
	},
	csvFormat(Tables[0], "names, types and other names of entities", "all but names"),
	csvFormat(Tables[1], "what joins two, with status, date, place, documents and one sentence", "statements' words; conferences beyond their participants"),
	csvFormat(Tables[2], "meetings with all sentences", "all but meetings"),
	csvFormat(Tables[3], "statements with their words", "all but statements"),
	{
		Name: "csv", About: "a folder of the four tables", Quads: true, Folder: true,
		Carries: "what the four tables carry", Lacks: "visits' and offices' sentences beyond the first",
		WriteFolder: ofFactsFolder(func(ctx context.Context, create func(string) (io.WriteCloser, error), f *Facts) error {
			for _, t := range Tables {
				w, err := create(t.Name + ".csv")
				if err != nil {
					return err
				}
				if err := errors.Join(CSV(ctx, w, f, t), w.Close()); err != nil {
					return err
				}
			}
			return nil
		}),
	},
	{
		Name: "ftm", About: "followthemoney entities, JSON lines", Extensions: []string{".ftm.json", ".ftm"}, Quads: true, Write: ofFacts(func(ctx context.Context, w io.Writer, f *Facts, _ Options) error { return FollowTheMoney(ctx, w, f) }),
		Carries: "entities, events, offices, memberships, families, stances and statements with their articles as proof", Lacks: "what did not come about, instruments, stances towards words",
	},
	{
		Name: "plover", About: "PLOVER event data, tab-separated", Extensions: []string{".tsv"}, Quads: true, Write: ofFacts(func(ctx context.Context, w io.Writer, f *Facts, _ Options) error { return PLOVER(ctx, w, f) }),
		Carries: "meetings of two to four, visits and stances that happened or are planned, one sentence each", Lacks: "what was refused, cancelled or denied; offices; statements; conferences",
	},
	{
		Name: "ical", About: "iCalendar of dated meetings and visits", Extensions: []string{".ics"}, Quads: true, Write: ofFacts(func(ctx context.Context, w io.Writer, f *Facts, _ Options) error { return ICalendar(ctx, w, f) }),
		Carries: "meetings and visits whose day is known, with all sentences", Lacks: "those known to the month, refused or denied; all else",
	},
	{
		Name: "markdown", About: "a dossier with footnoted evidence, best with --about", Extensions: []string{".md"}, Quads: true, Write: ofFacts(func(ctx context.Context, w io.Writer, f *Facts, o Options) error { return Dossier(ctx, w, f, o.About) }),
		Carries: "everything about persons and meetings, with all sentences", Lacks: "spans within the texts",
	},
	{
		Name: "obsidian", About: "a folder of linked notes, Markdown with front matter", Quads: true, Folder: true, WriteFolder: ofFactsFolder(Obsidian),
		Carries: "everything about persons and meetings, with all sentences", Lacks: "spans within the texts",
	},
	{
		Name: "mermaid", About: "Mermaid flowchart of who met whom", Extensions: []string{".mmd", ".mermaid"}, Graph: true,
		Carries: "meetings with status, date and place", Lacks: "all but meetings, the sentences, and what --edges leaves out",
		Write: func(ctx context.Context, w io.Writer, src Source, o Options) error {
			if src.Graph == nil {
				return errNoGraph
			}
			return Mermaid(ctx, w, src.Graph, o)
		},
	},
	{
		Name: "dot", About: "Graphviz DOT source of a picture", Extensions: []string{".dot", ".gv"}, Graph: true, Charts: true,
		Carries: picturesCarry, Lacks: picturesLack,
		Write: func(ctx context.Context, w io.Writer, src Source, o Options) error {
			s, err := draw(ctx, src, o)
			if err != nil {
				return err
			}
			return s.writeDOT(w)
		},
	},
	{
		Name: "svg", About: "SVG picture, drawn by Graphviz if it is installed, else by parley", Extensions: []string{".svg"}, Graph: true, Charts: true,
		Carries: picturesCarry, Lacks: picturesLack,
		Write: func(ctx context.Context, w io.Writer, src Source, o Options) error {
			if src.Graph == nil && src.Chart == nil {
				return errNoGraph
			}
			_, err := drawSVG(ctx, w, src, o)
			return err
		},
	},
	graphvizFormat("png", "PNG picture, drawn by the installed Graphviz"),
	graphvizFormat("pdf", "PDF picture, drawn by the installed Graphviz"),
	{
		Name: "html", About: "a page of its own with the picture, to be searched and clicked for sentences", Extensions: []string{".html", ".htm"}, Graph: true, Charts: true,
		Carries: "meetings with status, date, place and all their sentences", Lacks: picturesLack, Write: HTML,
	},
}

const (
	picturesCarry = "meetings with status, date and place; sentences as tooltips"
	picturesLack  = "all but meetings, and what --edges leaves out"
)

// graphvizFormat is a picture that Graphviz alone can draw.
func graphvizFormat(name, about string) Format {
	return Format{
		Name: name, About: about, Extensions: []string{"." + name}, Graph: true, Charts: true, Carries: "what is seen of the picture", Lacks: "tooltips; " + picturesLack,
		Write: func(ctx context.Context, w io.Writer, src Source, o Options) error {
			if src.Graph == nil && src.Chart == nil {
				return errNoGraph
			}
			return drawGraphviz(ctx, w, src, name, o)
		},
	}
}

// ofQuads is a writer of quads as one of a format.
func ofQuads(write func(context.Context, io.Writer, Quads) error) func(context.Context, io.Writer, Source, Options) error {
	return func(ctx context.Context, w io.Writer, src Source, _ Options) error {
		if src.Quads == nil {
			return errNoQuads
		}
		return write(ctx, w, src.Quads)
	}
}

// ofNetwork is a writer of a subgraph as one of a format that takes quads too.
func ofNetwork(write func(context.Context, io.Writer, *graph.Subgraph) error) func(context.Context, io.Writer, Source, Options) error {
	return func(ctx context.Context, w io.Writer, src Source, _ Options) error {
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
		return write(ctx, w, g)
	}
}

// ofFacts is a writer of facts as one of a format.
func ofFacts(write func(context.Context, io.Writer, *Facts, Options) error) func(context.Context, io.Writer, Source, Options) error {
	return func(ctx context.Context, w io.Writer, src Source, o Options) error {
		if src.Quads == nil {
			return errNoQuads
		}
		f, err := ReadFacts(ctx, src.Quads)
		if err != nil {
			return err
		}
		return write(ctx, w, f, o)
	}
}

func ofFactsFolder(write func(context.Context, func(string) (io.WriteCloser, error), *Facts) error) func(context.Context, func(string) (io.WriteCloser, error), Source, Options) error {
	return func(ctx context.Context, create func(string) (io.WriteCloser, error), src Source, _ Options) error {
		if src.Quads == nil {
			return errNoQuads
		}
		f, err := ReadFacts(ctx, src.Quads)
		if err != nil {
			return err
		}
		return write(ctx, create, f)
	}
}

func csvFormat(t Table, carries, lacks string) Format {
	return Format{
		Name: "csv-" + t.Name, About: t.About, Extensions: []string{"." + t.Name + ".csv"}, Quads: true, Carries: carries, Lacks: lacks,
		Write: ofFacts(func(ctx context.Context, w io.Writer, f *Facts, _ Options) error { return CSV(ctx, w, f, t) }),
	}
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
	name = strings.ToLower(filepath.Base(name))
	for _, f := range Formats {
		if slices.ContainsFunc(f.Extensions, func(ext string) bool { return strings.HasSuffix(name, ext) }) {
			return f, true
		}
	}
	return Format{}, false
}
