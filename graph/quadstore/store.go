package quadstore

import (
	"errors"
	"fmt"
	"iter"
	"strings"
	"time"

	"github.com/cayleygraph/quad"
)

// Errors when a database is opened.
var (
	ErrLocked  = errors.New("is in use by another program")                  // waited for Options.Timeout
	ErrForeign = errors.New("is not a database of parley")                   // some other file
	ErrFormat  = errors.New("was written by another version of parley")      // a format we do not read
	ErrDamaged = errors.New("is damaged")                                    // pages that cannot be read
	ErrQuad    = errors.New("not a quad that can be stored")                 // nil parts, odd values, bad UTF-8
	ErrFull    = errors.New("the dictionary is full: four thousand million") // values
)

// Options say how a file is opened. The zero value opens for writing, makes
// the file if there is none, and waits two seconds for another's lock.
type Options struct {
	ReadOnly bool          // the file must exist; many readers may share it
	Timeout  time.Duration // 0 means two seconds
	Older    bool          // also a file of an older format that can still be read: what graph keeps beside the quads may be missing
	NoSync   bool          // do not wait for the disk: a crash of the machine may damage the file
}

// Store is a set of quads, and buckets of other things beside them. It is safe
// for concurrent use. Do not call Update from within View, nor the other way
// round.
type Store struct{ kv kv }

// Open opens the file at path. The cost does not grow with the file.
func Open(path string, o Options) (*Store, error) {
	kv, err := openBolt(path, o)
	if err != nil {
		return nil, err
	}
	s := &Store{kv: kv}
	if err := s.recognise(o.ReadOnly, o.Older); err != nil {
		kv.close()
		return nil, fmt.Errorf("database %s: %w", path, err)
	}
	return s, nil
}

// Memory is an empty store that lives in memory.
func Memory() *Store {
	s := &Store{kv: newMemoryKV()}
	if err := s.recognise(false, false); err != nil { // memory cannot fail to be written
		panic(err)
	}
	return s
}

// Close releases the file. It waits for open transactions.
func (s *Store) Close() error { return s.kv.close() }

// View calls f with a transaction that only reads and sees one moment.
func (s *Store) View(f func(*Tx) error) error {
	return s.kv.view(func(t txn) error { return f(&Tx{t: t}) })
}

// Update calls f with a transaction that reads and writes; when Update returns
// nil all of it is on the disk, else nothing of it is. There is one writer at
// a time: others wait. If f writes nothing, nor does Update.
func (s *Store) Update(f func(*Tx) error) error {
	err := s.kv.update(func(t txn) error {
		tx := &Tx{t: t, write: &writer{}}
		if err := tx.write.load(t); err != nil {
			return err
		}
		if err := f(tx); err != nil {
			return err
		}
		if !tx.write.wrote {
			return errNothing
		}
		return tx.finish()
	})
	if err == errNothing {
		return nil
	}
	return err
}

var errNothing = errors.New("nothing was written") // to roll back

// Tx is a transaction. It is used by one goroutine, within View or Update.
type Tx struct {
	t      txn
	values map[Ref]quad.Value // what a View has read of the dictionary
	write  *writer            // nil in a View
}

// Get returns a copy of what stands under key in the user's bucket, or nil.
func (tx *Tx) Get(bucket, key string) []byte {
	if v := tx.t.get("x/"+bucket, []byte(key)); v != nil {
		return append([]byte{}, v...)
	}
	return nil
}

// Put writes into a user's bucket, which need not exist. The key must not be
// empty nor longer than 32,768 bytes.
func (tx *Tx) Put(bucket, key string, value []byte) error {
	if tx.write == nil {
		return errReadOnly
	}
	tx.write.wrote = true
	return tx.t.put("x/"+bucket, []byte(key), value)
}

// Delete takes key out of a user's bucket, if it is there.
func (tx *Tx) Delete(bucket, key string) error {
	if tx.write == nil {
		return errReadOnly
	}
	tx.write.wrote = true
	return tx.t.del("x/"+bucket, []byte(key))
}

// Scan calls f with each pair of a user's bucket, by key, until f fails.
// The value is valid during the call only.
func (tx *Tx) Scan(bucket string, f func(key string, value []byte) error) error {
	return tx.ScanPrefix(bucket, "", f)
}

// First is the first key from on that begins with prefix, "" if there is none.
func (tx *Tx) First(bucket, from, prefix string) (first string) {
	tx.t.scan("x/"+bucket, []byte(from), func(key, _ []byte) bool {
		if k := string(key); strings.HasPrefix(k, prefix) {
			first = k
		}
		return false
	})
	return first
}

// ScanPrefix is Scan of the keys that begin with prefix.
func (tx *Tx) ScanPrefix(bucket, prefix string, f func(key string, value []byte) error) (err error) {
	tx.t.scan("x/"+bucket, []byte(prefix), func(k, v []byte) bool {
		if !strings.HasPrefix(string(k), prefix) {
			return false
		}
		err = f(string(k), v)
		return err == nil
	})
	return err
}

// Add adds q and reports whether it was not there before.
func (tx *Tx) Add(q quad.Quad) (bool, error) { return tx.change(q, true) }

// Remove removes q and reports whether it was there.
func (tx *Tx) Remove(q quad.Quad) (bool, error) { return tx.change(q, false) }

// Quads yields the quads with these parts, nil standing for any, in the order
// of the index that fits best. Nothing may be written while it runs.
func (tx *Tx) Quads(s, p, o, l quad.Value) iter.Seq2[quad.Quad, error] {
	return func(yield func(quad.Quad, error) bool) {
		var want numbers
		for i, v := range []quad.Value{s, p, o, l} {
			if v == nil {
				continue
			}
			n, err := tx.number(v)
			if err != nil {
				yield(quad.Quad{}, err)
				return
			}
			if n == 0 {
				return
			}
			want[i] = n
		}
		tx.scan(want, numbers{}, func(n numbers) bool {
			q, err := tx.quad(n)
			return yield(q, err) && err == nil
		})
	}
}
