package perceptron

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
)

// The format: "parley perceptron 1\n", the largest weight as 8 bytes, the
// classes (count, then length and bytes of each), the number of rows and that
// of all their cells; then, each apart because like compresses with like, each
// row's key as the difference to the one before (no two are the same), its
// number of cells, all cells' classes, all cells' weights. Numbers are
// varints. Compress it for keeping.
const magic = "parley perceptron 1\n"

const (
	longestFile = 1 << 26 // bytes
	mostClasses = 256
	mostWeight  = 5e3 // so that four hundred of them add up without overflow
)

// ErrFormat is returned when the bytes are no model.
var ErrFormat = errors.New("not a perceptron model")

// Write writes the model. The same model gives the same bytes.
func (m *Model) Write(w io.Writer) error {
	rows := make([]slot, 0, len(m.slots))
	for _, s := range m.slots {
		if s.n > 0 {
			rows = append(rows, s)
		}
	}
	slices.SortFunc(rows, func(a, b slot) int {
		if a.key < b.key {
			return -1
		}
		return 1
	})
	b := []byte(magic)
	b = binary.BigEndian.AppendUint64(b, math.Float64bits(m.unit))
	b = binary.AppendUvarint(b, uint64(len(m.Classes)))
	for _, c := range m.Classes {
		b = binary.AppendUvarint(b, uint64(len(c)))
		b = append(b, c...)
	}
	b = binary.AppendUvarint(b, uint64(len(rows)))
	b = binary.AppendUvarint(b, uint64(len(m.cells)))
	last := uint32(0)
	for _, r := range rows {
		b = binary.AppendUvarint(b, uint64(r.key-last))
		last = r.key
	}
	for _, r := range rows {
		b = binary.AppendUvarint(b, uint64(r.n))
	}
	for _, r := range rows {
		for _, c := range m.cells[r.first : r.first+r.n] {
			b = append(b, byte(c>>8))
		}
	}
	for _, r := range rows {
		for _, c := range m.cells[r.first : r.first+r.n] {
			b = append(b, byte(c))
		}
	}
	_, err := w.Write(b)
	return err
}

// Read reads a model that [Model.Write] wrote. Whatever the bytes claim, it
// takes memory in proportion to how many there are. An error wraps [ErrFormat]
// unless reading itself failed.
func Read(in io.Reader) (*Model, error) {
	data, err := io.ReadAll(io.LimitReader(in, longestFile+1))
	if err != nil {
		return nil, err
	}
	m, err := decode(data)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrFormat, err)
	}
	return m, nil
}

func decode(data []byte) (*Model, error) {
	if len(data) > longestFile {
		return nil, fmt.Errorf("longer than %d bytes", longestFile)
	}
	r := &decoder{rest: data}
	if string(r.bytes(uint64(len(magic)))) != magic {
		return nil, errors.New("does not begin as one")
	}
	m := &Model{}
	if b := r.bytes(8); b != nil {
		m.setScale(math.Float64frombits(binary.BigEndian.Uint64(b)))
	}
	if !(m.unit >= 0 && m.unit <= mostWeight) { // nor NaN
		return nil, fmt.Errorf("largest weight %v", m.unit)
	}
	for n := r.number(mostClasses); n > 0; n-- {
		m.Classes = append(m.Classes, string(r.bytes(r.number(len(r.rest)))))
	}
	rows := r.number(len(r.rest))
	total := r.number(len(r.rest))
	if r.err != nil {
		return nil, r.err
	}
	keys := make([]uint32, rows)
	last := uint64(0)
	for i := range keys {
		d := r.number(math.MaxUint32)
		last += d
		if i > 0 && d == 0 || last > math.MaxUint32 {
			r.fail("keys out of order")
		}
		keys[i] = uint32(last)
	}
	m.grow(len(keys))
	first := uint64(0)
	for _, k := range keys {
		n := r.number(mostClasses)
		if n == 0 {
			r.fail("a row without cells")
		}
		if r.err != nil {
			return nil, r.err
		}
		m.put(slot{k, uint32(first), uint32(n)})
		first += n
	}
	classes, values := r.bytes(total), r.bytes(total)
	if first != total {
		r.fail("cells do not add up")
	}
	if len(r.rest) > 0 {
		r.fail("bytes after the end")
	}
	if r.err != nil {
		return nil, r.err
	}
	m.cells = make([]uint16, total)
	for i, c := range classes {
		if int(c) >= len(m.Classes) {
			return nil, fmt.Errorf("class %d of %d", c, len(m.Classes))
		}
		m.cells[i] = cell(c, int8(values[i]))
	}
	return m, nil
}

// decoder takes values off the front of rest; after its first error it gives
// zeros.
type decoder struct {
	rest []byte
	err  error
}

func (r *decoder) fail(why string) {
	if r.err == nil {
		r.err = errors.New(why)
	}
	r.rest = nil
}

// number takes a varint of at most most.
func (r *decoder) number(most int) uint64 {
	n, size := binary.Uvarint(r.rest)
	switch {
	case size <= 0:
		r.fail("ends too early")
		return 0
	case n > uint64(most):
		r.fail(fmt.Sprintf("a count of %d where at most %d makes sense", n, most))
		return 0
	}
	r.rest = r.rest[size:]
	return n
}

func (r *decoder) bytes(n uint64) []byte {
	if uint64(len(r.rest)) < n {
		r.fail("ends too early")
		return nil
	}
	b := r.rest[:n]
	r.rest = r.rest[n:]
	return b
}
