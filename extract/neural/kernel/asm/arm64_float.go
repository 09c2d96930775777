package main

// floatsARM64 writes the float functions with NEON: what float_amd64.s does
// with AVX2, four numbers a register. n is a multiple of 16 and not 0.
func floatsARM64() []byte {
	s := newSource()
	s.peak()
	s.convert()
	s.add()
	s.sums()
	s.affine()
	s.gelu()
	s.softmax()
	s.dots()
	s.product()
	return s.Bytes()
}

// loop writes a loop over 16 numbers a turn, counted in R2.
func (s *source) loop(name string, body func()) {
	s.WriteByte('\n')
	s.mark("%s", name)
	body()
	s.op("SUBS $16, R2, R2")
	s.op("BNE %s", name)
}

// constants loads n floats from R3 on, each to all lanes of a register.
func (s *source) constants(n, first int) {
	for i := range n {
		s.op("VLD1R.P 4(R3), [V%d.S4]", first+i)
	}
}

func (s *source) peak() {
	s.text("func peakSIMD(x *float32, n int) uint32", "peakSIMD", 20)
	s.op("MOVD x+0(FP), R1")
	s.op("MOVD n+8(FP), R2")
	s.op("MOVD $0x7fffffff, R3")
	s.op("VDUP R3, V31.S4")
	for v := range 4 {
		s.zero(v)
	}
	s.loop("loop", func() {
		s.op("VLD1.P 64(R1), [V4.B16, V5.B16, V6.B16, V7.B16]")
		for v := range 4 {
			s.op("VAND V31.B16, V%[1]d.B16, V%[1]d.B16", 4+v)
			s.three("umax", v, v, 4+v)
		}
	})
	s.three("umax", 0, 0, 1)
	s.three("umax", 2, 2, 3)
	s.three("umax", 0, 0, 2)
	s.two("umaxv", 0, 0)
	s.op("FMOVS F0, R0")
	s.op("MOVW R0, ret+16(FP)")
	s.op("RET")
}

func (s *source) convert() {
	s.text("func convertSIMD(dst *byte, x *float32, n int, inverse float32)", "convertSIMD", 28)
	s.op("MOVD dst+0(FP), R0")
	s.op("MOVD x+8(FP), R1")
	s.op("MOVD n+16(FP), R2")
	s.op("MOVWU inverse+24(FP), R3")
	s.op("VDUP R3, V31.S4")
	s.loop("loop", func() {
		s.op("VLD1.P 64(R1), [V0.B16, V1.B16, V2.B16, V3.B16]")
		for v := range 4 {
			s.three("fmul", v, v, 31)
			s.two("fcvtns", v, v)
		}
		s.two("narrow", 4, 0)
		s.two("narrow2", 4, 1)
		s.two("narrow", 5, 2)
		s.two("narrow2", 5, 3)
		s.two("bytes", 6, 4)
		s.two("bytes2", 6, 5)
		s.op("FMOVQ.P F6, 16(R0)")
	})
	s.op("RET")
}

func (s *source) add() {
	s.text("func addSIMD(dst, x *float32, n int, by float32)", "addSIMD", 28)
	s.op("MOVD dst+0(FP), R0")
	s.op("MOVD x+8(FP), R1")
	s.op("MOVD n+16(FP), R2")
	s.op("MOVWU by+24(FP), R3")
	s.op("VDUP R3, V31.S4")
	s.loop("loop", func() {
		s.op("VLD1.P 64(R1), [V0.B16, V1.B16, V2.B16, V3.B16]")
		s.op("VLD1 (R0), [V4.B16, V5.B16, V6.B16, V7.B16]")
		for v := range 4 {
			s.three("fmul", v, v, 31)
			s.three("fadd", v, v, 4+v)
		}
		s.op("VST1.P [V0.B16, V1.B16, V2.B16, V3.B16], 64(R0)")
	})
	s.op("RET")
}

