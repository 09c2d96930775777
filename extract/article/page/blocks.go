package page

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// block is a run of text between two breaks.
type block struct {
	node   *html.Node // the element that begins it: p, li, h2, div …
	text   string     // one line, but for pre
	linked int        // bytes of text within links
	words  int
}

// running says whether a block looks like running text: a sentence or two,
// hardly any of it links.
func (b block) running() bool {
	return b.words >= 10 && 3*b.linked < len(b.text) && (!isHeading(b.node) || b.words >= 20) && strings.ContainsAny(b.text, ".!?,;:…\"”»。，।؟")
}

// blocks are the blocks of text below root, in order.
func blocks(root *html.Node) []block {
	c := collector{}
	c.walk(root, root, false)
	c.flush()
	return c.out
}

// blocks are the blocks of the whole page as it is while its metadata are read:
// later, elements are taken away.
func (p *page) blocks() []block {
	if p.read == nil {
		p.read = blocks(p.root)
	}
	return p.read
}

type collector struct {
	out    []block
	node   *html.Node
	buf    strings.Builder
	linked int
	breaks int // line breaks since the last text
}

func (c *collector) flush() {
	s := c.buf.String()
	c.buf.Reset()
	if c.node != nil && within(c.node, tag(atom.Pre)) {
		s = strings.Trim(s, "\r\n")
		if strings.TrimSpace(s) == "" {
			s = ""
		}
	} else {
		s = squash(s)
	}
	if s != "" {
		c.out = append(c.out, block{node: c.node, text: s, linked: min(c.linked, len(s)), words: countWords(s)})
	}
	c.linked, c.node, c.breaks = 0, nil, 0
}

// countWords is the words of s; of scripts that have no space between words,
// two characters count as one.
func countWords(s string) int {
	n := 0
	for w := range strings.FieldsSeq(s) {
		n++
		if w[0] >= 0xe2 && len(w) > 12 {
			n += len(w) / 6
		}
	}
	return n
}

// squash is s with its space joined and its invisible characters gone.
func squash(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\u00a0' || r == '\u202f' || r == '\t' || r == '\n' || r == '\r' || r == '\u2028' || r == '\u2029':
			return ' '
		case r == '\u200b' || r == '\ufeff' || r == '\u00ad' || r == '\u2060' || r < ' ' || r == 0x7f || r >= 0x80 && r < 0xa0:
			return -1
		}
		return r
	}, s)
	return strings.Join(strings.Fields(s), " ")
}

func (c *collector) walk(n, holder *html.Node, link bool) {
	switch n.Type {
	case html.TextNode:
		c.add(n.Data, holder, link)
		return
	case html.ElementNode, html.DocumentNode:
	default:
		return
	}
	if never(n) {
		if n.DataAtom != atom.Label && n.DataAtom != atom.Button {
			return
		}
	}
	if n.DataAtom == atom.Br {
		// Two in a row part paragraphs, as they did before style sheets.
		if c.breaks++; c.breaks > 1 {
			c.flush()
		} else {
			c.buf.WriteByte('\n')
		}
		return
	}
	breaks := blockish[n.DataAtom] || n.DataAtom == atom.Span && (strings.EqualFold(attr(n, "itemprop"), "caption") || hasWord(n, captionWords))
	if breaks {
		c.flush()
		holder = n
	}
	link = link || n.DataAtom == atom.A
	for k := n.FirstChild; k != nil; k = k.NextSibling {
		c.walk(k, holder, link)
	}
	if breaks {
		c.flush()
	}
	if n.DataAtom == atom.Td || n.DataAtom == atom.Th {
		c.flush()
	}
}

func (c *collector) add(s string, holder *html.Node, link bool) {
	if strings.TrimSpace(s) != "" {
		c.breaks = 0
		if c.node == nil {
			c.node = holder
		}
		if link {
			c.linked += len(strings.TrimSpace(s))
		}
	}
	c.buf.WriteString(s)
}
