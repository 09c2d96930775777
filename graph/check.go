package graph

import (
	"context"
	"fmt"
	"slices"

	"parley/graph/quadstore"
)

// Check reads the whole database and lists what is wrong with it: what the
// store itself finds (see quadstore.Store.Check), records that do not stand
// up to the vocabulary, and quads that are not what the archive says. A sound
// database has an empty list.
func (s *Store) Check(ctx context.Context) ([]string, error) {
	problems, err := s.qs.Check(ctx)
	if err != nil {
		return problems, err
	}
	err = s.qs.View(func(tx *quadstore.Tx) error {
		var total int64
		err := tx.Scan(documentsBucket, func(id string, _ []byte) error {
			if err := ctx.Err(); err != nil {
				return err
			}
			d, r, err := entry(tx, id)
			if err == nil {
				err = s.model.Validate(r, d.Text)
			}
			if err != nil {
				problems = append(problems, err.Error())
				return nil
			}
			imported, err := importedOf(tx, id)
			if err != nil {
				problems = append(problems, err.Error())
				return nil
			}
			want := withImported(Quads(r, d.Text), imported)
			got, err := said(tx, id)
			if err != nil {
				return err
			}
			total += int64(len(got))
			if !slices.Equal(want, got) {
				problems = append(problems, fmt.Sprintf("document %s: the graph has %d quads of it that are not those of its record (%d)", id, len(got), len(want)))
			}
			return nil
		})
		if err != nil {
			return err
		}
		if _, quads := tx.Counts(); quads != total {
			problems = append(problems, fmt.Sprintf("%d quads belong to no document", quads-total))
		}
		names, err := checkNames(tx)
		if err != nil {
			return err
		}
		problems = append(problems, names...)
		return tx.Scan(recordsBucket, func(id string, _ []byte) error {
			if tx.Get(documentsBucket, id) == nil {
				problems = append(problems, fmt.Sprintf("record %s: its document is missing", id))
			}
			return nil
		})
	})
	return problems, err
}
