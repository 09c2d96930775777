// Package neural reads sentences with one small transformer: it turns the
// tokens of a sentence into their parts of speech, a tree of dependencies and
// the names among them.
//
// [New] takes a model file apart, once; [Reader.Read] does the rest. The
// package does not split text, knows no lemma and no gazetteer, and fills no
// document: stages do.
//
//	The ministers met in Geneva .
//	DET|DT NOUN|NNS VERB|VBD ADP|IN PROPN|NNP PUNCT|.
//	ministers is the nsubj of met, which is the root; [Geneva LOC]
//
// # How it reads
//
// Numbers are those of the model that train/README.md describes; that page has
// every formula, and the format of the file.
//
//  1. A token's form becomes word pieces (words.go), a case class and four
//     hashed features (shape.go), since the pieces are in lower case.
//  2. A piece, its position and the case of its token are 384 numbers, which go
//     through the layers of a transformer (Devlin et al. 2019, with the weights
//     of Wang et al. 2020): attention and an inner layer, each added to its
//     input and normed. The outputs of all layers are mixed (Peters et al.
//     2018). encoder.go: pieces × 384.
//  3. A word is the mean of its pieces and its features, words × 512. A head
//     with one hidden layer scores tags, another one names; heads.go. Names are
//     the best sequence in which none begins in its middle; names.go.
//  4. A biaffine score for each pair of words (Dozat and Manning 2017), words ×
//     (1 + words), gives the best tree with one root (tree.go), and for each arc
//     of it the best label (labels.go).
//
// All matrices are int8 with one scale a row; activations are rounded to int8
// with one scale a row on the spot (package kernel).
//
// # The same everywhere
//
// A sentence's reading depends on its tokens and the model alone: not on the
// sentences beside it, the number of goroutines or the processor. Nothing but
// attention, trees and names looks from one piece or word to another, and
// those stay within the sentence; kernel gives the same bits for a row whatever
// rows are beside it, on every processor. Of equal scores the lowest index wins.
//
// # Long sentences
//
// The model has positions for so many pieces (254 and two marks). A longer
// sentence is cut into parts of about equal length, behind a mark of
// punctuation near there if there is one (cut.go). The root of the first part
// is that of the sentence; those of the others hang from it as parataxis. No
// name reaches over a cut.
package neural

import (
	"context"
	"fmt"
	"sync"

	"parley/extract/neural/kernel"
	"parley/extract/text"
)

// Root is the Head of a sentence's root.
const Root = text.Root

// Word is what is read of a token.
type Word struct {
	UPOS string // universal part of speech
	XPOS string // Penn Treebank tag
	Head int    // index of a token of the sentence, or Root
	Rel  string // universal dependency relation, with subtype
}

// Name is a name: tokens [First, Last) of a sentence.
type Name struct {
	First, Last int
	Type        string // as the model has it: PER, ORG, LOC, MISC
}

// Reading is what is read of a sentence.
type Reading struct {
	Words []Word // one a token: a tree with exactly one root, if there are any
	Names []Name // in their order, without overlap
}

// Reader reads sentences with one model. It is safe for concurrent use.
type Reader struct {
	model *model
	set   *kernel.Set
	free  sync.Pool // of *work
}

// New makes a reader of a model file. It keeps data, which must not change any
// more, and takes about two thirds as much memory again. Whatever data holds, an
// error says what is wrong with it and where.
func New(data []byte) (*Reader, error) { return newReader(data, kernel.Best()) }

func newReader(data []byte, set *kernel.Set) (*Reader, error) {
	c, err := parse(data)
	if err != nil {
		return nil, fmt.Errorf("model file: %w", err)
	}
	m, err := newModel(c)
	if err != nil {
		return nil, fmt.Errorf("model file: %w", err)
	}
	return &Reader{model: m, set: set}, nil
}

// most is how many pieces are read at once, if there is more than one
// sentence: more are hardly faster (BenchmarkRead), and take 17 KB each.
const most = 256

// Read reads sentences, each given as the forms of its tokens as they stand in
// the text: with their capitals and typographic quotes. Any string is a form.
// The cost is linear in the tokens, but for the square of a sentence's (or, of
// a long one, a part's) length. The only error is that of ctx.
func (r *Reader) Read(ctx context.Context, sentences [][]string) ([]Reading, error) {
	return r.read(ctx, sentences, most)
}

func (r *Reader) read(ctx context.Context, sentences [][]string, most int) ([]Reading, error) {
	w, _ := r.free.Get().(*work)
	if w == nil {
		w = &work{model: r.model, set: r.set}
	}
	defer r.free.Put(w)
	out := make([]Reading, len(sentences))
	w.clear()
	for i, forms := range sentences {
		out[i].Words = make([]Word, len(forms))
		if err := w.spelling.spell(ctx, r.model, forms); err != nil {
			return nil, err
		}
		for at := 0; at < len(forms); {
			n := cut(forms[at:], w.spelling.counts[at:], w.spelling.pieces(at, len(forms)-at), r.model.positions-2)
			if len(w.pieces) > 0 && len(w.pieces)+w.spelling.pieces(at, n)+2 > most {
				if err := w.flush(ctx, out); err != nil {
					return nil, err
				}
			}
			w.add(i, at, n)
			at += n
		}
	}
	if err := w.flush(ctx, out); err != nil {
		return nil, err
	}
	return out, nil
}

// flush reads the batch and empties it.
func (w *work) flush(ctx context.Context, out []Reading) error {
	if err := ctx.Err(); err != nil || len(w.words) == 0 {
		return err
	}
	w.encode()
	w.read(out)
	w.clear()
	return nil
}

// spelling is one sentence as the network reads it.
type spelling struct {
	rows   []int32 // of all pieces
	first  []int   // of each token in rows, and the end
	counts []int   // pieces of each token
	words  []word
}

func (s *spelling) spell(ctx context.Context, m *model, forms []string) error {
	s.rows, s.first, s.counts, s.words = s.rows[:0], s.first[:0], s.counts[:0], s.words[:0]
	for i, f := range forms {
		if i%4096 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		at := len(s.rows)
		s.rows = m.speller.append(s.rows, f)
		s.first, s.counts = append(s.first, at), append(s.counts, len(s.rows)-at)
		s.words = append(s.words, word{pieces: len(s.rows) - at, class: caseClass(f), hashed: hashes(f, m.hashRows)})
	}
	s.first = append(s.first, len(s.rows))
	return nil
}

// pieces counts those of n tokens from at on.
func (s *spelling) pieces(at, n int) int { return s.first[at+n] - s.first[at] }

// add puts n tokens of the sentence that was spelt last into the batch.
func (w *work) add(sentence, at, n int) {
	p := part{sentence: sentence, token: at, word: len(w.words), words: n, piece: len(w.pieces)}
	w.pieces, w.class = append(w.pieces, start), append(w.class, markClass)
	for i := at; i < at+n; i++ {
		word := w.spelling.words[i]
		word.piece = len(w.pieces)
		w.pieces = append(w.pieces, w.spelling.rows[w.spelling.first[i]:w.spelling.first[i+1]]...)
		for range word.pieces {
			w.class = append(w.class, word.class)
		}
		w.words = append(w.words, word)
	}
	w.pieces, w.class = append(w.pieces, end), append(w.class, markClass)
	p.count = len(w.pieces) - p.piece
	w.parts = append(w.parts, p)
}
