package export

import (
	"bufio"
	"context"
	"fmt"
	"io"

	"github.com/cayleygraph/quad"

	"parley/graph/nquads"
)

// NQuads writes quads as W3C N-Quads, in their order, one a line, in the
// canonical form of each line: full IRIs, one space between terms, only the
// escapes that are needed. It keeps one quad in memory.
//
// A quad that N-Quads cannot hold (an IRI with a space or without a scheme, a
// literal that is not UTF-8, a missing part) is an error that names it.
func NQuads(ctx context.Context, w io.Writer, quads Quads) error {
	return writeLines(ctx, w, "nquads", quads, nquads.Append)
}

// NTriples writes quads as W3C N-Triples: NQuads without the labels, so that
// nothing tells any more which claim says what. What several claims say
// stands there once, if the quads are sorted.
func NTriples(ctx context.Context, w io.Writer, quads Quads) error {
	var last quad.Quad
	return writeLines(ctx, w, "ntriples", quads, func(b []byte, q quad.Quad) ([]byte, error) {
		if err := nquads.Check(q); err != nil { // a bad label is no reason to drop it in silence
			return b, err
		}
		q.Label = nil
		if q == last {
			return b, nil
		}
		last = q
		return nquads.Append(b, q)
	})
}

func writeLines(ctx context.Context, w io.Writer, format string, quads Quads, line func([]byte, quad.Quad) ([]byte, error)) error {
	out := bufio.NewWriterSize(w, 64<<10)
	b := make([]byte, 0, 512)
	_, err := eachQuad(ctx, format, quads, func(q quad.Quad) (err error) {
		if b, err = line(b[:0], q); err == nil {
			_, err = out.Write(b)
		}
		return err
	})
	if err != nil {
		return err
	}
	return out.Flush()
}

// eachQuad hands the quads on until there is an error, and returns how many it
// handed on. An error of do names the format and the quad.
func eachQuad(ctx context.Context, format string, quads Quads, do func(quad.Quad) error) (n int, err error) {
	for q, err := range quads {
		if err != nil {
			return n, err
		}
		if n++; n%1024 == 0 && ctx.Err() != nil {
			return n, ctx.Err()
		}
		if err := do(q); err != nil {
			return n, fmt.Errorf("%s: quad %d: %w", format, n, err)
		}
	}
	return n, nil
}
