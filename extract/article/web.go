package article

import (
	"bufio"
	"bytes"
	"compress/flate"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"

	"parley/extract/article/dates"
	"parley/extract/article/warc"
)

// place counts the records of a web archive over its members.
type place struct{ n int }

// warc reads the responses of a web archive. A record that is wrong is named
// and passed over.
func (r *reader) warc(i input, in *bufio.Reader, at *place) bool {
	w := warc.New(in)
	for {
		if r.ctx.Err() != nil {
			return false
		}
		rec, err := w.Next()
		if err == io.EOF {
			return true
		}
		at.n++
		m := i
		m.id, m.path, m.given = numbered(i, at.n), fmt.Sprintf("%s#%d", i.path, at.n), false
		m.depth++
		var damage *warc.DamageError
		if errors.As(err, &damage) {
			if !r.fail(m, damage.Err) {
				return false
			}
			continue
		}
		if err != nil {
			return r.fail(m, err)
		}
		if rec.Type != "response" && rec.Type != "resource" && rec.Type != "conversion" {
			continue
		}
		m.url, m.name = rec.URI, ""
		if !r.record(m, rec) {
			return false
		}
	}
}

// record reads one record of a web archive whole, and hands it over. What is
// no article by its head is passed over unread.
func (r *reader) record(m input, rec warc.Record) bool {
	if !strings.HasPrefix(rec.URI, "http") {
		return true // dns: and the like
	}
	if rec.Type != "response" && !worthReading(rec.Media) {
		return r.skip(m, ErrFormat)
	}
	b, err := io.ReadAll(io.LimitReader(rec.Body, r.MaxInput+1))
	if err != nil {
		return r.fail(m, err)
	}
	if int64(len(b)) > r.MaxInput {
		return r.fail(m, fmt.Errorf("%w: more than %d bytes", ErrTooLarge, r.MaxInput))
	}
	m.in = nil
	media := rec.Media
	b = bytes.Clone(b)
	most := r.MaxInput
	seen, _ := dates.Day(rec.Date)
	return r.do(func() []result {
		if rec.Type == "response" {
			var err error
			if media, b, err = payload(b, most); err != nil {
				x := result{article: Article{ID: m.id}, path: m.path, err: err}
				x.skip = errors.Is(err, ErrFormat)
				return []result{x}
			}
		}
		m.charset = media
		format := detect(b[:min(len(b), peek)], m.name, r.Map)
		switch format {
		case formatHTML, formatFeed, formatPDF, formatMarkdown:
		case formatText:
			if strings.Contains(media, "html") {
				format = formatHTML
			} else if !strings.HasPrefix(media, "text/plain") {
				return []result{{article: Article{ID: m.id}, path: m.path, err: ErrFormat, skip: true}}
			}
		default:
			return []result{{article: Article{ID: m.id}, path: m.path, err: ErrFormat, skip: true}}
		}
		out := r.convert(m, format, b)
		for k := range out {
			out[k].article.Source.Format = formatWARC + " " + format
			if out[k].article.From == nil {
				out[k].article.From = map[string]string{}
			}
			if seen != "" {
				out[k].article.From["fetched"] = seen
			}
		}
		return out
	})
}

// worthReading says whether a media type is of articles.
func worthReading(media string) bool {
	media, _, _ = strings.Cut(strings.ToLower(media), ";")
	switch media = strings.TrimSpace(media); media {
	case "", "application/pdf", "application/octet-stream":
		return true
	}
	return strings.Contains(media, "html") || strings.Contains(media, "xml") || strings.HasPrefix(media, "text/plain") || strings.HasSuffix(media, "json")
}

// payload is the body of an HTTP response and its media type. Responses that
// are no success, and types that are no articles, are errors.
func payload(b []byte, most int64) (string, []byte, error) {
	resp, err := http.ReadResponse(bufio.NewReader(bytes.NewReader(b)), nil)
	if err != nil {
		return "", nil, fmt.Errorf("not readable as an HTTP response: %w", err)
	}
	defer resp.Body.Close()
	if resp.StatusCode < 200 || resp.StatusCode > 299 {
		return "", nil, fmt.Errorf("%w: HTTP status %d", ErrFormat, resp.StatusCode)
	}
	media := resp.Header.Get("Content-Type")
	if !worthReading(media) {
		return "", nil, fmt.Errorf("%w: %s", ErrFormat, printable(media))
	}
	// Archives differ in whether the body is as it came or taken out of its
	// wrapping: what cannot be unwrapped is taken as it is.
	head, body, _ := bytes.Cut(b, []byte("\r\n\r\n"))
	if len(head) == len(b) {
		_, body, _ = bytes.Cut(b, []byte("\n\n"))
	}
	if out, err := io.ReadAll(io.LimitReader(resp.Body, most+1)); err == nil || errors.Is(err, io.ErrUnexpectedEOF) && len(out) > 0 && !bytes.HasPrefix(body, out[:min(len(out), 64)]) {
		body = out
	}
	body, err = unwrap(body, resp.Header.Get("Content-Encoding"), most)
	return media, body, err
}

// unwrap takes a body out of its content encoding.
func unwrap(b []byte, encoding string, most int64) ([]byte, error) {
	var in io.Reader
	src := bytes.NewReader(b)
	var err error
	switch strings.ToLower(strings.TrimSpace(encoding)) {
	case "gzip", "x-gzip":
		in, err = gzip.NewReader(src)
	case "deflate":
		if in, err = zlib.NewReader(src); err != nil {
			in, err = flate.NewReader(bytes.NewReader(b)), nil
		}
	case "br":
		in = brotli.NewReader(src)
	case "zstd":
		z, zerr := zstd.NewReader(src, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(uint64(most)))
		if zerr != nil {
			return b, nil
		}
		defer z.Close()
		in = z
	default:
		return b, nil
	}
	if err != nil {
		return b, nil // it is unwrapped already
	}
	out, err := io.ReadAll(io.LimitReader(in, most+1))
	if int64(len(out)) > most {
		return nil, fmt.Errorf("%w: more than %d bytes", ErrTooLarge, most)
	}
	if err != nil && len(out) == 0 {
		return b, nil
	}
	return out, nil
}
