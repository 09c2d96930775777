package gizmo

import (
	"context"
	"errors"
	"fmt"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad/voc"
	"github.com/dop251/goja"
)

// programName and preludeName are what the interpreter calls the two texts.
const (
	programName = "program"
	preludeName = "prelude"
)

// Run runs program on qs within the limits of opts. It returns when the
// program has ended and nothing of it is left running; the error, if any, is
// an [*Error]. Of a program that failed there is no result. Run may be called
// concurrently if qs allows concurrent reads; MaxHeap then counts for the sum.
func Run(ctx context.Context, qs graph.QuadStore, program string, opts Options) (*Result, error) {
	s := newSession(ctx, qs, opts.filled())
	defer s.cancel()
	if err := s.run(program); err != nil {
		return nil, err
	}
	r := &Result{Truncated: s.truncated}
	r.Columns, r.Rows = s.rows.table()
	return r, nil
}

// session is one run.
type session struct {
	ctx    context.Context // the run's: ends with it, or when the brake is pulled
	cancel context.CancelFunc
	opts   Options
	store  *guard
	brake  *brake
	vm     *goja.Runtime
	names  voc.Namespaces

	pathProto, valueProto *goja.Object
	dateConstructor       *goja.Object

	rows      rows
	asked     bool // the program asked for rows
	truncated bool
	refs      map[string]bool // IRIs and blank nodes the program was given, as text

	rejected []*goja.Promise        // with nobody to catch it, the first first
	patterns map[[2]string]*pattern // regular expressions met, by source and flags
}

func newSession(ctx context.Context, qs graph.QuadStore, opts Options) *session {
	s := &session{opts: opts, vm: goja.New(), refs: map[string]bool{}}
	s.ctx, s.cancel = context.WithCancel(ctx)
	s.brake = &brake{interrupt: func() {
		s.cancel()
		s.vm.Interrupt(stopped{})
	}}
	s.store = newGuard(qs, s.brake)
	return s
}

// enough is why a program ends that has all the rows it may have.
var enough = &Error{Kind: Rows, Message: "row limit"}

// run is the whole life of the interpreter. Whatever happens in it becomes an
// error; the watcher has ended when it returns.
func (s *session) run(program string) (err error) {
	end := s.brake.watch(s.ctx, s.opts)
	defer func() {
		if x := recover(); x != nil {
			err = s.failure(x)
		}
		end()
		if why := s.brake.why.Load(); why == enough {
			err = nil
		} else if err != nil && why != nil {
			err = s.stoppedAt(why, err)
		}
	}()
	if err := s.environment(); err != nil {
		return err
	}
	if s.opts.Prelude != "" {
		if _, err := s.execute(preludeName, s.opts.Prelude); err != nil {
			return err
		}
	}
	last, err := s.execute(programName, program)
	if err != nil {
		return err
	}
	return s.lastValue(last)
}

// execute compiles and runs a text, with the jobs of its promises.
func (s *session) execute(name, text string) (last goja.Value, err error) {
	p, err := s.compile(name, text)
	if err != nil {
		return nil, err
	}
	last, err = s.vm.RunProgram(p)
	if err != nil {
		return nil, s.failure(err)
	}
	if len(s.rejected) > 0 {
		return nil, s.thrown(s.rejected[0].Result(), nil)
	}
	return last, nil
}

// lastValue takes the value of the program's last expression as the answer if
// it asked for no other.
func (s *session) lastValue(v goja.Value) error {
	if s.asked || v == nil || goja.IsUndefined(v) || goja.IsNull(v) {
		return nil
	}
	if _, ok := hostOf(v).(*pathObject); ok {
		return &Error{Kind: Runtime, Message: "the program's last value is a path, which finds nothing by itself: end it with .all()"}
	}
	if o, ok := v.(*goja.Object); ok {
		if _, f := goja.AssertFunction(o); f {
			return nil
		}
		if _, promise := o.Export().(*goja.Promise); promise {
			return nil
		}
	}
	var err error
	if ex := s.vm.Try(func() { err = s.emit(v) }); ex != nil {
		return s.failure(ex)
	}
	if err != nil {
		return s.failure(err)
	}
	return nil
}

