package pattern

import "regexp"

// relation is a Universal Dependencies relation with a subtype or preposition,
// or with :* for all that begin so.
var relation = regexp.MustCompile(`^[a-z_]+(:[\pL_']+|:\*)?$`)

// tags are the parts of speech of Universal Dependencies
// (https://universaldependencies.org/u/pos/).
var tags = []string{"ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X"}

// fits tells whether rel is what by asks for.
func fits(by, rel string) bool {
	if n := len(by) - 1; by[n] == '*' {
		return rel == by[:n-1] || len(rel) > n && rel[:n] == by[:n]
	}
	return by == rel
}
