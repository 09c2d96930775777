package wire

import (
	"embed"
	"fmt"
	"strings"
	"sync"

	"parley/extract/wordlist"
)

//go:embed data/*.txt
var files embed.FS

// entries are the lines of a list of data/ without its remarks.
func entries(name string) []string {
	b, err := files.ReadFile("data/" + name + ".txt")
	if err != nil {
		return []string{fmt.Sprint(err)} // embedded: the tests would have failed
	}
	return wordlist.Lines(string(b))
}

// list is the set of what a list's lines say, read when it is first wanted.
func list(name string, says func(line string) []string) func() map[string]bool {
	return sync.OnceValue(func() map[string]bool {
		set := map[string]bool{}
		for _, line := range entries(name) {
			for _, e := range says(line) {
				set[e] = true
			}
		}
		return set
	})
}

func whole(line string) []string { return []string{line} }

// agencies are the names that agencies go by, and what each stands for.
var agencies = sync.OnceValue(func() map[string]string {
	m := map[string]string{}
	for _, line := range entries("agencies") {
		names := strings.Split(line, "|")
		for _, n := range names {
			m[strings.TrimSpace(n)] = strings.TrimSpace(names[0])
		}
	}
	return m
})

var (
	labels   = list("labels", strings.Fields)
	leadIns  = list("leadin", whole)
	joins    = list("joins", whole)
	pictures = list("pictures", whole)
	houses   = list("house", whole)
	jobs     = list("jobs", whole)
	places   = list("places", whole)
	perhaps  = list("perhaps", strings.Fields)
	noName   = list("noname", strings.Fields)
)
