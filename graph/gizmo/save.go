package gizmo

import (
	"errors"
	"fmt"

	"github.com/cayleygraph/cayley/graph/shape"
	"github.com/cayleygraph/quad"
)

func save(rev, opt bool) func(*session, *path, []any) (*path, error) {
	return func(_ *session, p *path, args []any) (*path, error) {
		if len(args) == 0 || len(args) > 2 {
			return nil, fmt.Errorf("save: expected a predicate and a tag, got %d arguments", len(args))
		}
		st := saveStep{rev: rev, opt: opt, labels: p.labels}
		if len(args) == 2 {
			var ok bool
			if st.tag, ok = args[1].(string); !ok {
				return nil, fmt.Errorf("save: expected a tag, not %s", kindOf(args[1]))
			}
		}
		switch x := args[0].(type) {
		case *path:
			if st.tag == "" {
				return nil, errors.New("save: what a path leads to needs a tag")
			}
			st.by = &via{path: x}
		default:
			v, err := quadValue(x)
			if err != nil {
				return nil, err
			}
			st.by = &via{values: []quad.Value{v}}
			if st.tag == "" {
				st.tag = quad.StringOf(v)
			}
		}
		return p.then(st, st.by.paths()...)
	}
}

// saveStep names what a quad of each node leads to, without going there.
type saveStep struct {
	by       *via
	tag      string
	rev, opt bool
	labels   *via
}

func (s saveStep) reverse() (step, error) { return s, nil }

func (s saveStep) apply(from plan) (plan, error) {
	preds, labels, err := plans(s.by, s.labels)
	if err != nil {
		return plan{}, err
	}
	size := from.size + preds.size + labels.size + 4
	if !s.opt {
		return newPlan(shape.SaveViaLabels(from.shape, preds.shape, labels.shape, s.tag, s.rev, false), size)
	}
	saved := shape.SaveViaLabels(shape.AllNodes{}, preds.shape, labels.shape, s.tag, s.rev, false)
	must, may := optional(from.shape)
	return newPlan(shape.IntersectOpt{Sub: must, Opt: append(may, saved)}, size)
}

// optional splits s into what must hold and what only adds tags. Cayley keeps
// but one of two nested optional parts, so they are brought side by side.
func optional(s shape.Shape) (must shape.Intersect, may []shape.Shape) {
	switch s := s.(type) {
	case shape.Intersect:
		for _, sub := range s {
			a, b := optional(sub)
			must, may = append(must, a...), append(may, b...)
		}
		return must, may
	case shape.IntersectOpt:
		must, may = optional(s.Sub)
		return must, append(may, s.Opt...)
	case shape.Save:
		if sub, opt := optional(s.From); len(opt) > 0 {
			var from shape.Shape = sub
			if len(sub) == 1 {
				from = sub[0]
			}
			return shape.Intersect{shape.Save{From: from, Tags: s.Tags}}, opt
		}
	}
	return shape.Intersect{s}, nil
}

func savePredicates(in bool) func(*session, *path, []any) (*path, error) {
	return func(_ *session, p *path, args []any) (*path, error) {
		tags, err := words(args)
		if err != nil {
			return nil, err
		}
		if len(tags) != 1 {
			return nil, fmt.Errorf("expected a tag, got %d arguments", len(tags))
		}
		return p.then(savePredicatesStep{in, tags[0]})
	}
}

// savePredicatesStep names the predicates of the quads that lead in, or out.
type savePredicatesStep struct {
	in  bool
	tag string
}

func (s savePredicatesStep) reverse() (step, error) { return s, nil }

func (s savePredicatesStep) apply(from plan) (plan, error) {
	return newPlan(shape.SavePredicates(from.shape, s.in, s.tag), from.size+4)
}
