package segment

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// layout is what the lines of a text say about its sentences.
type layout struct {
	headline int   // end of the headline; 0 when there is none
	breaks   []int // bytes where a line starts that goes on with no sentence, ascending
}

// line is one line of the text without the space around it.
type line struct {
	start, end int
	runes      int
	blank      bool // a blank line, or the start of a page or paragraph, comes before it
}

// Lines are wrapped by hand or by machine somewhere between these widths.
// Shorter ones are lists and addresses, longer ones whole paragraphs.
const (
	narrowest = 40
	widest    = 132
)

// longestHeadline is how many characters a line may have to be a headline.
const longestHeadline = 200

// readLayout finds the headline and the breaks of s[from:]. A line break is no
// break of the text where lines are wrapped at a width: there the line that
// ends had no room for the first word of the next.
func readLayout(s string, from int, heading string, lex *lexicon) layout {
	lines := readLines(s, from)
	var lay layout
	width := wrapWidth(lines)
	for i, l := range lines {
		if i == 0 {
			continue
		}
		if l.blank || lay.parts(s, lines[i-1], l, width, lex) {
			lay.breaks = append(lay.breaks, l.start)
		}
	}
	if len(lines) < 2 {
		return lay
	}
	first := lines[0]
	words := s[first.start:first.end]
	switch {
	case first.runes > longestHeadline || !strings.ContainsFunc(words, isLetter):
	case heading != "" && words == strings.TrimSpace(heading):
		lay.headline = first.end
		if len(lay.breaks) == 0 || lay.breaks[0] != lines[1].start {
			lay.breaks = slices.Insert(lay.breaks, 0, lines[1].start)
		}
	case lines[1].blank && !strings.HasSuffix(strings.TrimRightFunc(words, isCloser), "."):
		lay.headline = first.end
	}
	return lay
}

// readLines lists the lines of s[from:] that are not blank.
func readLines(s string, from int) []line {
	var lines []line
	cur := line{start: -1}
	blank, feeds := false, 0
	flush := func() {
		if cur.start >= 0 {
			lines = append(lines, cur)
			blank = false
			feeds = 0
		}
		cur = line{start: -1}
	}
	for i := from; i < len(s); {
		r, w := decode(s, i)
		switch r {
		case '\n', '\u0085', '\u2028', '\r', '\v':
			if r == '\r' && i+1 < len(s) && s[i+1] == '\n' {
				w = 2
			}
			flush()
			feeds++
			blank = blank || feeds > 1
		case '\f', '\u2029':
			flush()
			blank = true
		default:
			if isSpace(r) || isInvisible(r) {
				break
			}
			if cur.start < 0 {
				cur.start, cur.blank = i, blank && len(lines) > 0
			} else {
				cur.runes += utf8.RuneCountInString(s[cur.end:i])
			}
			cur.end = i + w
			cur.runes++
		}
		i += w
	}
	flush()
	return lines
}

// wrapWidth is the width at which the lines are wrapped, or 0 if they are not.
// One line in ten may be longer, as addresses and tables are.
func wrapWidth(lines []line) int {
	var sizes []int
	for i, l := range lines {
		if i > 0 && !l.blank || i+1 < len(lines) && !lines[i+1].blank {
			sizes = append(sizes, l.runes)
		}
	}
	if len(sizes) == 0 {
		return 0
	}
	slices.Sort(sizes)
	w := sizes[len(sizes)-1-len(sizes)/10]
	if w < narrowest || w > widest {
		return 0
	}
	return w
}

// parts reports whether the line break between a and b, which no blank line
// marks, parts two sentences.
func (layout) parts(s string, a, b line, width int, lex *lexicon) bool {
	above, below := s[a.start:a.end], s[b.start:b.end]
	first := firstWord(below)
	last := lastWord(above)
	ends := endsInStop(above) || strings.HasSuffix(above, ":")
	if isBullet(below) && (ends || strings.HasSuffix(above, ";") || isBullet(above) || width == 0) {
		return true
	}
	goesOn := strings.HasSuffix(above, ",") || lex.open.fold(last)
	if width > 0 && a.runes+1+utf8.RuneCountInString(first) > width {
		// Wrapped: only a word that begins sentences can say otherwise.
		return !goesOn && !ends && lex.starters.has(first) && first != "The" && first != "I" && len(first) > 1
	}
	if ends {
		return true
	}
	return !goesOn && !isLower(runeAt(below, 0, len(below)))
}

// endsInStop reports whether a sentence ends where s ends.
func endsInStop(s string) bool {
	for s != "" {
		r := runeBefore(s, 0, len(s))
		if isStop(r) {
			return true
		}
		if !isCloser(r) {
			return false
		}
		s = s[:len(s)-utf8.RuneLen(r)]
	}
	return false
}

// isBullet reports whether a line starts like an item of a list.
func isBullet(s string) bool {
	r, w := decode(s, 0)
	if strings.ContainsRune("•‣▪●◦·*-–—", r) {
		return w < len(s) && isSpace(runeAt(s, w, len(s)))
	}
	n := 0
	for n < len(s) && n < 3 && isDigit(rune(s[n])) {
		n++
	}
	return n > 0 && n+1 < len(s) && (s[n] == '.' || s[n] == ')') && s[n+1] == ' '
}

func firstWord(s string) string {
	if i := strings.IndexFunc(s, isSpace); i >= 0 {
		return s[:i]
	}
	return s
}

func lastWord(s string) string { return s[strings.LastIndexFunc(s, isSpace)+1:] }
