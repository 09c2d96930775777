package ner

import (
	"math/rand"
	"testing"
)

// TestViterbi compares the search with trying all paths.
func TestViterbi(t *testing.T) {
	rnd := rand.New(rand.NewSource(3))
	for range 30 {
		n := 1 + rnd.Intn(3)
		scores := make([]int32, n*labels)
		for i := range scores {
			scores[i] = rnd.Int31n(100)
		}
		var steps [labels + 1][labels]int32
		for a := range steps {
			for b := range steps[a] {
				steps[a][b] = rnd.Int31n(100)
			}
		}
		sum := func(path []int) (s int32) {
			before := start
			for i, l := range path {
				s += scores[i*labels+l] + steps[before][l]
				before = l
			}
			return s
		}
		best := int32(-1)
		var try func(path []int)
		try = func(path []int) {
			before := start
			if len(path) > 0 {
				before = path[len(path)-1]
			}
			if len(path) == n {
				if follows(before, start) {
					best = max(best, sum(path))
				}
				return
			}
			for l := range labels {
				if follows(before, l) {
					try(append(path[:len(path):len(path)], l))
				}
			}
		}
		try(nil)
		if got := sum(viterbi(n, scores, &steps)); got != best {
			t.Fatalf("viterbi finds %d, the best is %d", got, best)
		}
	}
}

func TestReadClusters(t *testing.T) {
	if c, err := readClusters("a\t3\t1\nb\t0\t0\n"); err != nil || c["a"] != (cluster{4, 2}) || c["b"] != (cluster{1, 1}) {
		t.Errorf("%v %v", c, err)
	}
	for _, s := range []string{"a", "a\tx\t1\n", "a\t1\n", "a\t1\t70000\n", "a\t65535\t1\n"} {
		if _, err := readClusters(s); err == nil {
			t.Errorf("%q is read", s)
		}
	}
}

func TestAcronymOf(t *testing.T) {
	for _, c := range []struct {
		short string
		words []string
		want  bool
	}{
		{"PLO", []string{"Palestine", "Liberation", "Organization"}, true},
		{"OSCE", []string{"Organization", "for", "Security", "and", "Cooperation", "in", "Europe"}, true},
		{"ABC", []string{"Palestine", "Liberation", "Organization"}, false},
		{"P", []string{"Palestine"}, false},
	} {
		if got := acronymOf(c.short, c.words); got != c.want {
			t.Errorf("acronymOf(%q, %q) = %v", c.short, c.words, got)
		}
	}
}

func TestReadAround(t *testing.T) {
	if a, err := readAround("# head\nland|river lake\n"); err != nil || !a.is("land", "lake") || a.is("tail", "lake") {
		t.Errorf("%v %v", a, err)
	}
	if _, err := readAround("nonsense|a\n"); err == nil {
		t.Error("an unknown kind is read")
	}
	if _, err := smallWords(); err != nil {
		t.Error(err)
	}
}
