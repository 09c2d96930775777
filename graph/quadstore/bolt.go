package quadstore

import (
	"fmt"
	"slices"

	bolt "go.etcd.io/bbolt"
)

// boltKV is a bbolt file. A damaged page shows in bbolt as a panic or, where
// the file was cut off, as a memory fault; both become errors here.
type boltKV struct {
	db   *bolt.DB
	path string
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
	if err := f(&boltTxn{tx: tx}); err != nil {
		return err
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

type boltTxn struct {
	tx   *bolt.Tx
	open map[string]*bolt.Bucket
	idle map[string]*bolt.Cursor // by bucket
}

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
	if b := t.bucket(bucket); b != nil {
		return b.Get(key)
	}
	return nil
}

func (t *boltTxn) put(bucket string, key, value []byte) error {
	b := t.bucket(bucket)
	if b == nil {
		var err error
		if b, err = t.tx.CreateBucketIfNotExists([]byte(bucket)); err != nil {
			return err
		}
		t.keep(bucket, b)
	}
	return b.Put(key, value)
}

func (t *boltTxn) del(bucket string, key []byte) error {
	if b := t.bucket(bucket); b != nil {
		return b.Delete(key)
	}
	return nil
}

func (t *boltTxn) scan(name string, from []byte, f func(key, value []byte) bool) {
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
	var out []string
	_ = t.tx.ForEach(func(name []byte, _ *bolt.Bucket) error {
		out = append(out, string(name))
		return nil
	})
	slices.Sort(out)
	return out
}
