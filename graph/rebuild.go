package graph

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"parley/graph/quadstore"
	"parley/graph/resolve"
)

// Rebuilt is what [Rebuild] did.
type Rebuilt struct {
	Documents int
	Damaged   []error // documents that could not be read, by id
}

// How many documents share a transaction, and how many bytes of text.
const (
	rebuildBatch = 1024
	rebuildText  = 32 << 20
)

// Rebuild makes the database at path anew from its archive and its decisions:
// graph, indexes and who is who are derived again, also for a file of an older
// format. Two files grow beside the old one: in the first the graph is made, in
// any order and without waiting for the disk; its copy, in order, is a third to
// half smaller and takes the place of the old file when it is whole and on the
// disk. Until then nothing is lost. Documents that are damaged are left
// out if skip says so, else they are an error and the old file stays.
// progress, if not nil, is called after each batch: half of a document is done
// when it is filed, half when its quads are made.
func Rebuild(ctx context.Context, path string, skip bool, progress func(done, all int)) (out Rebuilt, err error) {
	old, err := Open(path, Options{MustExist: true, Older: true})
	if err != nil {
		return out, err
	}
	defer func() {
		if old != nil {
			err = errors.Join(err, old.Close())
		}
	}()
	grown, fresh := path+".rebuild", path+".rebuilt"
	for _, f := range []string{grown, fresh} {
		if err := os.Remove(f); err != nil && !errors.Is(err, os.ErrNotExist) {
			return out, err
		}
		defer os.Remove(f) // of no use once fresh has been renamed
	}
	s, err := Open(grown, Options{NoSync: true})
	if err != nil {
		return out, err
	}
	out, err = old.refile(ctx, s, progress)
	switch {
	case err != nil:
	case len(out.Damaged) > 0 && !skip:
		err = fmt.Errorf("database %s: %d documents are damaged; it stays as it is", path, len(out.Damaged))
	default:
		err = s.derive(ctx, progress)
	}
	if err = errors.Join(err, s.Close()); err != nil {
		return out, err
	}
	if err := quadstore.Compact(grown, fresh); err != nil {
		return out, err
	}
	if runtime.GOOS == "windows" { // no open file can be replaced there
		err = old.Close()
		old = nil
		if err != nil {
			return out, err
		}
	}
	if err := os.Rename(fresh, path); err != nil {
		return out, err
	}
	quadstore.SyncFolder(filepath.Dir(path))
	return out, nil
}

// refile puts the decisions and the archive of s into an empty store, no more.
// What [Store.Put] does for each change derive does once: all is filed before
// it is told who is who, and all is told before quads are made.
func (s *Store) refile(ctx context.Context, into *Store, progress func(done, all int)) (out Rebuilt, err error) {
	file, err := s.Decisions()
	if err != nil {
		return out, err
	}
	if err := into.Decide(ctx, "the decisions of the database", file); err != nil {
		return out, err
	}
	ids, err := s.Documents()
	if err != nil {
		return out, err
	}
	for batch := range s.batches(ids, &out) {
		if err := into.file(ctx, batch); err != nil {
			return out, err
		}
		if out.Documents += len(batch); progress != nil {
			progress(out.Documents/2, len(ids)-len(out.Damaged))
		}
	}
	return out, nil
}

// derive makes the graph of what was filed.
func (s *Store) derive(ctx context.Context, progress func(done, all int)) error {
	if err := s.identify(ctx); err != nil {
		return err
	}
	ids, err := s.Documents()
	if err != nil {
		return err
	}
	done := 0
	for batch := range slices.Chunk(ids, rebuildBatch) {
		err := s.update(func(c *change) error {
			for _, id := range batch {
				c.who.docs[id] = true
			}
			return c.finish(ctx)
		})
		if err != nil {
			return err
		}
		if done += len(batch); progress != nil {
			progress((len(ids)+done)/2, len(ids))
		}
	}
	return nil
}

// batches yields the documents of the archive, a few at a time, and leaves the
// damaged ones in out.
func (s *Store) batches(ids []string, out *Rebuilt) iter.Seq[[]*prepared] {
	return func(yield func([]*prepared) bool) {
		for len(ids) > 0 {
			n, text := 0, 0
			var batch []*prepared
			for _, id := range ids[:min(len(ids), rebuildBatch)] {
				if text > rebuildText {
					break
				}
				n++
				p, err := s.reread(id)
				if err != nil {
					out.Damaged = append(out.Damaged, err)
					continue
				}
				text += len(p.text)
				batch = append(batch, p)
			}
			if !yield(batch) {
				return
			}
			ids = ids[n:]
		}
	}
}

// reread is a document of the archive as it is to be put again.
func (s *Store) reread(id string) (*prepared, error) {
	d, r, err := s.Document(id)
	if err != nil {
		return nil, err
	}
	e := Entry{Document: d, Record: r}
	if e.Quads, err = s.imported(id); err != nil {
		return nil, err
	}
	if e.Quads != nil {
		e.Record = nil
	}
	p, err := s.prepare(e)
	if err != nil {
		return nil, &DocumentError{id, err}
	}
	return p, nil
}

// file puts documents into the archive and counts who is in them, no more.
func (s *Store) file(ctx context.Context, batch []*prepared) error {
	return s.update(func(c *change) error {
		for _, p := range batch {
			if err := ctx.Err(); err != nil {
				return err
			}
			if _, err := c.put(p); err != nil {
				return fmt.Errorf("document %s: %w", p.id, err)
			}
		}
		c.who.saveSum()
		return c.who.err
	})
}

// rebuildFamilies is how many surnames share a transaction: no person has two,
// so they can be settled apart.
const rebuildFamilies = 32

// identify tells who is who in all that was filed.
func (s *Store) identify(ctx context.Context) error {
	for from := ""; ; {
		err := s.update(func(c *change) error {
			for range rebuildFamilies {
				if from = c.who.forceNext(from); from == "" {
					break
				}
			}
			return errors.Join(ctx.Err(), c.who.settle())
		})
		if from == "" || err != nil {
			return err
		}
	}
}

// forceNext has the bearers of the first surname at or behind from joined and
// fitted anew, whether they go by full names or not. It returns from where to
// go on, "" if there was none.
func (x *identity) forceNext(from string) string {
	var family []string
	for _, kind := range []string{"a", "q"} {
		if k := x.tx.First(personsBucket, kind+"\x00"+from, kind+"\x00"); k != "" {
			family = append(family, strings.SplitN(k, "\x00", 3)[1])
		}
	}
	if len(family) == 0 {
		return ""
	}
	next := slices.Min(family)
	for _, kind := range []string{"a", "q"} {
		x.scan(kind+"\x00"+next+"\x00", func(p []string, _ []byte) {
			x.force[resolve.Key{Family: p[0], Given: p[1]}] = true
		})
	}
	return next + "\x01" // behind all that goes on with \x00
}
