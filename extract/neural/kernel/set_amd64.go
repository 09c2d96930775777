package kernel

import "golang.org/x/sys/cpu"

// native lists the sets of amd64 that this processor has. All share the float
// functions of AVX2. A processor with AVX-512 but without its VNNI gets avx2:
// 16-bit products are no faster there.
func native() []*Set {
	x := &cpu.X86
	if !x.HasAVX2 {
		return nil
	}
	var sets []*Set
	if x.HasAVX512F && x.HasAVX512BW && x.HasAVX512VL && x.HasAVX512VNNI {
		sets = append(sets, &Set{name: "avx512", form: shifted, tile: tile{tileAVX512, 12, 32}, assembly: true})
	}
	if x.HasAVXVNNI {
		sets = append(sets, &Set{name: "vnni", form: shifted, tile: tile{tileVNNI, 6, 16}, assembly: true})
	}
	return append(sets, &Set{name: "avx2", form: shifted, tile: tile{tileAVX2, 6, 8}, gentle: tile{tilePairs, 5, 16}, assembly: true})
}

//go:noescape
func tileAVX512(dst *float32, dstStride int, act *byte, actStride int, actScale *float32, n int, weights *int8, groups int, offset *int32, scale, bias *float32)

//go:noescape
func tileVNNI(dst *float32, dstStride int, act *byte, actStride int, actScale *float32, n int, weights *int8, groups int, offset *int32, scale, bias *float32)

//go:noescape
func tileAVX2(dst *float32, dstStride int, act *byte, actStride int, actScale *float32, n int, weights *int8, groups int, offset *int32, scale, bias *float32)

//go:noescape
func tilePairs(dst *float32, dstStride int, act *byte, actStride int, actScale *float32, n int, weights *int8, groups int, offset *int32, scale, bias *float32)
