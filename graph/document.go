package graph

import (
	"encoding/json"
	"fmt"

	"github.com/cayleygraph/quad"

	"parley/schema"
)

// Document is an article as the archive keeps it: the truth from which, with
// its record, the quads are derived.
type Document struct {
	ID        string `json:"id"` // as the user knows it: a path, or the id of a JSON line
	Title     string `json:"title,omitempty"`
	Published string `json:"published,omitempty"` // YYYY, YYYY-MM or YYYY-MM-DD
	Publisher string `json:"publisher,omitempty"`
	URL       string `json:"url,omitempty"`
	Language  string `json:"language,omitempty"`
	Author    string `json:"author,omitempty"`
	Agency    string `json:"agency,omitempty"` // the wire agency that it is from: what several publishers print of it is said once
	Place     string `json:"place,omitempty"`  // of its dateline
	Source    Source `json:"source,omitzero"`
	Hash      string `json:"hash"`      // of the input: an equal hash is an equal article
	Extractor string `json:"extractor"` // version of what made the record
	Text      string `json:"-"`         // kept beside the rest, byte for byte
}

// Source is the input that an article was made of: evidence is shown in the
// article's text, and this leads back to the page or file behind it.
type Source struct {
	Path   string `json:"path,omitempty"`
	Format string `json:"format,omitempty"`
	Hash   string `json:"sha256,omitempty"` // of the bytes that were read
	URL    string `json:"url,omitempty"`    // where an archive says that they were
}

// Entry is a document with what it says: a record of its text, or, where it
// came as quads, these; see [Imported].
type Entry struct {
	Document Document
	Record   *schema.Record
	Quads    []quad.Quad // only where Record is nil
}

// Put is what became of one entry.
type Put int

// What can become of an entry.
const (
	Unchanged Put = iota // the archive held just this
	Added
	Replaced
)

// encode is all of d but its text.
func (d *Document) encode() ([]byte, error) { return json.Marshal(d) }

// decodeDocument is the document of that id without its text.
func decodeDocument(id string, b []byte) (Document, error) {
	var d Document
	if err := json.Unmarshal(b, &d); err != nil {
		return d, fmt.Errorf("document %s: damaged archive entry: %w", id, err)
	}
	d.ID = id // JSON has no room for a file name that is no UTF-8
	return d, nil
}
