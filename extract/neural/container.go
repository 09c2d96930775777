package neural

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"math"
	"unicode/utf8"
)

const (
	magic     = "PARLEYNN"
	version   = 1
	alignment = 64
)

// container is a model file taken apart: numbers, lists and tensors by name.
// It knows nothing of what they mean. train/README.md has the format.
type container struct {
	numbers map[string]uint32
	lists   map[string][]string
	tensors map[string]*tensor
}

// tensor is float32 values, or int8 rows with one scale each.
type tensor struct {
	at    int // byte of the file where its entry begins
	shape []int
	// values are those of a float tensor; nil in one of int8 rows.
	values []float32
	// scale and q are those of int8 rows. q lies in the bytes of the file.
	scale []float32
	q     []byte
}

func (t *tensor) String() string {
	kind := "float"
	if t.values == nil {
		kind = "int8"
	}
	return fmt.Sprintf("%v of %s", t.shape, kind)
}

// parse takes a model file apart. It accepts nothing but what the format
// describes, byte for byte, with finite numbers; errors name the byte. What it
// allocates is bounded by a small multiple of len(data). The result refers to
// data.
func parse(data []byte) (*container, error) {
	const frame = len(magic) + 4 + 4
	if len(data) < frame || string(data[:len(magic)]) != magic {
		return nil, errors.New("byte 0: not a model file")
	}
	if v := binary.LittleEndian.Uint32(data[len(magic):]); v != version {
		return nil, fmt.Errorf("byte %d: version %d, this code reads %d", len(magic), v, version)
	}
	body := data[:len(data)-4]
	if got, want := crc32.ChecksumIEEE(body), binary.LittleEndian.Uint32(data[len(body):]); got != want {
		return nil, fmt.Errorf("byte %d: damaged: the checksum is %08x, the bytes before it give %08x", len(body), want, got)
	}
	s := &scanner{data: body, at: len(magic) + 4}
	c := &container{map[string]uint32{}, map[string][]string{}, map[string]*tensor{}}
	for range s.count("numbers", 6) {
		name := s.name("number", func(n string) bool { _, twice := c.numbers[n]; return twice })
		c.numbers[name] = s.uint32("number " + name)
	}
	for range s.count("lists", 6) {
		name := s.name("list", func(n string) bool { _, twice := c.lists[n]; return twice })
		c.lists[name] = s.strings("list " + name)
	}
	for range s.count("tensors", 8) {
		at := s.at
		name := s.name("tensor", func(n string) bool { _, twice := c.tensors[n]; return twice })
		t := s.tensor("tensor " + name)
		t.at = at
		c.tensors[name] = t
		if s.err != nil {
			break
		}
	}
	if s.err == nil && s.at != len(body) {
		s.fail(s.at, "%d bytes too many", len(body)-s.at)
	}
	return c, s.err
}

// scanner reads from the front. After an error it gives zero values and keeps
// the error.
type scanner struct {
	data []byte
	at   int
	err  error
}

func (s *scanner) fail(at int, format string, args ...any) {
	if s.err == nil {
		s.err = fmt.Errorf("byte %d: %s", at, fmt.Sprintf(format, args...))
	}
}

// take is the next n bytes, or nil.
func (s *scanner) take(n uint64, what string) []byte {
	if left := uint64(len(s.data) - s.at); s.err == nil && n > left {
		s.fail(s.at, "%s: needs %d bytes, %d are left", what, n, left)
	}
	if s.err != nil {
		return nil
	}
	b := s.data[s.at : s.at+int(n) : s.at+int(n)]
	s.at += int(n)
	return b
}

func (s *scanner) uint32(what string) uint32 {
	if b := s.take(4, what); b != nil {
		return binary.LittleEndian.Uint32(b)
	}
	return 0
}

// count is how many things of at least size bytes follow: never more than fit.
func (s *scanner) count(what string, size uint64) uint32 {
	at := s.at
	n := s.uint32(what)
	if left := uint64(len(s.data) - s.at); s.err == nil && uint64(n)*size > left {
		s.fail(at, "%d %s do not fit into the %d bytes that are left", n, what, left)
	}
	if s.err != nil {
		return 0
	}
	return n
}

func (s *scanner) string(what string) string {
	at := s.at
	b := s.take(2, what)
	if b == nil {
		return ""
	}
	b = s.take(uint64(binary.LittleEndian.Uint16(b)), what)
	if !utf8.Valid(b) {
		s.fail(at, "%s: not UTF-8", what)
	}
	return string(b)
}

// name is a string that is not taken yet.
func (s *scanner) name(what string, taken func(string) bool) string {
	at := s.at
	n := s.string("name of a " + what)
	if s.err == nil && taken(n) {
		s.fail(at, "a second %s %q", what, n)
	}
	return n
}

func (s *scanner) strings(what string) []string {
	n := s.count("strings of "+what, 2)
	out := make([]string, 0, n)
	for range n {
		out = append(out, s.string(what))
		if s.err != nil {
			return nil
		}
	}
	return out
}

// align skips the zeros before the next multiple of alignment.
func (s *scanner) align(what string) {
	at := s.at
	for _, b := range s.take(uint64(-s.at&(alignment-1)), what) {
		if b != 0 {
			s.fail(at, "%s: something else than zeros to fill up", what)
		}
	}
}

// floats are n aligned numbers, none infinite or NaN.
func (s *scanner) floats(n uint64, what string) []float32 {
	s.align(what)
	at := s.at
	b := s.take(4*n, what)
	if b == nil {
		return nil
	}
	out := make([]float32, n)
	for i := range out {
		out[i] = math.Float32frombits(binary.LittleEndian.Uint32(b[4*i:]))
		if out[i]-out[i] != 0 {
			s.fail(at+4*i, "%s: %v is no finite number", what, out[i])
			return nil
		}
	}
	return out
}

func (s *scanner) tensor(what string) *tensor {
	t := &tensor{}
	at := s.at
	head := s.take(2, what)
	if head == nil {
		return t
	}
	kind, dimensions := head[0], head[1]
	if kind > 1 || dimensions < 1 || dimensions > 2 || kind == 1 && dimensions != 2 {
		s.fail(at, "%s: kind %d with %d dimensions, this code reads 0 with 1 or 2, and 1 with 2", what, kind, dimensions)
		return t
	}
	size := uint64(1) // at most 2^64: each dimension has 32 bits
	for range dimensions {
		at := s.at
		n := s.uint32(what)
		if s.err == nil && (n < 1 || n > 1<<30) {
			s.fail(at, "%s: a dimension of %d", what, n)
		}
		t.shape = append(t.shape, int(n))
		size *= uint64(n)
	}
	if s.err != nil {
		return t
	}
	if kind == 0 {
		t.values = s.floats(size, what)
		return t
	}
	scales := s.at
	t.scale = s.floats(uint64(t.shape[0]), what)
	for _, v := range t.scale {
		if v < 0 {
			s.fail(scales, "%s: a negative scale", what)
		}
	}
	s.align(what)
	rows := s.at
	t.q = s.take(size, what)
	if i := bytes.IndexByte(t.q, 0x80); i >= 0 {
		s.fail(rows+i, "%s: -128, the least is -127", what)
	}
	return t
}
