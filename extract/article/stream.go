package article

import (
	"bytes"
	"fmt"
	"io"
	"sync/atomic"
)

// peeker is a buffered reader that is handed on.
type peeker struct {
	buf []byte
	in  io.Reader
	err error
}

func newPeeker(in io.Reader) *peeker { return &peeker{in: in} }

// Peek is the next n bytes, fewer at the end. They stay to be read.
func (p *peeker) Peek(n int) ([]byte, error) {
	for len(p.buf) < n && p.err == nil {
		b := make([]byte, n-len(p.buf))
		var k int
		k, p.err = p.in.Read(b)
		p.buf = append(p.buf, b[:k]...)
	}
	return p.buf[:min(n, len(p.buf))], p.err
}

func (p *peeker) Read(b []byte) (int, error) {
	if len(p.buf) > 0 {
		n := copy(b, p.buf)
		p.buf = p.buf[n:]
		return n, nil
	}
	if p.err != nil {
		return 0, p.err
	}
	return p.in.Read(b)
}

// budget bounds what an input of the outermost level unpacks to.
type budget struct {
	ratio   int64
	in, out atomic.Int64
	count   *atomic.Int64
}

// counter counts what is read of a file.
type counter struct {
	in io.Reader
	b  *budget
}

func (c *counter) Read(p []byte) (int, error) {
	n, err := c.in.Read(p)
	c.b.in.Add(int64(n))
	if c.b.count != nil {
		c.b.count.Add(int64(n))
	}
	return n, err
}

// unpacked counts what comes out of a packed stream, and ends it where that is
// too much for what went in.
type unpacked struct {
	in io.Reader
	b  *budget
}

func (u *unpacked) Read(p []byte) (int, error) {
	n, err := u.in.Read(p)
	if out := u.b.out.Add(int64(n)); out > free+u.b.ratio*u.b.in.Load() {
		return 0, fmt.Errorf("%w: more than %d times", ErrBomb, u.b.ratio)
	}
	return n, err
}

// decoded is the beginning of a file as text, for looking at.
func decoded(head []byte) string {
	if bytes.HasPrefix(head, []byte("\xff\xfe")) || bytes.HasPrefix(head, []byte("\xfe\xff")) {
		s, _ := decode(head, "")
		return s
	}
	return string(head)
}
