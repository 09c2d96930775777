// Package export turns the graph into files of other programs: quads into RDF,
// network files, tables, event data, calendars and dossiers, a
// [graph.Subgraph] or [Chart] into pictures and pages.
//
// [Formats] lists what there is, with what each carries and lacks; [ByName] and
// [ByFile] pick one, and its Write is the one function to call. [Select] narrows
// down the quads first. The same input gives the same bytes, except where [SVG]
// lets the installed Graphviz draw: another version of it may write the same
// picture otherwise.
//
// Nothing is written about what the input does not hold: a picture that
// leaves edges out says so, and a meeting that did not come about never looks
// like one that did. A format without words for that leaves it out.
//
// # From quads to a file
//
// One file a format. Those of RDF (nquads.go, trig.go, jsonld.go, pquads.go) write
// quads as they come, with prov.go for what PROV-O says; network.go makes them a
// subgraph for graphml.go, gexf.go and cytoscape.go; factreader.go reads them back
// into the meetings, offices and statements of facts.go for csv.go, ftm.go,
// plover.go, ical.go, dossier.go and obsidian.go. vocabulary.go lists what
// describes the graph and the record: owl.go, shacl.go and recordschema.go. How names and values are spelt outside is told by the package nquads; what RDF
// cannot hold is an error.
//
// # From a subgraph to a picture
//
// The files in the order in which a subgraph passes through them:
//
//	picture.go   chooses the lines (edges of the same two, predicate and status
//	             are one: bundle.go) and words them, with label.go, style.go
//	             (strokes and colours), words.go (short, clean, wrapped),
//	             tooltip.go and legend.go
//	scene.go     gives everything its place: measures words (measure.go), splits
//	             the picture into islands that hang together, and lets
//	stress.go      spread the nodes of each so that near ones lie near,
//	island.go      keep the best of several tries, in each of which
//	part.go          push apart what overlaps and
//	cluster.go       hold together those of one country,
//	pack.go        set the islands on one page,
//	route.go       bend lines around nodes and slide words along them, and
//	frame.go       add title, notes, margins and the legend
//	builtin.go   writes the scene as SVG, or
//	dot.go       as DOT, which graphviz.go lets the installed dot draw
//
// A [Chart] is placed at once: timeline.go, offices.go and positions.go
// (votes too) make one of facts with rows.go, and chart.go draws it; met.go,
// between.go and meeting.go choose the subgraphs of the other diagrams. html.go
// puts either on a page, with the sentences of card.go.
//
// geometry.go (points, boxes, curves) and shape.go (outlines of nodes) serve
// them all. svg.go holds the function that leads through it.
package export