func (s *source) sums() {
	for _, squares := range []bool{false, true} {
		if squares {
			s.text("func squaresSIMD(into *lanes, x *float32, n int, mean float32)", "squaresSIMD", 28)
			s.op("MOVWU mean+24(FP), R3")
			s.op("VDUP R3, V31.S4")
		} else {
			s.text("func sumSIMD(into *lanes, x *float32, n int)", "sumSIMD", 24)
		}
		s.op("MOVD into+0(FP), R0")
		s.op("MOVD x+8(FP), R1")
		s.op("MOVD n+16(FP), R2")
		for v := range 4 {
			s.zero(v)
		}
		s.loop("loop", func() {
			s.op("VLD1.P 64(R1), [V4.B16, V5.B16, V6.B16, V7.B16]")
			for v := range 4 {
				if squares {
					s.three("fsub", 4+v, 4+v, 31)
					s.three("fmul", 4+v, 4+v, 4+v)
				}
				s.three("fadd", v, v, 4+v)
			}
		})
		s.op("VST1 [V0.B16, V1.B16, V2.B16, V3.B16], (R0)")
		s.op("RET")
	}
}

func (s *source) affine() {
	s.text("func affineSIMD(x *float32, n int, mean, inverse float32, gamma, beta *float32)", "affineSIMD", 40)
	s.op("MOVD x+0(FP), R0")
	s.op("MOVD n+8(FP), R2")
	s.op("MOVWU mean+16(FP), R3")
	s.op("VDUP R3, V30.S4")
	s.op("MOVWU inverse+20(FP), R3")
	s.op("VDUP R3, V31.S4")
	s.op("MOVD gamma+24(FP), R3")
	s.op("MOVD beta+32(FP), R4")
	s.loop("loop", func() {
		s.op("VLD1 (R0), [V0.B16, V1.B16, V2.B16, V3.B16]")
		s.op("VLD1.P 64(R3), [V4.B16, V5.B16, V6.B16, V7.B16]")
		s.op("VLD1.P 64(R4), [V8.B16, V9.B16, V10.B16, V11.B16]")
		for v := range 4 {
			s.three("fsub", v, v, 30)
			s.three("fmul", v, v, 31)
			s.three("fmul", v, v, 4+v)
			s.three("fadd", v, v, 8+v)
		}
		s.op("VST1.P [V0.B16, V1.B16, V2.B16, V3.B16], 64(R0)")
	})
	s.op("RET")
}

// horner is p = p·u + c for two registers each.
func (s *source) horner(p, u, c int) {
	for v := range 2 {
		s.three("fmul", p+v, p+v, u+v)
	}
	for v := range 2 {
		s.three("fadd", p+v, p+v, c)
	}
}

func (s *source) copy2(to, from int) {
	for v := range 2 {
		s.op("VORR V%[1]d.B16, V%[1]d.B16, V%[2]d.B16", from, to+v)
	}
}

func (s *source) gelu() {
	const clamp, half, p, q, minus = 16, 17, 18, 24, 30
	s.text("func geluSIMD(x *float32, n int, c *geluConstants)", "geluSIMD", 24)
	s.op("MOVD x+0(FP), R0")
	s.op("MOVD n+8(FP), R2")
	s.op("MOVD c+16(FP), R3")
	s.constants(14, clamp)
	s.two("fneg", minus, clamp)
	s.loop("loop", func() {
		for i := range 2 { // V0, V1: x; V2: clamped; V4: squared; V6: P; V8: Q
			s.load(32*i, "R0", 0)
			s.load(32*i+16, "R0", 1)
			for v := range 2 {
				s.three("fmax", 2+v, v, minus)
				s.three("fmin", 2+v, 2+v, clamp)
				s.three("fmul", 4+v, 2+v, 2+v)
			}
			s.copy2(6, p)
			s.copy2(8, q)
			for k := 1; k < 6; k++ {
				s.horner(6, 4, p+k)
				s.horner(8, 4, q+k)
			}
			for v := range 2 {
				s.three("fmul", 2+v, 2+v, 6+v)
				s.three("fdiv", 2+v, 2+v, 8+v)
				s.three("fadd", 2+v, 2+v, half)
				s.three("fmul", v, v, 2+v)
				s.store(v, 32*i+16*v, "R0")
			}
		}
		s.op("ADD $64, R0, R0")
	})
	s.op("RET")
}

