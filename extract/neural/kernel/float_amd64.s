// The float32 functions with AVX2, eight numbers a register, two or more
// registers at a time. Every product is rounded before it is added: no FMA.
// n is a multiple of 16 and not 0.

#include "textflag.h"

DATA absolute<>+0(SB)/4, $0x7fffffff
GLOBL absolute<>(SB), RODATA, $4
DATA roundNumber<>+0(SB)/4, $0x4b400000
GLOBL roundNumber<>(SB), RODATA, $4
DATA shift<>+0(SB)/8, $0x8080808080808080
GLOBL shift<>(SB), RODATA, $8

// func peakSIMD(x *float32, n int) uint32
TEXT ·peakSIMD(SB), NOSPLIT, $0-20
	MOVQ         x+0(FP), SI
	MOVQ         n+8(FP), CX
	VPBROADCASTD absolute<>(SB), Y2
	VPXOR        Y0, Y0, Y0
	VPXOR        Y1, Y1, Y1

loop:
	VPAND   (SI), Y2, Y3
	VPAND   32(SI), Y2, Y4
	VPMAXUD Y3, Y0, Y0
	VPMAXUD Y4, Y1, Y1
	ADDQ    $64, SI
	SUBQ    $16, CX
	JNZ     loop

	VPMAXUD      Y1, Y0, Y0
	VEXTRACTI128 $1, Y0, X1
	VPMAXUD      X1, X0, X0
	VPSHUFD      $0x4E, X0, X1
	VPMAXUD      X1, X0, X0
	VPSHUFD      $0xB1, X0, X1
	VPMAXUD      X1, X0, X0
	VMOVD        X0, AX
	MOVL         AX, ret+16(FP)
	VZEROUPPER
	RET

// func convertSIMD(dst *byte, x *float32, n int, inverse float32)
TEXT ·convertSIMD(SB), NOSPLIT, $0-28
	MOVQ         dst+0(FP), DI
	MOVQ         x+8(FP), SI
	MOVQ         n+16(FP), CX
	VBROADCASTSS inverse+24(FP), Y5
	VPBROADCASTQ shift<>(SB), X6

loop:
	VMULPS       (SI), Y5, Y0
	VMULPS       32(SI), Y5, Y1
	VCVTPS2DQ    Y0, Y0
	VCVTPS2DQ    Y1, Y1
	VPACKSSDW    Y1, Y0, Y0       // 0-3, 8-11, 4-7, 12-15
	VPERMQ       $0xD8, Y0, Y0
	VEXTRACTI128 $1, Y0, X1
	VPACKSSWB    X1, X0, X0
	VPXOR        X6, X0, X0
	VMOVDQU      X0, (DI)
	ADDQ         $64, SI
	ADDQ         $16, DI
	SUBQ         $16, CX
	JNZ          loop
	VZEROUPPER
	RET

// func addSIMD(dst, x *float32, n int, by float32)
TEXT ·addSIMD(SB), NOSPLIT, $0-28
	MOVQ         dst+0(FP), DI
	MOVQ         x+8(FP), SI
	MOVQ         n+16(FP), CX
	VBROADCASTSS by+24(FP), Y5

loop:
	VMULPS  (SI), Y5, Y0
	VMULPS  32(SI), Y5, Y1
	VADDPS  (DI), Y0, Y0
	VADDPS  32(DI), Y1, Y1
	VMOVUPS Y0, (DI)
	VMOVUPS Y1, 32(DI)
	ADDQ    $64, SI
	ADDQ    $64, DI
	SUBQ    $16, CX
	JNZ     loop
	VZEROUPPER
	RET

// func sumSIMD(into *lanes, x *float32, n int)
TEXT ·sumSIMD(SB), NOSPLIT, $0-24
	MOVQ   into+0(FP), DI
	MOVQ   x+8(FP), SI
	MOVQ   n+16(FP), CX
	VXORPS Y0, Y0, Y0
	VXORPS Y1, Y1, Y1

loop:
	VADDPS (SI), Y0, Y0
	VADDPS 32(SI), Y1, Y1
	ADDQ   $64, SI
	SUBQ   $16, CX
	JNZ    loop

	VMOVUPS Y0, (DI)
	VMOVUPS Y1, 32(DI)
	VZEROUPPER
	RET

// func squaresSIMD(into *lanes, x *float32, n int, mean float32)
TEXT ·squaresSIMD(SB), NOSPLIT, $0-28
	MOVQ         into+0(FP), DI
	MOVQ         x+8(FP), SI
	MOVQ         n+16(FP), CX
	VBROADCASTSS mean+24(FP), Y5
	VXORPS       Y0, Y0, Y0
	VXORPS       Y1, Y1, Y1

