package pattern_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"parley/extract/conllu"
	"parley/extract/pattern"
	"parley/extract/text"
)

// doc is the trees of testdata/name.conllu; each PROPN, in capitals, is a
// mention of a person of its own, unless a place.
func doc(t testing.TB, name string) *text.Document {
	t.Helper()
	f, err := os.Open(filepath.Join("testdata", name+".conllu"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	d, err := conllu.Read(f)
	if err != nil {
		t.Fatal(err)
	}
	for i, tok := range d.Tokens {
		if tok.UPOS != "PROPN" {
			continue
		}
		typ := "Person"
		if slices.Contains([]string{"Geneva", "Oslo"}, tok.Norm) {
			typ = "Place"
		}
		d.Mentions = append(d.Mentions, text.Mention{Span: tok.Span, First: i, Last: i + 1, Kind: text.Name, Type: typ, Entity: len(d.Entities)})
		d.Entities = append(d.Entities, text.Entity{ID: tok.Norm, Type: typ, Name: tok.Norm})
	}
	return d
}

func load(t testing.TB, yaml string) *pattern.Set {
	t.Helper()
	s, err := pattern.Load(fstest.MapFS{"met.yaml": {Data: []byte(yaml)}}, pattern.Checks{})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

const met = `
family: met
about: who met whom
words:
  meet: [meet, confer]
  event: {talks: [talk], summit: [summit]}
rules:
  - id: met/verb
    about: the verb
    emits: meeting
    match:
      - {as: verb, lemma: [$meet], tag: [VERB]}
      - {as: a, under: verb, by: [nsubj], type: [Person]}
      - {as: b, under: verb, by: [obj, "obl:with"], type: [Person], optional: true}
      - {as: place, under: verb, by: ["obl:in", "obl:town"], type: [Place], optional: true}
    unless:
      - {under: verb, by: [advmod], lemma: [never]}
    emit: {participant: [a, b], held_in: [place]}
    set: {kind: meeting}
    examples: {holds: [{text: "[a:Ann] [verb:met] [b:Bob]."}], silent: [{text: "No."}]}
  - id: met/noun
    about: the noun
    emits: meeting
    match:
      - {as: event, lemma: [$event]}
      - {as: side, under: event, by: ["nmod:between"], least: 2}
      - {as: verb, over: event, by: ["obl:*", nsubj], optional: true}
    emit: {participant: [side]}
    set: {kind: $event}
    examples: {holds: [{text: "[event:talks] between [side:Ann] and [side:Bob]"}], silent: [{text: "No."}]}
`

// shown is the matches as "rule kind participant=A,B held_in=C".
func shown(d *text.Document, ms []pattern.Match) []string {
	var out []string
	for _, m := range ms {
		s := m.Rule.ID + " " + m.Set["kind"]
		for _, role := range []string{"participant", "held_in"} {
			var words []string
			for _, tok := range m.Roles[role] {
				words = append(words, d.Form(tok))
			}
			if len(words) > 0 {
				s += " " + role + "=" + strings.Join(words, ",")
			}
		}
		out = append(out, s)
	}
	return out
}

func TestMatch(t *testing.T) {
	set := load(t, met)
	for name, want := range map[string][]string{
		"active":     {"met/verb meeting participant=Ann,Bob,Cem held_in=Geneva"},
		"never":      nil,
		"relative":   {"met/verb meeting participant=Ann,Bob"},
		"list":       {"met/verb meeting participant=Ann,Bob,Cem,Dan"},
		"described":  {"met/verb meeting participant=Ann,counterpart"}, // which stands for Bob,
		"both":       {"met/verb meeting participant=Ann,Bob,Cem"},
		"place":      {"met/verb meeting participant=Ann,Bob"},
		"control":    {"met/verb meeting participant=Ann,Bob"},
		"conjuncts":  {"met/verb meeting participant=Ann,Cem"},
		"noun":       {"met/noun talks participant=Ann,Bob"},
		"one":        nil,
		"apposition": {"met/verb meeting participant=Ann,Bob"},
		"caption":    {"met/verb meeting participant=Ann,Bob held_in=Geneva"},
		"listed":     {"met/verb meeting participant=Ann,Bob,Cem"},
		"gerund":     {"met/verb meeting participant=Ann,Bob"},
		"hall":       {"met/verb meeting participant=Ann,Bob held_in=Geneva"},
	} {
		t.Run(name, func(t *testing.T) {
			d := doc(t, name)
			if got := shown(d, set.Match(pattern.NewGraph(d))); !slices.Equal(got, want) {
				t.Errorf("got %q, want %q", got, want)
			}
		})
	}
}

// TestBadTrees: no tree, however broken, breaks the graph or the matcher.
func TestBadTrees(t *testing.T) {
	set := load(t, met)
	d := doc(t, "active")
	rels := []string{"conj", "acl:relcl", "xcomp", "advcl", "appos", "obl", "nsubj", "case", "fixed", "root"}
	seed := uint64(1)
	for range 2000 {
		for i := range d.Tokens {
			seed = seed*6364136223846793005 + 1442695040888963407
			d.Tokens[i].Head = int(seed>>33)%(len(d.Tokens)+1) - 1
			d.Tokens[i].Rel = rels[int(seed>>45)%len(rels)]
		}
		set.Match(pattern.NewGraph(d))
	}
}

func TestLoadErrors(t *testing.T) {
	for _, c := range []struct{ name, old, new, want string }{
		{"unknown key", "    about: the verb\n", "    abuot: the verb\n", "met.yaml:9: field abuot not found"},
		{"family", "family: met", "family: mat", `met.yaml: family is "mat", but the file is named met`},
		{"no about", "    about: the noun\n", "", "rule met/noun: about, emits and emit are all needed"},
		{"id", "id: met/noun", "id: noun", "met.yaml:21: rule noun: id must be met/NAME"},
		{"twice", "id: met/noun", "id: met/verb", "met.yaml:21: rule met/verb: stands at met.yaml:8 already"},
		{"under", "{as: a, under: verb", "{as: a, under: vreb", `met.yaml:13: rule met/verb: under "vreb" names nothing above it`},
		{"emit", "participant: [a, b]", "participant: [a, c]", `met.yaml:8: rule met/verb: emit participant: capture "c" is never bound`},
		{"list", "[$meet]", "[$met]", `met.yaml:12: rule met/verb: no words "met"`},
		{"unused list", "[$meet]", "[meet]", "words meet: no rule uses it"},
		{"no value", "lemma: [$event]", "lemma: [$event, ball]", "set kind: ball has no value in words event"},
		{"no capture", "kind: $event", "kind: $event:ball", `set kind: capture "ball" is never bound`},
		{"silent", `silent: [{text: "No."}]`, "silent: []", "one example that holds and one that is silent are needed"},
		{"mark", "[a:Ann]", "[x:Ann]", `capture "x" is never bound`},
		{"bracket", "[a:Ann]", "[a:Ann", "a bracket is open"},
		{"relation", "by: [nsubj]", "by: [NSUBJ]", `by "NSUBJ" is no relation`},
		{"tag", "tag: [VERB]", "tag: [VB]", `tag "VB" is none of UPOS`},
		{"both", "over: event", "over: event, under: event", "want one of under and over"},
		{"anchor", "lemma: [$event]}", "optional: true, lemma: [$event]}", "the anchor takes no"},
		{"syntax", "words:", "words: [", "met.yaml:"},
		{"word twice", "[meet, confer]", "[meet, meet]", "words meet: meet stands twice"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if !strings.Contains(met, c.old) {
				t.Fatalf("%q is not in the rules", c.old)
			}
			bad := strings.ReplaceAll(met, c.old, c.new)
			_, err := pattern.Load(fstest.MapFS{"met.yaml": {Data: []byte(bad)}}, pattern.Checks{})
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want %q", err, c.want)
			}
		})
	}
	if _, err := pattern.Load(fstest.MapFS{}, pattern.Checks{}); err == nil {
		t.Error("no rules are no error")
	}
}

// TestLongList: a list of thousands costs linear time and ends.
func TestLongList(t *testing.T) {
	d := &text.Document{}
	for i := range 20000 {
		d.Text += "x "
		tok := text.Token{Span: text.Span{Start: 2 * i, End: 2*i + 1}, Norm: "x", Lemma: "x", UPOS: "PROPN", Head: 0, Rel: "conj"}
		if i == 0 {
			tok.Head, tok.Rel = 1, "nsubj"
		}
		if i == 1 {
			tok = text.Token{Span: tok.Span, Norm: "met", Lemma: "meet", UPOS: "VERB", Head: text.Root, Rel: "root"}
		}
		d.Tokens = append(d.Tokens, tok)
	}
	d.Sentences = []text.Sentence{{Span: text.Span{Start: 0, End: len(d.Text)}, Last: len(d.Tokens)}}
	load(t, met).Match(pattern.NewGraph(d))
}

func FuzzLoad(f *testing.F) {
	f.Add(met)
	f.Add("family: met\nwords: {a: &x [b], c: *x}\nrules: [null]")
	f.Add("family: met\nrules:\n- {id: met/a, match: [{as: a, lemma: [$a]}], set: {kind: $a:b}}")
	f.Fuzz(func(t *testing.T, in string) {
		_, _ = pattern.Load(fstest.MapFS{"met.yaml": {Data: []byte(in)}}, pattern.Checks{})
	})
}
