package gizmo

import (
	"embed"
	"fmt"
	"sync"

	"github.com/dop251/goja"
)

// maxString is the longest string a program can make, in UTF-16 units: what
// bounds the built-ins that work through one.
const maxString = 1 << 20

// realmParts are the files of realm, in order. They are parts of one function:
//
//   - stop(what) ends the program for its memory;
//   - find(source, flags, string, at) is where a regular expression matches;
//   - flat(string) throws if the JSON in it nests deeply;
//   - MAX is maxString.
//
// The interpreter stops between any two steps, but not inside a built-in
// function, and built-ins that call each other use up Go's stack, which ends
// the process. So no built-in stays reachable as it is: those that can work
// long on small input are written anew in JavaScript, or look first at how
// large their input is; those that no query needs and that cannot be held are
// taken away; all others get one JavaScript frame before them, which counts
// calls.
var realmParts = []string{"tools", "array", "string", "regexp", "json", "function", "install"}

//go:embed realm/*.js
var realmFiles embed.FS

// realm is that function compiled, once in the process and when first needed.
var realm = sync.OnceValues(func() (*goja.Program, error) {
	text := "(function (stop, find, flat, MAX) { 'use strict';\n"
	for _, part := range realmParts {
		b, err := realmFiles.ReadFile("realm/" + part + ".js")
		if err != nil {
			return nil, err
		}
		text += string(b)
	}
	return compile("realm", text+"})", false)
})

// harden puts the built-ins of the realm in place of the interpreter's.
func (s *session) harden() error {
	p, err := realm()
	if err != nil {
		return err
	}
	v, err := s.vm.RunProgram(p)
	if err != nil {
		return fmt.Errorf("realm: %w", err)
	}
	install, ok := goja.AssertFunction(v)
	if !ok {
		return fmt.Errorf("realm is no function")
	}
	stop := s.native(func(call goja.FunctionCall) (goja.Value, error) {
		s.stop(&Error{Kind: Memory, Message: fmt.Sprintf("%s of the program became too large", call.Argument(0))})
		return nil, nil
	})
	if _, err := install(goja.Undefined(), s.vm.ToValue(stop), s.vm.ToValue(s.native(s.match)), s.vm.ToValue(s.native(shallow)), s.vm.ToValue(maxString)); err != nil {
		return fmt.Errorf("realm: %w", err)
	}
	checked := s.vm.ToValue(func(call goja.FunctionCall) goja.Value {
		v := call.Argument(0)
		if t, ok := v.(goja.String); ok && t.Length() > maxString {
			s.stop(&Error{Kind: Memory, Message: fmt.Sprintf("a string of more than %d characters", maxString)})
		}
		return v
	})
	return s.vm.GlobalObject().DefineDataProperty(checkName, checked, goja.FLAG_FALSE, goja.FLAG_FALSE, goja.FLAG_FALSE)
}

// stop ends the run from inside, naming the place.
func (s *session) stop(e *Error) {
	s.brake.stop(s.at(e, s.vm.CaptureCallStack(0, nil)))
}

// shallow refuses a text whose JSON nests deeply, for the parser recurses.
func shallow(call goja.FunctionCall) (goja.Value, error) {
	depth, quoted := 0, false
	text := call.Argument(0).String()
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case quoted && c == '\\':
			i++
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '[' || c == '{':
			if depth++; depth > maxNodes {
				return nil, fmt.Errorf("JSON nested more than %d deep", maxNodes)
			}
		case c == ']' || c == '}':
			depth--
		}
	}
	return nil, nil
}
