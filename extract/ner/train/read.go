package main

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"slices"
	"strings"

	"parley/extract/gazetteer"
	"parley/extract/ner"
	"parley/extract/segment"
	"parley/extract/tag"
	"parley/extract/text"
)

// read reads sentences of one token and label a line. The corpora cut tokens
// in their own ways, so each sentence is cut again by segment, tagged by tag,
// and its names are carried over by their places in the text.
func read(path string) ([]ner.Example, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var out []ner.Example
	var forms, labels []string
	flush := func() error {
		if len(forms) == 0 {
			return nil
		}
		x, err := example(forms, labels)
		if err != nil {
			return err
		}
		if len(x.Tokens) > 0 {
			out = append(out, x)
		}
		forms, labels = forms[:0], labels[:0]
		return nil
	}
	in := bufio.NewScanner(f)
	for n := 1; in.Scan(); n++ {
		if in.Text() == "" {
			if err := flush(); err != nil {
				return nil, fmt.Errorf("%s:%d: %w", path, n, err)
			}
			continue
		}
		i := strings.LastIndexByte(in.Text(), '\t')
		if i < 0 {
			return nil, fmt.Errorf("%s:%d: no tab", path, n)
		}
		forms, labels = append(forms, in.Text()[:i]), append(labels, in.Text()[i+1:])
	}
	if err := in.Err(); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return out, flush()
}

func example(forms, labels []string) (ner.Example, error) {
	doc := &text.Document{Text: strings.Join(forms, " ")}
	if err := (segment.Stage{}).Run(context.Background(), doc); err != nil {
		return ner.Example{}, err
	}
	if len(doc.Tokens) == 0 {
		return ner.Example{}, nil
	}
	doc.Sentences = []text.Sentence{{Span: text.Span{Start: doc.Tokens[0].Start, End: doc.Tokens[len(doc.Tokens)-1].End}, Last: len(doc.Tokens)}}
	if err := (tag.Stage{}).Run(context.Background(), doc); err != nil {
		return ner.Example{}, err
	}
	x := ner.Example{Tokens: doc.Tokens}
	at := 0
	for i := 0; i < len(forms); {
		begin := at
		at += len(forms[i]) + 1
		label := labels[i]
		i++
		for i < len(forms) && strings.HasPrefix(label, "B-") && labels[i] == "I-"+label[2:] {
			at += len(forms[i]) + 1
			i++
		}
		if !strings.HasPrefix(label, "B-") {
			continue
		}
		t := slices.Index(ner.Types, label[2:])
		if t < 0 {
			continue
		}
		s := ner.Span{First: -1, Type: t}
		for k, tok := range doc.Tokens {
			if tok.Start < at-1 && begin < tok.End {
				if s.First < 0 {
					s.First = k
				}
				s.Last = k + 1
			}
		}
		if s.First >= 0 && (len(x.Spans) == 0 || x.Spans[len(x.Spans)-1].Last <= s.First) {
			x.Spans = append(x.Spans, s)
		}
	}
	return x, nil
}

// stripTitles takes titles off the fronts of persons' names.
func stripTitles(xs []ner.Example) error {
	g, err := gazetteer.Load()
	if err != nil {
		return err
	}
	for i := range xs {
		x := &xs[i]
		kept := x.Spans[:0]
		for _, s := range x.Spans {
			if ner.Types[s.Type] == "PER" {
				s.First = ner.AfterTitles(g, x.Tokens, s.First, s.Last)
			}
			if s.First < s.Last {
				kept = append(kept, s)
			}
		}
		x.Spans = kept
	}
	return nil
}
