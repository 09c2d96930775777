package export

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/cayleygraph/quad"

	"parley/schema"
)

// Selection narrows down what is exported. It chooses findings (claims with a
// rule); with them come their documents and, of each document, the names of
// those whom its chosen findings are about. So the rest is a graph as if the
// records had held nothing else. The zero value selects everything.
type Selection struct {
	// Since and Until are days, months or years (both included). A finding
	// counts by its own date, as far as that is known: 1986-10 is until
	// 1986-10-11 and since it. One without a date counts by the day its
	// document was published, and is left out if that is unknown too.
	Since, Until string

	// Statuses that pass; empty means all. Findings that have no status
	// (statements, affiliations) pass always.
	Statuses []string

	// MinConfidence is the least confidence that passes.
	MinConfidence float64

	// About are ids of entities or meetings: what passes is within Hops of one of them.
	// Findings that name one of them are one hop away, those that name an
	// actor of these two, and so on; no way leads through places and offices,
	// for who was in the same town is not tied by it. 0 hops means 1.
	About []string
	Hops  int
}

// All reports whether s selects everything.
func (s *Selection) All() bool {
	return s.Since == "" && s.Until == "" && len(s.Statuses) == 0 && s.MinConfidence == 0 && len(s.About) == 0
}

// Check tells what is wrong with s: a date that is none, an unknown status, a
// confidence or number of hops that cannot be.
func (s *Selection) Check() error {
	for _, d := range []string{s.Since, s.Until} {
		if d != "" && !isDate(d) {
			return fmt.Errorf("%q is no YYYY, YYYY-MM or YYYY-MM-DD", d)
		}
	}
	if first, _, _ := interval(s.Since); s.Since != "" && s.Until != "" {
		if _, last, _ := interval(s.Until); last < first {
			return fmt.Errorf("nothing is since %s and until %s", s.Since, s.Until)
		}
	}
	model := schema.English()
	for _, st := range s.Statuses {
		if model.Status(st) == nil {
			var all []string
			for _, known := range model.Statuses {
				all = append(all, known.Name)
			}
			return fmt.Errorf("no status %q; there are %s", st, strings.Join(all, ", "))
		}
	}
	if !(s.MinConfidence >= 0 && s.MinConfidence <= 1) {
		return fmt.Errorf("a confidence is from 0 to 1, not %v", s.MinConfidence)
	}
	if s.Hops < 0 {
		return fmt.Errorf("%d hops", s.Hops)
	}
	return nil
}

// Select is the part of quads that s selects, in their order. all yields the
// whole graph anew each time it is called; it is read once by Select and once
// by who reads the answer. A little is kept in memory of each claim.
func Select(ctx context.Context, all func() Quads, s Selection) (Quads, error) {
	if err := s.Check(); err != nil {
		return nil, err
	}
	if s.All() {
		return all(), nil
	}
	c := &chooser{Selection: s, model: schema.English(), claims: map[quad.Value]*finding{}, published: map[quad.Value]string{}, types: map[quad.Value]string{}}
	if _, err := eachQuad(ctx, "select", all(), c.read); err != nil {
		return nil, err
	}
	keep := c.choose()
	return func(yield func(quad.Quad, error) bool) {
		for q, err := range all() {
			if err == nil && !keep[q.Label] {
				continue
			}
			if !yield(q, err) {
				return
			}
		}
	}, nil
}

// finding is what a chooser knows of a claim. A claim without a rule names an
// entity, which is the one in names.
type finding struct {
	document   quad.Value
	rule       bool
	status     string
	confidence float64
	date       string
	names      []quad.Value        // entities, each once
	known      map[quad.Value]bool // those in names, once they are many: a file of others' quads is one claim
}

type chooser struct {
	Selection
	model     *schema.Model
	claims    map[quad.Value]*finding
	published map[quad.Value]string // by document
	types     map[quad.Value]string
}

