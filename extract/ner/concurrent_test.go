package ner_test

import (
	"fmt"
	"slices"
	"sync"
	"testing"
)

// TestConcurrent: documents side by side, the same names each time.
func TestConcurrent(t *testing.T) {
	lines := []string{"President/NNP Anna/NNP Berg/NNP told/VBD the/DT Danish/JJ Foreign/NNP Ministry/NNP in/IN Oslo/NNP ./.", "Berg/NNP left/VBD Norway/NNP ./."}
	want := named(t, document(lines...))
	if len(want) < 4 {
		t.Fatalf("only %q", want)
	}
	var wg sync.WaitGroup
	for i := range 4 {
		wg.Go(func() {
			if got := named(t, document(lines...)); !slices.Equal(got, want) {
				t.Error(fmt.Sprint(i), got)
			}
		})
	}
	wg.Wait()
}
