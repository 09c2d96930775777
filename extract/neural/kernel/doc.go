// Package kernel does the arithmetic of a quantized transformer encoder: it
// turns rows of activations and packed int8 weights into rows of float32
// results, and has the few float32 functions that stand between two layers.
//
// Begin with [Best], which picks the fastest [Set] for this processor; then
// [Pack] a layer's weights once, and for each batch [Set.Quantize] its rows
// and [Set.MatMul] them:
//
//	set := kernel.Best()
//	w, err := kernel.Pack(rows, scale, bias, 384, 1536)
//	…
//	var q kernel.Rows
//	set.Quantize(&q, x, 384) // x holds n rows of 384
//	set.MatMul(y, &q, w)     // y receives n rows of 1536
//	set.GELU(y)
//
// It knows nothing of layers, sentences or files, starts no goroutine and
// keeps no state: a Set and a Weights may be used by any number of goroutines
// at once, a Rows or a Scratch by one.
//
// # The same bits everywhere
//
// All sets give the same float32, bit for bit, on every processor and however
// the rows are split into batches, as long as the numbers are finite:
//
//   - Products of integers are summed in int32, which is exact: 127·128·depth
//     must stay below 2^31, so [Pack] refuses more than [MaxDepth] inputs.
//   - Floats are only added, subtracted, multiplied, divided and rooted, each
//     rounded by itself to float32 (IEEE 754, to nearest, ties to even). No
//     multiply-add is ever fused; the Go code says so with a conversion around
//     every product, since compilers may fuse x*y+z.
//   - Sums over a row (of [Set.LayerNorm], [Set.Softmax] and [Set.Dots]) have sixteen
//     lanes: lane i adds the elements i, i+16, i+32, … in this order, starting
//     from zero; then lane i takes lane i+8, then i+4, i+2 and i+1.
//   - Products of float matrices ([Set.Attend]) add one term after the other
//     in the order of the inner index, starting from zero.
//   - Exponentials and GELU are our own polynomials, never the math package's,
//     whose results differ between processors.
//
// What is not finite stays visible (see [Quantize]), but its bits may differ.
//
// # Speed
//
// The sets are: avx512 (AVX-512 VNNI), vnni (AVX-VNNI: laptops since 2021),
// avx2, neon-dot (arm64 with the dot product instructions: all Apple M, most
// servers), neon and portable. On one core of an AMD Zen 5 the products of a
// 384 wide encoder run at about 490, 240, 128 (85 if the weights are not
// gentle, see [Weights]) and 8 · 10^9 multiplications and additions a second;
// a single row is half to a quarter as fast, more than 32 gain little. To see
// yours: go test -bench . -cpu 1.
//
// GODEBUG=cpu.avx2=off (avx512vnni, avxvnni, asimddp) turns an instruction set
// off, as golang.org/x/sys/cpu tells.
package kernel
