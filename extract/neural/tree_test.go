package neural

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// valid reports whether heads are a tree with exactly one root.
func valid(heads []int) bool {
	roots := 0
	for i, h := range heads {
		if h < 0 || h > len(heads) || h == i+1 {
			return false
		}
		if h == 0 {
			roots++
		}
		steps := 0
		for at := h; at != 0; at = heads[at-1] {
			if steps++; steps > len(heads) {
				return false
			}
		}
	}
	return roots == 1
}

func total(heads []int, scores []float32) (s float64) {
	for i, h := range heads {
		s += value(scores[i*(len(heads)+1)+h])
	}
	return s
}

// TestBestTree tries all trees of few words.
func TestBestTree(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	var trees trees
	folded := 0
	for range 400 {
		n := 1 + r.IntN(5)
		scores := make([]float32, n*(n+1))
		for i := range scores {
			scores[i] = float32(r.NormFloat64() * 4)
			if r.IntN(3) == 0 {
				scores[i] = float32(math.Round(float64(scores[i]))) // ties
			}
		}
		most := math.Inf(-1)
		heads := make([]int, n)
		for try := range int(math.Pow(float64(n+1), float64(n))) {
			for i := range heads {
				heads[i] = try % (n + 1)
				try /= n + 1
			}
			if valid(heads) {
				most = max(most, total(heads, scores))
			}
		}
		trees.nodes = nil
		trees.best(heads, scores)
		if !valid(heads) || math.Abs(total(heads, scores)-most) > 1e-6 {
			t.Fatalf("scores %v: heads %v, valid %v, sum %v; the best tree has %v", scores, heads, valid(heads), total(heads, scores), most)
		}
		if len(trees.nodes) > n+1 {
			folded++
		}
	}
	if folded < 50 {
		t.Errorf("only %d searches folded a ring", folded)
	}
}

func TestTreesAreValid(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	odd := []float32{float32(math.NaN()), float32(math.Inf(1)), float32(math.Inf(-1)), 0, math.MaxFloat32, -math.MaxFloat32}
	var trees trees
	for _, draw := range []struct {
		name string
		draw func(d, h int) float32
	}{
		{"normal", func(int, int) float32 { return float32(r.NormFloat64()) }},
		{"all the same", func(int, int) float32 { return 1 }},
		{"few values", func(int, int) float32 { return float32(r.IntN(3)) }},
		{"every word a root", func(_, h int) float32 { return float32(-h) }},
		{"no word a root", func(_, h int) float32 { return float32(h) }},
		{"rings in rings", func(d, h int) float32 { return -float32(math.Abs(float64(d ^ (h - 1)))) }},
		{"odd numbers", func(int, int) float32 { return odd[r.IntN(len(odd))] }},
		{"not a number", func(int, int) float32 { return float32(math.NaN()) }},
	} {
		for _, n := range []int{1, 2, 3, 10, 64, 254} {
			scores := make([]float32, 0, n*(n+1))
			for d := range n {
				for h := range n + 1 {
					scores = append(scores, draw.draw(d, h))
				}
			}
			heads, again := make([]int, n), make([]int, n)
			trees.best(heads, scores)
			if !valid(heads) {
				t.Errorf("%s, %d words: %v is no tree with one root", draw.name, n, heads)
			}
			if trees.best(again, scores); !slices.Equal(heads, again) {
				t.Errorf("%s, %d words: another tree the second time", draw.name, n)
			}
		}
	}
}

func TestTies(t *testing.T) {
	var trees trees
	// All trees are as good. From its own best heads alone, each word would
	// hang from the root.
	heads := make([]int, 4)
	trees.best(heads, make([]float32, 4*5))
	if want := []int{0, 1, 1, 1}; !slices.Equal(heads, want) {
		t.Errorf("of equal trees we have %v, want %v", heads, want)
	}
	if got := largest([]float32{1, 3, 3, 5}, 3); got != 1 {
		t.Errorf("the largest but 3 is %d, want 1", got)
	}
}

func BenchmarkTree(b *testing.B) {
	for _, n := range []int{25, 100, 254} {
		b.Run(fmt.Sprint(n, " words"), func(b *testing.B) {
			r := rand.New(rand.NewPCG(1, 2))
			scores := make([]float32, n*(n+1))
			for i := range scores {
				scores[i] = float32(r.NormFloat64())
			}
			heads := make([]int, n)
			var trees trees
			for b.Loop() {
				trees.best(heads, scores)
			}
		})
	}
}