loop:
	VMOVUPS (SI), Y2
	VMOVUPS 32(SI), Y3
	VSUBPS  Y5, Y2, Y2
	VSUBPS  Y5, Y3, Y3
	VMULPS  Y2, Y2, Y2
	VMULPS  Y3, Y3, Y3
	VADDPS  Y2, Y0, Y0
	VADDPS  Y3, Y1, Y1
	ADDQ    $64, SI
	SUBQ    $16, CX
	JNZ     loop

	VMOVUPS Y0, (DI)
	VMOVUPS Y1, 32(DI)
	VZEROUPPER
	RET

// func affineSIMD(x *float32, n int, mean, inverse float32, gamma, beta *float32)
TEXT ·affineSIMD(SB), NOSPLIT, $0-40
	MOVQ         x+0(FP), SI
	MOVQ         n+8(FP), CX
	VBROADCASTSS mean+16(FP), Y4
	VBROADCASTSS inverse+20(FP), Y5
	MOVQ         gamma+24(FP), R8
	MOVQ         beta+32(FP), R9

loop:
	VMOVUPS (SI), Y0
	VMOVUPS 32(SI), Y1
	VSUBPS  Y4, Y0, Y0
	VSUBPS  Y4, Y1, Y1
	VMULPS  Y5, Y0, Y0
	VMULPS  Y5, Y1, Y1
	VMULPS  (R8), Y0, Y0
	VMULPS  32(R8), Y1, Y1
	VADDPS  (R9), Y0, Y0
	VADDPS  32(R9), Y1, Y1
	VMOVUPS Y0, (SI)
	VMOVUPS Y1, 32(SI)
	ADDQ    $64, SI
	ADDQ    $64, R8
	ADDQ    $64, R9
	SUBQ    $16, CX
	JNZ     loop
	VZEROUPPER
	RET

// HORNER is p = p·u + constant for two registers.
#define HORNER(off, u0, u1, p0, p1) \
	VBROADCASTSS off(DX), Y15; \
	VMULPS       u0, p0, p0;   \
	VMULPS       u1, p1, p1;   \
	VADDPS       Y15, p0, p0;  \
	VADDPS       Y15, p1, p1

// func geluSIMD(x *float32, n int, c *geluConstants)
TEXT ·geluSIMD(SB), NOSPLIT, $0-24
	MOVQ         x+0(FP), SI
	MOVQ         n+8(FP), CX
	MOVQ         c+16(FP), DX
	VBROADCASTSS (DX), Y12      // clamp
	VBROADCASTSS 4(DX), Y13     // half
	VXORPS       Y11, Y11, Y11
	VSUBPS       Y12, Y11, Y11  // -clamp

loop:
	VMOVUPS (SI), Y0
	VMOVUPS 32(SI), Y1
	VMAXPS  Y11, Y0, Y2
	VMAXPS  Y11, Y1, Y3
	VMINPS  Y12, Y2, Y2
	VMINPS  Y12, Y3, Y3
	VMULPS  Y2, Y2, Y4
	VMULPS  Y3, Y3, Y5

	VBROADCASTSS 8(DX), Y6
	VMOVAPS      Y6, Y7
	HORNER(12, Y4, Y5, Y6, Y7)
	HORNER(16, Y4, Y5, Y6, Y7)
	HORNER(20, Y4, Y5, Y6, Y7)
	HORNER(24, Y4, Y5, Y6, Y7)
	HORNER(28, Y4, Y5, Y6, Y7)
	VBROADCASTSS 32(DX), Y8
	VMOVAPS      Y8, Y9
	HORNER(36, Y4, Y5, Y8, Y9)
	HORNER(40, Y4, Y5, Y8, Y9)
	HORNER(44, Y4, Y5, Y8, Y9)
	HORNER(48, Y4, Y5, Y8, Y9)
	HORNER(52, Y4, Y5, Y8, Y9)

	VMULPS  Y6, Y2, Y2
	VMULPS  Y7, Y3, Y3
	VDIVPS  Y8, Y2, Y2
	VDIVPS  Y9, Y3, Y3
	VADDPS  Y13, Y2, Y2
	VADDPS  Y13, Y3, Y3
	VMULPS  Y2, Y0, Y0
	VMULPS  Y3, Y1, Y1
	VMOVUPS Y0, (SI)
	VMOVUPS Y1, 32(SI)
	ADDQ    $64, SI
	SUBQ    $16, CX
	JNZ     loop
	VZEROUPPER
	RET