func (s *source) softmax() {
	const sum, least, perLog2, round, log2, p, scale, top = 10, 14, 15, 16, 17, 19, 26, 27
	s.text("func softmaxSIMD(x *float32, n int, scale float32, c *expConstants)", "softmaxSIMD", 32)
	s.op("MOVD x+0(FP), R1")
	s.op("MOVD n+8(FP), R4")
	s.op("MOVWU scale+16(FP), R0")
	s.op("VDUP R0, V%d.S4", scale)
	s.op("MOVD c+24(FP), R3")
	s.constants(12, least)
	s.op("MOVD R1, R0")
	s.op("MOVD R4, R2")
	s.op("VLD1 (R1), [V0.B16, V1.B16, V2.B16, V3.B16]")
	s.loop("largest", func() {
		s.op("VLD1.P 64(R0), [V4.B16, V5.B16, V6.B16, V7.B16]")
		for v := range 4 {
			s.three("fmax", v, v, 4+v)
		}
	})
	s.three("fmax", 0, 0, 1)
	s.three("fmax", 2, 2, 3)
	s.three("fmax", 0, 0, 2)
	s.two("fmaxv", 0, 0)
	s.op("VDUP V0.S[0], V%d.S4", top)
	s.three("fmul", top, top, scale)
	s.op("MOVD R1, R0")
	s.op("MOVD R4, R2")
	for v := range 4 {
		s.zero(sum + v)
	}
	s.loop("exponentials", func() {
		for i := range 2 { // V0, V1: x; V2: k in the low bits; V4: k, then r; V6: the polynomial; V8: spare
			for v := range 2 {
				s.load(32*i+16*v, "R0", v)
				s.three("fmul", v, v, scale)
				s.three("fsub", v, v, top)
				s.three("fmul", 2+v, v, perLog2)
				s.three("fadd", 2+v, 2+v, round)
				s.three("fsub", 4+v, 2+v, round)
				s.three("fmul", 6+v, 4+v, log2)
				s.three("fsub", 6+v, v, 6+v)
				s.three("fmul", 8+v, 4+v, log2+1)
				s.three("fsub", 4+v, 6+v, 8+v)
			}
			s.copy2(6, p)
			for k := 1; k < 7; k++ {
				s.horner(6, 4, p+k)
			}
			for v := range 2 {
				s.op("VSHL $23, V%[1]d.S4, V%[1]d.S4", 2+v)
				s.op("VADD V%[1]d.S4, V%[2]d.S4, V%[2]d.S4", 2+v, 6+v)
				s.three("fcmge", 8+v, v, least)
				s.op("VAND V%[1]d.B16, V%[2]d.B16, V%[2]d.B16", 8+v, 6+v)
				s.three("fadd", sum+2*i+v, sum+2*i+v, 6+v)
				s.store(6+v, 32*i+16*v, "R0")
			}
		}
		s.op("ADD $64, R0, R0")
	})
	s.total(sum, 0)
	s.op("VDUP V%d.S[0], V0.S4", sum)
	s.three("fdiv", 31, p+6, 0) // p+6 is 1
	s.op("MOVD R4, R2")
	s.loop("times", func() {
		s.op("VLD1 (R1), [V0.B16, V1.B16, V2.B16, V3.B16]")
		for v := range 4 {
			s.three("fmul", v, v, 31)
		}
		s.op("VST1.P [V0.B16, V1.B16, V2.B16, V3.B16], 64(R1)")
	})
	s.op("RET")
}

