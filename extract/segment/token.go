package segment

import (
	"context"
	"strings"

	"parley/extract/text"
)

// cutter cuts a text into tokens from left to right. No rule looks further
// ahead than the chunk in hand (the text up to the next space), and none looks
// at the same bytes more than a few times.
type cutter struct {
	lex *lexicon
	s   string
	out []text.Token
}

// tokenize cuts s from byte start on.
func tokenize(ctx context.Context, lex *lexicon, s string, start int) ([]text.Token, error) {
	c := &cutter{lex: lex, s: s, out: make([]text.Token, 0, (len(s)-start)/5+8)}
	for i := start; i < len(s); {
		r, w := decode(s, i)
		if isSpace(r) || isInvisible(r) {
			i += w
			continue
		}
		if len(c.out)&0xfff == 0 {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
		}
		end := i + w
		for end < len(s) {
			r, w := decode(s, end)
			if isSpace(r) {
				break
			}
			end += w
		}
		c.chunk(i, end)
		i = end
	}
	return c.out, nil
}

// emit makes s[a:b] the next token.
func (c *cutter) emit(a, b int) {
	if a >= b {
		return
	}
	c.out = append(c.out, text.Token{Span: text.Span{Start: a, End: b}, Norm: plain(c.s[a:b]), Head: text.Root})
}

// chunk cuts s[a:end], which holds no space. Each round of its loop consumes
// at least one rune.
func (c *cutter) chunk(a, end int) {
	if b := c.mailbox(a, end); b > a {
		c.emit(a, b)
		a = b
	} else if end-a <= maxEntry {
		w := c.s[a:end]
		if strings.IndexByte(w, '/') > 0 && c.lex.slashed.fold(w) || len(w) < 5 && c.lex.emoticons.has(w) {
			c.emit(a, end)
			return
		}
	}
	for i := a; i < end; {
		r, w := decode(c.s, i)
		switch {
		case isWord(r):
			if b := c.link(i, end); b > i {
				c.emit(i, b)
				i = b
				break
			}
			i = c.word(i, end)
		case isApostrophe(r):
			i = c.apostrophe(i, end)
		case isInvisible(r):
			i += w
		default:
			i = c.sign(i, end)
		}
	}
}

// link is the end of the internet address that starts at i, or i.
func (c *cutter) link(i, end int) int {
	s := c.s[i:end]
	switch s[0] | 0x20 {
	case 'h', 'w', 'f', 'm':
	default:
		return i
	}
	if !hasPrefixFold(s, "http://") && !hasPrefixFold(s, "https://") && !hasPrefixFold(s, "www.") &&
		!hasPrefixFold(s, "ftp://") && !hasPrefixFold(s, "mailto:") {
		return i
	}
	for end > i { // signs that close the sentence or the bracket around an address
		r := runeBefore(c.s, i, end)
		if !strings.ContainsRune(`.,;:!?)]}>"'”’»…`, r) {
			break
		}
		end -= len(string(r))
	}
	return end
}

// mailbox is the end of the mail address or the @handle that starts the chunk,
// or a.
func (c *cutter) mailbox(a, end int) int {
	s := c.s[a:end]
	at := strings.IndexByte(s, '@')
	if at < 0 || !isWord(runeAt(c.s, a+at+1, end)) {
		return a
	}
	if at > 0 && (!isWord(runeAt(c.s, a, end)) || strings.ContainsAny(s[:at], `"<>()[],;`)) {
		return a
	}
	i := a + at + 1
	for i < end {
		r, w := decode(c.s, i)
		inner := r == '_' || at > 0 && (r == '.' || r == '-') && isWord(runeAt(c.s, i+w, end))
		if !isWord(r) && !inner {
			break
		}
		i += w
	}
	return i
}

// sign cuts one token that begins with neither a letter nor an apostrophe.
func (c *cutter) sign(i, end int) int {
	r, w := decode(c.s, i)
	n := i + w
	next := runeAt(c.s, n, end)
	switch {
	case (r == '.' || r == '+') && isDigit(next) && !isDigit(runeBefore(c.s, 0, i)): // .05, +44
		return c.word(i, end)
	case strings.ContainsRune(".!?-_=*~`+<>^|\\#—", r):
		for n < end {
			q, w := decode(c.s, n)
			if q != r && !(isStop(r) && isStop(q) && r != '.') {
				break
			}
			n += w
		}
		if r == '#' && n == i+1 && isLetter(next) { // a hashtag
			for n < end {
				q, w := decode(c.s, n)
				if !isWord(q) && q != '_' {
					break
				}
				n += w
			}
		}
	case r >= 0x1f1e6 && r <= 0x1f1ff: // two regional indicators are a flag
		if next >= 0x1f1e6 && next <= 0x1f1ff {
			n += 4
		}
	}
	for n < end { // marks and joiners belong to the sign before them
		q, w := decode(c.s, n)
		if !isJoiner(q) {
			break
		}
		n += w
		if q == '\u200d' && n < end {
			if q, w := decode(c.s, n); !isWord(q) {
				n += w
			}
		}
	}
	c.emit(i, n)
	return n
}

// apostrophe cuts one token at an apostrophe that no word has claimed.
func (c *cutter) apostrophe(i, end int) int {
	r, w := decode(c.s, i)
	n := i + w
	if n < end && runeAt(c.s, n, end) == r { // two make a quotation mark
		c.emit(i, n+w)
		return n + w
	}
	if k := c.clitic(i, end); k > 0 {
		c.emit(i, k)
		return k
	}
	j := n
	for j < end && j < n+maxEntry {
		q, w := decode(c.s, j)
		if !isWord(q) {
			break
		}
		j += w
	}
	if r != '‘' || j-n == 2 {
		if word := c.s[n:j]; c.lex.elided.fold(word) || isDecade(word) {
			c.emit(i, j)
			return j
		}
	}
	c.emit(i, n)
	return n
}

// isDecade reports whether word is what follows an apostrophe in '05 or '60s.
func isDecade(word string) bool {
	return len(word) >= 2 && isDigit(rune(word[0])) && isDigit(rune(word[1])) &&
		(len(word) == 2 || len(word) == 3 && word[2] == 's')
}

// hasPrefixFold is strings.HasPrefix for an ASCII prefix in any case.
func hasPrefixFold(s, prefix string) bool {
	return len(s) >= len(prefix) && strings.EqualFold(s[:len(prefix)], prefix)
}
