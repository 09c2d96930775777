package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

// TestGenerated wants the files in the repository to be what the generator
// writes today.
func TestGenerated(t *testing.T) {
	for name, write := range files() {
		got, err := os.ReadFile(filepath.Join("..", name))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, write()) {
			t.Errorf("%s is not what the generator writes: run go generate in extract/neural/kernel", name)
		}
	}
}

// TestCodes holds some codes against those that GNU as 2.40 gives.
func TestCodes(t *testing.T) {
	for _, c := range []struct {
		want  string
		write func(s *source)
	}{
		{"\tWORD $0x4E20D462 // fadd v2.4s, v3.4s, v0.4s\n", func(s *source) { s.three("fadd", 2, 3, 0) }},
		{"\tWORD $0x6E3FFCA0 // fdiv v0.4s, v5.4s, v31.4s\n", func(s *source) { s.three("fdiv", 0, 5, 31) }},
		{"\tWORD $0x4E606838 // sadalp v24.4s, v1.8h\n", func(s *source) { s.two("sadalp", 24, 1) }},
		{"\tWORD $0x4FBEEB07 // sdot v7.4s, v24.16b, v30.4b[3]\n", func(s *source) { s.sdot(7, 24, 30, 3) }},
		{"\tBYTE $0xC4; BYTE $0xE2; BYTE $0x0D; BYTE $0x50; BYTE $0xC4\n", func(s *source) { s.op("%s", vexDot(0, 14, 4)) }},
		{"\tBYTE $0xC4; BYTE $0x42; BYTE $0x0D; BYTE $0x50; BYTE $0xDD\n", func(s *source) { s.op("%s", vexDot(11, 14, 13)) }},
	} {
		var s source
		c.write(&s)
		if got := s.String(); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}
