package graph

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"parley/graph/nquads"
	"parley/graph/quadstore"
	"parley/schema"
)

// importedBucket holds, for documents that came as quads and not as text, their
// quads as N-Quads. Their record says nothing, their text is empty; their
// quads are those of the record and these.
const importedBucket = "imported" // id -> N-Quads

// ImportExtractor is what Document.Extractor names for an imported document.
const ImportExtractor = "import"

// ErrFromText is returned where an import would replace a document whose text
// the archive holds.
var ErrFromText = errors.New("the database has it from its text, and an import would lose that")

// Imported makes entries of quads that were read from a file called name.
//
// Where each quad is labelled with a document of parley or with a claim that
// leads to one, the entries are these documents again, without their texts:
// put into an empty store they give just the graph that was exported.
//
// Other quads become one document called name, which tells where they come
// from: each of their graphs is a claim of that document, with the graph's
// name under the predicate graph. Their blank nodes are renamed, so that those
// of two files never become one. Quads about documents and claims of parley are
// refused there: nothing foreign may change what ours rest on.
func Imported(name string, quads []quad.Quad) ([]Entry, error) {
	if entries := ours(quads); entries != nil {
		return entries, nil
	}
	e, err := foreign(name, quads)
	if err != nil {
		return nil, &DocumentError{name, err}
	}
	return []Entry{e}, nil
}

// ours are the entries of quads that an export of parley holds, nil if that is
// not what they are.
func ours(quads []quad.Quad) []Entry {
	documents := map[quad.Value]quad.Value{} // of labels
	for _, q := range quads {
		if q.Subject != q.Label {
			continue
		}
		switch {
		case q.Predicate == quad.Value(TypeIRI) && q.Object == quad.Value(IRI("Document")) && strings.HasPrefix(id(q.Label), "document/"):
			documents[q.Label] = q.Label
		case q.Predicate == quad.Value(IRI("document")) && strings.HasPrefix(id(q.Label), "claim/"):
			documents[q.Label] = q.Object
		}
	}
	of := map[quad.Value][]quad.Quad{}
	for _, q := range quads {
		d := documents[q.Label]
		if d == nil || documents[d] != d {
			return nil
		}
		of[d] = append(of[d], q)
	}
	var out []Entry
	for _, d := range slices.SortedFunc(maps.Keys(of), func(a, b quad.Value) int { return strings.Compare(id(a), id(b)) }) {
		name, err := documentName(id(d))
		if err != nil {
			return nil
		}
		doc := Document{ID: name, Extractor: ImportExtractor}
		for _, q := range of[d] {
			if q.Subject != d {
				continue
			}
			text := plain(q.Object)
			switch id(q.Predicate) {
			case "title":
				doc.Title = text
			case "published":
				doc.Published = text
			case "publisher":
				doc.Publisher = text
			case "url":
				doc.URL = text
			}
		}
		out = append(out, Entry{Document: doc, Quads: of[d]})
	}
	return out
}

// foreign is one document of all the quads.
func foreign(name string, quads []quad.Quad) (Entry, error) {
	doc := DocumentIRI(name)
	scope := "b" + digest(name, "blank", "") + "_"
	renamed := func(v quad.Value) quad.Value {
		if b, ok := v.(quad.BNode); ok {
			return quad.BNode(scope + string(b))
		}
		return v
	}
	var out []quad.Quad
	claims := map[quad.Value]quad.IRI{}
	for _, q := range quads {
		for _, d := range quad.Directions {
			q.Set(d, renamed(q.Get(d)))
		}
		claim, known := claims[q.Label]
		if !known {
			claim = IRI("claim/" + digest(name, "graph", quad.StringOf(q.Label)))
			claims[q.Label] = claim
			say := func(p quad.IRI, o quad.Value) {
				out = append(out, quad.Quad{Subject: claim, Predicate: p, Object: o, Label: claim})
			}
			say(TypeIRI, IRI("Claim"))
			say(IRI("document"), doc)
			say(IRI("rule"), quad.String(ImportExtractor))
			if q.Label != nil {
				say(IRI("graph"), q.Label)
			}
		}
		if about := id(q.Subject); strings.HasPrefix(about, "claim/") || strings.HasPrefix(about, "document/") {
			return Entry{}, fmt.Errorf("it says something about %s, which is for parley to say", about)
		}
		q.Label = claim
		out = append(out, q)
	}
	return Entry{Document: Document{ID: name, Title: name, Extractor: ImportExtractor}, Quads: out}, nil
}

