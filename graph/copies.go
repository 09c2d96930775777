package graph

import (
	"encoding/binary"
	"math"
	"slices"
	"strings"
	"unicode"

	"parley/graph/quadstore"
)

// The bucket copies holds the signature of each text, by which reprints are
// found: agencies' copies, reprints and new versions of an article are one
// source. A signature is the least hashes (MinHash) of the text's runs of five
// words under 64 hash functions; the share of equal ones is about the share of
// runs that two texts have in common.
const copiesBucket = "copies"

const (
	hashes    = 64
	runLength = 5
	// bandRows: texts are compared that agree in one of 16 bands of 4 hashes,
	// which two that have half of their runs in common miss once in three
	// times, and two that have three quarters once in 400 times.
	bandRows = 4
	// copied is the share of equal hashes from which one is a copy of the other.
	copied = .5
)

// signature is that of a text; of one too short for a run it is empty.
func signature(text string) []byte {
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	if len(words) < 2*runLength {
		return nil
	}
	var least [hashes]uint32
	for i := range least {
		least[i] = math.MaxUint32
	}
	for i := range len(words) - runLength + 1 {
		h := fnv64(words[i : i+runLength])
		for k := range least {
			// Each function is another mixing of the one hash.
			x := h * (2*uint64(k)*0x9E3779B97F4A7C15 + 1)
			x ^= x >> 29
			x *= 0xBF58476D1CE4E5B9
			least[k] = min(least[k], uint32(x>>32))
		}
	}
	out := make([]byte, 0, 4*hashes)
	for _, x := range least {
		out = binary.BigEndian.AppendUint32(out, x)
	}
	return out
}

// fnv64 hashes words, the same on every machine.
func fnv64(words []string) uint64 {
	h := uint64(14695981039346656037)
	for _, w := range words {
		for i := range len(w) {
			h = (h ^ uint64(w[i])) * 1099511628211
		}
		h = (h ^ ' ') * 1099511628211
	}
	return h
}

// similar is the share of hashes that two signatures have in common.
func similar(a, b []byte) float64 {
	if len(a) != 4*hashes || len(b) != 4*hashes {
		return 0
	}
	n := 0
	for i := range hashes {
		if string(a[4*i:4*i+4]) == string(b[4*i:4*i+4]) {
			n++
		}
	}
	return float64(n) / hashes
}

// independent parts documents into groups, each of copies of one text: for
// each document the least of its group. The cost is linear in the documents,
// but for those that share a band and are no copies.
func (r *reader) independent(docs []quadstore.Ref) map[quadstore.Ref]quadstore.Ref {
	of := map[quadstore.Ref]quadstore.Ref{}
	var root func(d quadstore.Ref) quadstore.Ref
	root = func(d quadstore.Ref) quadstore.Ref {
		if of[d] != d {
			of[d] = root(of[d])
		}
		return of[d]
	}
	signatures := map[quadstore.Ref][]byte{}
	bands := map[string][]quadstore.Ref{}
	for _, d := range docs {
		of[d] = d
	}
	for _, d := range docs {
		name, err := documentName(r.text(d))
		r.keep(err)
		s := r.tx.Get(copiesBucket, name)
		signatures[d] = s
		for i := 0; i+4*bandRows <= len(s); i += 4 * bandRows {
			band := string(rune(i)) + string(s[i:i+4*bandRows])
			for _, other := range bands[band] {
				if root(other) != root(d) && similar(signatures[other], s) >= copied {
					a, b := root(other), root(d)
					of[max(a, b)] = min(a, b)
				}
			}
			if !slices.Contains(bands[band], d) {
				bands[band] = append(bands[band], d)
			}
		}
	}
	for _, d := range docs {
		of[d] = root(d)
	}
	return of
}

// groupsOf counts the groups of copies among the documents of the claims.
func (r *reader) groupsOf(claims []quadstore.Ref) int {
	docs := r.documentsOf(claims)
	if len(docs) < 2 {
		return len(docs)
	}
	groups := map[quadstore.Ref]bool{}
	for _, g := range r.independent(docs) {
		groups[g] = true
	}
	return len(groups)
}
