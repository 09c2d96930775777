package main

import "fmt"

// A tile of amd64: rows × outs of the product in registers, over all inputs.
//
//	BX, CX, DX, DI  rows 0, 3, 6, 9 of the activations
//	R8              bytes from row to row
//	SI, R9          weights (and of the second panel)
//	R10             what is left of the input, in steps of 16
type tileAMD64 struct {
	name   string
	about  string
	rows   int    // most rows at once
	outs   int    // outputs at once
	vec    string // X, Y or Z: the registers
	lanes  int    // outputs a register of weights
	accs   int    // registers of sums a row
	ones   bool   // Y15 holds 1 in each 16 bits
	step   func(s *source, t *tileAMD64, rows, u int)
	finish func(s *source, t *tileAMD64, rows int)
}

func (t *tileAMD64) acc(row, v int) string { return fmt.Sprintf("%s%d", t.vec, row*t.accs+v) }
func (t *tileAMD64) reg(i int) string      { return fmt.Sprintf("%s%d", t.vec, t.rows*t.accs+i) }

var rowBase = []string{"BX", "CX", "DX", "DI"}

// row is the address of an activation: off bytes into row i.
func row(i, off int) string {
	if i%3 == 0 {
		return fmt.Sprintf("%d(%s)", off, rowBase[i/3])
	}
	return fmt.Sprintf("%d(%s)(R8*%d)", off, rowBase[i/3], i%3)
}

func tilesAMD64() []byte {
	s := newSource()
	for _, t := range []*tileAMD64{
		{
			name: "tileAVX512", rows: 12, outs: 32, vec: "Z", lanes: 16, accs: 2, step: stepVNNI, finish: finishAVX512,
			about: "tileAVX512 multiplies with VPDPBUSD on 512 bits: up to 12 rows by 32 outputs.",
		},
		{
			name: "tileVNNI", rows: 6, outs: 16, vec: "Y", lanes: 8, accs: 2, step: stepVNNI, finish: finishAVX2,
			about: "tileVNNI multiplies with VPDPBUSD of AVX-VNNI on 256 bits: up to 6 rows by 16 outputs.",
		},
		{
			name: "tilePairs", rows: 5, outs: 16, vec: "Y", lanes: 8, accs: 2, step: stepPairs, finish: finishAVX2, ones: true,
			about: "tilePairs multiplies with VPMADDUBSW: up to 5 rows by 16 outputs whose weights are gentle.",
		},
		{
			name: "tileAVX2", rows: 6, outs: 8, vec: "Y", lanes: 4, accs: 2, step: stepAVX2, finish: finishAVX2,
			about: "tileAVX2 multiplies with VPMADDWD on 16-bit numbers: up to 6 rows by 8 outputs.",
		},
	} {
		t.write(s)
	}
	return s.Bytes()
}

func (t *tileAMD64) write(s *source) {
	s.text(t.about, t.name, 88)
	s.op("MOVQ act+16(FP), BX")
	s.op("MOVQ actStride+24(FP), R8")
	s.op("MOVQ n+40(FP), AX")
	s.op("MOVQ weights+48(FP), SI")
	s.op("MOVQ groups+56(FP), R10")
	s.op("LEAQ (R8)(R8*2), R11")
	for i := 1; i < (t.rows+2)/3; i++ {
		s.op("LEAQ (%s)(R11*1), %s", rowBase[i-1], rowBase[i])
	}
	if t.outs > 16 {
		s.op("MOVQ R10, R9")
		s.op("SHLQ $6, R9")
		s.op("ADDQ SI, R9")
	}
	s.op("SHRQ $2, R10")
	if t.ones {
		s.op("VPCMPEQW Y15, Y15, Y15")
		s.op("VPABSW Y15, Y15")
	}
	for n := t.rows; n > 1; n-- {
		s.op("CMPQ AX, $%d", n)
		s.op("JEQ rows%d", n)
	}
	for n := 1; n <= t.rows; n++ {
		s.WriteByte('\n')
		s.mark("rows%d", n)
		for i := range n {
			for v := range t.accs {
				if t.vec == "Z" {
					s.op("VPXORD %[1]s, %[1]s, %[1]s", t.acc(i, v))
				} else {
					s.op("VPXOR %[1]s, %[1]s, %[1]s", t.acc(i, v))
				}
			}
		}
		s.WriteByte('\n')
		s.mark("loop%d", n)
		for u := range 4 {
			t.step(s, t, n, u)
		}
		for i := range (n + 2) / 3 {
			s.op("ADDQ $%d, %s", 16, rowBase[i])
		}
		s.op("ADDQ $256, SI")
		if t.outs > 16 {
			s.op("ADDQ $256, R9")
		}
		s.op("DECQ R10")
		s.op("JNZ loop%d", n)
		s.op("MOVQ dst+0(FP), DI")
		s.op("MOVQ dstStride+8(FP), R8")
		s.op("MOVQ actScale+32(FP), SI")
		s.op("MOVQ offset+64(FP), AX")
		s.op("MOVQ scale+72(FP), BX")
		s.op("MOVQ bias+80(FP), CX")
		t.finish(s, t, n)
		s.op("VZEROUPPER")
		s.op("RET")
	}
}

