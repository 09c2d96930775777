package gizmo

import (
	"fmt"
	"math"
	"strconv"
	"time"

	"github.com/cayleygraph/cayley/graph/shape"
	"github.com/cayleygraph/quad"
	"github.com/dop251/goja"
)

// host is the base of what Go puts behind a JavaScript object. It has no
// properties: all a program sees of it are the methods of its prototype.
type host struct{}

func (host) Get(string) goja.Value       { return nil }
func (host) Set(string, goja.Value) bool { return false }
func (host) Has(string) bool             { return false }
func (host) Delete(string) bool          { return true }
func (host) Keys() []string              { return nil }

type pathObject struct {
	host
	path *path
}

type valueObject struct {
	host
	value quad.Value
}

type filterObject struct {
	host
	filter shape.ValueFilter
}

// goError is an error of Go as JavaScript sees it thrown.
type goError struct {
	host
	err error
}

// hostOf is what Go put behind v, nil for anything else. It runs no code of
// the program.
func hostOf(v goja.Value) goja.DynamicObject {
	o, ok := v.(*goja.Object)
	if !ok {
		return nil
	}
	switch o.ExportType() {
	case typePath, typeValue, typeFilter, typeGoError:
		d, _ := o.Export().(goja.DynamicObject)
		return d
	}
	return nil
}

// maxList bounds lists as arguments.
const maxList = 100_000

// argument is v as one of nil, string, bool, int64, float64, time.Time,
// quad.Value, *path, shape.ValueFilter and []any of these.
func (s *session) argument(v goja.Value, depth int) (any, error) {
	if v == nil || goja.IsUndefined(v) || goja.IsNull(v) {
		return nil, nil
	}
	switch h := hostOf(v).(type) {
	case *pathObject:
		return h.path, nil
	case *valueObject:
		return h.value, nil
	case *filterObject:
		return h.filter, nil
	}
	o, ok := v.(*goja.Object)
	if !ok {
		switch x := v.Export().(type) {
		case string, bool, int64, float64:
			return x, nil
		}
		return nil, fmt.Errorf("expected a value of the graph, not %s", describe(v))
	}
	switch o.ClassName() {
	case "String", "Number", "Boolean", "Date":
		switch x := o.Export().(type) {
		case string, bool, int64, float64, time.Time:
			return x, nil
		}
	case "Array":
		n := o.Get("length").ToInteger()
		if n > maxList || depth > 8 {
			return nil, fmt.Errorf("a list of more than %d items, or too deep", maxList)
		}
		list := make([]any, 0, n)
		for i := range n {
			s.brake.check()
			x, err := s.argument(o.Get(strconv.FormatInt(i, 10)), depth+1)
			if err != nil {
				return nil, err
			}
			list = append(list, x)
		}
		return list, nil
	}
	return nil, fmt.Errorf("expected a value of the graph, not %s", describe(v))
}

func (s *session) arguments(vs []goja.Value) ([]any, error) {
	out := make([]any, len(vs))
	for i, v := range vs {
		var err error
		if out[i], err = s.argument(v, 0); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// describe names the type of v for an error message.
func describe(v goja.Value) string {
	o, ok := v.(*goja.Object)
	switch {
	case v == nil || goja.IsUndefined(v):
		return "undefined"
	case goja.IsNull(v):
		return "null"
	case !ok:
		return textOf(v)
	}
	if _, ok := goja.AssertFunction(o); ok {
		return "a function"
	}
	return "an object of class " + o.ClassName()
}

// term is a bare string as Gizmo reads it: "<a>" is an IRI, "_:a" a blank
// node, "\"a\"@en" a word of English, anything else the string itself.
func term(s string) quad.Value {
	if v := quad.StringToValue(s); v != nil {
		return v
	}
	return quad.String("")
}

// quadValue is an argument as a value of the graph; see term for strings.
func quadValue(x any) (quad.Value, error) {
	switch x := x.(type) {
	case quad.Value:
		return x, nil
	case string:
		return term(x), nil
	case bool:
		return quad.Bool(x), nil
	case int64:
		return quad.Int(x), nil
	case float64:
		if x == math.Trunc(x) && math.Abs(x) < 1<<53 {
			return quad.Int(x), nil
		}
		return quad.Float(x), nil
	case time.Time:
		return quad.Time(x), nil
	case nil:
		return nil, fmt.Errorf("expected a value of the graph, not null")
	}
	return nil, fmt.Errorf("expected a value of the graph, not %s", kindOf(x))
}

func kindOf(x any) string {
	switch x.(type) {
	case *path:
		return "a path"
	case shape.ValueFilter:
		return "a filter"
	case []any:
		return "a list"
	case nil:
		return "null"
	}
	return fmt.Sprintf("%T", x)
}

// quadValues are arguments as values; lists are taken apart.
func quadValues(xs []any) ([]quad.Value, error) {
	var out []quad.Value
	for _, x := range xs {
		if list, ok := x.([]any); ok {
			vs, err := quadValues(list)
			if err != nil {
				return nil, err
			}
			out = append(out, vs...)
			continue
		}
		v, err := quadValue(x)
		if err != nil {
			return nil, err
		}
		out = append(out, v)
	}
	return out, nil
}

// words are arguments as tags; lists are taken apart.
func words(xs []any) ([]string, error) {
	var out []string
	for _, x := range xs {
		switch x := x.(type) {
		case string:
			out = append(out, x)
		case quad.Value:
			out = append(out, quad.StringOf(x))
		case []any:
			ws, err := words(x)
			if err != nil {
				return nil, err
			}
			out = append(out, ws...)
		case nil:
		default:
			return nil, fmt.Errorf("expected a tag, not %s", kindOf(x))
		}
	}
	return out, nil
}

// viaOf is the predicates, or labels, of the first argument, with the tags of
// the others.
func viaOf(xs []any) (*via, error) {
	v := &via{}
	if len(xs) == 0 {
		return nil, nil
	}
	var err error
	if v.tags, err = words(xs[1:]); err != nil {
		return nil, err
	}
	switch x := xs[0].(type) {
	case nil:
	case *path:
		v.path = x
	case []any:
		if len(x) == 1 {
			if p, ok := x[0].(*path); ok {
				v.path = p
				break
			}
		}
		if v.values, err = quadValues(x); err != nil {
			return nil, err
		}
	default:
		q, err := quadValue(x)
		if err != nil {
			return nil, err
		}
		v.values = []quad.Value{q}
	}
	return v, nil
}

// integer is x as a whole number.
func integer(x any) (int64, bool) {
	switch x := x.(type) {
	case int64:
		return x, true
	case float64:
		if math.IsNaN(x) || math.Abs(x) > 1<<53 {
			return 0, false
		}
		return int64(x), true
	}
	return 0, false
}
