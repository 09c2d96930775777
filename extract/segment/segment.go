// Package segment cuts a text into tokens and sentences.
//
//	The U.S.-backed talks "won't fail," he said.
//	The|U.S.|-|backed|talks|"|wo|n't|fail|,|"|he|said|.
//
// [Stage] is all there is to call. Tokens follow the English treebanks of
// Universal Dependencies (EWT, GUM): hyphens, currency signs and clitics are
// tokens of their own, abbreviations keep their full stop.
//
// Every token is a span of the text as it was given. Tokens never overlap, and
// together they cover each byte that is not space. Space is Unicode white
// space and, between words, the characters that have no width and no shape
// (byte order mark, zero-width space, direction marks). Within a word those
// belong to the word. Bytes that are not UTF-8 count as letters.
//
// Cutting is by rule and costs the same for each byte of the text, however it
// is made. What the rules know of English lies in the word lists of data/.
package segment

import (
	"context"
	"fmt"

	"parley/extract/text"
)

// Stage is the tokeniser and sentence splitter. The zero value is ready.
type Stage struct{}

// Name is "segment".
func (Stage) Name() string { return "segment" }

// Needs is empty: the stage reads only the text.
func (Stage) Needs() []text.Layer { return nil }

// Gives names the two layers that Run lays.
func (Stage) Gives() []text.Layer { return []text.Layer{text.Tokens, text.Sentences} }

// Run replaces doc.Tokens and doc.Sentences by those of doc.Text from doc.Body
// on. Each token has its span and its Norm and hangs from [text.Root].
//
// A first line that stands alone is one sentence with Headline set. It stands
// alone if a blank line follows and no full stop ends it, or if it is the
// title of the document.
//
// Run fails if Body lies outside the text or ctx is done; doc then has no
// tokens and no sentences.
func (Stage) Run(ctx context.Context, doc *text.Document) error {
	doc.Tokens, doc.Sentences = nil, nil
	if doc.Body < 0 || doc.Body > len(doc.Text) {
		return fmt.Errorf("segment %s: body starts at byte %d of %d", doc.ID, doc.Body, len(doc.Text))
	}
	lex, err := english()
	if err != nil {
		return fmt.Errorf("segment: %w", err)
	}
	lay := readLayout(doc.Text, doc.Body, doc.Title, lex)
	tokens, err := tokenize(ctx, lex, doc.Text, doc.Body)
	if err != nil {
		return fmt.Errorf("segment %s: %w", doc.ID, err)
	}
	doc.Sentences = group(lex, doc.Text, tokens, lay)
	doc.Tokens = tokens
	return nil
}
