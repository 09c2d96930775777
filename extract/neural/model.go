package neural

import (
	"fmt"
	"slices"
	"strings"

	"parley/extract/neural/kernel"
)

// model is the network of a file with the names of what it gives.
type model struct {
	width, heads, inner int
	positions           int // most pieces that are read at once, with both marks
	hashRows            int

	speller      *speller
	tags         []tag
	labels       []string
	root         int // the label of the tree's root
	names        *bio
	piece        table
	position     table
	class        []float32 // a row of width for each case class and for the marks
	norm         affine
	mix          []float32
	layers       []layer
	hashed       table
	wordClass    []float32
	feature      *kernel.Weights
	tagHead      scorer
	nameHead     scorer
	dependentArc *kernel.Weights // of a word as a dependent, for arcs
	headArc      *kernel.Weights
	dependent    *kernel.Weights // the same for labels
	head         *kernel.Weights
	arcPair      *kernel.Weights
	arcPrior     []float32
	arcRoot      []float32
	labelPair    *kernel.Weights
	labelOfDep   *kernel.Weights
	labelOfHead  *kernel.Weights
}

type tag struct{ upos, xpos string }

// table is int8 rows to look up. q lies in the bytes of the file.
type table struct {
	q     []byte
	scale []float32
	width int
}

// row writes row i to dst.
func (t *table) row(dst []float32, i int32) {
	s := t.scale[i]
	dst = dst[:t.width]
	for j, b := range t.q[int(i)*t.width:][:t.width] {
		dst[j] = float32(float32(int8(b)) * s) // rounded before it is added to anything
	}
}

// affine is what follows a layer norm.
type affine struct{ gain, bias []float32 }

// layer is one of the transformer's.
type layer struct {
	qkv, out, up, down *kernel.Weights
	norm1, norm2       affine
}

// scorer is a head with one hidden layer.
type scorer struct{ hidden, out *kernel.Weights }

// newModel makes a model of a file's parts, all of which it must know.
func newModel(c *container) (*model, error) {
	b := &binder{c: c}
	m := &model{
		width: b.number("width", 16, 1<<14), heads: b.number("heads", 1, 1<<10), inner: b.number("inner", 1, kernel.MaxDepth),
		positions: b.number("positions", 3, 1<<16), hashRows: b.number("hash_rows", 2, 1<<24),
	}
	depth, word, features := b.number("layers", 0, 1<<10), b.number("word", 1, kernel.MaxDepth), b.number("features", 1, kernel.MaxDepth)
	hidden, arc, label := b.number("hidden", 1, 1<<14), b.number("arc", 1, 1<<14), b.number("label", 1, 1<<14)
	mostRunes, mostPieces := b.number("max_runes", 1, 1<<10), b.number("max_word_pieces", 1, 1<<10)
	style := b.number("style", 0, 1<<10)
	b.number("slots", slots, slots)
	switch {
	case b.err != nil:
		return nil, b.err
	case m.width%m.heads != 0 || m.width/m.heads%16 != 0:
		return nil, fmt.Errorf("numbers: a width of %d for %d heads: each needs a multiple of 16", m.width, m.heads)
	case word != m.width+features:
		return nil, fmt.Errorf("numbers: a word of %d is not width %d and features %d", word, m.width, features)
	case m.positions < mostPieces+2:
		return nil, fmt.Errorf("numbers: %d positions do not hold a token of %d pieces between two marks", m.positions, mostPieces)
	}

	pieces, styles := b.list("pieces", 1<<24), b.list("styles", 1<<10)
	if style >= len(styles) {
		b.fail("number style: %d of %d styles", style, len(styles))
	}
	b.inventories(m)
	if b.err == nil {
		m.speller, b.err = newSpeller(pieces, mostRunes, mostPieces)
	}
	m.piece, m.position = b.table("piece", len(pieces), m.width), b.table("position", m.positions, m.width)
	m.class = b.floats("case", classes+1, m.width)
	m.norm, m.mix = b.affine("norm", m.width), b.floats("mix", depth+1)
	for i := range depth {
		if b.err != nil {
			break // so that depth alone costs nothing
		}
		m.layers = append(m.layers, b.layer(fmt.Sprintf("layer.%d.", i), m))
	}
	m.hashed = b.table("hashed", m.hashRows, 0)
	m.wordClass = b.floats("word_case", classes, 0)
	m.feature = b.weights("feature", features, slots*m.hashed.width+len(m.wordClass)/classes, b.floats("feature.bias", features))
	b.wordHeads(m, word, hidden, arc, label, b.floats("name.style", len(styles), hidden), style)
	m.tagHead.out = b.weights("tag", len(m.tags), hidden, b.floats("tag.bias", len(m.tags)))
	m.nameHead.out = b.weights("name", len(m.names.types), hidden, b.floats("name.bias", len(m.names.types)))
	m.arcPair, m.arcPrior, m.arcRoot = b.weights("arc.pair", arc, arc, nil), b.floats("arc.prior", arc), b.floats("arc.root", arc)
	m.labelPair = b.weights("label.pair", len(m.labels)*label, label, nil)
	m.labelOfDep = b.weights("label.dependent", len(m.labels), label, b.floats("label.bias", len(m.labels)))
	m.labelOfHead = b.weights("label.head", len(m.labels), label, nil)
	b.leftovers()
	return m, b.err
}

