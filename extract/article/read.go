package article

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"strings"
)

// Read yields the articles at paths, in their order; a folder's in the order of
// their names. A path is a file, a folder, or "-" for stdin. What cannot be
// read is yielded as an [*Error] with an article of that ID, and reading goes
// on; so is what holds no article, marked as skipped. Reading ends with ctx.
//
// An article's ID is its path with forward slashes, behind "!" the names of
// members of archives, behind "#" the number of one among several; for stdin
// "stdin-" and the beginning of its digest. An id of a JSON line counts before
// all that.
func Read(ctx context.Context, paths []string, stdin io.Reader, o Options) iter.Seq2[Article, error] {
	o = o.withDefaults()
	return func(yield func(Article, error) bool) {
		ctx, cancel := context.WithCancel(ctx)
		r := &reader{Options: o, ctx: ctx, queue: make(chan chan []result, 2*o.Jobs), slots: make(chan struct{}, o.Jobs)}
		done := make(chan struct{})
		go func() {
			defer close(done)
			defer close(r.queue)
			for _, path := range paths {
				if !r.path(path, stdin) {
					return
				}
			}
		}()
		defer func() { cancel(); <-done }()
		c := collector{Options: o, seen: map[string]string{}}
		for out := range r.queue {
			select {
			case rs := <-out:
				for _, x := range rs {
					if ctx.Err() != nil || !yield(c.finished(x)) {
						return
					}
				}
			case <-ctx.Done():
				return
			}
		}
	}
}

// result is an article, not yet finished, or why there is none.
type result struct {
	article Article
	path    string
	line    int
	skip    bool
	err     error
}

// collector finishes results in their order.
type collector struct {
	Options
	seen map[string]string // id -> where it was read
}

func (c *collector) finished(x result) (Article, error) {
	a, err := x.article, x.err
	if err == nil {
		err = c.finish(&a)
	}
	if err == nil {
		where := strings.TrimSuffix((&Error{Path: x.path, Line: x.line, Err: errors.New("")}).Error(), ": ")
		if first, twice := c.seen[a.ID]; twice {
			err = fmt.Errorf("%w: %s, at %s", ErrTwice, a.ID, first)
		} else {
			c.seen[a.ID] = where
		}
	}
	if err != nil {
		return Article{ID: a.ID, Source: a.Source}, &Error{Path: x.path, Line: x.line, Err: err, Skip: x.skip}
	}
	return a, nil
}

// reader walks through inputs and hands documents to those who read them.
type reader struct {
	Options
	ctx   context.Context
	queue chan chan []result // in the order of the inputs
	slots chan struct{}
}

// do has f run beside others, and its results put in their order.
func (r *reader) do(f func() []result) bool {
	out := make(chan []result, 1)
	select {
	case r.queue <- out:
	case <-r.ctx.Done():
		return false
	}
	select {
	case r.slots <- struct{}{}:
	case <-r.ctx.Done():
		return false
	}
	go func() {
		defer func() { <-r.slots }()
		out <- f()
	}()
	return true
}

// put puts results that are there already.
func (r *reader) put(rs ...result) bool {
	out := make(chan []result, 1)
	out <- rs
	select {
	case r.queue <- out:
		return r.ctx.Err() == nil
	case <-r.ctx.Done():
		return false
	}
}

// input is a stream that holds something, and what is known of it.
type input struct {
	path    string // as errors name it
	id      string // as its article's ID begins
	name    string // its own last name
	in      *peeker
	depth   int
	given   bool   // named by the user, or standard input
	url     string // where an archive says that it was
	charset string // that an archive says it has, or its media type
	budget  *budget
}

// fail puts one error about an input.
func (r *reader) fail(i input, err error) bool {
	return r.put(result{article: Article{ID: i.id}, path: i.path, err: err})
}

// skip puts one error about what is no article; it counts as one only where
// the user named it.
func (r *reader) skip(i input, err error) bool {
	return r.put(result{article: Article{ID: i.id}, path: i.path, err: err, skip: !i.given})
}

// id is a path as an ID.
func id(path string) string { return filepath.ToSlash(filepath.Clean(path)) }

func (r *reader) path(path string, stdin io.Reader) bool {
	if path == "-" {
		return r.stream("-", stdin, nil, true)
	}
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return r.put(result{article: Article{ID: id(path)}, path: path, err: cause(err)})
	case info.IsDir():
		return r.folder(path)
	}
	return r.file(path, true)
}

// extensions of the files that are read in a folder though they are plain
// text. Lines: one article each.
var (
	textExtensions = []string{".txt", ".text"}
	lineExtensions = []string{".jsonl", ".ndjson"}
)

