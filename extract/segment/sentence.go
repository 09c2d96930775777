package segment

import (
	"strings"

	"parley/extract/text"
)

// splitter groups tokens into sentences.
type splitter struct {
	lex    *lexicon
	s      string
	tokens []text.Token
	limit  int  // the tokens of the paragraph in hand end here
	quoted bool // a straight quotation mark stands open in this paragraph
}

// group lays sentences over the tokens of s.
func group(lex *lexicon, s string, tokens []text.Token, lay layout) []text.Sentence {
	sp := &splitter{lex: lex, s: s, tokens: tokens}
	out := make([]text.Sentence, 0, len(tokens)/15+4)
	add := func(a, b, paragraph int, headline bool) {
		if a < b {
			out = append(out, text.Sentence{
				Span:  text.Span{Start: tokens[a].Start, End: tokens[b-1].End},
				First: a, Last: b, Paragraph: paragraph, Headline: headline,
			})
		}
	}
	breaks := lay.breaks
	for i, paragraph := 0, 0; i < len(tokens); paragraph++ {
		for len(breaks) > 0 && breaks[0] <= tokens[i].Start {
			breaks = breaks[1:]
		}
		sp.limit = len(tokens)
		if len(breaks) > 0 {
			for sp.limit = i; sp.limit < len(tokens) && tokens[sp.limit].Start < breaks[0]; {
				sp.limit++
			}
		}
		if tokens[i].Start < lay.headline {
			add(i, sp.limit, paragraph, true)
			i = sp.limit
			continue
		}
		sp.quoted = false
		if end := sp.label(i); end > i {
			add(i, end, paragraph, false)
			i = end
		}
		for i < sp.limit {
			end := sp.sentence(i)
			add(i, end, paragraph, false)
			i = end
		}
	}
	return out
}

// form is the text of token i, or "" outside the paragraph.
func (sp *splitter) form(i int) string {
	if i < 0 || i >= sp.limit {
		return ""
	}
	return sp.s[sp.tokens[i].Start:sp.tokens[i].End]
}

// firstRune is the first character of token i, or 0 outside the paragraph.
func (sp *splitter) firstRune(i int) rune {
	w := sp.form(i)
	return runeAt(w, 0, len(w))
}

// glued reports whether no space stands before token i.
func (sp *splitter) glued(i int) bool {
	return i > 0 && i < sp.limit && sp.tokens[i].Start == sp.tokens[i-1].End
}

// sentence is the end of the sentence that starts with token i.
func (sp *splitter) sentence(i int) int {
	for k := i; k < sp.limit; k++ {
		w := sp.form(k)
		if w == `"` || w == "''" || w == "``" {
			sp.quoted = !sp.quoted
			continue
		}
		stop := isStopToken(w)
		if stop && k == i && (w[0] == '.' || w == "…") && sp.glued(k+1) {
			continue // "...and so it ended": nothing ends before it has begun
		}
		if !stop && (len(w) < 2 || w[len(w)-1] != '.') {
			continue
		}
		end := sp.closers(k + 1)
		if end == sp.limit {
			return end
		}
		if stop && sp.ends(i, k, end) || !stop && sp.abbreviationEnds(i, k, end) {
			for ; k < end; k++ {
				if w := sp.form(k); w == `"` || w == "''" || w == "``" {
					sp.quoted = !sp.quoted
				}
			}
			return end
		}
	}
	return sp.limit
}

// isStopToken reports whether a token is nothing but full stops, question and
// exclamation marks and the like.
func isStopToken(w string) bool {
	if !isStop(runeAt(w, 0, len(w))) {
		return false
	}
	return w != ".." && strings.IndexFunc(w, func(r rune) bool { return !isStop(r) }) < 0
}

// closers skips the quotation marks and brackets that close after the end of a
// sentence, from token k on.
func (sp *splitter) closers(k int) int {
	for ; k < sp.limit; k++ {
		w := sp.form(k)
		r, n := decode(w, 0)
		if w == "[" && strings.Trim(sp.form(k+1), "0123456789") == "" && sp.form(k+1) != "" && sp.form(k+2) == "]" {
			k += 2 // the number of a footnote belongs to what it stands behind
			continue
		}
		if !isCloser(r) || n < len(w) && w != "''" && w != "’’" {
			break
		}
		if !sp.glued(k) && !(w == `"` && sp.quoted) {
			break
		}
		if strings.ContainsRune("“‘", r) {
			// a closing mark only where something has gone wrong with quotes
			if sp.glued(k + 1) {
				break
			}
		}
		if (w == `"` || w == "'") && sp.glued(k+1) && isWord(runeAt(sp.form(k+1), 0, len(sp.form(k+1)))) && !sp.quoted {
			break // it opens the next sentence
		}
	}
	return k
}

// ends reports whether the stop at token k, with its closers up to end, ends
// the sentence that starts at token first. Token end is in the paragraph.
func (sp *splitter) ends(first, k, end int) bool {
	w, next := sp.form(k), sp.form(end)
	r := runeAt(next, 0, len(next))
	closed := end > k+1
	switch {
	case strings.ContainsRune(",;:)]}%", r):
		return false
	case isStop(r):
		return next != "." && !sp.glued(end) && sp.glued(end+1) // "left. ...and so"
	case isLower(r):
		// Some writers begin sentences small; but behind a short capitalised
		// word the stop more likely belongs to an abbreviation we do not know.
		last := sp.form(k - 1)
		short := len(last) <= 5 && isUpper(sp.firstRune(k-1)) && !isUpper(runeBefore(last, 0, len(last)))
		return w == "." && !closed && !sp.glued(end) && !(short && k-1 > first)
	case closed && w != "." && sp.reported(end):
		return false
	}
	return true
}

// reported reports whether the words from token k on tell who said what stands
// before them: "Really?" Lindqvist asked.
func (sp *splitter) reported(k int) bool {
	for n := 0; n < 4 && k+n < sp.limit; n++ {
		w := sp.form(k + n)
		if n > 0 && sp.lex.reporting.has(w) {
			return true
		}
		if !isUpper(runeAt(w, 0, len(w))) {
			return false
		}
	}
	return false
}

// abbreviationEnds reports whether the abbreviation at token k, with closers up
// to end, is also the end of a sentence.
func (sp *splitter) abbreviationEnds(first, k, end int) bool {
	w, next := sp.form(k), sp.form(end)
	stem := w[:len(w)-1]
	class := sp.lex.abbreviation(stem)
	if class == notAbbr && isAcronym(stem) {
		class = final // U.S., Ph.D.
	}
	if class != final {
		return false
	}
	if end > k+1 && (sp.form(k+1) == ")" || sp.form(k+1) == "]") {
		return false
	}
	if next == "“" || next == `"` && !sp.quoted {
		return !isLower(sp.firstRune(end+1)) && !sp.glued(end)
	}
	return sp.lex.starters.has(next)
}
