package quadstore_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"github.com/cayleygraph/quad"
	bolt "go.etcd.io/bbolt"

	"parley/graph/quadstore"
)

// boltFile is a bbolt file of somebody else's.
func boltFile(t *testing.T, buckets ...string) []byte {
	t.Helper()
	path := filepath.Join(t.TempDir(), "other.db")
	db, err := bolt.Open(path, 0o600, &bolt.Options{NoFreelistSync: true}) // opened to write, bbolt adds the list
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Update(func(tx *bolt.Tx) error {
		for _, b := range buckets {
			if _, err := tx.CreateBucket([]byte(b)); err != nil {
				return err
			}
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	db.Close()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// TestRefusedFilesStayAsTheyAre: what is not ours, or was cut off, is an error
// and not one byte of it changes, however it is opened.
func TestRefusedFilesStayAsTheyAre(t *testing.T) {
	good := filepath.Join(t.TempDir(), "good.db")
	s := open(t, good, quadstore.Options{})
	if err := s.Update(func(tx *quadstore.Tx) error {
		_, err := tx.Add(quad.MakeIRI("a", "b", "c", "d"))
		return errors.Join(err, tx.Put("notes", "k", make([]byte, 1<<18)))
	}); err != nil {
		t.Fatal(err)
	}
	s.Close()
	whole, err := os.ReadFile(good)
	if err != nil {
		t.Fatal(err)
	}
	newer := bytes.ReplaceAll(whole, []byte("parley quads 3"), []byte("parley quads 9"))
	for _, c := range []struct {
		name    string
		content []byte
		want    error
	}{
		{"a short text", []byte("Dear diary"), quadstore.ErrForeign},
		{"a long text", bytes.Repeat([]byte("Dear diary, this is no database. "), 3000), quadstore.ErrForeign},
		{"another program's database", boltFile(t, "users"), quadstore.ErrForeign},
		{"a later format", newer, quadstore.ErrFormat},
		{"cut off", whole[:1<<17], quadstore.ErrDamaged},
	} {
		t.Run(c.name, func(t *testing.T) {
			for _, readOnly := range []bool{true, false} {
				path := filepath.Join(t.TempDir(), "bad.db")
				if err := os.WriteFile(path, c.content, 0o600); err != nil {
					t.Fatal(err)
				}
				s, err := quadstore.Open(path, quadstore.Options{ReadOnly: readOnly})
				if !errors.Is(err, c.want) {
					t.Errorf("read only %v: %v, want %v", readOnly, err, c.want)
				}
				if err == nil {
					s.Close()
				}
				if after, err := os.ReadFile(path); err != nil || !bytes.Equal(after, c.content) {
					t.Errorf("read only %v: the file was changed: %d bytes, were %d, %v", readOnly, len(after), len(c.content), err)
				}
			}
		})
	}
}

// TestUnfinishedFile: whoever is killed as it makes a database leaves an empty
// one, for readers too.
func TestUnfinishedFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "new.db")
	if err := os.WriteFile(path, boltFile(t), 0o600); err != nil {
		t.Fatal(err)
	}
	s := open(t, path, quadstore.Options{ReadOnly: true})
	_ = s.View(func(tx *quadstore.Tx) error {
		if nodes, quads := tx.Counts(); nodes != 0 || quads != 0 {
			t.Errorf("%d nodes, %d quads", nodes, quads)
		}
		return nil
	})
	if problems, err := s.Check(t.Context()); err != nil || len(problems) > 0 {
		t.Error(problems, err)
	}
	s.Close()
	s = open(t, path, quadstore.Options{})
	if err := s.Update(func(tx *quadstore.Tx) error { _, err := tx.Add(quad.MakeIRI("a", "b", "c", "d")); return err }); err != nil {
		t.Error(err)
	}
}

// TestWriteProtected: who may only read a file and its folder may ask.
func TestWriteProtected(t *testing.T) {
	if os.Getuid() == 0 || runtime.GOOS == "windows" {
		t.Skip("nothing is write-protected from this user")
	}
	dir := t.TempDir()
	path := filepath.Join(dir, "x.db")
	open(t, path, quadstore.Options{}).Close()
	for p, mode := range map[string]os.FileMode{path: 0o400, dir: 0o500} {
		if err := os.Chmod(p, mode); err != nil {
			t.Fatal(err)
		}
	}
	defer os.Chmod(dir, 0o700)
	if _, err := quadstore.Open(path, quadstore.Options{}); !errors.Is(err, os.ErrPermission) {
		t.Errorf("writing: %v", err)
	}
	open(t, path, quadstore.Options{ReadOnly: true})
}
