package lemma

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"parley/extract/text"
)

// Learn learns from tokens with tags and lemmas what [Stage] needs to
// lemmatise, and writes it as lines of text: suffix rules that most forms
// obey, and the forms that do not. The same tokens give the same lines.
func Learn(sentences [][]text.Token, w io.Writer) error {
	lemma := commonest(sentences)
	l := &lemmas{suffixes: learnSuffixes(lemma)}
	var lines []string
	for s, e := range l.suffixes {
		xpos, suffix, _ := strings.Cut(s, " ")
		if suffix != "" { // of no use if the next shorter suffix has the same rule
			if shorter, ok := l.suffixes[xpos+" "+suffix[1:]]; ok && shorter == e {
				continue
			}
		}
		lines = append(lines, fmt.Sprintf("s\t%s\t%d\t%s\n", s, e.cut, e.add))
	}
	for k, want := range lemma {
		if xpos, form, _ := strings.Cut(k, " "); l.byRule(form, xpos) != want {
			lines = append(lines, "x\t"+k+"\t"+want+"\n")
		}
	}
	slices.Sort(lines)
	_, err := io.WriteString(w, strings.Join(lines, ""))
	return err
}

// commonest is the lemma that each "XPOS form", the form in lower case, has
// most often, written as there ("i" leads to "I"). What was seen
// once with a lemma that begins otherwise is left out: such are misspellings
// that the treebank puts right ("insured" for "ensured").
func commonest(sentences [][]text.Token) map[string]string {
	counts := map[string]map[string]int{}
	for _, s := range sentences {
		for _, t := range s {
			if keepsForm(t.UPOS, t.XPOS) || t.XPOS == "NNPS" || t.Lemma == "" || strings.ContainsAny(t.Norm+t.Lemma, " \t") {
				continue
			}
			k := t.XPOS + " " + strings.ToLower(t.Norm)
			if counts[k] == nil {
				counts[k] = map[string]int{}
			}
			counts[k][t.Lemma]++
		}
	}
	out := map[string]string{}
	for k, c := range counts {
		l, n := best(c, cmp.Compare[string])
		if _, form, _ := strings.Cut(k, " "); n > 1 || form[0] == strings.ToLower(l)[0] {
			out[k] = l
		}
	}
	return out
}

// learnSuffixes is for each "XPOS suffix" the edit of most forms with it, if
// two at least agree.
func learnSuffixes(lemma map[string]string) map[string]edit {
	votes := map[string]map[edit]int{}
	for k, l := range lemma {
		xpos, form, _ := strings.Cut(k, " ")
		l = strings.ToLower(l)
		same := 0
		for same < len(form) && same < len(l) && form[same] == l[same] {
			same++
		}
		e := edit{len(form) - same, l[same:]}
		for n := doubled(form, same); n <= min(longestSuffix, len(form)-1); n++ {
			s := xpos + " " + form[len(form)-n:]
			if votes[s] == nil {
				votes[s] = map[edit]int{}
			}
			votes[s][e]++
		}
	}
	out := map[string]edit{}
	for s, v := range votes {
		e, n := best(v, func(a, b edit) int { return cmp.Or(cmp.Compare(a.cut, b.cut), cmp.Compare(a.add, b.add)) })
		if n >= 2 && e.cut <= longestCut {
			out[s] = e
		}
	}
	return out
}

// doubled is the length of the shortest suffix that shows why form is cut at
// same: that of the doubled letter, if the cut undoes one ("pped" of "stepped",
// as "ped" would cut "wiped", too), else 0.
func doubled(form string, same int) int {
	if same > 0 && same < len(form)-1 && form[same] == form[same-1] && !strings.HasSuffix(form, "ss") {
		return len(form) - same + 1
	}
	return 0
}

// best is what was counted most; of two the one that compares as less.
func best[K comparable](counts map[K]int, compare func(a, b K) int) (K, int) {
	k := slices.MaxFunc(slices.SortedFunc(maps.Keys(counts), compare), func(a, b K) int { return cmp.Compare(counts[a], counts[b]) })
	return k, counts[k]
}