// total adds the sixteen lanes in four registers, halves on halves, into
// element 0 of the first.
func (s *source) total(v, spare int) {
	s.three("fadd", v, v, v+2)
	s.three("fadd", v+1, v+1, v+3)
	s.three("fadd", v, v, v+1)
	s.op("VEXT $8, V%[1]d.B16, V%[1]d.B16, V%[2]d.B16", v, spare)
	s.three("fadd", v, v, spare)
	s.two("faddp", v, v)
}

func (s *source) dots() {
	s.text("func dotsSIMD(dst, rows *float32, count int, x *float32, n int)", "dotsSIMD", 40)
	s.op("MOVD dst+0(FP), R0")
	s.op("MOVD rows+8(FP), R1")
	s.op("MOVD count+16(FP), R3")
	s.op("MOVD x+24(FP), R4")
	s.op("MOVD n+32(FP), R5")
	s.WriteByte('\n')
	s.mark("row")
	s.op("MOVD R4, R6")
	s.op("MOVD R5, R2")
	for v := range 4 {
		s.zero(v)
	}
	s.loop("loop", func() {
		s.op("VLD1.P 64(R1), [V4.B16, V5.B16, V6.B16, V7.B16]")
		s.op("VLD1.P 64(R6), [V8.B16, V9.B16, V10.B16, V11.B16]")
		for v := range 4 {
			s.three("fmul", 4+v, 4+v, 8+v)
			s.three("fadd", v, v, 4+v)
		}
	})
	s.total(0, 4)
	s.op("FMOVS.P F0, 4(R0)")
	s.op("SUBS $1, R3, R3")
	s.op("BNE row")
	s.op("RET")
}

// product: sums in V0…V23, four registers a row; R1…R6 rows of a.
func (s *source) product() {
	const rows = 6
	s.text("func productSIMD(dst *float32, dstStride int, a *float32, aStride, rows int, b *float32, bStride, depth int)", "productSIMD", 64)
	s.op("MOVD dst+0(FP), R0")
	s.op("MOVD dstStride+8(FP), R7")
	s.op("MOVD a+16(FP), R1")
	s.op("MOVD aStride+24(FP), R8")
	s.op("MOVD rows+32(FP), R9")
	s.op("MOVD bStride+48(FP), R11")
	s.op("CMP $%d, R9", rows)
	s.op("BNE single")
	for i := 1; i < rows; i++ {
		s.op("ADD R8, R%d, R%d", i, i+1)
	}
	body := func(name string, rows int) {
		s.op("MOVD b+40(FP), R10")
		s.op("MOVD depth+56(FP), R12")
		for v := range 4 * rows {
			s.zero(v)
		}
		s.WriteByte('\n')
		s.mark("%s", name)
		s.op("VLD1 (R10), [V24.B16, V25.B16, V26.B16, V27.B16]")
		s.op("ADD R11, R10, R10")
		for i := range rows {
			s.op("VLD1R.P 4(R%d), [V%d.S4]", 1+i, 28)
			for v := range 4 {
				s.three("fmul", 29+v%2, 24+v, 28)
				s.three("fadd", 4*i+v, 4*i+v, 29+v%2)
			}
		}
		s.op("SUBS $1, R12, R12")
		s.op("BNE %s", name)
		for i := range rows {
			s.op("VST1 [V%d.B16, V%d.B16, V%d.B16, V%d.B16], (R0)", 4*i, 4*i+1, 4*i+2, 4*i+3)
			s.op("ADD R7, R0, R0")
		}
	}
	body("six", rows)
	s.op("RET")
	s.WriteByte('\n')
	s.mark("single")
	s.op("MOVD R1, R13")
	body("one", 1)
	s.op("ADD R8, R13, R1")
	s.op("SUBS $1, R9, R9")
	s.op("BNE single")
	s.op("RET")
}
