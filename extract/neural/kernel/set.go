package kernel

//go:generate go run ./asm

// A Set is one way to do the arithmetic: a processor's instructions, or
// portable Go. All sets give the same results; see the package comment.
type Set struct {
	name string
	form form // of the activations

	// tile multiplies any weights, gentle such as Weights.gentle tells of,
	// faster; without assembly for it, both or the latter are the zero tile.
	tile, gentle tile

	// assembly says that the float functions of float_*.s do what they can.
	assembly bool
}

// A tile is a piece of a product that stays in the registers: outs results
// (8, 16 or 32) of each of 1 to rows rows. multiply does n of the rows, which
// lie actStride bytes apart, with the weights of some outputs and writes
//
//	dst[row][out] = (float32(sum + offset[out]) · actScale[row]) · scale[out] + bias[out]
//
// with dstStride bytes from row to row. groups counts the steps of four inputs
// and is a multiple of four.
type tile struct {
	multiply   func(dst *float32, dstStride int, act *byte, actStride int, actScale *float32, n int, weights *int8, groups int, offset *int32, scale, bias *float32)
	rows, outs int
}

// Best is the fastest set that this processor can run.
func Best() *Set { return Sets()[0] }

// Sets lists all sets that this processor can run, the fastest first, the
// portable one last.
func Sets() []*Set { return append(native(), portable()) }

// Name is a word such as "avx512" or "portable".
func (s *Set) Name() string { return s.name }

func portable() *Set { return &Set{name: "portable", form: signed} }

// whole is how many of n elements the assembly of float_*.s does: none in the
// portable set, all but what is left after sixteens in the others.
func (s *Set) whole(n int) int {
	if !s.assembly {
		return 0
	}
	return n &^ 15
}
