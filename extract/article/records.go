package article

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"

	"parley/extract/article/draft"
	"parley/extract/article/table"
	"parley/extract/article/wire"
)

// lines reads one article a line. A line that is too long or not JSON costs
// that line only.
func (r *reader) lines(i input) bool {
	buf := bufio.NewReaderSize(i.in, 1<<16)
	// JSON may write a character with six bytes.
	most := 6*r.MaxBytes + 1<<16
	var told string
	for n := 1; ; n++ {
		b, tooLong, err := readLine(buf, most)
		if n == 1 {
			b = bytes.TrimPrefix(b, []byte(bom))
		}
		if tooLong {
			if !r.put(result{article: Article{ID: numbered(i, n)}, path: i.path, line: n, err: ErrTooLarge}) {
				return false
			}
		} else if b = bytes.TrimSpace(b); len(b) > 0 {
			x := r.object(i, n, b, &told)
			x.line = n
			if n == 1 && !i.given && errors.Is(x.err, table.ErrNoText) && !slices.Contains(lineExtensions, strings.ToLower(path.Ext(i.name))) {
				return r.skip(i, ErrFormat) // JSON of some other kind
			}
			if !r.put(x) {
				return false
			}
		}
		if err == io.EOF {
			return true
		}
		if err != nil {
			return r.put(result{article: Article{ID: numbered(i, n)}, path: i.path, line: n, err: cause(err)})
		}
	}
}

func numbered(i input, n int) string { return fmt.Sprintf("%s#%d", i.id, n) }

// object is the article of a JSON object: our own names as they are, else
// those of the map and the usual ones.
func (r *reader) object(i input, n int, b []byte, told *string) result {
	h := sha256.Sum256(b)
	a := Article{ID: numbered(i, n), Source: Source{Path: fmt.Sprintf("%s#%d", i.path, n), Format: formatLines, Hash: hex.EncodeToString(h[:]), URL: i.url}}
	x := result{article: a, path: i.path}
	if len(r.Map) == 0 {
		var l plain
		err := json.Unmarshal(b, &l)
		var wrong *json.UnmarshalTypeError
		switch {
		case errors.As(err, &wrong) && mustBeText(field(wrong), l.Text):
			x.err = fmt.Errorf("%q is a %s, not text", field(wrong), wrong.Value)
			return x
		case err != nil && wrong == nil:
			x.err = err
			return x
		case l.Text != "" || err == nil && hasText(b):
			r.own(&x, l, b)
			return x
		}
	}
	o, err := table.Decode(b)
	if err != nil {
		x.err = err
		return x
	}
	m := r.Map.Guess(o.Names())
	if m["text"] != "" {
		r.note(i, m, told)
	}
	d, err := m.Draft(o.Get, "key")
	r.mapped(&x, d, err)
	return x
}

// field is the key whose value is of the wrong type.
func field(wrong *json.UnmarshalTypeError) string {
	return wrong.Field[strings.LastIndexByte(wrong.Field, '.')+1:] // without the names of Go's structs
}

// mustBeText says whether what stands under a key cannot be passed over: names
// of authors come as lists, too.
func mustBeText(key, text string) bool {
	return key == "text" || key == "" || text != "" && key != "author"
}

// hasText says whether an object has the key text.
func hasText(b []byte) bool {
	var v struct {
		Text *string `json:"text"`
	}
	return json.Unmarshal(b, &v) == nil && v.Text != nil
}

// own fills in an article that has our own names.
func (r *reader) own(x *result, l plain, b []byte) {
	a := &x.article
	if l.ID != "" {
		a.ID = l.ID
	}
	a.Title, a.Published, a.Publisher, a.URL, a.Language, a.Text = l.Title, l.Published, l.Publisher, l.URL, l.Language, l.Text
	if x.err = r.bounded(a.Text); x.err != nil {
		return
	}
	if a.readBack(b) {
		return
	}
	a.edges()
	if l.Author != "" {
		a.Author = l.Author
	}
	a.guessLanguage()
}

// mapped fills in an article that was read by a map.
func (r *reader) mapped(x *result, d draft.Draft, err error) {
	if err != nil {
		x.err = err
		return
	}
	wire.Read(&d)
	a := &x.article
	if d.ID != "" {
		a.ID = d.ID
	}
	a.Title, a.Published, a.Publisher, a.URL, a.Language, a.Text, a.Body = d.Title, d.Published, d.Publisher, d.URL, d.Language, d.Text, d.Body
	a.Author, a.Agency, a.Place, a.Captions, a.From = d.Author, d.Agency, d.Place, d.Captions, d.From
	a.Source.Format = formatTable
	a.trueLanguage()
	x.err = r.bounded(a.Text)
}

