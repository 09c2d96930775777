package quadstore

import (
	"encoding/binary"
	"fmt"
	"strings"
)

// The bucket meta tells what the file is ("format"), the next free number
// ("next") and how many nodes and quads there are.
const (
	metaBucket = "meta"
	magic      = "parley quads "
	version    = "3" // of the file, what graph keeps beside the quads included
	older      = "2" // the same quads and archive; who is who was not kept
)

// recognise checks that the file is ours, and makes it so if it is new. A new
// file whose maker was killed at once is an empty database.
func (s *Store) recognise(readOnly, olderToo bool) error {
	var format string
	empty := false
	err := s.kv.view(func(t txn) error {
		format = string(t.get(metaBucket, []byte("format")))
		empty = len(t.buckets()) == 0
		return nil
	})
	switch {
	case err != nil:
		return err
	case format == magic+version, olderToo && format == magic+older:
		return nil
	case format == magic+older:
		return fmt.Errorf("%w (format %q, this one writes %q: parley rebuild makes it one of this)", ErrFormat, older, version)
	case strings.HasPrefix(format, magic):
		return fmt.Errorf("%w (format %q, this one reads %q)", ErrFormat, strings.TrimPrefix(format, magic), version)
	case !empty:
		return ErrForeign
	case readOnly:
		return nil
	}
	return s.kv.update(func(t txn) error {
		if err := t.put(metaBucket, []byte("format"), []byte(magic+version)); err != nil {
			return err
		}
		return (&writer{next: 1}).save(t)
	})
}

func (w *writer) load(t txn) error {
	next, nodes, quads := counter(t, "next"), counter(t, "nodes"), counter(t, "quads")
	if next < 1 || next > 1<<32-1 || nodes < 0 || quads < 0 {
		return fmt.Errorf("%w: its counters cannot be read", ErrDamaged)
	}
	w.next, w.nodes, w.quads = uint32(next), nodes, quads
	return nil
}

func (w *writer) save(t txn) error {
	for name, n := range map[string]int64{"next": int64(w.next), "nodes": w.nodes, "quads": w.quads} {
		if err := t.put(metaBucket, []byte(name), binary.BigEndian.AppendUint64(nil, uint64(n))); err != nil {
			return err
		}
	}
	return nil
}

// counter is -1 if it is missing.
func counter(t txn, name string) int64 {
	if b := t.get(metaBucket, []byte(name)); len(b) == 8 {
		return int64(binary.BigEndian.Uint64(b))
	}
	return -1
}

// Counts are the numbers of distinct values and of quads.
func (tx *Tx) Counts() (nodes, quads int64) {
	if tx.write != nil {
		return tx.write.nodes, tx.write.quads
	}
	return max(0, counter(tx.t, "nodes")), max(0, counter(tx.t, "quads"))
}