// imported fills p with an entry that came as quads.
func (p *prepared) imported(e Entry) error {
	quads := slices.Clone(e.Quads)
	slices.SortFunc(quads, compareQuads)
	quads = slices.Compact(quads)
	if err := checkImported(DocumentIRI(p.id), quads); err != nil {
		return err
	}
	for _, q := range quads {
		var err error
		if p.importedQuads, err = nquads.Append(p.importedQuads, q); err != nil {
			return err
		}
	}
	d := e.Document
	sum := sha256.Sum256(p.importedQuads)
	d.Hash = hex.EncodeToString(sum[:])
	d.Text = ""
	r := &schema.Record{Doc: d.ID, Title: d.Title, Publisher: d.Publisher, URL: d.URL, Language: d.Language}
	if schema.IsDate(d.Published) {
		r.Published = schema.Text(d.Published)
	}
	var err error
	if p.document, err = d.encode(); err != nil {
		return err
	}
	if p.record, err = schema.Encode(r, ""); err != nil {
		return err
	}
	p.as, err = decodeRecord(p.id, p.record, "")
	p.quads = quads
	return err
}

// fits tells whether an import says just what the archive has from its text,
// so that there is nothing to do, or why it cannot be put.
func (p *prepared) fits(tx *quadstore.Tx, held bool) (same bool, err error) {
	if p.importedQuads == nil {
		return false, nil
	}
	if held && tx.Get(importedBucket, p.id) == nil {
		before, err := said(tx, p.id)
		if err == nil && !slices.Equal(before, p.quads) {
			err = &DocumentError{p.id, ErrFromText}
		}
		return true, err
	}
	if err := p.claimed(tx); err != nil {
		return false, &DocumentError{p.id, err}
	}
	return false, nil
}

func (p *prepared) putImported(tx *quadstore.Tx) error {
	if p.importedQuads == nil {
		return tx.Delete(importedBucket, p.id)
	}
	return tx.Put(importedBucket, p.id, p.importedQuads)
}

// withImported is both lists as one, sorted, each quad once.
func withImported(a, b []quad.Quad) []quad.Quad {
	if len(b) == 0 {
		return a
	}
	all := slices.Concat(a, b)
	slices.SortFunc(all, compareQuads)
	return slices.Compact(all)
}

// checkImported tells what would let quads of document d reach into others, or
// not be read again: each label is d or a claim that says it is of d, and only
// a claim or document says something about itself.
func checkImported(d quad.IRI, quads []quad.Quad) error {
	claims := map[quad.Value]bool{d: true}
	for _, q := range quads {
		if q.Predicate != quad.Value(IRI("document")) {
			continue
		}
		if q.Subject != q.Label || q.Object != quad.Value(d) || !strings.HasPrefix(id(q.Subject), "claim/") {
			return fmt.Errorf("%v names another document, or is no claim", q.Subject)
		}
		claims[q.Subject] = true
	}
	for _, q := range quads {
		if !claims[q.Label] {
			return fmt.Errorf("%v is labelled %v, which is no claim of it", q.Subject, q.Label)
		}
		about := id(q.Subject)
		own := strings.HasPrefix(about, "claim/") || strings.HasPrefix(about, "document/")
		if own && q.Subject != q.Label {
			return fmt.Errorf("%v says something about %v", q.Label, q.Subject)
		}
		if own && q.Predicate == quad.Value(IRI("evidence")) {
			if _, _, err := parseChar(plain(q.Object)); err != nil {
				return err
			}
		}
	}
	return nil
}

// claimed tells whether a label of p is a claim of another document.
func (p *prepared) claimed(tx *quadstore.Tx) error {
	d := DocumentIRI(p.id)
	var last quad.Value
	for _, q := range p.quads {
		if q.Label == last || q.Label == quad.Value(d) {
			continue
		}
		last = q.Label
		for other, err := range tx.Quads(q.Label, IRI("document"), nil, nil) {
			if err != nil {
				return err
			}
			if other.Object != quad.Value(d) {
				return fmt.Errorf("%v is a claim of %v already", q.Label, other.Object)
			}
		}
	}
	return nil
}

// importedOf are the quads that came with document id as such.
func importedOf(tx *quadstore.Tx, id string) ([]quad.Quad, error) {
	b := tx.Get(importedBucket, id)
	if b == nil {
		return nil, nil
	}
	var out []quad.Quad
	for r := nquads.NewReader(bytes.NewReader(b)); ; {
		q, err := r.Read()
		if errors.Is(err, io.EOF) {
			return out, nil
		}
		if err != nil {
			return nil, fmt.Errorf("document %s: damaged quads: %w", id, err)
		}
		out = append(out, q)
	}
}

// imported are the quads that came with document id as such.
func (s *Store) imported(id string) (quads []quad.Quad, err error) {
	err = s.qs.View(func(tx *quadstore.Tx) error {
		quads, err = importedOf(tx, id)
		return err
	})
	return quads, err
}
