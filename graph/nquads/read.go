package nquads

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/cayleygraph/quad"
)

// MaxLine is the length of line, in bytes, beyond which a Reader gives up.
const MaxLine = 64 << 20

// Reader reads quads from a file of N-Quads or N-Triples, strictly: what the
// W3C's grammar does not allow is an error that names line and column.
type Reader struct {
	Triples bool // a fourth term is an error: the file is N-Triples

	in     *bufio.Reader
	long   []byte // of a line that the buffer of in does not hold
	number int
	cr     bool // the last line ended in CR: a LF that follows belongs to it
	err    error
}

// NewReader returns a Reader of r. A byte order mark at its beginning is
// passed over.
func NewReader(r io.Reader) *Reader { return &Reader{in: bufio.NewReaderSize(r, 64<<10)} }

// Line is the number of the line last read, from 1.
func (r *Reader) Line() int { return r.number }

// Read returns the next quad, or io.EOF behind the last one. IRIs are in the
// graph's short form, literals keep their lexical form: a plain one is a
// quad.String, others are quad.TypedString with the full datatype and
// quad.LangString. A missing label is nil. After an error every call returns it.
func (r *Reader) Read() (quad.Quad, error) {
	for r.err == nil {
		line, err := r.line()
		if err != nil {
			r.err = err
			break
		}
		q, ok, err := parse(line, r.Triples)
		if err != nil {
			r.err = fmt.Errorf("line %d%w", r.number, err)
			break
		}
		if ok {
			return q, nil
		}
	}
	return quad.Quad{}, r.err
}

// ReadAll reads all quads of r, until ctx is done.
func ReadAll(ctx context.Context, r io.Reader) ([]quad.Quad, error) {
	var out []quad.Quad
	for in := NewReader(r); ; {
		q, err := in.Read()
		switch {
		case errors.Is(err, io.EOF):
			return out, nil
		case err != nil:
			return out, err
		}
		if out = append(out, q); len(out)%1024 == 0 && ctx.Err() != nil {
			return out, ctx.Err()
		}
	}
}

// line is the next line without its end, LF, CR or both. It is valid until the
// next call.
func (r *Reader) line() ([]byte, error) {
	r.number++
	r.long = r.long[:0]
	for {
		chunk, err := r.in.Peek(1)
		if len(chunk) > 0 {
			chunk, _ = r.in.Peek(r.in.Buffered()) // what is there already cannot fail
		}
		if r.cr && len(chunk) > 0 {
			r.cr = false
			if chunk[0] == '\n' {
				r.skip(1)
				continue
			}
		}
		if r.number == 1 && len(r.long) == 0 && len(chunk) > 0 && chunk[0] == 0xef {
			if bom, _ := r.in.Peek(3); string(bom) == "\ufeff" {
				r.skip(3)
				continue
			}
		}
		if i := bytes.IndexAny(chunk, "\r\n"); i >= 0 {
			r.cr = chunk[i] == '\r'
			line := chunk[:i]
			if len(r.long) > 0 {
				r.long = append(r.long, line...)
				line = r.long
			}
			r.skip(i + 1)
			return line, nil
		}
		r.long = append(r.long, chunk...)
		r.skip(len(chunk))
		switch {
		case len(r.long) > MaxLine:
			return nil, fmt.Errorf("line %d: longer than %d bytes", r.number, MaxLine)
		case errors.Is(err, io.EOF) && len(r.long) == 0:
			return nil, io.EOF
		case errors.Is(err, io.EOF):
			return r.long, nil
		case err != nil:
			return nil, fmt.Errorf("line %d: %w", r.number, err)
		}
	}
}

// skip passes over n bytes that are buffered: they stay readable until the
// next read.
func (r *Reader) skip(n int) { _, _ = r.in.Discard(n) }