// stepVNNI takes four inputs: a register of weights holds them for each of its
// outputs, and every row's four are sent to all of them.
func stepVNNI(s *source, t *tileAMD64, rows, u int) {
	w0, w1 := t.reg(0), t.reg(1)
	if t.vec == "Z" {
		s.op("VMOVDQU32 %d(SI), %s", 64*u, w0)
		s.op("VMOVDQU32 %d(R9), %s", 64*u, w1)
	} else {
		s.op("VMOVDQU %d(SI), %s", 64*u, w0)
		s.op("VMOVDQU %d(SI), %s", 64*u+32, w1)
	}
	spare := 6
	if t.vec == "Y" {
		spare = 2
	}
	for i := range rows {
		a := t.reg(2 + i%spare)
		s.op("VPBROADCASTD %s, %s", row(i, 4*u), a)
		for v, w := range []string{w0, w1} {
			if t.vec == "Z" {
				s.op("VPDPBUSD %s, %s, %s", w, a, t.acc(i, v))
				continue
			}
			// Go's assembler knows the AVX-512 coding only.
			s.op("%s // VPDPBUSD %s, %s, %s", vexDot(i*t.accs+v, t.rows*t.accs+2+i%spare, t.rows*t.accs+v), w, a, t.acc(i, v))
		}
	}
}

// vexDot is VPDPBUSD dst, act, weights on Y registers in VEX coding:
// VEX.256.66.0F38.W0 50 /r.
func vexDot(dst, act, weights int) string {
	b1 := 0x42 // X is never needed
	if dst < 8 {
		b1 |= 0x80
	}
	if weights < 8 {
		b1 |= 0x20
	}
	b2 := (^act&15)<<3 | 1<<2 | 1
	modrm := 0xC0 | (dst&7)<<3 | weights&7
	return fmt.Sprintf("BYTE $0xC4; BYTE $0x%02X; BYTE $0x%02X; BYTE $0x50; BYTE $0x%02X", b1, b2, modrm)
}

// stepPairs takes four inputs: products of bytes, added in twos, fit 16 bits if
// the weights are gentle.
func stepPairs(s *source, t *tileAMD64, rows, u int) {
	w0, w1, a, p := t.reg(0), t.reg(1), t.reg(2), t.reg(3)
	s.op("VMOVDQU %d(SI), %s", 64*u, w0)
	s.op("VMOVDQU %d(SI), %s", 64*u+32, w1)
	for i := range rows {
		s.op("VPBROADCASTD %s, %s", row(i, 4*u), a)
		s.op("VPMADDUBSW %s, %s, %s", w0, a, p)
		s.op("VPMADDWD Y15, %s, %s", p, p)
		s.op("VPADDD %[1]s, %[2]s, %[2]s", p, t.acc(i, 0))
		s.op("VPMADDUBSW %s, %s, %s", w1, a, a)
		s.op("VPMADDWD Y15, %s, %s", a, a)
		s.op("VPADDD %[1]s, %[2]s, %[2]s", a, t.acc(i, 1))
	}
}

// stepAVX2 takes four inputs: a register of weights holds them for four
// outputs as 16 bits each; a sum keeps the two halves of its output apart.
func stepAVX2(s *source, t *tileAMD64, rows, u int) {
	w0, w1, p := t.reg(0), t.reg(1), t.reg(3)
	a, x := t.reg(2), "X"+t.reg(2)[1:]
	s.op("VPMOVSXBW %d(SI), %s", 64*u, w0)
	s.op("VPMOVSXBW %d(SI), %s", 64*u+16, w1)
	for i := range rows {
		s.op("VPBROADCASTD %s, %s", row(i, 4*u), x)
		s.op("VPMOVZXBW %s, %s", x, a)
		s.op("VPMADDWD %s, %s, %s", w0, a, p)
		s.op("VPADDD %[1]s, %[2]s, %[2]s", p, t.acc(i, 0))
		s.op("VPMADDWD %s, %s, %s", w1, a, a)
		s.op("VPADDD %[1]s, %[2]s, %[2]s", a, t.acc(i, 1))
	}
}

// finishAVX512 turns sums into results: (sum · act scale) · scale + bias.
func finishAVX512(s *source, t *tileAMD64, rows int) {
	for v := range 2 {
		s.op("VMOVDQU32 %d(AX), Z%d", 64*v, 24+v)
		s.op("VMOVUPS %d(BX), Z%d", 64*v, 26+v)
		s.op("VMOVUPS %d(CX), Z%d", 64*v, 28+v)
	}
	for i := range rows {
		s.op("VBROADCASTSS %d(SI), Z30", 4*i)
		for v := range 2 {
			a := t.acc(i, v)
			s.op("VPADDD Z%d, %s, %s", 24+v, a, a)
			s.op("VCVTDQ2PS %s, %s", a, a)
			s.op("VMULPS Z30, %s, %s", a, a)
			s.op("VMULPS Z%d, %s, %s", 26+v, a, a)
			s.op("VADDPS Z%d, %s, %s", 28+v, a, a)
			s.op("VMOVUPS %s, %d(DI)", a, 64*v)
		}
		if i < rows-1 {
			s.op("ADDQ R8, DI")
		}
	}
}

// finishAVX2 does the same; sums in halves are put together first.
func finishAVX2(s *source, t *tileAMD64, rows int) {
	for i := range rows {
		s.op("VBROADCASTSS %d(SI), %s", 4*i, t.reg(0))
		n := 2
		if t.lanes == 4 {
			n = 1
			a := t.acc(i, 0)
			s.op("VPHADDD %s, %s, %s", t.acc(i, 1), a, a)
			s.op("VPERMQ $0xD8, %s, %s", a, a)
		}
		for v := range n {
			a := t.acc(i, v)
			s.op("VPADDD %d(AX), %s, %s", 32*v, a, a)
			s.op("VCVTDQ2PS %s, %s", a, a)
			s.op("VMULPS %s, %s, %s", t.reg(0), a, a)
			s.op("VMULPS %d(BX), %s, %s", 32*v, a, a)
			s.op("VADDPS %d(CX), %s, %s", 32*v, a, a)
			s.op("VMOVUPS %s, %d(DI)", a, 32*v)
		}
		if i < rows-1 {
			s.op("ADDQ R8, DI")
		}
	}
}
