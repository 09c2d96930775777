package article

import (
	"encoding/json"
	"unicode/utf8"
)

// Line is an article as one line of JSON: what parley read --format json prints
// and what is read back just so. It is a stable interface, to which fields are
// added. Lines of others need no more than text.
type Line struct {
	ID   string `json:"id"`
	Path string `json:"path"`
	told
	Updated  string            `json:"updated,omitempty"`
	Agency   string            `json:"agency,omitempty"`
	Place    string            `json:"place,omitempty"`
	Kind     string            `json:"kind,omitempty"`
	Body     int               `json:"body,omitempty"` // code point of text where the running text begins
	Captions []string          `json:"captions,omitempty"`
	Quotes   []string          `json:"quotes,omitempty"`
	From     map[string]string `json:"from,omitempty"`
	Source   Source            `json:"source"`
}

// plain is what lines of others may have under the same names.
type plain struct {
	ID string `json:"id"`
	told
}

type told struct {
	Title     string `json:"title"`
	Published string `json:"published"`
	Publisher string `json:"publisher"`
	Author    string `json:"author"`
	URL       string `json:"url"`
	Language  string `json:"language"`
	Text      string `json:"text"`
}

// Line is the article as JSON.
func (a Article) Line() Line {
	return Line{
		ID: a.ID, Path: a.Source.Path,
		told:    told{Title: a.Title, Published: a.Published, Publisher: a.Publisher, Author: a.Author, URL: a.URL, Language: a.Language, Text: a.Text},
		Updated: a.Updated, Agency: a.Agency, Place: a.Place, Kind: a.Kind,
		Body: utf8.RuneCountInString(a.Text[:a.Body]), Captions: a.Captions, Quotes: a.Quotes, From: a.From, Source: a.Source,
	}
}

// readBack fills in what a line that parley printed tells beyond the plain
// fields. Such a line names the source and its format; of any other nothing is
// taken, whatever its fields are called.
func (a *Article) readBack(b []byte) bool {
	var l Line
	if json.Unmarshal(b, &l) != nil || l.Source.Format == "" {
		return false
	}
	a.Author, a.Updated, a.Agency, a.Place, a.Kind = l.Author, l.Updated, l.Agency, l.Place, l.Kind
	a.Captions, a.Quotes, a.From, a.Source = l.Captions, l.Quotes, l.From, l.Source
	for ; l.Body > 0 && a.Body < len(a.Text); l.Body-- {
		_, n := utf8.DecodeRuneInString(a.Text[a.Body:])
		a.Body += n
	}
	return true
}
