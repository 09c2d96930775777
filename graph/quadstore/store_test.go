package quadstore_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"math/rand"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/cayleygraph/quad"

	"parley/graph/quadstore"
)

func open(t testing.TB, path string, o quadstore.Options) *quadstore.Store {
	t.Helper()
	s, err := quadstore.Open(path, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// values is a small world, so that random quads collide.
func values() []quad.Value {
	long := make([]byte, 3000)
	for i := range long {
		long[i] = byte('a' + i%26)
	}
	out := []quad.Value{
		quad.String(""), quad.String("x"), quad.IRI("x"), quad.BNode("x"), quad.LangString{Value: "x", Lang: "en"},
		quad.TypedString{Value: "x", Type: "y"}, quad.Int(-1), quad.Float(0.5), quad.Bool(true), quad.Time(time.Unix(1, 2).UTC()),
		quad.String(long), quad.String(long[:2999]), quad.IRI(long),
	}
	for i := range 5 {
		out = append(out, quad.IRI(fmt.Sprint("n", i)))
	}
	return out
}

// TestAgainstMap plays random transactions, some of which fail, on both
// stores and on a map, which is the truth.
func TestAgainstMap(t *testing.T) {
	seed := time.Now().UnixNano()
	t.Logf("seed %d", seed)
	for name, s := range map[string]*quadstore.Store{
		"memory": quadstore.Memory(),
		"file":   open(t, filepath.Join(t.TempDir(), "x.db"), quadstore.Options{NoSync: true}),
	} {
		t.Run(name, func(t *testing.T) {
			rnd, vs, truth := rand.New(rand.NewSource(seed)), values(), map[quad.Quad]bool{}
			pick := func() quad.Value { return vs[rnd.Intn(len(vs))] }
			errNo := errors.New("no")
			for range 150 {
				next := map[quad.Quad]bool{}
				for q := range truth {
					next[q] = true
				}
				fails := rnd.Intn(4) == 0
				err := s.Update(func(tx *quadstore.Tx) error {
					for range rnd.Intn(20) {
						q := quad.Quad{Subject: pick(), Predicate: pick(), Object: pick()}
						if rnd.Intn(3) > 0 {
							q.Label = pick()
						}
						var changed bool
						var err error
						want := false
						if rnd.Intn(2) == 0 {
							want = !next[q]
							next[q] = true
							changed, err = tx.Add(q)
						} else {
							want = next[q]
							delete(next, q)
							changed, err = tx.Remove(q)
						}
						if err != nil || changed != want {
							t.Fatalf("%v: changed %v, want %v, %v", q, changed, want, err)
						}
					}
					if fails {
						return errNo
					}
					return nil
				})
				if fails != errors.Is(err, errNo) {
					t.Fatal(err)
				}
				if !fails {
					truth = next
				}
				compare(t, s, truth, [4]quad.Value{maybe(rnd, pick), maybe(rnd, pick), maybe(rnd, pick), maybe(rnd, pick)})
			}
			if problems, err := s.Check(context.Background()); err != nil || len(problems) > 0 {
				t.Fatal(problems, err)
			}
			clear(t, s, truth)
		})
	}
}

func maybe(rnd *rand.Rand, pick func() quad.Value) quad.Value {
	if rnd.Intn(2) == 0 {
		return nil
	}
	return pick()
}

func compare(t *testing.T, s *quadstore.Store, truth map[quad.Quad]bool, p [4]quad.Value) {
	t.Helper()
	want := 0
	for q := range truth {
		if (p[0] == nil || p[0] == q.Subject) && (p[1] == nil || p[1] == q.Predicate) && (p[2] == nil || p[2] == q.Object) && (p[3] == nil || p[3] == q.Label) {
			want++
		}
	}
	err := s.View(func(tx *quadstore.Tx) error {
		got := map[quad.Quad]bool{}
		for q, err := range tx.Quads(p[0], p[1], p[2], p[3]) {
			if err != nil {
				return err
			}
			if !truth[q] || got[q] {
				return fmt.Errorf("%v: not in the truth, or twice", q)
			}
			got[q] = true
		}
		if len(got) != want {
			return fmt.Errorf("pattern %v: %d quads, want %d", p, len(got), want)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// clear takes everything back and wants an empty store, dictionary included.
func clear(t *testing.T, s *quadstore.Store, truth map[quad.Quad]bool) {
	t.Helper()
	err := s.Update(func(tx *quadstore.Tx) error {
		for q := range truth {
			if _, err := tx.Remove(q); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	_ = s.View(func(tx *quadstore.Tx) error {
		if nodes, quads := tx.Counts(); nodes != 0 || quads != 0 {
			t.Errorf("%d nodes and %d quads are left", nodes, quads)
		}
		return nil
	})
	if problems, err := s.Check(context.Background()); err != nil || len(problems) > 0 {
		t.Error(problems, err)
	}
}

func TestReopen(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.db")
	q := quad.MakeIRI("a", "b", "c", "d")
	s := open(t, path, quadstore.Options{})
	if err := s.Update(func(tx *quadstore.Tx) error {
		if err := tx.Put("notes", "k", []byte("v")); err != nil {
			return err
		}
		_, err := tx.Add(q)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	if _, err := quadstore.Open(path, quadstore.Options{Timeout: time.Millisecond}); !errors.Is(err, quadstore.ErrLocked) {
		t.Errorf("second writer: %v", err)
	}
	s.Close()
	s = open(t, path, quadstore.Options{ReadOnly: true})
	open(t, path, quadstore.Options{ReadOnly: true}) // readers share
	_ = s.View(func(tx *quadstore.Tx) error {
		if got := string(tx.Get("notes", "k")); got != "v" {
			t.Errorf("note %q", got)
		}
		for got, err := range tx.Quads(nil, nil, nil, nil) {
			if got != q || err != nil {
				t.Error(got, err)
			}
		}
		return nil
	})
	if err := s.Update(func(*quadstore.Tx) error { return nil }); err == nil {
		t.Error("a read-only store was written")
	}
}

// TestBadFile: what is not ours, newer, missing or damaged is an error that
// names the file, never a panic.
func TestBadFile(t *testing.T) {
	dir := t.TempDir()
	good := filepath.Join(dir, "good.db")
	s := open(t, good, quadstore.Options{})
	if err := s.Update(func(tx *quadstore.Tx) error {
		for i := range 3000 {
			if _, err := tx.Add(quad.MakeIRI(fmt.Sprint("s", i), "p", fmt.Sprint("o", i), "l")); err != nil {
				return err
			}
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	s.Close()
	whole, err := os.ReadFile(good)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := quadstore.Open(filepath.Join(dir, "none.db"), quadstore.Options{ReadOnly: true}); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("missing: %v", err)
	}
	if _, err := quadstore.Open(dir, quadstore.Options{}); err == nil {
		t.Error("a folder was opened")
	}
	spoil := func(name string, change func([]byte) []byte) {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "bad.db")
			if err := os.WriteFile(path, change(append([]byte(nil), whole...)), 0o600); err != nil {
				t.Fatal(err)
			}
			s, err := quadstore.Open(path, quadstore.Options{})
			if err == nil {
				defer s.Close()
				var problems []string
				if problems, err = s.Check(context.Background()); err == nil && len(problems) == 0 {
					t.Error("nobody noticed")
				}
			}
			t.Log(err)
		})
	}
	spoil("text", func([]byte) []byte { return []byte("Dear diary, this is no database at all. It is only text.") })
	spoil("cut", func(b []byte) []byte { return b[:5*4096] }) // the tail of a file may be free space
	spoil("zeros", func(b []byte) []byte {
		for i := 3 * 4096; i < len(b)/2; i++ {
			b[i] = 0
		}
		return b
	})
	spoil("meta", func(b []byte) []byte {
		for _, at := range []int{16, 4096 + 16} {
			b[at] ^= 0xff
		}
		return b
	})
}

// TestReadersAndWriter: readers see whole transactions only.
func TestReadersAndWriter(t *testing.T) {
	for name, s := range map[string]*quadstore.Store{
		"memory": quadstore.Memory(),
		"file":   open(t, filepath.Join(t.TempDir(), "x.db"), quadstore.Options{NoSync: true}),
	} {
		t.Run(name, func(t *testing.T) {
			var wg sync.WaitGroup
			done := make(chan struct{})
			for range 3 {
				wg.Go(func() {
					for {
						select {
						case <-done:
							return
						default:
						}
						_ = s.View(func(tx *quadstore.Tx) error {
							n := 0
							for range tx.Quads(nil, nil, nil, nil) {
								n++
							}
							if n%10 != 0 {
								t.Errorf("%d quads: half a transaction", n)
							}
							return nil
						})
						it := s.QuadsAllIterator()
						for it.Next(context.Background()) {
							s.Quad(it.Result())
						}
						it.Close()
					}
				})
			}
			for i := range 60 {
				if err := s.Update(func(tx *quadstore.Tx) error {
					for k := range 10 {
						if _, err := tx.Add(quad.MakeIRI(fmt.Sprint("s", i), "p", fmt.Sprint("o", k), "")); err != nil {
							return err
						}
					}
					return nil
				}); err != nil {
					t.Error(err)
				}
			}
			close(done)
			wg.Wait()
		})
	}
}

func TestRefused(t *testing.T) {
	s := quadstore.Memory()
	for _, q := range []quad.Quad{
		{},
		{Subject: quad.IRI("a"), Predicate: quad.IRI("b")},
		quad.MakeIRI("", "b", "c", ""),
		{Subject: quad.IRI("a"), Predicate: quad.IRI("b"), Object: quad.String("\xff")},
	} {
		err := s.Update(func(tx *quadstore.Tx) error { _, err := tx.Add(q); return err })
		if !errors.Is(err, quadstore.ErrQuad) {
			t.Errorf("%v: %v", q, err)
		}
	}
}

func benchQuads(i int) []quad.Quad {
	var out []quad.Quad
	label := quad.IRI(fmt.Sprintf("parley:claim/%020x", i))
	for k := range 10 {
		out = append(out, quad.Quad{Subject: quad.IRI(fmt.Sprintf("parley:person/p%d", (i*7+k)%5000)), Predicate: quad.IRI(fmt.Sprintf("parley:p%d", k)), Object: quad.IRI(fmt.Sprintf("parley:person/p%d", (i*13+k)%5000)), Label: label})
	}
	return out
}

func BenchmarkAdd(b *testing.B) {
	path := filepath.Join(b.TempDir(), "x.db")
	s := open(b, path, quadstore.Options{NoSync: true})
	i := 0
	for b.Loop() {
		if err := s.Update(func(tx *quadstore.Tx) error {
			for range 100 {
				for _, q := range benchQuads(i) {
					if _, err := tx.Add(q); err != nil {
						return err
					}
				}
				i++
			}
			return nil
		}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(i*10), "ns/quad")
	if info, err := os.Stat(path); err == nil {
		b.ReportMetric(float64(info.Size())/float64(i*10), "B/quad")
	}
}

func BenchmarkOpen(b *testing.B) {
	path := filepath.Join(b.TempDir(), "x.db")
	s := open(b, path, quadstore.Options{NoSync: true})
	for i := range 20 {
		if err := s.Update(func(tx *quadstore.Tx) error {
			for k := range 1000 {
				for _, q := range benchQuads(i*1000 + k) {
					if _, err := tx.Add(q); err != nil {
						return err
					}
				}
			}
			return nil
		}); err != nil {
			b.Fatal(err)
		}
	}
	s.Close()
	for b.Loop() {
		s, err := quadstore.Open(path, quadstore.Options{})
		if err != nil {
			b.Fatal(err)
		}
		s.Close()
	}
}
