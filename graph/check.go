package graph

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"parley/graph/quadstore"
	"parley/graph/resolve"
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
		d, err := decisions(tx)
		if err != nil {
			return err
		}
		problems = append(problems, checkSums(tx)...)
		who := newIdentity(tx, d)
		var seen []resolve.Seen
		var found []string
		var total int64
		words := 0
		err = tx.Scan(documentsBucket, func(id string, _ []byte) error {
			if err := ctx.Err(); err != nil {
				return err
			}
			if !bytes.Equal(tx.Get(sumsBucket, id), sum(tx.Get(documentsBucket, id), tx.Get(textsBucket, id), tx.Get(recordsBucket, id))) {
				problems = append(problems, fmt.Sprintf("document %s: its text or record is not as it was put; add it again", id))
			}
			d, r, err := entry(tx, id)
			if err == nil {
				err = s.model.Validate(r, d.Text)
			}
			if err != nil {
				problems = append(problems, err.Error())
				return nil
			}
			if now := who.sightingsOf(r, d.Text); !slices.EqualFunc(now, who.sightings(id), sameSighting) {
				problems = append(problems, fmt.Sprintf("document %s: its persons are not those of its record", id))
			}
			for _, s := range who.sightings(id) {
				if s.Split == "" {
					n := who.node(id, &s)
					seen, found = append(seen, resolve.Seen{Doc: id, Sighting: s.Sighting}), append(found, n.Name(who.isAlone(n.ID)))
				}
			}
			words += len(wordsOf(r, d.Text))
			if !indexed(tx, id, r, d.Text) {
				problems = append(problems, fmt.Sprintf("document %s: full-text search or the finding of copies does not know it", id))
			}
			imported, err := importedOf(tx, id)
			if err != nil {
				problems = append(problems, err.Error())
				return nil
			}
			want := withImported(quadsOf(r, d.Text, who.naming(id, entityIDs(r))), imported)
			delete(who.seen, id)
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
		err = tx.Scan(wordsBucket, func(string, []byte) error {
			words--
			return nil
		})
		if err != nil {
			return err
		}
		if words != 0 {
			problems = append(problems, fmt.Sprintf("full-text search: %d words too many", -words))
		}
		for i, want := range resolve.All(seen, d.Apart) {
			if want != found[i] {
				problems = append(problems, fmt.Sprintf("document %s: %s is taken for %s, but is %s by its articles", seen[i].Doc, seen[i].ID, found[i], want))
			}
		}
		if who.err != nil {
			return who.err
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

func sameSighting(a, b sighting) bool {
	x, err1 := json.Marshal(a)
	y, err2 := json.Marshal(b)
	return err1 == nil && err2 == nil && bytes.Equal(x, y)
}
