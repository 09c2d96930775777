package kernel

import "golang.org/x/sys/cpu"

// native lists the sets of arm64 that this processor has. Every arm64 that Go
// runs on has NEON; the dot product came with Armv8.2.
func native() []*Set {
	neon := &Set{name: "neon", form: signed, tile: tile{tileNEON, 2, 16}, assembly: true}
	if !cpu.ARM64.HasASIMDDP {
		return []*Set{neon}
	}
	return []*Set{
		{name: "neon-dot", form: signed, tile: tile{tileDot, 6, 16}, assembly: true},
		neon,
	}
}

//go:noescape
func tileDot(dst *float32, dstStride int, act *byte, actStride int, actScale *float32, n int, weights *int8, groups int, offset *int32, scale, bias *float32)

//go:noescape
func tileNEON(dst *float32, dstStride int, act *byte, actStride int, actScale *float32, n int, weights *int8, groups int, offset *int32, scale, bias *float32)
