package pattern

import (
	_ "embed"
	"strings"
)

//go:embed doc.go
var doc string

// Manual is the page on the rule language, for those who have parley and not its
// source: the comment of this package.
func Manual() string {
	var b strings.Builder
	for line := range strings.Lines(doc) {
		said, ok := strings.CutPrefix(line, "//")
		if !ok {
			break
		}
		b.WriteString(strings.TrimPrefix(said, " "))
	}
	return b.String()
}
