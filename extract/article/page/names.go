package page

import (
	"strings"
	"unicode/utf8"

	"parley/extract/article/draft"
)

// joinNames is the names, each once, joined.
func joinNames(names []string) string {
	var out []string
	seen := map[string]bool{}
	for _, n := range names {
		k := squeeze(n)
		if n == "" || seen[k] {
			continue
		}
		seen[k] = true
		out = append(out, n)
	}
	return strings.Join(out, ", ")
}

// cleanSite is the name of a publisher, or empty where s is an address, a
// notice of copyright or a byline.
func cleanSite(s string) string {
	s = draft.Line(unescape(s))
	s = strings.TrimPrefix(s, "@")
	if strings.Contains(s, "://") || strings.Contains(s, "©") || strings.Contains(strings.ToLower(s), "copyright") || strings.HasPrefix(strings.ToLower(s), "by ") || utf8.RuneCountInString(s) > 80 {
		return ""
	}
	return s
}
