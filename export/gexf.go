package export

import (
	"bufio"
	"context"
	"encoding/xml"
	"fmt"
	"io"

	"parley/graph"
	"parley/schema"
)

// GEXF writes g as GEXF 1.3 for Gephi and its timeline: nodes and edges with
// the attributes of [GraphML]. An edge with a date lasts from the first to the
// last day that the date may mean; one without is always there, so that nothing
// vanishes for want of a date.
func GEXF(ctx context.Context, w io.Writer, g *graph.Subgraph) error {
	model := schema.English()
	out := bufio.NewWriterSize(w, 64<<10)
	out.WriteString(xml.Header)
	out.WriteString(`<gexf xmlns="http://gexf.net/1.3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"` +
		` xsi:schemaLocation="http://gexf.net/1.3 http://gexf.net/1.3/gexf.xsd" version="1.3">` + "\n")
	fmt.Fprintf(out, "  <meta>\n    <creator>parley</creator>\n    <description>%s</description>\n  </meta>\n", escapeXML(g.Title))
	fmt.Fprintf(out, "  <graph mode=\"dynamic\" defaultedgetype=%q timeformat=\"date\" timerepresentation=\"interval\">\n", direction(model, g))
	for _, on := range []string{"node", "edge"} {
		fmt.Fprintf(out, "    <attributes class=%q>\n", on)
		for _, k := range graphmlKeys {
			if k.on == on && k.name != "label" && k.name != "weight" {
				typ := k.typ
				if typ == "int" {
					typ = "integer"
				}
				fmt.Fprintf(out, "      <attribute id=%q title=%q type=%q/>\n", k.id, k.name, typ)
			}
		}
		out.WriteString("    </attributes>\n")
	}
	out.WriteString("    <nodes>\n")
	known := map[string]bool{}
	node := func(n graph.Node) {
		if known[n.ID] {
			return
		}
		known[n.ID] = true
		values := nodeValues(n)
		fmt.Fprintf(out, "      <node id=\"%s\" label=\"%s\">\n", nmtoken(n.ID), escapeXML(values["label"]))
		gexfValues(out, "node", values)
		out.WriteString("      </node>\n")
	}
	for _, n := range g.Nodes {
		node(n)
	}
	for _, e := range g.Edges { // an edge to nowhere makes readers refuse the file
		node(graph.Node{ID: e.From})
		node(graph.Node{ID: e.To})
	}
	out.WriteString("    </nodes>\n    <edges>\n")
	for i, e := range g.Edges {
		if i%1024 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		values := edgeValues(model, e)
		span := ""
		if first, last, ok := interval(e.Date); ok {
			span = fmt.Sprintf(" start=%q end=%q", first, last)
		}
		fmt.Fprintf(out, "      <edge id=\"e%d\" source=\"%s\" target=\"%s\" label=\"%s\" weight=%q%s>\n",
			i, nmtoken(e.From), nmtoken(e.To), escapeXML(values["label"]), values["weight"], span)
		gexfValues(out, "edge", values)
		out.WriteString("      </edge>\n")
	}
	out.WriteString("    </edges>\n  </graph>\n</gexf>\n")
	return out.Flush()
}

func gexfValues(out *bufio.Writer, on string, values map[string]string) {
	out.WriteString("        <attvalues>\n")
	for _, k := range graphmlKeys {
		if v := values[k.name]; k.on == on && k.name != "label" && k.name != "weight" && v != "" {
			fmt.Fprintf(out, "          <attvalue for=%q value=\"%s\"/>\n", k.id, escapeXML(v))
		}
	}
	out.WriteString("        </attvalues>\n")
}
