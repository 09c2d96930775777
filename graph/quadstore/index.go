package quadstore

import (
	"bytes"
	"encoding/binary"
)

// numbers are a quad's four parts, or of a pattern; 0 is no label, or any.
type numbers [4]uint32 // subject, predicate, object, label

// index is one sorted order of all quads.
type index struct {
	bucket string
	order  [4]int // which part stands where in the key
}

// indexes serve every pattern but (predicate, label) and (object, label) by a
// prefix alone; those two are filtered within a prefix of one.
var indexes = [4]index{
	{"spol", [4]int{0, 1, 2, 3}},
	{"posl", [4]int{1, 2, 0, 3}},
	{"ospl", [4]int{2, 0, 1, 3}},
	{"lspo", [4]int{3, 0, 1, 2}},
}

// key is n in the order of the index.
func (x *index) key(n numbers) []byte {
	b := make([]byte, 0, 16)
	for _, part := range x.order {
		b = binary.BigEndian.AppendUint32(b, n[part])
	}
	return b
}

func (x *index) parse(key []byte) (n numbers, ok bool) {
	if len(key) != 16 {
		return n, false
	}
	for i, part := range x.order {
		n[part] = binary.BigEndian.Uint32(key[4*i:])
	}
	return n, true
}

// fixed is how many parts of the pattern lead the key.
func (x *index) fixed(pattern numbers) int {
	for i, part := range x.order {
		if pattern[part] == 0 {
			return i
		}
	}
	return 4
}

// indexFor is the index with the longest prefix for the pattern.
func indexFor(pattern numbers) *index {
	best := &indexes[0]
	for i := range indexes {
		if indexes[i].fixed(pattern) > best.fixed(pattern) {
			best = &indexes[i]
		}
	}
	return best
}

func (pattern numbers) matches(n numbers) bool {
	for i, want := range pattern {
		if want != 0 && n[i] != want {
			return false
		}
	}
	return true
}

// scan calls f with the quads that match the pattern, in the order of
// indexFor(pattern), beginning after the given one, or with the first where
// that is zero, until f says false.
func (tx *Tx) scan(pattern, after numbers, f func(numbers) bool) {
	x := indexFor(pattern)
	prefix := x.key(pattern)[:4*x.fixed(pattern)]
	from := prefix
	if after != (numbers{}) {
		from = append(x.key(after), 0)
	}
	tx.t.scan(x.bucket, from, func(k, _ []byte) bool {
		if !bytes.HasPrefix(k, prefix) {
			return false
		}
		n, ok := x.parse(k)
		if !ok || !pattern.matches(n) {
			return true // Check tells of keys of a wrong length
		}
		return f(n)
	})
}

// has reports whether a quad matches the pattern.
func (tx *Tx) has(pattern numbers) bool {
	found := false
	tx.scan(pattern, numbers{}, func(numbers) bool {
		found = true
		return false
	})
	return found
}
