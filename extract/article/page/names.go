package page

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"parley/extract/article/draft"
)

// cleanAuthor is the name in a byline, or empty if it is none: an address, a
// handle, a date.
func cleanAuthor(s string) string {
	s = draft.Line(unescape(s))
	for _, p := range []string{"written by ", "posted by ", "published by ", "reported by ", "story by ", "words by ", "text by ", "by: ", "by ", "von ", "par ", "por ", "author: ", "autor: "} {
		if len(s) > len(p) && strings.EqualFold(s[:len(p)], p) {
			s = s[len(p):]
			break
		}
	}
	if i := strings.IndexAny(s, "|•·"); i > 0 {
		s = s[:i]
	}
	for _, p := range []string{" on ", ", published", ", updated", " Published", " Updated", " Posted", " am ", " - "} {
		if i := strings.Index(s, p); i > 0 {
			s = s[:i]
		}
	}
	s = strings.Trim(s, " ,;:-–—")
	if strings.Contains(s, "://") || strings.HasPrefix(s, "@") || strings.HasPrefix(s, "www.") || utf8.RuneCountInString(s) > 150 || strings.EqualFold(s, "admin") || strings.EqualFold(s, "author") {
		return ""
	}
	if strings.Contains(s, "@") && !strings.Contains(s, " ") {
		return ""
	}
	letters := strings.IndexFunc(s, unicode.IsLetter) >= 0
	digits := strings.Count(strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) {
			return '0'
		}
		return r
	}, s), "0")
	if !letters || digits > 3 {
		return ""
	}
	return s
}

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
