package article

import (
	"bytes"
	"path"
	"slices"
	"strings"

	"parley/extract/article/markdown"
	"parley/extract/article/table"
)

// The formats.
const (
	formatText     = "text"
	formatLines    = "jsonl"
	formatJSON     = "json"
	formatMarkdown = "markdown"
	formatHTML     = "html"
	formatFeed     = "feed"
	formatTable    = "table"
	formatMail     = "mail"
	formatMbox     = "mbox"
	formatPDF      = "pdf"
	formatZip      = "zip"
	formatTar      = "tar"
	formatGzip     = "gzip"
	formatZstd     = "zstd"
	formatWARC     = "warc"
	formatOther    = "" // known to be no article
)

// peek is how much of an input is looked at to tell what it is.
const peek = 8192

// detect tells the format of an input by its first bytes; name counts only
// where they leave it open: text or Markdown, a table or not.
func detect(head []byte, name string, m table.Map) string {
	switch {
	case bytes.HasPrefix(head, []byte("\x1f\x8b")):
		return formatGzip
	case bytes.HasPrefix(head, []byte("\x28\xb5\x2f\xfd")):
		return formatZstd
	case bytes.HasPrefix(head, []byte("PK\x03\x04")), bytes.HasPrefix(head, []byte("PK\x05\x06")):
		return formatZip
	case bytes.HasPrefix(head, []byte("%PDF-")):
		return formatPDF
	case bytes.HasPrefix(head, []byte("WARC/")):
		return formatWARC
	case len(head) > 262 && string(head[257:262]) == "ustar":
		return formatTar
	case binary(head):
		return formatOther
	}
	text := decoded(head)
	trimmed := strings.TrimLeft(strings.TrimPrefix(text, bom), " \t\r\n")
	ext := strings.ToLower(path.Ext(name))
	switch {
	case strings.HasPrefix(trimmed, "{") || strings.HasPrefix(trimmed, "["):
		if f := detectJSON(trimmed, ext); f != "" {
			return f
		}
	case strings.HasPrefix(trimmed, "<"):
		if f := detectMarkup(trimmed); f != "" {
			return f
		}
	case strings.HasPrefix(text, "From ") && isMail(afterLine(text)):
		return formatMbox
	case isMail(text):
		return formatMail
	}
	if slices.Contains(lineExtensions, ext) {
		return formatLines
	}
	if ext == ".csv" || ext == ".tsv" {
		return formatTable
	}
	if _, ok := table.Comma([]byte(text), m); ok && ext != ".txt" && ext != ".text" {
		return formatTable
	}
	if ext == ".md" || ext == ".markdown" || !slices.Contains(textExtensions, ext) && markdown.LooksLike(text) {
		return formatMarkdown
	}
	return formatText
}

// signatures are the beginnings of files that are no articles, and cannot be
// told from text in an odd encoding otherwise.
var signatures = []string{"\x89PNG", "\xff\xd8\xff", "GIF8", "\xd0\xcf\x11\xe0", "\x7fELF", "MZ", "BZh", "\xfd7zXZ", "7z\xbc\xaf", "Rar!", "OggS", "ID3", "wOFF", "wOF2", "RIFF", "\x00\x00\x01\x00", "SQLite format"}

// binary says whether head is of a file that is no text.
func binary(head []byte) bool {
	for _, s := range signatures {
		if bytes.HasPrefix(head, []byte(s)) && (len(s) > 2 || bytes.IndexByte(head, 0) >= 0) {
			return true
		}
	}
	return false
}

// detectJSON tells JSON Lines from one value over several lines. A line that
// begins as an object does is enough: a file of such lines may have bad ones.
func detectJSON(s, ext string) string {
	switch {
	case s[0] == '[':
		rest := strings.TrimLeft(s[1:], " \t\r\n")
		if strings.HasPrefix(rest, "{") {
			return formatJSON
		}
		return ""
	case strings.Contains(s[:min(len(s), 2000)], "https://jsonfeed.org/version/"):
		return formatFeed
	case len(s) > 1 && strings.HasPrefix(strings.TrimLeft(s[1:], " \t"), `"`):
		return formatLines
	case len(s) > 1 && strings.HasPrefix(strings.TrimLeft(s[1:], " \t\r\n"), `"`):
		return formatJSON
	case slices.Contains(lineExtensions, ext):
		return formatLines
	}
	return ""
}

