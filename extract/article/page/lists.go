package page

import (
	"embed"
	"fmt"
	"strings"
	"sync"

	"parley/extract/wordlist"
)

//go:embed data/*.txt
var files embed.FS

// data is a list of data/, read when it is first wanted.
func data(name string, set func(list string) map[string]bool) func() map[string]bool {
	return sync.OnceValue(func() map[string]bool {
		b, err := files.ReadFile("data/" + name + ".txt")
		if err != nil {
			return map[string]bool{fmt.Sprint(err): true} // embedded: the tests would have failed
		}
		return set(string(b))
	})
}

// list is a list of words, and of beginnings of words.
func list(name string) func() map[string]bool {
	return data(name, func(list string) map[string]bool {
		set := wordlist.Set(list)
		for w := range set {
			if strings.HasSuffix(w, open) {
				set[open] = true
				break
			}
		}
		return set
	})
}

// lines is a list whose entries are whole lines.
func lines(name string) func() map[string]bool {
	return data(name, func(list string) map[string]bool {
		set := map[string]bool{}
		for _, line := range wordlist.Lines(list) {
			set[line] = true
		}
		return set
	})
}

// Words in the names of elements and of folders of addresses.
var (
	aboutWords     = list("about")
	articleWords   = list("article")
	authorPaths    = list("authorpath")
	bylineWords    = list("byline")
	captionWords   = list("caption")
	dateWords      = list("date")
	leadWords      = list("lead")
	metaWords      = list("meta")
	otherWords     = list("other")
	paidWords      = list("paid")
	publishedWords = list("publishedname")
	pullWords      = list("pullquote")
	siteWords      = list("site")
	softWords      = list("soft")
	updatedWords   = list("updated")
)

// What lines and titles say.
var (
	afterLabels     = lines("publishedafter")
	changedLabels   = lines("changed")
	lineStarts      = lines("line")
	noSites         = lines("nosite")
	publishedLabels = lines("published")
)
