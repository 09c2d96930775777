package graph

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"maps"
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
	err := s.update(func(c *change) (err error) {
		puts = make([]Put, len(entries))
		for i, p := range ready {
			if err := ctx.Err(); err != nil {
				return err
			}
			if puts[i], err = c.put(p); err != nil {
				return fmt.Errorf("document %s: %w", p.id, err)
			}
		}
		return c.finish(ctx)
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
	as                     *schema.Record
	importedQuads          []byte      // see imported.go
	quads                  []quad.Quad // the same
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
	if p.as, err = decodeRecord(p.id, p.record, e.Document.Text); err != nil {
		return nil, err
	}
	// A name is part of a key; what else no quad may hold, finish tells.
	for i := range p.as.Entities {
		e := &p.as.Entities[i]
		for _, name := range append([]string{e.Name}, e.Aliases...) {
			if name := clean(name); len(name) > mostName {
				return nil, fmt.Errorf("%w: a name of %d bytes: %.40q…", quadstore.ErrQuad, len(name), name)
			}
		}
	}
	return p, nil
}

// change is documents that come and go in one transaction: first the archive
// and who is in it, then the quads of every document that this concerns.
type change struct {
	tx      *quadstore.Tx
	who     *identity
	records map[string]*prepared // of those that came
}

// update calls f with a change under the decisions that are in force, in one
// transaction.
func (s *Store) update(f func(*change) error) error {
	return s.qs.Update(func(tx *quadstore.Tx) error {
		d, err := decisions(tx)
		if err != nil {
			return err
		}
		return f(&change{tx: tx, who: newIdentity(tx, d), records: map[string]*prepared{}})
	})
}

func (c *change) put(p *prepared) (Put, error) {
	tx := c.tx
	old := tx.Get(documentsBucket, p.id)
	if old != nil && bytes.Equal(old, p.document) && bytes.Equal(tx.Get(recordsBucket, p.id), p.record) && bytes.Equal(tx.Get(textsBucket, p.id), p.text) &&
		bytes.Equal(tx.Get(importedBucket, p.id), p.importedQuads) {
		return Unchanged, nil
	}
	became := Added
	if old != nil {
		became = Replaced
	}
	if same, err := p.fits(tx, old != nil); err != nil || same {
		return Unchanged, err
	}
	c.records[p.id] = p
	c.who.change(p.id, c.who.sightingsOf(p.as, string(p.text)))
	if err := c.index(p, old != nil); err != nil {
		return became, err
	}
	return became, errors.Join(c.who.err, tx.Put(documentsBucket, p.id, p.document), tx.Put(textsBucket, p.id, p.text), tx.Put(recordsBucket, p.id, p.record), tx.Put(sumsBucket, p.id, sum(p.document, p.text, p.record)), p.putImported(tx))
}

func (c *change) remove(id string) error {
	tx := c.tx
	if tx.Get(documentsBucket, id) == nil {
		return fmt.Errorf("%w: %s", ErrNoDocument, id)
	}
	before, err := said(tx, id)
	if err != nil {
		return err
	}
	if err := replace(tx, before, nil); err != nil {
		return fmt.Errorf("document %s: %w", id, err)
	}
	c.who.change(id, nil)
	if err := c.unindex(id); err != nil {
		return err
	}
	return errors.Join(c.who.err, tx.Delete(documentsBucket, id), tx.Delete(textsBucket, id), tx.Delete(recordsBucket, id), tx.Delete(sumsBucket, id), tx.Delete(importedBucket, id))
}

// finish writes the quads of the documents that the change concerns.
func (c *change) finish(ctx context.Context) error {
	if err := c.who.settle(); err != nil {
		return err
	}
	for _, id := range slices.Sorted(maps.Keys(c.who.docs)) {
		if err := ctx.Err(); err != nil {
			return err
		}
		if c.tx.Get(documentsBucket, id) == nil {
			continue
		}
		if err := c.rewrite(id); errors.Is(err, quadstore.ErrQuad) {
			return &DocumentError{id, err}
		} else if err != nil {
			return fmt.Errorf("document %s: %w", id, err)
		}
	}
	return nil
}

func (c *change) rewrite(id string) error {
	var text string
	var r *schema.Record
	if p := c.records[id]; p != nil {
		text, r = string(p.text), p.as
	} else {
		d, record, err := entry(c.tx, id)
		if err != nil {
			return err
		}
		text, r = d.Text, record
	}
	before, err := said(c.tx, id)
	if err != nil {
		return err
	}
	imported, err := importedOf(c.tx, id)
	if err != nil {
		return err
	}
	after := withImported(quadsOf(r, text, c.who.naming(id, entityIDs(r))), imported)
	return errors.Join(c.who.err, replace(c.tx, before, after))
}

func entityIDs(r *schema.Record) []string {
	out := make([]string, len(r.Entities))
	for i := range r.Entities {
		out[i] = r.Entities[i].ID
	}
	return out
}

// Remove takes the documents back, in one transaction: the graph is then as if
// they had never been put. It is [ErrNoDocument] if one of them is not there,
// and then nothing changes.
func (s *Store) Remove(ctx context.Context, ids ...string) error {
	return s.update(func(c *change) error {
		for _, id := range ids {
			if err := ctx.Err(); err != nil {
				return err
			}
			if err := c.remove(id); err != nil {
				return err
			}
		}
		return c.finish(ctx)
	})
}

// replace makes the quads of before those of after. Both are sorted. A quad's
// label is a claim of one document, so no other document loses anything.
func replace(tx *quadstore.Tx, before, after []quad.Quad) error {
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
