package gizmo

import (
	"context"
	"errors"
	"testing"
	"time"
)

// FuzzRun: no program ends the process, outlives its limits or fails with
// anything but an [*Error].
func FuzzRun(f *testing.F) {
	for _, q := range queries(f) {
		f.Add(q.program)
	}
	for _, h := range hostilePrograms {
		if len(h.program) < 2000 {
			f.Add(h.program)
		}
	}
	qs := follows(f)
	f.Fuzz(func(t *testing.T, program string) {
		start := time.Now()
		_, err := Run(context.Background(), qs, program, Options{Timeout: 50 * time.Millisecond, MaxHeap: 32 << 20, MaxRows: 100, MaxSource: 4 << 10})
		var e *Error
		if err != nil && !errors.As(err, &e) {
			t.Errorf("%T: %v", err, err)
		}
		if took := time.Since(start); took > 8*time.Second {
			t.Errorf("it took %v", took)
		}
	})
}
