package pattern

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
)

// Mark is a bracketed part of an example: bytes of the text without brackets.
type Mark struct {
	Name       string
	Start, End int
}

var mark = regexp.MustCompile(`\[([a-z][a-z0-9_+]*):([^\[\]]+)\]`)

// Marked is the example's text without its brackets, and what they mark.
func (e Example) Marked() (string, []Mark, error) {
	var b strings.Builder
	var marks []Mark
	at := 0
	for _, m := range mark.FindAllStringSubmatchIndex(e.Text, -1) {
		b.WriteString(e.Text[at:m[0]])
		start := b.Len()
		b.WriteString(e.Text[m[4]:m[5]])
		for name := range strings.SplitSeq(e.Text[m[2]:m[3]], "+") { // one word for two captures
			marks = append(marks, Mark{name, start, b.Len()})
		}
		at = m[1]
	}
	b.WriteString(e.Text[at:])
	if strings.ContainsAny(b.String(), "[]") {
		return "", nil, errors.New("a bracket is open, or marks no [capture:words]")
	}
	if b.Len() == 0 {
		return "", nil, fmt.Errorf("is empty")
	}
	return b.String(), marks, nil
}
