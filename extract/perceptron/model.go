// Package perceptron is the linear model that tag and parse share: sparse
// features, each with a weight for the few classes it speaks for or against.
//
// A [Trainer] learns (averaged perceptron: Collins 2002, averaging as in
// Daumé's thesis of 2006, §2.1.1); [Trainer.Model] prunes it, rounds the
// weights to eight bits and gives a [Model], which [Model.Write] and [Read]
// carry to a file and back. Features are 64-bit hashes that the caller mixes
// (see [Mix]); a model keeps 32 bits of them, so that two features may fall
// together, rarely and always in the same way.
//
// The package knows nothing of words: which features there are is the
// caller's business.
package perceptron

import "math/bits"

// Model scores classes. It is read only and safe for concurrent use.
type Model struct {
	Classes []string

	slots []slot // open addressing; their number is a power of two
	shift uint   // the upper bits of a key say where its slot is sought
	cells []uint16
	unit  float64    // the largest weight
	scale [256]int32 // what the byte of a cell weighs, in thousandths
}

// slot is where the cells of a feature lie; n is 0 where it is free.
type slot struct {
	key   uint32
	first uint32
	n     uint32
}

// A cell is a class, and in its lower byte a weight.
func cell(class uint8, value int8) uint16 { return uint16(class)<<8 | uint16(uint8(value)) }

// Mix hashes a template's number and its parts into a feature.
func Mix(template uint64, parts ...uint64) uint64 {
	h := template * 0x9e3779b97f4a7c15
	for _, p := range parts {
		h = (bits.RotateLeft64(h, 29) ^ p) * 0xff51afd7ed558ccd
	}
	h ^= h >> 32
	return h * 0xc4ceb9fe1a85ec53
}

// String hashes a string to a part of a feature (FNV-1a).
func String(s string) uint64 {
	h := uint64(14695981039346656037)
	for i := 0; i < len(s); i++ {
		h ^= uint64(s[i])
		h *= 1099511628211
	}
	return h
}

func short(feature uint64) uint32 { return uint32(feature >> 32) }

// Score adds the weights of the features to scores, which has a place for each
// class.
func (m *Model) Score(features []uint64, scores []int32) {
	mask := uint32(len(m.slots) - 1)
	for _, f := range features {
		k := short(f)
		for at := k >> m.shift; ; at++ {
			s := &m.slots[at&mask]
			if s.n == 0 {
				break
			}
			if s.key == k {
				for _, c := range m.cells[s.first : s.first+s.n] {
					scores[c>>8] += m.scale[uint8(c)]
				}
				break
			}
		}
	}
}

// grow makes room for rows, to be filled by put.
func (m *Model) grow(rows int) {
	size := 2 // so that the shift stays below 32, and a slot stays free
	m.shift = 31
	for size < rows*3/2+1 {
		size, m.shift = size*2, m.shift-1
	}
	m.slots = make([]slot, size)
}

// put enters a row whose key is not there yet.
func (m *Model) put(s slot) {
	mask := uint32(len(m.slots) - 1)
	at := s.key >> m.shift
	for m.slots[at&mask].n != 0 {
		at++
	}
	m.slots[at&mask] = s
}

// setScale fills the table by which bytes stand for weights: their square, so
// that small weights keep more of their precision than the few big ones.
func (m *Model) setScale(largest float64) {
	m.unit = largest
	for v := -128; v < 128; v++ {
		x := float64(v) / 127
		y := x * x * largest * 1000
		if v < 0 {
			y = -y
		}
		m.scale[uint8(int8(v))] = int32(y)
	}
}
