package extract

import (
	_ "embed"
	"slices"
	"strings"
	"sync"

	"parley/extract/wordlist"
	"parley/schema"
)

//go:embed data/ranks.txt
var rankFile string

var ranks = sync.OnceValue(func() map[string]bool { return wordlist.Set(rankFile) })

// withoutRanks leaves out the ranks of those who have an office besides: "General
// Omar Zaki, the chief of staff", is chief of staff.
func withoutRanks(in []schema.Office) []schema.Office {
	rank := func(o schema.Office) bool {
		for _, word := range strings.Fields(strings.ToLower(o.Title)) {
			if !ranks()[word] {
				return false
			}
		}
		return true
	}
	office := map[string]bool{}
	for _, o := range in {
		if !rank(o) {
			office[o.Person] = true
		}
	}
	return slices.DeleteFunc(in, func(o schema.Office) bool { return rank(o) && office[o.Person] })
}
