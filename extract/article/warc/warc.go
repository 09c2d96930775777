// Package warc reads the records of a web archive (WARC 1.0 and 1.1, ISO
// 28500) one by one, in little memory, and finds its way again after damage.
//
// It is a reader of our own: the libraries keep each record on disk to check
// its digest, and end at the first one that is wrong.
package warc

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// Record is one record. Body ends where the record does, and is gone with the
// next call of Next.
type Record struct {
	Number int // from 1
	Type   string
	URI    string
	Date   string
	Media  string // of the block: application/http; msgtype=response
	Body   io.Reader
}

// Reader reads records. Its zero value is of no use: see New.
type Reader struct {
	in     *bufio.Reader
	body   *io.LimitedReader
	number int
}

// New reads from in, which is not compressed.
func New(in io.Reader) *Reader {
	b, ok := in.(*bufio.Reader)
	if !ok {
		b = bufio.NewReaderSize(in, 1<<16)
	}
	return &Reader{in: b}
}

// A DamageError says which record is wrong, and how. Next goes on behind it.
type DamageError struct {
	Number int
	Err    error
}

func (e *DamageError) Error() string { return fmt.Sprintf("record %d: %v", e.Number, e.Err) }
func (e *DamageError) Unwrap() error { return e.Err }

// Bounds of a record's head.
const (
	mostHead = 1 << 16
	mostLine = 1 << 14
)

var (
	errNoRecord  = errors.New("no WARC record begins where one should")
	errHead      = errors.New("the head is longer than 64 KiB")
	errTruncated = errors.New("the file ends within the record")
)

// Next is the next record, io.EOF at the end, or a [*DamageError], after which
// reading can go on.
func (r *Reader) Next() (Record, error) {
	if r.body != nil {
		if _, err := io.Copy(io.Discard, r.body); err != nil {
			r.body = nil
			return Record{}, err
		}
		left := r.body.N
		r.body = nil
		if left > 0 {
			return Record{}, &DamageError{r.number, errTruncated}
		}
	}
	r.number++
	lost := false
	for {
		line, err := r.line()
		if strings.HasPrefix(line, "WARC/") {
			break
		}
		if strings.TrimSpace(line) != "" && !lost {
			lost = true
		}
		if err == io.EOF {
			if lost {
				return Record{}, &DamageError{r.number, errNoRecord}
			}
			return Record{}, io.EOF
		}
		if err != nil && err != bufio.ErrBufferFull {
			return Record{}, err
		}
		if lost {
			// Look for the next head, then tell: the caller comes back for it.
			found, err := r.seek()
			if err != nil {
				return Record{}, err
			}
			if !found {
				r.number--
			}
			return Record{}, &DamageError{max(r.number, 1), errNoRecord}
		}
	}
	return r.head()
}

// seek goes to the next line that begins a record, which stays unread, and
// says whether there is one.
func (r *Reader) seek() (bool, error) {
	for {
		b, err := r.in.Peek(5)
		if string(b) == "WARC/" {
			return true, nil
		}
		if err == io.EOF {
			_, _ = r.in.Discard(len(b))
			return false, nil
		}
		if err != nil {
			return false, err
		}
		for { // to the end of the line
			_, err := r.in.ReadSlice('\n')
			if err == bufio.ErrBufferFull {
				continue
			}
			if err == io.EOF {
				return false, nil
			}
			if err != nil {
				return false, err
			}
			break
		}
	}
}

// line is the next line, without its end; a long one comes in parts with
// bufio.ErrBufferFull.
func (r *Reader) line() (string, error) {
	b, err := r.in.ReadSlice('\n')
	if len(b) > mostLine {
		return "", bufio.ErrBufferFull
	}
	return strings.TrimRight(string(b), "\r\n"), err
}

// head reads the fields of a record whose first line is read.
func (r *Reader) head() (Record, error) {
	rec := Record{Number: r.number}
	length := int64(-1)
	size := 0
	for {
		line, err := r.line()
		if err == io.EOF {
			return rec, &DamageError{r.number, errTruncated}
		}
		if err != nil && err != bufio.ErrBufferFull {
			return rec, err
		}
		if size += len(line) + 2; size > mostHead {
			return rec, &DamageError{r.number, errHead}
		}
		if line == "" && err == nil {
			break
		}
		key, value, _ := strings.Cut(line, ":")
		value = strings.TrimSpace(value)
		switch strings.ToLower(key) {
		case "warc-type":
			rec.Type = strings.ToLower(value)
		case "warc-target-uri":
			rec.URI = strings.Trim(value, "<>")
		case "warc-date":
			rec.Date = value
		case "content-type":
			rec.Media = value
		case "content-length":
			if length, err = strconv.ParseInt(value, 10, 64); err != nil {
				length = -1
			}
		}
	}
	if length < 0 {
		return rec, &DamageError{r.number, errors.New("no Content-Length that is a number")}
	}
	r.body = &io.LimitedReader{R: r.in, N: length}
	rec.Body = r.body
	return rec, nil
}
