// Package article turns files, folders and standard input into articles: text
// with its title, date and publisher.
//
// [Read] is the one function to call. It tells by content what each input is:
// text, Markdown, web pages (also MHTML), feeds, JSON, tables, mail, word
// processors' documents, PDF, and archives of all these (zip, tar, gzip, zstd,
// WARC, mbox), one in another to a bounded depth. The text of a plain text or
// a JSON line is kept byte for byte; of other formats the article's text is
// made once, here, and every later offset is an offset of it.
//
// The readers of the formats are the packages below this one; each hands over
// drafts. Nothing here uses the network.
package article

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"
	"unicode/utf8"

	"parley/extract/article/dates"
)

// Article is one text and what is known about it.
type Article struct {
	ID        string // as the user will cite it
	Title     string
	Published string // YYYY, YYYY-MM, YYYY-MM-DD or empty
	Publisher string
	URL       string
	Language  string // as the input says, or empty
	Author    string // names, joined by ", "
	Updated   string // as Published
	Agency    string // the wire agency it is from
	Place     string // of its dateline
	Kind      string // what it is if no plain article: "summary", "live blog entry"
	Text      string // valid UTF-8
	Body      int    // byte of Text where the running text begins
	Hash      string // of all of the above: an equal hash is an equal article

	Captions []string          // of pictures: no part of Text
	Quotes   []string          // pull quotes, which repeat words of Text
	From     map[string]string // where each of title, published … was told
	Source   Source
}

// Source is the input that an article was made of.
type Source struct {
	Path   string `json:"path"`             // file, and members of archives behind "!"; a number within a file behind "#"
	Format string `json:"format"`           // text, html, warc …
	Hash   string `json:"sha256,omitempty"` // of the bytes that were read as this article
	URL    string `json:"url,omitempty"`    // where an archive says that they were
}

// Error is why an article could not be read, and where. The others are read
// all the same.
type Error struct {
	Path string // "-" is standard input
	Line int    // of a JSON Lines file, from 1; 0 if it is no such file
	Err  error
	Skip bool // it was passed over because it is no article, not because something is wrong
}

func (e *Error) Error() string {
	path := e.Path
	if path == "-" {
		path = "standard input"
	}
	if e.Line > 0 {
		return fmt.Sprintf("%s:%d: %v", path, e.Line, e.Err)
	}
	return fmt.Sprintf("%s: %v", path, e.Err)
}

func (e *Error) Unwrap() error { return e.Err }

// Errors of one article.
var (
	ErrTooLarge = errors.New("too large for one article")
	ErrEmpty    = errors.New("there is no text in it")
	ErrBinary   = errors.New("is not text")
	ErrTwice    = errors.New("its id was read before in this run")
	ErrFormat   = errors.New("holds no articles that parley can read")
	ErrDeep     = errors.New("archives lie in one another too deep")
	ErrBomb     = errors.New("unpacks to too much for its size")
	ErrName     = errors.New("its name leads out of the archive")
)

// finish checks an article, fills in the defaults and hashes it.
func (o Options) finish(a *Article) error {
	if a.Published == "" {
		a.Published = o.Published
	}
	if a.Publisher == "" {
		a.Publisher = o.Publisher
	}
	if err := checkText(a.Text); err != nil {
		return err
	}
	if strings.TrimSpace(strings.TrimPrefix(a.Text[a.Body:], bom)) == "" {
		return ErrEmpty
	}
	var err error
	if a.Published, err = Date(a.Published); err != nil {
		day, ok := dates.Day(a.Published)
		if !ok {
			return err
		}
		a.Published = day
	}
	h := sha256.New()
	for _, s := range []string{a.ID, a.Title, a.Published, a.Publisher, a.URL, a.Language, a.Text} {
		fmt.Fprintf(h, "%d:", len(s))
		io.WriteString(h, s)
	}
	for _, s := range []string{a.Author, a.Updated, a.Agency, a.Place, a.Kind} {
		if s != "" && a.Source.Format != formatText && a.Source.Format != formatLines { // of these it is read out of what is hashed
			fmt.Fprintf(h, "%d:%s", len(s), s)
		}
	}
	a.Hash = hex.EncodeToString(h.Sum(nil))
	return nil
}

func checkText(s string) error {
	if strings.HasPrefix(s, "\xff\xfe") || strings.HasPrefix(s, "\xfe\xff") {
		return fmt.Errorf("%w in UTF-8 but in UTF-16: convert it first", ErrBinary)
	}
	if i := strings.IndexByte(s, 0); i >= 0 {
		return fmt.Errorf("%w: a NUL byte at byte %d", ErrBinary, i)
	}
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError && size == 1 {
			return fmt.Errorf("%w in UTF-8: byte %d is 0x%02x", ErrBinary, i, s[i])
		}
		i += size
	}
	return nil
}

// Date is a date of publication as YYYY, YYYY-MM or YYYY-MM-DD: those as they
// are, an RFC 3339 time cut to its day (as its own zone has it), an empty one
// as it is. Others, and days that the calendar lacks, are errors.
func Date(s string) (string, error) {
	if s == "" {
		return "", nil
	}
	for _, layout := range []string{"2006", "2006-01", "2006-01-02"} {
		if _, err := time.Parse(layout, s); err == nil {
			return s, nil
		}
	}
	if t, err := time.Parse(time.RFC3339, s); err == nil {
		return t.Format("2006-01-02"), nil
	}
	return "", fmt.Errorf("the date %q is not YYYY-MM-DD, YYYY-MM or YYYY", s)
}
