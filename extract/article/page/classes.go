package page

import (
	"strings"

	"golang.org/x/net/html"
)

// longestName is how much of a class, id or role is looked at.
const longestName = 1000

// hasWord says whether the class, id or role of n has a word of the list, or
// two or three together that it joins by hyphens.
func hasWord(n *html.Node, list func() map[string]bool) bool {
	for _, a := range n.Attr {
		if a.Key != "class" && a.Key != "id" && a.Key != "role" {
			continue
		}
		set := list()
		for name := range strings.FieldsSeq(a.Val[:min(len(a.Val), longestName)]) {
			ws := words(name)
			for i, w := range ws {
				if i > 0 && negating[ws[i-1]] {
					continue // "has-sidebar" is no sidebar
				}
				if set[w] || set[open] && begins(w, set) || i+1 < len(ws) && set[w+"-"+ws[i+1]] || i+2 < len(ws) && set[w+"-"+ws[i+1]+"-"+ws[i+2]] {
					return true
				}
			}
		}
	}
	return false
}

// negating are words before which a name tells of what is elsewhere, or not there.
var negating = map[string]bool{"has": true, "with": true, "no": true, "without": true, "js": true, "is": true, "hide": true, "not": true}

// open marks, as an entry of a list, that the list has beginnings of words.
const open = "*"

// begins says whether w begins with a word of the list that ends in an asterisk.
func begins(w string, set map[string]bool) bool {
	for i := 5; i <= len(w); i++ {
		if set[w[:i]+open] {
			return true
		}
	}
	return false
}

// words are the parts of a class, id or role: "relatedArticles js-nav" gives
// related, articles, js, nav.
func words(s string) []string {
	var out []string
	start := -1
	lower := false
	flush := func(i int) {
		if start >= 0 {
			out = append(out, strings.ToLower(s[start:i]))
		}
		start = -1
	}
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c >= 'A' && c <= 'Z':
			if lower {
				flush(i)
			}
			lower = false
		case c >= 'a' && c <= 'z' || c >= 0x80:
			lower = true
		default:
			flush(i)
			lower = false
			continue
		}
		if start < 0 {
			start = i
		}
	}
	flush(len(s))
	return out
}
