package lint

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"parley/extract/lemma"
	"parley/extract/pattern"
	"parley/extract/segment"
	"parley/extract/text"
)

// relations are those of Universal Dependencies
// (https://universaldependencies.org/u/dep/).
var relations = strings.Fields(`acl advcl advmod amod appos aux case cc ccomp clf compound conj cop csubj dep det
	discourse dislocated expl fixed flat goeswith iobj list mark nmod nsubj nummod obj obl orphan parataxis punct
	reparandum root vocative xcomp said_by`)

// penn are the tags of the Penn Treebank, with those that the English treebanks
// of Universal Dependencies add.
var penn = strings.Fields(`CC CD DT EX FW IN JJ JJR JJS LS MD NN NNS NNP NNPS PDT POS PRP PRP$ RB RBR RBS RP SYM TO UH
	VB VBD VBG VBN VBP VBZ WDT WP WP$ WRB . , : -LRB- -RRB- '' ` + "``" + ` $ # HYPH NFP ADD AFX GW XX`)

// inflected are the tags of forms that are not their own lemmas.
var inflected = map[string][]string{"VERB": {"VBD", "VBG", "VBZ"}, "AUX": {"VBD", "VBG", "VBZ"}, "NOUN": {"NNS"}}

// dictionary is the words of a set as the first stages read them.
type dictionary struct {
	tokens map[string]int               // how many tokens a word is
	lemmas map[string]map[string]string // word -> tag -> lemma
}

// newDictionary reads each word of the rules, alone and with each tag that it
// could have.
func newDictionary(ctx context.Context, set *pattern.Set) (*dictionary, error) {
	d := &dictionary{tokens: map[string]int{}, lemmas: map[string]map[string]string{}}
	for _, r := range set.Rules {
		for _, l := range slices.Concat(r.Match, r.Unless) {
			for _, w := range slices.Concat(l.Lemma, l.Form) {
				d.tokens[w] = 0
			}
		}
	}
	for w := range d.tokens {
		n, err := tokens(ctx, w)
		if err != nil {
			return nil, err
		}
		d.tokens[w] = n
	}
	doc := &text.Document{}
	for w := range d.tokens {
		for upos, tags := range inflected {
			for _, tag := range tags {
				doc.Tokens = append(doc.Tokens, text.Token{Norm: w, UPOS: upos, XPOS: tag})
			}
		}
	}
	doc.Sentences = []text.Sentence{{Last: len(doc.Tokens)}}
	if err := (lemma.Stage{}).Run(ctx, doc); err != nil {
		return nil, err
	}
	for _, t := range doc.Tokens {
		if d.lemmas[t.Norm] == nil {
			d.lemmas[t.Norm] = map[string]string{}
		}
		d.lemmas[t.Norm][t.UPOS+" "+t.XPOS] = t.Lemma
	}
	return d, nil
}

// tokens is how many a word is where it is fewest: alone, within a sentence, or
// before a name, where "gov." keeps its full stop.
func tokens(ctx context.Context, w string) (int, error) {
	fewest := len(w) + 1
	for _, around := range [][2]string{{"", ""}, {"The ", " came."}, {"", " Anna Lind came."}} {
		doc := &text.Document{Text: around[0] + w + around[1]}
		if around[0] == "" {
			r := []rune(doc.Text)
			doc.Text = strings.ToUpper(string(r[:min(1, len(r))])) + string(r[min(1, len(r)):])
		}
		if err := (segment.Stage{}).Run(ctx, doc); err != nil {
			return 0, err
		}
		n := 0
		for _, t := range doc.Tokens {
			if len(around[0]) <= t.Start && t.Start < len(doc.Text)-len(around[1]) {
				n++
			}
		}
		fewest = min(fewest, n)
	}
	return fewest, nil
}

// lemma is why no token has w as its lemma, or "".
func (d *dictionary) lemma(w string, tags []string) string {
	if strings.Count(w, "-") == 1 && d.tokens[w] == 3 && w == strings.ToLower(w) {
		return "" // the graph joins them
	}
	if why := d.form(w); why != "" {
		return why
	}
	if len(tags) == 0 {
		return ""
	}
	first := ""
	for _, tag := range tags {
		base := d.base(w, tag)
		if base == "" {
			return ""
		}
		first = base
	}
	return fmt.Sprintf("lemmas are dictionary forms, and this looks like one of %q", first)
}

// base is the lemma of which w is plainly another form, with the tag, or "".
func (d *dictionary) base(w, upos string) string {
	for _, tag := range inflected[upos] {
		if b := d.lemmas[w][upos+" "+tag]; b != w && made(b, w, tag) {
			return b
		}
	}
	return ""
}

// made tells whether form is made of the base as regular forms are. Others may
// be bases themselves ("found", "focus"): of them nothing is said.
func made(base, form, tag string) bool {
	end, ok := strings.CutPrefix(form, base)
	if len(base) < 3 { // "gas" is not several of something
		return false
	}
	switch tag {
	case "VBD":
		return ok && end == "ed"
	case "VBG":
		return ok && end == "ing"
	}
	return ok && (end == "s" && !strings.HasSuffix(base, "s") && !strings.HasSuffix(base, "u") && !strings.HasSuffix(base, "i") || end == "es")
}

// form is why no token is w in lower case, or "".
func (d *dictionary) form(w string) string {
	switch n := d.tokens[w]; {
	case w != strings.ToLower(w):
		return "words are in lower case"
	case n > 1:
		return fmt.Sprintf("it is %d tokens, and a line is about one", n)
	case n == 0:
		return "it is no token"
	}
	return ""
}
