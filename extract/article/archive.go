package article

import (
	"archive/tar"
	"archive/zip"
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"strings"

	"github.com/klauspost/compress/zstd"

	"parley/extract/article/mail"
	"parley/extract/article/office"
)

// archive reads what holds other things. at is the file itself, if the archive
// is one of the outermost level.
func (r *reader) archive(i input, format string, at *os.File) bool {
	switch format {
	case formatGzip:
		return r.gzip(i)
	case formatZstd:
		return r.zstd(i)
	case formatTar:
		return r.tar(i)
	case formatZip:
		return r.zip(i, at)
	case formatWARC:
		return r.warc(i, bufio.NewReaderSize(i.in, 1<<16), &place{})
	}
	return r.mbox(i)
}

// inside is what is in a compressed stream: the same input, one level deeper.
func (i input) inside(in io.Reader) input {
	i.in = newPeeker(&unpacked{in: in, b: i.budget})
	i.depth++
	for _, ext := range []string{".gz", ".zst", ".zstd", ".tgz"} {
		if strings.HasSuffix(strings.ToLower(i.name), ext) {
			i.name = i.name[:len(i.name)-len(ext)]
		}
	}
	return i
}

// member is a named thing within i.
func (i input) member(name string, in io.Reader) input {
	m := i
	m.path, m.id, m.name = i.path+"!"+name, i.id+"!"+name, name
	m.depth++
	m.given = false
	m.url, m.charset = "", ""
	m.in = newPeeker(in)
	return m
}

func (r *reader) zstd(i input) bool {
	z, err := zstd.NewReader(i.in, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(256<<20), zstd.WithDecoderMaxWindow(128<<20))
	if err != nil {
		return r.fail(i, err)
	}
	defer z.Close()
	return r.open(i.inside(z), nil)
}

// inArchive says whether a member is worth a look: no folder, nothing hidden,
// none of what systems leave in archives. The error is for names that lead
// out of the archive: nothing is written here, but an ID should not pretend.
func inArchive(name string) (bool, error) {
	if strings.HasSuffix(name, "/") {
		return false, nil
	}
	clean := path.Clean(strings.ReplaceAll(name, "\\", "/"))
	if path.IsAbs(clean) || clean == ".." || strings.HasPrefix(clean, "../") || strings.ContainsRune(name, 0) || len(clean) > 1 && clean[1] == ':' {
		return false, ErrName
	}
	for part := range strings.SplitSeq(clean, "/") {
		if strings.HasPrefix(part, ".") || part == "__MACOSX" {
			return false, nil
		}
	}
	return true, nil
}

// printable is a name for messages and IDs.
func printable(name string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f || r >= 0x80 && r < 0xa0 || r == '\ufffd' {
			return '_'
		}
		return r
	}, name)
}

func (r *reader) tar(i input) bool {
	t := tar.NewReader(i.in)
	for n := 1; ; n++ {
		h, err := t.Next()
		if err == io.EOF {
			return true
		}
		if err != nil {
			return r.fail(i, fmt.Errorf("member %d, and nothing after it is read: %w", n, err))
		}
		if n > r.MaxMembers {
			return r.fail(i, fmt.Errorf("%w: more than %d members", ErrTooLarge, r.MaxMembers))
		}
		if h.Typeflag != tar.TypeReg {
			continue
		}
		ok, err := inArchive(h.Name)
		m := i.member(printable(h.Name), t)
		if err != nil {
			if !r.fail(m, err) {
				return false
			}
			continue
		}
		if ok && !r.open(m, nil) {
			return false
		}
	}
}

