package article

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"

	"github.com/klauspost/compress/gzip"
)

// gzip reads what is compressed by gzip. Web archives are compressed record by
// record: there damage to one costs that one only.
func (r *reader) gzip(i input) bool {
	buf := bufio.NewReaderSize(i.in, 1<<16)
	z, err := gzip.NewReader(buf)
	if err != nil {
		return r.fail(i, fmt.Errorf("not readable as gzip: %w", err))
	}
	z.Multistream(false)
	first := i.inside(z)
	head, _ := first.in.Peek(peek)
	if bytes.HasPrefix(head, []byte("WARC/")) {
		if first.depth > r.MaxDepth {
			return r.fail(i, fmt.Errorf("%w: more than %d", ErrDeep, r.MaxDepth))
		}
		return r.gzipped(first, buf, z)
	}
	// Any other stream goes on over the members.
	rest := &members{z: z, buf: buf}
	first.in.in = &unpacked{in: rest, b: i.budget}
	if first.in.err == io.EOF {
		first.in.err = nil
	}
	return r.open(first, nil)
}

// members reads the members of a gzip file as one stream.
type members struct {
	z   *gzip.Reader
	buf *bufio.Reader
}

func (m *members) Read(p []byte) (int, error) {
	for {
		n, err := m.z.Read(p)
		if n > 0 || err != io.EOF {
			return n, err
		}
		if err := m.next(); err != nil {
			return 0, err
		}
	}
}

// next goes to the next member; io.EOF is the end. Zeros at the end of a file,
// which tapes and some programs leave, are no damage.
func (m *members) next() error {
	for {
		b, err := m.buf.Peek(1)
		if len(b) == 0 {
			return err
		}
		if b[0] != 0 {
			break
		}
		_, _ = m.buf.Discard(1)
	}
	if err := m.z.Reset(m.buf); err != nil {
		return err
	}
	m.z.Multistream(false)
	return nil
}

// gzipped reads a web archive member by member. first is the first member,
// looked into already.
func (r *reader) gzipped(first input, buf *bufio.Reader, z *gzip.Reader) bool {
	m := members{z: z, buf: buf}
	at := &place{}
	cur := first
	for {
		watch := &watched{in: cur.in}
		if !r.warc(cur, bufio.NewReaderSize(watch, 1<<15), at) {
			return false
		}
		if watch.err != nil && errors.Is(watch.err, ErrBomb) {
			return r.put(result{article: Article{ID: first.id}, path: first.path, err: watch.err})
		}
		err := watch.err
		if err == nil {
			_, err = io.Copy(io.Discard, &untilDone{r, cur.in})
		}
		if err == nil {
			err = m.next()
		}
		if err == io.EOF {
			return true
		}
		if err != nil {
			if r.ctx.Err() != nil {
				return false
			}
			// Find the next member behind the damage.
			if watch.err == nil && !r.put(result{article: Article{ID: first.id}, path: fmt.Sprintf("%s#%d", first.path, at.n+1), err: fmt.Errorf("not readable as gzip: %w", err)}) {
				return false
			}
			for err != nil {
				if end := seekMember(buf); end != nil {
					if end == io.EOF {
						return true
					}
					return r.put(result{article: Article{ID: first.id}, path: first.path, err: end})
				}
				err = m.next()
			}
		}
		cur.in = newPeeker(&unpacked{in: z, b: first.budget})
	}
}

// watched keeps the error that ended a stream.
type watched struct {
	in  io.Reader
	err error
}

func (w *watched) Read(p []byte) (int, error) {
	n, err := w.in.Read(p)
	if err != nil && err != io.EOF {
		w.err = err
	}
	return n, err
}

// seekMember goes to the next byte that may begin a member of a gzip file.
func seekMember(buf *bufio.Reader) error {
	magic := []byte{0x1f, 0x8b, 0x08}
	if _, err := buf.Discard(1); err != nil {
		return err
	}
	for {
		b, err := buf.Peek(4096)
		if i := bytes.Index(b, magic); i >= 0 {
			_, err := buf.Discard(i)
			return err
		}
		if err != nil {
			if err == io.EOF || err == bufio.ErrBufferFull {
				return io.EOF
			}
			return err
		}
		if _, err := buf.Discard(len(b) - 2); err != nil {
			return err
		}
	}
}
