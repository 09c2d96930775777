package nquads

import (
	"bytes"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/cayleygraph/quad"
)

// parser goes through one line.
type parser struct {
	b  []byte
	at int
}

// parse reads one line; ok is false where it holds nothing but a comment.
func parse(line []byte, triples bool) (q quad.Quad, ok bool, err error) {
	if i := invalid(line); i >= 0 {
		return q, false, fmt.Errorf(", column %d: not UTF-8", i+1)
	}
	p := &parser{b: line}
	p.space()
	if p.done() {
		return q, false, nil
	}
	if q.Subject, err = p.node(); err != nil {
		return q, false, p.place(err, "subject")
	}
	p.space()
	if q.Predicate, err = p.iri(); err != nil {
		return q, false, p.place(err, "predicate")
	}
	p.space()
	if q.Object, err = p.object(); err != nil {
		return q, false, p.place(err, "object")
	}
	p.space()
	if c := p.peek(); c == '<' || c == '_' {
		if triples {
			return q, false, p.place(errors.New("N-Triples have three terms"), "")
		}
		if q.Label, err = p.node(); err != nil {
			return q, false, p.place(err, "label")
		}
		p.space()
	}
	if p.peek() != '.' {
		return q, false, p.place(errors.New("no full stop behind the terms"), "")
	}
	p.at++
	p.space()
	if !p.done() {
		return q, false, p.place(errors.New("something stands behind the full stop"), "")
	}
	return q, true, nil
}

// invalid is the first byte of b that is not UTF-8, -1 if all is.
func invalid(b []byte) int {
	if utf8.Valid(b) {
		return -1
	}
	for i := 0; i < len(b); {
		r, n := utf8.DecodeRune(b[i:])
		if r == utf8.RuneError && n == 1 {
			return i
		}
		i += n
	}
	return -1
}

func (p *parser) place(err error, what string) error {
	if what != "" {
		what += ": "
	}
	return fmt.Errorf(", column %d: %s%w", p.at+1, what, err)
}

func (p *parser) peek() byte {
	if p.at < len(p.b) {
		return p.b[p.at]
	}
	return 0
}

func (p *parser) space() {
	for p.peek() == ' ' || p.peek() == '\t' {
		p.at++
	}
}

// done reports whether nothing but a comment is left.
func (p *parser) done() bool { return p.at >= len(p.b) || p.b[p.at] == '#' }

func (p *parser) node() (quad.Value, error) {
	switch p.peek() {
	case '<':
		return p.iri()
	case '_':
		return p.blank()
	}
	return nil, errors.New("neither an IRI nor a blank node")
}

func (p *parser) object() (quad.Value, error) {
	if p.peek() == '"' {
		return p.literal()
	}
	return p.node()
}

func (p *parser) iri() (quad.Value, error) {
	full, err := p.fullIRI()
	if err != nil {
		return nil, err
	}
	return Shorten(full), nil
}

func (p *parser) fullIRI() (string, error) {
	if p.peek() != '<' {
		return "", errors.New("no IRI")
	}
	end := bytes.IndexByte(p.b[p.at:], '>')
	if end < 0 {
		return "", errors.New("an IRI without an end")
	}
	raw := p.b[p.at+1 : p.at+end]
	full := string(raw)
	if bytes.IndexByte(raw, '\\') >= 0 {
		var err error
		if full, err = unescape(raw, false); err != nil {
			return "", err
		}
	}
	if err := CheckIRI(full); err != nil {
		return "", err
	}
	p.at += end + 1
	return full, nil
}

func (p *parser) blank() (quad.Value, error) {
	if p.at+1 >= len(p.b) || p.b[p.at+1] != ':' {
		return nil, errors.New("no blank node")
	}
	rest := p.b[p.at+2:]
	n, dots := 0, 0
	for n < len(rest) {
		c, size := utf8.DecodeRune(rest[n:])
		if n == 0 && !nameStart(c) && (c < '0' || c > '9') {
			break
		}
		if c != '.' && !namePart(c) {
			break
		}
		n += size
		if c == '.' {
			dots++
		} else {
			dots = 0
		}
	}
	n -= dots // a full stop at its end is that of the statement
	if n == 0 {
		return nil, errors.New("a blank node without a label")
	}
	p.at += 2 + n
	return unblank(string(rest[:n])), nil
}

