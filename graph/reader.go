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
	tx       *quadstore.Tx
	words    map[string]quadstore.Ref // of the vocabulary
	sources  map[quadstore.Ref]*source
	captions map[string]string
	err      error
}

// view calls f with a reader and returns the error of either.
func (s *Store) view(ctx context.Context, f func(*reader) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	return s.qs.View(func(tx *quadstore.Tx) error {
		r := &reader{tx: tx, words: map[string]quadstore.Ref{}, sources: map[quadstore.Ref]*source{}, captions: map[string]string{}}
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

// node is one node with all that is said of it.
type node struct {
	r     *reader
	ref   quadstore.Ref
	facts []fact
}

type fact struct{ predicate, object, claim quadstore.Ref }

// node reads everything whose subject is n.
func (r *reader) node(n quadstore.Ref) node {
	out := node{r: r, ref: n}
	if n == 0 {
		return out
	}
	out.facts = make([]fact, 0, 16)
	for q := range r.tx.Match(n, 0, 0, 0) {
		out.facts = append(out.facts, fact{q[1], q[2], q[3]})
	}
	return out
}

// of are the facts of n under predicate p.
func (n node) of(p string) []fact {
	pred := n.r.word(p)
	from := slices.IndexFunc(n.facts, func(f fact) bool { return f.predicate == pred })
	if from < 0 {
		return nil
	}
	to := from // facts are in the order of the index: those of a predicate together
	for to < len(n.facts) && n.facts[to].predicate == pred {
		to++
	}
	return n.facts[from:to]
}

// saidBy is n as the claims that pass have it.
func (n node) saidBy(pass func(claim quadstore.Ref) bool) node {
	n.facts = slices.DeleteFunc(slices.Clone(n.facts), func(f fact) bool { return !pass(f.claim) })
	return n
}

// texts are the distinct objects under p as text, sorted.
func (n node) texts(p string) []string {
	facts := n.of(p)
	if len(facts) == 0 {
		return nil
	}
	out := make([]string, 0, len(facts))
	for i, f := range facts {
		if i == 0 || f.object != facts[i-1].object { // facts are sorted by object
			out = append(out, n.r.text(f.object))
		}
	}
	slices.Sort(out)
	return out
}

// text is the least of the objects under p, "" if there is none.
func (n node) text(p string) string {
	least := ""
	for i, f := range n.of(p) {
		if t := n.r.text(f.object); i == 0 || t < least {
			least = t
		}
	}
	return least
}

// claims are the labels of what is said of n.
func (n node) claims() []quadstore.Ref {
	var out []quadstore.Ref
	for _, f := range n.facts {
		if !slices.Contains(out, f.claim) {
			out = append(out, f.claim)
		}
	}
	return out
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
