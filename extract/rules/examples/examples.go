// Package examples runs the examples of rules with the whole pipeline: for go
// test ./extract/rules and, the same, for parley rules test.
//
// [Of] lists the examples of a rule, [Runner.Run] runs one. One that holds must
// be matched by its rule with just the captures it marks, and found with the
// status, kind and predicate it names; in a silent one no rule of the family may
// find anything, and of a [Runner.Strict] family no rule at all what the rule
// emits. One that is missed must not hold yet: once it does, it moves up.
package examples

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"parley/extract"
	"parley/extract/pattern"
	"parley/extract/text"
	"parley/schema"
)

// Published is the date of all examples.
const Published = "2014-06-17"

// Case is one example of a rule.
type Case struct {
	Rule    *pattern.Rule
	Kind    string // holds, silent or missed
	Number  int    // among its kind, from 1
	Example pattern.Example
}

// Name is the case as its rule's id, kind and number.
func (c Case) Name() string { return fmt.Sprintf("%s/%s/%d", c.Rule.ID, c.Kind, c.Number) }

// Of is the examples of r in their order.
func Of(r *pattern.Rule) []Case {
	var out []Case
	for _, l := range []struct {
		kind string
		list []pattern.Example
	}{{"holds", r.Examples.Holds}, {"silent", r.Examples.Silent}, {"missed", r.Examples.Missed}} {
		for i, e := range l.list {
			out = append(out, Case{r, l.kind, i + 1, e})
		}
	}
	return out
}

// Failure is an example that is not as it should be.
type Failure struct {
	Case
	Text     string         // without brackets
	Want     string         // in words
	Got      string         // in words
	Stops    []pattern.Stop // where the rule ended, if it did not match
	Doc      *text.Document
	Graph    *pattern.Graph
	Captured bool // the captures are right: it is the finding that is not
}

// Runner runs examples. It is safe for concurrent use.
type Runner struct {
	Pipeline *extract.Pipeline
	Strict   map[string]bool // families in whose silent examples other families are silent, too: ours, not a user's
}

// Families are those of the rules of a set.
func Families(s *pattern.Set) map[string]bool {
	out := map[string]bool{}
	for _, r := range s.Rules {
		out[family(r)] = true
	}
	return out
}

func family(r *pattern.Rule) string {
	name, _, _ := strings.Cut(r.ID, "/")
	return name
}

// Run runs one example. It is nil if that is as it should be; the error is one
// of the pipeline, or of an example that cannot be read.
func (r Runner) Run(ctx context.Context, c Case) (*Failure, error) {
	content, marks, err := c.Example.Marked()
	if err != nil && c.Kind != "silent" {
		return nil, fmt.Errorf("%s: %w", c.Name(), err)
	}
	if c.Kind == "silent" {
		content = c.Example.Text
	}
	x, err := r.Pipeline.Explain(ctx, extract.Input{ID: "example", Published: Published, Text: content})
	if err != nil {
		return nil, fmt.Errorf("%s: %w", c.Name(), err)
	}
	f := &Failure{Case: c, Text: content, Doc: x.Doc, Graph: x.Graph}
	switch c.Kind {
	case "silent":
		strict := r.Strict[family(c.Rule)]
		f.Want = "nothing by " + family(c.Rule)
		if strict {
			f.Want = "no " + c.Rule.Emits
		}
		if rules := by(x, c.Rule, strict); len(rules) > 0 {
			f.Got = strings.Join(found(x.Record, c.Rule.Emits), ", ") + ", by " + strings.Join(rules, ", ")
			return f, nil
		}
		return nil, nil
	case "missed":
		if f.holds(x, marks) {
			f.Want, f.Got = "no match yet", "it works now: move it to holds"
			return f, nil
		}
		return nil, nil
	}
	if f.holds(x, marks) {
		return nil, nil
	}
	return f, nil
}

