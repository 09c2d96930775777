package lemma

import (
	_ "embed"
	"fmt"
	"strings"
)

//go:embed data/irregular.txt
var irregularFile string

// irregulars lead from an inflected form to its lemma.
type irregulars struct {
	verbs      map[string]string // past and participle
	gerunds    map[string]string // of regular verbs
	nouns      map[string]string // plural
	adjectives map[string]string // comparative and superlative
}

// prefixes of verbs that are inflected as without them.
var prefixes = []string{"fore", "mis", "out", "over", "re", "under", "un", "up", "with"}

func readIrregulars(file string) (*irregulars, error) {
	x := &irregulars{verbs: map[string]string{}, gerunds: map[string]string{}, nouns: map[string]string{}, adjectives: map[string]string{}}
	line := 0
	for l := range strings.Lines(file) {
		line++
		f := strings.Fields(l)
		switch {
		case len(f) == 0 || f[0] == "#":
		case len(f) == 4 && f[0] == "verb":
			for _, form := range strings.Split(f[2]+"/"+f[3], "/") {
				x.verbs[form] = f[1]
			}
		case len(f) > 1 && f[0] == "regular":
			for _, verb := range f[1:] {
				x.regular(verb)
			}
		case len(f) == 3 && f[0] == "noun":
			x.nouns[f[2]] = f[1]
		case len(f) == 4 && f[0] == "adjective":
			x.adjectives[f[2]], x.adjectives[f[3]] = f[1], f[1]
		default:
			return nil, fmt.Errorf("data/irregular.txt:%d: want verb, past and participle, regular and verbs, noun and plural, or adjective, comparative and superlative", line)
		}
	}
	return x, nil
}

// regular adds the forms of a verb by the rules of spelling. Where the stress
// decides whether a consonant is doubled, both spellings are forms.
func (x *irregulars) regular(verb string) {
	add := func(stem string) {
		x.verbs[stem+"ed"], x.gerunds[stem+"ing"] = verb, verb
	}
	n := len(verb)
	vowel := func(i int) bool { return i >= 0 && i < n && strings.IndexByte("aeiou", verb[i]) >= 0 }
	switch last := verb[n-1]; {
	case last == 'e':
		stem := verb[:n-1]
		x.verbs[stem+"ed"] = verb
		switch {
		case strings.HasSuffix(stem, "e"):
			x.gerunds[verb+"ing"] = verb
		case strings.HasSuffix(stem, "i"):
			x.gerunds[stem[:n-2]+"ying"] = verb
		default:
			x.gerunds[stem+"ing"] = verb
		}
	case last == 'y' && !vowel(n-2):
		x.verbs[verb[:n-1]+"ied"], x.gerunds[verb+"ing"] = verb, verb
	case last == 'c':
		add(verb + "k")
	default:
		add(verb)
		if vowel(n-2) && !vowel(n-3) && strings.IndexByte("wxy", last) < 0 {
			add(verb + string(last))
		}
	}
}

// lemma is that of a form in lower case, or "" if its inflection is regular.
func (x *irregulars) lemma(form, xpos string) string {
	switch xpos {
	case "NNS":
		return x.nouns[form]
	case "JJR", "JJS":
		return x.adjectives[form]
	case "VBG":
		return x.gerunds[form]
	case "VBD", "VBN":
		if l := x.verbs[form]; l != "" {
			return l
		}
		for _, p := range prefixes {
			if rest, ok := strings.CutPrefix(form, p); ok && x.verbs[rest] != "" {
				return p + x.verbs[rest]
			}
		}
	}
	return ""
}
