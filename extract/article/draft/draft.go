// Package draft holds what the reader of a format finds: the text of one
// article and what its source tells about it, each thing with where it was
// told. The readers under extract/article make drafts; extract/article makes
// articles of them.
package draft

import "strings"

// Draft is one article as its source has it. Fields that the source does not
// tell are empty.
type Draft struct {
	Name      string // of the article within its source: a member's path, a number; "" if the source is one article
	ID        string // the source's own id for it, if that is fit to be cited
	Title     string
	Author    string // names, joined by ", "
	Published string // as dates.Day gives it
	Updated   string // the same
	Publisher string
	URL       string
	Language  string
	Agency    string // the wire agency that wrote it
	Place     string // of the dateline
	Kind      string // what it is if no plain article: "live blog entry", "summary"
	Text      string
	Body      int      // byte of Text where the running text begins
	Captions  []string // of pictures and tables: no part of Text
	Quotes    []string // pull quotes: they repeat words of Text
	From      map[string]string
}

// The names of the fields as keys of From.
const (
	Title     = "title"
	Author    = "author"
	Published = "published"
	Updated   = "updated"
	Publisher = "publisher"
	URL       = "url"
	Language  = "language"
	Agency    = "agency"
	Place     = "place"
)

func (d *Draft) field(name string) *string {
	switch name {
	case Title:
		return &d.Title
	case Author:
		return &d.Author
	case Published:
		return &d.Published
	case Updated:
		return &d.Updated
	case Publisher:
		return &d.Publisher
	case URL:
		return &d.URL
	case Language:
		return &d.Language
	case Agency:
		return &d.Agency
	case Place:
		return &d.Place
	}
	return nil
}

// Tell sets a field to value, told by from, unless an earlier source told it
// or value is empty. It says whether it did.
func (d *Draft) Tell(name, value, from string) bool {
	f := d.field(name)
	value = Line(value)
	if f == nil || *f != "" || value == "" {
		return false
	}
	*f = value
	if d.From == nil {
		d.From = map[string]string{}
	}
	d.From[name] = from
	return true
}

// Replace sets a field, whatever was told before.
func (d *Draft) Replace(name, value, from string) {
	if f := d.field(name); f != nil {
		*f = ""
		delete(d.From, name)
		d.Tell(name, value, from)
	}
}

// longest is more than any title or name: what a hostile source puts there is
// cut.
const longest = 1000

// Line is s as one line: space joined, control characters gone, cut where it
// is too long for a field.
func Line(s string) string {
	if len(s) > 8*longest {
		s = s[:8*longest]
	}
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\t' || r == '\n' || r == '\r' || r == '\u00a0' || r == '\u2028' || r == '\u2029' || r == '\f' || r == '\v':
			return ' '
		case r < ' ' || r == 0x7f || r >= 0x80 && r < 0xa0 || r == '\u200b' || r == '\ufeff' || r == '\u00ad' || r == '\ufffd':
			return -1
		}
		return r
	}, s)
	s = strings.Join(strings.Fields(s), " ")
	if len(s) > longest {
		s = strings.ToValidUTF8(s[:longest], "")
	}
	return s
}
