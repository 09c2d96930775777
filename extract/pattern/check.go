package pattern

import (
	"fmt"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// Checks are what the rule language does not know of itself.
type Checks struct {
	Type func(name string) error              // of a line's type
	Rule func(r *Rule, values ValuesOf) error // of emits, emit and set
}

// ValuesOf lists the values that a rule can set under key.
type ValuesOf func(key string) []string

type checker struct {
	name, family string
	checks       Checks
	words        map[string]list
	used         map[string]bool
	expanded     int // words that $list stood for
	errs         []error
}

// mostExpanded bounds the words that the $lists of a file stand for, so that a
// long list that is named often does not fill the memory.
const mostExpanded = 1 << 20

func (c *checker) fail(place, format string, args ...any) {
	c.errs = append(c.errs, fmt.Errorf("%s: %s", place, fmt.Sprintf(format, args...)))
}

func (c *checker) file(f *file) {
	if f.Family != c.family {
		c.fail(c.name, "family is %q, but the file is named %s", f.Family, c.family)
	}
	if f.About == "" {
		c.fail(c.name, "about is missing")
	}
	names := make([]string, 0, len(f.Words))
	for name := range f.Words {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		c.list(name, f.Words[name])
	}
	if len(f.Rules) == 0 {
		c.fail(c.name, "there are no rules")
	}
	for i, r := range f.Rules {
		if r == nil {
			c.fail(c.name, "rule %d is empty", i+1)
			continue
		}
		c.rule(r)
	}
	for _, name := range names {
		if !c.used[name] {
			c.fail(fmt.Sprintf("%s:%d", c.name, f.Words[name].Line), "words %s: no rule uses it", name)
		}
	}
}

// list reads a word list: a sequence of lemmas, or a mapping of each to a value.
func (c *checker) list(name string, n yaml.Node) {
	place := fmt.Sprintf("%s:%d", c.name, n.Line)
	l := list{}
	add := func(key *yaml.Node, v string) {
		if _, twice := l[key.Value]; twice {
			c.fail(fmt.Sprintf("%s:%d", c.name, key.Line), "words %s: %s stands twice", name, key.Value)
		}
		if key.Kind != yaml.ScalarNode || key.Value == "" {
			c.fail(fmt.Sprintf("%s:%d", c.name, key.Line), "words %s: want lemmas", name)
		}
		l[key.Value] = v
	}
	switch n.Kind {
	case yaml.SequenceNode:
		for _, w := range n.Content {
			add(w, "")
		}
	case yaml.MappingNode: // value: [lemmas]
		for i := 0; i+1 < len(n.Content); i += 2 {
			words := n.Content[i+1]
			if words.Kind != yaml.SequenceNode {
				c.fail(fmt.Sprintf("%s:%d", c.name, words.Line), "words %s: %s: want a list of lemmas", name, n.Content[i].Value)
			}
			for _, w := range words.Content {
				add(w, n.Content[i].Value)
			}
		}
	default:
		c.fail(place, "words %s: want [lemmas] or {value: [lemmas]}", name)
	}
	if len(l) == 0 {
		c.fail(place, "words %s: is empty", name)
	}
	c.words[name] = l
}

func (c *checker) rule(r *Rule) {
	fail := func(format string, args ...any) {
		c.fail(r.Place, "rule %s: %s", r.ID, fmt.Sprintf(format, args...))
	}
	if !strings.HasPrefix(r.ID, c.family+"/") || len(r.ID) == len(c.family)+1 {
		fail("id must be %s/NAME", c.family)
	}
	if r.About == "" || r.Emits == "" || len(r.Emit) == 0 {
		fail("about, emits and emit are all needed")
	}
	if len(r.Match) == 0 {
		fail("match is empty")
		return
	}
	bound := map[string]bool{}
	for i := range r.Match {
		c.line(r, &r.Match[i], bound, i == 0, false)
	}
	for i := range r.Unless {
		c.line(r, &r.Unless[i], bound, false, true)
	}
	for _, role := range sortedKeys(r.Emit) {
		for _, capture := range r.Emit[role] {
			if !bound[capture] {
				fail("emit %s: capture %q is never bound", role, capture)
			}
		}
	}
	c.set(r, bound, fail)
	if len(r.Examples.Holds) == 0 || len(r.Examples.Silent) == 0 {
		fail("one example that holds and one that is silent are needed")
	}
	for _, e := range slices.Concat(r.Examples.Holds, r.Examples.Missed) {
		if _, captures, err := e.Marked(); err != nil {
			fail("example %q: %v", e.Text, err)
		} else {
			for _, m := range captures {
				if !bound[m.Name] {
					fail("example %q: capture %q is never bound", e.Text, m.Name)
				}
			}
		}
	}
	if c.checks.Rule != nil {
		if err := c.checks.Rule(r, r.valuesOf); err != nil {
			fail("%v", err)
		}
	}
}

// set resolves the word lists of set: $list goes by the anchor's lemma,
// $list:capture by that of a capture, which may be empty.
func (c *checker) set(r *Rule, bound map[string]bool, fail func(string, ...any)) {
	r.values = map[string]choice{}
	for _, key := range sortedKeys(r.Set) {
		name, isList := strings.CutPrefix(r.Set[key], "$")
		if !isList {
			continue
		}
		name, capture, _ := strings.Cut(name, ":")
		if capture == "" {
			capture = r.Match[0].As
		}
		l, ok := c.words[name]
		if !ok {
			fail("set %s: no words %q", key, name)
			continue
		}
		c.used[name] = true
		r.values[key] = choice{capture, l}
		i := slices.IndexFunc(r.Match, func(l Line) bool { return l.As == capture })
		if !bound[capture] || i < 0 {
			fail("set %s: capture %q is never bound", key, capture)
			continue
		}
		for _, lemma := range r.Match[i].Lemma {
			if l[lemma] == "" {
				fail("set %s: %s has no value in words %s", key, lemma, name)
			}
		}
		if len(r.Match[i].Lemma) == 0 {
			fail("set %s: %s names no lemmas to look up in words %s", key, capture, name)
		}
	}
}

func (c *checker) line(r *Rule, l *Line, bound map[string]bool, anchor, unless bool) {
	fail := func(format string, args ...any) {
		c.fail(fmt.Sprintf("%s:%d", c.name, l.line), "rule %s: %s", r.ID, fmt.Sprintf(format, args...))
	}
	switch {
	case anchor && (l.Under != "" || l.Over != "" || l.Optional || l.Least != 0):
		fail("the anchor takes no under, over, least or optional")
	case !anchor && (l.Under == "") == (l.Over == ""):
		fail("want one of under and over")
	case !anchor && len(l.By) == 0:
		fail("by is missing")
	case l.Under != "" && !bound[l.Under]:
		fail("under %q names nothing above it", l.Under)
	case l.Over != "" && !bound[l.Over]:
		fail("over %q names nothing above it", l.Over)
	}
	if unless && (l.As != "" || l.Optional || l.Least != 0) {
		fail("unless takes no as, least or optional")
	}
	if !unless && l.As == "" {
		fail("as is missing")
	}
	if bound[l.As] {
		fail("as %q is taken", l.As)
	}
	if !unless {
		bound[l.As] = true
	}
	l.Lemma, l.Form = c.expand(l.Lemma, fail), c.expand(l.Form, fail)
	if anchor && len(l.Lemma)+len(l.Form)+len(l.Tag)+len(l.XPOS)+len(l.Type) == 0 {
		fail("the anchor would match any token")
	}
	for _, t := range l.Type {
		if c.checks.Type != nil {
			if err := c.checks.Type(t); err != nil {
				fail("%v", err)
			}
		}
	}
	for _, b := range l.By {
		if !relation.MatchString(b) {
			fail("by %q is no relation", b)
		}
	}
	for _, t := range l.Tag {
		if !slices.Contains(tags, t) {
			fail("tag %q is none of UPOS", t)
		}
	}
}

// expand replaces $list by its lemmas, sorted.
func (c *checker) expand(in []string, fail func(string, ...any)) []string {
	var out []string
	for _, w := range in {
		name, isList := strings.CutPrefix(w, "$")
		if !isList {
			out = append(out, w)
			continue
		}
		l, ok := c.words[name]
		if !ok {
			fail("no words %q", name)
		}
		c.used[name] = true
		if c.expanded += len(l); c.expanded > mostExpanded {
			fail("the word lists of the file stand for more than %d words", mostExpanded)
			return nil
		}
		out = append(out, sortedKeys(l)...)
	}
	return out
}

// valuesOf lists what the rule can set under key, sorted.
func (r *Rule) valuesOf(key string) []string {
	v, ok := r.Set[key]
	if !ok {
		return nil
	}
	ch, ok := r.values[key]
	if !ok {
		return []string{v}
	}
	var out []string
	for _, l := range r.Match {
		if l.As != ch.capture {
			continue
		}
		for _, lemma := range l.Lemma {
			out = append(out, ch.values[lemma])
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
