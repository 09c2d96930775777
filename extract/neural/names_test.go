package neural

import (
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// TestBestNames tries all sequences of few tokens.
func TestBestNames(t *testing.T) {
	labels := []string{"O", "B-PER", "I-PER", "I-LOC", "B-LOC"}
	b, err := newBIO(labels)
	if err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(1, 9))
	var p path
	for range 300 {
		n := 1 + r.IntN(4)
		scores := make([]float32, n*len(labels))
		for i := range scores {
			scores[i] = float32(r.IntN(9) - 4)
		}
		sum := func(seq []int) (s float64) {
			before := ""
			for i, l := range seq {
				s += float64(scores[i*len(labels)+l])
				if labels[l][0] == 'I' && (before == "" || before == "O" || before[2:] != labels[l][2:]) {
					return math.Inf(-1)
				}
				before = labels[l]
			}
			return s
		}
		most, seq := math.Inf(-1), make([]int, n)
		for try := range int(math.Pow(float64(len(labels)), float64(n))) {
			for i := range seq {
				seq[i] = try % len(labels)
				try /= len(labels)
			}
			most = max(most, sum(seq))
		}
		if got := p.best(b, scores); sum(got) != most {
			t.Fatalf("scores %v: %v with %v, the best has %v", scores, got, sum(got), most)
		}
	}
	if got := p.best(b, make([]float32, 3*len(labels))); !slices.Equal(got, []int{0, 0, 0}) {
		t.Errorf("of equal sequences we have %v", got)
	}
	nan := float32(math.NaN())
	if got := p.best(b, []float32{nan, nan, nan, nan, nan}); labels[got[0]][0] == 'I' {
		t.Errorf("a name begins in its middle")
	}
}

func TestNamesOfLabels(t *testing.T) {
	labels := []string{"O", "B-PER", "I-PER", "B-LOC", "I-LOC"}
	b, err := newBIO(labels)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		labels string
		want   []Name
	}{
		{"O O", nil},
		{"B-PER I-PER O B-LOC", []Name{{5, 7, "PER"}, {8, 9, "LOC"}}},
		{"B-LOC B-LOC I-LOC", []Name{{5, 6, "LOC"}, {6, 8, "LOC"}}},
	} {
		var seq []int
		for _, l := range strings.Fields(c.labels) {
			seq = append(seq, slices.Index(labels, l))
		}
		if got := b.names(nil, seq, 5); !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: %v, want %v", c.labels, got, c.want)
		}
	}
}

func TestNameLabels(t *testing.T) {
	for _, c := range []struct{ labels, err string }{
		{"O B-PER I-PER", ""},
		{"B-PER I-PER", "no O"},
		{"O PER", `entry 1, "PER"`},
		{"O B-", `entry 1, "B-"`},
	} {
		_, err := newBIO(strings.Fields(c.labels))
		if c.err == "" && err != nil || c.err != "" && (err == nil || !strings.Contains(err.Error(), c.err)) {
			t.Errorf("%s: %v, want %q", c.labels, err, c.err)
		}
	}
}
