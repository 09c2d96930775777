package gizmo

import (
	"fmt"
	"strings"
	"time"

	"github.com/cayleygraph/quad"
	"github.com/dop251/goja"
)

// valueColumn is the column of an emitted value that is no object.
const valueColumn = "value"

// Bounds of one emitted value that is an array or object.
const (
	maxJSONDepth = 100
	maxJSONBytes = 1 << 20
)

// emit adds v as a row: an object's properties are its columns, any other
// value is in the column "value".
func (s *session) emit(v goja.Value) error {
	if o, ok := v.(*goja.Object); ok && hostOf(v) == nil && o.ClassName() == "Object" {
		if _, f := goja.AssertFunction(o); !f {
			var cells []cell
			for _, k := range o.Keys() {
				s.brake.check()
				x, err := s.cellOf(o.Get(k))
				if err != nil {
					return fmt.Errorf("emit: %s: %w", k, err)
				}
				cells = append(cells, cell{k, x})
				if len(cells) > maxColumns {
					break // add says what is wrong
				}
			}
			s.row(cells)
			return nil
		}
	}
	x, err := s.cellOf(v)
	if err != nil {
		return fmt.Errorf("emit: %w", err)
	}
	s.row([]cell{{valueColumn, x}})
	return nil
}

// cellOf is v as a cell. A string that spells an IRI or blank node the program
// was given by the graph is that node again.
func (s *session) cellOf(v goja.Value) (Value, error) {
	if v == nil || goja.IsUndefined(v) || goja.IsNull(v) {
		return Value{}, nil
	}
	if h, ok := hostOf(v).(*valueObject); ok {
		return valueOf(h.value), nil
	}
	if o, ok := v.(*goja.Object); ok && hostOf(v) == nil && o.ClassName() != "Date" {
		if _, f := goja.AssertFunction(o); !f {
			w := jsonWriter{s: s}
			if err := w.write(v); err != nil {
				return Value{}, err
			}
			return Value{Kind: JSON, Text: w.b.String()}, nil
		}
	}
	if sym, ok := v.(*goja.Symbol); ok {
		return Value{}, fmt.Errorf("%s is no value", sym)
	}
	x, err := s.argument(v, 0)
	if err != nil {
		return Value{}, err
	}
	switch x := x.(type) {
	case string:
		if s.refs[x] {
			return valueOf(quad.StringToValue(x)), nil
		}
		return Value{Kind: String, Text: x}, nil
	case *path:
		return Value{}, fmt.Errorf("a path is no value: end it with .toArray() or .toValue()")
	case quad.Value, bool, int64, float64, time.Time:
		q, err := quadValue(x)
		return valueOf(q), err
	}
	return Value{}, fmt.Errorf("%s is no value", kindOf(x))
}

// jsonWriter writes a value of JavaScript as JSON, calling no toJSON but that
// of its own values.
type jsonWriter struct {
	s     *session
	b     strings.Builder
	above []*goja.Object // objects being written
}

func (w *jsonWriter) string(s string) {
	b, _ := encode(s) // a string always encodes
	w.b.Write(b)
}

func (w *jsonWriter) write(v goja.Value) error {
	w.s.brake.check()
	if w.b.Len() > maxJSONBytes {
		return fmt.Errorf("an object of more than %d KiB as JSON", maxJSONBytes>>10)
	}
	o, ok := v.(*goja.Object)
	if ok {
		if _, f := goja.AssertFunction(o); f {
			return fmt.Errorf("a function is no value")
		}
	}
	if !ok || hostOf(v) != nil || o.ClassName() == "Date" {
		c, err := w.s.cellOf(v)
		if err != nil {
			return err
		}
		switch c.Kind {
		case None:
			w.b.WriteString("null")
		case Int, Bool, JSON:
			w.b.WriteString(c.Text)
		case Float:
			if strings.ContainsAny(c.Text, "Na") || strings.HasSuffix(c.Text, "INF") {
				w.b.WriteString("null")
			} else {
				w.b.WriteString(c.Text)
			}
		case IRI, BNode, Typed, Lang:
			w.string(c.String())
		default:
			w.string(c.Text)
		}
		return nil
	}
	for _, a := range w.above {
		if a == o {
			return fmt.Errorf("an object that contains itself")
		}
	}
	if len(w.above) >= maxJSONDepth {
		return fmt.Errorf("an object nested more than %d deep", maxJSONDepth)
	}
	w.above = append(w.above, o)
	defer func() { w.above = w.above[:len(w.above)-1] }()
	if o.ClassName() == "Array" {
		w.b.WriteByte('[')
		n := o.Get("length").ToInteger()
		for i := range n {
			if i > 0 {
				w.b.WriteByte(',')
			}
			if err := w.write(o.Get(fmt.Sprint(i))); err != nil {
				return err
			}
		}
		w.b.WriteByte(']')
		return nil
	}
	w.b.WriteByte('{')
	for i, k := range o.Keys() {
		if i > 0 {
			w.b.WriteByte(',')
		}
		w.string(k)
		w.b.WriteByte(':')
		if err := w.write(o.Get(k)); err != nil {
			return err
		}
	}
	w.b.WriteByte('}')
	return nil
}
