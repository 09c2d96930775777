// Package export turns the graph into files of other programs: quads into
// N-Quads, JSON-LD and GraphML, a [graph.Subgraph] into GraphML, Graphviz DOT
// and SVG pictures.
//
// [Formats] lists what there is; [ByName] and [ByFile] pick one, and its Write
// is the one function to call. The same input gives the same bytes, except
// where [SVG] lets the installed Graphviz draw: another version of it may
// write the same picture otherwise.
//
// Nothing is written about what the input does not hold: a picture that
// leaves edges out says so, and a meeting that did not come about never looks
// like one that did.
//
// # From quads to a file
//
// nquads.go and jsonld.go write quads as they come, network.go makes them a
// subgraph for graphml.go. iri.go and literal.go say how the graph's names and
// values are spelt outside; what RDF cannot hold is an error.
//
// # From a subgraph to a picture
//
// The files in the order in which a subgraph passes through them:
//
//	picture.go   chooses the lines (edges of the same two, predicate and status
//	             are one) and words them, with style.go (strokes and colours),
//	             words.go (short, clean, wrapped), tooltip.go and legend.go
//	scene.go     gives everything its place: measures words (measure.go), splits
//	             the picture into islands that hang together, and lets
//	stress.go      spread the nodes of each so that near ones lie near,
//	island.go      keep the best of several tries, in each of which
//	part.go          push apart what overlaps,
//	pack.go        set the islands on one page,
//	route.go       bend lines around nodes and slide words along them, and
//	frame.go       add title, notes, margins and the legend
//	builtin.go   writes the scene as SVG, or
//	dot.go       as DOT, which graphviz.go lets the installed dot draw
//
// geometry.go (points, boxes, curves) and shape.go (outlines of nodes) serve
// them all. svg.go holds the function that leads through it.
package export
