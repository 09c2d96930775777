package quadstore

import (
	"context"
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
)

func three(t *testing.T, s *Store) {
	t.Helper()
	if err := s.Update(func(tx *Tx) error {
		for _, name := range []string{"a", "b", "c"} {
			if _, err := tx.Add(quad.MakeIRI(name, "p", "o-"+name, "l")); err != nil {
				return err
			}
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
}

// TestDamagedDictionary: a lost or spoilt value is an error of whoever reads
// the quad and a problem for Check; nobody leaves the quad out in silence.
func TestDamagedDictionary(t *testing.T) {
	for name, spoilt := range map[string][]byte{"lost": nil, "empty": {}, "of no kind": []byte("?x"), "cut": {kindLang, 9, 'x'}} {
		t.Run(name, func(t *testing.T) {
			s := Memory()
			three(t, s)
			if err := s.Update(func(tx *Tx) error {
				n, err := tx.Ref(quad.IRI("o-b"))
				if err != nil {
					return err
				}
				tx.write.wrote = true
				if spoilt == nil {
					return tx.t.del(valuesBucket, bytes4(n))
				}
				return tx.t.put(valuesBucket, bytes4(n), spoilt)
			}); err != nil {
				t.Fatal(err)
			}
			_ = s.View(func(tx *Tx) error {
				var got error
				for _, err := range tx.Sorted(t.Context()) {
					got = errors.Join(got, err)
				}
				if !errors.Is(got, ErrDamaged) {
					t.Errorf("Sorted: %v", got)
				}
				got = nil
				for _, err := range tx.Quads(quad.IRI("b"), nil, nil, nil) {
					got = errors.Join(got, err)
				}
				if !errors.Is(got, ErrDamaged) {
					t.Errorf("Quads: %v", got)
				}
				return nil
			})
			if problems, err := s.Check(context.Background()); err != nil || len(problems) == 0 {
				t.Errorf("Check: %v %v", problems, err)
			}
		})
	}
}

// TestForeignPanics: a mistake of the caller within a transaction is not taken
// for a damaged file, and leaves the store usable.
func TestForeignPanics(t *testing.T) {
	s, err := Open(filepath.Join(t.TempDir(), "x.db"), Options{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for name, run := range map[string]func(func(*Tx) error) error{"view": s.View, "update": s.Update} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%s: the panic was swallowed", name)
				}
			}()
			_ = run(func(*Tx) error { var none []int; _ = none[len(name)]; return nil })
		}()
	}
	err = s.View(func(tx *Tx) error { panicInBolt(tx); return nil })
	if !errors.Is(err, ErrDamaged) || !strings.Contains(err.Error(), "x.db") {
		t.Errorf("a panic of bbolt: %v", err)
	}
	three(t, s)
}

// panicInBolt does what bbolt answers by a panic: it reads after the end.
func panicInBolt(tx *Tx) {
	t := tx.t.(*boltTxn)
	c := t.bucket(metaBucket).Cursor()
	_ = t.tx.Rollback()
	c.First()
}
