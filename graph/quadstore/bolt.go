package quadstore

import (
	"fmt"
	"iter"
	"maps"
	"slices"

	"github.com/tidwall/btree"
	bolt "go.etcd.io/bbolt"
	berrors "go.etcd.io/bbolt/errors"
)

// boltKV is a bbolt file. A damaged page shows in bbolt as a panic or, where
// the file was cut off, as a memory fault; both become errors here.
type boltKV struct {
	db   *bolt.DB
	path string
	most int // of what one transaction keeps pending, in bytes
}

func (b *boltKV) view(f func(txn) error) (err error) {
	defer guard(b.path, &err)()
	tx, err := b.db.Begin(false)
	if err != nil {
		return fmt.Errorf("database %s: %w", b.path, err)
	}
	defer tx.Rollback()
	return f(&boltTxn{tx: tx})
}

func (b *boltKV) update(f func(txn) error) (err error) {
	defer guard(b.path, &err)()
	tx, err := b.db.Begin(true)
	if err != nil {
		return fmt.Errorf("database %s: %w", b.path, err)
	}
	defer tx.Rollback() // after a commit it does nothing
	t := &boltTxn{tx: tx, pending: map[string]*pending{}, most: b.most}
	if err := f(t); err != nil {
		return err
	}
	if err := t.flush(); err != nil {
		return fmt.Errorf("database %s: %w", b.path, err)
	}
	if err := tx.Commit(); err != nil {
		return fmt.Errorf("database %s: %w", b.path, err)
	}
	return nil
}

func (b *boltKV) close() error {
	if err := b.db.Close(); err != nil {
		return fmt.Errorf("database %s: %w", b.path, err)
	}
	return nil
}

// boltTxn keeps what is written until the transaction ends, and then writes it
// in the order of the keys. Bbolt keeps the entries of a page that changes in
// one slice, which is parted only at the end: thousands of keys that come in any
// order, many of them for one page, would each move thousands of entries.
type boltTxn struct {
	tx      *bolt.Tx
	open    map[string]*bolt.Bucket
	idle    map[string]*bolt.Cursor // by bucket
	pending map[string]*pending     // by bucket; nil in a view
	size    int                     // of what is pending, about, in bytes
	most    int                     // from this size on, all that is pending is written
	scans   int                     // that go on: nothing may be written under them
}

// pending are keys with the values that are to be written; nil deletes.
type pending = btree.Map[string, []byte]

// mostPending bounds the memory of what a transaction keeps.
const mostPending = 128 << 20

func (t *boltTxn) bucket(name string) *bolt.Bucket {
	if b, ok := t.open[name]; ok {
		return b
	}
	b := t.tx.Bucket([]byte(name))
	if b != nil {
		t.keep(name, b)
	}
	return b
}

// fill is how full a page is left when it is split: quite full where new keys
// mostly come last, for their numbers grow.
func fill(name string) float64 {
	switch name {
	case valuesBucket, indexes[3].bucket:
		return 0.95
	}
	return bolt.DefaultFillPercent
}

func (t *boltTxn) keep(name string, b *bolt.Bucket) {
	if t.open == nil {
		t.open = map[string]*bolt.Bucket{}
	}
	b.FillPercent = fill(name)
	t.open[name] = b
}

func (t *boltTxn) get(bucket string, key []byte) []byte {
	if p := t.pending[bucket]; p != nil {
		if v, ok := p.Get(string(key)); ok {
			return v
		}
	}
	if b := t.bucket(bucket); b != nil {
		return b.Get(key)
	}
	return nil
}

func (t *boltTxn) put(bucket string, key, value []byte) error {
	switch {
	case len(key) == 0:
		return berrors.ErrKeyRequired
	case len(key) > bolt.MaxKeySize:
		return berrors.ErrKeyTooLarge
	case value == nil:
		value = []byte{}
	}
	return t.write(bucket, key, value)
}

func (t *boltTxn) del(bucket string, key []byte) error { return t.write(bucket, key, nil) }

func (t *boltTxn) write(bucket string, key, value []byte) error {
	if t.pending == nil {
		return errReadOnly
	}
	p := t.pending[bucket]
	if p == nil {
		p = &pending{}
		t.pending[bucket] = p
	}
	p.Set(string(key), value)
	if t.size += len(key) + len(value) + 64; t.size > t.most && t.scans == 0 {
		return t.flush()
	}
	return nil
}

// flush writes all that is pending.
func (t *boltTxn) flush() error {
	for _, name := range slices.Sorted(maps.Keys(t.pending)) {
		if err := t.flushBucket(name, t.pending[name]); err != nil {
			return err
		}
	}
	clear(t.pending)
	t.size = 0
	return nil
}

func (t *boltTxn) flushBucket(name string, p *pending) (err error) {
	b := t.bucket(name)
	p.Scan(func(key string, value []byte) bool {
		switch {
		case value == nil && b == nil:
			return true
		case value == nil:
			err = b.Delete([]byte(key))
			return err == nil
		case b == nil:
			if b, err = t.tx.CreateBucketIfNotExists([]byte(name)); err != nil {
				return false
			}
			t.keep(name, b)
		}
		err = b.Put([]byte(key), value)
		return err == nil
	})
	return err
}

func (t *boltTxn) scan(name string, from []byte, f func(key, value []byte) bool) {
	t.scans++
	defer func() { t.scans-- }()
	key, value, on := t.written(name, from)
	for k, v := range t.stored(name, from) {
		for ; on && key < string(k); key, value, on = t.written(name, append([]byte(key), 0)) {
			if value != nil && !f([]byte(key), value) {
				return
			}
		}
		if on && key == string(k) {
			v = value
			key, value, on = t.written(name, append([]byte(key), 0))
		}
		if v != nil && !f(k, v) {
			return
		}
	}
	for ; on; key, value, on = t.written(name, append([]byte(key), 0)) {
		if value != nil && !f([]byte(key), value) {
			return
		}
	}
}

// written is the first of the pending pairs of a bucket from a key on.
func (t *boltTxn) written(name string, from []byte) (key string, value []byte, ok bool) {
	if p := t.pending[name]; p != nil {
		p.Ascend(string(from), func(k string, v []byte) bool {
			key, value, ok = k, v, true
			return false
		})
	}
	return key, value, ok
}

// stored are the pairs of a bucket from a key on, without what is pending. No
// value is nil.
func (t *boltTxn) stored(name string, from []byte) iter.Seq2[[]byte, []byte] {
	return func(yield func(k, v []byte) bool) {
		b := t.bucket(name)
		if b == nil {
			return
		}
		c := t.idle[name] // a used cursor has memory for its way down already
		delete(t.idle, name)
		if c == nil {
			c = b.Cursor()
		}
		for k, v := c.Seek(from); k != nil && yield(k, v); k, v = c.Next() {
		}
		if t.idle == nil {
			t.idle = map[string]*bolt.Cursor{}
		}
		t.idle[name] = c
	}
}

func (t *boltTxn) buckets() []string {
	names := map[string]bool{}
	_ = t.tx.ForEach(func(name []byte, _ *bolt.Bucket) error {
		names[string(name)] = true
		return nil
	})
	for name, p := range t.pending {
		p.Scan(func(_ string, value []byte) bool {
			names[name] = names[name] || value != nil
			return value == nil
		})
	}
	maps.DeleteFunc(names, func(_ string, there bool) bool { return !there })
	return slices.Sorted(maps.Keys(names))
}
