package article

import (
	"strings"
	"unicode/utf8"

	"parley/extract/article/wire"
)

const bom = "\ufeff"

// parseText is an article of a text file. If the first lines, up to an empty
// one, are all of the form "Key: value" with keys that we know, they are its
// header and the text goes on after it. Else its title is its first line, if
// that stands alone: short, without a full stop, an empty line after it.
func parseText(s string) (a Article) {
	a.Text = s
	start := 0
	if strings.HasPrefix(s, bom) {
		start = len(bom)
	}
	a.Body = start
	if header, after := headerBlock(s[start:]); header != nil {
		a.Title, a.Published, a.Publisher, a.URL, a.Language = header["title"], header["date"], header["publisher"], header["url"], header["language"]
		a.Body = start + after
	}
	if a.Title == "" {
		a.Title = titleLine(s[a.Body:])
	}
	return a
}

// headerKeys are the keys of a header block, and what they mean.
var headerKeys = map[string]string{
	"title": "title", "date": "date", "published": "date", "publisher": "publisher", "source": "publisher", "url": "url", "language": "language",
}

// headerBlock is the header of s and the byte after it, or nil.
func headerBlock(s string) (map[string]string, int) {
	header := map[string]string{}
	at := 0
	for at < len(s) && at < 1<<14 {
		line, rest, _ := strings.Cut(s[at:], "\n")
		next := len(s) - len(rest)
		line = strings.TrimSpace(line)
		if line == "" {
			if len(header) == 0 {
				return nil, 0
			}
			return header, next
		}
		key, value, ok := strings.Cut(line, ":")
		name := headerKeys[strings.ToLower(strings.TrimSpace(key))]
		if !ok || name == "" || header[name] != "" {
			return nil, 0
		}
		header[name] = strings.TrimSpace(value)
		at = next
	}
	return nil, 0
}

// titleLine is the first line of s if it stands alone, or above a date.
func titleLine(s string) string {
	line, rest, more := strings.Cut(strings.TrimLeft(s, " \t\r\n"), "\n")
	line = strings.TrimSpace(line)
	next, _, _ := strings.Cut(rest, "\n")
	last, _ := utf8.DecodeLastRuneInString(line)
	if !more || line == "" || strings.TrimSpace(next) != "" && wire.Day(next, "") == "" || strings.TrimSpace(rest) == "" || utf8.RuneCountInString(line) > 200 || last == '.' {
		return ""
	}
	return line
}
