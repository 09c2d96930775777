package neural

import (
	"errors"
	"fmt"
	"maps"
	"slices"

	"parley/extract/neural/kernel"
)

// binder takes parts out of a container, by name and with the shape that the
// others ask for. After an error it gives zero values and keeps the error.
type binder struct {
	c    *container
	err  error
	room []int8
}

func (b *binder) fail(format string, args ...any) {
	if b.err == nil {
		b.err = fmt.Errorf(format, args...)
	}
}

// number is one from least to most.
func (b *binder) number(name string, least, most int) int {
	n, ok := b.c.numbers[name]
	if !ok {
		b.fail("number %s: missing", name)
		return least
	}
	delete(b.c.numbers, name)
	if int64(n) < int64(least) || int64(n) > int64(most) {
		b.fail("number %s: %d, from %d to %d are possible", name, n, least, most)
		return least
	}
	return int(n)
}

// list has one entry at least and most at most.
func (b *binder) list(name string, most int) []string {
	l := b.c.lists[name]
	delete(b.c.lists, name)
	if len(l) == 0 || len(l) > most {
		b.fail("list %s: %d entries, from 1 to %d are possible", name, len(l), most)
		return nil
	}
	return l
}

// tensor has the shape; a dimension of 0 is free.
func (b *binder) tensor(name string, float bool, shape ...int) *tensor {
	if b.err != nil {
		return nil
	}
	t := b.c.tensors[name]
	if t == nil {
		b.fail("tensor %s: missing", name)
		return nil
	}
	delete(b.c.tensors, name)
	fits := len(t.shape) == len(shape) && float == (t.values != nil)
	for i := range shape {
		fits = fits && (shape[i] == 0 || shape[i] == t.shape[i])
	}
	if !fits {
		kind := "float"
		if !float {
			kind = "int8"
		}
		b.fail("byte %d: tensor %s: %v, want %v of %s", t.at, name, t, shape, kind)
		return nil
	}
	return t
}

func (b *binder) floats(name string, shape ...int) []float32 {
	if t := b.tensor(name, true, shape...); t != nil {
		return t.values
	}
	return nil
}

func (b *binder) affine(name string, width int) affine {
	return affine{b.floats(name+".gain", width), b.floats(name+".bias", width)}
}

func (b *binder) rows(name string, rows, columns int) *tensor {
	return b.tensor(name, false, rows, columns)
}

func (b *binder) table(name string, rows, columns int) table {
	if t := b.rows(name, rows, columns); t != nil {
		return table{t.q, t.scale, t.shape[1]}
	}
	return table{}
}

func (b *binder) weights(name string, out, in int, bias []float32) *kernel.Weights {
	t := b.rows(name, out, in)
	if t == nil {
		return nil
	}
	return b.pack(name, t.q, t.scale, bias, in)
}

func (b *binder) pack(name string, q []byte, scale, bias []float32, in int) *kernel.Weights {
	b.room = slices.Grow(b.room[:0], len(q))[:len(q)]
	for i, v := range q {
		b.room[i] = int8(v)
	}
	w, err := kernel.Pack(b.room, scale, bias, in, len(scale))
	if err != nil {
		b.fail("tensor %s: %w", name, err)
	}
	return w
}

// leftovers refuses what nothing asked for: a file and a program that differ
// in what they know would give wrong readings.
func (b *binder) leftovers() {
	if b.err != nil {
		return
	}
	var errs []error
	for _, n := range slices.Sorted(maps.Keys(b.c.numbers)) {
		errs = append(errs, fmt.Errorf("number %s: unknown", n))
	}
	for _, n := range slices.Sorted(maps.Keys(b.c.lists)) {
		errs = append(errs, fmt.Errorf("list %s: unknown", n))
	}
	for _, n := range slices.Sorted(maps.Keys(b.c.tensors)) {
		errs = append(errs, fmt.Errorf("byte %d: tensor %s: unknown", b.c.tensors[n].at, n))
	}
	b.err = errors.Join(errs...)
}
