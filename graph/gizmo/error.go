package gizmo

import "fmt"

// ErrorKind says what ended a program.
type ErrorKind string

// What can end a program.
const (
	Syntax   ErrorKind = "syntax"   // the program's text is wrong
	Runtime  ErrorKind = "runtime"  // the program, or a function it called, threw
	Timeout  ErrorKind = "timeout"  // Options.Timeout, or the context's deadline
	Memory   ErrorKind = "memory"   // Options.MaxHeap, or one value of the program too large
	Rows     ErrorKind = "rows"     // the table is too wide; too long a one is cut instead
	Stack    ErrorKind = "stack"    // Options.MaxStack
	Canceled ErrorKind = "canceled" // the context
	Source   ErrorKind = "source"   // Options.MaxSource, or nested too deeply
)

// Error is how a program ended that did not end well. Line and Column count
// from 1 in the program's text and are 0 where there is no place to name.
type Error struct {
	Line, Column int
	Kind         ErrorKind
	Message      string
	cause        error
}

func (e *Error) Error() string {
	if e.Line == 0 {
		return e.Message
	}
	return fmt.Sprintf("line %d, column %d: %s", e.Line, e.Column, e.Message)
}

// Unwrap is the context's error, or that of the Go function that failed.
func (e *Error) Unwrap() error { return e.cause }