// holds tells whether the example does, and if not, notes what was wanted and
// what was got.
func (f *Failure) holds(x *extract.Explanation, marks []pattern.Mark) bool {
	want := map[string][]string{}
	for _, m := range marks {
		want[m.Name] = append(want[m.Name], f.Text[m.Start:m.End])
	}
	f.Want = captures(f.Rule, want)
	var near []string
	for i := range x.Matches {
		m := &x.Matches[i]
		if m.Rule.ID != f.Rule.ID {
			continue
		}
		got := map[string][]string{}
		for _, l := range f.Rule.Match {
			for _, tok := range m.Captures[l.As] {
				got[l.As] = append(got[l.As], marked(x.Doc, marks, l.As, tok))
			}
		}
		if s := captures(f.Rule, got); s != f.Want {
			near = append(near, s)
			continue
		}
		f.Captured = true
		if m.Held != "" {
			near = append(near, "the captures are right, but it is held back: "+m.Held)
		}
	}
	if !f.Captured {
		f.Got = strings.Join(near, "; or ")
		if len(near) == 0 {
			f.Got = "no match"
			f.Stops = f.stops(marks)
		}
		return false
	}
	wanted := strings.Join(slices.DeleteFunc([]string{f.Example.Kind, f.Example.P, f.Example.Status}, func(s string) bool { return s == "" }), " ")
	got := found(x.Record, f.Rule.Emits)
	if len(got) == 0 || wanted != "" && !slices.ContainsFunc(got, func(f string) bool { return within(f, wanted) }) {
		f.Want = strings.TrimSpace("a " + f.Rule.Emits + " " + wanted)
		f.Got = strings.Join(append([]string{"the record has " + some(got)}, near...), "; ")
		return false
	}
	return true
}

// stops is where the rule ended: at each of its anchors, or, if the text has
// none, at the words that are marked as the anchor.
func (f *Failure) stops(marks []pattern.Mark) []pattern.Stop {
	if out := f.Rule.Stops(f.Graph); len(out) > 0 {
		return out
	}
	var out []pattern.Stop
	for _, m := range marks {
		if m.Name != f.Rule.Match[0].As {
			continue
		}
		for i, t := range f.Doc.Tokens {
			if m.Start <= t.Start && t.End <= m.End {
				if s, ok := f.Rule.StopAt(f.Graph, i); ok {
					out = append(out, s)
				}
			}
		}
	}
	return out
}

// marked is the words of the mark of that name around the token, or the token
// itself, in angle brackets, if there is no such mark.
func marked(doc *text.Document, marks []pattern.Mark, name string, tok int) string {
	at := doc.Tokens[tok].Span
	for _, m := range marks {
		if m.Name == name && m.Start <= at.Start && at.End <= m.End {
			return doc.Text[m.Start:m.End]
		}
	}
	return "<" + doc.Form(tok) + ">"
}

// captures are what the lines capture, in the order of the lines.
func captures(r *pattern.Rule, of map[string][]string) string {
	var out []string
	for _, l := range r.Match {
		for _, words := range of[l.As] {
			out = append(out, l.As+"="+words)
		}
	}
	return strings.Join(out, " ")
}

// by names the rules of the family, or of any if strict, that are behind
// findings like those of r.
func by(x *extract.Explanation, r *pattern.Rule, strict bool) []string {
	var out []string
	for _, f := range x.Findings() {
		for _, i := range f.From {
			m := x.Matches[i].Rule
			if m.Emits == r.Emits && (strict || family(m) == family(r)) {
				out = append(out, m.ID)
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func some(list []string) string {
	if len(list) == 0 {
		return "none"
	}
	return strings.Join(list, ", ")
}

// found is the findings of a section, each as "kind p status".
func found(r *schema.Record, section string) []string {
	var out []string
	switch section {
	case "meeting":
		for _, m := range r.Meetings {
			out = append(out, m.Kind+" "+m.Status)
		}
	case "visit":
		for _, v := range r.Visits {
			out = append(out, v.Status)
		}
	case "office":
		for _, o := range r.Offices {
			out = append(out, o.Status)
		}
	case "relation":
		for _, x := range r.Relations {
			out = append(out, x.P+" "+x.Status)
		}
	case "affiliation":
		for _, x := range r.Affiliations {
			out = append(out, x.P)
		}
	case "statement":
		for range r.Statements {
			out = append(out, "statement")
		}
	}
	return out
}

// within tells whether all words of wanted stand in found.
func within(found, wanted string) bool {
	words := strings.Fields(found)
	for _, w := range strings.Fields(wanted) {
		if !slices.Contains(words, w) {
			return false
		}
	}
	return true
}
