package graph

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/cayleygraph/quad"

	"parley/graph/quadstore"
	"parley/graph/resolve"
)

// The bucket decisions holds, under "file", the decisions file that is in
// force: the graph is a function of the archive and of it.
const (
	decisionsBucket = "decisions"
	decisionsKey    = "file"
	decisionsSum    = "\x00decisions" // in the bucket sums
)

// decisions are those in force.
func decisions(tx *quadstore.Tx) (*resolve.Decisions, error) {
	return resolve.ParseDecisions("the decisions kept in the database", string(tx.Get(decisionsBucket, decisionsKey)))
}

// Decisions is the decisions file that is in force, "" if there is none.
func (s *Store) Decisions() (string, error) {
	var file string
	err := s.qs.View(func(tx *quadstore.Tx) error {
		file = string(tx.Get(decisionsBucket, decisionsKey))
		return nil
	})
	return file, err
}

// Decide puts a decisions file in force, in the place of the one before, and
// changes the graph accordingly, in one transaction. name is that of the file,
// for errors. Only documents that a changed line concerns are looked at.
func (s *Store) Decide(ctx context.Context, name, file string) error {
	now, err := resolve.ParseDecisions(name, file)
	if err != nil {
		return err
	}
	return s.qs.Update(func(tx *quadstore.Tx) error {
		old, err := decisions(tx)
		if err != nil {
			return err
		}
		if string(tx.Get(decisionsBucket, decisionsKey)) == file {
			return nil
		}
		c := &change{tx: tx, who: newIdentity(tx, old), records: map[string]*prepared{}}
		changed := differing(old, now)
		for _, d := range changed {
			c.concerns(d, old, now)
		}
		if file == "" {
			err = errors.Join(tx.Delete(decisionsBucket, decisionsKey), tx.Delete(sumsBucket, decisionsSum))
		} else {
			err = errors.Join(tx.Put(decisionsBucket, decisionsKey, []byte(file)), tx.Put(sumsBucket, decisionsSum, sum(nil, []byte(file), nil)))
		}
		if err != nil {
			return err
		}
		c.who.decisions = now
		if err := c.resight(changed); err != nil {
			return err
		}
		// A line may also concern what is so called only now.
		for _, d := range changed {
			c.concerns(d, old, now)
		}
		return errors.Join(c.who.err, c.finish(ctx))
	})
}

// differing are the decisions that stand in one of the two only.
func differing(a, b *resolve.Decisions) []resolve.Decision {
	in := func(d *resolve.Decisions) map[string]bool {
		out := map[string]bool{}
		for _, x := range d.List {
			x.Note = ""
			out[x.String()] = true
		}
		return out
	}
	var out []resolve.Decision
	for _, two := range [2][2]*resolve.Decisions{{a, b}, {b, a}} {
		other := in(two[1])
		for _, x := range two[0].List {
			if x.Note = ""; !other[x.String()] {
				out = append(out, x)
			}
		}
	}
	return out
}

// concerns marks the documents in which a decision may change something.
func (c *change) concerns(d resolve.Decision, old, now *resolve.Decisions) {
	for _, doc := range d.Docs {
		c.who.docs[doc] = true
	}
	if d.Verb == resolve.Reject {
		return
	}
	ids := slices.Clone(d.IDs)
	for _, id := range d.IDs {
		ids = append(ids, old.Kept(id), now.Kept(id))
	}
	for _, id := range ids {
		c.concernsID(id, d.Verb == resolve.Never)
	}
}

// concernsID marks the documents that have something of that id, and joins
// anew where its names are if people part it from another.
func (c *change) concernsID(id string, apart bool) {
	base, _ := resolve.CutMark(id)
	x := c.who
	x.docsOf("n", base)
	for _, q := range [][2]quad.Value{{IRI(id), nil}, {IRI(base), nil}, {nil, quad.String(base)}} {
		p := quad.IRI(TypeIRI)
		if q[1] != nil {
			p = IRI("record_id")
		}
		var labels []quad.Value
		for q, err := range c.tx.Quads(q[0], p, q[1], nil) {
			x.keep(err)
			labels = append(labels, q.Label)
		}
		for _, l := range labels {
			for q, err := range c.tx.Quads(l, IRI("document"), nil, nil) {
				x.keep(err)
				name, err := documentOf(q.Object)
				x.keep(err)
				x.docs[name] = true
			}
		}
	}
	var found []string
	for doc := range x.docs {
		found = append(found, doc)
	}
	for _, doc := range found {
		for _, s := range x.sightings(doc) {
			if s.ID != base || s.Split != "" {
				continue
			}
			n := x.node(doc, &s)
			x.docsOf("n", n.ID)
			if apart {
				k := resolve.KeyOf(s.Name)
				if x.force[k] = true; !s.Firm() {
					x.mayFit(place{doc, s.ID})
				}
			}
		}
	}
}

// resight counts the sightings of the documents of split decisions anew.
func (c *change) resight(changed []resolve.Decision) error {
	for _, d := range changed {
		if d.Verb != resolve.Split {
			continue
		}
		for _, doc := range d.Docs {
			if c.tx.Get(documentsBucket, doc) == nil {
				continue
			}
			a, r, err := entry(c.tx, doc)
			if err != nil {
				return fmt.Errorf("document %s: %w", doc, err)
			}
			c.who.change(doc, c.who.sightingsOf(r, a.Text))
		}
	}
	return c.who.err
}
