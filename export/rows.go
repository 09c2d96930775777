package export

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"parley/graph"
)

// mostRows is how many rows, and how many cards in a column, a chart has.
const mostRows = 40

// chosen is a note on how many rows of all are shown, if not all.
func chosen(shown, all int) []string {
	if shown == all {
		return nil
	}
	return []string{fmt.Sprintf("%d of %d shown: those that most documents tell of, the latest told first.", shown, all)}
}

// ranked is the most of all, by the number of documents in evidence; of what
// equally many tell, those told last. What is equal in both stays in order.
func ranked[T any](all []T, evidence func(T) []graph.Evidence, most int) []T {
	if len(all) <= most {
		return all
	}
	type weight struct {
		documents int
		last      string
	}
	weights := make([]weight, len(all))
	order := make([]int, len(all))
	for i, x := range all {
		order[i] = i
		weights[i].documents = len(documentsBehind(evidence(x)))
		for _, ev := range evidence(x) {
			weights[i].last = max(weights[i].last, ev.Published)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int {
		return cmp.Or(weights[b].documents-weights[a].documents, strings.Compare(weights[b].last, weights[a].last))
	})
	out := make([]T, most)
	for k, i := range order[:most] {
		out[k] = all[i]
	}
	return out
}

// sentences adds the first sentences to a tooltip.
func (f *Facts) sentences(lines []string, all []graph.Evidence) string {
	per := onePerDocument(all)
	for _, ev := range per[:min(3, len(per))] {
		lines = append(lines, sentenceOf(ev))
	}
	if n := len(per) - 3; n > 0 {
		lines = append(lines, fmt.Sprintf("… and %d more", n))
	}
	return strings.Join(lines, "\n")
}
