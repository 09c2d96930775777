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

// Near reports whether two names with other keys may be one person's all the
// same, for their surnames are one slip or the vowels apart.
func Near(a, b Name) bool {
	if !near(a.Family, b.Family) {
		return false
	}
	b.Family = a.Family
	return Compare(a, b) != Apart
}

// Sound is the surname without its vowels: of names that are [Near] it is
// mostly the same.
func (n Name) Sound() string { return consonants(n.Family) }

func compareGiven(a, b Name) Relation {
	if slices.Equal(a.plain, b.plain) {
		return Same
	}
	if oneWord(a) == oneWord(b) || a.first != b.first && sameWords(a.Given, b.Given) {
		return Spelling
	}
	if len(a.Given) > len(b.Given) {
		a, b = b, a
	}
	if (a.first || b.first) && len(a.Given) != len(b.Given) {
		return Apart // no middle names there
	}
	// Middle names agree as far as both have them: George W. is not George H. W.
	r := Same
	for i := range a.Given {
		r = max(r, one(a, b, i))
	}
	if r < Apart && len(a.Given) < len(b.Given) {
		r = max(r, Middle)
	}
	return r
}

// oneWord is the first names in their usual spelling, written together, as
// Abdelfattah is Abdul Fattah.
func oneWord(n Name) string {
	var b strings.Builder
	for _, w := range n.Given {
		for _, abd := range []string{"abdel", "abdul", "abdal", "abd"} {
			if rest, ok := strings.CutPrefix(w, abd); ok && (rest == "" || len(rest) > 3) {
				w = "abdel" + rest
				break
			}
		}
		b.WriteString(usual(w))
	}
	return b.String()
}

func sameWords(a, b []string) bool {
	return slices.Equal(slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b)))
}

// one compares the i-th first names.
func one(x, y Name, i int) Relation {
	a, b := x.Given[i], y.Given[i]
	switch p, q := x.plain[i], y.plain[i]; {
	case a == b && len(p) > 1 && len(q) > 1, p == q:
		return Same
	case usual(a) == usual(b):
		return Spelling
	case len(p) == 1 && strings.HasPrefix(q, p), len(q) == 1 && strings.HasPrefix(p, q):
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