func (c *chooser) read(q quad.Quad) error {
	f := c.claims[q.Label]
	if f == nil {
		f = &finding{}
		c.claims[q.Label] = f
	}
	p := local(q.Predicate)
	own := q.Subject == q.Label
	if own {
		switch p {
		case "document":
			f.document = q.Object
			return nil
		case "rule":
			f.rule = true
		case "status":
			f.status = words(q.Object)
		case "confidence":
			n, err := strconv.ParseFloat(words(q.Object), 64)
			if err != nil {
				return fmt.Errorf("confidence of %v: %w", q.Label, err)
			}
			f.confidence = n
		case "published":
			c.published[q.Label] = words(q.Object)
		}
	}
	if p == "date" {
		f.date = least(f.date, words(q.Object))
	}
	if p == "rdf:type" {
		if t := c.model.Type(local(q.Object)); t != nil && t.Entity {
			c.types[q.Subject] = t.Name
			f.name(q.Subject)
		}
		return nil
	}
	for _, v := range []quad.Value{q.Subject, q.Object} {
		if _, ok := v.(quad.IRI); ok && v != q.Label {
			f.name(v)
		}
	}
	return nil
}

func (f *finding) name(v quad.Value) {
	const many = 32
	if f.known == nil && len(f.names) > many {
		f.known = map[quad.Value]bool{}
		for _, n := range f.names {
			f.known[n] = true
		}
	}
	if f.known[v] || f.known == nil && slices.Contains(f.names, v) {
		return
	}
	f.names = append(f.names, v)
	if f.known != nil {
		f.known[v] = true
	}
}

// choose is the labels of the quads to keep.
func (c *chooser) choose() map[quad.Value]bool {
	asked := map[quad.Value]bool{}
	for _, id := range c.About {
		asked[quad.IRI("parley:"+id)] = true
	}
	for _, f := range c.claims { // what is no entity (a meeting, an office) leads nowhere
		f.names = slices.DeleteFunc(f.names, func(v quad.Value) bool { return c.types[v] == "" && !asked[v] })
	}
	keep := map[quad.Value]bool{}
	for label, f := range c.claims {
		if f.document != nil && f.rule && c.passes(f) {
			keep[label] = true
		}
	}
	if len(asked) > 0 {
		keep = c.near(keep, asked)
	}
	type naming struct{ document, entity quad.Value }
	named := map[naming]bool{}
	documents := map[quad.Value]bool{}
	for label := range keep {
		f := c.claims[label]
		documents[f.document] = true
		for _, e := range f.names {
			named[naming{f.document, e}] = true
		}
	}
	for label, f := range c.claims {
		if f.rule || f.document == nil {
			continue
		}
		for _, e := range f.names {
			if named[naming{f.document, e}] {
				keep[label] = true
			}
		}
	}
	for d := range documents {
		keep[d] = true
	}
	return keep
}

func (c *chooser) passes(f *finding) bool {
	if f.status != "" && len(c.Statuses) > 0 && !slices.Contains(c.Statuses, f.status) {
		return false
	}
	if f.confidence < c.MinConfidence {
		return false
	}
	if c.Since == "" && c.Until == "" {
		return true
	}
	date := f.date
	if date == "" {
		date = c.published[f.document]
	}
	first, last, ok := interval(date)
	since, _, _ := interval(c.Since)
	_, until, _ := interval(c.Until)
	return ok && (since == "" || last >= since) && (until == "" || first <= until)
}

// near is the findings among all that are within reach of those in about.
func (c *chooser) near(all, about map[quad.Value]bool) map[quad.Value]bool {
	naming := map[quad.Value][]quad.Value{} // entity -> findings
	for label := range all {
		for _, e := range c.claims[label].names {
			naming[e] = append(naming[e], label)
		}
	}
	out, seen := map[quad.Value]bool{}, map[quad.Value]bool{}
	front := about
	for hop := 0; hop < max(1, c.Hops) && len(front) > 0; hop++ {
		next := map[quad.Value]bool{}
		for e := range front {
			seen[e] = true
			for _, label := range naming[e] {
				if out[label] {
					continue
				}
				out[label] = true
				for _, other := range c.claims[label].names {
					if t := c.model.Type(c.types[other]); t != nil && t.Actor && !seen[other] {
						next[other] = true
					}
				}
			}
		}
		front = next
	}
	return out
}
