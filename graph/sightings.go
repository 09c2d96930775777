package graph

import (
	"encoding/binary"
	"maps"
	"slices"
	"strings"

	"parley/graph/resolve"
	"parley/schema"
)

// sightings are those of a document as they are kept.
func (x *identity) sightings(doc string) []sighting {
	s, ok := x.seen[doc]
	if !ok {
		var k kept
		x.get(key("s", doc), &k)
		s = k.sightings()
		x.seen[doc] = s
	}
	return s
}

// kept are the sightings of a document as they are kept: what they share once.
type kept struct {
	List  []sighting
	Named []string `json:",omitempty"`
	With  []string `json:",omitempty"`
	// Without has the company of the document that is a sighting's own.
	Without [][]int
}

func keptOf(list []sighting) kept {
	var k kept
	all := map[string]bool{}
	for _, s := range list {
		k.Named = s.Named
		for _, w := range s.With {
			all[w] = true
		}
	}
	k.With = slices.Sorted(maps.Keys(all))
	for _, s := range list {
		var without []int
		for i, w := range k.With {
			if _, in := slices.BinarySearch(s.With, w); !in {
				without = append(without, i)
			}
		}
		s.Named, s.With = nil, nil
		k.List, k.Without = append(k.List, s), append(k.Without, without)
	}
	return k
}

func (k *kept) sightings() []sighting {
	for i := range k.List {
		s := &k.List[i]
		s.Named = k.Named
		for j, w := range k.With {
			if i < len(k.Without) && !slices.Contains(k.Without[i], j) {
				s.With = append(s.With, w)
			}
		}
	}
	return k.List
}

// sightingsOf are those of a record as people have decided.
func (x *identity) sightingsOf(r *schema.Record, text string) []sighting {
	var out []sighting
	for _, s := range resolve.Sightings(r, text) {
		out = append(out, sighting{s, x.decisions.SplitOff(r.Doc, s.ID)})
	}
	return out
}

// change puts the sightings of a document in the place of those that are kept.
func (x *identity) change(doc string, now []sighting) {
	for _, s := range x.sightings(doc) {
		x.count(doc, s, -1)
	}
	for _, s := range now {
		x.count(doc, s, +1)
	}
	x.seen[doc] = now
	if len(now) == 0 {
		x.delete(key("s", doc))
	} else {
		x.put(key("s", doc), keptOf(now))
	}
	x.docs[doc] = true
}

// count adds or takes away one sighting.
func (x *identity) count(doc string, s sighting, by int64) {
	if s.Split != "" {
		return
	}
	index := x.mark
	if by < 0 {
		index = x.delete
	}
	at := place{doc, s.ID}
	x.fit[at] = by > 0
	if !s.Firm() {
		k := resolve.KeyOf(s.Name)
		index(key("q", k.Family, k.Given, doc, s.ID))
		for _, f := range features(&s.Sighting) {
			index(featureKey(k, f, doc, s.ID))
		}
	} else {
		a := atomOf(&s.Sighting)
		if x.bump(key("a", a.parts()...), by) {
			x.keys[a.key()] = true
		}
		index(key("o", a.parts(doc, s.ID)...))
		for _, t := range s.Traits {
			if x.bump(key("t", a.parts(t)...), by) {
				x.keys[a.key()] = true
				x.feature(a.key(), t)
				if strings.HasPrefix(t, "y:") { // who was too far in time may now be near
					x.force[a.key()] = true
				}
			}
		}
		company := companyKeys(a)
		for _, w := range s.With {
			if x.bump(company+companyDigest(w), by) {
				x.feature(a.key(), w)
			}
		}
	}
	if by < 0 {
		x.assign(at, assigned{})
	}
}

func (x *identity) feature(k resolve.Key, f string) {
	if x.changed[k] == nil {
		x.changed[k] = map[string]bool{}
	}
	x.changed[k][f] = true
}

// features are what a sighting may share with a person.
func features(s *resolve.Sighting) []string {
	return slices.Compact(slices.Sorted(slices.Values(slices.Concat(s.Traits, s.With))))
}

// bump changes a count and reports whether it came to be or went.
func (x *identity) bump(key string, by int64) bool {
	n, err := count(key, x.tx.Get(personsBucket, key))
	x.keep(err)
	x.setCount(key, n+by)
	return n == 0 || n+by == 0
}

func (x *identity) setCount(key string, n int64) {
	if n == 0 {
		x.delete(key)
	} else {
		x.write(key, binary.AppendVarint(nil, n))
	}
}