// unblank is the blank node for which [Blank] made the label s, or of that name.
func unblank(s string) quad.BNode {
	if digits, ok := strings.CutPrefix(s, "x_"); ok {
		if b, err := hex.DecodeString(digits); err == nil && Blank(quad.BNode(b)) == s {
			return quad.BNode(b)
		}
	}
	return quad.BNode(s)
}

func (p *parser) literal() (quad.Value, error) {
	start := p.at + 1
	end, escaped := start, false
	for ; ; end++ {
		if end >= len(p.b) {
			return nil, errors.New("a literal without an end")
		}
		if p.b[end] == '"' {
			break
		}
		if p.b[end] == '\\' {
			escaped = true
			end++
		}
	}
	text := string(p.b[start:end])
	if escaped {
		var err error
		if text, err = unescape(p.b[start:end], true); err != nil {
			return nil, err
		}
	}
	p.at = end + 1
	switch p.peek() {
	case '@':
		tag := p.b[p.at+1:]
		n := 0
		for n < len(tag) && (tag[n] == '-' || alphanumeric(tag[n])) {
			n++
		}
		if !languageTag(string(tag[:n])) {
			return nil, fmt.Errorf("%q is no language tag", clip(string(tag[:n])))
		}
		p.at += 1 + n
		return quad.LangString{Value: quad.String(text), Lang: string(tag[:n])}, nil
	case '^':
		if !bytes.HasPrefix(p.b[p.at:], []byte("^^")) {
			return nil, errors.New("one ^ where a datatype has two")
		}
		p.at += 2
		datatype, err := p.fullIRI()
		if err != nil {
			return nil, fmt.Errorf("datatype: %w", err)
		}
		if datatype != xsd+"string" {
			return quad.TypedString{Value: quad.String(text), Type: quad.IRI(datatype)}, nil
		}
	}
	return quad.String(text), nil
}

func alphanumeric(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'z'
}

// unescape replaces \uXXXX and \UXXXXXXXX and, in a literal, the short escapes.
func unescape(b []byte, literal bool) (string, error) {
	out := make([]byte, 0, len(b))
	for i := 0; i < len(b); i++ {
		if b[i] != '\\' {
			out = append(out, b[i])
			continue
		}
		i++
		if i >= len(b) {
			return "", errors.New("a backslash at the end")
		}
		digits := 0
		switch c := b[i]; {
		case c == 'u':
			digits = 4
		case c == 'U':
			digits = 8
		case literal && strings.IndexByte(`tbnrf"'\`, c) >= 0:
			out = append(out, "\t\b\n\r\f\"'\\"[strings.IndexByte(`tbnrf"'\`, c)])
			continue
		default:
			return "", fmt.Errorf("no such escape: \\%c", c)
		}
		r, ok := rune(0), i+digits < len(b)
		for k := 1; k <= digits && ok; k++ {
			d := strings.IndexByte("0123456789abcdef", b[i+k]|0x20)
			ok = d >= 0 && alphanumeric(b[i+k])
			r = r<<4 | rune(d)
		}
		if !ok || !utf8.ValidRune(r) {
			return "", fmt.Errorf("%q is no character", b[i-1:min(len(b), i+1+digits)])
		}
		out = utf8.AppendRune(out, r)
		i += digits
	}
	return string(out), nil
}

// nameStart and namePart are what the grammar calls PN_CHARS_U and PN_CHARS.
func nameStart(r rune) bool {
	switch {
	case 'a' <= r && r <= 'z', 'A' <= r && r <= 'Z', r == '_', r == ':':
		return true
	case r < 0xc0 || r == 0xd7 || r == 0xf7 || r == 0x37e || r == utf8.RuneError:
		return false
	}
	return r <= 0x2ff || 0x370 <= r && r <= 0x1fff || r == 0x200c || r == 0x200d || 0x2070 <= r && r <= 0x218f ||
		0x2c00 <= r && r <= 0x2fef || 0x3001 <= r && r <= 0xd7ff || 0xf900 <= r && r <= 0xfdcf || 0xfdf0 <= r && r <= 0xfffd || 0x10000 <= r && r <= 0xeffff
}

func namePart(r rune) bool {
	return nameStart(r) || r == '-' || '0' <= r && r <= '9' || r == 0xb7 || 0x300 <= r && r <= 0x36f || r == 0x203f || r == 0x2040
}
