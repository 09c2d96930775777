// Package pdf reads the running text of a PDF: columns one after the other,
// lines joined to paragraphs, words that a line end parted made whole, running
// heads and page numbers left out.
//
// pdftotext (poppler-utils) reads the file where it is installed. Elsewhere
// github.com/ledongthuc/pdf does, and layout orders what it tells; on real
// files that agrees with pdftotext well or not at all, depending on their
// fonts, so a text that does not look like English is refused there.
package pdf

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"maps"
	"os/exec"
	"strings"
	"time"
	"unicode"

	"github.com/ledongthuc/pdf"

	"parley/extract/article/dates"
	"parley/extract/article/draft"
)

// Options bound the reading. Zero values mean the defaults.
type Options struct {
	Timeout time.Duration // of one file; default 30 s
	Pages   int           // most pages; default 2000
}

// Errors of a PDF.
var (
	ErrNoText  = errors.New("there is no text in the PDF: it is pictures of pages, perhaps, and needs OCR first")
	ErrFonts   = errors.New("the PDF's fonts do not tell which characters they show")
	ErrTimeout = errors.New("the PDF takes too long to read")
)

// Read is the article of a PDF.
func Read(ctx context.Context, b []byte, o Options) (draft.Draft, error) {
	path, err := exec.LookPath("pdftotext")
	if err != nil {
		path = ""
	}
	return read(ctx, b, o, path)
}

// read is Read with pdftotext at path, or without it.
func read(ctx context.Context, b []byte, o Options, path string) (draft.Draft, error) {
	if o.Timeout == 0 {
		o.Timeout = 30 * time.Second
	}
	if o.Pages == 0 {
		o.Pages = 2000
	}
	ctx, cancel := context.WithTimeout(ctx, o.Timeout)
	defer cancel()
	if path != "" {
		if d, err := poppler(ctx, path, b); err == nil {
			if known, err := guarded(ctx, func() (draft.Draft, error) { return properties(b) }); err == nil {
				known.Text, known.From = d.Text, merge(known.From, d.From)
				return known, nil
			}
			return d, nil
		}
	}
	d, err := guarded(ctx, func() (draft.Draft, error) { return own(ctx, b, o.Pages) })
	switch {
	case err != nil:
		return d, err
	case strings.TrimSpace(d.Text) == "":
		return d, ErrNoText
	case !readable(d.Text) || !english(d.Text):
		if path != "" {
			return d, ErrFonts
		}
		return d, fmt.Errorf("%w: install pdftotext (poppler-utils), which may", ErrFonts)
	}
	d.From = merge(d.From, map[string]string{"text": "go pdf reader"})
	return d, nil
}

func merge(a, b map[string]string) map[string]string {
	if a == nil {
		a = map[string]string{}
	}
	maps.Copy(a, b)
	return a
}

// guarded runs f, which calls the library: that can neither be told to stop
// nor trusted to end, and it panics on damaged files.
func guarded(ctx context.Context, f func() (draft.Draft, error)) (draft.Draft, error) {
	type result struct {
		d   draft.Draft
		err error
	}
	done := make(chan result, 1)
	go func() {
		var r result
		defer func() {
			if p := recover(); p != nil {
				r = result{err: fmt.Errorf("not readable as PDF: %v", p)}
			}
			done <- r
		}()
		r.d, r.err = f()
	}()
	select {
	case r := <-done:
		return r.d, r.err
	case <-ctx.Done():
		return draft.Draft{}, ErrTimeout
	}
}

// poppler reads a PDF by pdftotext.
func poppler(ctx context.Context, path string, b []byte) (draft.Draft, error) {
	cmd := exec.CommandContext(ctx, path, "-q", "-enc", "UTF-8", "-", "-")
	cmd.Stdin = bytes.NewReader(b)
	var out limited
	cmd.Stdout = &out
	if err := cmd.Run(); err != nil {
		return draft.Draft{}, err
	}
	s := strings.ToValidUTF8(out.String(), "\ufffd")
	if !readable(s) {
		return draft.Draft{}, ErrFonts
	}
	d := draft.Draft{From: map[string]string{"text": "pdftotext"}}
	d.Text = strings.Join(reflow(strings.Split(strings.TrimSuffix(s, "\f"), "\f")), "\n\n")
	return d, nil
}

// limited keeps what is written to it, up to mostText.
type limited struct{ bytes.Buffer }

const mostText = 64 << 20

func (l *limited) Write(p []byte) (int, error) {
	if l.Len()+len(p) > mostText {
		return 0, errors.New("more text than any document has")
	}
	return l.Buffer.Write(p)
}

// english says whether the words of s are whole: a fair share of them are the
// small words of English, and hardly any are single letters, as they come
// where a font's widths are wrong.
func english(s string) bool {
	words, small, single := 0, 0, 0
	for w := range strings.FieldsSeq(strings.ToLower(s)) {
		words++
		switch w {
		case "the", "of", "and", "to", "in", "a", "that", "is", "was", "for", "on", "with", "he", "as", "it", "by", "at", "said":
			small++
		default:
			if len(w) == 1 && w[0] >= 'b' && w[0] <= 'z' && w != "i" {
				single++
			}
		}
	}
	return words > 0 && small*100 >= words*15 && single*100 <= words*2
}

// readable says whether s is words: most of it letters, hardly any of it
// characters that nobody writes.
func readable(s string) bool {
	letters, odd, all := 0, 0, 0
	for _, r := range s {
		if unicode.IsSpace(r) {
			continue
		}
		all++
		switch {
		case unicode.IsLetter(r):
			letters++
		case r == unicode.ReplacementChar || unicode.Is(unicode.Co, r) || unicode.IsControl(r):
			odd++
		}
	}
	return all > 0 && letters*2 > all && odd*20 < all
}

// properties are a PDF's title, author and date.
func properties(b []byte) (d draft.Draft, err error) {
	r, err := pdf.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		return d, fmt.Errorf("not readable as PDF: %w", err)
	}
	info := r.Trailer().Key("Info")
	d.Tell(draft.Title, title(info.Key("Title").Text()), "PDF title")
	d.Tell(draft.Author, info.Key("Author").Text(), "PDF author")
	if s := strings.TrimPrefix(info.Key("CreationDate").Text(), "D:"); len(s) >= 8 {
		if day, ok := dates.Day(s[:8]); ok {
			d.Tell(draft.Published, day, "PDF creation date")
		}
	}
	return d, nil
}

// own reads a PDF by the library.
func own(ctx context.Context, b []byte, most int) (draft.Draft, error) {
	d, err := properties(b)
	if err != nil {
		return d, err
	}
	r, err := pdf.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		return d, fmt.Errorf("not readable as PDF: %w", err)
	}
	n := r.NumPage()
	if n > most {
		return d, fmt.Errorf("the PDF has %d pages, and %d are the most", n, most)
	}
	var pages [][]line
	for i := 1; i <= n; i++ {
		if ctx.Err() != nil {
			return d, ErrTimeout
		}
		p := r.Page(i)
		if p.V.IsNull() {
			continue
		}
		pages = append(pages, layout(p.Content().Text))
	}
	d.Text = strings.Join(paragraphs(pages), "\n\n")
	return d, nil
}

// title is a PDF's title, if it is one: often it is a file's name.
func title(s string) string {
	low := strings.ToLower(s)
	if strings.HasPrefix(low, "microsoft word") || strings.HasPrefix(low, "untitled") || !strings.Contains(s, " ") {
		return ""
	}
	return s
}