// inventories reads what the network chooses from.
func (b *binder) inventories(m *model) {
	const most = 1 << 12
	for i, t := range b.list("tags", most) {
		upos, xpos, ok := strings.Cut(t, "|")
		if !ok {
			b.fail("list tags: entry %d, %q, is not UPOS|XPOS", i, t)
		}
		m.tags = append(m.tags, tag{upos, xpos})
	}
	m.labels = b.list("labels", most)
	m.root = slices.Index(m.labels, "root")
	if m.root < 0 || len(m.labels) < 2 {
		b.fail("list labels: no root, or nothing else")
	}
	names := b.list("names", most)
	var err error
	if m.names, err = newBIO(names); err != nil {
		b.fail("%v", err)
		m.names = &bio{}
	}
}

func (b *binder) layer(p string, m *model) layer {
	return layer{
		qkv:   b.weights(p+"qkv", 3*m.width, m.width, b.floats(p+"qkv.bias", 3*m.width)),
		out:   b.weights(p+"out", m.width, m.width, b.floats(p+"out.bias", m.width)),
		up:    b.weights(p+"up", m.inner, m.width, b.floats(p+"up.bias", m.inner)),
		down:  b.weights(p+"down", m.width, m.inner, b.floats(p+"down.bias", m.width)),
		norm1: b.affine(p+"norm1", m.width), norm2: b.affine(p+"norm2", m.width),
	}
}

// wordHeads takes the matrix word.hidden apart: the file has the first layers
// of all heads in one. The style of names is a bias like any other.
func (b *binder) wordHeads(m *model, word, hidden, arc, label int, styles []float32, style int) {
	total := 2*hidden + 2*arc + 2*label
	t, bias := b.rows("word.hidden", total, word), b.floats("word.hidden.bias", total)
	if b.err != nil {
		return
	}
	bias = slices.Clone(bias)
	for i := range hidden {
		bias[hidden+i] += styles[style*hidden+i]
	}
	at := 0
	for _, part := range []struct {
		of   **kernel.Weights
		size int
	}{
		{&m.tagHead.hidden, hidden}, {&m.nameHead.hidden, hidden},
		{&m.dependentArc, arc}, {&m.headArc, arc}, {&m.dependent, label}, {&m.head, label},
	} {
		to := at + part.size
		*part.of = b.pack("word.hidden", t.q[at*word:to*word], t.scale[at:to], bias[at:to], word)
		at = to
	}
}
