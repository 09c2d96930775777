// Package markdown reads Markdown (CommonMark) as an article: its
// text without marks, its first heading as title, its front matter as what is
// known about it.
package markdown

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/yuin/goldmark"
	"go.yaml.in/yaml/v3"

	"parley/extract/article/draft"
	"parley/extract/article/page"
	"parley/extract/article/table"
)

// deepest is more than any text nests its quotes and lists.
const deepest = 100

// Read is the article of a Markdown text.
func Read(s string) (draft.Draft, error) {
	front, body := frontMatter(s)
	if err := nesting(body); err != nil {
		return draft.Draft{}, err
	}
	var html bytes.Buffer
	if err := goldmark.New().Convert([]byte(body), &html); err != nil {
		return draft.Draft{}, fmt.Errorf("not readable as Markdown: %w", err)
	}
	d, err := page.Fragment(html.String())
	if err != nil {
		return d, err
	}
	m := table.Map{"text": "-"}.Guess(front.Names())
	known, err := m.Draft(front.Get, "front matter")
	if err != nil {
		return d, err
	}
	for _, f := range []struct{ name, value string }{
		{draft.Title, known.Title}, {draft.Published, known.Published}, {draft.Publisher, known.Publisher},
		{draft.Author, known.Author}, {draft.URL, known.URL}, {draft.Language, known.Language},
	} {
		d.Tell(f.name, f.value, known.From[f.name])
	}
	if head, rest, ok := firstHeading(html.String(), d.Text); ok {
		d.Tell(draft.Title, head, "heading")
		if d.Title == head {
			d.Text = rest
		}
	}
	return d, nil
}

// firstHeading is the heading that a text begins with, and the text after it.
func firstHeading(html, text string) (string, string, bool) {
	if !strings.HasPrefix(html, "<h1") {
		return "", "", false
	}
	head, rest, _ := strings.Cut(text, "\n\n")
	return head, rest, true
}

// frontMatter is the YAML between lines of three hyphens that s begins with,
// and what follows.
func frontMatter(s string) (table.Object, string) {
	s = strings.ReplaceAll(strings.TrimPrefix(s, "\ufeff"), "\r\n", "\n")
	rest, ok := strings.CutPrefix(s, "---\n")
	if !ok {
		return nil, s
	}
	head, body, ok := strings.Cut(rest, "\n---")
	if !ok || len(head) > 1<<16 || strings.ContainsAny(head, "&*") && strings.Contains(head, ": *") {
		return nil, s
	}
	var v map[string]any
	if yaml.Unmarshal([]byte(head), &v) != nil {
		return nil, s
	}
	o := table.Object{}
	for k, x := range v {
		switch x := x.(type) {
		case []any:
			var parts []string
			for _, p := range x {
				parts = append(parts, fmt.Sprint(p))
			}
			o[k] = strings.Join(parts, ", ")
		case interface{ Format(string) string }:
			o[k] = x.Format("2006-01-02")
		case map[string]any:
		default:
			o[k] = fmt.Sprint(x)
		}
	}
	return o, strings.TrimPrefix(body, "\n")
}

// mostMarks is more than any paragraph has of one mark: the time that they
// take grows with their square.
const mostMarks = 1000

// nesting is an error where a line opens more quotes and lists than deepest,
// or a paragraph has more marks than mostMarks.
func nesting(s string) error {
	n := 0
	var marks [256]int
	for line := range strings.Lines(s) {
		n++
		if strings.TrimSpace(line) == "" {
			clear(marks[:])
		}
		for i := range len(line) {
			if c := line[i]; strings.IndexByte("[]!*_`<&", c) >= 0 {
				if marks[c]++; marks[c] > mostMarks {
					return fmt.Errorf("line %d: more than %d of %q in one paragraph", n, mostMarks, c)
				}
			}
		}
		depth := 0
		for i := range len(line) {
			c := line[i]
			marker := c == '>' || (c == '-' || c == '*' || c == '+') && i+1 < len(line) && line[i+1] == ' '
			if !marker && c != ' ' && c != '\t' {
				break
			}
			if marker {
				depth++
			}
			if depth > deepest {
				return fmt.Errorf("line %d nests deeper than %d", n, deepest)
			}
		}
	}
	return nil
}

// LooksLike says whether a text has the marks of Markdown: front matter, or
// headings and links as Markdown has them.
func LooksLike(s string) bool {
	s = strings.TrimPrefix(s, "\ufeff")
	if front, _ := frontMatter(s); len(front) > 0 {
		return true
	}
	marks := 0
	for line := range strings.Lines(s) {
		h := strings.TrimLeft(line, "#")
		if n := len(line) - len(h); n > 0 && n < 7 && strings.HasPrefix(h, " ") {
			marks++
		}
		if i := strings.Index(line, "]("); i > 0 && strings.Contains(line[i:], ")") {
			marks++
		}
	}
	return strings.HasPrefix(s, "# ") || marks > 2
}