// TOTAL adds the sixteen lanes in lo and hi, halves on halves, into element 0
// of lo; its lower half is xlo, and x is spare.
#define TOTAL(lo, hi, xlo, x) \
	VADDPS       hi, lo, lo;      \
	VEXTRACTF128 $1, lo, x;       \
	VADDPS       x, xlo, xlo;     \
	VPSHUFD      $0x4E, xlo, x;   \
	VADDPS       x, xlo, xlo;     \
	VPSHUFD      $0xB1, xlo, x;   \
	VADDPS       x, xlo, xlo

// func softmaxSIMD(x *float32, n int, scale float32, c *expConstants)
TEXT ·softmaxSIMD(SB), NOSPLIT, $0-32
	MOVQ         x+0(FP), SI
	MOVQ         n+8(FP), BX
	VBROADCASTSS scale+16(FP), Y8
	MOVQ         c+24(FP), DX
	VBROADCASTSS (DX), Y10        // least
	VBROADCASTSS 4(DX), Y11       // perLog2
	VBROADCASTSS 8(DX), Y12       // round

	MOVQ    SI, DI
	MOVQ    BX, CX
	VMOVUPS (SI), Y0
	VMOVUPS 32(SI), Y1
	JMP     next

largest:
	VMAXPS (DI), Y0, Y0
	VMAXPS 32(DI), Y1, Y1

next:
	ADDQ $64, DI
	SUBQ $16, CX
	JNZ  largest

	VMAXPS       Y1, Y0, Y0
	VEXTRACTF128 $1, Y0, X1
	VMAXPS       X1, X0, X0
	VPSHUFD      $0x4E, X0, X1
	VMAXPS       X1, X0, X0
	VPSHUFD      $0xB1, X0, X1
	VMAXPS       X1, X0, X0
	VBROADCASTSS X0, Y9
	VMULPS       Y8, Y9, Y9       // top

	MOVQ   SI, DI
	MOVQ   BX, CX
	VXORPS Y13, Y13, Y13 // sums
	VXORPS Y14, Y14, Y14

exponentials:
	VMULPS (DI), Y8, Y0
	VMULPS 32(DI), Y8, Y1
	VSUBPS Y9, Y0, Y0
	VSUBPS Y9, Y1, Y1
	VMULPS Y11, Y0, Y2
	VMULPS Y11, Y1, Y3
	VADDPS Y12, Y2, Y2 // k in the low bits
	VADDPS Y12, Y3, Y3
	VSUBPS Y12, Y2, Y4 // k
	VSUBPS Y12, Y3, Y5

	VBROADCASTSS 12(DX), Y15
	VMULPS       Y15, Y4, Y6
	VMULPS       Y15, Y5, Y7
	VSUBPS       Y6, Y0, Y6
	VSUBPS       Y7, Y1, Y7
	VBROADCASTSS 16(DX), Y15
	VMULPS       Y15, Y4, Y4
	VMULPS       Y15, Y5, Y5
	VSUBPS       Y4, Y6, Y4  // r
	VSUBPS       Y5, Y7, Y5

	VBROADCASTSS 20(DX), Y6
	VMOVAPS      Y6, Y7
	HORNER(24, Y4, Y5, Y6, Y7)
	HORNER(28, Y4, Y5, Y6, Y7)
	HORNER(32, Y4, Y5, Y6, Y7)
	HORNER(36, Y4, Y5, Y6, Y7)
	HORNER(40, Y4, Y5, Y6, Y7)
	HORNER(44, Y4, Y5, Y6, Y7)

	VPSLLD  $23, Y2, Y2
	VPSLLD  $23, Y3, Y3
	VPADDD  Y2, Y6, Y6
	VPADDD  Y3, Y7, Y7
	VCMPPS  $5, Y10, Y0, Y0 // not less than least: stays
	VCMPPS  $5, Y10, Y1, Y1
	VANDPS  Y0, Y6, Y6
	VANDPS  Y1, Y7, Y7
	VADDPS  Y6, Y13, Y13
	VADDPS  Y7, Y14, Y14
	VMOVUPS Y6, (DI)
	VMOVUPS Y7, 32(DI)
	ADDQ    $64, DI
	SUBQ    $16, CX
	JNZ     exponentials

	TOTAL(Y13, Y14, X13, X14)
	VBROADCASTSS X13, Y13
	VBROADCASTSS 44(DX), Y0 // 1
	VDIVPS       Y13, Y0, Y5

times:
	VMULPS  (SI), Y5, Y0
	VMULPS  32(SI), Y5, Y1
	VMOVUPS Y0, (SI)
	VMOVUPS Y1, 32(SI)
	ADDQ    $64, SI
	SUBQ    $16, BX
	JNZ     times
	VZEROUPPER
	RET

