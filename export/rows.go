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
	return []string{fmt.Sprintf("%d of %d shown: those that most documents tell of.", shown, all)}
}

// ranked is the most of all, by weight; what weighs the same stays in order.
func ranked[T any](all []T, weight func(T) int, most int) []T {
	if len(all) <= most {
		return all
	}
	all = slices.Clone(all)
	slices.SortStableFunc(all, func(a, b T) int { return cmp.Compare(weight(b), weight(a)) })
	return all[:most]
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
