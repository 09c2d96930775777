// Package feed reads the entries of RSS, Atom and JSON feeds as articles. An
// entry's text is its whole content; where the feed has a summary only, that
// is the text and the article's kind says so.
package feed

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/mmcdole/gofeed"

	"parley/extract/article/charset"
	"parley/extract/article/dates"
	"parley/extract/article/draft"
	"parley/extract/article/page"
)

// Read is the entries of a feed, in its order. declared is the encoding that
// its source gives, or empty.
func Read(b []byte, declared string) ([]draft.Draft, error) {
	f, err := parse(b, declared)
	if err != nil {
		return nil, err
	}
	kind := strings.ToUpper(f.FeedType)
	var out []draft.Draft
	for i, it := range f.Items {
		s, summary := it.Content, false
		if short(s) {
			s, summary = it.Description, true
		}
		d, err := page.Fragment(s)
		if err != nil {
			return nil, fmt.Errorf("entry %d: %w", i+1, err)
		}
		d.Name = fmt.Sprint(i + 1)
		if summary {
			d.Kind = "summary"
		}
		tell(&d, f, it, kind)
		out = append(out, d)
	}
	return out, nil
}

// Entry is what a feed tells of an article that is elsewhere.
type Entry struct {
	Title, URL, Published string
}

// Entries lists the articles of a feed that have an address.
func Entries(b []byte, declared string) ([]Entry, error) {
	f, err := parse(b, declared)
	if err != nil {
		return nil, err
	}
	var out []Entry
	for _, it := range f.Items {
		if it.Link != "" {
			day, _ := dates.Day(it.Published)
			out = append(out, Entry{draft.Line(it.Title), it.Link, day})
		}
	}
	return out, nil
}

func parse(b []byte, declared string) (*gofeed.Feed, error) {
	if t := bytes.TrimLeft(bytes.TrimPrefix(b, []byte("\ufeff")), " \t\r\n"); len(t) > 0 && t[0] == '<' {
		if err := nesting(t); err != nil {
			return nil, err
		}
		b = t
	}
	f, err := gofeed.NewParser().Parse(bytes.NewReader(b))
	if err != nil {
		// What it says of its encoding may be wrong.
		s, name := charset.Decode(b, declared)
		if name != "utf-8" || !strings.Contains(s, "<?xml") {
			return nil, fmt.Errorf("not readable as a feed: %w", err)
		}
		_, rest, ok := strings.Cut(s, "?>")
		if !ok {
			return nil, fmt.Errorf("not readable as a feed: %w", err)
		}
		if f, err = gofeed.NewParser().ParseString(rest); err != nil {
			return nil, fmt.Errorf("not readable as a feed: %w", err)
		}
	}
	return f, nil
}

// deepest is more than any feed nests: parsers call themselves for each level.
const deepest = 256

// nesting is an error if the elements of b nest deeper than deepest. It looks
// at angle brackets only, which errs on the safe side.
func nesting(b []byte) error {
	depth := 0
	for i := 0; i < len(b); i++ {
		if b[i] != '<' || i+1 == len(b) {
			continue
		}
		switch {
		case bytes.HasPrefix(b[i:], []byte("<![CDATA[")):
			end := bytes.Index(b[i:], []byte("]]>"))
			if end < 0 {
				return nil
			}
			i += end
		case b[i+1] == '/':
			depth--
		case b[i+1] == '!' || b[i+1] == '?':
		default:
			end := bytes.IndexByte(b[i:], '>')
			if end > 0 && b[i+end-1] == '/' {
				continue
			}
			if depth++; depth > deepest {
				return fmt.Errorf("elements nest deeper than %d", deepest)
			}
		}
	}
	return nil
}

// short says whether s has hardly any text.
func short(s string) bool { return len(strings.TrimSpace(s)) < 40 }

func tell(d *draft.Draft, f *gofeed.Feed, it *gofeed.Item, kind string) {
	d.Tell(draft.Title, unescape(it.Title), kind+" title")
	if day, ok := dates.Day(it.Published); ok {
		d.Tell(draft.Published, day, kind+" published")
	}
	if day, ok := dates.Day(it.Updated); ok {
		if !d.Tell(draft.Updated, day, kind+" updated") || d.Published == "" {
			d.Tell(draft.Published, day, kind+" updated")
		}
	}
	var names []string
	for _, a := range it.Authors {
		if a != nil && a.Name != "" {
			names = append(names, a.Name)
		}
	}
	d.Tell(draft.Author, strings.Join(names, ", "), kind+" author")
	if it.DublinCoreExt != nil && len(it.DublinCoreExt.Publisher) > 0 {
		d.Tell(draft.Publisher, it.DublinCoreExt.Publisher[0], kind+" dc:publisher")
	}
	d.Tell(draft.Publisher, unescape(f.Title), kind+" title of the feed")
	if strings.Contains(it.Link, "://") {
		d.Tell(draft.URL, it.Link, kind+" link")
	} else if strings.Contains(it.GUID, "://") {
		d.Tell(draft.URL, it.GUID, kind+" guid")
	}
	d.Tell(draft.Language, strings.ToLower(f.Language), kind+" language")
}

// unescape is a title without markup.
func unescape(s string) string {
	if !strings.ContainsAny(s, "<&") {
		return s
	}
	if d, err := page.Fragment(s); err == nil && d.Text != "" {
		return d.Text
	}
	return s
}
