package export

import (
	"cmp"
	"slices"
	"strings"

	"parley/graph"
	"parley/schema"
)

// bundle is the edges that become one line.
type bundle struct {
	from, to, predicate, status string
	edges                       []graph.Edge
	documents                   int
}

func bundlesOf(model *schema.Model, edges []graph.Edge) []bundle {
	type key struct{ from, to, predicate, status string }
	at := map[key]int{}
	var out []bundle
	for _, e := range edges {
		if e.From == e.To { // nobody meets himself; a loop tells nothing
			continue
		}
		k := key{e.From, e.To, e.Predicate, e.Status}
		if undirected(model, e.Predicate) && e.Predicate != "participant" && k.from > k.to {
			k.from, k.to = k.to, k.from
		}
		i, ok := at[k]
		if !ok {
			i = len(out)
			at[k] = i
			out = append(out, bundle{from: k.from, to: k.to, predicate: k.predicate, status: k.status})
		}
		out[i].edges = append(out[i].edges, e)
	}
	for i := range out {
		b := &out[i]
		slices.SortStableFunc(b.edges, func(x, y graph.Edge) int {
			return cmp.Or(strings.Compare(x.Date, y.Date), strings.Compare(x.Place, y.Place), strings.Compare(x.Meeting, y.Meeting))
		})
		b.documents = documentsOf(b.edges)
	}
	slices.SortFunc(out, compareBundles)
	return out
}

func compareBundles(a, b bundle) int {
	return cmp.Or(strings.Compare(a.from, b.from), strings.Compare(a.to, b.to),
		strings.Compare(a.predicate, b.predicate), strings.Compare(a.status, b.status))
}

// documentsOf counts the documents that tell of any of the edges.
func documentsOf(edges []graph.Edge) int {
	seen := map[string]bool{}
	for _, e := range edges {
		for _, ev := range e.Evidence {
			seen[ev.Document] = true
		}
	}
	return len(seen)
}

func edgesOf(bundles []bundle) []graph.Edge {
	var out []graph.Edge
	for _, b := range bundles {
		out = append(out, b.edges...)
	}
	return out
}
