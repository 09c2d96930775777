// Package conllu reads and writes text documents as CoNLL-U
// (https://universaldependencies.org/format.html): [Read] and [Write].
//
// Words only: multi-word tokens and empty nodes are passed over, and so are
// features, enhanced dependencies and MISC but for SpaceAfter=No.
package conllu

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"parley/extract/text"
)

// longestLine and longestSentence bound what a file may ask of memory.
const (
	longestLine     = 1 << 20
	longestSentence = 1 << 14
)

// Read makes one document of all sentences: its text is the forms with the
// spaces that the file tells of, each sentence a line, an empty line before
// each "# newpar". Heads are indexes of the document's tokens. Errors name the
// line.
func Read(r io.Reader) (*text.Document, error) {
	in := bufio.NewScanner(r)
	in.Buffer(make([]byte, 1<<16), longestLine)
	p := &reader{doc: &text.Document{}}
	for in.Scan() {
		p.line++
		if err := p.read(strings.TrimSuffix(in.Text(), "\r")); err != nil {
			return nil, fmt.Errorf("line %d: %w", p.line, err)
		}
	}
	if err := in.Err(); err != nil {
		return nil, fmt.Errorf("line %d: %w", p.line+1, err)
	}
	if err := p.end(); err != nil {
		return nil, fmt.Errorf("line %d: %w", p.line, err)
	}
	p.doc.Text = p.text.String()
	return p.doc, nil
}

type reader struct {
	doc       *text.Document
	text      strings.Builder
	line      int
	first     int // token of the sentence being read
	space     bool
	paragraph int
}

var errColumns = errors.New("want ten columns with tabs between them")

func (p *reader) read(line string) error {
	switch {
	case line == "":
		return p.end()
	case strings.HasPrefix(line, "#"):
		if strings.HasPrefix(line, "# newpar") || strings.HasPrefix(line, "# newdoc") {
			p.paragraph++
			if p.text.Len() > 0 {
				p.text.WriteByte('\n')
			}
		}
		return nil
	}
	cols := strings.Split(line, "\t")
	if len(cols) != 10 {
		return errColumns
	}
	if strings.ContainsAny(cols[0], "-.") {
		return nil
	}
	id, err := strconv.Atoi(cols[0])
	if err != nil || id != len(p.doc.Tokens)-p.first+1 || id > longestSentence {
		return fmt.Errorf("token %q: want %d", cols[0], len(p.doc.Tokens)-p.first+1)
	}
	head := 0
	if cols[6] != "_" {
		if head, err = strconv.Atoi(cols[6]); err != nil || head < 0 {
			return fmt.Errorf("head %q is no number", cols[6])
		}
	}
	if cols[1] == "" {
		return errors.New("a token without a form")
	}
	if p.space {
		p.text.WriteByte(' ')
	}
	start := p.text.Len()
	p.text.WriteString(cols[1])
	p.space = !strings.Contains(cols[9], "SpaceAfter=No")
	tok := text.Token{Span: text.Span{Start: start, End: p.text.Len()}, Norm: cols[1], Lemma: value(cols[2]), UPOS: value(cols[3]), XPOS: value(cols[4]), Head: text.Root, Rel: value(cols[7])}
	if cols[1] == "_" {
		tok.Lemma = cols[2]
	}
	if head > 0 {
		tok.Head = p.first + head - 1
	}
	p.doc.Tokens = append(p.doc.Tokens, tok)
	return nil
}

func value(s string) string {
	if s == "_" {
		return ""
	}
	return s
}

func (p *reader) end() error {
	last := len(p.doc.Tokens)
	if p.first == last {
		return nil
	}
	for i := p.first; i < last; i++ {
		if h := p.doc.Tokens[i].Head; h >= last || h == i {
			return fmt.Errorf("token %d: no head %d", i-p.first+1, h-p.first+1)
		}
	}
	p.doc.Sentences = append(p.doc.Sentences, text.Sentence{
		Span:  text.Span{Start: p.doc.Tokens[p.first].Start, End: p.doc.Tokens[last-1].End},
		First: p.first, Last: last, Paragraph: max(0, p.paragraph-1),
	})
	p.first, p.space = last, false
	p.text.WriteByte('\n')
	return nil
}

// Write writes the sentences of doc with their text, document and paragraphs
// as comments. Empty columns are "_"; MISC has SpaceAfter=No, and Name=B-TYPE
// or Name=I-TYPE for the first and each further token of a name.
func Write(w io.Writer, doc *text.Document) error {
	out := bufio.NewWriter(w)
	names := make([]string, len(doc.Tokens))
	for _, m := range doc.Mentions {
		if m.Kind != text.Name {
			continue
		}
		for i := m.First; i < m.Last && i < len(names); i++ {
			names[i] = "Name=I-" + m.Type
			if i == m.First {
				names[i] = "Name=B-" + m.Type
			}
		}
	}
	for n, s := range doc.Sentences {
		if n == 0 {
			fmt.Fprintf(out, "# newdoc id = %s\n", oneLine(doc.ID))
		}
		if n == 0 || s.Paragraph != doc.Sentences[n-1].Paragraph {
			fmt.Fprintln(out, "# newpar")
		}
		fmt.Fprintf(out, "# sent_id = %s-%d\n# text = %s\n", sentenceID(doc.ID), n+1, line(doc, s))
		for i := s.First; i < s.Last; i++ {
			t := doc.Tokens[i]
			head := 0
			if t.Head != text.Root {
				head = t.Head - s.First + 1
			}
			misc := names[i]
			if i+1 < s.Last && !spaced(doc, i) {
				misc = strings.Trim(misc+"|SpaceAfter=No", "|")
			}
			fmt.Fprintf(out, "%d\t%s\t%s\t%s\t%s\t_\t%d\t%s\t_\t%s\n", i-s.First+1, oneLine(doc.Form(i)), column(t.Lemma), column(t.UPOS), column(t.XPOS), head, column(t.Rel), column(misc))
		}
		fmt.Fprintln(out)
	}
	return out.Flush()
}

func column(s string) string {
	if s == "" {
		return "_"
	}
	return oneLine(s)
}

// line is a sentence on one line: its tokens, and a space where there is one.
// What belongs to no token (marks of direction, spaces of no width) is not in
// it, for CoNLL-U has no place to tell of that.
func line(doc *text.Document, s text.Sentence) string {
	var b strings.Builder
	for i := s.First; i < s.Last; i++ {
		b.WriteString(oneLine(doc.Form(i)))
		if i+1 < s.Last && spaced(doc, i) {
			b.WriteByte(' ')
		}
	}
	return b.String()
}

// spaced tells whether token i is apart from the next one.
func spaced(doc *text.Document, i int) bool {
	return strings.ContainsFunc(doc.Text[doc.Tokens[i].End:doc.Tokens[i+1].Start], unicode.IsSpace)
}

// sentenceID is a document's id without what Universal Dependencies forbid in
// the id of a sentence: spaces, and slashes, which mean a parallel treebank.
func sentenceID(id string) string {
	return strings.ReplaceAll(strings.Join(strings.Fields(id), "_"), "/", ":")
}

// oneLine makes a tab or line end within a value a space, and writes it in
// Unicode's normal form C, as the format demands.
func oneLine(s string) string { return norm.NFC.String(strings.Join(strings.Fields(s), " ")) }
