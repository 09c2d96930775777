// Package wordlist reads the plain lists of words that lie beside the stages as
// data: [Set] a list of words, [Lines] one of whole lines, [Kinds] one in which
// each line says of what kind its words are. Lines that begin with # are remarks.
package wordlist

import (
	"fmt"
	"slices"
	"strings"
)

// Set is the words of a list, any number a line.
func Set(list string) map[string]bool {
	set := map[string]bool{}
	for line := range strings.Lines(list) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		for _, w := range strings.Fields(line) {
			set[w] = true
		}
	}
	return set
}

// Lines are the lines of list that say something, without the space around
// them: neither empty ones nor remarks, which begin with #.
func Lines(list string) []string {
	var out []string
	for line := range strings.Lines(list) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			out = append(out, line)
		}
	}
	return out
}

// Kinds is the words of a list by kind, a set for each of kinds: a line is a
// kind and its words. The error names the file, as name, and the line: another
// kind, no words, or a word of more than longest bytes, if longest is not 0.
func Kinds(name, list string, longest int, kinds []string) (map[string]map[string]bool, error) {
	sets := map[string]map[string]bool{}
	for _, k := range kinds {
		sets[k] = map[string]bool{}
	}
	n := 0
	for line := range strings.Lines(list) {
		n++
		f := strings.Fields(line)
		if len(f) == 0 || strings.HasPrefix(f[0], "#") {
			continue
		}
		if len(f) < 2 || !slices.Contains(kinds, f[0]) {
			return nil, fmt.Errorf("%s:%d: want one of %s, and words", name, n, strings.Join(kinds, ", "))
		}
		for _, w := range f[1:] {
			if longest > 0 && len(w) > longest {
				return nil, fmt.Errorf("%s:%d: %q is longer than %d bytes", name, n, w, longest)
			}
			sets[f[0]][w] = true
		}
	}
	return sets, nil
}