// func dotsSIMD(dst, rows *float32, count int, x *float32, n int)
TEXT ·dotsSIMD(SB), NOSPLIT, $0-40
	MOVQ dst+0(FP), DI
	MOVQ rows+8(FP), SI
	MOVQ count+16(FP), AX
	MOVQ x+24(FP), DX
	MOVQ n+32(FP), BX

row:
	MOVQ   DX, R8
	MOVQ   BX, CX
	VXORPS Y0, Y0, Y0
	VXORPS Y1, Y1, Y1

loop:
	VMOVUPS (SI), Y2
	VMOVUPS 32(SI), Y3
	VMULPS  (R8), Y2, Y2
	VMULPS  32(R8), Y3, Y3
	VADDPS  Y2, Y0, Y0
	VADDPS  Y3, Y1, Y1
	ADDQ    $64, SI
	ADDQ    $64, R8
	SUBQ    $16, CX
	JNZ     loop

	TOTAL(Y0, Y1, X0, X1)
	VMOVSS X0, (DI)
	ADDQ   $4, DI
	DECQ   AX
	JNZ    row
	VZEROUPPER
	RET

// TERM adds one row's product to its sums.
#define TERM(a, lo, hi) \
	VBROADCASTSS a, Y14;       \
	VMULPS       Y12, Y14, Y15; \
	VADDPS       Y15, lo, lo;  \
	VMULPS       Y13, Y14, Y14; \
	VADDPS       Y14, hi, hi

// func productSIMD(dst *float32, dstStride int, a *float32, aStride, rows int, b *float32, bStride, depth int)
TEXT ·productSIMD(SB), NOSPLIT, $0-64
	MOVQ dst+0(FP), DI
	MOVQ dstStride+8(FP), R8
	MOVQ a+16(FP), SI
	MOVQ aStride+24(FP), R9
	MOVQ rows+32(FP), AX
	MOVQ b+40(FP), DX
	MOVQ bStride+48(FP), R10
	MOVQ depth+56(FP), CX
	LEAQ (R9)(R9*2), BX
	ADDQ SI, BX              // row 3

	VXORPS Y0, Y0, Y0
	VXORPS Y1, Y1, Y1
	CMPQ   AX, $6
	JNE    single
	VXORPS Y2, Y2, Y2
	VXORPS Y3, Y3, Y3
	VXORPS Y4, Y4, Y4
	VXORPS Y5, Y5, Y5
	VXORPS Y6, Y6, Y6
	VXORPS Y7, Y7, Y7
	VXORPS Y8, Y8, Y8
	VXORPS Y9, Y9, Y9
	VXORPS Y10, Y10, Y10
	VXORPS Y11, Y11, Y11

six:
	VMOVUPS (DX), Y12
	VMOVUPS 32(DX), Y13
	TERM((SI), Y0, Y1)
	TERM((SI)(R9*1), Y2, Y3)
	TERM((SI)(R9*2), Y4, Y5)
	TERM((BX), Y6, Y7)
	TERM((BX)(R9*1), Y8, Y9)
	TERM((BX)(R9*2), Y10, Y11)
	ADDQ    $4, SI
	ADDQ    $4, BX
	ADDQ    R10, DX
	DECQ    CX
	JNZ     six

	VMOVUPS Y0, (DI)
	VMOVUPS Y1, 32(DI)
	VMOVUPS Y2, (DI)(R8*1)
	VMOVUPS Y3, 32(DI)(R8*1)
	VMOVUPS Y4, (DI)(R8*2)
	VMOVUPS Y5, 32(DI)(R8*2)
	LEAQ    (R8)(R8*2), R11
	ADDQ    R11, DI
	VMOVUPS Y6, (DI)
	VMOVUPS Y7, 32(DI)
	VMOVUPS Y8, (DI)(R8*1)
	VMOVUPS Y9, 32(DI)(R8*1)
	VMOVUPS Y10, (DI)(R8*2)
	VMOVUPS Y11, 32(DI)(R8*2)
	VZEROUPPER
	RET

single: // fewer than six rows: one after the other
	MOVQ   SI, R11
	MOVQ   DX, R12
	MOVQ   CX, R13
	VXORPS Y0, Y0, Y0
	VXORPS Y1, Y1, Y1

one:
	VMOVUPS (R12), Y12
	VMOVUPS 32(R12), Y13
	TERM((R11), Y0, Y1)
	ADDQ    $4, R11
	ADDQ    R10, R12
	DECQ    R13
	JNZ     one

	VMOVUPS Y0, (DI)
	VMOVUPS Y1, 32(DI)
	ADDQ    R8, DI
	ADDQ    R9, SI
	DECQ    AX
	JNZ     single
	VZEROUPPER
	RET
