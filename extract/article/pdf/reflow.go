package pdf

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// reflow makes paragraphs of the pages that pdftotext prints: without what
// stands at the edges of many pages, and whole where a column or page ends in
// the middle of a sentence.
func reflow(pages []string) []string {
	drop := edges(pages)
	var out []string
	for _, p := range pages {
		lines := strings.Split(p, "\n")
		for i, l := range lines {
			if atEdge(lines, i) && drop[unnumbered(l)] || number(l) {
				lines[i] = ""
			}
		}
		for para := range strings.SplitSeq(strings.Join(lines, "\n"), "\n\n") {
			para = join(strings.Split(para, "\n"))
			if para == "" {
				continue
			}
			r, _ := utf8.DecodeRuneInString(para)
			if k := len(out) - 1; k >= 0 && unicode.IsLower(r) && goesOn(out[k]) {
				out[k] = join([]string{out[k], para})
				continue
			}
			out = append(out, para)
		}
	}
	return out
}

// atEdge says whether a line is among the first or last two of a page that
// are not empty.
func atEdge(lines []string, i int) bool {
	before, after := 0, 0
	for _, l := range lines[:i] {
		if strings.TrimSpace(l) != "" {
			if before++; before > 1 {
				break
			}
		}
	}
	for _, l := range lines[i+1:] {
		if strings.TrimSpace(l) != "" {
			if after++; after > 1 {
				break
			}
		}
	}
	return before < 2 || after < 2
}

// edges are the lines at the edges of many pages, without their numbers.
func edges(pages []string) map[string]bool {
	keys := make([][]string, len(pages))
	for n, p := range pages {
		lines := strings.Split(p, "\n")
		for i, l := range lines {
			if k := unnumbered(l); k != "" && atEdge(lines, i) {
				keys[n] = append(keys[n], k)
			}
		}
	}
	return often(keys)
}

func unnumbered(s string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) {
			return -1
		}
		return r
	}, s))
}
