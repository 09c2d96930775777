package quadstore

import (
	"context"
	"errors"
	"io"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"
)

var _ graph.QuadStore = (*Store)(nil)

// node and link are what Cayley carries about: the number of a value, and the
// four numbers of a quad.
type node uint32

func (n node) Key() any { return n }

type link numbers

func (l link) Key() any { return l }

// ValueOf is Cayley's: the token of a value, nil if the store has none such.
func (s *Store) ValueOf(v quad.Value) graph.Ref {
	if v == nil {
		return nil
	}
	var n uint32
	err := s.View(func(tx *Tx) (err error) {
		n, err = tx.number(v)
		return err
	})
	if err != nil || n == 0 {
		return nil // Cayley's interface has no room for the error; Check finds what is damaged
	}
	return node(n)
}

// NameOf is Cayley's: the value behind a token, nil if there is none.
func (s *Store) NameOf(ref graph.Ref) quad.Value {
	switch ref := ref.(type) {
	case nil:
		return nil
	case graph.PreFetchedValue:
		return ref.NameOf()
	case node:
		var v quad.Value
		if err := s.View(func(tx *Tx) (err error) { v, err = tx.value(uint32(ref)); return err }); err == nil {
			return v
		}
	}
	return nil
}

// ValuesOf is NameOf for many, in one transaction.
func (s *Store) ValuesOf(ctx context.Context, refs []graph.Ref) ([]quad.Value, error) {
	out := make([]quad.Value, len(refs))
	err := s.View(func(tx *Tx) error {
		for i, ref := range refs {
			switch ref := ref.(type) {
			case graph.PreFetchedValue:
				out[i] = ref.NameOf()
			case node:
				v, err := tx.value(uint32(ref))
				if err != nil {
					return err
				}
				out[i] = v
			}
		}
		return ctx.Err()
	})
	return out, err
}

// RefsOf is ValueOf for many, in one transaction; an unknown value is an error.
func (s *Store) RefsOf(ctx context.Context, values []quad.Value) ([]graph.Ref, error) {
	out := make([]graph.Ref, len(values))
	err := s.View(func(tx *Tx) error {
		for i, v := range values {
			n, err := tx.number(v)
			if err != nil {
				return err
			}
			if n == 0 {
				return graph.ErrNodeNotExists
			}
			out[i] = node(n)
		}
		return ctx.Err()
	})
	return out, err
}

// Quad is Cayley's: the quad behind a token.
func (s *Store) Quad(ref graph.Ref) quad.Quad {
	l, ok := ref.(link)
	if !ok {
		return quad.Quad{}
	}
	var q quad.Quad
	_ = s.View(func(tx *Tx) (err error) { q, err = tx.quad(numbers(l)); return err })
	return q
}

// QuadDirection is Cayley's: the token of one part of a quad.
func (s *Store) QuadDirection(ref graph.Ref, d quad.Direction) graph.Ref {
	l, ok := ref.(link)
	if !ok || d < quad.Subject || d > quad.Label || l[d-quad.Subject] == 0 {
		return nil
	}
	return node(l[d-quad.Subject])
}

// pattern is that of the quads with ref as their part d.
func pattern(d quad.Direction, ref graph.Ref) (p numbers, ok bool) {
	n, ok := ref.(node)
	if !ok || n == 0 || d < quad.Subject || d > quad.Label {
		return p, false
	}
	p[d-quad.Subject] = uint32(n)
	return p, true
}

// QuadIterator is Cayley's: the quads with ref as their part d.
func (s *Store) QuadIterator(d quad.Direction, ref graph.Ref) graph.Iterator {
	p, ok := pattern(d, ref)
	if !ok {
		return newNull()
	}
	return graph.AsLegacy(&quadShape{s: s, pattern: p})
}

// QuadIteratorSize is Cayley's; exact up to a thousand, told from samples beyond.
func (s *Store) QuadIteratorSize(ctx context.Context, d quad.Direction, ref graph.Ref) (graph.Size, error) {
	p, ok := pattern(d, ref)
	if !ok {
		return graph.Size{Exact: true}, nil
	}
	return s.size(p)
}

func (s *Store) size(p numbers) (size graph.Size, err error) {
	err = s.View(func(tx *Tx) error {
		size.Size, size.Exact = tx.size(p)
		return nil
	})
	return size, err
}

// NodesAllIterator is Cayley's: every value.
func (s *Store) NodesAllIterator() graph.Iterator { return graph.AsLegacy(&nodeShape{s: s}) }

// QuadsAllIterator is Cayley's: every quad.
func (s *Store) QuadsAllIterator() graph.Iterator { return graph.AsLegacy(&quadShape{s: s}) }

// Stats is Cayley's; always exact.
func (s *Store) Stats(ctx context.Context, exact bool) (st graph.Stats, err error) {
	err = s.View(func(tx *Tx) error {
		st.Nodes.Size, st.Quads.Size = tx.Counts()
		st.Nodes.Exact, st.Quads.Exact = true, true
		return ctx.Err()
	})
	return st, err
}

// ApplyDeltas is Cayley's: all of the deltas or, if one fails, none.
func (s *Store) ApplyDeltas(in []graph.Delta, o graph.IgnoreOpts) error {
	return s.Update(func(tx *Tx) error {
		for _, d := range in {
			var err error
			changed := true
			switch d.Action {
			case graph.Add:
				if changed, err = tx.Add(d.Quad); !changed && !o.IgnoreDup {
					err = errors.Join(err, graph.ErrQuadExists)
				}
			case graph.Delete:
				if changed, err = tx.Remove(d.Quad); !changed && !o.IgnoreMissing {
					err = errors.Join(err, graph.ErrQuadNotExist)
				}
			default:
				err = graph.ErrInvalidAction
			}
			if err != nil {
				return deltaError(d, err)
			}
		}
		return nil
	})
}

// deltaError is the error as Cayley's own tests for it (by ==) want it.
func deltaError(d graph.Delta, err error) error {
	for _, known := range []error{graph.ErrQuadExists, graph.ErrQuadNotExist, graph.ErrInvalidAction} {
		if errors.Is(err, known) && !errors.Is(err, ErrQuad) {
			err = known
		}
	}
	return &graph.DeltaError{Delta: d, Err: err}
}

// NewQuadWriter is Cayley's: quads are added batch by batch, existing ones
// passed over. Each batch is a transaction.
func (s *Store) NewQuadWriter() (quad.WriteCloser, error) { return &batchWriter{s: s}, nil }

type batchWriter struct{ s *Store }

func (w *batchWriter) WriteQuad(q quad.Quad) error {
	_, err := w.WriteQuads([]quad.Quad{q})
	return err
}

func (w *batchWriter) WriteQuads(buf []quad.Quad) (int, error) {
	if w.s == nil {
		return 0, io.ErrClosedPipe
	}
	err := w.s.Update(func(tx *Tx) error {
		for _, q := range buf {
			if _, err := tx.Add(q); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return 0, err
	}
	return len(buf), nil
}

func (w *batchWriter) Close() error {
	w.s = nil
	return nil
}
