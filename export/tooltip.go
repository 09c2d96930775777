package export

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"parley/graph"
	"parley/schema"
)

// tooltipOf tells what a line rests on: for each edge what, where and when,
// how many documents say so, and sentences with publisher and date. It is cut
// where a pointer could no longer hold it; `parley why` shows all.
func tooltipOf(model *schema.Model, b bundle) string {
	var out strings.Builder
	length := 0
	say := func(s string) bool {
		n := utf8.RuneCountInString(s) + 1
		if length+n > maxTooltip {
			return false
		}
		if length > 0 {
			out.WriteByte('\n')
		}
		out.WriteString(s)
		length += n
		return true
	}
	for i, e := range b.edges {
		ok := say(headOf(model, b, e))
		for _, ev := range onePerDocument(e.Evidence) {
			ok = ok && say(sentenceOf(ev))
		}
		if !ok {
			if rest := len(b.edges) - i; rest > 1 {
				out.WriteString(fmt.Sprintf("\n… and %d more", rest-1))
			} else {
				out.WriteString("\n…")
			}
			break
		}
	}
	return out.String()
}

// headOf is the first line about an edge: "met, Geneva, 19 Nov 1985 (3 documents)".
func headOf(model *schema.Model, b bundle, e graph.Edge) string {
	what := predicateCaption(model, b.predicate)
	if b.predicate == "participant" && !model.Real(b.status) { // nobody took part
		what = "meeting"
	}
	if mark := markOf(model, b.status); mark != "" {
		what = mark + " " + what
	}
	said := joined([]string{shorten(clean(what), 2*maxMark), shorten(clean(e.Place), maxCaption), day(clean(e.Date))})
	n := documentsOf([]graph.Edge{e})
	return fmt.Sprintf("%s (%d %s)", said, n, plural(n, "document"))
}

// sentenceOf is "“The two met.” (Le Monde, 20 Nov 1985)".
func sentenceOf(ev graph.Evidence) string {
	s := "“" + shorten(clean(ev.Sentence), 300) + "”"
	by := joined([]string{shorten(clean(ev.Publisher), maxCaption), day(clean(ev.Published))})
	return s + " " + parenthesized(cmp.Or(by, shorten(clean(ev.Document), maxCaption)))
}

// onePerDocument keeps the first sentence of each document: five articles tell
// more than five sentences of one.
func onePerDocument(all []graph.Evidence) []graph.Evidence {
	seen := map[string]bool{}
	return slices.DeleteFunc(slices.Clone(all), func(ev graph.Evidence) bool {
		again := seen[ev.Document]
		seen[ev.Document] = true
		return again
	})
}

func plural(n int, word string) string {
	if n == 1 {
		return word
	}
	return word + "s"
}
