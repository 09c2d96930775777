// Package office reads the documents of word processors: .docx (Office Open
// XML) and .odt (OpenDocument). Both are zip files of XML; what is read is the
// running text, by paragraphs, and the document's properties.
package office

import (
	"archive/zip"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"

	"parley/extract/article/dates"
	"parley/extract/article/draft"
)

// Kinds of documents.
const (
	DOCX = "docx"
	ODT  = "odt"
)

// Kind tells what document a zip file is, or empty if it is none.
func Kind(z *zip.Reader) string {
	for _, f := range z.File {
		switch f.Name {
		case "word/document.xml":
			return DOCX
		case "content.xml":
			if mime(z) {
				return ODT
			}
		}
	}
	return ""
}

func mime(z *zip.Reader) bool {
	for _, f := range z.File {
		if f.Name == "mimetype" {
			b, err := read(f, 200)
			return err == nil && strings.HasPrefix(string(b), "application/vnd.oasis.opendocument.text")
		}
	}
	return false
}

// ErrTooLarge says that a document's XML is larger than allowed.
var ErrTooLarge = errors.New("its XML is too large")

// Read is the article of a document. No part of it may unpack to more than
// most bytes.
func Read(z *zip.Reader, kind string, most int64) (draft.Draft, error) {
	body, meta := "word/document.xml", "docProps/core.xml"
	if kind == ODT {
		body, meta = "content.xml", "meta.xml"
	}
	var d draft.Draft
	for _, f := range z.File {
		if f.Name == meta {
			if b, err := read(f, most); err == nil {
				properties(&d, string(b), kind)
			}
		}
	}
	for _, f := range z.File {
		if f.Name != body {
			continue
		}
		b, err := read(f, most)
		if err != nil {
			return d, fmt.Errorf("%s: %w", body, err)
		}
		w := walker{kind: kind}
		if err := w.walk(string(b)); err != nil {
			return d, fmt.Errorf("%s: %w", body, err)
		}
		w.flush()
		w.finish(&d)
		return d, nil
	}
	return d, fmt.Errorf("no %s in it", body)
}

func read(f *zip.File, most int64) ([]byte, error) {
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	b, err := io.ReadAll(io.LimitReader(r, most+1))
	if err != nil {
		return nil, err
	}
	if int64(len(b)) > most {
		return nil, fmt.Errorf("%w: more than %d bytes", ErrTooLarge, most)
	}
	return b, nil
}

// deepest is more than any document nests.
const deepest = 256

// walker collects paragraphs from a document's XML.
type walker struct {
	kind       string
	buf        strings.Builder
	style      string // of the paragraph
	inText     bool   // of a run of docx
	skip       int    // elements whose text is not running text, that we are in
	paragraphs []string
	captions   []string
	title      string
}

// aside are elements whose text is none of the running text: deleted words,
// notes, headers, instructions of fields.
var aside = map[string]bool{
	"del": true, "instrText": true, "delText": true, "footnote": true, "endnote": true, "comment": true, "txbxContent": true, "Fallback": true,
	"note": true, "annotation": true, "tracked-changes": true, "forms": true, "sequence-decls": true, "bibliography": true, "table-of-content": true,
}

func (w *walker) walk(s string) error {
	dec := xml.NewDecoder(strings.NewReader(s))
	dec.Strict = false
	depth := 0
	for {
		t, err := dec.Token()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		switch t := t.(type) {
		case xml.StartElement:
			if depth++; depth > deepest {
				return fmt.Errorf("elements nest deeper than %d", deepest)
			}
			if aside[t.Name.Local] {
				w.skip++
			}
			w.start(t)
		case xml.EndElement:
			depth--
			if aside[t.Name.Local] {
				w.skip--
			} else {
				w.end(t.Name.Local)
			}
		case xml.CharData:
			if w.skip == 0 && (w.kind == ODT || w.inText) {
				w.buf.Write(t)
			}
		}
	}
}

func (w *walker) start(t xml.StartElement) {
	if w.skip > 0 {
		return
	}
	switch t.Name.Local {
	case "t":
		w.inText = true
	case "p", "h":
		w.flush()
		if w.kind == ODT {
			w.style = value(t, "style-name")
		}
	case "pStyle":
		w.style = value(t, "val")
	case "br", "line-break", "cr":
		w.buf.WriteByte('\n')
	case "tab", "s":
		w.buf.WriteByte(' ')
	}
}

func (w *walker) end(name string) {
	switch name {
	case "t":
		w.inText = false
	case "p", "h":
		w.flush()
	}
}

func value(t xml.StartElement, name string) string {
	for _, a := range t.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

func (w *walker) flush() {
	s := w.buf.String()
	w.buf.Reset()
	style := strings.ToLower(w.style)
	w.style = ""
	var lines []string
	for line := range strings.Lines(s) {
		if line = strings.Join(strings.Fields(line), " "); line != "" {
			lines = append(lines, line)
		}
	}
	s = strings.Join(lines, "\n")
	switch {
	case s == "":
	case style == "title" && w.title == "" && len(w.paragraphs) == 0:
		w.title = s
	case strings.Contains(style, "caption"):
		w.captions = append(w.captions, s)
	default:
		w.paragraphs = append(w.paragraphs, s)
	}
}

// finish makes the draft's text; a document's own title line counts more than
// its properties, which often name another document that it was made from.
func (w *walker) finish(d *draft.Draft) {
	if w.title != "" {
		d.Replace(draft.Title, w.title, w.kind+" title paragraph")
	}
	if len(w.paragraphs) > 1 && (d.Title == "" || d.Title == w.paragraphs[0]) && len(w.paragraphs[0]) < 200 && !strings.HasSuffix(w.paragraphs[0], ".") {
		d.Tell(draft.Title, w.paragraphs[0], w.kind+" first line")
		w.paragraphs = w.paragraphs[1:]
	}
	d.Text = strings.Join(w.paragraphs, "\n\n")
	d.Captions = w.captions
}

// properties reads a document's title, author and dates.
func properties(d *draft.Draft, s, kind string) {
	dec := xml.NewDecoder(strings.NewReader(s))
	dec.Strict = false
	name := ""
	for {
		t, err := dec.Token()
		if err != nil {
			return
		}
		switch t := t.(type) {
		case xml.StartElement:
			name = t.Name.Local
		case xml.EndElement:
			name = ""
		case xml.CharData:
			day, _ := dates.Day(string(t))
			switch name {
			case "title":
				d.Tell(draft.Title, string(t), kind+" title property")
			case "creator", "initial-creator":
				d.Tell(draft.Author, string(t), kind+" creator property")
			case "created", "creation-date":
				d.Tell(draft.Published, day, kind+" creation date")
			case "language":
				d.Tell(draft.Language, string(t), kind+" language property")
			}
		}
	}
}
