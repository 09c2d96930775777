package export

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"parley/graph/nquads"
)

// jsonldRun is how many quads of one subject are held back to be grouped by
// label. A longer run is written in several groups, which mean the same.
const jsonldRun = 4096

// JSONLD writes quads as one JSON-LD 1.1 document: a context with the short
// names, and a @graph in which each label is a named graph. Several entries
// may bear the same name; JSON-LD joins them. Memory does not grow with the
// number of quads. What PROV-O can say of the claims and documents stands in
// the default graph (see prov.go).
//
// Literals are strings with their datatype, never JSON numbers, so no reader
// rounds them. What RDF cannot hold is an error, as in [NQuads].
func JSONLD(ctx context.Context, w io.Writer, quads Quads) error {
	out := bufio.NewWriterSize(w, 64<<10)
	j := &jsonld{w: out}
	out.WriteString("{\n\"@context\": {\n")
	for i, p := range nquads.Prefixes {
		fmt.Fprintf(out, "  %s: %s%s\n", quoted(p.Short), quoted(p.Full), comma(i < len(nquads.Prefixes)-1))
	}
	out.WriteString("},\n\"@graph\": [")
	n, err := eachQuad(ctx, "jsonld", withProv(quads), j.add)
	if err != nil {
		return err
	}
	if err := j.flush(); err != nil {
		return fmt.Errorf("jsonld: quad %d: %w", n, err)
	}
	j.close()
	out.WriteString("\n]\n}\n")
	return out.Flush() // bufio keeps the first error of all the writes
}

// jsonld holds the quads of one subject, and which named graph is open.
type jsonld struct {
	w     *bufio.Writer
	run   []quad.Quad
	label quad.Value // of the named graph being written, nil outside of one
	any   bool       // something stands in the outer list
}

func (j *jsonld) add(q quad.Quad) error {
	if err := nquads.Check(q); err != nil {
		return err
	}
	if len(j.run) > 0 && (j.run[0].Subject != q.Subject || len(j.run) >= jsonldRun) {
		if err := j.flush(); err != nil {
			return err
		}
	}
	j.run = append(j.run, q)
	return nil
}

// flush writes the quads held, grouped by label, then predicate.
func (j *jsonld) flush() error {
	slices.SortStableFunc(j.run, func(a, b quad.Quad) int {
		if c := strings.Compare(quad.StringOf(a.Label), quad.StringOf(b.Label)); c != 0 {
			return c
		}
		return strings.Compare(quad.StringOf(a.Predicate), quad.StringOf(b.Predicate))
	})
	for from := 0; from < len(j.run); {
		to := from + 1
		for to < len(j.run) && j.run[to].Label == j.run[from].Label {
			to++
		}
		if err := j.node(j.run[from:to]); err != nil {
			return err
		}
		from = to
	}
	j.run = j.run[:0]
	return nil
}

// node writes quads of one subject and label as a node object, in the named
// graph of the label.
func (j *jsonld) node(quads []quad.Quad) error {
	if err := j.graph(quads[0].Label); err != nil {
		return err
	}
	id, err := jsonNode(quads[0].Subject)
	if err != nil {
		return err
	}
	fmt.Fprintf(j.w, "\n  {\"@id\": %s", quoted(id))
	for from := 0; from < len(quads); {
		to := from + 1
		for to < len(quads) && quads[to].Predicate == quads[from].Predicate {
			to++
		}
		if err := j.property(quads[from:to]); err != nil {
			return err
		}
		from = to
	}
	_, err = j.w.WriteString("}") // tells the first error of all the writes
	return err
}

// graph opens the named graph of label, unless it is open, and puts the comma
// before the next node. Quads without a label stand in the outer list.
func (j *jsonld) graph(label quad.Value) error {
	if j.any && j.label == label {
		j.w.WriteString(",")
		return nil
	}
	j.close()
	if j.any {
		j.w.WriteString(",")
	}
	j.any, j.label = true, label
	if label == nil {
		return nil
	}
	id, err := jsonNode(label)
	if err != nil {
		return err
	}
	fmt.Fprintf(j.w, "\n{\"@id\": %s, \"@graph\": [", quoted(id))
	return nil
}

// close ends the named graph that is open, if one is.
func (j *jsonld) close() {
	if j.label != nil {
		j.w.WriteString("\n]}")
		j.label = nil
	}
}

// property writes quads of one subject, label and predicate as a member.
func (j *jsonld) property(quads []quad.Quad) error {
	key, err := jsonNode(quads[0].Predicate)
	if err != nil {
		return err
	}
	var values, types []string
	for _, q := range quads {
		if _, node := q.Object.(quad.Identifier); node && key == "rdf:type" {
			id, err := jsonNode(q.Object)
			if err != nil {
				return err
			}
			types = append(types, quoted(id))
			continue
		}
		v, err := jsonValue(q.Object)
		if err != nil {
			return err
		}
		values = append(values, v)
	}
	j.member("@type", types)
	j.member(key, values)
	return nil
}

func (j *jsonld) member(key string, values []string) {
	switch len(values) {
	case 0:
	case 1:
		fmt.Fprintf(j.w, ", %s: %s", quoted(key), values[0])
	default:
		fmt.Fprintf(j.w, ", %s: [%s]", quoted(key), strings.Join(values, ", "))
	}
}

// jsonNode is the name of a node: short where the context knows it.
func jsonNode(v quad.Value) (string, error) {
	if b, ok := v.(quad.BNode); ok {
		return "_:" + nquads.Blank(b), nil
	}
	iri, ok := v.(quad.IRI)
	if !ok {
		return "", fmt.Errorf("%v is not a node", v)
	}
	full := nquads.Expand(iri)
	return compact(full), nquads.CheckIRI(full)
}

// compact is a full IRI by its short name, if the context knows one and JSON-LD
// would read it as such: "parley://x" it would not.
func compact(full string) string {
	if short := string(nquads.Shorten(full)); !strings.Contains(short, "://") {
		return short
	}
	return full
}

func jsonValue(v quad.Value) (string, error) {
	if _, ok := v.(quad.Identifier); ok {
		id, err := jsonNode(v)
		return `{"@id": ` + quoted(id) + `}`, err
	}
	l, ok, err := nquads.LiteralOf(v)
	if err != nil {
		return "", err
	}
	if !ok {
		return "", fmt.Errorf("a %T is no RDF term", v)
	}
	switch {
	case l.Language != "":
		return `{"@value": ` + quoted(l.Text) + `, "@language": ` + quoted(l.Language) + `}`, nil
	case l.Datatype != "":
		return `{"@value": ` + quoted(l.Text) + `, "@type": ` + quoted(compact(l.Datatype)) + `}`, nil
	}
	return quoted(l.Text), nil
}

// quoted is s as a JSON string, with < > & left readable.
func quoted(s string) string {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(s); err != nil { // a string can always be encoded
		return `""`
	}
	return strings.TrimSuffix(b.String(), "\n")
}

func comma(more bool) string {
	if more {
		return ","
	}
	return ""
}
