package extract

import (
	"slices"
	"strings"

	"parley/extract/pattern"
	"parley/extract/text"
	"parley/schema"
)

// tree looks at a document's dependencies from above.
type tree struct {
	doc   *text.Document
	graph *pattern.Graph
}

// below lists tok and all that hangs from it but for what hangs by one of the
// relations, in the order of the text.
func (t *tree) below(tok int, but ...string) []int {
	out := []int{tok}
	for k := 0; k < len(out); k++ {
		for _, c := range t.graph.Children(out[k]) {
			if k > 0 || !slices.Contains(but, t.doc.Tokens[c].Rel) {
				out = append(out, c)
			}
		}
	}
	slices.Sort(out)
	return out
}

// spans are the runs of neighbouring tokens as spans, without punctuation at
// their ends but quotation marks, and without runs of punctuation alone.
func (t *tree) spans(toks []int) []schema.Span {
	var out []schema.Span
	for len(toks) > 0 {
		n := 1
		for n < len(toks) && toks[n] == toks[n-1]+1 {
			n++
		}
		run := toks[:n]
		toks = toks[n:]
		for len(run) > 0 && t.bare(run[0]) {
			run = run[1:]
		}
		for len(run) > 0 && t.bare(run[len(run)-1]) {
			run = run[:len(run)-1]
		}
		if len(run) > 0 && slices.ContainsFunc(run, func(i int) bool { return t.doc.Tokens[i].UPOS != "PUNCT" }) {
			out = append(out, schema.Span{Start: t.doc.Tokens[run[0]].Start, End: t.doc.Tokens[run[len(run)-1]].End})
		}
	}
	return out
}

// bare tells punctuation that no phrase begins or ends with.
func (t *tree) bare(i int) bool {
	return t.doc.Tokens[i].UPOS == "PUNCT" && !isQuote(t.doc.Tokens[i].Norm)
}

func isQuote(norm string) bool {
	switch norm {
	case `"`, "``", "''", "'":
		return true
	}
	return false
}

// phrase is the words of tok's noun phrase, without a preposition or what
// follows it in a clause of its own; at most a dozen words.
func (t *tree) phrase(tok int) string {
	span, ok := t.phraseSpan(tok)
	if !ok {
		return ""
	}
	return strings.Join(strings.Fields(t.doc.Text[span.Start:span.End]), " ")
}

// phraseSpan is where the phrase stands; ok is false if there is none.
func (t *tree) phraseSpan(tok int) (span schema.Span, ok bool) {
	toks := t.below(tok, "case", "mark", "punct", "acl:relcl", "appos", "conj", "cc", "parataxis", "advcl", "nsubj", "cop")
	toks = t.withoutAside(tok, toks)
	spans := t.spans(toks)
	if len(spans) == 0 || len(toks) > 12 {
		return schema.Span{}, false
	}
	return schema.Span{Start: spans[0].Start, End: spans[len(spans)-1].End}, true
}

// withoutAside leaves out of the tokens of tok's phrase a participle behind a
// comma and what hangs from it, and one with nothing behind it: "the plan,
// [approved in May]", "a protocol [providing]".
func (t *tree) withoutAside(tok int, toks []int) []int {
	for _, c := range t.graph.Children(tok) {
		if c < tok || t.doc.Tokens[c].Rel != "acl" || t.doc.Tokens[c].UPOS != "VERB" {
			continue
		}
		aside := t.below(c)
		if aside[0] > 0 && t.doc.Tokens[aside[0]-1].Norm == "," || t.doc.Tokens[aside[0]].Norm == "," || len(aside) == 1 && t.doc.Tokens[c].XPOS == "VBG" {
			toks = slices.DeleteFunc(toks, func(i int) bool { return slices.Contains(aside, i) })
		}
	}
	return toks
}

// under tells whether tok is anchor or hangs from it by at most steps arcs.
func (t *tree) under(tok, anchor, steps int) bool {
	for ; tok >= 0 && steps >= 0; steps-- {
		if tok == anchor {
			return true
		}
		tok = t.doc.Tokens[tok].Head
	}
	return false
}
