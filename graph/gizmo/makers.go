package gizmo

import (
	"errors"
	"fmt"
	"regexp"

	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/cayley/graph/shape"
	"github.com/cayleygraph/quad"
	"github.com/dop251/goja"
)

// makers are the global functions that make values and filters.
var makers = map[string]func(s *session, args []goja.Value) (goja.Value, error){
	"iri":   oneWord(func(w string) quad.Value { return quad.IRI(w) }),
	"bnode": oneWord(func(w string) quad.Value { return quad.BNode(w) }),
	"raw":   oneWord(term),
	"str":   oneWord(func(w string) quad.Value { return quad.String(w) }),
	"lang": twoWords(func(w, tag string) quad.Value {
		return quad.LangString{Value: quad.String(w), Lang: tag}
	}),
	"typed": twoWords(func(w, iri string) quad.Value {
		return quad.TypedString{Value: quad.String(w), Type: quad.IRI(iri)}
	}),
	"lt":    compare(iterator.CompareLT),
	"lte":   compare(iterator.CompareLTE),
	"gt":    compare(iterator.CompareGT),
	"gte":   compare(iterator.CompareGTE),
	"regex": regexFilter,
	"like":  likeFilter,
}

func oneWord(make func(string) quad.Value) func(*session, []goja.Value) (goja.Value, error) {
	return func(s *session, args []goja.Value) (goja.Value, error) {
		w, err := s.exactly(1, args)
		if err != nil {
			return nil, err
		}
		return s.valueValue(make(w[0])), nil
	}
}

func twoWords(make func(a, b string) quad.Value) func(*session, []goja.Value) (goja.Value, error) {
	return func(s *session, args []goja.Value) (goja.Value, error) {
		w, err := s.exactly(2, args)
		if err != nil {
			return nil, err
		}
		return s.valueValue(make(w[0], w[1])), nil
	}
}

func (s *session) filterValue(f shape.ValueFilter) goja.Value {
	return s.hostObject(&filterObject{filter: f}, nil)
}

func compare(op iterator.Operator) func(*session, []goja.Value) (goja.Value, error) {
	return func(s *session, args []goja.Value) (goja.Value, error) {
		if len(args) != 1 {
			return nil, fmt.Errorf("%s: expected 1 argument, got %d", op, len(args))
		}
		x, err := s.argument(args[0], 0)
		if err != nil {
			return nil, err
		}
		v, err := quadValue(x)
		if err != nil {
			return nil, err
		}
		return s.filterValue(shape.Comparison{Op: op, Val: v}), nil
	}
}

// maxPattern bounds the patterns of like and regex: what Go makes of one
// costs each value it is tried on.
const maxPattern = 1000

func likeFilter(s *session, args []goja.Value) (goja.Value, error) {
	if len(args) != 1 || !goja.IsString(args[0]) {
		return nil, errors.New("like: expected a pattern, such as \"%Geneva%\"")
	}
	pattern := args[0].String()
	if len(pattern) > maxPattern {
		return nil, fmt.Errorf("like: a pattern of more than %d bytes", maxPattern)
	}
	return s.filterValue(shape.Wildcard{Pattern: pattern}), nil
}

// regexFilter is a Go regular expression on words; with true as the second
// argument, on IRIs and blank nodes too.
func regexFilter(s *session, args []goja.Value) (goja.Value, error) {
	if len(args) != 1 && len(args) != 2 {
		return nil, fmt.Errorf("regex: expected a pattern, got %d arguments", len(args))
	}
	refs := false
	if len(args) == 2 {
		b, ok := args[1].Export().(bool)
		if !ok {
			return nil, errors.New("regex: expected true or false as second argument")
		}
		refs = b
	}
	x, err := s.argument(args[0], 0)
	if err != nil {
		return nil, err
	}
	v, err := quadValue(x)
	if err != nil {
		return nil, err
	}
	var pattern string
	switch v := v.(type) {
	case quad.String:
		pattern = string(v)
	case quad.IRI:
		pattern = string(v)
	case quad.BNode:
		pattern = string(v)
	default:
		return nil, fmt.Errorf("regex: expected a pattern, not %s", quad.StringOf(v))
	}
	if _, word := v.(quad.String); !word && !refs {
		return nil, errors.New("regex: not on IRIs, unless the second argument is true")
	}
	if len(pattern) > maxPattern {
		return nil, fmt.Errorf("regex: a pattern of more than %d bytes", maxPattern)
	}
	re, err := regexp.Compile(pattern)
	if err != nil {
		return nil, fmt.Errorf("regex: %w", err)
	}
	return s.filterValue(shape.Regexp{Re: re, Refs: refs}), nil
}
