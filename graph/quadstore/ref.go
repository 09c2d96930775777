package quadstore

import (
	"encoding/binary"
	"fmt"
	"iter"
	"math"

	"github.com/cayleygraph/quad"
)

// Ref is the number of a value in the dictionary: what an index holds, so
// that a reader who follows edges need not read the values on the way. It is
// good for one transaction. 0 is no value or, in a pattern, any.
type Ref = uint32

// Ref is that of v, 0 if no quad has it.
func (tx *Tx) Ref(v quad.Value) (Ref, error) { return tx.number(v) }

// Match yields the subject, predicate, object and label of the quads with
// these parts, 0 standing for any, in the order of the index that fits best.
// Nothing may be written while it runs.
func (tx *Tx) Match(s, p, o, l Ref) iter.Seq[[4]Ref] {
	return func(yield func([4]Ref) bool) {
		tx.scan(numbers{s, p, o, l}, numbers{}, func(n numbers) bool { return yield(n) })
	}
}

// Subjects yields each subject of (? p o) once, however many labels say it.
func (tx *Tx) Subjects(p, o Ref) iter.Seq[Ref] { return tx.distinct(numbers{0, p, o, 0}, 0) }

// Objects yields each object of (s p ?) once, however many labels say it.
func (tx *Tx) Objects(s, p Ref) iter.Seq[Ref] { return tx.distinct(numbers{s, p, 0, 0}, 2) }

// HasSubject reports whether anything is said of n.
func (tx *Tx) HasSubject(n Ref) bool { return n != 0 && tx.has(numbers{n, 0, 0, 0}) }

// few is how many keys are passed over faster than the next one is sought.
const few = 8

// distinct yields part, which stands right before the label in the index, of
// the quads that match.
func (tx *Tx) distinct(pattern numbers, part int) iter.Seq[Ref] {
	return func(yield func(Ref) bool) {
		var after numbers
		for more := true; more; {
			more = false
			passed := 0
			tx.scan(pattern, after, func(n numbers) bool {
				if n[part] == after[part] {
					passed++
					more = passed > few
					return !more
				}
				after, passed = n, 0
				after[3] = math.MaxUint32
				return yield(n[part])
			})
		}
	}
}

// Value is what n stands for.
func (tx *Tx) Value(n Ref) (quad.Value, error) { return tx.value(n) }

// Load reads ahead what refs, in rising order, stand for. Numbers close to
// each other (those of one document were given one after the other) cost one
// way down the tree. What cannot be read is an error of [Tx.Value].
func (tx *Tx) Load(refs []Ref) {
	if tx.write != nil {
		return
	}
	for len(refs) > 0 {
		if _, known := tx.values[refs[0]]; known {
			refs = refs[1:]
			continue
		}
		first := refs[0]
		tx.t.scan(valuesBucket, bytes4(first), func(key, encoded []byte) bool {
			if len(key) != 4 {
				return true // Check tells of it
			}
			n := binary.BigEndian.Uint32(key)
			for len(refs) > 0 && refs[0] < n {
				refs = refs[1:]
			}
			if len(refs) > 0 && refs[0] == n {
				if v, err := decodeValue(encoded); err == nil {
					tx.keep(n, v)
				}
				refs = refs[1:]
			}
			return len(refs) > 0 && refs[0]-n <= few
		})
		if len(refs) > 0 && refs[0] == first { // there is none so high
			return
		}
	}
}

func (tx *Tx) value(n Ref) (quad.Value, error) {
	if v, ok := tx.values[n]; ok {
		return v, nil
	}
	v, err := decodeValue(tx.t.get(valuesBucket, bytes4(n)))
	if err != nil {
		return nil, fmt.Errorf("value %d: %w", n, err)
	}
	if tx.write == nil { // what is read may not outlive a write
		tx.keep(n, v)
	}
	return v, nil
}

func (tx *Tx) keep(n Ref, v quad.Value) {
	const most = 1 << 17 // a bound on memory for long scans
	if tx.values == nil || len(tx.values) >= most {
		tx.values = map[Ref]quad.Value{}
	}
	tx.values[n] = v
}