// detectMarkup tells feeds and pages; other XML is no article.
func detectMarkup(s string) string {
	low := strings.ToLower(s)
	for i := 0; i < 40; i++ {
		low = strings.TrimLeft(low, " \t\r\n\ufeff")
		switch {
		case strings.HasPrefix(low, "<?"):
			_, rest, ok := strings.Cut(low, "?>")
			if !ok {
				return formatOther
			}
			low = rest
			if !strings.HasPrefix(strings.TrimLeft(low, " \t\r\n"), "<") {
				return formatHTML
			}
		case strings.HasPrefix(low, "<!--"):
			_, rest, ok := strings.Cut(low, "-->")
			if !ok {
				return formatHTML
			}
			low = rest
		case strings.HasPrefix(low, "<!doctype"):
			if strings.HasPrefix(strings.TrimSpace(low[len("<!doctype"):]), "rss") {
				return formatFeed
			}
			if !strings.HasPrefix(strings.TrimSpace(low[len("<!doctype"):]), "html") { // a document type of its own
				head, rest, _ := strings.Cut(low, ">")
				if strings.Contains(head, "[") {
					_, rest, _ = strings.Cut(low, "]>")
				}
				if low = rest; !strings.HasPrefix(strings.TrimLeft(low, " \t\r\n"), "<") {
					return formatOther
				}
				continue
			}
			return formatHTML
		default:
			return byElement(low, s)
		}
	}
	return formatHTML
}

// feedElements are the root elements of feeds.
var feedElements = []string{"<rss", "<feed", "<rdf:rdf", "<atom:feed"}

func byElement(low, s string) string {
	for _, e := range feedElements {
		if strings.HasPrefix(low, e) {
			return formatFeed
		}
	}
	end := strings.IndexAny(low[1:], " \t\r\n/>")
	if end < 0 {
		return ""
	}
	name := low[1 : end+1]
	if htmlElements[name] {
		return formatHTML
	}
	if strings.HasPrefix(strings.TrimLeft(s, " \t\r\n\ufeff"), "<?xml") {
		return formatXML
	}
	return ""
}

// formatXML is XML of no kind that we read.
const formatXML = "xml"

// htmlElements are those with which pages and pieces of pages begin.
var htmlElements = map[string]bool{
	"html": true, "head": true, "body": true, "meta": true, "title": true, "link": true, "script": true, "style": true, "div": true, "p": true, "h1": true, "h2": true, "h3": true,
	"article": true, "section": true, "main": true, "header": true, "table": true, "span": true, "br": true, "hr": true, "ul": true, "ol": true, "blockquote": true, "center": true,
	"font": true, "b": true, "i": true, "strong": true, "em": true, "a": true, "img": true, "figure": true, "nav": true, "noscript": true, "base": true, "frameset": true, "form": true,
}

// mailHeaders are those by which a message is known.
var mailHeaders = map[string]bool{
	"from": true, "to": true, "subject": true, "date": true, "message-id": true, "mime-version": true, "received": true, "return-path": true,
	"content-type": true, "delivered-to": true, "reply-to": true, "cc": true, "sender": true, "snapshot-content-location": true, "x-mailer": true,
	"content-transfer-encoding": true, "list-id": true, "dkim-signature": true,
}

// isMail says whether s begins with the head of a message: header lines up to
// an empty one, at least three of them known.
func isMail(s string) bool {
	known := 0
	for line := range strings.Lines(s) {
		trimmed := strings.TrimRight(line, "\r\n")
		if trimmed == "" {
			break
		}
		if line[0] == ' ' || line[0] == '\t' {
			if known == 0 {
				return false
			}
			continue
		}
		key, _, ok := strings.Cut(trimmed, ":")
		if !ok || key == "" || strings.ContainsAny(key, " \t") {
			return len(s) > 4000 && known >= 3 // cut in the middle of a long head
		}
		if mailHeaders[strings.ToLower(key)] {
			known++
		}
	}
	return known >= 3
}

func afterLine(s string) string {
	_, rest, _ := strings.Cut(s, "\n")
	return rest
}
