package article

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"unicode"

	"parley/extract/article/charset"
	"parley/extract/article/draft"
	"parley/extract/article/feed"
	"parley/extract/article/mail"
	"parley/extract/article/markdown"
	"parley/extract/article/office"
	"parley/extract/article/page"
	"parley/extract/article/pdf"
	"parley/extract/article/wire"
)

func decode(b []byte, declared string) (string, string) { return charset.Decode(b, declared) }

// convert makes articles of a document.
func (r *reader) convert(i input, format string, b []byte) []result {
	h := sha256.Sum256(b)
	source := Source{Path: i.path, Format: format, Hash: hex.EncodeToString(h[:]), URL: i.url}
	var ds []draft.Draft
	var err error
	switch format {
	case formatText:
		return []result{r.text(i, source, b)}
	case formatMarkdown:
		s, _ := charset.Decode(b, i.charset)
		var d draft.Draft
		d, err = markdown.Read(s)
		ds = []draft.Draft{d}
	case formatHTML:
		ds, err = page.Read(b, page.Options{URL: i.url, Charset: i.charset})
	case formatFeed:
		ds, err = feed.Read(b, i.charset)
	case formatPDF:
		var d draft.Draft
		d, err = pdf.Read(r.ctx, b, pdf.Options{Timeout: r.Timeout})
		ds = []draft.Draft{d}
	case formatMail:
		return r.mail(i, source, b)
	case office.DOCX, office.ODT:
		var z *zip.Reader
		if z, err = zip.NewReader(bytes.NewReader(b), int64(len(b))); err == nil {
			var d draft.Draft
			d, err = office.Read(z, format, r.MaxInput)
			ds = []draft.Draft{d}
		}
	default:
		err = ErrFormat
	}
	if err != nil {
		skip := !i.given && (errors.Is(err, page.ErrNoText) || errors.Is(err, pdf.ErrNoText) || errors.Is(err, ErrFormat))
		return []result{{article: Article{ID: i.id, Source: source}, path: i.path, err: err, skip: skip}}
	}
	if len(ds) == 0 {
		return []result{{article: Article{ID: i.id, Source: source}, path: i.path, err: ErrEmpty, skip: !i.given}}
	}
	out := make([]result, len(ds))
	for k, d := range ds {
		out[k] = r.article(i, source, d)
	}
	return out
}

// text is a plain text, kept as it is; one in another encoding than UTF-8 is
// decoded.
func (r *reader) text(i input, source Source, b []byte) result {
	s := string(b)
	if checkText(s) != nil {
		if t, name := charset.Decode(b, i.charset); name != "utf-8" && checkText(t) == nil && prose(t) {
			s = t
		}
	}
	a := parseText(s)
	a.ID, a.Source = i.id, source
	if strings.IndexFunc(s, unicode.IsLetter) < 0 {
		return result{article: a, path: i.path, err: ErrEmpty, skip: !i.given}
	}
	if err := r.bounded(s); err != nil { // decoded it may be longer
		return result{article: a, path: i.path, err: err}
	}
	if a.URL == "" && i.url != "" {
		a.URL = i.url
	}
	a.edges()
	a.guessLanguage()
	return result{article: a, path: i.path}
}

// bounded tells of an article's text that is too long.
func (r *reader) bounded(text string) error {
	if int64(len(text)) > r.MaxBytes {
		return fmt.Errorf("%w: more than %d bytes", ErrTooLarge, r.MaxBytes)
	}
	return nil
}

// prose says whether a decoded text is one: hardly any control characters, and
// mostly letters and space.
func prose(s string) bool {
	letters, all := 0, 0
	for _, r := range s {
		all++
		switch {
		case r < ' ' && r != '\n' && r != '\r' && r != '\t' && r != '\f', r >= 0x7f && r < 0xa0, r == '\ufffd', r == 'ÿ': // 0xff is in files that are no text
			return false
		case r == ' ' || r == '\n' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r > 0xbf:
			letters++
		}
	}
	return letters*10 >= all*7
}

// edges tells an article that is kept as it is what its first lines say.
func (a *Article) edges() {
	body := a.Text[a.Body:]
	if a.Title != "" {
		if i := strings.Index(body, a.Title); i >= 0 && strings.TrimSpace(strings.TrimPrefix(body[:i], bom)) == "" {
			body = body[i+len(a.Title):]
		}
	}
	d := draft.Draft{Text: body, Publisher: a.Publisher, Published: a.Published}
	wire.Read(&d)
	a.Agency, a.Place, a.Author, a.Published = d.Agency, d.Place, d.Author, d.Published
}

// article is the article of a draft.
func (r *reader) article(i input, source Source, d draft.Draft) result {
	wire.Read(&d)
	a := Article{
		ID: i.id, Title: d.Title, Published: d.Published, Publisher: d.Publisher, URL: d.URL, Language: d.Language,
		Author: d.Author, Updated: d.Updated, Agency: d.Agency, Place: d.Place, Kind: d.Kind,
		Text: strings.ToValidUTF8(strings.ReplaceAll(d.Text, "\x00", ""), "\ufffd"), Body: d.Body, Captions: d.Captions, Quotes: d.Quotes, From: d.From, Source: source,
	}
	if a.URL == "" {
		a.URL = i.url
	}
	path := i.path
	if d.Name != "" {
		a.ID += "#" + d.Name
		path += "#" + d.Name
		a.Source.Path = path
	}
	a.trueLanguage()
	x := result{article: a, path: path, err: r.bounded(a.Text)}
	if strings.TrimSpace(a.Text) == "" {
		x.err, x.skip = ErrEmpty, !i.given
	}
	return x
}

// mail is the article of a message, and those of its attachments.
func (r *reader) mail(i input, source Source, b []byte) []result {
	m, err := mail.Read(b)
	if err != nil {
		return []result{{article: Article{ID: i.id, Source: source}, path: i.path, err: err, skip: !i.given && errors.Is(err, mail.ErrNoText)}}
	}
	var out []result
	if m.Draft.Text != "" {
		m.Draft.ID = ""
		out = append(out, r.article(i, source, m.Draft))
	}
	for k, f := range m.Files {
		name := f.Name
		if name == "" {
			name = fmt.Sprint(k + 1)
		}
		sub := input{path: i.path + "!" + name, id: i.id + "!" + name, name: name, depth: i.depth + 1}
		format := detect(f.Data[:min(len(f.Data), peek)], name, r.Map)
		switch format {
		case formatHTML, formatPDF, formatMarkdown, formatMail, formatFeed:
		case formatText:
			if !textual(name) {
				continue
			}
		case formatZip:
			z, err := zip.NewReader(bytes.NewReader(f.Data), int64(len(f.Data)))
			if err != nil {
				continue
			}
			if format = office.Kind(z); format == "" {
				out = append(out, result{article: Article{ID: sub.id}, path: sub.path, err: ErrFormat, skip: true})
				continue
			}
		default:
			out = append(out, result{article: Article{ID: sub.id}, path: sub.path, err: ErrFormat, skip: true})
			continue
		}
		if sub.depth > r.MaxDepth {
			out = append(out, result{article: Article{ID: sub.id}, path: sub.path, err: fmt.Errorf("%w: more than %d", ErrDeep, r.MaxDepth)})
			continue
		}
		out = append(out, r.convert(sub, format, f.Data)...)
	}
	if len(out) == 0 {
		return []result{{article: Article{ID: i.id, Source: source}, path: i.path, err: ErrEmpty, skip: !i.given}}
	}
	return out
}
