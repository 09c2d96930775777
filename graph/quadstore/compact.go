package quadstore

import (
	"fmt"

	bolt "go.etcd.io/bbolt"
)

// compactBatch is how many bytes are copied in one transaction.
const compactBatch = 64 << 20

// Compact copies the database at from to the new file at to, in the order of
// its keys: keys that come in any order leave pages half full, so the copy is a
// third to half smaller. It is on the disk when Compact returns.
func Compact(from, to string) (err error) {
	src, err := openFile(from, Options{ReadOnly: true})
	if err != nil {
		return err
	}
	defer func() {
		if e := src.close(); err == nil {
			err = e
		}
	}()
	dst, err := openFile(to, Options{NoSync: true})
	if err != nil {
		return err
	}
	defer func() {
		if e := dst.close(); err == nil {
			err = e
		}
	}()
	defer guard(from, &err)()
	if err := bolt.Compact(dst.db, src.db, compactBatch); err != nil {
		return fmt.Errorf("database %s: %w", to, err)
	}
	if err := dst.db.Sync(); err != nil {
		return fmt.Errorf("database %s: %w", to, err)
	}
	return nil
}
