package resolve

import (
	"slices"
	"strings"
)

// Relation is how two names with the same keys may be one person's.
type Relation int

// The relations, the strongest first.
const (
	Same       Relation = iota // word for word
	Spelling                   // the same names in other romanisations
	Middle                     // one leaves out a middle name or patronymic
	Short                      // one has a short form of the first name: Joe, Joseph
	Initial                    // one has an initial for a name
	Generation                 // one has Jr. or III, the other has nothing
	Slip                       // one letter apart, or the vowels
	Apart                      // they exclude each other
)

var relationWords = [...]string{"same name", "other spelling of the name", "name without its middle name", "short form of the first name", "initial for a name", "name without its generation", "nearly the same spelling", "another name"}

func (r Relation) String() string { return relationWords[r] }

// Compare tells how two full names with the same keys may be one person's:
// the weakest of what must be assumed for it.
func Compare(a, b Name) Relation {
	if a.Family != b.Family || a.Lone || b.Lone || a.Suffix != "" && b.Suffix != "" && a.Suffix != b.Suffix {
		return Apart
	}
	r := compareGiven(a, b)
	if a.Suffix != b.Suffix && r != Apart {
		r = max(r, Generation)
	}
	return r
}

func compareGiven(a, b Name) Relation {
	if slices.Equal(a.plain, b.plain) {
		return Same
	}
	if slices.Equal(a.Given, b.Given) || strings.Join(a.plain, "") == strings.Join(b.plain, "") || strings.Join(a.Given, "") == strings.Join(b.Given, "") {
		return Spelling
	}
	if a.first != b.first && sameWords(a.Given, b.Given) {
		return Spelling
	}
	short, long := a.Given, b.Given
	if len(short) > len(long) {
		short, long = long, short
	}
	r := one(short[0], long[0])
	if (a.first || b.first) && len(short) != len(long) {
		return Apart // no middle names there
	}
	// What stands behind the first name of the shorter one must be found in
	// the longer, in order.
	at := 1
	for _, w := range short[1:] {
		best := Apart
		for ; at < len(long); at++ {
			if x := one(w, long[at]); x < best {
				best = x
				at++
				break
			}
		}
		r = max(r, best)
	}
	if r < Apart && len(short) < len(long) {
		r = max(r, Middle)
	}
	return r
}

func sameWords(a, b []string) bool {
	return slices.Equal(slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b)))
}

// one compares two folded words.
func one(a, b string) Relation {
	switch {
	case a == b:
		return Same
	case usual(a) == usual(b):
		return Spelling
	case len(a) == 1 && strings.HasPrefix(b, a), len(b) == 1 && strings.HasPrefix(a, b):
		return Initial
	case shortOf(a, b), shortOf(b, a):
		return Short
	case near(a, b):
		return Slip
	}
	return Apart
}

func shortOf(a, b string) bool {
	return slices.ContainsFunc(words().short[a], func(full string) bool {
		return full == b || usual(full) == usual(b) || slices.Contains(words().short[b], full)
	})
}
