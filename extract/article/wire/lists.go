package wire

import (
	"embed"
	"fmt"
	"strings"
	"sync"
)

//go:embed data/*.txt
var files embed.FS

// list reads a list of data/, an entry a line, when it is first wanted.
func list(name string, entries func(line string) []string) func() map[string]bool {
	return sync.OnceValue(func() map[string]bool {
		b, err := files.ReadFile("data/" + name + ".txt")
		if err != nil {
			return map[string]bool{fmt.Sprint(err): true} // embedded: the tests would have failed
		}
		set := map[string]bool{}
		for line := range strings.Lines(string(b)) {
			if line = strings.TrimSpace(line); line == "" || line[0] == '#' {
				continue
			}
			for _, e := range entries(line) {
				set[e] = true
			}
		}
		return set
	})
}

func whole(line string) []string { return []string{line} }

var (
	labels   = list("labels", strings.Fields)
	leadIns  = list("leadin", whole)
	joins    = list("joins", whole)
	pictures = list("pictures", whole)
	houses   = list("house", whole)
	jobs     = list("jobs", whole)
	places   = list("places", whole)
	noName   = list("noname", strings.Fields)
)
