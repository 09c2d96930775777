package resolve

import (
	"slices"
	"strings"
)

// Candidate is a person that a sighting may be one of.
type Candidate struct {
	States  []string
	Genders string                  // m, f or nothing
	Titles  bool                    // an office is told of it
	Decades []string                // y:199
	Has     func(trait string) bool // a trait or company of the person
}

// MostBearers is how many persons of one surname are looked at: where more
// bear it, a surname by itself names nobody.
const MostBearers = 64

// Fit tells which of the candidates sighting s is: -1 if none fits, and -2 if
// several do. The ground is in words; a strength below [FitAtLeast] is too
// thin to act on and the best guess only.
func Fit(s *Sighting, candidates []Candidate) (best int, strength float64, ground string) {
	n := ParseName(s.Name)
	best = -1
	fits, titled, bestTitled := 0, 0, false
	for i := range candidates {
		x, how, title := fit(s, n, &candidates[i])
		if x >= FitAtLeast {
			fits++
			if title {
				titled++
			}
		}
		if x > strength {
			best, strength, ground, bestTitled = i, x, how, title
		}
	}
	switch {
	case fits <= 1:
	case titled == 1 && bestTitled:
		strength -= .03
		ground += ", the only one with that office"
	default:
		return Several, 0, "fits several persons"
	}
	return best, strength, ground
}

// Several is what [Fit] says where several persons fit.
const Several = -2

// FitAtLeast is the least strength that joins.
const FitAtLeast = .85

// fit is how well s fits one candidate.
func fit(s *Sighting, n Name, c *Candidate) (strength float64, ground string, title bool) {
	if s.Gender != "" && c.Genders != "" && s.Gender != c.Genders || farInTime(s, c) {
		return 0, "", false
	}
	state := slices.ContainsFunc(s.States, func(a string) bool {
		return slices.ContainsFunc(c.States, func(b string) bool { return oneState(a, b) })
	})
	if len(s.States) > 0 && len(c.States) > 0 && !state {
		return 0, "", false
	}
	named := slices.ContainsFunc(c.States, func(b string) bool { return slices.Contains(s.Named, "c:country/"+b) })
	var why []string
	offices := false
	for _, t := range s.Traits {
		offices = offices || strings.HasPrefix(t, "t:")
		if !title && !strings.HasPrefix(t, "y:") && c.Has(t) {
			title = true
			why = append(why, "same "+traitWords(t))
		}
	}
	company := 0
	for _, w := range s.With {
		if c.Has(w) {
			company++
		}
	}
	switch {
	case state:
		why = append(why, "same state")
	case named:
		why = append(why, "its state is named")
	}
	if company > 0 {
		why = append(why, "shared company")
	}
	strength = weigh(n.common() || offices && c.Titles, state, title, named, company)
	what := "surname"
	if !n.Lone {
		what = "name"
	}
	return strength, strings.Join(append([]string{what}, why...), ", "), title
}

// weigh is the strength by what is shared. little says that the name tells
// little, or that another office is told of each, so that more must be shared.
func weigh(little, state, title, named bool, company int) float64 {
	if little {
		switch {
		case state && title:
			return .95
		case title && named && company > 0, state && company > 1:
			return .88
		}
		return .3
	}
	switch {
	case state && title:
		return .98
	case title && (named || company > 0):
		return .95
	case state:
		return .93
	case named && company > 0:
		return .88
	case company > 2:
		return .86
	case title:
		return .7
	case named, company > 0:
		return .6
	}
	return .4
}

// farInTime reports whether s was told of more than three decades before or
// after everything told of c.
func farInTime(s *Sighting, c *Candidate) bool {
	i := slices.IndexFunc(s.Traits, func(t string) bool { return strings.HasPrefix(t, "y:") })
	if i < 0 || len(c.Decades) == 0 {
		return false
	}
	return !slices.ContainsFunc(c.Decades, func(y string) bool { return abs(decade(y)-decade(s.Traits[i])) <= 3 })
}

func decade(trait string) int {
	n := 0
	for _, r := range strings.TrimPrefix(trait, "y:") {
		n = n*10 + int(r-'0')
	}
	return n
}

func abs(n int) int { return max(n, -n) }