// zip reads a zip file's members, or the document that the file is. A zip file
// is read from its end: one that comes as a stream is held in memory, or in a
// file of its own where it is large.
func (r *reader) zip(i input, at *os.File) bool {
	var in io.ReaderAt
	var size int64
	if info, err := fileInfo(at); err == nil && i.depth == 0 {
		in, size = at, info.Size()
		done := i.budget.in.Swap(size)
		if r.Count != nil {
			defer r.Count.Add(size - done)
		}
	} else {
		s, err := r.spool(i.in)
		if err != nil {
			return r.fail(i, err)
		}
		defer s.Close()
		in, size = s, s.size
	}
	z, err := zip.NewReader(in, size)
	if err != nil {
		return r.fail(i, fmt.Errorf("not readable as zip: %w", err))
	}
	if kind := office.Kind(z); kind != "" {
		if size > r.MaxInput {
			return r.fail(i, fmt.Errorf("%w: more than %d bytes", ErrTooLarge, r.MaxInput))
		}
		b := make([]byte, size)
		if _, err := in.ReadAt(b, 0); err != nil && err != io.EOF {
			return r.fail(i, err)
		}
		return r.document(i, kind, b)
	}
	if len(z.File) > r.MaxMembers {
		return r.fail(i, fmt.Errorf("%w: more than %d members", ErrTooLarge, r.MaxMembers))
	}
	for _, f := range z.File {
		ok, err := inArchive(f.Name)
		if err == nil && !ok {
			continue
		}
		m := i.member(printable(f.Name), nil)
		if err == nil && f.Flags&1 != 0 {
			err = errors.New("is encrypted")
		}
		if err == nil && !f.Mode().IsRegular() {
			continue
		}
		if err != nil {
			if !r.fail(m, err) {
				return false
			}
			continue
		}
		if !r.zipMember(m, f) {
			return false
		}
	}
	return true
}

func (r *reader) zipMember(m input, f *zip.File) bool {
	in, err := f.Open()
	if err != nil {
		return r.fail(m, err)
	}
	defer in.Close()
	m.in = newPeeker(&unpacked{in: in, b: m.budget})
	return r.open(m, nil)
}

func fileInfo(f *os.File) (os.FileInfo, error) {
	if f == nil {
		return nil, errors.New("no file")
	}
	info, err := f.Stat()
	if err == nil && !info.Mode().IsRegular() {
		return nil, errors.New("no regular file")
	}
	return info, err
}

// spooled is a stream that can be read at any place.
type spooled struct {
	io.ReaderAt
	size int64
	file *os.File
}

func (s spooled) Close() error {
	if s.file == nil {
		return nil
	}
	err := s.file.Close()
	return errors.Join(err, os.Remove(s.file.Name()))
}

// inMemory is how much of a zip file that comes as a stream is held in memory.
const inMemory = 32 << 20

// spool holds a stream in memory, or in a file of its own.
func (r *reader) spool(in io.Reader) (spooled, error) {
	b, err := io.ReadAll(io.LimitReader(in, inMemory))
	if err != nil {
		return spooled{}, err
	}
	if len(b) < inMemory {
		return spooled{ReaderAt: strings.NewReader(string(b)), size: int64(len(b))}, nil
	}
	f, err := os.CreateTemp("", "parley-zip-*")
	if err != nil {
		return spooled{}, err
	}
	s := spooled{ReaderAt: f, file: f}
	n, err := f.Write(b)
	if err == nil {
		s.size, err = io.Copy(f, &untilDone{r, in})
		s.size += int64(n)
	}
	if err != nil {
		return spooled{}, errors.Join(err, s.Close())
	}
	return s, nil
}

// untilDone ends a stream when the reader is told to end.
type untilDone struct {
	r  *reader
	in io.Reader
}

func (u *untilDone) Read(b []byte) (int, error) {
	if err := u.r.ctx.Err(); err != nil {
		return 0, err
	}
	return u.in.Read(b)
}

// mbox reads the messages of a mailbox.
func (r *reader) mbox(i input) bool {
	n := 0
	more := true
	err := mail.Mailbox(bufio.NewReaderSize(i.in, 1<<16), r.MaxInput, func(b []byte, err error) bool {
		n++
		m := i
		m.id, m.path, m.given = numbered(i, n), fmt.Sprintf("%s#%d", i.path, n), false
		if err != nil {
			more = r.fail(m, err)
		} else {
			more = r.document(m, formatMail, b)
		}
		return more
	})
	if err != nil && more {
		return r.fail(i, fmt.Errorf("and nothing after it is read: %w", err))
	}
	return more
}
