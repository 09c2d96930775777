package quadstore

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"runtime"
	"runtime/debug"
	"slices"
	"time"

	bolt "go.etcd.io/bbolt"
	bolterrors "go.etcd.io/bbolt/errors"
)

// boltKV is a bbolt file. A damaged page shows in bbolt as a panic or, where
// the file was cut off, as a memory fault; both become errors here.
type boltKV struct {
	db   *bolt.DB
	path string
}

// mmapSize is reserved address space, so that a growing file need not be
// mapped anew, which waits for all readers. Windows would make a file of that
// size of it.
func mmapSize() int {
	if runtime.GOOS == "windows" || ^uint(0)>>32 == 0 {
		return 0
	}
	return 1 << 30
}

func openBolt(path string, o Options) (kv *boltKV, err error) {
	defer guard(path, &err)()
	if o.ReadOnly {
		if _, err := os.Stat(path); err != nil {
			return nil, fmt.Errorf("database %s: %w", path, reason(err))
		}
	} else if info, err := os.Stat(path); err == nil && info.IsDir() {
		return nil, fmt.Errorf("database %s: is a folder", path)
	}
	if o.Timeout == 0 {
		o.Timeout = 2 * time.Second
	}
	db, err := bolt.Open(path, 0o644, &bolt.Options{
		ReadOnly: o.ReadOnly, Timeout: o.Timeout, NoSync: o.NoSync,
		InitialMmapSize: mmapSize(), FreelistType: bolt.FreelistMapType,
	})
	switch {
	case errors.Is(err, bolterrors.ErrTimeout):
		return nil, fmt.Errorf("database %s: %w", path, ErrLocked)
	case errors.Is(err, bolterrors.ErrInvalid), errors.Is(err, bolterrors.ErrVersionMismatch), errors.Is(err, bolterrors.ErrChecksum):
		return nil, fmt.Errorf("database %s: %w: %w", path, ErrForeign, err)
	case err != nil:
		return nil, fmt.Errorf("database %s: %w", path, reason(err))
	}
	return &boltKV{db: db, path: path}, nil
}

// reason drops the path that the caller names already.
func reason(err error) error {
	var pe *fs.PathError
	if errors.As(err, &pe) {
		return pe.Err
	}
	return err
}

// guard turns panics and memory faults of this goroutine into *err:
// defer guard(path, &err)().
func guard(path string, err *error) func() {
	old := debug.SetPanicOnFault(true)
	return func() {
		debug.SetPanicOnFault(old)
		if p := recover(); p != nil {
			*err = fmt.Errorf("database %s: %w: %v", path, ErrDamaged, p)
		}
	}
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

func (t *boltTxn) keep(name string, b *bolt.Bucket) {
	if t.open == nil {
		t.open = map[string]*bolt.Bucket{}
	}
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

func (t *boltTxn) scan(bucket string, from []byte, f func(key, value []byte) bool) {
	b := t.bucket(bucket)
	if b == nil {
		return
	}
	c := b.Cursor()
	for k, v := c.Seek(from); k != nil && f(k, v); k, v = c.Next() {
	}
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
