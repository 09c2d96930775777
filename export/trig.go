package export

import (
	"bufio"
	"context"
	"io"

	"github.com/cayleygraph/quad"

	"parley/graph/nquads"
)

// TriG writes quads as W3C TriG: each claim a named graph, and what PROV-O can
// say of the claims and documents in the default graph. Quads are written in
// their order; those of one subject and label that stand together become one
// block. Memory does not grow with their number.
func TriG(ctx context.Context, w io.Writer, quads Quads) error {
	t := &trig{w: bufio.NewWriterSize(w, 64<<10)}
	turtlePrefixes(t.w)
	if _, err := eachQuad(ctx, "trig", withProv(quads), t.quad); err != nil {
		return err
	}
	t.close()
	return t.w.Flush() // bufio keeps the first error of all the writes
}

type trig struct {
	w    *bufio.Writer
	last quad.Quad // the one before, a zero one at the beginning
	term []byte
}

func (t *trig) quad(q quad.Quad) error {
	if err := nquads.Check(q); err != nil {
		return err
	}
	if t.last.Subject != nil && q.Label == t.last.Label && q.Subject == t.last.Subject {
		if q.Predicate == t.last.Predicate {
			t.w.WriteString(" , ")
			t.last = q
			return t.value(q.Object)
		}
		t.w.WriteString(" ;\n    ")
		return t.rest(q)
	}
	if t.last.Subject == nil || q.Label != t.last.Label {
		t.close()
		if q.Label != nil {
			t.w.WriteByte('\n')
			if err := t.value(q.Label); err != nil {
				return err
			}
			t.w.WriteString(" {\n")
		}
	} else {
		t.w.WriteString(" .\n")
	}
	if q.Label != nil {
		t.w.WriteString("  ")
	}
	if err := t.value(q.Subject); err != nil {
		return err
	}
	t.w.WriteByte(' ')
	return t.rest(q)
}

func (t *trig) rest(q quad.Quad) error {
	t.last = q
	if q.Predicate == quad.Value(quad.IRI("rdf:type")) {
		t.w.WriteByte('a')
	} else if err := t.value(q.Predicate); err != nil {
		return err
	}
	t.w.WriteByte(' ')
	return t.value(q.Object)
}

// close ends the block that is open, if one is.
func (t *trig) close() {
	switch {
	case t.last.Subject == nil:
	case t.last.Label == nil:
		t.w.WriteString(" .\n")
	default:
		t.w.WriteString(" .\n}\n")
	}
}

// value writes a term, short where the rest behind a prefix is plain.
func (t *trig) value(v quad.Value) (err error) {
	t.term, err = turtle(t.term[:0], v)
	if err != nil {
		return err
	}
	_, err = t.w.Write(t.term)
	return err
}
