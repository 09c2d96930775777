//go:build amd64 || arm64

package kernel

// The float functions in assembly: float_amd64.s with AVX2, float_arm64.s with
// NEON. n is a multiple of 16 and not 0. What each must give, bit for bit,
// stands in its caller beside the Go code that does what is left of a row.

// productRows is how many rows productSIMD makes at a time.
const productRows = 6

//go:noescape
func peakSIMD(x *float32, n int) uint32

// convertSIMD writes int8 in the form of the processor's sets: shifted on
// amd64, signed on arm64.
//
//go:noescape
func convertSIMD(dst *byte, x *float32, n int, inverse float32)

//go:noescape
func addSIMD(dst, x *float32, n int, by float32)

//go:noescape
func sumSIMD(into *lanes, x *float32, n int)

//go:noescape
func squaresSIMD(into *lanes, x *float32, n int, mean float32)

//go:noescape
func affineSIMD(x *float32, n int, mean, inverse float32, gamma, beta *float32)

//go:noescape
func geluSIMD(x *float32, n int, c *geluConstants)

//go:noescape
func softmaxSIMD(x *float32, n int, scale float32, c *expConstants)

//go:noescape
func dotsSIMD(dst, rows *float32, count int, x *float32, n int)

// productSIMD makes 16 columns of 1 to productRows rows; strides are in bytes.
//
//go:noescape
func productSIMD(dst *float32, dstStride int, a *float32, aStride, rows int, b *float32, bStride, depth int)