// folder walks a folder. Hidden files are passed over, and so are the folders
// that browsers save beside a page; links to folders are not followed, so that
// there is no end without end.
func (r *reader) folder(root string) bool {
	more := true
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			more = r.put(result{article: Article{ID: id(path)}, path: path, err: cause(err)})
		case path != root && strings.HasPrefix(d.Name(), "."):
			if d.IsDir() {
				return fs.SkipDir
			}
		case d.IsDir():
			if besidePage(path) {
				return fs.SkipDir
			}
		case d.Type()&fs.ModeSymlink != 0 && leadsToFolder(path):
		default:
			more = r.file(path, false)
		}
		if !more {
			return fs.SkipAll
		}
		return nil
	})
	return more && err == nil
}

func leadsToFolder(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

// besidePage says whether a folder holds what belongs to a saved page:
// talks_files beside talks.html.
func besidePage(path string) bool {
	for _, end := range []string{"_files", ".files", "-Dateien", "_fichiers", "_archivos"} {
		if base, ok := strings.CutSuffix(path, end); ok {
			for _, ext := range []string{".html", ".htm", ".xhtml"} {
				if _, err := os.Stat(base + ext); err == nil {
					return true
				}
			}
		}
	}
	return false
}

func (r *reader) file(path string, given bool) bool {
	f, err := os.Open(path)
	if err != nil {
		return r.put(result{article: Article{ID: id(path)}, path: path, err: cause(err)})
	}
	defer f.Close()
	info, err := f.Stat()
	if err == nil && !info.Mode().IsRegular() && info.Mode()&fs.ModeNamedPipe == 0 {
		return r.put(result{article: Article{ID: id(path)}, path: path, err: errors.New("is neither a file nor a folder"), skip: !given})
	}
	return r.stream(path, f, f, given)
}

func cause(err error) error {
	var pe *fs.PathError
	if errors.As(err, &pe) {
		return pe.Err
	}
	return err
}

// stream reads one input of the outermost level. at is the file itself, if it
// is one.
func (r *reader) stream(path string, in io.Reader, at *os.File, given bool) bool {
	b := &budget{ratio: r.MaxRatio, count: r.Count}
	i := input{path: path, id: id(path), name: path, in: newPeeker(&counter{in: in, b: b}), given: given, budget: b}
	if path == "-" {
		i.name = ""
	}
	return r.open(i, at)
}

// open tells what an input is and reads it.
func (r *reader) open(i input, at *os.File) bool {
	head, err := i.in.Peek(peek)
	if err != nil && err != io.EOF && len(head) == 0 {
		return r.fail(i, cause(err))
	}
	switch f := detect(head, i.name, r.Map); f {
	case formatGzip, formatZstd, formatTar, formatZip, formatWARC, formatMbox:
		if i.depth > r.MaxDepth {
			return r.fail(i, fmt.Errorf("%w: more than %d", ErrDeep, r.MaxDepth))
		}
		return r.archive(i, f, at)
	case formatLines:
		return r.lines(i)
	case formatJSON:
		return r.json(i)
	case formatTable:
		return r.table(i)
	case formatOther, formatXML:
		if f == formatOther && textual(i.name) {
			break // its name says text: say what is wrong with it
		}
		return r.skip(i, ErrFormat)
	case formatText:
		if !i.given && !textual(i.name) {
			return r.skip(i, ErrFormat)
		}
		return r.leaf(i, f, r.MaxBytes)
	default:
		return r.leaf(i, f, r.MaxInput)
	}
	return r.leaf(i, formatText, r.MaxBytes)
}

// textual says whether a name is that of a text: in folders and archives
// plain text is read only from such, for programs and data are text too.
func textual(name string) bool {
	ext := strings.ToLower(filepath.Ext(name))
	return ext == ".txt" || ext == ".text" || ext == ""
}

// leaf reads a document whole and hands it over.
func (r *reader) leaf(i input, format string, most int64) bool {
	b, err := io.ReadAll(io.LimitReader(i.in, most+1))
	if err != nil {
		return r.fail(i, cause(err))
	}
	if int64(len(b)) > most {
		return r.fail(i, fmt.Errorf("%w: more than %d bytes", ErrTooLarge, most))
	}
	return r.document(i, format, b)
}

// document has the bytes of a document read.
func (r *reader) document(i input, format string, b []byte) bool {
	i.in = nil
	if i.path == "-" {
		h := sha256.Sum256(b)
		i.id = "stdin-" + hex.EncodeToString(h[:6])
	}
	return r.do(func() []result { return r.convert(i, format, b) })
}
