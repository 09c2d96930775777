package main

import "fmt"

// Go's assembler knows few vector instructions of arm64 by name, so those
// below are written as numbers with their names in a comment. Codes: Arm
// Architecture Reference Manual for A-profile, C7.2.

// three writes an instruction on whole registers: d = n op m.
func (s *source) three(name string, d, n, m int) {
	code, ok := map[string]struct {
		code uint32
		form string
	}{
		"fadd":   {0x4E20D400, "v%d.4s, v%d.4s, v%d.4s"},
		"fsub":   {0x4EA0D400, "v%d.4s, v%d.4s, v%d.4s"},
		"fmul":   {0x6E20DC00, "v%d.4s, v%d.4s, v%d.4s"},
		"fdiv":   {0x6E20FC00, "v%d.4s, v%d.4s, v%d.4s"},
		"fmax":   {0x4E20F400, "v%d.4s, v%d.4s, v%d.4s"},
		"fmin":   {0x4EA0F400, "v%d.4s, v%d.4s, v%d.4s"},
		"fcmge":  {0x6E20E400, "v%d.4s, v%d.4s, v%d.4s"},
		"umax":   {0x6EA06400, "v%d.4s, v%d.4s, v%d.4s"},
		"addp":   {0x4EA0BC00, "v%d.4s, v%d.4s, v%d.4s"},
		"smull":  {0x0E20C000, "v%d.8h, v%d.8b, v%d.8b"},
		"smull2": {0x4E20C000, "v%d.8h, v%d.16b, v%d.16b"},
		"smlal":  {0x0E208000, "v%d.8h, v%d.8b, v%d.8b"},
		"smlal2": {0x4E208000, "v%d.8h, v%d.16b, v%d.16b"},
	}[name]
	if !ok {
		panic("arm64: no instruction " + name)
	}
	s.word(code.code|uint32(m)<<16|uint32(n)<<5|uint32(d), name+" "+code.form, d, n, m)
}

// two writes d = op n.
func (s *source) two(name string, d, n int) {
	code, ok := map[string]struct {
		code uint32
		name string
		form string
	}{
		"scvtf":   {0x4E21D800, "scvtf", "v%d.4s, v%d.4s"},
		"fcvtns":  {0x4E21A800, "fcvtns", "v%d.4s, v%d.4s"},
		"fneg":    {0x6EA0F800, "fneg", "v%d.4s, v%d.4s"},
		"umaxv":   {0x6EB0A800, "umaxv", "s%d, v%d.4s"},
		"fmaxv":   {0x6E30F800, "fmaxv", "s%d, v%d.4s"},
		"faddp":   {0x7E30D800, "faddp", "s%d, v%d.2s"},
		"sadalp":  {0x4E606800, "sadalp", "v%d.4s, v%d.8h"},
		"narrow":  {0x0E614800, "sqxtn", "v%d.4h, v%d.4s"},
		"narrow2": {0x4E614800, "sqxtn2", "v%d.8h, v%d.4s"},
		"bytes":   {0x0E214800, "sqxtn", "v%d.8b, v%d.8h"},
		"bytes2":  {0x4E214800, "sqxtn2", "v%d.16b, v%d.8h"},
	}[name]
	if !ok {
		panic("arm64: no instruction " + name)
	}
	s.word(code.code|uint32(n)<<5|uint32(d), code.name+" "+code.form, d, n)
}

// sdot adds to each 32-bit lane of d the product of its four bytes of n with
// the four bytes number lane of m.
func (s *source) sdot(d, n, m, lane int) {
	s.word(0x4F80E000|uint32(lane&1)<<21|uint32(lane>>1)<<11|uint32(m)<<16|uint32(n)<<5|uint32(d),
		"sdot v%d.4s, v%d.16b, v%d.4b[%d]", d, n, m, lane)
}

func (s *source) word(code uint32, format string, args ...any) {
	s.op("WORD $0x%08X // %s", code, fmt.Sprintf(format, args...))
}

func (s *source) zero(v int)                    { s.op("VEOR V%[1]d.B16, V%[1]d.B16, V%[1]d.B16", v) }
func (s *source) load(off int, r string, v int) { s.op("FMOVQ %d(%s), F%d", off, r, v) }
func (s *source) store(v, off int, r string)    { s.op("FMOVQ F%d, %d(%s)", v, off, r) }

const tileArgs = 88

func tilesARM64() []byte {
	s := newSource()
	s.tileDot()
	s.tileNEON()
	return s.Bytes()
}

// tileStart loads the arguments of a tile and jumps to the loop for its rows:
//
//	R1…R6  rows of activations
//	R8     weights
//	R9     what is left of the input, in steps of 16
func (s *source) tileStart(rows int) {
	s.op("MOVD act+16(FP), R1")
	s.op("MOVD actStride+24(FP), R7")
	for i := 2; i <= rows; i++ {
		s.op("ADD R7, R%d, R%d", i-1, i)
	}
	s.op("MOVD n+40(FP), R0")
	s.op("MOVD weights+48(FP), R8")
	s.op("MOVD groups+56(FP), R9")
	s.op("LSR $2, R9")
	for n := rows; n > 1; n-- {
		s.op("CMP $%d, R0", n)
		s.op("BEQ rows%d", n)
	}
}

