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

// distinct yields part, which stands right before the label in the index, of
// the quads that match.
func (tx *Tx) distinct(pattern numbers, part int) iter.Seq[Ref] {
	const few = 8 // labels are passed over faster than the next one is sought
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

// A block is the values of neighbouring numbers, read at once: those of one
// document were numbered one after the other, and whoever wants one of them
// wants the others.
type block struct {
	encoded [blockSize][]byte // what is not asked for is not decoded
	value   [blockSize]quad.Value
}

const (
	blockSize  = 16
	mostBlocks = 1 << 13 // a bound on memory for long scans
)

func (tx *Tx) value(n Ref) (quad.Value, error) {
	if tx.write != nil { // what stands in a block does not outlive a write
		return decodeNumber(n, tx.t.get(valuesBucket, bytes4(n)))
	}
	b := tx.blocks[n/blockSize]
	if b == nil {
		b = tx.readBlock(n / blockSize)
	}
	i := n % blockSize
	if b.value[i] == nil {
		v, err := decodeNumber(n, b.encoded[i])
		if err != nil {
			return nil, err
		}
		b.value[i] = v
	}
	return b.value[i], nil
}

func decodeNumber(n Ref, b []byte) (quad.Value, error) {
	v, err := decodeValue(b)
	if err != nil {
		return nil, fmt.Errorf("value %d: %w", n, err)
	}
	return v, nil
}

func (tx *Tx) readBlock(k uint32) *block {
	if tx.blocks == nil || len(tx.blocks) >= mostBlocks {
		tx.blocks = map[uint32]*block{}
	}
	b := &block{}
	tx.blocks[k] = b
	tx.t.scan(valuesBucket, bytes4(k*blockSize), func(key, v []byte) bool {
		if len(key) != 4 {
			return true
		}
		n := binary.BigEndian.Uint32(key)
		if n/blockSize != k {
			return false
		}
		b.encoded[n%blockSize] = v
		return true
	})
	return b
}
