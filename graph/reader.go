package graph

import (
	"context"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"parley/graph/quadstore"
)

// reader reads nodes out of one moment of the graph. It keeps what it has
// read of documents and names, so it is used for one question and dropped.
// It follows numbers and turns only what is shown into words. The first error
// of the store stays in err; what is read after it is empty.
type reader struct {
	tx        *quadstore.Tx
	words     map[string]quadstore.Ref // of the vocabulary
	sources   map[quadstore.Ref]*source
	captions  map[string]string
	claims    map[quadstore.Ref]node
	documents map[quadstore.Ref]quadstore.Ref // of claims
	facts     []fact                          // of all nodes that were read: a slice for each costs more
	quoted    map[quadstore.Ref]*Evidence
	brief     bool // see [Store.Brief]
	filter    Filter
	passed    map[quadstore.Ref]bool // claims, by whether the filter lets them
	err       error
}

// view calls f with a reader and returns the error of either.
func (s *Store) view(ctx context.Context, f func(*reader) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	return s.qs.View(func(tx *quadstore.Tx) error {
		r := &reader{tx: tx, brief: s.brief, filter: s.filter, words: map[string]quadstore.Ref{}, sources: map[quadstore.Ref]*source{}, captions: map[string]string{},
			claims: map[quadstore.Ref]node{}, documents: map[quadstore.Ref]quadstore.Ref{}, quoted: map[quadstore.Ref]*Evidence{}, passed: map[quadstore.Ref]bool{}}
		if err := f(r); err != nil {
			return err
		}
		return r.err
	})
}

func (r *reader) keep(err error) {
	if r.err == nil {
		r.err = err
	}
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

// ref is the number of v, 0 if the graph does not know it.
func (r *reader) ref(v quad.Value) quadstore.Ref {
	n, err := r.tx.Ref(v)
	r.keep(err)
	return n
}

// word is the number of a word of the vocabulary: met, Meeting, rdf:type.
func (r *reader) word(w string) quadstore.Ref {
	n, ok := r.words[w]
	if !ok {
		iri := IRI(w)
		if strings.Contains(w, ":") {
			iri = quad.IRI(w)
		}
		n = r.ref(iri)
		r.words[w] = n
	}
	return n
}

// entity is the number of what has this id.
func (r *reader) entity(id string) quadstore.Ref { return r.ref(IRI(id)) }

// text is the text or id that n stands for.
func (r *reader) text(n quadstore.Ref) string {
	v, err := r.tx.Value(n)
	if err != nil {
		r.keep(err)
		return ""
	}
	return plain(v)
}

// match is [quadstore.Tx.Match] of parts of which at least one must be known:
// with an unknown one, 0, nothing matches. p may be "" for any.
func (r *reader) match(s quadstore.Ref, p string, o quadstore.Ref) [][4]quadstore.Ref {
	pred := quadstore.Ref(0)
	if p != "" {
		if pred = r.word(p); pred == 0 {
			return nil
		}
	}
	if s == 0 && o == 0 && pred == 0 {
		return nil
	}
	var out [][4]quadstore.Ref
	for q := range r.tx.Match(s, pred, o, 0) {
		out = append(out, q)
	}
	return out
}

// subjects are the distinct subjects of (? p o).
func (r *reader) subjects(p string, o quadstore.Ref) []quadstore.Ref {
	pred := r.word(p)
	if pred == 0 || o == 0 {
		return nil
	}
	return slices.Collect(r.tx.Subjects(pred, o))
}

// distinct is refs sorted, each once.
func distinct(refs []quadstore.Ref) []quadstore.Ref {
	if len(refs) < 2 {
		return refs
	}
	refs = slices.Clone(refs)
	slices.Sort(refs)
	return slices.Compact(refs)
}

// readTexts reads ahead refs and the objects of these predicates, in the order
// of the dictionary, which costs less than one by one.
func (r *reader) readTexts(nodes []node, refs []quadstore.Ref, predicates ...string) {
	refs = slices.Clone(refs)
	for _, n := range nodes {
		for _, p := range predicates {
			for _, f := range n.of(p) {
				refs = append(refs, f.object)
			}
		}
	}
	r.tx.Load(distinct(refs))
}

// list is the captions of ids, joined by commas, in the order of the captions.
func (r *reader) list(ids []string) string {
	switch len(ids) {
	case 0:
		return ""
	case 1:
		return r.caption(ids[0])
	}
	out := make([]string, len(ids))
	for i, x := range ids {
		out[i] = r.caption(x)
	}
	slices.Sort(out)
	return strings.Join(out, ", ")
}

// nodes are the nodes of ids with type and caption. Where documents disagree
// on the type it is the least.
func (r *reader) nodes(ids []string) []Node {
	out := make([]Node, len(ids))
	for i, id := range ids {
		out[i] = Node{ID: id, Caption: r.caption(id)}
		if n, p := r.entity(id), r.word(string(TypeIRI)); n != 0 && p != 0 {
			for o := range r.tx.Objects(n, p) {
				if t := r.text(o); out[i].Type == "" || t < out[i].Type {
					out[i].Type = t
				}
			}
		}
	}
	return out
}