// row adds a row to the answer, or ends the run when it has enough.
func (s *session) row(cells []cell) {
	if len(s.rows.rows) >= s.opts.MaxRows {
		for _, c := range cells {
			if c.value.Kind != None {
				s.truncated = true
				s.brake.stop(enough)
			}
		}
		return
	}
	if err := s.rows.add(cells); err != nil {
		var e *Error
		errors.As(err, &e)
		s.brake.stop(e)
	}
}

// failure is what was thrown, by JavaScript, Go or Cayley, as an *Error.
func (s *session) failure(x any) error {
	switch x := x.(type) {
	case *Error:
		return x
	case stopped:
		return &Error{Kind: Runtime, Message: "stopped"}
	case *goja.InterruptedError:
		return s.at(&Error{Kind: Runtime, Message: "stopped"}, x.Stack())
	case *goja.StackOverflowError:
		return s.at(&Error{Kind: Stack, Message: fmt.Sprintf("more than %d calls within calls", s.opts.MaxStack)}, x.Stack())
	case *goja.Exception:
		return s.thrown(x.Value(), x.Stack())
	case error:
		return &Error{Kind: Runtime, Message: x.Error(), cause: x}
	default:
		return &Error{Kind: Runtime, Message: fmt.Sprint(x)}
	}
}

// stoppedAt is why with the place that err names.
func (s *session) stoppedAt(why *Error, err error) error {
	e := *why
	var at *Error
	if errors.As(err, &at) && e.Line == 0 {
		e.Line, e.Column = at.Line, at.Column
	}
	return &e
}

// at gives e the innermost place of the program in the stack.
func (s *session) at(e *Error, stack []goja.StackFrame) *Error {
	for _, f := range stack {
		if p := f.Position(); f.SrcName() == programName && p.Line > 0 {
			e.Line, e.Column = p.Line, p.Column
			return e
		}
	}
	for _, f := range stack {
		if p := f.Position(); f.SrcName() == preludeName && p.Line > 0 {
			e.Message = fmt.Sprintf("prelude, line %d, column %d: %s", p.Line, p.Column, e.Message)
			break
		}
	}
	return e
}

// maxMessage bounds what a thrown value may say.
const maxMessage = 500

// thrown is a value that the program threw. Its message may be a getter, and
// so take long: the watcher still runs.
func (s *session) thrown(v goja.Value, stack []goja.StackFrame) error {
	e := s.at(&Error{Kind: Runtime, Message: "the program threw a value that cannot be shown"}, stack)
	if ex := s.vm.Try(func() {
		if host, ok := hostOf(v).(*goError); ok {
			e.Message, e.cause = host.err.Error(), host.err
			return
		}
		o, ok := v.(*goja.Object)
		if !ok {
			e.Message = "thrown: " + textOf(v)
			return
		}
		name, message := o.Get("name"), o.Get("message")
		switch {
		case isText(name) && isText(message):
			e.Message = textOf(name) + ": " + textOf(message)
		case isText(message):
			e.Message = textOf(message)
		}
		if cause, ok := o.Get("value").(*goja.Object); ok && o.ClassName() == "Error" {
			if err, ok := cause.Export().(error); ok {
				e.Message, e.cause = err.Error(), err
			}
		}
	}); ex != nil {
		return e
	}
	if r := []rune(e.Message); len(r) > maxMessage {
		e.Message = string(r[:maxMessage]) + "…"
	}
	return e
}

func isText(v goja.Value) bool { return v != nil && goja.IsString(v) }

// textOf is the text of a value that is no object.
func textOf(v goja.Value) string {
	if v == nil {
		return "undefined"
	}
	if _, ok := v.(*goja.Object); ok {
		return "an object"
	}
	if _, ok := v.(*goja.Symbol); ok {
		return "a symbol"
	}
	return v.String()
}