// tileEnd loads the arguments for the results: R1 dst, R7 its stride, R2
// scales and R3 biases of the outputs; the rows' scales go to V26 and on.
func (s *source) tileEnd(rows int) {
	s.op("MOVD dst+0(FP), R1")
	s.op("MOVD dstStride+8(FP), R7")
	s.op("MOVD actScale+32(FP), R4")
	s.op("MOVD scale+72(FP), R2")
	s.op("MOVD bias+80(FP), R3")
	for i := range rows {
		s.op("VLD1R.P 4(R4), [V%d.S4]", 26+i)
	}
}

// results turns four sums of each row into results and stores them.
func (s *source) results(rows, v int, sum func(row int) int) {
	s.load(16*v, "R2", 24)
	s.load(16*v, "R3", 25)
	s.op("MOVD R1, R5")
	for i := range rows {
		a := sum(i)
		s.two("scvtf", a, a)
		s.three("fmul", a, a, 26+i)
		s.three("fmul", a, a, 24)
		s.three("fadd", a, a, 25)
		s.store(a, 16*v, "R5")
		if i < rows-1 {
			s.op("ADD R7, R5, R5")
		}
	}
}

// tileDot: sums in V0…V23, four registers a row; weights in V24 and V25, 16
// activations of each row in V26…V31.
func (s *source) tileDot() {
	const rows = 6
	s.text("tileDot multiplies with SDOT: up to 6 rows by 16 outputs.", "tileDot", tileArgs)
	s.tileStart(rows)
	for n := 1; n <= rows; n++ {
		s.WriteByte('\n')
		s.mark("rows%d", n)
		for i := range 4 * n {
			s.zero(i)
		}
		s.WriteByte('\n')
		s.mark("loop%d", n)
		for i := range n {
			s.op("FMOVQ.P 16(R%d), F%d", i+1, 26+i)
		}
		for g := range 4 {
			for v := range 4 {
				s.load(64*g+16*v, "R8", 24+v%2)
				for i := range n {
					s.sdot(4*i+v, 24+v%2, 26+i, g)
				}
			}
		}
		s.op("ADD $256, R8, R8")
		s.op("SUBS $1, R9, R9")
		s.op("BNE loop%d", n)
		s.tileEnd(n)
		for v := range 4 {
			s.results(n, v, func(row int) int { return 4*row + v })
		}
		s.op("RET")
	}
}

// tileNEON: sums in V0…V15, eight registers a row, each with two outputs in
// two halves; activations in V16 and V17, four of them repeated in V18…V21;
// weights in V22 and V23, products in V24 and V25. Two products of activations
// in ±127 with any weights fit 16 bits: 2·127·128 < 2^15.
func (s *source) tileNEON() {
	const rows = 2
	s.text("tileNEON multiplies with SMULL and SMLAL: up to 2 rows by 16 outputs.", "tileNEON", tileArgs)
	s.tileStart(rows)
	for n := 1; n <= rows; n++ {
		s.WriteByte('\n')
		s.mark("rows%d", n)
		for i := range 8 * n {
			s.zero(i)
		}
		s.WriteByte('\n')
		s.mark("loop%d", n)
		for i := range n {
			s.op("FMOVQ.P 16(R%d), F%d", i+1, 16+i)
		}
		for g := 0; g < 4; g += 2 {
			for i := range n {
				s.op("VDUP V%d.S[%d], V%d.S4", 16+i, g, 18+2*i)
				s.op("VDUP V%d.S[%d], V%d.S4", 16+i, g+1, 19+2*i)
			}
			for v := range 4 {
				s.load(64*g+16*v, "R8", 22)
				s.load(64*g+64+16*v, "R8", 23)
				for i := range n {
					s.three("smull", 24, 22, 18+2*i)
					s.three("smull2", 25, 22, 18+2*i)
					s.three("smlal", 24, 23, 19+2*i)
					s.three("smlal2", 25, 23, 19+2*i)
					s.two("sadalp", 8*i+2*v, 24)
					s.two("sadalp", 8*i+2*v+1, 25)
				}
			}
		}
		s.op("ADD $256, R8, R8")
		s.op("SUBS $1, R9, R9")
		s.op("BNE loop%d", n)
		s.tileEnd(n)
		for v := range 4 {
			for i := range n {
				s.three("addp", 8*i+2*v, 8*i+2*v, 8*i+2*v+1)
			}
			s.results(n, v, func(row int) int { return 8*row + 2*v })
		}
		s.op("RET")
	}
}
