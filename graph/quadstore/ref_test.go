package quadstore_test

import (
	"errors"
	"fmt"
	"path/filepath"
	"testing"

	"github.com/cayleygraph/quad"

	"parley/graph/quadstore"
)

// TestLoad reads values ahead, some of which were taken back, in near and far
// steps: each is then what it is without.
func TestLoad(t *testing.T) {
	const n = 100
	is := func(i int) quad.Quad { return quad.Make(quad.IRI(fmt.Sprint("n", i)), quad.IRI("is"), i, nil) }
	for name, s := range map[string]*quadstore.Store{
		"memory": quadstore.Memory(),
		"file":   open(t, filepath.Join(t.TempDir(), "x.db"), quadstore.Options{NoSync: true}),
	} {
		t.Run(name, func(t *testing.T) {
			want := map[quadstore.Ref]quad.Value{}
			err := s.Update(func(tx *quadstore.Tx) error {
				for i := range n {
					if _, err := tx.Add(is(i)); err != nil {
						return err
					}
				}
				return nil
			})
			if err != nil {
				t.Fatal(err)
			}
			err = s.Update(func(tx *quadstore.Tx) error {
				for i := range n {
					ref, err := tx.Ref(is(i).Subject)
					if err != nil {
						return err
					}
					if want[ref] = is(i).Subject; i/12%2 == 1 { // gaps of more than are passed over
						delete(want, ref)
						if _, err := tx.Remove(is(i)); err != nil {
							return err
						}
					}
				}
				return nil
			})
			if err != nil {
				t.Fatal(err)
			}
			for _, step := range []int{1, 3, 30} {
				var refs []quadstore.Ref
				for ref := 0; ref < 3*n; ref += step {
					refs = append(refs, quadstore.Ref(ref))
				}
				err = s.View(func(tx *quadstore.Tx) error {
					tx.Load(refs)
					tx.Load(refs) // all is known
					for ref, v := range want {
						if got, err := tx.Value(ref); got != v || err != nil {
							t.Errorf("step %d: value %d is %v, %v; want %v", step, ref, got, err, v)
						}
					}
					if v, err := tx.Value(3 * n); !errors.Is(err, quadstore.ErrDamaged) {
						t.Errorf("a number without a value is %v, %v", v, err)
					}
					return nil
				})
				if err != nil {
					t.Error(err)
				}
			}
		})
	}
}
