package export

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"strconv"
	"strings"

	"parley/graph"
	"parley/schema"
)

// CytoscapeJSON writes g as the JSON of Cytoscape and Cytoscape.js: nodes and
// edges with the attributes of [GraphML], numbers and truth values as such.
func CytoscapeJSON(ctx context.Context, w io.Writer, g *graph.Subgraph) error {
	model := schema.English()
	out := bufio.NewWriterSize(w, 64<<10)
	fmt.Fprintf(out, "{\"format_version\": \"1.0\", \"generated_by\": \"parley\", \"directed\": %t, \"multigraph\": true,\n\"data\": {\"name\": %s},\n\"elements\": {\"nodes\": [",
		direction(model, g) == "directed", jsonText(g.Title))
	known := map[string]bool{}
	node := func(n graph.Node) {
		if known[n.ID] {
			return
		}
		if len(known) > 0 {
			out.WriteString(",")
		}
		known[n.ID] = true
		fmt.Fprintf(out, "\n  {\"data\": {\"id\": %s, \"value\": %s, \"name\": %s", jsonText(n.ID), jsonText(n.ID), jsonText(captionOf(n)))
		cytoscapeValues(out, "node", nodeValues(n))
	}
	for _, n := range g.Nodes {
		node(n)
	}
	for _, e := range g.Edges {
		node(graph.Node{ID: e.From})
		node(graph.Node{ID: e.To})
	}
	out.WriteString("\n], \"edges\": [")
	for i, e := range g.Edges {
		if i%1024 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		fmt.Fprintf(out, "%s\n  {\"data\": {\"id\": \"e%d\", \"key\": \"e%d\", \"source\": %s, \"target\": %s", comma(i > 0), i, i, jsonText(e.From), jsonText(e.To))
		cytoscapeValues(out, "edge", edgeValues(model, e))
	}
	out.WriteString("\n]}}\n")
	return out.Flush()
}

func cytoscapeValues(out *bufio.Writer, on string, values map[string]string) {
	for _, k := range graphmlKeys {
		v := values[k.name]
		switch {
		case k.on != on || v == "":
		case k.typ == "string":
			fmt.Fprintf(out, ", %s: %s", strconv.Quote(k.name), jsonText(v))
		default: // as edgeValues writes numbers and truth values JSON has them
			fmt.Fprintf(out, ", %s: %s", strconv.Quote(k.name), v)
		}
	}
	out.WriteString("}}")
}

// jsonText is s as a JSON string without bytes that are no UTF-8.
func jsonText(s string) string { return quoted(strings.ToValidUTF8(s, "\uFFFD")) }
