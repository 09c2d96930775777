package graph

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"

	"parley/graph/quadstore"
)

// Rebuilt is what [Rebuild] did.
type Rebuilt struct {
	Documents int
	Damaged   []error // documents that could not be read, by id
}

// How many documents share a transaction, and how many bytes of text.
const (
	rebuildBatch = 256
	rebuildText  = 32 << 20
)

// Rebuild makes the database at path anew from its archive and its decisions:
// graph, indexes and who is who are derived again, also for a file of an older
// format. Two files grow beside the old one: in the first the graph is made, in
// any order and without waiting for the disk; its copy, in order, is a third to half
// smaller and takes the place of the old file when it is whole and on the
// disk. Until then nothing is lost. Documents that are damaged are left
// out if skip says so, else they are an error and the old file stays.
// progress, if not nil, is called after each batch.
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
	out, err = old.copyTo(ctx, s, progress)
	if err = errors.Join(err, s.Close()); err != nil {
		return out, err
	}
	if len(out.Damaged) > 0 && !skip {
		return out, fmt.Errorf("database %s: %d documents are damaged; it stays as it is", path, len(out.Damaged))
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

// copyTo puts all of the archive of s into the empty store.
func (s *Store) copyTo(ctx context.Context, into *Store, progress func(done, all int)) (out Rebuilt, err error) {
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
	for len(ids) > 0 {
		n, text := 0, 0
		var batch []Entry
		for _, id := range ids[:min(len(ids), rebuildBatch)] {
			if text > rebuildText {
				break
			}
			n++
			d, r, err := s.Document(id)
			text += len(d.Text)
			if err == nil {
				err = s.model.Validate(r, d.Text)
			}
			if err != nil {
				out.Damaged = append(out.Damaged, err)
				continue
			}
			e := Entry{Document: d, Record: r}
			if e.Quads, err = s.imported(id); err != nil {
				out.Damaged = append(out.Damaged, err)
				continue
			}
			if e.Quads != nil {
				e.Record = nil
			}
			batch = append(batch, e)
		}
		if _, err := into.Put(ctx, batch...); err != nil {
			return out, err
		}
		out.Documents += len(batch)
		ids = ids[n:]
		if progress != nil {
			progress(out.Documents, out.Documents+len(ids))
		}
	}
	return out, nil
}
