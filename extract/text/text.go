// Package text holds a text and the layers that the stages lay over it.
//
// A [Document] keeps the text once, byte for byte as it was given: nothing is
// trimmed, normalised or re-encoded, so every offset leads back to the input.
// Stages add layers (tokens, sentences, mentions, times) that point into the
// text by [Span]; a stage that needs a normalised form keeps it beside the
// token (Token.Norm), never instead of it.
//
// The package knows no stage and imports nothing of parley.
package text

import (
	"crypto/sha256"
	"encoding/hex"
)

// Span is a half-open range [Start, End) of bytes of the document's text.
type Span struct{ Start, End int }

// Len is the number of bytes in the span.
func (s Span) Len() int { return s.End - s.Start }

// Contains reports whether o lies wholly within s.
func (s Span) Contains(o Span) bool { return s.Start <= o.Start && o.End <= s.End }

// Overlaps reports whether s and o share at least one byte.
func (s Span) Overlaps(o Span) bool { return s.Start < o.End && o.Start < s.End }

// Layer names one kind of annotation, so that a pipeline can check that each
// stage finds what it needs.
type Layer string

// The layers of a document.
const (
	Tokens    Layer = "tokens"    // Document.Tokens with Span and Norm
	Sentences Layer = "sentences" // Document.Sentences
	Tags      Layer = "tags"      // Token.UPOS, Token.XPOS
	Lemmas    Layer = "lemmas"    // Token.Lemma
	Draft     Layer = "draft"     // Token.Head, Token.Rel, before names are known
	Spotted   Layer = "spotted"   // Document.Spots
	Tree      Layer = "tree"      // Token.Head, Token.Rel
	Names     Layer = "names"     // Document.Mentions of kind Name
	Entities  Layer = "entities"  // Document.Entities, and Mention.Entity of names
	Chains    Layer = "chains"    // Document.Mentions of the other kinds, and what they need in Entities
	Times     Layer = "times"     // Document.Times
)

// Document is one text and the layers laid over it.
// A document is used by one goroutine at a time.
type Document struct {
	ID        string // as the user will cite it: a path, or the id of a JSON line
	Title     string // without the text's own title line where there is none
	Published string // YYYY-MM-DD or empty
	Publisher string
	Text      string
	Body      int // byte of Text where the running text begins, after a header block

	Tokens    []Token    // in the order of the text, not overlapping
	Sentences []Sentence // in the order of the text, together they cover all tokens
	Spots     []Spot     // in the order of the text
	Mentions  []Mention  // by start; longer first where two start together
	Entities  []Entity   // by first mention
	Times     []Time     // in the order of the text
}

// Root is the Head of a token that hangs from no other, and the Head of every
// token as long as there is no tree.
const Root = -1

// Token is the smallest unit.
type Token struct {
	Span
	Norm  string // Form with plain quotes and dashes; equals the text where nothing changed
	Lemma string
	UPOS  string // universal part of speech
	XPOS  string // Penn Treebank tag
	Head  int    // index in Document.Tokens, or Root
	Rel   string // universal dependency relation, with subtype
}

// Sentence is a run of tokens.
type Sentence struct {
	Span            // from the first byte of its first token to the end of its last
	First, Last int // tokens [First, Last)
	Paragraph   int // number of its paragraph, from 0
	Headline    bool
}

// Spot is a span that looks like a name: tokens [First, Last), with the type
// that the network gives it: PER, ORG, LOC, MISC.
type Spot struct {
	First, Last int
	Type        string
}

// MentionKind tells how a mention refers.
type MentionKind string

// The kinds of mention.
const (
	Name    MentionKind = "name"    // "Angela Merkel", "NATO"
	Nominal MentionKind = "nominal" // "the president"
	Pronoun MentionKind = "pronoun" // "she"
)

// Mention is a span that names or refers to something.
type Mention struct {
	Span
	First, Last int // tokens [First, Last)
	Lead        int // of a person's name: the token where its title with the country begins; First if there is none
	Title       int // the noun of that title, if Lead is before First
	Kind        MentionKind
	Type        string // a type of schema: Person, Country …
	Entity      int    // index in Document.Entities, or -1
	Why         string // why it was joined to its entity
}

// Entity is what the mentions of one chain refer to.
type Entity struct {
	ID      string // person/angela-merkel
	Type    string
	Name    string // fullest form in the text
	Aliases []string
	Members []int // of a Group that means named entities together ("the two leaders"): which
}

// Time is an expression of time with what it stands for.
type Time struct {
	Span
	Value string // 2026, 2026-02 or 2026-02-17; empty when it cannot be known
}

// Own is id with an ending that no other document's ids have, for what only
// this document can mean by a name: "two leaders", "the foreign ministry". The
// ending is empty in a document without an ID.
func (d *Document) Own(id string) string {
	if d.ID == "" {
		return id
	}
	h := sha256.Sum256([]byte(d.ID))
	return id + "-" + hex.EncodeToString(h[:4])
}

// Form is the text of token i as it stands.
func (d *Document) Form(i int) string { return d.Slice(d.Tokens[i].Span) }

// Slice is the text under s.
func (d *Document) Slice(s Span) string { return d.Text[s.Start:s.End] }

// SentenceAt is the index of the sentence that holds token i, or -1.
func (d *Document) SentenceAt(i int) int {
	lo, hi := 0, len(d.Sentences)
	for lo < hi {
		mid := (lo + hi) / 2
		if d.Sentences[mid].Last <= i {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	if lo < len(d.Sentences) && d.Sentences[lo].First <= i {
		return lo
	}
	return -1
}
