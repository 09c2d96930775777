package graph

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"os"
	"time"

	"github.com/cayleygraph/quad"

	"parley/graph/quadstore"
	"parley/schema"
)

// Buckets of the archive, beside the quads in the same file.
const (
	documentsBucket = "documents" // id -> Document as JSON, without its text
	textsBucket     = "texts"     // id -> the text
	recordsBucket   = "records"   // id -> Record as JSON, spans in code points
	sumsBucket      = "sums"      // id -> digest of these three, by which Check finds what was spoilt
	namesBucket     = "names"     // see names.go
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
	Older     bool          // also one of an older format, of which only the archive can be read
	NoSync    bool          // a crash of the machine may lose what was put: for files that can be made again
}

// Store is the archive of documents and records with the graph derived from
// it, in one file. It is safe for concurrent use.
type Store struct {
	qs     *quadstore.Store
	model  *schema.Model
	brief  bool
	filter Filter
}

// Open opens the database at path. It takes milliseconds at any size.
// Close it after use.
func Open(path string, o Options) (*Store, error) {
	if o.ReadOnly || o.MustExist {
		if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
			return nil, fmt.Errorf("database %s: %w", path, ErrNoDatabase)
		}
	}
	qs, err := quadstore.Open(path, quadstore.Options{ReadOnly: o.ReadOnly, Timeout: o.Timeout, Older: o.Older, NoSync: o.NoSync})
	if err != nil {
		return nil, err
	}
	return &Store{qs: qs, model: schema.English()}, nil
}

// OpenMemory returns an empty store that lives in memory only.
func OpenMemory() *Store { return &Store{qs: quadstore.Memory(), model: schema.English()} }

// Brief is s for who wants no sentences: its answers count the documents
// behind a row, and their Evidence may be missing, which is most of what a
// long answer costs; Why and WhoMetWhom read them all the same. It is the same
// database, closed with s.
func (s *Store) Brief() *Store {
	b := *s
	b.brief = true
	return &b
}

// Close releases the file.
func (s *Store) Close() error { return s.qs.Close() }

func entry(tx *quadstore.Tx, id string) (Document, *schema.Record, error) {
	b := tx.Get(documentsBucket, id)
	if b == nil {
		return Document{}, nil, fmt.Errorf("%w: %s", ErrNoDocument, id)
	}
	d, err := decodeDocument(id, b)
	if err != nil {
		return d, nil, err
	}
	d.Text = string(tx.Get(textsBucket, id))
	r, err := decodeRecord(id, tx.Get(recordsBucket, id), d.Text)
	return d, r, err
}

func decodeRecord(id string, b []byte, text string) (*schema.Record, error) {
	r, err := schema.Decode(b, text)
	if err != nil {
		return nil, fmt.Errorf("document %s: damaged record: %w", id, err)
	}
	r.Doc = id // see decodeDocument
	return r, nil
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
