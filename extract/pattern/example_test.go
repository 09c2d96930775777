package pattern_test

import (
	"fmt"
	"strings"
	"testing/fstest"

	"parley/extract/conllu"
	"parley/extract/pattern"
)

// A rule file with one rule, matched over a tree; and where the same rule stops
// in a tree that it does not match.
func Example() {
	const rules = `
family: pacts
about: who signs pacts
words:
  pact: [pact, treaty]
rules:
  - id: pacts/signs
    about: Somebody signs a pact.
    emits: relation
    match:
      - {as: verb, lemma: [sign], tag: [VERB]}
      - {as: who, under: verb, by: [nsubj]}
      - {as: what, under: verb, by: [obj], lemma: [$pact]}
    emit: {s: [who], o: [what]}
    examples:
      holds: [{text: "[who:Ann] [verb:signed] a [what:treaty]."}]
      silent: [{text: "Ann signed a book."}]
`
	set, err := pattern.Load(fstest.MapFS{"pacts.yaml": {Data: []byte(rules)}}, pattern.Checks{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, thing := range []string{"treaty", "book"} {
		doc, err := conllu.Read(strings.NewReader("1\tAnn\tAnn\tPROPN\tNNP\t_\t2\tnsubj\t_\t_\n" +
			"2\tsigned\tsign\tVERB\tVBD\t_\t0\troot\t_\t_\n" +
			"3\ta\ta\tDET\tDT\t_\t4\tdet\t_\t_\n" +
			"4\t" + thing + "\t" + thing + "\tNOUN\tNN\t_\t2\tobj\t_\t_\n\n"))
		if err != nil {
			fmt.Println(err)
			return
		}
		g := pattern.NewGraph(doc)
		for _, m := range set.Match(g) {
			for _, b := range g.Fragment(&m) {
				fmt.Printf("%s%s %s: %s\n", strings.Repeat("  ", b.Depth), b.Rel, b.Capture, doc.Form(b.Token))
			}
		}
		for _, s := range set.Rules[0].Stops(g) {
			fmt.Printf("%s: %s stopped: %s\n", set.Rules[0].At(s.Line), s.Line.As, s.Near[1].Why)
		}
	}
	// Output:
	//  verb: signed
	//   nsubj who: Ann
	//   obj what: treaty
	// pacts.yaml:13: what stopped: its lemma is book, not pact, treaty
}
