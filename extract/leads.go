package extract

import (
	"strings"

	"parley/extract/text"
)

// mostBetween bounds the words between a body and a title: "Labour's former
// deputy leader".
const mostBetween = 2

// ledBody is the body whose name stands right before the title at tok, if the
// title is one of those that are a body's: "the British [Labour] deputy
// leader". It is empty if there is none.
func (b *builder) ledBody(tok int) string {
	if !b.nouns["lead"][strings.ToLower(b.doc.Tokens[tok].Lemma)] {
		return ""
	}
	for i := tok - 1; i >= max(0, tok-1-mostBetween); i-- {
		t := &b.doc.Tokens[i]
		if k := b.graph.Around(i); k >= 0 {
			m := &b.doc.Mentions[k]
			if m.Kind == text.Name && m.Last == i+1 && m.Entity >= 0 && b.doc.Entities[m.Entity].Type == "Organization" {
				return b.doc.Entities[m.Entity].ID
			}
			return ""
		}
		if t.UPOS != "ADJ" && t.UPOS != "NOUN" || b.doc.SentenceAt(i) != b.doc.SentenceAt(tok) {
			return ""
		}
	}
	return ""
}
