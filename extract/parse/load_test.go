package parse

import (
	"bytes"
	"compress/gzip"
	"errors"
	"strings"
	"testing"

	"parley/extract/perceptron"
)

func TestReadErrors(t *testing.T) {
	var other bytes.Buffer
	z := gzip.NewWriter(&other)
	if _, err := z.Write([]byte("parley perceptron 2\n")); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	for name, packed := range map[string][]byte{"empty": nil, "not packed": []byte("parley perceptron 1\n"), "cut": actionData[:len(actionData)/2], "another format": other.Bytes()} {
		m, err := read("data/x.gz", packed)
		if err == nil || m != nil || !strings.HasPrefix(err.Error(), "data/x.gz: ") {
			t.Errorf("%s: %v", name, err)
		}
		if name == "another format" && !errors.Is(err, perceptron.ErrFormat) {
			t.Error(err)
		}
	}
}

// BenchmarkLoad is what the first text costs more than the second.
func BenchmarkLoad(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := loadModels(); err != nil {
			b.Fatal(err)
		}
	}
}
