package quadstore

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"
)

// Sorted yields every quad, by subject, predicate, object and label, each as
// quad.StringOf writes it: an order that does not depend on when what was
// added. It needs memory for the names of the subjects and for the quads of
// one of them.
func (tx *Tx) Sorted(ctx context.Context) iter.Seq2[quad.Quad, error] {
	return func(yield func(quad.Quad, error) bool) {
		type subject struct {
			name   string
			number uint32
		}
		var subjects []subject
		var last uint32
		var err error
		tx.scan(numbers{}, numbers{}, func(n numbers) bool {
			if n[0] == last {
				return true
			}
			last = n[0]
			var v quad.Value
			if v, err = tx.value(n[0]); err != nil {
				return false
			}
			subjects = append(subjects, subject{quad.StringOf(v), n[0]})
			return true
		})
		slices.SortFunc(subjects, func(a, b subject) int { return strings.Compare(a.name, b.name) })
		for _, s := range subjects {
			if err == nil {
				err = ctx.Err()
			}
			if err != nil {
				break
			}
			var quads []quad.Quad
			tx.scan(numbers{s.number}, numbers{}, func(n numbers) bool {
				var q quad.Quad
				if q, err = tx.quad(n); err != nil {
					return false
				}
				quads = append(quads, q)
				return true
			})
			if err != nil {
				break
			}
			sortQuads(quads)
			for _, q := range quads {
				if !yield(q, nil) {
					return
				}
			}
		}
		if err != nil {
			yield(quad.Quad{}, err)
		}
	}
}

func sortQuads(quads []quad.Quad) {
	type named struct {
		key [4]string
		q   quad.Quad
	}
	list := make([]named, len(quads))
	for i, q := range quads {
		list[i] = named{[4]string{quad.StringOf(q.Subject), quad.StringOf(q.Predicate), quad.StringOf(q.Object), quad.StringOf(q.Label)}, q}
	}
	slices.SortFunc(list, func(a, b named) int {
		for i := range a.key {
			if c := strings.Compare(a.key[i], b.key[i]); c != 0 {
				return c
			}
		}
		return 0
	})
	for i := range list {
		quads[i] = list[i].q
	}
}

// Check reads everything and lists what does not fit together: quads that an
// index lacks, numbers without a value, values that no quad uses, counts that
// are off. A sound store has an empty list. The error is of reading.
func (s *Store) Check(ctx context.Context) (problems []string, err error) {
	err = s.View(func(tx *Tx) error {
		say := func(format string, args ...any) {
			if len(problems) < 100 {
				problems = append(problems, fmt.Sprintf(format, args...))
			}
		}
		used, err := tx.checkIndexes(ctx, say)
		if err != nil {
			return err
		}
		tx.checkDictionary(used, say)
		return ctx.Err()
	})
	return problems, err
}

func (tx *Tx) checkIndexes(ctx context.Context, say func(string, ...any)) (map[uint32]bool, error) {
	used := map[uint32]bool{}
	var counts [4]int64
	for i := range indexes {
		x := &indexes[i]
		tx.t.scan(x.bucket, nil, func(k, _ []byte) bool {
			n, ok := x.parse(k)
			if !ok || n[0] == 0 || n[1] == 0 || n[2] == 0 {
				say("index %s: a key that is no quad: %x", x.bucket, k)
				return true
			}
			counts[i]++
			if i == 0 {
				for _, v := range n {
					used[v] = true
				}
				for k := range indexes { // its own too: a damaged branch leads past what a scan comes by
					if tx.t.get(indexes[k].bucket, indexes[k].key(n)) == nil {
						say("index %s: lacks quad %v", indexes[k].bucket, n)
					}
				}
			}
			return ctx.Err() == nil
		})
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if counts[i] != counts[0] {
			say("index %s: %d quads, %s has %d", x.bucket, counts[i], indexes[0].bucket, counts[0])
		}
	}
	if _, quads := tx.Counts(); quads != counts[0] {
		say("meta: %d quads counted, there are %d", quads, counts[0])
	}
	delete(used, 0)
	return used, nil
}

func (tx *Tx) checkDictionary(used map[uint32]bool, say func(string, ...any)) {
	var values, keys int64
	next := counter(tx.t, "next")
	tx.t.scan(valuesBucket, nil, func(k, v []byte) bool {
		values++
		if len(k) != 4 {
			say("dictionary: a number of %d bytes", len(k))
			return true
		}
		n := binary.BigEndian.Uint32(k)
		switch _, err := decodeValue(v); {
		case err != nil:
			say("dictionary: value %d: %v", n, err)
		case !bytes.Equal(tx.t.get(valuesBucket, k), v):
			say("dictionary: value %d is there, but cannot be found", n)
		case !bytes.Equal(tx.t.get(numbersBucket, valueKey(v)), k):
			say("dictionary: value %d cannot be looked up", n)
		case !used[n]:
			say("dictionary: value %d is used by no quad", n)
		case int64(n) >= next:
			say("dictionary: value %d is above the next free number", n)
		}
		delete(used, n)
		return true
	})
	for n := range used {
		say("dictionary: no value for number %d", n)
	}
	tx.t.scan(numbersBucket, nil, func(_, _ []byte) bool { keys++; return true })
	nodes, _ := tx.Counts()
	if keys != values || nodes != values {
		say("dictionary: %d values, %d look-ups, %d counted", values, keys, nodes)
	}
}
