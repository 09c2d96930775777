package gizmo

import (
	"errors"
	"fmt"

	"github.com/cayleygraph/cayley/graph/shape"
	"github.com/dop251/goja"
)

// pathMethods are the methods of paths.
var pathMethods = aliased(finals, methodTable{
	"is":       extend(isMethod),
	"in":       extend(move(in)),
	"out":      extend(move(out)),
	"both":     extend(move(both)),
	"has":      extend(has(false)),
	"hasR":     extend(has(true)),
	"save":     extend(save(false, false)),
	"saveR":    extend(save(true, false)),
	"saveOpt":  extend(save(false, true)),
	"saveOptR": extend(save(true, true)),
	"follow":   extend(follow(false)),
	"followR":  extend(follow(true)),

	"followRecursive":   extend(followRecursive),
	"and":               extend(combine(func(o *path) step { return andStep{o} })),
	"intersect":         extend(combine(func(o *path) step { return andStep{o} })),
	"or":                extend(combine(func(o *path) step { return orStep{o} })),
	"union":             extend(combine(func(o *path) step { return orStep{o} })),
	"except":            extend(combine(func(o *path) step { return exceptStep{o} })),
	"difference":        extend(combine(func(o *path) step { return exceptStep{o} })),
	"tag":               extend(tag),
	"as":                extend(tag),
	"back":              extend(back),
	"unique":            extend(simple(uniqueStep)),
	"order":             extend(simple(orderStep)),
	"labels":            extend(simple(labelsStep)),
	"inPredicates":      extend(simple(inPredicatesStep)),
	"outPredicates":     extend(simple(outPredicatesStep)),
	"saveInPredicates":  extend(savePredicates(true)),
	"saveOutPredicates": extend(savePredicates(false)),
	"labelContext":      extend(labelContext),
	"filter":            extend(filter),
	"limit":             extend(page(func(n int64) pageStep { return pageStep{limit: n} })),
	"skip":              extend(page(func(n int64) pageStep { return pageStep{skip: n} })),
	"toString": func(s *session, _ goja.Value, _ []goja.Value) (goja.Value, error) {
		return s.vm.ToValue("[path]"), nil
	},
})

// receiver is the path that a method was called on.
func receiver(this goja.Value) (*path, error) {
	if p, ok := hostOf(this).(*pathObject); ok {
		return p.path, nil
	}
	return nil, fmt.Errorf("called on %s, not on a path", describe(this))
}

// extend makes a method of f, which continues a path.
func extend(f func(s *session, p *path, args []any) (*path, error)) func(*session, goja.Value, []goja.Value) (goja.Value, error) {
	return func(s *session, this goja.Value, args []goja.Value) (goja.Value, error) {
		p, err := receiver(this)
		if err != nil {
			return nil, err
		}
		xs, err := s.arguments(args)
		if err != nil {
			return nil, err
		}
		if p, err = f(s, p, xs); err != nil {
			return nil, err
		}
		return s.pathValue(p), nil
	}
}

func isMethod(_ *session, p *path, args []any) (*path, error) {
	vs, err := quadValues(args)
	if err != nil {
		return nil, err
	}
	if len(args) > 0 && len(vs) == 0 {
		return p.then(nothingStep{})
	}
	return p.then(isStep{vs})
}

// paths are the paths in v.
func (v *via) paths() []*path {
	if v == nil || v.path == nil {
		return nil
	}
	return []*path{v.path}
}

func move(to direction) func(*session, *path, []any) (*path, error) {
	return func(_ *session, p *path, args []any) (*path, error) {
		by, err := viaOf(args)
		if err != nil {
			return nil, err
		}
		return p.then(moveStep{to: to, by: by, labels: p.labels}, by.paths()...)
	}
}

func has(rev bool) func(*session, *path, []any) (*path, error) {
	return func(_ *session, p *path, args []any) (*path, error) {
		if len(args) == 0 {
			return nil, errors.New("has: expected a predicate")
		}
		by, err := viaOf(args[:1])
		if err != nil {
			return nil, err
		}
		h := hasStep{by: by, rev: rev, labels: p.labels}
		rest := flat(args[1:])
		for _, x := range rest {
			if f, ok := x.(shape.ValueFilter); ok {
				h.filters = append(h.filters, f)
			}
		}
		switch {
		case len(h.filters) == 0:
			if h.values, err = quadValues(rest); err != nil {
				return nil, err
			}
			if len(args) > 1 && len(h.values) == 0 {
				return p.then(nothingStep{})
			}
		case len(h.filters) < len(rest):
			return nil, errors.New("has: values and filters together")
		}
		return p.then(h, by.paths()...)
	}
}

// flat takes lists apart.
func flat(xs []any) []any {
	var out []any
	for _, x := range xs {
		if list, ok := x.([]any); ok {
			out = append(out, flat(list)...)
		} else {
			out = append(out, x)
		}
	}
	return out
}

// other is the path that is the only argument; without one, nil.
func other(args []any) (*path, error) {
	if len(args) == 0 || args[0] == nil {
		return nil, nil
	}
	if p, ok := args[0].(*path); ok {
		return p, nil
	}
	return nil, fmt.Errorf("expected a path, not %s", kindOf(args[0]))
}

func combine(with func(*path) step) func(*session, *path, []any) (*path, error) {
	return func(_ *session, p *path, args []any) (*path, error) {
		o, err := other(args)
		if o == nil || err != nil {
			return p, err
		}
		return p.then(with(o), o)
	}
}

func follow(rev bool) func(*session, *path, []any) (*path, error) {
	return func(_ *session, p *path, args []any) (*path, error) {
		o, err := other(args)
		if o == nil || err != nil {
			return p, err
		}
		if rev {
			if o, err = o.reversed(); err != nil {
				return nil, err
			}
		}
		return p.then(followStep{o}, o)
	}
}

func tag(_ *session, p *path, args []any) (*path, error) {
	tags, err := words(args)
	if err != nil {
		return nil, err
	}
	return p.then(tagStep{tags})
}

func back(_ *session, p *path, args []any) (*path, error) {
	tags, err := words(args)
	if err != nil {
		return nil, err
	}
	if len(tags) != 1 {
		return nil, fmt.Errorf("back: expected a tag, got %d arguments", len(tags))
	}
	return p.back(tags[0])
}

func simple(st step) func(*session, *path, []any) (*path, error) {
	return func(_ *session, p *path, _ []any) (*path, error) { return p.then(st) }
}

func labelContext(_ *session, p *path, args []any) (*path, error) {
	labels, err := viaOf(args)
	if err != nil {
		return nil, err
	}
	if labels != nil && labels.path == nil && len(labels.values) == 0 {
		labels = nil // labelContext(null): every label again
	}
	return p.inContext(labels), nil
}

func filter(_ *session, p *path, args []any) (*path, error) {
	var fs []shape.ValueFilter
	for _, x := range flat(args) {
		f, ok := x.(shape.ValueFilter)
		if !ok {
			return nil, fmt.Errorf("filter: expected lt, gt, like, regex …, not %s", kindOf(x))
		}
		fs = append(fs, f)
	}
	if len(fs) == 0 {
		return nil, errors.New("filter: expected a filter")
	}
	return p.then(filterStep{fs})
}

func page(st func(int64) pageStep) func(*session, *path, []any) (*path, error) {
	return func(_ *session, p *path, args []any) (*path, error) {
		if len(args) == 0 {
			return p.then(st(0))
		}
		n, ok := integer(args[0])
		if !ok {
			return nil, fmt.Errorf("expected a number, not %s", kindOf(args[0]))
		}
		return p.then(st(n))
	}
}
