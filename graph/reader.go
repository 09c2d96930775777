package graph

import (
	"cmp"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/cayleygraph/quad"

	"parley/graph/quadstore"
)

// reader reads nodes out of one moment of the graph. It keeps what it has
// read of documents and names, so it is used for one question and dropped.
type reader struct {
	tx        *quadstore.Tx
	documents map[quad.IRI]*source
	captions  map[quad.IRI]string
}

// source is a document with the byte offset of each of its code points.
type source struct {
	Document
	offsets []int32
}

func newReader(tx *quadstore.Tx) *reader {
	return &reader{tx: tx, documents: map[quad.IRI]*source{}, captions: map[quad.IRI]string{}}
}

// id is what follows the prefix: person/angela-merkel.
func id(v quad.Value) string {
	iri, _ := v.(quad.IRI)
	return strings.TrimPrefix(string(iri), "parley:")
}

// plain is a literal's text or an IRI's id.
func plain(v quad.Value) string {
	switch v := v.(type) {
	case quad.IRI:
		return id(v)
	case quad.String:
		return string(v)
	case quad.TypedString:
		return string(v.Value)
	case quad.LangString:
		return string(v.Value)
	}
	return quad.StringOf(v)
}

// node is one node with all that is said of it.
type node struct {
	iri   quad.IRI
	facts map[string][]fact // predicate -> facts, in the order of the index
}

type fact struct {
	object quad.Value
	claim  quad.IRI
}

// node reads everything whose subject is iri.
func (r *reader) node(iri quad.IRI) (node, error) {
	n := node{iri: iri, facts: map[string][]fact{}}
	for q, err := range r.tx.Quads(iri, nil, nil, nil) {
		if err != nil {
			return n, err
		}
		p := id(q.Predicate)
		claim, _ := q.Label.(quad.IRI)
		n.facts[p] = append(n.facts[p], fact{q.Object, claim})
	}
	return n, nil
}

// text is the least of the literals under p, "" if there is none.
func (n node) text(p string) string {
	if all := n.texts(p); len(all) > 0 {
		return all[0]
	}
	return ""
}

// texts are the distinct objects under the predicates as text, sorted.
func (n node) texts(predicates ...string) []string {
	var out []string
	for _, p := range predicates {
		for _, f := range n.facts[p] {
			out = append(out, plain(f.object))
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// claims are the labels of what is said of n, sorted.
func (n node) claims() []quad.IRI {
	var out []quad.IRI
	for _, fs := range n.facts {
		for _, f := range fs {
			out = append(out, f.claim)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// subjects are the distinct subjects of (? p o), sorted by IRI.
func (r *reader) subjects(p quad.IRI, o quad.Value) ([]quad.IRI, error) {
	var out []quad.IRI
	for q, err := range r.tx.Quads(nil, p, o, nil) {
		if err != nil {
			return nil, err
		}
		if s, ok := q.Subject.(quad.IRI); ok {
			out = append(out, s)
		}
	}
	slices.Sort(out)
	return slices.Compact(out), nil
}

// caption is the name of an entity that most claims give it; of names given
// equally often the longest, then the least. A node without a name is called
// by its id.
func (r *reader) caption(entity string) (string, error) {
	iri := IRI(entity)
	if c, ok := r.captions[iri]; ok {
		return c, nil
	}
	count := map[string]int{}
	for q, err := range r.tx.Quads(iri, NameIRI, nil, nil) {
		if err != nil {
			return "", err
		}
		count[plain(q.Object)]++
	}
	best := ""
	for name, n := range count {
		better := cmp.Or(cmp.Compare(n, count[best]), cmp.Compare(len(name), len(best)), strings.Compare(best, name))
		if best == "" || better > 0 {
			best = name
		}
	}
	if best == "" {
		best = entity
	}
	r.captions[iri] = best
	return best, nil
}

// list is the captions of ids, joined by commas, in the order of the captions.
func (r *reader) list(ids []string) (string, error) {
	out := make([]string, len(ids))
	for i, x := range ids {
		var err error
		if out[i], err = r.caption(x); err != nil {
			return "", err
		}
	}
	slices.Sort(out)
	return strings.Join(out, ", "), nil
}

// evidence is what stands behind each of the claims, in the order of
// document and place. Labels that are no claims (a document's own) say nothing.
func (r *reader) evidence(claims []quad.IRI) ([]Evidence, error) {
	var out []Evidence
	for _, c := range claims {
		n, err := r.node(c)
		if err != nil {
			return nil, err
		}
		of := n.facts["document"]
		if len(of) == 0 {
			continue
		}
		doc, _ := of[0].object.(quad.IRI)
		src, err := r.source(doc)
		if err != nil {
			return nil, err
		}
		e := Evidence{Claim: id(c), Document: src.ID, Title: src.Title, Publisher: src.Publisher, Published: src.Published, Rule: n.text("rule"), Status: n.text("status")}
		e.Confidence, _ = strconv.ParseFloat(n.text("confidence"), 64)
		if e.Sentence, e.Start, e.End, err = src.sentences(n.texts("evidence")); err != nil {
			return nil, fmt.Errorf("%s: %w", id(c), err)
		}
		out = append(out, e)
	}
	slices.SortFunc(out, compareEvidence)
	return out, nil
}

func compareEvidence(a, b Evidence) int {
	return cmp.Or(strings.Compare(a.Document, b.Document), cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End), strings.Compare(a.Claim, b.Claim))
}

func (r *reader) source(doc quad.IRI) (*source, error) {
	if s := r.documents[doc]; s != nil {
		return s, nil
	}
	name, err := url.PathUnescape(strings.TrimPrefix(id(doc), "document/"))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", doc, err)
	}
	b := r.tx.Get(documentsBucket, name)
	if b == nil {
		return nil, fmt.Errorf("%w: %s (run parley check)", ErrNoDocument, name)
	}
	d, err := decodeDocument(name, b)
	if err != nil {
		return nil, err
	}
	s := &source{Document: d}
	for i := range d.Text { // a byte that is no UTF-8 counts as one, as in schema.CodePoints
		s.offsets = append(s.offsets, int32(i))
	}
	s.offsets = append(s.offsets, int32(len(d.Text)))
	r.documents[doc] = s
	return s, nil
}

// sentences is the text under spans ("char=3,40"), in the order of the text,
// each on one line and joined by a space; a gap between two is shown as "…".
// start and end count code points.
func (s *source) sentences(spans []string) (text string, start, end int, err error) {
	type span struct{ a, b int }
	var all []span
	for _, x := range spans {
		var sp span
		if _, err := fmt.Sscanf(x, "char=%d,%d", &sp.a, &sp.b); err != nil || sp.a < 0 || sp.a > sp.b || sp.b >= len(s.offsets) {
			return "", 0, 0, fmt.Errorf("evidence %q does not fit the text of %s", x, s.ID)
		}
		all = append(all, sp)
	}
	slices.SortFunc(all, func(x, y span) int { return cmp.Or(x.a-y.a, x.b-y.b) })
	var parts []string
	for i, sp := range all {
		t := fold(s.Text[s.offsets[sp.a]:s.offsets[sp.b]])
		if i == 0 {
			start = sp.a
		} else if strings.TrimSpace(s.Text[s.offsets[min(all[i-1].b, sp.a)]:s.offsets[sp.a]]) != "" {
			t = "… " + t
		}
		end = max(end, sp.b)
		parts = append(parts, t)
	}
	return strings.Join(parts, " "), start, end, nil
}
