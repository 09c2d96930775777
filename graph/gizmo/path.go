package gizmo

import (
	"errors"
	"fmt"
	"slices"

	"github.com/cayleygraph/cayley/graph/shape"
	"github.com/cayleygraph/quad"
)

// maxPlan bounds the shapes of one query. A path that joins itself doubles at
// each step; Cayley's optimizer walks the result as a tree, by recursion.
const maxPlan = 5000

// maxDepth bounds paths that are arguments of paths that are arguments …
const maxDepth = 100

var (
	errReadOnly = errors.New("a program reads the graph only")
	errDepth    = fmt.Errorf("more than %d paths within paths", maxDepth)
	errPlan     = fmt.Errorf("the path is too long: it comes to more than %d steps", maxPlan)
)

// path is what the methods of Gizmo build: a chain of steps, never changed
// once made, so that programs can continue one path in two ways. Without a
// first Is it starts from all nodes, or, followed as a morphism, from where
// the other path stands.
type path struct {
	before *path // nil for the empty path
	step   step  // nil if only the context changes
	labels *via  // label context of the steps to come; nil is every label
	depth  int   // of paths within paths
}

// step is one link of the chain: which nodes it leads to from the nodes of in,
// and the step that leads back.
type step interface {
	apply(in plan) (plan, error)
	reverse() (step, error)
}

// then is p followed by s, in which the paths of inner occur.
func (p *path) then(s step, inner ...*path) (*path, error) {
	out := &path{before: p, step: s, labels: p.labels, depth: p.depth}
	for _, i := range inner {
		if i != nil {
			out.depth = max(out.depth, i.depth+1)
		}
	}
	if p.labels != nil && p.labels.path != nil {
		out.depth = max(out.depth, p.labels.path.depth+1)
	}
	if out.depth > maxDepth {
		return nil, errDepth
	}
	return out, nil
}

// inContext is p with another label context for what follows.
func (p *path) inContext(labels *via) *path {
	return &path{before: p, labels: labels, depth: p.depth}
}

// steps are those of p in order.
func (p *path) steps() []step {
	var out []step
	for ; p != nil; p = p.before {
		if p.step != nil {
			out = append(out, p.step)
		}
	}
	slices.Reverse(out)
	return out
}

// reversed leads from where p ends to where it starts.
func (p *path) reversed() (*path, error) {
	out := &path{depth: p.depth}
	for ; p != nil; p = p.before {
		if p.step == nil {
			continue
		}
		s, err := p.step.reverse()
		if err != nil {
			return nil, err
		}
		out = &path{before: out, step: s, depth: out.depth}
	}
	return out, nil
}

// back is the nodes that tag named, as far as a path leads on from them as p
// does.
func (p *path) back(tag string) (*path, error) {
	way := &path{depth: p.depth}
	for at := p; at != nil; at = at.before {
		if at.step == nil {
			continue
		}
		if t, ok := at.step.(tagStep); ok && slices.Contains(t.tags, tag) {
			return at.then(andStep{way}, way)
		}
		s, err := at.step.reverse()
		if err != nil {
			return nil, err
		}
		way = &path{before: way, step: s, depth: way.depth}
	}
	return nil, fmt.Errorf("back(%q): the path has no tag %q", tag, tag)
}

// plan is a shape with the number of shapes in it, counted as a tree.
type plan struct {
	shape shape.Shape
	size  int
}

func allNodes() plan { return plan{shape.AllNodes{}, 1} }

func newPlan(s shape.Shape, size int) (plan, error) {
	if size > maxPlan {
		return plan{}, errPlan
	}
	return plan{s, size}, nil
}

// plan is p as a shape, starting from all nodes.
func (p *path) plan() (plan, error) { return p.planFrom(allNodes()) }

func (p *path) planFrom(in plan) (plan, error) {
	n := 0
	for at := p; at != nil; at = at.before {
		if n++; n > maxPlan {
			return plan{}, errPlan
		}
	}
	for _, s := range p.steps() {
		var err error
		if in, err = s.apply(in); err != nil {
			return plan{}, err
		}
	}
	return in, nil
}

// via is a set of predicates or labels: the values, or where path leads.
type via struct {
	values []quad.Value
	path   *path
	tags   []string
}

// plan of nil is every node.
func (v *via) plan() (plan, error) {
	var p plan
	var err error
	switch {
	case v == nil || v.path == nil && len(v.values) == 0:
		p = allNodes()
	case v.path != nil:
		if p, err = v.path.plan(); err != nil {
			return p, err
		}
	default:
		p = plan{shape.Lookup(v.values), 1}
	}
	if v != nil && len(v.tags) > 0 {
		p = plan{shape.Save{From: p.shape, Tags: v.tags}, p.size + 1}
	}
	return p, nil
}

// labelPlan is like plan, but no context is no constraint.
func (v *via) labelPlan() (plan, error) {
	if v == nil {
		return plan{}, nil
	}
	return v.plan()
}

// plans are those of predicates and of the labels that their quads may have.
func plans(by, labels *via) (preds, context plan, err error) {
	if preds, err = by.plan(); err != nil {
		return preds, context, err
	}
	context, err = labels.labelPlan()
	return preds, context, err
}
