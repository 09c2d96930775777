package graph

import (
	"cmp"
	"context"
	"slices"

	"parley/graph/resolve"
)

// viewPersons is view for who reads what is kept of persons.
func (s *Store) viewPersons(ctx context.Context, f func(*reader, *identity) error) error {
	return s.view(ctx, func(r *reader) error {
		d, err := decisions(r.tx)
		if err != nil {
			return err
		}
		x := newIdentity(r.tx, d)
		return cmp.Or(f(r, x), x.err)
	})
}

// Cite is the id under which a decision means the node that the graph calls
// id, whatever comes to be called so later: with its mark.
func (s *Store) Cite(ctx context.Context, id string) (string, error) {
	out := id
	err := s.viewPersons(ctx, func(r *reader, x *identity) error {
		nodes := x.nodesCalled(r, id)
		if len(nodes) == 1 && x.decisions.Kept(id) == id && !x.decisions.IsKept(id) {
			n := nodes[0]
			out = n.Name(n.Mark == "" && x.isAlone(n.ID))
		}
		return nil
	})
	return out, err
}

// RecordIDs are the ids that the record of doc gives to what the graph calls
// id, sorted.
func (s *Store) RecordIDs(ctx context.Context, doc, id string) ([]string, error) {
	var out []string
	err := s.viewPersons(ctx, func(r *reader, x *identity) error {
		_, record, err := entry(r.tx, doc)
		if err != nil {
			return err
		}
		n := x.naming(doc, entityIDs(record))
		for _, e := range record.Entities {
			if n.id(e.ID) == id {
				out = append(out, e.ID)
			}
		}
		slices.Sort(out)
		return nil
	})
	return out, err
}

// Dangling are the decisions in force that mean nothing that is in the graph
// now, by their lines.
func (s *Store) Dangling(ctx context.Context) (map[int]bool, error) {
	out := map[int]bool{}
	err := s.viewPersons(ctx, func(r *reader, x *identity) error {
		for i := range x.decisions.List {
			dec := &x.decisions.List[i]
			means := false
			switch dec.Verb {
			case resolve.Split, resolve.Reject:
				means = slices.ContainsFunc(dec.Docs, func(doc string) bool { return r.tx.Get(documentsBucket, doc) != nil })
			default:
				for _, id := range dec.IDs {
					means = means || len(r.became(id)) > 0
				}
			}
			if !means {
				out[dec.Line] = true
			}
		}
		return nil
	})
	return out, err
}
