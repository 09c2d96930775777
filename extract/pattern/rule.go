package pattern

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Set is the checked rules of all families, ready to match. It is read only
// and safe for concurrent use.
type Set struct {
	Rules []*Rule // by file name, then as they stand in the file

	byLemma map[string][]*Rule // anchors that name lemmas
	others  []*Rule
}

// newSet is the rules, ready to match. An id that stands twice is an error.
func newSet(rules []*Rule) (*Set, error) {
	s := &Set{Rules: rules, byLemma: map[string][]*Rule{}}
	var errs []error
	seen := map[string]string{}
	for _, r := range rules {
		if first, twice := seen[r.ID]; twice {
			errs = append(errs, fmt.Errorf("%s: rule %s: stands at %s already", r.Place, r.ID, first))
			continue
		}
		seen[r.ID] = r.Place
		if len(r.Match) == 0 { // check said so
			continue
		}
		if len(r.Match[0].Lemma) == 0 {
			s.others = append(s.others, r)
		}
		for _, l := range r.Match[0].Lemma {
			s.byLemma[l] = append(s.byLemma[l], r)
		}
	}
	return s, errors.Join(errs...)
}

// And is the rules of s and then those of t. A rule that both have is an error.
func (s *Set) And(t *Set) (*Set, error) { return newSet(slices.Concat(s.Rules, t.Rules)) }

// Instead is s with the rules of t, which take the place of those of the same
// id and stand behind the others.
func (s *Set) Instead(t *Set) (*Set, error) {
	mine := map[string]bool{}
	for _, r := range t.Rules {
		mine[r.ID] = true
	}
	kept := slices.DeleteFunc(slices.Clone(s.Rules), func(r *Rule) bool { return mine[r.ID] })
	return newSet(slices.Concat(kept, t.Rules))
}

// Split is s in two: the rules that emit section, and the others.
func (s *Set) Split(section string) (of, others *Set) {
	var in, out []*Rule
	for _, r := range s.Rules {
		if r.Emits == section {
			in = append(in, r)
		} else {
			out = append(out, r)
		}
	}
	of, _ = newSet(in) // an id that stands twice was an error when s was made
	others, _ = newSet(out)
	return of, others
}

// Rule is one pattern.
type Rule struct {
	ID         string              `yaml:"id"` // family/name
	About      string              `yaml:"about"`
	Emits      string              `yaml:"emits"` // section of the record
	Match      []Line              `yaml:"match"` // the first is the anchor
	Unless     []Line              `yaml:"unless"`
	Emit       map[string][]string `yaml:"emit"` // role -> captures
	Set        map[string]string   `yaml:"set"`  // fixed values, or $list and $list:capture
	Examples   Examples            `yaml:"examples"`
	Confidence float64             `yaml:"-"` // share of findings that were right; see [Set.Rate]
	Right, Of  int                 `yaml:"-"` // how many were right, of how many judged
	Place      string              `yaml:"-"` // file:line

	values map[string]choice // of Set, where it names a list
}

// choice is a value that depends on the lemma of a capture.
type choice struct {
	capture string
	values  list // lemma -> value
}

// At is where one of the rule's lines stands, as file:line.
func (r *Rule) At(l *Line) string {
	file := r.Place[:max(0, strings.LastIndexByte(r.Place, ':'))]
	return fmt.Sprintf("%s:%d", file, l.line)
}

// Line names tokens.
type Line struct {
	As       string   `yaml:"as"`
	Under    string   `yaml:"under"` // hangs from one of the tokens of that name
	Over     string   `yaml:"over"`  // one of the tokens of that name hangs from it
	By       []string `yaml:"by"`    // relations, with Under or Over
	Lemma    []string `yaml:"lemma"`
	Form     []string `yaml:"form"` // in lower case
	Tag      []string `yaml:"tag"`  // UPOS
	XPOS     []string `yaml:"xpos"`
	Type     []string `yaml:"type"` // of the mention whose head it is
	Least    int      `yaml:"least"`
	Optional bool     `yaml:"optional"`
	line     int
}

// Examples are what a rule must and must not match; they are run as tests.
type Examples struct {
	Holds  []Example `yaml:"holds"`  // brackets mark what each capture must be: "[a:Mary] met [b:Joan]."
	Silent []Example `yaml:"silent"` // the whole family must be silent
	Missed []Example `yaml:"missed"` // as holds, but known not to work: a test fails once it does
}

// Example is one text, with what the finding must be like.
type Example struct {
	Text   string `yaml:"text"`
	Status string `yaml:"status"`
	Kind   string `yaml:"kind"`
	P      string `yaml:"p"`
	Why    string `yaml:"why"` // of a silent one
}

// Match is one rule at one anchor.
type Match struct {
	Rule     *Rule
	Anchor   int // token
	Sentence int
	Captures map[string][]int  // name of a line -> tokens, in the order of the text
	Roles    map[string][]int  // role -> tokens, in the order of the text, each once
	Set      map[string]string // fixed values
}
