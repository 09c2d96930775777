package graph

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"os"
	"slices"
	"time"

	"github.com/cayleygraph/quad"

	"parley/graph/quadstore"
	"parley/schema"
)

// Buckets of the archive, beside the quads in the same file.
const (
	documentsBucket = "documents" // id -> Document as JSON
	recordsBucket   = "records"   // id -> Record as JSON, spans in code points
)

// ErrNoDatabase is returned when a file that must exist does not.
var ErrNoDatabase = errors.New("there is no such database")

// ErrNoDocument is returned when the archive holds no document of that id.
var ErrNoDocument = errors.New("no such document")

// Options say how a database is opened. The zero value opens for writing,
// makes the file if there is none, and waits two seconds for its lock.
type Options struct {
	ReadOnly  bool          // many readers may share the file; it must exist
	MustExist bool          // do not make a new file
	Timeout   time.Duration // for another process's lock; 0 means two seconds
	NoSync    bool          // a crash of the machine may lose what was put: for tests
}

// Store is the archive of documents and records with the graph derived from
// it, in one file. It is safe for concurrent use.
type Store struct {
	qs    *quadstore.Store
	model *schema.Model
}

// Open opens the database at path. It takes milliseconds at any size.
// Close it after use.
func Open(path string, o Options) (*Store, error) {
	if o.ReadOnly || o.MustExist {
		if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
			return nil, fmt.Errorf("database %s: %w", path, ErrNoDatabase)
		}
	}
	qs, err := quadstore.Open(path, quadstore.Options{ReadOnly: o.ReadOnly, Timeout: o.Timeout, NoSync: o.NoSync})
	if err != nil {
		return nil, err
	}
	return &Store{qs: qs, model: schema.English()}, nil
}

// OpenMemory returns an empty store that lives in memory only.
func OpenMemory() *Store { return &Store{qs: quadstore.Memory(), model: schema.English()} }

// Close releases the file.
func (s *Store) Close() error { return s.qs.Close() }

// Put files entries in one transaction: either all are in the archive and the
// graph when it returns, or none is and nothing has changed. An entry that the
// archive holds already, word for word, is left alone; one whose document has
// changed replaces the old: quads that the new record lacks go, new ones come.
// The answer has one Put for each entry. Records are validated first.
func (s *Store) Put(ctx context.Context, entries ...Entry) ([]Put, error) {
	type prepared struct {
		document, record []byte
		quads            []quad.Quad
	}
	ready := make([]prepared, len(entries))
	for i, e := range entries {
		if e.Record == nil || e.Record.Doc != e.Document.ID {
			return nil, fmt.Errorf("document %s: its record is missing or of another document", e.Document.ID)
		}
		if err := s.model.Validate(e.Record, e.Document.Text); err != nil {
			return nil, err
		}
		d, err := e.Document.encode()
		if err != nil {
			return nil, fmt.Errorf("document %s: %w", e.Document.ID, err)
		}
		r, err := schema.Encode(e.Record, e.Document.Text)
		if err != nil {
			return nil, fmt.Errorf("document %s: %w", e.Document.ID, err)
		}
		ready[i] = prepared{d, r, Quads(e.Record, e.Document.Text)}
	}
	var puts []Put
	err := s.qs.Update(func(tx *quadstore.Tx) error {
		puts = make([]Put, len(entries))
		for i, e := range entries {
			if err := ctx.Err(); err != nil {
				return err
			}
			old, p, id := tx.Get(documentsBucket, e.Document.ID), &ready[i], e.Document.ID
			if old != nil && bytes.Equal(old, p.document) && bytes.Equal(tx.Get(recordsBucket, id), p.record) {
				continue
			}
			puts[i] = Added
			var before []quad.Quad
			if old != nil {
				puts[i] = Replaced
				var err error
				if before, err = said(tx, id); err != nil {
					return err
				}
			}
			if err := change(tx, before, p.quads); err != nil {
				return fmt.Errorf("document %s: %w", id, err)
			}
			if err := errors.Join(tx.Put(documentsBucket, id, p.document), tx.Put(recordsBucket, id, p.record)); err != nil {
				return fmt.Errorf("document %s: %w", id, err)
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return puts, nil
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
			if err := errors.Join(tx.Delete(documentsBucket, id), tx.Delete(recordsBucket, id)); err != nil {
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
		if _, kept := slices.BinarySearchFunc(after, q, compareQuads); !kept {
			if _, err := tx.Remove(q); err != nil {
				return err
			}
		}
	}
	for _, q := range after {
		if _, err := tx.Add(q); err != nil {
			return err
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

func entry(tx *quadstore.Tx, id string) (Document, *schema.Record, error) {
	b := tx.Get(documentsBucket, id)
	if b == nil {
		return Document{}, nil, fmt.Errorf("%w: %s", ErrNoDocument, id)
	}
	d, err := decodeDocument(id, b)
	if err != nil {
		return d, nil, err
	}
	r, err := schema.Decode(tx.Get(recordsBucket, id), d.Text)
	if err != nil {
		return d, nil, fmt.Errorf("document %s: damaged record: %w", id, err)
	}
	return d, r, nil
}

// Document returns the document of that id and its record, or [ErrNoDocument].
func (s *Store) Document(id string) (Document, *schema.Record, error) {
	var d Document
	var r *schema.Record
	err := s.qs.View(func(tx *quadstore.Tx) (err error) {
		d, r, err = entry(tx, id)
		return err
	})
	return d, r, err
}

// Documents lists the ids in the archive, sorted.
func (s *Store) Documents() ([]string, error) {
	var ids []string
	err := s.qs.View(func(tx *quadstore.Tx) error {
		return tx.Scan(documentsBucket, func(id string, _ []byte) error {
			ids = append(ids, id)
			return nil
		})
	})
	return ids, err
}

// Holds reports whether the archive has just this document, made by this
// extractor, so that reading it again would change nothing.
func (s *Store) Holds(id, hash, extractor string) bool {
	held := false
	_ = s.qs.View(func(tx *quadstore.Tx) error {
		if b := tx.Get(documentsBucket, id); b != nil {
			d, err := decodeDocument(id, b)
			held = err == nil && d.Hash == hash && d.Extractor == extractor
		}
		return nil
	})
	return held
}

// All yields every quad of the graph, sorted by subject, predicate, object and
// label. It is of one moment: what is put meanwhile is not seen. Nothing may
// be put by the goroutine that reads.
func (s *Store) All(ctx context.Context) iter.Seq2[quad.Quad, error] {
	return func(yield func(quad.Quad, error) bool) {
		more := true
		err := s.qs.View(func(tx *quadstore.Tx) error {
			for q, err := range tx.Sorted(ctx) {
				if err != nil {
					return err
				}
				if more = yield(q, nil); !more {
					return nil
				}
			}
			return nil
		})
		if err != nil && more {
			yield(quad.Quad{}, err)
		}
	}
}

// Counts are the numbers of documents, nodes and quads.
func (s *Store) Counts() (documents, nodes, quads int64, err error) {
	err = s.qs.View(func(tx *quadstore.Tx) error {
		nodes, quads = tx.Counts()
		return tx.Scan(documentsBucket, func(string, []byte) error {
			documents++
			return nil
		})
	})
	return documents, nodes, quads, err
}
