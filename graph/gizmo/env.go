package gizmo

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"
	"github.com/cayleygraph/quad/voc"
	"github.com/dop251/goja"
)

// environment makes what a program finds when it starts: the hardened
// built-ins, g, the makers of values and filters, P and the caller's functions.
func (s *session) environment() error {
	s.vm.SetMaxCallStackSize(s.opts.MaxStack)
	s.vm.SetRandSource(rand.New(rand.NewPCG(1, 1)).Float64) // the same program, the same rows
	s.vm.SetPromiseRejectionTracker(func(p *goja.Promise, op goja.PromiseRejectionOperation) {
		if op == goja.PromiseRejectionReject {
			s.rejected = append(s.rejected, p)
		} else {
			s.rejected = slices.DeleteFunc(s.rejected, func(r *goja.Promise) bool { return r == p })
		}
	})
	s.dateConstructor, _ = s.vm.Get("Date").(*goja.Object)
	if err := s.harden(); err != nil {
		return err
	}
	s.pathProto = s.object(pathMethods)
	s.valueProto = s.vm.NewObject()
	text := s.native(func(call goja.FunctionCall) (goja.Value, error) {
		v, ok := hostOf(call.This).(*valueObject)
		if !ok {
			return nil, fmt.Errorf("this is no value of the graph")
		}
		return s.vm.ToValue(quad.StringOf(v.value)), nil
	})
	for _, name := range []string{"toString", "toJSON"} {
		if err := s.method(s.valueProto, name, text); err != nil {
			return err
		}
	}
	g := s.object(graphMethods)
	set := func(name string, v any) error { return s.vm.GlobalObject().Set(name, v) }
	for _, name := range []string{"g", "graph"} {
		if err := set(name, g); err != nil {
			return err
		}
	}
	for name, f := range makers {
		if err := set(name, s.native(func(call goja.FunctionCall) (goja.Value, error) { return f(s, call.Arguments) })); err != nil {
			return err
		}
	}
	params, err := s.toJS(s.opts.Params)
	if err != nil {
		return &Error{Kind: Runtime, Message: "parameter: " + err.Error()}
	}
	if s.opts.Params == nil {
		params = s.vm.NewObject()
	}
	if err := set("P", params); err != nil {
		return err
	}
	for _, name := range slices.Sorted(maps.Keys(s.opts.Funcs)) {
		f, err := s.bind(name, s.opts.Funcs[name])
		if err != nil {
			return &Error{Kind: Runtime, Message: err.Error()}
		}
		if err := set(name, f); err != nil {
			return err
		}
	}
	return nil
}

// methodTable is methods by name. The receiver is given as this.
type methodTable map[string]func(s *session, this goja.Value, args []goja.Value) (goja.Value, error)

// object is an object with the methods of the table.
func (s *session) object(methods methodTable) *goja.Object {
	o := s.vm.NewObject()
	for name, m := range methods {
		_ = s.method(o, name, s.native(func(call goja.FunctionCall) (goja.Value, error) {
			return m(s, call.This, call.Arguments)
		}))
	}
	return o
}

func (s *session) method(o *goja.Object, name string, f func(goja.FunctionCall) goja.Value) error {
	return o.DefineDataProperty(name, s.vm.ToValue(f), goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE)
}

// graphMethods are the methods of g.
var graphMethods = aliased(methodTable{
	"V": vertex, "Vertex": vertex,
	"M": morphism, "Morphism": morphism,
	"emit": func(s *session, _ goja.Value, args []goja.Value) (goja.Value, error) {
		s.asked = true
		if len(args) == 0 || goja.IsUndefined(args[0]) || goja.IsNull(args[0]) {
			return goja.Null(), nil
		}
		return goja.Null(), s.emit(args[0])
	},
	"IRI": fullIRI, "Uri": fullIRI,
	"addNamespace": func(s *session, _ goja.Value, args []goja.Value) (goja.Value, error) {
		w, err := s.exactly(2, args)
		if err != nil {
			return nil, err
		}
		s.names.Register(voc.Namespace{Prefix: w[0] + ":", Full: w[1]})
		return nil, nil
	},
	"addDefaultNamespaces": func(s *session, _ goja.Value, _ []goja.Value) (goja.Value, error) {
		for _, ns := range standardNames {
			s.names.Register(ns)
		}
		return nil, nil
	},
	"loadNamespaces": func(s *session, _ goja.Value, _ []goja.Value) (goja.Value, error) {
		return nil, s.loadNamespaces()
	},
})

