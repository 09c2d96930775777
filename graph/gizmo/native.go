package gizmo

import (
	"fmt"
	"reflect"
	"time"

	"github.com/cayleygraph/quad"
	"github.com/dop251/goja"
)

var (
	typePath    = reflect.TypeFor[*pathObject]()
	typeValue   = reflect.TypeFor[*valueObject]()
	typeFilter  = reflect.TypeFor[*filterObject]()
	typeGoError = reflect.TypeFor[*goError]()
)

// native makes f callable from JavaScript: it looks at the brake first, and
// an error of f is thrown in the program.
func (s *session) native(f func(call goja.FunctionCall) (goja.Value, error)) func(goja.FunctionCall) goja.Value {
	return func(call goja.FunctionCall) goja.Value {
		s.brake.check()
		v, err := f(call)
		if err != nil {
			panic(s.throwable(err))
		}
		if v == nil {
			return goja.Undefined()
		}
		return v
	}
}

// throwable is err as a TypeError, which the program may catch.
func (s *session) throwable(err error) goja.Value {
	if e, ok := err.(*Error); ok && e.Kind != Runtime {
		s.brake.stop(e)
	}
	return s.vm.NewTypeError("%s", err.Error())
}

func (s *session) hostObject(d goja.DynamicObject, proto *goja.Object) goja.Value {
	o := s.vm.NewDynamicObject(d)
	if proto != nil {
		_ = o.SetPrototype(proto) // an object just made has no loop of prototypes
	}
	return o
}

func (s *session) pathValue(p *path) goja.Value {
	return s.hostObject(&pathObject{path: p}, s.pathProto)
}

func (s *session) valueValue(v quad.Value) goja.Value {
	if v == nil {
		return goja.Null()
	}
	return s.hostObject(&valueObject{value: v}, s.valueProto)
}

// plain is v as programs get it from ToArray and its kin, as in Cayley: words,
// numbers, booleans and dates as JavaScript's own, anything else as text that
// g.V takes again: "<iri>", "_:node", "\"x\"^^<type>". A language tag is lost.
func (s *session) plain(v quad.Value) goja.Value {
	if v == nil {
		return nil
	}
	switch x := v.Native().(type) {
	case string, int64, float64, bool:
		return s.vm.ToValue(x)
	case time.Time:
		d, err := s.vm.New(s.dateConstructor, s.vm.ToValue(x.UnixMilli()))
		if err == nil {
			return d
		}
	}
	text := quad.StringOf(v)
	switch v.(type) {
	case quad.IRI, quad.BNode:
		s.refs[text] = true
	}
	return s.vm.ToValue(text)
}

// toJS is a Go value, of Params or of a function, as JavaScript.
func (s *session) toJS(x any) (goja.Value, error) { return s.toJSAt(reflect.ValueOf(x), 0) }

func (s *session) toJSAt(v reflect.Value, depth int) (goja.Value, error) {
	if depth > 20 {
		return nil, fmt.Errorf("a Go value nested more than 20 deep")
	}
	if !v.IsValid() {
		return goja.Null(), nil
	}
	switch x := v.Interface().(type) {
	case quad.Value:
		return s.valueValue(x), nil
	case goja.Value:
		return x, nil
	case time.Time:
		return s.vm.New(s.dateConstructor, s.vm.ToValue(x.UnixMilli()))
	case error:
		return s.vm.ToValue(x.Error()), nil
	}
	switch v.Kind() {
	case reflect.String:
		return s.vm.ToValue(v.String()), nil
	case reflect.Bool:
		return s.vm.ToValue(v.Bool()), nil
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return s.vm.ToValue(v.Int()), nil
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		return s.vm.ToValue(v.Uint()), nil
	case reflect.Float32, reflect.Float64:
		return s.vm.ToValue(v.Float()), nil
	case reflect.Interface, reflect.Pointer:
		if v.IsNil() {
			return goja.Null(), nil
		}
		return s.toJSAt(v.Elem(), depth+1)
	case reflect.Slice, reflect.Array:
		items := make([]any, v.Len())
		for i := range items {
			item, err := s.toJSAt(v.Index(i), depth+1)
			if err != nil {
				return nil, err
			}
			items[i] = item
		}
		return s.vm.NewArray(items...), nil
	case reflect.Map:
		if v.Type().Key().Kind() != reflect.String {
			break
		}
		o := s.vm.NewObject()
		for it := v.MapRange(); it.Next(); {
			item, err := s.toJSAt(it.Value(), depth+1)
			if err != nil {
				return nil, err
			}
			if err := o.DefineDataProperty(it.Key().String(), item, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_TRUE); err != nil {
				return nil, err
			}
		}
		return o, nil
	}
	return nil, fmt.Errorf("a Go value of type %v cannot be given to a program", v.Type())
}
