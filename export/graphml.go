package export

import (
	"bufio"
	"context"
	"encoding/xml"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"parley/graph"
	"parley/graph/nquads"
	"parley/schema"
)

// graphmlKeys are the attributes that nodes and edges carry. "label" and
// "weight" are the names that Gephi shows and counts with of itself.
var graphmlKeys = []struct{ id, on, name, typ string }{
	{"n0", "node", "label", "string"},
	{"n1", "node", "type", "string"},
	{"n2", "node", "iri", "string"},
	{"e0", "edge", "label", "string"},
	{"e1", "edge", "predicate", "string"},
	{"e2", "edge", "status", "string"},
	{"e3", "edge", "happened", "boolean"},
	{"e4", "edge", "date", "string"},
	{"e5", "edge", "place", "string"},
	{"e6", "edge", "meeting", "string"},
	{"e7", "edge", "weight", "int"},
	{"e8", "edge", "claims", "string"},
	{"e9", "edge", "documents", "string"},
	{"e10", "edge", "evidence", "string"},
	{"e11", "edge", "confidence", "double"},
	{"e12", "edge", "symmetric", "boolean"},
}

// GraphML writes g for network programs: nodes with label, type and the IRI by
// which the other formats know them; edges with predicate, status, date, place,
// the meeting's IRI, the claims and documents that say them (claims are joined
// by spaces, documents by semicolons), one evidence sentence and the confidence
// of the surest claim. weight counts the documents. A meeting that did not come about is there too: filter by
// "happened".
func GraphML(ctx context.Context, w io.Writer, g *graph.Subgraph) error {
	model := schema.English()
	out := bufio.NewWriterSize(w, 64<<10)
	out.WriteString(xml.Header)
	out.WriteString(`<graphml xmlns="http://graphml.graphdrawing.org/xmlns"` +
		` xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"` +
		` xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">` + "\n")
	for _, k := range graphmlKeys {
		fmt.Fprintf(out, "  <key id=%q for=%q attr.name=%q attr.type=%q/>\n", k.id, k.on, k.name, k.typ)
	}
	fmt.Fprintf(out, "  <graph id=%q edgedefault=%q>\n", "parley", direction(model, g))
	if g.Title != "" {
		fmt.Fprintf(out, "    <desc>%s</desc>\n", escapeXML(g.Title))
	}
	known := map[string]bool{}
	for _, n := range g.Nodes {
		if known[n.ID] {
			continue
		}
		known[n.ID] = true
		graphmlNode(out, n)
	}
	for i, e := range g.Edges {
		if i%1024 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		for _, id := range []string{e.From, e.To} {
			if !known[id] { // an edge to nowhere makes readers refuse the file
				known[id] = true
				graphmlNode(out, graph.Node{ID: id})
			}
		}
		graphmlEdge(out, model, i, e)
	}
	out.WriteString("  </graph>\n</graphml>\n")
	return out.Flush()
}

func graphmlNode(out *bufio.Writer, n graph.Node) {
	fmt.Fprintf(out, "    <node id=\"%s\">\n", nmtoken(n.ID))
	graphmlValues(out, "node", nodeValues(n))
	out.WriteString("    </node>\n")
}

func graphmlEdge(out *bufio.Writer, model *schema.Model, i int, e graph.Edge) {
	fmt.Fprintf(out, "    <edge id=\"e%d\" source=\"%s\" target=\"%s\">\n", i, nmtoken(e.From), nmtoken(e.To))
	graphmlValues(out, "edge", edgeValues(model, e))
	out.WriteString("    </edge>\n")
}

func graphmlValues(out *bufio.Writer, on string, values map[string]string) {
	for _, k := range graphmlKeys {
		if k.on == on {
			graphmlData(out, k.id, values[k.name])
		}
	}
}

// direction is undirected for a graph in which no edge has one, such as that of
// meetings; else every edge is written as directed and "symmetric" tells which
// are not meant so: NetworkX and igraph take no graph of both kinds.
func direction(model *schema.Model, g *graph.Subgraph) string {
	for _, e := range g.Edges {
		if !undirected(model, e.Predicate) {
			return "directed"
		}
	}
	return "undirected"
}

// nodeValues and edgeValues are the attributes of graphmlKeys by name; what is
// empty is unknown. The formats of network programs share them.
func nodeValues(n graph.Node) map[string]string {
	return map[string]string{"label": captionOf(n), "type": n.Type, "iri": nquads.Expand(graph.IRI(n.ID))}
}

func edgeValues(model *schema.Model, e graph.Edge) map[string]string {
	var claims, documents []string
	sentence, confidence := "", 0.0
	for _, ev := range e.Evidence {
		claims = append(claims, ev.Claim)
		documents = append(documents, ev.Document)
		confidence = max(confidence, ev.Confidence)
		if sentence == "" {
			sentence = ev.Sentence
		}
	}
	slices.Sort(documents)
	documents = slices.Compact(documents)
	values := map[string]string{
		"label": predicateCaption(model, e.Predicate), "predicate": e.Predicate, "status": e.Status, "date": e.Date, "place": e.Place,
		"weight": strconv.Itoa(max(1, len(documents))), "claims": strings.Join(claims, " "), "documents": strings.Join(documents, "; "), "evidence": sentence,
	}
	if e.Status != "" {
		values["happened"] = strconv.FormatBool(model.Real(e.Status))
	}
	if undirected(model, e.Predicate) {
		values["symmetric"] = "true"
	}
	if e.Meeting != "" {
		values["meeting"] = nquads.Expand(graph.IRI(e.Meeting))
	}
	if confidence > 0 {
		values["confidence"] = strconv.FormatFloat(confidence, 'f', -1, 64)
	}
	return values
}

func graphmlData(out *bufio.Writer, key, value string) {
	if value != "" {
		fmt.Fprintf(out, "      <data key=%q>%s</data>\n", key, escapeXML(value))
	}
}

// nmtoken is id as the schema of GraphML lets one look: person/marco-rubio is
// person:marco-rubio, and what else may not stand there is spelt in
// hexadecimal, so that two ids never become one.
func nmtoken(id string) string {
	if id == "" {
		return "."
	}
	var b strings.Builder
	for i, r := range id {
		switch {
		case r == '/':
			b.WriteByte(':')
		case 'a' <= r && r <= 'z', 'A' <= r && r <= 'Z', '0' <= r && r <= '9', r == '-', r == '_', r >= 0xc0 && unicode.IsLetter(r):
			b.WriteRune(r)
		default: // by bytes: one that is not UTF-8 is no rune
			_, n := utf8.DecodeRuneInString(id[i:])
			fmt.Fprintf(&b, ".%x.", id[i:i+n])
		}
	}
	return b.String()
}

// escapeXML is s as XML text or attribute value. What XML cannot hold at all
// (control characters, bytes that are not UTF-8) becomes U+FFFD.
func escapeXML(s string) string {
	var b strings.Builder
	if err := xml.EscapeText(&b, []byte(s)); err != nil { // a Builder does not fail
		return ""
	}
	return b.String()
}
