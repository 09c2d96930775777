package graph_test

import (
	"path/filepath"
	"testing"

	bolt "go.etcd.io/bbolt"

	"parley/graph"
)

// transactions is the number of the last one that the file committed.
func transactions(t *testing.T, path string) (n int) {
	t.Helper()
	db, err := bolt.Open(path, 0o600, &bolt.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	_ = db.View(func(tx *bolt.Tx) error { n = tx.ID(); return nil })
	return n
}

// TestOneCommit: whatever is put, replaced or taken back in one call is one
// commit, and so one wait for the disk; opening is none.
func TestOneCommit(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.db")
	es := entries(4)
	for _, c := range []struct {
		name string
		do   func(*graph.Store)
		want int
	}{
		{"make", func(*graph.Store) {}, 1}, // which writes what the file is
		{"open", func(*graph.Store) {}, 0},
		{"add one", func(s *graph.Store) { put(t, s, es[0]) }, 1},
		{"add three", func(s *graph.Store) { put(t, s, es[1:]...) }, 1},
		{"replace one", func(s *graph.Store) { put(t, s, invented(2, 7, 8)) }, 1},
		{"ask", func(s *graph.Store) { dump(t, s) }, 0},
		{"take back", func(s *graph.Store) {
			if err := s.Remove(t.Context(), es[0].Document.ID, es[1].Document.ID); err != nil {
				t.Error(err)
			}
		}, 1},
		{"add what is there", func(s *graph.Store) { put(t, s, es[3]) }, 0},
	} {
		before := 1 // bbolt's own first
		if c.name != "make" {
			before = transactions(t, path)
		}
		s, err := graph.Open(path, graph.Options{})
		if err != nil {
			t.Fatal(err)
		}
		c.do(s)
		s.Close()
		if got := transactions(t, path) - before; got != c.want {
			t.Errorf("%s: %d commits, want %d", c.name, got, c.want)
		}
	}
}
