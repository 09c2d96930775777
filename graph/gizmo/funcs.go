package gizmo

import (
	"context"
	"fmt"
	"reflect"

	"github.com/cayleygraph/quad"
	"github.com/dop251/goja"
)

var (
	typeContext   = reflect.TypeFor[context.Context]()
	typeError     = reflect.TypeFor[error]()
	typeQuadValue = reflect.TypeFor[quad.Value]()
	typeAny       = reflect.TypeFor[any]()
)

// bind makes a Go function callable from JavaScript; see [Options.Funcs].
func (s *session) bind(name string, f any) (func(goja.FunctionCall) goja.Value, error) {
	v := reflect.ValueOf(f)
	if !v.IsValid() || v.Kind() != reflect.Func || v.IsNil() {
		return nil, fmt.Errorf("function %s: a %T is no function", name, f)
	}
	t := v.Type()
	if t.NumOut() > 2 || t.NumOut() == 2 && t.Out(1) != typeError {
		return nil, fmt.Errorf("function %s: it must return nothing, a value, an error, or both", name)
	}
	for i := range t.NumIn() {
		if in := t.In(i); !acceptable(in) && !(i == 0 && in == typeContext) && !(i == t.NumIn()-1 && in.Kind() == reflect.Slice && acceptable(in.Elem())) {
			return nil, fmt.Errorf("function %s: a parameter of type %v is not supported", name, in)
		}
	}
	return s.native(func(call goja.FunctionCall) (goja.Value, error) {
		in, err := s.inputs(t, call.Arguments)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		var out []reflect.Value
		if t.IsVariadic() {
			out = v.CallSlice(in)
		} else {
			out = v.Call(in)
		}
		s.brake.check()
		if n := len(out); n > 0 && t.Out(n-1) == typeError {
			if err, _ := out[n-1].Interface().(error); err != nil {
				panic(s.goThrown(name, err))
			}
			out = out[:n-1]
		}
		if len(out) == 0 {
			return nil, nil
		}
		if allow, ok := out[0].Interface().(Allow); ok {
			s.store.allow = allow
			return nil, nil
		}
		x, err := s.toJSAt(out[0], 0)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		return x, nil
	}), nil
}

// goThrown is the error of a Go function as an Error of JavaScript that
// remembers it.
func (s *session) goThrown(name string, err error) goja.Value {
	return s.vm.NewGoError(fmt.Errorf("%s: %w", name, err))
}

func acceptable(t reflect.Type) bool {
	switch t.Kind() {
	case reflect.String, reflect.Bool, reflect.Int, reflect.Int64, reflect.Float64:
		return true
	}
	return t == typeQuadValue || t == typeAny
}

// inputs are the arguments as the function's parameters.
func (s *session) inputs(t reflect.Type, args []goja.Value) ([]reflect.Value, error) {
	var in []reflect.Value
	for i := range t.NumIn() {
		p := t.In(i)
		switch {
		case i == 0 && p == typeContext:
			in = append(in, reflect.ValueOf(s.ctx))
			continue
		case p.Kind() == reflect.Slice:
			xs, err := s.arguments(args)
			if err != nil {
				return nil, err
			}
			list := reflect.MakeSlice(p, 0, len(xs))
			for _, x := range flat(xs) {
				v, err := convert(x, p.Elem())
				if err != nil {
					return nil, err
				}
				list = reflect.Append(list, v)
			}
			return append(in, list), nil
		}
		if len(args) == 0 {
			return nil, fmt.Errorf("argument %d is missing", i+1)
		}
		x, err := s.argument(args[0], 0)
		if err != nil {
			return nil, err
		}
		v, err := convert(x, p)
		if err != nil {
			return nil, err
		}
		in, args = append(in, v), args[1:]
	}
	return in, nil
}

// convert is x as a value of type t.
func convert(x any, t reflect.Type) (reflect.Value, error) {
	out := reflect.New(t).Elem()
	switch {
	case t == typeAny:
		if x != nil {
			out.Set(reflect.ValueOf(x))
		}
		return out, nil
	case t == typeQuadValue:
		q, err := quadValue(x)
		if err == nil {
			out.Set(reflect.ValueOf(q))
		}
		return out, err
	}
	switch t.Kind() {
	case reflect.String:
		switch x := x.(type) {
		case string:
			out.SetString(x)
			return out, nil
		case quad.IRI:
			out.SetString(string(x))
			return out, nil
		case quad.String:
			out.SetString(string(x))
			return out, nil
		}
	case reflect.Bool:
		if b, ok := x.(bool); ok {
			out.SetBool(b)
			return out, nil
		}
	case reflect.Int, reflect.Int64:
		if n, ok := integer(x); ok {
			out.SetInt(n)
			return out, nil
		}
	case reflect.Float64:
		switch x := x.(type) {
		case int64:
			out.SetFloat(float64(x))
			return out, nil
		case float64:
			out.SetFloat(x)
			return out, nil
		}
	}
	return out, fmt.Errorf("expected a %v, not %s", t, kindOf(x))
}
