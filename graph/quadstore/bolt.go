package quadstore

import (
	"fmt"
	"maps"
	"slices"

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
	t := &boltTxn{tx: tx, pending: map[string]map[string][]byte{}, most: b.most}
	if err := f(t); err != nil {
		return err
	}
	if err := t.flushAll(); err != nil {
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

// boltTxn keeps what is written until the bucket is scanned or the transaction
// ends, and then writes it in the order of the keys. Bbolt keeps the entries of
// a page that changes in one slice, which is parted only when the transaction
// ends: thousands of keys that come in any order, many of them for one page,
// would each move thousands of entries.
type boltTxn struct {
	tx      *bolt.Tx
	open    map[string]*bolt.Bucket
	idle    map[string]*bolt.Cursor      // by bucket
	pending map[string]map[string][]byte // bucket -> key -> value, nil deletes; nil in a view
	size    int                          // of what is pending, about, in bytes
	most    int                          // from this size on, all that is pending is written
	err     error                        // the first of a flush
}

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
	if v, ok := t.pending[bucket][string(key)]; ok {
		return v
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
		p = map[string][]byte{}
		t.pending[bucket] = p
	}
	p[string(key)] = value
	if t.size += len(key) + len(value) + 64; t.size > t.most {
		t.size = 0
		return t.flushAll()
	}
	return t.err
}

func (t *boltTxn) flushAll() error {
	for _, name := range slices.Sorted(maps.Keys(t.pending)) {
		t.flush(name)
	}
	return t.err
}

// flush writes what is pending in a bucket, in the order of the keys.
func (t *boltTxn) flush(name string) {
	p := t.pending[name]
	if len(p) == 0 || t.err != nil {
		return
	}
	b := t.bucket(name)
	for _, key := range slices.Sorted(maps.Keys(p)) {
		value := p[key]
		switch {
		case value == nil && b == nil:
		case value == nil:
			t.err = b.Delete([]byte(key))
		case b == nil:
			if b, t.err = t.tx.CreateBucketIfNotExists([]byte(name)); t.err != nil {
				return
			}
			t.keep(name, b)
			fallthrough
		default:
			t.err = b.Put([]byte(key), value)
		}
		if t.err != nil {
			return
		}
	}
	clear(p)
}

func (t *boltTxn) scan(name string, from []byte, f func(key, value []byte) bool) {
	t.flush(name)
	b := t.bucket(name)
	if b == nil {
		return
	}
	c := t.idle[name] // a used cursor has memory for its way down already
	delete(t.idle, name)
	if c == nil {
		c = b.Cursor()
	}
	for k, v := c.Seek(from); k != nil && f(k, v); k, v = c.Next() {
	}
	if t.idle == nil {
		t.idle = map[string]*bolt.Cursor{}
	}
	t.idle[name] = c
}

func (t *boltTxn) buckets() []string {
	_ = t.flushAll() // an error stays, and is told by the next write and at the end
	var out []string
	_ = t.tx.ForEach(func(name []byte, _ *bolt.Bucket) error {
		out = append(out, string(name))
		return nil
	})
	slices.Sort(out)
	return out
}
