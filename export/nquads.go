package export

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"

	"github.com/cayleygraph/quad"
)

// NQuads writes quads as W3C N-Quads, in their order, one a line, in the
// canonical form of each line: full IRIs, one space between terms, only the
// escapes that are needed. It keeps one quad in memory.
//
// A quad that N-Quads cannot hold (an IRI with a space or without a scheme, a
// literal that is not UTF-8, a missing part) is an error that names it.
// cayley's own writer is not used: it writes IRIs raw, so that a crafted one
// adds quads, and leaves datatypes short, which other programs do not read.
func NQuads(ctx context.Context, w io.Writer, quads iter.Seq2[quad.Quad, error]) error {
	out := bufio.NewWriterSize(w, 64<<10)
	line := make([]byte, 0, 512)
	_, err := eachQuad(ctx, "nquads", quads, func(q quad.Quad) (err error) {
		if line, err = appendQuad(line[:0], q); err == nil {
			_, err = out.Write(line)
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
func eachQuad(ctx context.Context, format string, quads iter.Seq2[quad.Quad, error], do func(quad.Quad) error) (n int, err error) {
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

func appendQuad(b []byte, q quad.Quad) ([]byte, error) {
	if err := checkQuad(q); err != nil {
		return b, err
	}
	for _, v := range []quad.Value{q.Subject, q.Predicate, q.Object, q.Label} {
		if v == nil { // only the label may be missing
			continue
		}
		var err error
		if b, err = appendTerm(b, v); err != nil {
			return b, err
		}
		b = append(b, ' ')
	}
	return append(b, '.', '\n'), nil
}

// checkQuad tells what RDF does not let stand where it stands.
func checkQuad(q quad.Quad) error {
	if _, ok := q.Subject.(quad.Identifier); !ok {
		return fmt.Errorf("subject %v is not a node", q.Subject)
	}
	if _, ok := q.Predicate.(quad.IRI); !ok {
		return fmt.Errorf("predicate %v is not an IRI", q.Predicate)
	}
	if q.Object == nil {
		return errors.New("no object")
	}
	if _, ok := q.Label.(quad.Identifier); q.Label != nil && !ok {
		return fmt.Errorf("label %v is not a node", q.Label)
	}
	return nil
}

func appendTerm(b []byte, v quad.Value) ([]byte, error) {
	switch v := v.(type) {
	case quad.IRI:
		return appendIRI(b, Expand(v))
	case quad.BNode:
		return append(append(b, "_:"...), blank(v)...), nil
	}
	l, ok, err := literalOf(v)
	if err != nil {
		return b, err
	}
	if !ok {
		return b, fmt.Errorf("a %T is no RDF term", v)
	}
	b = append(b, '"')
	b = appendEscaped(b, l.text)
	b = append(b, '"')
	switch {
	case l.language != "":
		b = append(append(b, '@'), l.language...)
	case l.datatype != "":
		return appendIRI(append(b, "^^"...), l.datatype)
	}
	return b, nil
}

func appendIRI(b []byte, full string) ([]byte, error) {
	if err := checkIRI(full); err != nil {
		return b, err
	}
	b = append(b, '<')
	b = append(b, full...)
	return append(b, '>'), nil
}

// appendEscaped escapes what canonical N-Quads escapes: quotation marks,
// backslashes, control characters and the two that are none, U+FFFE and U+FFFF.
func appendEscaped(b []byte, s string) []byte {
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch short := strings.IndexByte("\b\t\n\f\r", c); {
		case c == '"' || c == '\\':
			b = append(b, '\\', c)
		case short >= 0:
			b = append(b, '\\', "btnfr"[short])
		case c < ' ' || c == 0x7f:
			b = fmt.Appendf(b, `\u%04X`, c)
		case c == 0xef && (strings.HasPrefix(s[i:], "\ufffe") || strings.HasPrefix(s[i:], "\uffff")):
			b = fmt.Appendf(b, `\uFFF%X`, s[i+2]&0xf)
			i += 2
		default:
			b = append(b, c)
		}
	}
	return b
}
