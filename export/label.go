package export

import (
	"fmt"
	"math/bits"
	"slices"
	"strings"

	"parley/schema"
)

// labelled is how many meetings are written on each line of a picture of that
// many: the more lines, the less. Then there is only room for what tells that
// a meeting did not come about.
func labelled(lines int) int {
	switch {
	case lines > 80:
		return 0
	case lines > 40:
		return 1
	}
	return 3
}

// labelOf is what is written on a line: each meeting's place and date, or how
// many meetings there are and the last of them.
func labelOf(model *schema.Model, b bundle, most int) []string {
	if b.predicate == "participant" { // the meeting's node says it all
		return nil
	}
	var out []string
	mark := markOf(model, b.status)
	meeting := ofMeeting(b.predicate)
	if !meeting {
		caption := shorten(clean(predicateCaption(model, b.predicate)), maxMark)
		mark = strings.TrimSpace(caption + " " + parenthesized(mark))
	}
	switch {
	case mark == "":
	case most > 0 || !meeting:
		out = append(out, mark)
	case strokeOf(model, b.status).struck: // the dashes of the others tell enough
		out = append(out, "×")
	}
	var items []string
	for _, e := range b.edges {
		if s := joined([]string{shorten(clean(e.Place), 28), day(clean(e.Date))}); s != "" {
			items = append(items, s)
		}
	}
	items = slices.Compact(items)
	if len(items) <= most+1 && most > 1 {
		most = len(items) // "and 1 more" takes as much room as the one
	}
	switch {
	case most == 0 || len(items) == 0:
	case len(items) <= most:
		for _, s := range items {
			out = append(out, wrapParts(s, 26)...)
		}
	default:
		last := ""
		for _, e := range b.edges {
			last = max(last, e.Date)
		}
		out = append(out, fmt.Sprintf("%d times", len(b.edges)))
		if last != "" {
			out = append(out, "last "+day(clean(last)))
		}
	}
	return out
}

// widthOf grows with each doubling of the documents: 1, 2, 4, 8, 16 and more.
func widthOf(documents int) float64 {
	return [...]float64{1, 1.8, 2.6, 3.4, 4.2}[bits.Len(uint(min(max(documents, 1), 16)))-1]
}

func parenthesized(s string) string {
	if s == "" {
		return ""
	}
	return "(" + s + ")"
}