// note tells how fields are understood, when that changes.
func (r *reader) note(i input, m table.Map, told *string) {
	if s := m.String(); r.Note != nil && s != *told {
		*told = s
		r.Note(i.path, s)
	}
}

// json reads a JSON value over several lines: an article, an array of them.
func (r *reader) json(i input) bool {
	lim := &perRecord{in: i.in, most: 6*r.MaxBytes + 1<<16}
	lim.reset()
	dec := json.NewDecoder(lim)
	head, _ := i.in.Peek(peek)
	array := strings.HasPrefix(strings.TrimLeft(strings.TrimPrefix(string(head), bom), " \t\r\n"), "[")
	if strings.HasPrefix(string(head), bom) {
		_, _ = io.CopyN(io.Discard, i.in, int64(len(bom)))
	}
	if array {
		if _, err := dec.Token(); err != nil {
			return r.fail(i, err)
		}
	}
	var told string
	found := false
	for n := 1; !array || dec.More(); n++ {
		var raw json.RawMessage
		err := dec.Decode(&raw)
		if err == io.EOF && n > 1 {
			break
		}
		if err != nil {
			// What follows cannot be found again.
			return r.put(result{article: Article{ID: numbered(i, n)}, path: fmt.Sprintf("%s#%d", i.path, n), err: fmt.Errorf("and nothing after it is read: %w", err)})
		}
		lim.reset()
		if !array && n == 1 && bytes.Contains(raw[:min(len(raw), 4000)], []byte("https://jsonfeed.org/version/")) {
			return r.document(i, formatFeed, raw)
		}
		x := r.object(i, n, raw, &told)
		x.path = fmt.Sprintf("%s#%d", i.path, n)
		if x.err != nil && !i.given && !found && errors.Is(x.err, table.ErrNoText) {
			return r.skip(i, ErrFormat) // JSON of some other kind
		}
		found = found || x.err == nil
		if !array && n == 1 && x.err == nil && x.article.ID == numbered(i, 1) {
			x.article.ID, x.path = i.id, i.path
		}
		if !r.put(x) {
			return false
		}
	}
	return true
}

// perRecord bounds how much one record reads.
type perRecord struct {
	in         io.Reader
	most, left int64
}

func (p *perRecord) reset() { p.left = p.most }

func (p *perRecord) Read(b []byte) (int, error) {
	if p.left <= 0 {
		return 0, fmt.Errorf("%w: more than %d bytes", ErrTooLarge, p.most)
	}
	if int64(len(b)) > p.left {
		b = b[:p.left]
	}
	n, err := p.in.Read(b)
	p.left -= int64(n)
	return n, err
}

// table reads the rows of a CSV or TSV file.
func (r *reader) table(i input) bool {
	head, _ := i.in.Peek(peek)
	comma, ok := table.Comma(head, r.Map)
	if !ok && !i.given {
		return r.skip(i, ErrFormat)
	}
	if !ok {
		line, _, _ := strings.Cut(strings.TrimPrefix(string(head), bom), "\n")
		return r.fail(i, fmt.Errorf("no column %w: say --map text=NAME; its first line is %.200q", table.ErrNoText, strings.TrimSpace(line)))
	}
	lim := &perRecord{in: i.in, most: 2*r.MaxBytes + 1<<16}
	lim.reset()
	rows, err := table.OpenRows(lim, comma, r.Map)
	if err != nil {
		return r.fail(i, err)
	}
	var told string
	r.note(i, rows.Map, &told)
	for n := 1; ; n++ {
		lim.reset()
		err := rows.Next()
		if err == io.EOF {
			return true
		}
		h := sha256.Sum256([]byte(rows.Row()))
		x := result{article: Article{ID: numbered(i, n), Source: Source{Path: fmt.Sprintf("%s#%d", i.path, n), Format: formatTable, Hash: hex.EncodeToString(h[:])}}, path: i.path, line: rows.Line}
		if err != nil {
			x.err = err
			var bad *csv.ParseError
			if !errors.As(err, &bad) || errors.Is(err, ErrTooLarge) {
				x.err = fmt.Errorf("and nothing after it is read: %w", err)
				return r.put(x)
			}
			if !r.put(x) {
				return false
			}
			continue
		}
		d, err := rows.Map.Draft(rows.Get, "column")
		r.mapped(&x, d, err)
		if !r.put(x) {
			return false
		}
	}
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
