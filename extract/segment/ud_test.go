package segment_test

import (
	"bufio"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"parley/extract/segment"
	"parley/extract/text"
)

// treebank is a text of a treebank rebuilt from its tokens, with where its
// tokens and sentences lie.
type treebank struct {
	id        string
	text      strings.Builder
	tokens    map[text.Span]bool
	sentences map[text.Span]bool
}

// readTreebank reads the documents of a CoNLL-U file. Paragraphs are parted by
// a blank line; anything else is parted as the file says. With lines set, a
// fragment (s_type) without final punctuation is a line of its own: GUM keeps
// the lists and captions of a page in one paragraph and loses their line ends.
func readTreebank(t testing.TB, path string, lines bool) []*treebank {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Skipf("no treebank: %v", err)
	}
	defer f.Close()
	var docs []*treebank
	var doc *treebank
	var surface string // of the multi-word token in hand, up to word last
	var last string
	var words []string
	spaced, sentence := false, -1
	fragment, kind, final := false, false, "" // of the sentence in hand: whether it is a fragment; its last token
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, 1<<20)
	add := func(form string, parts []string) {
		if spaced {
			if lines && sentence < 0 && fragment && strings.Trim(final, `.!?"')”’…;,`) != "" {
				doc.text.WriteByte('\n')
			} else {
				doc.text.WriteByte(' ')
			}
		}
		at := doc.text.Len()
		if sentence < 0 {
			sentence, fragment = at, kind
		}
		final = form
		doc.text.WriteString(form)
		if strings.Join(parts, "") != form {
			parts = []string{form} // the words are not parts of what is written
		}
		for _, p := range parts {
			doc.tokens[text.Span{Start: at, End: at + len(p)}] = true
			at += len(p)
		}
	}
	for sc.Scan() {
		line := sc.Text()
		switch {
		case strings.HasPrefix(line, "# newdoc"), doc == nil:
			doc = &treebank{id: line, tokens: map[text.Span]bool{}, sentences: map[text.Span]bool{}}
			docs = append(docs, doc)
			spaced = false
		case line == "# newpar" || strings.HasPrefix(line, "# newpar id"):
			if doc.text.Len() > 0 {
				doc.text.WriteString("\n\n")
			}
			spaced = false
		case line == "":
			if sentence >= 0 {
				doc.sentences[text.Span{Start: sentence, End: doc.text.Len()}] = true
			}
			sentence = -1
		case strings.HasPrefix(line, "# s_type"):
			kind = strings.HasSuffix(line, "= frag") || strings.HasSuffix(line, "= other")
		case line[0] != '#':
			col := strings.Split(line, "\t")
			after := !strings.Contains(col[9], "SpaceAfter=No")
			if _, to, ok := strings.Cut(col[0], "-"); ok {
				surface, last, words = col[1], to, nil
				add(surface, nil)
				doc.tokens = without(doc.tokens, doc.text.Len()-len(surface), doc.text.Len())
				spaced = after
				continue
			}
			if strings.Contains(col[0], ".") {
				continue
			}
			if last == "" {
				add(col[1], []string{col[1]})
				spaced = after
				continue
			}
			words = append(words, col[1])
			if col[0] == last {
				at := doc.text.Len() - len(surface)
				if strings.Join(words, "") != surface {
					words = []string{surface}
				}
				for _, p := range words {
					doc.tokens[text.Span{Start: at, End: at + len(p)}] = true
					at += len(p)
				}
				last = ""
			}
		}
	}
	if err := sc.Err(); err != nil {
		t.Fatal(err)
	}
	return docs
}

func without(m map[text.Span]bool, a, b int) map[text.Span]bool {
	delete(m, text.Span{Start: a, End: b})
	return m
}

// score counts gold, found and right spans.
type score struct{ gold, found, right int }

func (s score) f1() float64 {
	if s.gold+s.found == 0 {
		return 0
	}
	return 200 * float64(s.right) / float64(s.gold+s.found)
}

func (s *score) add(gold map[text.Span]bool, found []text.Span) {
	s.gold += len(gold)
	s.found += len(found)
	for _, f := range found {
		if gold[f] {
			s.right++
		}
	}
}

// shared is the folder with data that is not in the repository.
func shared() string {
	if dir := os.Getenv("PARLEY_SHARED"); dir != "" {
		return dir
	}
	return filepath.Join("..", "..", "..", "shared")
}

func TestTreebanks(t *testing.T) {
	for _, tt := range []struct {
		name             string
		lines            bool // see readTreebank
		files            []string
		only             string  // part of the document's id
		token, sentences float64 // floors
	}{
		{"gum news", false, []string{"gumnews-dev", "gumnews-test"}, "", 99.6, 96.5},
		{"gum news with lines", true, []string{"gumnews-dev", "gumnews-test"}, "", 99.6, 99.0},
		{"pud", false, []string{"pud"}, "", 99.8, 99.5},
		{"gum train news", false, []string{"gum-train"}, "GUM_news", 0, 0},
		{"gum train news with lines", true, []string{"gum-train"}, "GUM_news", 0, 0},
		{"gum train", false, []string{"gum-train"}, "", 0, 0},
		{"ewt dev", false, []string{"ewt-dev"}, "", 0, 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var tokens, sentences score
			for _, file := range tt.files {
				for _, gold := range readTreebank(t, filepath.Join(shared(), "data", "ud", file+".conllu"), tt.lines) {
					if !strings.Contains(gold.id, tt.only) {
						continue
					}
					doc := &text.Document{ID: gold.id, Text: gold.text.String()}
					if err := (segment.Stage{}).Run(context.Background(), doc); err != nil {
						t.Fatal(err)
					}
					var tok, sent []text.Span
					for _, x := range doc.Tokens {
						tok = append(tok, x.Span)
					}
					for _, x := range doc.Sentences {
						sent = append(sent, x.Span)
					}
					tokens.add(gold.tokens, tok)
					sentences.add(gold.sentences, sent)
					if os.Getenv("SHOW") != "" {
						show(t, doc, gold, tok, sent)
					}
				}
			}
			t.Logf("%s: token F1 %.2f, sentence F1 %.2f (%d tokens, %d sentences)", tt.name, tokens.f1(), sentences.f1(), tokens.gold, sentences.gold)
			if tokens.f1() < tt.token {
				t.Errorf("token F1 %.2f, want %.1f", tokens.f1(), tt.token)
			}
			if sentences.f1() < tt.sentences {
				t.Errorf("sentence F1 %.2f, want %.1f", sentences.f1(), tt.sentences)
			}
		})
	}
}

// show prints where the cut differs from the treebank, for work on the rules.
func show(t *testing.T, doc *text.Document, gold *treebank, tok, sent []text.Span) {
	around := func(s text.Span) string {
		a, b := max(0, s.Start-25), min(len(doc.Text), s.End+25)
		return strings.ToValidUTF8(doc.Text[a:s.Start]+"⟦"+doc.Slice(s)+"⟧"+doc.Text[s.End:b], "")
	}
	for _, s := range tok {
		if !gold.tokens[s] {
			t.Logf("TOK %q", around(s))
		}
	}
	ends := map[int]bool{}
	for s := range gold.sentences {
		ends[s.End] = true
	}
	found := map[int]bool{}
	for _, s := range sent {
		found[s.End] = true
		if !ends[s.End] {
			t.Logf("OVER %q", around(text.Span{Start: max(s.Start, s.End-30), End: s.End}))
		}
	}
	for s := range gold.sentences {
		if !found[s.End] {
			t.Logf("MISS %q", around(text.Span{Start: max(s.Start, s.End-30), End: s.End}))
		}
	}
}
