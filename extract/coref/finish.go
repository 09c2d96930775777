package coref

import (
	"cmp"
	"slices"

	"parley/extract/text"
)

// finish puts the new mentions and entities among the old ones: mentions by
// start, the longer first, entities by their first mention.
func (r *resolver) finish() {
	type span struct{ first, last int }
	taken := map[span]bool{}
	for _, m := range r.doc.Mentions {
		taken[span{m.First, m.Last}] = true
	}
	for _, m := range r.mentions {
		if s := (span{m.First, m.Last}); !taken[s] {
			taken[s] = true
			r.doc.Mentions = append(r.doc.Mentions, m)
		}
	}
	slices.SortStableFunc(r.doc.Mentions, func(a, b text.Mention) int {
		return cmp.Or(a.Start-b.Start, b.End-a.End)
	})
	n := len(r.doc.Entities)
	first := make([]int, n)
	for e := range first {
		first[e] = len(r.doc.Text) + 1
	}
	for _, m := range r.doc.Mentions {
		if m.Entity >= 0 && m.Entity < n {
			first[m.Entity] = min(first[m.Entity], m.Start)
		}
	}
	order := make([]int, n)
	for e := range order {
		order[e] = e
	}
	slices.SortStableFunc(order, func(a, b int) int { return first[a] - first[b] })
	entities, place := make([]text.Entity, n), make([]int, n)
	for at, e := range order {
		entities[at], place[e] = r.doc.Entities[e], at
	}
	for _, e := range entities {
		for i, m := range e.Members {
			e.Members[i] = place[m]
		}
	}
	r.doc.Entities = entities
	for k := range r.doc.Mentions {
		if e := r.doc.Mentions[k].Entity; e >= 0 && e < n {
			r.doc.Mentions[k].Entity = place[e]
		}
	}
}
