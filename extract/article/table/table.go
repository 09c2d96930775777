// Package table reads articles out of records with fields: rows of CSV and TSV
// files, objects of JSON. Which field means what is told by a [Map], or
// guessed from the usual names.
package table

import (
	_ "embed"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"unicode"

	"parley/extract/article/dates"
	"parley/extract/article/draft"
	"parley/extract/article/page"
)

//go:embed fields.txt
var fieldFile string

// ErrNoText says that a record has no text, by any name that is known.
var ErrNoText = errors.New("holds the text")

// fields are the fields of an article that a record can have.
var fields = []string{"id", "text", "title", "published", "publisher", "author", "url", "language"}

// usual are the usual names of each field, the better ones first.
var usual = sync.OnceValue(func() map[string][]string {
	m := map[string][]string{}
	for line := range strings.Lines(fieldFile) {
		f := strings.Fields(line)
		if len(f) < 2 || strings.HasPrefix(line, "#") {
			continue
		}
		for _, name := range f[1:] {
			m[f[0]] = append(m[f[0]], plain(name))
		}
	}
	return m
})

// Map says which column or key holds which field of an article.
type Map map[string]string

// ParseMap reads "text=body,published=date".
func ParseMap(s string) (Map, error) {
	m := Map{}
	if s == "" {
		return m, nil
	}
	for part := range strings.SplitSeq(s, ",") {
		field, name, ok := strings.Cut(part, "=")
		field, name = strings.TrimSpace(field), strings.TrimSpace(name)
		if !ok || name == "" || !slices.Contains(fields, field) {
			return nil, fmt.Errorf("%q is not FIELD=NAME with a field of %s", part, strings.Join(fields, ", "))
		}
		m[field] = name
	}
	return m, nil
}

// String is the map as ParseMap reads it.
func (m Map) String() string {
	var parts []string
	for _, f := range fields {
		if m[f] != "" {
			parts = append(parts, f+"="+m[f])
		}
	}
	return strings.Join(parts, ",")
}

// Guess is m, filled up from the names that there are. A name stands for one
// field only; those that m names are taken as they are.
func (m Map) Guess(names []string) Map {
	out := Map{}
	used := map[string]bool{}
	for f, n := range m {
		out[f] = n
		used[n] = true
	}
	for _, f := range fields {
		if out[f] != "" {
			continue
		}
	search:
		for _, want := range usual()[f] {
			for _, n := range names {
				last := n[strings.LastIndexByte(n, '.')+1:]
				if !used[n] && (plain(n) == want || last != n && f != "id" && plain(last) == want && want != "name") {
					out[f] = n
					used[n] = true
					break search
				}
			}
		}
	}
	return out
}

// plain is a name without case and without what joins words.
func plain(s string) string {
	return strings.Map(func(r rune) rune {
		if r == ' ' || r == '-' || r == '_' || r == '.' || r == ':' || r == '\ufeff' {
			return -1
		}
		return unicode.ToLower(r)
	}, s)
}

// Draft is the article of a record: get is the value of a name. Text that is
// HTML is read as such. kind names the record: "column", "key".
func (m Map) Draft(get func(name string) string, kind string) (draft.Draft, error) {
	var d draft.Draft
	s := get(m["text"])
	if m["text"] == "" {
		return d, fmt.Errorf("no %s %w: say --map text=NAME", kind, ErrNoText)
	}
	if page.LooksLike(s) {
		var err error
		if d, err = page.Fragment(s); err != nil {
			return d, err
		}
	} else {
		d.Text = strings.ReplaceAll(s, "\r\n", "\n")
	}
	d.ID = draft.Line(get(m["id"]))
	for _, f := range fields[2:] {
		name := m[f]
		if name == "" {
			continue
		}
		v := get(name)
		if f == "published" {
			v, _ = dates.Day(v)
		}
		d.Tell(f, v, kind+" "+name)
	}
	return d, nil
}
