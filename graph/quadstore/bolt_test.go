package quadstore

import (
	"errors"
	"fmt"
	"math/rand"
	"path/filepath"
	"strings"
	"testing"

	berrors "go.etcd.io/bbolt/errors"
)

// TestPending plays random transactions on a file that keeps much or little
// pending, and on memory: all must read the same at every moment.
func TestPending(t *testing.T) {
	for _, most := range []int{0, 300, mostPending} {
		file, err := openBolt(filepath.Join(t.TempDir(), "x.db"), Options{NoSync: true})
		if err != nil {
			t.Fatal(err)
		}
		file.most = most
		memory := newMemoryKV()
		rnd := rand.New(rand.NewSource(int64(most)))
		for round := range 60 {
			fails := errors.New("no")
			play := func(a txn) error {
				return memory.update(func(b txn) error {
					for range rnd.Intn(40) {
						bucket, key := fmt.Sprint("b", rnd.Intn(2)), fmt.Appendf(nil, "k%d", rnd.Intn(50))
						switch rnd.Intn(5) {
						case 0, 1:
							value := make([]byte, rnd.Intn(3))
							rnd.Read(value)
							if err := errors.Join(a.put(bucket, key, value), b.put(bucket, key, value)); err != nil {
								return err
							}
						case 2:
							if err := errors.Join(a.del(bucket, key), b.del(bucket, key)); err != nil {
								return err
							}
						case 3:
							x, y := a.get(bucket, key), b.get(bucket, key)
							if string(x) != string(y) || (x == nil) != (y == nil) {
								return fmt.Errorf("%s: %v, want %v", key, x, y)
							}
						default:
							if x, y := pairs(a, bucket, key), pairs(b, bucket, key); x != y {
								return fmt.Errorf("from %s: %s, want %s", key, x, y)
							}
						}
					}
					if round%4 == 3 {
						return fails
					}
					return nil
				})
			}
			if err := file.update(play); err != nil && err != fails {
				t.Fatalf("at most %d, round %d: %v", most, round, err)
			}
			var now [2]string
			for i, kv := range []kv{file, memory} {
				_ = kv.view(func(x txn) error {
					now[i] = strings.Join(x.buckets(), " ") + pairs(x, "b0", nil) + pairs(x, "b1", nil)
					return nil
				})
			}
			if now[0] != now[1] {
				t.Fatalf("at most %d, round %d: %s, want %s", most, round, now[0], now[1])
			}
		}
		for key, want := range map[string]error{"": berrors.ErrKeyRequired, strings.Repeat("k", 32769): berrors.ErrKeyTooLarge} {
			err := file.update(func(x txn) error { return x.put("b0", []byte(key), nil) })
			if !errors.Is(err, want) {
				t.Errorf("a key of %d bytes: %v", len(key), err)
			}
		}
		if err := file.close(); err != nil {
			t.Fatal(err)
		}
	}
}

func pairs(t txn, bucket string, from []byte) string {
	var b strings.Builder
	t.scan(bucket, from, func(k, v []byte) bool {
		fmt.Fprintf(&b, " %s=%x", k, v)
		return true
	})
	return b.String()
}