// standardNames are the default namespaces: of the Semantic Web, and the same
// whatever packages of Cayley are linked.
var standardNames = []voc.Namespace{
	{Prefix: "rdf:", Full: "http://www.w3.org/1999/02/22-rdf-syntax-ns#"},
	{Prefix: "rdfs:", Full: "http://www.w3.org/2000/01/rdf-schema#"},
	{Prefix: "owl:", Full: "http://www.w3.org/2002/07/owl#"},
	{Prefix: "xsd:", Full: "http://www.w3.org/2001/XMLSchema#"},
	{Prefix: "schema:", Full: "http://schema.org/"},
}

func vertex(s *session, _ goja.Value, args []goja.Value) (goja.Value, error) {
	xs, err := s.arguments(args)
	if err != nil {
		return nil, err
	}
	vs, err := quadValues(xs)
	if err != nil {
		return nil, err
	}
	if len(args) > 0 && len(vs) == 0 {
		return s.pathValue(&path{step: nothingStep{}}), nil // g.V([]) is nobody, not everybody
	}
	return s.pathValue(&path{step: isStep{vs}}), nil
}

func morphism(s *session, _ goja.Value, _ []goja.Value) (goja.Value, error) {
	return s.pathValue(&path{}), nil
}

func fullIRI(s *session, _ goja.Value, args []goja.Value) (goja.Value, error) {
	w, err := s.exactly(1, args)
	if err != nil {
		return nil, err
	}
	return s.valueValue(quad.IRI(s.names.FullIRI(w[0]))), nil
}

// exactly is n arguments as words.
func (s *session) exactly(n int, args []goja.Value) ([]string, error) {
	xs, err := s.arguments(args)
	if err != nil {
		return nil, err
	}
	w, err := words(xs)
	if err != nil {
		return nil, err
	}
	if len(w) != n {
		return nil, fmt.Errorf("number of arguments: expected %d, got %d", n, len(w))
	}
	return w, nil
}

// aliased is the tables as one with each method in a second spelling, its
// first letter capital: Cayley has both.
func aliased(tables ...methodTable) methodTable {
	out := methodTable{}
	for _, t := range tables {
		for name, m := range t {
			out[name] = m
			out[strings.ToUpper(name[:1])+name[1:]] = m
		}
	}
	return out
}

// loadNamespaces reads the namespaces that the graph itself describes.
func (s *session) loadNamespaces() error {
	ns := &path{step: hasStep{by: &via{values: []quad.Value{quad.IRI("rdf:type"), quad.IRI("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")}}, values: []quad.Value{quad.IRI("cayley:namespace"), quad.IRI("http://cayley.io/namespace")}}}
	p, err := ns.then(saveStep{by: &via{values: []quad.Value{quad.IRI("cayley:prefix"), quad.IRI("http://cayley.io/prefix")}}, tag: "prefix"})
	if err != nil {
		return err
	}
	return s.each(p, -1, true, func(tags map[string]quad.Value) error {
		full, ok := tags[resultTag].(quad.IRI)
		if !ok {
			return nil
		}
		switch prefix := tags["prefix"].(type) {
		case quad.IRI:
			s.names.Register(voc.Namespace{Prefix: string(prefix), Full: string(full)})
		case quad.String:
			s.names.Register(voc.Namespace{Prefix: string(prefix), Full: string(full)})
		}
		return nil
	})
}
