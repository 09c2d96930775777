package export

import (
	"bufio"
	"context"
	"io"

	"github.com/cayleygraph/quad"
	"github.com/cayleygraph/quad/pquads"

	"parley/graph/nquads"
)

// PQuads writes quads in Cayley's own binary format, IRIs in full, which cayley
// load reads fastest. A literal of more than a MiB is more than Cayley's own
// reader takes unless it is told otherwise.
func PQuads(ctx context.Context, w io.Writer, quads Quads) error {
	buffered := bufio.NewWriterSize(w, 64<<10)
	out := pquads.NewWriter(buffered, nil)
	_, err := eachQuad(ctx, "pquads", quads, func(q quad.Quad) error {
		full, err := inFull(q)
		if err != nil {
			return err
		}
		return out.WriteQuad(full)
	})
	if err != nil {
		return err
	}
	if err := out.Close(); err != nil {
		return err
	}
	return buffered.Flush()
}

// inFull is q as other programs should have it: full IRIs and literals as RDF
// knows them.
func inFull(q quad.Quad) (quad.Quad, error) {
	if err := nquads.Check(q); err != nil {
		return q, err
	}
	for _, d := range quad.Directions {
		v := q.Get(d)
		if iri, ok := v.(quad.IRI); ok {
			full := nquads.Expand(iri)
			if err := nquads.CheckIRI(full); err != nil {
				return q, err
			}
			q.Set(d, quad.IRI(full))
			continue
		}
		l, ok, err := nquads.LiteralOf(v)
		if err != nil {
			return q, err
		}
		switch {
		case !ok:
		case l.Language != "":
			q.Set(d, quad.LangString{Value: quad.String(l.Text), Lang: l.Language})
		case l.Datatype != "":
			q.Set(d, quad.TypedString{Value: quad.String(l.Text), Type: quad.IRI(l.Datatype)})
		default:
			q.Set(d, quad.String(l.Text))
		}
	}
	return q, nil
}
