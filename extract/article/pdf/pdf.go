// Package pdf reads the running text of a PDF: columns one after the other,
// lines joined to paragraphs, words that a line end parted made whole, running
// heads and page numbers left out.
//
// The file itself is read by github.com/ledongthuc/pdf, which tells where each
// character stands; where that fails and pdftotext is installed, that reads
// it.
package pdf

import (
	"bytes"
	"context"
	"errors"
	"fmt"
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
	ErrTimeout = errors.New("the PDF takes too long to read")
)

// Read is the article of a PDF.
func Read(ctx context.Context, b []byte, o Options) (draft.Draft, error) {
	if o.Timeout == 0 {
		o.Timeout = 30 * time.Second
	}
	if o.Pages == 0 {
		o.Pages = 2000
	}
	ctx, cancel := context.WithTimeout(ctx, o.Timeout)
	defer cancel()
	type result struct {
		d   draft.Draft
		err error
	}
	done := make(chan result, 1)
	go func() { // the library can neither be told to stop nor trusted to end
		d, err := own(ctx, b, o.Pages)
		done <- result{d, err}
	}()
	var r result
	select {
	case r = <-done:
	case <-ctx.Done():
		r.err = ErrTimeout
	}
	if r.err == nil && readable(r.d.Text) {
		return r.d, nil
	}
	if r.err == nil {
		r.err = ErrNoText
		if strings.TrimSpace(r.d.Text) != "" {
			r.err = errors.New("the PDF's fonts do not tell which characters they show")
		}
	}
	path, err := exec.LookPath("pdftotext")
	if err != nil {
		if errors.Is(r.err, ErrNoText) {
			return draft.Draft{}, r.err
		}
		return draft.Draft{}, fmt.Errorf("%w; with pdftotext (poppler-utils) installed, that would be tried", r.err)
	}
	d, err := poppler(ctx, path, b)
	if err != nil {
		return draft.Draft{}, r.err
	}
	return d, nil
}

// poppler reads a PDF by pdftotext.
func poppler(ctx context.Context, path string, b []byte) (draft.Draft, error) {
	cmd := exec.CommandContext(ctx, path, "-q", "-enc", "UTF-8", "-", "-")
	cmd.Stdin = bytes.NewReader(b)
	out, err := cmd.Output()
	if err != nil || !readable(string(out)) {
		return draft.Draft{}, errors.Join(err, ErrNoText)
	}
	var d draft.Draft
	var ps []string
	for p := range strings.SplitSeq(strings.ReplaceAll(strings.ToValidUTF8(string(out), "\ufffd"), "\f", "\n\n"), "\n\n") {
		if p = join(strings.Split(p, "\n")); p != "" {
			ps = append(ps, p)
		}
	}
	d.Text = strings.Join(ps, "\n\n")
	return d, nil
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

// own reads a PDF by the library. Its panics, which damaged files cause, are
// errors here.
func own(ctx context.Context, b []byte, most int) (d draft.Draft, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("not readable as PDF: %v", p)
		}
	}()
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
	ps := paragraphs(pages)
	d.Text = strings.Join(ps, "\n\n")
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
