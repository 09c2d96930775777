package article

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Read yields the articles at paths, in their order; a folder's in the order of
// their names. A path is a file, a folder, or "-" for stdin. What cannot be
// read is yielded as an [*Error] with an article of that ID, and reading goes
// on. Reading ends with ctx.
//
// An article's ID is its path with forward slashes, the id of its JSON line,
// else FILE#LINE, and for stdin "stdin-" and the beginning of its digest.
func Read(ctx context.Context, paths []string, stdin io.Reader, o Options) iter.Seq2[Article, error] {
	if o.MaxBytes == 0 {
		o.MaxBytes = DefaultMaxBytes
	}
	return func(yield func(Article, error) bool) {
		r := &reader{Options: o, ctx: ctx, yield: yield, seen: map[string]string{}}
		for _, path := range paths {
			if !r.path(path, stdin) {
				return
			}
		}
	}
}

type reader struct {
	Options
	ctx   context.Context
	yield func(Article, error) bool
	seen  map[string]string // id -> where it was read
}

// out yields an article, finished, or what is wrong with it.
func (r *reader) out(a Article, path string, line int, err error) bool {
	if r.ctx.Err() != nil {
		return false
	}
	if err == nil {
		err = r.finish(&a)
	}
	where := (&Error{Path: path, Line: line, Err: errors.New("")}).Error()
	if err == nil {
		if first, twice := r.seen[a.ID]; twice {
			err = fmt.Errorf("%w: %s, at %s", ErrTwice, a.ID, strings.TrimSuffix(first, ": "))
		}
		r.seen[a.ID] = where
	}
	if err != nil {
		return r.yield(Article{ID: a.ID}, &Error{path, line, err})
	}
	return r.yield(a, nil)
}

// id is a path as an ID.
func id(path string) string { return filepath.ToSlash(filepath.Clean(path)) }

func (r *reader) path(path string, stdin io.Reader) bool {
	if path == "-" {
		return r.stream("-", stdin)
	}
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return r.out(Article{ID: id(path)}, path, 0, cause(err))
	case info.IsDir():
		return r.folder(path)
	}
	return r.file(path)
}

// extensions of the files that are read in a folder. Lines: one article each.
var textExtensions, lineExtensions = []string{".txt", ".text"}, []string{".jsonl", ".ndjson"}

// folder walks a folder. Hidden files and other kinds of files are passed over;
// links to folders are not followed, so that there is no end without end.
func (r *reader) folder(root string) bool {
	more := true
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		ext := strings.ToLower(filepath.Ext(path))
		switch {
		case err != nil:
			more = r.out(Article{ID: id(path)}, path, 0, cause(err))
		case path != root && strings.HasPrefix(d.Name(), "."):
			if d.IsDir() {
				return fs.SkipDir
			}
		case d.IsDir():
		case slices.Contains(textExtensions, ext) || slices.Contains(lineExtensions, ext):
			more = r.file(path)
		}
		if !more {
			return fs.SkipAll
		}
		return nil
	})
	return more && err == nil
}

func (r *reader) file(path string) bool {
	f, err := os.Open(path)
	if err != nil {
		return r.out(Article{ID: id(path)}, path, 0, cause(err))
	}
	defer f.Close()
	if info, err := f.Stat(); err == nil && !info.Mode().IsRegular() && info.Mode()&fs.ModeNamedPipe == 0 {
		return r.out(Article{ID: id(path)}, path, 0, errors.New("is neither a file nor a folder"))
	}
	return r.stream(path, f)
}

func cause(err error) error {
	var pe *fs.PathError
	if errors.As(err, &pe) {
		return pe.Err
	}
	return err
}

// stream reads a text, or JSON Lines: told by the file's name, else by whether
// the first line is a JSON object.
func (r *reader) stream(path string, in io.Reader) bool {
	buf := bufio.NewReaderSize(in, 1<<16)
	if slices.Contains(lineExtensions, strings.ToLower(filepath.Ext(path))) || looksLikeLines(buf) {
		return r.lines(path, buf)
	}
	b, err := io.ReadAll(io.LimitReader(buf, r.MaxBytes+1))
	a := parseText(string(b))
	a.ID = id(path)
	if path == "-" {
		h := sha256.Sum256(b)
		a.ID = "stdin-" + hex.EncodeToString(h[:6])
	}
	if err == nil && int64(len(b)) > r.MaxBytes {
		err = fmt.Errorf("%w: more than %d bytes", ErrTooLarge, r.MaxBytes)
	}
	return r.out(a, path, 0, cause(err))
}

func looksLikeLines(buf *bufio.Reader) bool {
	head, _ := buf.Peek(4096)
	head = bytes.TrimLeft(bytes.TrimPrefix(head, []byte(bom)), " \t\r\n")
	return len(head) > 1 && head[0] == '{' && bytes.HasPrefix(bytes.TrimLeft(head[1:], " \t"), []byte{'"'})
}

// line is an article as JSON.
type line struct {
	ID        string `json:"id"`
	Title     string `json:"title"`
	Published string `json:"published"`
	Publisher string `json:"publisher"`
	URL       string `json:"url"`
	Language  string `json:"language"`
	Text      string `json:"text"`
}

// lines reads one article a line. A line that is too long or not JSON costs
// that line only.
func (r *reader) lines(path string, buf *bufio.Reader) bool {
	// JSON may write a character with six bytes.
	most := 6*r.MaxBytes + 1<<16
	for n := 1; ; n++ {
		b, tooLong, err := readLine(buf, most)
		if n == 1 {
			b = bytes.TrimPrefix(b, []byte(bom))
		}
		a := Article{ID: fmt.Sprintf("%s#%d", id(path), n)}
		if tooLong {
			if !r.out(a, path, n, ErrTooLarge) {
				return false
			}
		} else if b = bytes.TrimSpace(b); len(b) > 0 {
			if !r.line(a, path, n, b) {
				return false
			}
		}
		if err == io.EOF {
			return true
		}
		if err != nil {
			return r.out(a, path, n, cause(err))
		}
	}
}

func (r *reader) line(a Article, path string, n int, b []byte) bool {
	var l line
	if err := json.Unmarshal(b, &l); err != nil {
		var wrong *json.UnmarshalTypeError
		if errors.As(err, &wrong) {
			err = fmt.Errorf("%q is a %s, not text", wrong.Field, wrong.Value)
		}
		return r.out(a, path, n, err)
	}
	if l.ID != "" {
		a.ID = l.ID
	}
	a.Title, a.Published, a.Publisher, a.URL, a.Language, a.Text = l.Title, l.Published, l.Publisher, l.URL, l.Language, l.Text
	var err error
	if int64(len(a.Text)) > r.MaxBytes {
		err = fmt.Errorf("%w: more than %d bytes", ErrTooLarge, r.MaxBytes)
	}
	return r.out(a, path, n, err)
}

// readLine reads to the next line end. What goes beyond most is dropped.
func readLine(buf *bufio.Reader, most int64) (b []byte, tooLong bool, err error) {
	for {
		part, err := buf.ReadSlice('\n')
		if int64(len(b)+len(part)) > most {
			b, tooLong = nil, true
		} else if !tooLong {
			b = append(b, part...)
		}
		if err != bufio.ErrBufferFull {
			return b, tooLong, err
		}
	}
}
