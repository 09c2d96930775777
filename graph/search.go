package graph

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/english"

	"parley/graph/quadstore"
	"parley/schema"
)

// The bucket words finds documents by the words of their evidence and of what
// is said in them: WORD 0 DOC, the word stemmed. It is all that full-text
// search needs: what else a document has is read when it is found, so opening
// costs nothing.
const wordsBucket = "words"

// stems are the words of a text, stemmed, in its order.
func stems(text string) []string {
	words := strings.FieldsFunc(strings.ToLower(clean(text)), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	for i, w := range words {
		words[i] = stem(w)
	}
	return words
}

func stem(word string) string {
	env := snowballstem.NewEnv(word)
	english.Stem(env)
	return env.Current()
}

// longestStem is the length of what is indexed: a word is a key.
const longestStem = 64

// wordsOf are the stems under which a document is found, sorted.
func wordsOf(r *schema.Record, text string) []string {
	found := map[string]bool{}
	add := func(s schema.Span) {
		for _, w := range stems(text[s.Start:s.End]) {
			if len(w) <= longestStem {
				found[w] = true
			}
		}
	}
	seen := map[schema.Span]bool{}
	each(r, func(f *schema.Finding) {
		for _, s := range f.Evidence {
			if !seen[s] {
				seen[s] = true
				add(s)
			}
		}
	})
	for i := range r.Statements {
		for _, s := range r.Statements[i].Content {
			add(s)
		}
	}
	out := make([]string, 0, len(found))
	for w := range found {
		out = append(out, w)
	}
	slices.Sort(out)
	return out
}

// each calls f with the finding of each claim of r.
func each(r *schema.Record, f func(*schema.Finding)) {
	for i := range r.Offices {
		f(&r.Offices[i].Finding)
	}
	for i := range r.Meetings {
		f(&r.Meetings[i].Finding)
	}
	for i := range r.Visits {
		f(&r.Visits[i].Finding)
	}
	for i := range r.Relations {
		f(&r.Relations[i].Finding)
	}
	for i := range r.Affiliations {
		f(&r.Affiliations[i].Finding)
	}
	for i := range r.Statements {
		f(&r.Statements[i].Finding)
	}
}

func wordKey(word, doc string) string { return word + "\x00" + doc }

// index makes a document be found by its words and its copies; what is kept of
// an earlier one of that id goes.
func (c *change) index(p *prepared, replaced bool) error {
	if replaced {
		if err := c.unindex(p.id); err != nil {
			return err
		}
	}
	var errs []error
	for _, w := range wordsOf(p.as, string(p.text)) {
		errs = append(errs, c.tx.Put(wordsBucket, wordKey(w, p.id), []byte{}))
	}
	if s := signature(string(p.text)); s != nil {
		errs = append(errs, c.tx.Put(copiesBucket, p.id, s))
	}
	return errors.Join(errs...)
}

// unindex takes away what index put; the archive must still hold the document.
func (c *change) unindex(id string) error {
	d, r, err := entry(c.tx, id)
	if err != nil {
		return err
	}
	errs := []error{c.tx.Delete(copiesBucket, id)}
	for _, w := range wordsOf(r, d.Text) {
		errs = append(errs, c.tx.Delete(wordsBucket, wordKey(w, id)))
	}
	return errors.Join(errs...)
}

// indexed reports whether index has put what it should.
func indexed(tx *quadstore.Tx, id string, r *schema.Record, text string) bool {
	for _, w := range wordsOf(r, text) {
		if tx.Get(wordsBucket, wordKey(w, id)) == nil {
			return false
		}
	}
	return bytes.Equal(tx.Get(copiesBucket, id), signature(text))
}

// withWords are the documents that have all of the stems, sorted.
func (r *reader) withWords(words []string) []string {
	var out []string
	for i, w := range words {
		var docs []string
		prefix := wordKey(w, "")
		r.keep(r.tx.ScanPrefix(wordsBucket, prefix, func(key string, _ []byte) error {
			docs = append(docs, key[len(prefix):])
			return nil
		}))
		if i == 0 {
			out = docs
			continue
		}
		out = slices.DeleteFunc(out, func(d string) bool { _, in := slices.BinarySearch(docs, d); return !in })
	}
	return out
}

// has reports whether text has all of the stems and phrases.
func has(text string, words, phrases []string) bool {
	of := stems(text)
	for _, w := range words {
		if !slices.Contains(of, w) {
			return false
		}
	}
	plain := " " + strings.Join(plainWords(text), " ") + " "
	for _, p := range phrases {
		if !strings.Contains(plain, " "+p+" ") {
			return false
		}
	}
	return true
}

// says is has for programs.
func says(text, words string) bool {
	all, phrases := asked(words)
	return has(text, all, phrases)
}

func plainWords(text string) []string {
	return strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// asked parts what is searched for into stems and "phrases".
func asked(words string) (all, phrases []string) {
	for i, part := range strings.Split(words, `"`) {
		if i%2 == 1 {
			if p := strings.Join(plainWords(part), " "); p != "" {
				phrases = append(phrases, p)
			}
		}
		all = append(all, stems(part)...)
	}
	slices.Sort(all)
	return slices.Compact(all), phrases
}

// Search lists the evidence sentences and quotes that have all of the words,
// in any of their forms, and between quotation marks word for word, by date.
func (s *Store) Search(ctx context.Context, words string) (*Answer, error) {
	a := &Answer{Columns: []string{"published", "document", "said", "sentence"}}
	all, phrases := asked(words)
	if len(all) == 0 {
		return nil, fmt.Errorf("search: %q has no words", words)
	}
	a.Gizmo = gizmoSearch(words)
	err := s.view(ctx, func(r *reader) error {
		for _, doc := range r.withWords(all) {
			if err := ctx.Err(); err != nil {
				return err
			}
			d := r.ref(DocumentIRI(doc))
			for _, c := range r.subjects("document", d) {
				sentences := r.claim(c).texts("sentence")
				sentence := strings.Join(sentences, " … ")
				if len(r.claim(c).of("rule")) == 0 || !has(sentence, all, phrases) {
					continue
				}
				// Of several the one that was searched for is enough, where there is one.
				if alone := slices.DeleteFunc(sentences, func(s string) bool { return !has(s, all, phrases) }); len(alone) > 0 {
					sentence = strings.Join(alone, " … ")
				}
				says := strings.SplitN(r.claim(c).text("rule"), "/", 2)[0]
				a.Rows = append(a.Rows, Row{Cells: []string{r.source(d).Published, doc, says, sentence}, Key: []string{r.text(c)}, claims: []quadstore.Ref{c}})
			}
		}
		a.sort()
		a.joinSame()
		a.cite(r)
		return nil
	})
	return a, err
}

// joinSame makes one of rows with the same cells.
func (a *Answer) joinSame() {
	out := a.Rows[:0]
	for _, row := range a.Rows {
		if n := len(out); n > 0 && slices.Equal(out[n-1].Cells, row.Cells) {
			out[n-1].claims = append(out[n-1].claims, row.claims...)
			out[n-1].Key = append(out[n-1].Key, row.Key...)
			continue
		}
		out = append(out, row)
	}
	a.Rows = out
}
