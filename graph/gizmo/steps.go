package gizmo

import (
	"errors"

	"github.com/cayleygraph/cayley/graph/shape"
	"github.com/cayleygraph/quad"
)

// direction of a step along quads.
type direction int

const (
	out direction = iota
	in
	both
)

// moveStep goes along quads.
type moveStep struct {
	to     direction
	by     *via // with the tags that keep the predicate
	labels *via
}

func (s moveStep) reverse() (step, error) {
	switch s.to {
	case out:
		s.to = in
	case in:
		s.to = out
	}
	return s, nil
}

func (s moveStep) apply(from plan) (plan, error) {
	var by via
	if s.by != nil {
		by = *s.by
	}
	tags := by.tags
	by.tags = nil
	preds, labels, err := plans(&by, s.labels)
	if err != nil {
		return plan{}, err
	}
	size := from.size + preds.size + labels.size + 2
	switch s.to {
	case out:
		return newPlan(shape.Out(from.shape, preds.shape, labels.shape, tags...), size)
	case in:
		return newPlan(shape.In(from.shape, preds.shape, labels.shape, tags...), size)
	}
	return newPlan(shape.Union{
		shape.In(from.shape, preds.shape, labels.shape, tags...),
		shape.Out(from.shape, preds.shape, labels.shape, tags...),
	}, 2*size+1)
}

// isStep keeps the nodes given.
type isStep struct{ values []quad.Value }

func (s isStep) reverse() (step, error) { return s, nil }

func (s isStep) apply(from plan) (plan, error) {
	if len(s.values) == 0 {
		return from, nil
	}
	return newPlan(join(shape.Lookup(s.values), from.shape), from.size+2)
}

// join is the nodes in both.
func join(a, b shape.Shape) shape.Shape {
	if _, all := a.(shape.AllNodes); all {
		return b
	}
	if _, all := b.(shape.AllNodes); all {
		return a
	}
	return shape.Intersect{a, b}
}

// filterStep keeps the nodes whose value passes.
type filterStep struct{ filters []shape.ValueFilter }

func (s filterStep) reverse() (step, error) { return s, nil }

func (s filterStep) apply(from plan) (plan, error) {
	return newPlan(shape.AddFilters(from.shape, s.filters...), from.size+len(s.filters))
}

// hasStep keeps the nodes with a quad to (or from, rev) one of the values, or
// one that passes the filters, or any.
type hasStep struct {
	by      *via
	values  []quad.Value
	filters []shape.ValueFilter
	rev     bool
	labels  *via
}

func (s hasStep) reverse() (step, error) { return s, nil }

func (s hasStep) apply(from plan) (plan, error) {
	preds, labels, err := plans(s.by, s.labels)
	if err != nil {
		return plan{}, err
	}
	var goal shape.Shape = shape.AllNodes{}
	switch {
	case len(s.filters) > 0:
		goal = shape.Filter{From: goal, Filters: s.filters}
	case len(s.values) > 0:
		goal = shape.Lookup(s.values)
	}
	_, anyPred := preds.shape.(shape.AllNodes)
	_, anyGoal := goal.(shape.AllNodes)
	_, anyLabel := labels.shape.(shape.AllNodes)
	if anyPred && anyGoal && (labels.shape == nil || anyLabel) {
		return plan{}, errors.New("has: neither a predicate nor a value to look for")
	}
	size := from.size + preds.size + labels.size + len(s.filters) + 3
	return newPlan(shape.HasLabels(from.shape, preds.shape, goal, labels.shape, s.rev), size)
}

// tagStep names the nodes.
type tagStep struct{ tags []string }

func (s tagStep) reverse() (step, error) { return s, nil }

func (s tagStep) apply(from plan) (plan, error) {
	return newPlan(shape.Save{From: from.shape, Tags: s.tags}, from.size+1)
}

// andStep keeps the nodes that other leads to as well.
type andStep struct{ other *path }

func (s andStep) reverse() (step, error) { return s, nil }

func (s andStep) apply(from plan) (plan, error) {
	o, err := s.other.plan()
	if err != nil {
		return plan{}, err
	}
	return newPlan(join(from.shape, o.shape), from.size+o.size+1)
}

// orStep adds the nodes that other leads to.
type orStep struct{ other *path }

func (s orStep) reverse() (step, error) { return s, nil }

func (s orStep) apply(from plan) (plan, error) {
	o, err := s.other.plan()
	if err != nil {
		return plan{}, err
	}
	return newPlan(shape.Union{from.shape, o.shape}, from.size+o.size+1)
}

// exceptStep takes away the nodes that other leads to.
type exceptStep struct{ other *path }

func (s exceptStep) reverse() (step, error) { return s, nil }

func (s exceptStep) apply(from plan) (plan, error) {
	o, err := s.other.plan()
	if err != nil {
		return plan{}, err
	}
	return newPlan(join(from.shape, shape.Except{From: shape.AllNodes{}, Exclude: o.shape}), from.size+o.size+2)
}

// followStep goes the way of a morphism.
type followStep struct{ way *path }

func (s followStep) reverse() (step, error) {
	p, err := s.way.reversed()
	return followStep{p}, err
}

func (s followStep) apply(from plan) (plan, error) {
	from.size++ // even a way without steps counts
	return s.way.planFrom(from)
}

// simpleStep is a step without arguments.
type simpleStep int

const (
	uniqueStep simpleStep = iota
	orderStep
	labelsStep
	inPredicatesStep
	outPredicatesStep
)

func (s simpleStep) reverse() (step, error) {
	switch s {
	case uniqueStep, orderStep:
		return s, nil
	}
	return nil, errors.New("a path with labels, inPredicates or outPredicates cannot be gone backwards")
}

func (s simpleStep) apply(from plan) (plan, error) {
	switch s {
	case uniqueStep:
		return newPlan(shape.Unique{From: from.shape}, from.size+1)
	case orderStep:
		return newPlan(ordered{from.shape}, from.size+1)
	case labelsStep:
		return newPlan(shape.Labels(from.shape), 2*from.size+5)
	}
	return newPlan(shape.Predicates(from.shape, s == inPredicatesStep), from.size+3)
}

// pageStep skips some nodes and keeps some; 0 is no bound.
type pageStep struct{ skip, limit int64 }

func (s pageStep) reverse() (step, error) { return s, nil }

func (s pageStep) apply(from plan) (plan, error) {
	if s.skip <= 0 && s.limit <= 0 {
		return from, nil
	}
	return newPlan(shape.Page{From: from.shape, Skip: s.skip, Limit: s.limit}, from.size+1)
}

// nothingStep leads nowhere.
type nothingStep struct{}

func (s nothingStep) reverse() (step, error) { return s, nil }

func (s nothingStep) apply(plan) (plan, error) { return plan{shape.Null{}, 1}, nil }
