package resolve

import (
	"fmt"
	"maps"
	"slices"
)

// score compares what was joined with what should be.
type score struct{ precision, recall, bcubed float64 }

func (s score) String() string {
	return fmt.Sprintf("pairwise precision %.4f, recall %.4f; B-cubed F1 %.4f", s.precision, s.recall, s.bcubed)
}

// compare scores got against want, the persons of the same sightings, and
// lists the wrong joins and the missing ones.
func compare(got, want []string) (s score, wrong, missing [][2]int) {
	var both, joined, same int
	for i := range got {
		for k := range i {
			g, w := got[i] == got[k], want[i] == want[k]
			switch {
			case g && w:
				both++
			case g:
				wrong = append(wrong, [2]int{k, i})
			case w:
				missing = append(missing, [2]int{k, i})
			}
			if g {
				joined++
			}
			if w {
				same++
			}
		}
	}
	s.precision, s.recall = float64(both)/float64(max(1, joined)), float64(both)/float64(max(1, same))
	var p, r float64
	for i := range got {
		var g, w, b float64
		for k := range got {
			x, y := got[i] == got[k], want[i] == want[k]
			if x {
				g++
			}
			if y {
				w++
			}
			if x && y {
				b++
			}
		}
		p, r = p+b/g, r+b/w
	}
	p, r = p/float64(len(got)), r/float64(len(got))
	s.bcubed = 2 * p * r / (p + r)
	return s, wrong, missing
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

func free(string, string) bool { return false }
