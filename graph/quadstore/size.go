package quadstore

import (
	"bytes"
	"encoding/binary"
)

// Planners want to know how many quads match, and counting millions would take
// longer than most answers. Up to countedAtMost they are counted. Of more than
// that the number is told from samples: an order of magnitude is enough to see
// which side of an intersection to begin with. It is the same each time.
const (
	countedAtMost = 1000
	fewAtMost     = 16 // different numbers behind a prefix that are looked at one by one
	samples       = 32 // ranges of numbers behind a prefix that are looked at, if there are more
	sampled       = 64 // keys of each of them
)

// size is about how many quads match the pattern, and whether that is exact.
func (tx *Tx) size(pattern numbers) (n int64, exact bool) {
	if pattern == (numbers{}) {
		_, n = tx.Counts()
		return n, true
	}
	x := indexFor(pattern)
	prefix := x.key(pattern)[:4*x.fixed(pattern)]
	if n = tx.count(x, prefix, countedAtMost); n < countedAtMost {
		return n, true
	}
	return tx.about(x, prefix), false
}

// count is how many keys begin with prefix, at most the given number.
func (tx *Tx) count(x *index, prefix []byte, most int64) (n int64) {
	tx.t.scan(x.bucket, prefix, func(k, _ []byte) bool {
		if !bytes.HasPrefix(k, prefix) {
			return false
		}
		n++
		return n < most
	})
	return n
}

// about is how many of the keys begin with prefix, about.
func (tx *Tx) about(x *index, prefix []byte) int64 {
	if n := tx.count(x, prefix, sampled); n < sampled {
		return n
	}
	if few := tx.few(x, prefix); few != nil {
		n := int64(0)
		for _, p := range few {
			n += tx.about(x, append(bytes.Clone(prefix), bytes4(p)...))
		}
		return n
	}
	// Numbers are given in turn, so within a range of them the keys lie about
	// evenly: what the first keys of the range span tells how many it has.
	width := max(1, counter(tx.t, "next")/samples)
	n := int64(0)
	for i := range int64(samples) {
		keys, end := tx.sample(x, prefix, uint32(i*width), uint32((i+1)*width))
		if keys == sampled {
			keys = keys * width / max(1, end-i*width)
		}
		n += keys
	}
	return max(n, countedAtMost)
}

// sample is how many keys stand behind prefix with a number from the one to
// before the other, at most sampled, and the last of their numbers.
func (tx *Tx) sample(x *index, prefix []byte, from, to uint32) (keys, end int64) {
	tx.t.scan(x.bucket, append(bytes.Clone(prefix), bytes4(from)...), func(k, _ []byte) bool {
		if !bytes.HasPrefix(k, prefix) || len(k) != 16 {
			return false
		}
		n := binary.BigEndian.Uint32(k[len(prefix):])
		if n >= to {
			return false
		}
		keys, end = keys+1, int64(n)
		return keys < sampled
	})
	return keys, end
}

// few are the different numbers behind prefix, nil if they are many.
func (tx *Tx) few(x *index, prefix []byte) (out []uint32) {
	from := bytes.Clone(prefix)
	for len(out) <= fewAtMost {
		n, found := uint32(0), false
		tx.t.scan(x.bucket, from, func(k, _ []byte) bool {
			if found = bytes.HasPrefix(k, prefix) && len(k) == 16; found {
				n = binary.BigEndian.Uint32(k[len(prefix):])
			}
			return false
		})
		if !found {
			return out
		}
		out = append(out, n)
		if n++; n == 0 {
			return out
		}
		from = append(bytes.Clone(prefix), bytes4(n)...)
	}
	return nil
}
