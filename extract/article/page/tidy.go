package page

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html/atom"
)

// tidy takes away blocks that are no text of the article: lines of links,
// lines that ask or tell of other things, what comes before and after.
func tidy(bs []block) []block {
	var out []block
	for _, b := range bs {
		if b.linkish() || b.phrase() || b.copyright() {
			continue
		}
		out = append(out, b)
	}
	return trim(out)
}

// linkish says whether a block is a link to elsewhere and not text.
func (b block) linkish() bool {
	if b.linked == 0 {
		return false
	}
	share := float64(b.linked) / float64(len(b.text))
	switch {
	case isHeading(b.node):
		return share > 0.8 && b.words > 2
	case within(b.node, tag(atom.Li)):
		return share > 0.7
	}
	return share > 0.8
}

// phrase says whether a short line begins as those of the list do.
func (b block) phrase() bool {
	if b.words > 12 || len(b.text) > 120 {
		return false
	}
	s := strings.ToLower(b.text)
	whole := strings.TrimRight(s, ".:! »>→") + "."
	if lineStarts()[whole] {
		return true
	}
	if isHeading(b.node) && b.words > 4 {
		return false
	}
	for i := range s {
		if i > 0 && !letterAt(s, i) && lineStarts()[s[:i]] {
			return true
		}
	}
	return lineStarts()[s]
}

// copyright says whether a block is a notice of copyright.
func (b block) copyright() bool {
	if b.words > 60 {
		return false
	}
	s := strings.ToLower(b.text)
	for _, begin := range []string{"copyright ", "© ", "©", "(c) "} {
		if rest, ok := strings.CutPrefix(s, begin); ok {
			rest = strings.TrimLeft(rest, "©(c) ")
			return rest != "" && (rest[0] >= '0' && rest[0] <= '9' || strings.Contains(s, "rights reserved"))
		}
	}
	return strings.HasSuffix(strings.TrimRight(s, ". "), "all rights reserved") && b.words < 25
}

func letterAt(s string, i int) bool {
	r, _ := utf8.DecodeRuneInString(s[i:])
	return unicode.IsLetter(r)
}

// trim takes away headings that nothing follows, and short lines before the
// first and after the last running text: dates, names, labels.
func trim(bs []block) []block {
	first, last := -1, -1
	for i, b := range bs {
		if b.running() {
			if first < 0 {
				first = i
			}
			last = i
		}
	}
	if first < 0 {
		return bs
	}
	for first > 0 && (bs[first-1].sentence() || bs[first-1].words >= 8 && bs[first-1].linked == 0) {
		first--
	}
	for last+1 < len(bs) && bs[last+1].sentence() {
		last++
	}
	bs = bs[first : last+1]
	var out []block
	for i, b := range bs {
		if isHeading(b.node) && (i+1 == len(bs) || isHeading(bs[i+1].node) && bs[i+1].node.DataAtom <= b.node.DataAtom) {
			continue
		}
		out = append(out, b)
	}
	return out
}

// sentence says whether a short block may be text: it ends as sentences do.
func (b block) sentence() bool {
	if isHeading(b.node) {
		return false
	}
	if within(b.node, tag(atom.Li, atom.Td, atom.Dd, atom.Pre)) && b.linked == 0 {
		return true
	}
	r, _ := utf8.DecodeLastRuneInString(b.text)
	return b.words >= 3 && strings.ContainsRune(".!?…\"”»’:)", r)
}
