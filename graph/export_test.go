package graph

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"parley/graph/quadstore"
)

// Persons is all that stands between records and quads, for tests.
func (s *Store) Persons() (string, error) {
	var b strings.Builder
	err := s.qs.View(func(tx *quadstore.Tx) error {
		return tx.Scan(personsBucket, func(key string, value []byte) error {
			fmt.Fprintf(&b, "%q %q\n", key, value)
			return nil
		})
	})
	return b.String(), err
}

// Rebuilt is what Rebuild makes of s, in memory, for tests.
func (s *Store) Rebuilt(ctx context.Context) (*Store, error) {
	into := OpenMemory()
	_, err := s.refile(ctx, into, nil)
	return into, errors.Join(err, into.derive(ctx, nil))
}
