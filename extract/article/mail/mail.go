// Package mail reads what comes as mail: messages (.eml), mailboxes (mbox) and
// pages saved as MHTML. A message's article is its text; attachments are
// handed out as files.
package mail

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	netmail "net/mail"
	"strings"

	"parley/extract/article/charset"
	"parley/extract/article/dates"
	"parley/extract/article/draft"
	"parley/extract/article/page"
)

// Message is a message taken apart.
type Message struct {
	Draft draft.Draft
	Files []File // attachments, in their order
}

// File is an attachment.
type File struct {
	Name  string
	Media string
	Data  []byte
}

// Bounds of a message.
const (
	mostParts = 500
	mostDepth = 10
)

// ErrNoText says that a message has no part that is text.
var ErrNoText = errors.New("there is no text in the message")

// Read takes a message apart. A page saved as MHTML is read as the page it is.
func Read(b []byte) (Message, error) {
	if i := bytes.IndexByte(b, '\n'); i > 0 && bytes.HasPrefix(b, []byte("From ")) {
		b = b[i+1:]
	}
	m, err := netmail.ReadMessage(bytes.NewReader(b))
	if err != nil {
		return Message{}, fmt.Errorf("not readable as a message: %w", err)
	}
	r := reader{}
	head := header(m.Header)
	if err := r.part(head, m.Body, 0); err != nil && r.html == "" && r.text == "" {
		return Message{}, err
	}
	if loc := head.get("Snapshot-Content-Location"); r.html != "" && (loc != "" || r.related && r.location != "") {
		if loc == "" {
			loc = r.location
		}
		return r.snapshot(head, loc)
	}
	return r.message(head)
}

// header is a message's or part's head, by canonical names.
type header map[string][]string

func (h header) get(key string) string {
	v := netmail.Header(h).Get(key)
	dec := mime.WordDecoder{CharsetReader: func(name string, in io.Reader) (io.Reader, error) {
		b, err := io.ReadAll(io.LimitReader(in, 1<<16))
		s, _ := charset.Decode(b, name)
		return strings.NewReader(s), err
	}}
	if s, err := dec.DecodeHeader(v); err == nil {
		v = s
	}
	s, _ := charset.Decode([]byte(v), "")
	return draft.Line(s)
}

// reader collects the parts of a message.
type reader struct {
	parts    int
	related  bool
	text     string // the first plain part
	html     string // the first page
	location string // of the page
	files    []File
}

func (r *reader) part(h header, body io.Reader, depth int) error {
	if r.parts++; r.parts > mostParts || depth > mostDepth {
		return fmt.Errorf("more than %d parts, or nested deeper than %d", mostParts, mostDepth)
	}
	media, params, err := mime.ParseMediaType(netmail.Header(h).Get("Content-Type"))
	if err != nil && media == "" {
		media = "text/plain"
	}
	switch strings.ToLower(strings.TrimSpace(netmail.Header(h).Get("Content-Transfer-Encoding"))) {
	case "base64":
		body = base64.NewDecoder(base64.StdEncoding, &clean{body})
	case "quoted-printable":
		body = quotedprintable.NewReader(body)
	}
	if strings.HasPrefix(media, "multipart/") && params["boundary"] != "" {
		r.related = r.related || media == "multipart/related"
		mr := multipart.NewReader(body, params["boundary"])
		for {
			p, err := mr.NextRawPart()
			if err == io.EOF {
				return nil
			}
			if err != nil {
				return fmt.Errorf("a part of the message: %w", err)
			}
			if err := r.part(header(p.Header), p, depth+1); err != nil {
				return err
			}
		}
	}
	b, err := io.ReadAll(body)
	if err != nil && len(b) == 0 {
		return fmt.Errorf("a part of the message: %w", err)
	}
	disposition, dparams, _ := mime.ParseMediaType(netmail.Header(h).Get("Content-Disposition"))
	name := dparams["filename"]
	if name == "" {
		name = params["name"]
	}
	location := netmail.Header(h).Get("Content-Location")
	switch {
	case disposition == "attachment":
		r.files = append(r.files, File{Name: draft.Line(name), Media: media, Data: b})
	case media == "text/html" || media == "application/xhtml+xml":
		if r.html == "" {
			r.html, _ = charset.Decode(b, params["charset"])
			r.location = location
		}
	case media == "text/plain":
		if r.text == "" {
			r.text, _ = charset.Decode(b, params["charset"])
		}
	case name != "" && location == "":
		r.files = append(r.files, File{Name: draft.Line(name), Media: media, Data: b})
	}
	return nil
}

// clean takes away what is in broken base64 and not of it.
type clean struct{ in io.Reader }

func (c *clean) Read(p []byte) (int, error) {
	for {
		n, err := c.in.Read(p)
		k := 0
		for _, b := range p[:n] {
			if b == '+' || b == '/' || b == '=' || b >= '0' && b <= '9' || b >= 'A' && b <= 'Z' || b >= 'a' && b <= 'z' {
				p[k] = b
				k++
			}
		}
		if k > 0 || err != nil {
			return k, err
		}
	}
}

// snapshot is a page saved whole.
func (r *reader) snapshot(h header, location string) (Message, error) {
	ds, err := page.Parse(r.html, page.Options{URL: location})
	if err != nil {
		return Message{}, err
	}
	d := ds[0]
	d.Tell(draft.URL, location, "MHTML location")
	d.Tell(draft.Title, h.get("Subject"), "MHTML subject")
	return Message{Draft: d}, nil
}

func (r *reader) message(h header) (Message, error) {
	var d draft.Draft
	if strings.TrimSpace(r.text) != "" {
		d.Text = body(r.text)
	} else if r.html != "" {
		f, err := page.Fragment(r.html)
		if err != nil {
			return Message{}, err
		}
		d = f
	}
	if strings.TrimSpace(d.Text) == "" {
		if len(r.files) == 0 {
			return Message{}, ErrNoText
		}
		d.Text = ""
	}
	d.ID = strings.Trim(h.get("Message-Id"), "<>")
	d.Tell(draft.Title, h.get("Subject"), "mail Subject")
	if day, ok := dates.Day(h.get("Date")); ok {
		d.Tell(draft.Published, day, "mail Date")
	}
	if from, err := (&netmail.AddressParser{}).Parse(h.get("From")); err == nil {
		d.Tell(draft.Author, from.Name, "mail From")
	} else {
		d.Tell(draft.Author, strings.TrimSpace(strings.Split(h.get("From"), "<")[0]), "mail From")
	}
	d.Tell(draft.Publisher, h.get("Organization"), "mail Organization")
	d.Tell(draft.Language, h.get("Content-Language"), "mail Content-Language")
	if u := h.get("Archived-At"); strings.Contains(u, "://") {
		d.Tell(draft.URL, strings.Trim(u, "<>"), "mail Archived-At")
	}
	return Message{Draft: d, Files: r.files}, nil
}

// body is the text of a message without what it quotes of others and without
// the signature.
func body(s string) string {
	var out []string
	for line := range strings.Lines(strings.ReplaceAll(s, "\r\n", "\n")) {
		line = strings.TrimRight(line, "\n")
		if line == "-- " {
			break
		}
		if strings.HasPrefix(line, ">") {
			continue
		}
		out = append(out, line)
	}
	return strings.Trim(strings.Join(out, "\n"), "\n") + "\n"
}
