package gizmo

import (
	"errors"
	"maps"
	"slices"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/cayley/graph/shape"
	"github.com/cayleygraph/quad"
	"github.com/dop251/goja"
)

// resultTag is the column of the nodes that a path ends at.
const resultTag = "id"

// finals are the methods that run a path.
var finals = methodTable{
	"all": func(s *session, this goja.Value, _ []goja.Value) (goja.Value, error) {
		return s.answer(this, -1)
	},
	"getLimit": func(s *session, this goja.Value, args []goja.Value) (goja.Value, error) {
		n, err := s.optionalLimit(args)
		if err != nil {
			return nil, err
		}
		return s.answer(this, n)
	},
	"toArray":  array(false),
	"tagArray": array(true),
	"toValue":  first(false),
	"tagValue": first(true),
	"forEach":  forEach,
	"map":      forEach,
	"count": func(s *session, this goja.Value, _ []goja.Value) (goja.Value, error) {
		p, err := receiver(this)
		if err != nil {
			return nil, err
		}
		n := int64(0)
		err = s.scan(p, -1, true, func(graph.Scanner) error { n++; return nil })
		return s.vm.ToValue(n), err
	},
}

// optionalLimit is the first argument; without one, or not above 0, no limit.
func (s *session) optionalLimit(args []goja.Value) (int, error) {
	if len(args) == 0 {
		return -1, nil
	}
	x, err := s.argument(args[0], 0)
	if err != nil {
		return 0, err
	}
	n, ok := integer(x)
	if !ok || n <= 0 {
		return -1, nil
	}
	return int(min(n, 1<<31)), nil
}

// errEnough ends a scan early.
var errEnough = errors.New("enough")

// scan runs p and calls f at each node, and at each path to it if paths, at
// most limit times if that is not below 0.
func (s *session) scan(p *path, limit int, paths bool, f func(graph.Scanner) error) error {
	pl, err := p.plan()
	if err != nil {
		return err
	}
	tagged := graph.AsShape(iterator.Tag(shape.BuildIterator(s.store, pl.shape), resultTag))
	tagged, _ = tagged.Optimize(s.ctx)
	it := tagged.Iterate()
	defer it.Close()
	for n := 0; (limit < 0 || n < limit) && it.Next(s.ctx); {
		for more := true; more && (limit < 0 || n < limit); more = paths && it.NextPath(s.ctx) {
			n++
			s.brake.check()
			if err := f(it); err != nil {
				return err
			}
		}
	}
	s.brake.check() // it may have ended the iterator
	return it.Err()
}

// each runs p and calls f with the named values of each result.
func (s *session) each(p *path, limit int, paths bool, f func(map[string]quad.Value) error) error {
	refs, tags := map[string]graph.Ref{}, map[string]quad.Value{}
	return s.scan(p, limit, paths, func(it graph.Scanner) error {
		clear(refs)
		clear(tags)
		it.TagResults(refs)
		for tag, r := range refs {
			if v := s.store.NameOf(r); v != nil {
				tags[tag] = v
			}
		}
		if len(tags) == 0 {
			return nil
		}
		return f(tags)
	})
}

// answer adds a row for each result.
func (s *session) answer(this goja.Value, limit int) (goja.Value, error) {
	p, err := receiver(this)
	if err != nil {
		return nil, err
	}
	s.asked = true
	return nil, s.each(p, limit, true, func(tags map[string]quad.Value) error {
		cells := make([]cell, 0, len(tags))
		for tag, v := range tags {
			cells = append(cells, cell{tag, valueOf(v)})
		}
		s.row(cells)
		return nil
	})
}

// tagObject is named values as an object, names sorted.
func (s *session) tagObject(tags map[string]quad.Value) (goja.Value, error) {
	o := s.vm.NewObject()
	for _, tag := range slices.Sorted(maps.Keys(tags)) {
		if err := o.DefineDataProperty(tag, s.plain(tags[tag]), goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_TRUE); err != nil {
			return nil, err
		}
	}
	return o, nil
}

// collect is the first results of p, with their tags or as plain nodes.
func (s *session) collect(p *path, limit int, withTags bool) ([]any, error) {
	list := []any{}
	if withTags {
		err := s.each(p, limit, true, func(tags map[string]quad.Value) error {
			o, err := s.tagObject(tags)
			list = append(list, o)
			return err
		})
		return list, err
	}
	err := s.scan(p, limit, false, func(it graph.Scanner) error {
		if v := s.plain(s.store.NameOf(it.Result())); v != nil {
			list = append(list, v)
		}
		return nil
	})
	return list, err
}

func array(withTags bool) func(*session, goja.Value, []goja.Value) (goja.Value, error) {
	return func(s *session, this goja.Value, args []goja.Value) (goja.Value, error) {
		p, err := receiver(this)
		if err != nil {
			return nil, err
		}
		limit, err := s.optionalLimit(args)
		if err != nil {
			return nil, err
		}
		list, err := s.collect(p, limit, withTags)
		if err != nil {
			return nil, err
		}
		return s.vm.NewArray(list...), nil
	}
}

func first(withTags bool) func(*session, goja.Value, []goja.Value) (goja.Value, error) {
	return func(s *session, this goja.Value, _ []goja.Value) (goja.Value, error) {
		p, err := receiver(this)
		if err != nil {
			return nil, err
		}
		list, err := s.collect(p, 1, withTags)
		if err != nil || len(list) == 0 {
			return goja.Null(), err
		}
		return list[0].(goja.Value), nil
	}
}

// forEach calls the last argument with the tags of each result, or of the
// first n if there is an n before it.
func forEach(s *session, this goja.Value, args []goja.Value) (goja.Value, error) {
	p, err := receiver(this)
	if err != nil {
		return nil, err
	}
	if len(args) != 1 && len(args) != 2 {
		return nil, errors.New("forEach: expected a function, or a limit and a function")
	}
	f, ok := goja.AssertFunction(args[len(args)-1])
	if !ok {
		return nil, errors.New("forEach: expected a function, not " + describe(args[len(args)-1]))
	}
	limit, err := s.optionalLimit(args[:len(args)-1])
	if err != nil {
		return nil, err
	}
	var thrown error
	err = s.each(p, limit, true, func(tags map[string]quad.Value) error {
		o, err := s.tagObject(tags)
		if err != nil {
			return err
		}
		if _, thrown = f(this, o); thrown != nil {
			return errEnough
		}
		return nil
	})
	if thrown != nil {
		panic(thrown) // as it was thrown: the interpreter's own error passes through Go unchanged
	}
	return goja.Null(), err
}
