package quadstore

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"slices"

	"github.com/cayleygraph/quad"
)

const (
	valuesBucket  = "values"
	numbersBucket = "numbers"
)

// writer is what an Update changes beside the keys themselves.
type writer struct {
	next         uint32 // the number of the next new value
	nodes, quads int64
	known        map[quad.IRI]uint32
	touched      map[uint32]bool // values of removed quads: perhaps orphans
	wrote        bool            // anything at all
}

// know keeps the number of an IRI: predicates and labels come again and again.
func (w *writer) know(v quad.Value, n uint32) {
	const most = 1 << 14 // a bound on memory
	if w.known == nil || len(w.known) >= most {
		w.known = map[quad.IRI]uint32{}
	}
	if iri, ok := v.(quad.IRI); ok {
		w.known[iri] = n
	}
}

func bytes4(n uint32) []byte { return binary.BigEndian.AppendUint32(nil, n) }

// number is that of v in the dictionary, 0 if it is not there.
func (tx *Tx) number(v quad.Value) (uint32, error) {
	b, err := encodeValue(v)
	if err != nil {
		return 0, err
	}
	return tx.lookup(b)
}

func (tx *Tx) lookup(encoded []byte) (uint32, error) {
	n := tx.t.get(numbersBucket, valueKey(encoded))
	switch len(n) {
	case 0:
		return 0, nil
	case 4:
		return binary.BigEndian.Uint32(n), nil
	}
	return 0, fmt.Errorf("%w: a number of %d bytes", ErrDamaged, len(n))
}

// intern is lookup for a value that may be new.
func (tx *Tx) intern(encoded []byte) (uint32, error) {
	n, err := tx.lookup(encoded)
	if n != 0 || err != nil {
		return n, err
	}
	if n = tx.write.next; n == math.MaxUint32 {
		return 0, ErrFull
	}
	tx.write.next++
	tx.write.nodes++
	tx.write.wrote = true
	return n, errors.Join(tx.t.put(numbersBucket, valueKey(encoded), bytes4(n)), tx.t.put(valuesBucket, bytes4(n), encoded))
}

func (tx *Tx) quad(n numbers) (q quad.Quad, err error) {
	for i, d := range directions {
		if n[i] == 0 && d == quad.Label {
			continue
		}
		v, err := tx.value(n[i])
		if err != nil {
			return quad.Quad{}, err
		}
		q.Set(d, v)
	}
	return q, nil
}

var directions = [4]quad.Direction{quad.Subject, quad.Predicate, quad.Object, quad.Label}

func (tx *Tx) change(q quad.Quad, add bool) (bool, error) {
	if tx.write == nil {
		return false, errReadOnly
	}
	if q.Subject == nil || q.Predicate == nil || q.Object == nil {
		return false, fmt.Errorf("%w: %v has no subject, predicate or object", ErrQuad, q)
	}
	var parts [4][]byte // all are encoded before the first one changes anything
	var n numbers
	for i, d := range directions {
		v := q.Get(d)
		if v == nil {
			continue
		}
		var err error
		if iri, ok := v.(quad.IRI); ok {
			if n[i] = tx.write.known[iri]; n[i] != 0 {
				continue
			}
		}
		if parts[i], err = encodeValue(v); err != nil {
			return false, err
		}
	}
	find := tx.lookup
	if add {
		find = tx.intern
	}
	for i, b := range parts {
		if b == nil {
			continue
		}
		var err error
		if n[i], err = find(b); n[i] == 0 || err != nil {
			return false, err
		}
		tx.write.know(q.Get(directions[i]), n[i])
	}
	there := tx.t.get(indexes[0].bucket, indexes[0].key(n)) != nil
	if there == add {
		return false, nil
	}
	tx.write.wrote = true
	for i := range indexes {
		x := &indexes[i]
		var err error
		if add {
			err = tx.t.put(x.bucket, x.key(n), []byte{})
		} else {
			err = tx.t.del(x.bucket, x.key(n))
		}
		if err != nil {
			return false, err
		}
	}
	if add {
		tx.write.quads++
		return true, nil
	}
	tx.write.quads--
	if tx.write.touched == nil {
		tx.write.touched = map[uint32]bool{}
	}
	for _, x := range n {
		tx.write.touched[x] = true
	}
	return true, nil
}

// finish takes orphans out of the dictionary and writes the counts.
func (tx *Tx) finish() error {
	delete(tx.write.touched, 0)
	var touched []uint32
	for n := range tx.write.touched {
		touched = append(touched, n)
	}
	slices.Sort(touched)
	for _, n := range touched {
		if tx.has(numbers{n, 0, 0, 0}) || tx.has(numbers{0, n, 0, 0}) || tx.has(numbers{0, 0, n, 0}) || tx.has(numbers{0, 0, 0, n}) {
			continue
		}
		b := append([]byte{}, tx.t.get(valuesBucket, bytes4(n))...)
		if err := errors.Join(tx.t.del(valuesBucket, bytes4(n)), tx.t.del(numbersBucket, valueKey(b))); err != nil {
			return err
		}
		tx.write.nodes--
	}
	return tx.write.save(tx.t)
}
