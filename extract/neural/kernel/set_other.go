//go:build !amd64 && !arm64

package kernel

// native is empty where there is no assembly, so nothing below is ever called.
func native() []*Set { return nil }

const productRows = 1

func none() { panic("kernel: no assembly for this processor") }

func peakSIMD(*float32, int) uint32                                             { none(); return 0 }
func convertSIMD(*byte, *float32, int, float32)                                 { none() }
func addSIMD(_, _ *float32, _ int, _ float32)                                   { none() }
func sumSIMD(*lanes, *float32, int)                                             { none() }
func squaresSIMD(*lanes, *float32, int, float32)                                { none() }
func affineSIMD(_ *float32, _ int, _, _ float32, _, _ *float32)                 { none() }
func geluSIMD(*float32, int, *geluConstants)                                    { none() }
func softmaxSIMD(*float32, int, float32, *expConstants)                         { none() }
func dotsSIMD(_, _ *float32, _ int, _ *float32, _ int)                          { none() }
func productSIMD(_ *float32, _ int, _ *float32, _, _ int, _ *float32, _, _ int) { none() }
