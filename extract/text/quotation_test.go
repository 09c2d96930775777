package text_test

import (
	"slices"
	"strings"
	"testing"

	"parley/extract/text"
)

// marked is a document of paragraphs (ends of lines) and sentences (each of
// which ends with a lone "." or at a "|"), its tokens set apart by blanks; "_"
// in front of a token joins it to the one before.
func marked(s string) *text.Document {
	doc := &text.Document{}
	for p, line := range strings.Split(s, "\n") {
		for _, sent := range strings.Split(line, "|") {
			first := len(doc.Tokens)
			for _, w := range strings.Fields(sent) {
				form, joined := strings.CutPrefix(w, "_")
				if !joined && doc.Text != "" {
					doc.Text += " "
				}
				doc.Tokens = append(doc.Tokens, text.Token{Span: text.Span{Start: len(doc.Text), End: len(doc.Text) + len(form)}, Norm: form})
				doc.Text += form
			}
			doc.Sentences = append(doc.Sentences, text.Sentence{First: first, Last: len(doc.Tokens), Paragraph: p})
		}
	}
	return doc
}

func TestQuotations(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"curly marks over two sentences", "“ _Go _. | Now _. _” she said _.", "“Go. Now.”"},
		{"plain marks", "\" _Go _, _\" she said _, \" _now _. _\"", "\"Go,\" / \"now.\""},
		{"a lost mark ends with its sentence", "“ _Go _. | She left _.", "“Go."},
		{"within a sentence, too", "She said \" _go now _. | He left _.", "\"go now."},
		{"paragraphs of one quotation", "“ _Go _. | Now _.\n“ _Or stay _. _”", "“Go. Now. / “Or stay.”"},
		{"marks of another kind open another one", "\" _Go _. | She left _.\n“ _Stay _. _”", "\"Go. / “Stay.”"},
		{"a second opening mark in a sentence", "“ _Go “ _now _” she said _.", "“now”"},
		{"a closing mark alone", "Go now _. _” she said _.", "Go now.”"},
		{"a plain closing mark alone", "Go now _, _\" she said _.", "Go now,\""},
		{"a stray closing mark", "“ _Go _, _” she said _. _”", "“Go,”"},
		{"a paragraph that lost its opening mark", "“ _Go _.\nNow _. | Or stay _. _”", "“Go. / Now. Or stay.”"},
	} {
		doc := marked(c.in)
		var got []string
		for _, q := range doc.Quotations() {
			got = append(got, doc.Text[doc.Tokens[q.First].Start:doc.Tokens[q.Last-1].End])
			if q.Open != !slices.Contains([]string{"”", "\""}, doc.Form(q.Last-1)) {
				t.Errorf("%s: %+v", c.name, q)
			}
		}
		if s := strings.Join(got, " / "); s != c.want {
			t.Errorf("%s: %s, want %s", c.name, s, c.want)
		}
	}
}
