package graph

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/cayleygraph/quad"

	"parley/graph/quadstore"
	"parley/schema"
)

// Put files entries in one transaction: either all are in the archive and the
// graph when it returns, or none is and nothing has changed. An entry that the
// archive holds already, word for word, is left alone; one whose document has
// changed replaces the old: quads that the new record lacks go, new ones come.
// The answer has one Put for each entry. Records are validated first.
//
// A [*DocumentError] says that one entry cannot be stored, and which: the
// others can be put without it. Any other error is of the database.
func (s *Store) Put(ctx context.Context, entries ...Entry) ([]Put, error) {
	ready := make([]*prepared, len(entries))
	for i, e := range entries {
		var err error
		if ready[i], err = s.prepare(e); err != nil {
			return nil, &DocumentError{e.Document.ID, err}
		}
	}
	var puts []Put
	err := s.qs.Update(func(tx *quadstore.Tx) error {
		puts = make([]Put, len(entries))
		for i, p := range ready {
			if err := ctx.Err(); err != nil {
				return err
			}
			var err error
			puts[i], err = p.put(tx)
			switch {
			case errors.Is(err, quadstore.ErrQuad):
				return &DocumentError{p.id, err}
			case err != nil:
				return fmt.Errorf("document %s: %w", p.id, err)
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return puts, nil
}

// DocumentError says why a document cannot be stored.
type DocumentError struct {
	ID  string
	Err error
}

func (e *DocumentError) Error() string { return fmt.Sprintf("document %s: %v", e.ID, e.Err) }
func (e *DocumentError) Unwrap() error { return e.Err }

// prepared is an entry as it will be stored.
type prepared struct {
	id                     string
	document, text, record []byte
	importedQuads          []byte // see imported.go
	quads                  []quad.Quad
}

func (s *Store) prepare(e Entry) (*prepared, error) {
	p := &prepared{id: e.Document.ID, text: []byte(e.Document.Text)}
	if e.Record == nil && len(e.Quads) > 0 {
		return p, p.imported(e)
	}
	if e.Record == nil || e.Record.Doc != p.id {
		return nil, errors.New("its record is missing or of another document")
	}
	if err := s.model.Validate(e.Record, e.Document.Text); err != nil {
		return nil, err
	}
	var err error
	if p.document, err = e.Document.encode(); err != nil {
		return nil, err
	}
	if p.record, err = schema.Encode(e.Record, e.Document.Text); err != nil {
		return nil, err
	}
	// The quads are those of the record as the archive will give it back:
	// JSON mends strings that are no UTF-8.
	r, err := decodeRecord(p.id, p.record, e.Document.Text)
	if err != nil {
		return nil, err
	}
	p.quads = Quads(r, e.Document.Text)
	return p, nil
}

func (p *prepared) put(tx *quadstore.Tx) (Put, error) {
	old := tx.Get(documentsBucket, p.id)
	if old != nil && bytes.Equal(old, p.document) && bytes.Equal(tx.Get(recordsBucket, p.id), p.record) && bytes.Equal(tx.Get(textsBucket, p.id), p.text) &&
		bytes.Equal(tx.Get(importedBucket, p.id), p.importedQuads) {
		return Unchanged, nil
	}
	became := Added
	var before []quad.Quad
	if old != nil {
		became = Replaced
		var err error
		if before, err = said(tx, p.id); err != nil {
			return became, err
		}
	}
	if p.importedQuads != nil {
		if old != nil && tx.Get(importedBucket, p.id) == nil {
			if slices.Equal(before, p.quads) {
				return Unchanged, nil
			}
			return became, &DocumentError{p.id, ErrFromText}
		}
		if err := p.claimed(tx); err != nil {
			return became, &DocumentError{p.id, err}
		}
	}
	if err := change(tx, before, p.quads); err != nil {
		return became, err
	}
	return became, errors.Join(tx.Put(documentsBucket, p.id, p.document), tx.Put(textsBucket, p.id, p.text), tx.Put(recordsBucket, p.id, p.record), p.putImported(tx))
}

func (p *prepared) putImported(tx *quadstore.Tx) error {
	if p.importedQuads == nil {
		return tx.Delete(importedBucket, p.id)
	}
	return tx.Put(importedBucket, p.id, p.importedQuads)
}

// Remove takes the documents back, in one transaction: the graph is then as if
// they had never been put. It is [ErrNoDocument] if one of them is not there,
// and then nothing changes.
func (s *Store) Remove(ctx context.Context, ids ...string) error {
	return s.qs.Update(func(tx *quadstore.Tx) error {
		for _, id := range ids {
			if err := ctx.Err(); err != nil {
				return err
			}
			if tx.Get(documentsBucket, id) == nil {
				return fmt.Errorf("%w: %s", ErrNoDocument, id)
			}
			before, err := said(tx, id)
			if err != nil {
				return err
			}
			if err := change(tx, before, nil); err != nil {
				return fmt.Errorf("document %s: %w", id, err)
			}
			if err := errors.Join(tx.Delete(documentsBucket, id), tx.Delete(textsBucket, id), tx.Delete(recordsBucket, id), tx.Delete(importedBucket, id)); err != nil {
				return fmt.Errorf("document %s: %w", id, err)
			}
		}
		return nil
	})
}

// change makes the quads of before those of after. Both are sorted. A quad's
// label is a claim of one document, so no other document loses anything.
func change(tx *quadstore.Tx, before, after []quad.Quad) error {
	for _, q := range before {
		if _, kept := slices.BinarySearchFunc(after, q, compareQuads); kept {
			continue
		}
		if gone, err := tx.Remove(q); err != nil {
			return err
		} else if gone {
			if err := countName(tx, q, -1); err != nil {
				return err
			}
		}
	}
	for _, q := range after {
		if isNew, err := tx.Add(q); err != nil {
			return err
		} else if isNew {
			if err := countName(tx, q, +1); err != nil {
				return err
			}
		}
	}
	return nil
}

// said is every quad that document id says, sorted: those labelled with the
// document and with its claims. It reads the graph, not the record, so that
// it is exact even for what an older parley put.
func said(tx *quadstore.Tx, id string) ([]quad.Quad, error) {
	d := DocumentIRI(id)
	labels := []quad.Value{d}
	for q, err := range tx.Quads(nil, IRI("document"), d, nil) {
		if err != nil {
			return nil, err
		}
		labels = append(labels, q.Subject)
	}
	var out []quad.Quad
	for _, l := range labels {
		for q, err := range tx.Quads(nil, nil, nil, l) {
			if err != nil {
				return nil, err
			}
			out = append(out, q)
		}
	}
	slices.SortFunc(out, compareQuads)
	return out, nil
}
