// Command parley builds a knowledge graph of actors, places, meetings and
// positions from news and diplomatic texts, and answers questions about it.
//
// One file a verb; this one holds what all verbs share: exit codes and the
// words for failure. Nothing here knows about extraction or storage.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
)

// Exit codes are a stable interface.
const (
	exitOK          = 0
	exitError       = 1   // nothing, or not all, was done
	exitUsage       = 2   // the command line is wrong
	exitPartly      = 3   // some articles failed; each is named on stderr
	exitInterrupted = 130 // Ctrl-C
)

func main() {
	os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// run is parley without the process around it: tests call it.
func run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	cmd := newRoot()
	cmd.SetArgs(args)
	cmd.SetIn(stdin)
	cmd.SetOut(stdout)
	cmd.SetErr(stderr)
	err := cmd.ExecuteContext(ctx)
	if err == nil {
		return exitOK
	}
	code := exitError
	var usage *usageError
	var partly *partlyError
	switch {
	case ctx.Err() != nil && errors.Is(err, context.Canceled):
		code, err = exitInterrupted, errors.New("interrupted")
	case errors.As(err, &usage):
		code = exitUsage
	case errors.As(err, &partly):
		code = exitPartly
	}
	fmt.Fprintf(stderr, "parley: error: %v\n", err)
	var hinted *hintError
	if errors.As(err, &hinted) {
		fmt.Fprintf(stderr, "parley: hint: %s\n", hinted.hint)
	}
	return code
}

// usageError is a wrong command line.
type usageError struct{ err error }

func (e *usageError) Error() string { return e.err.Error() }
func (e *usageError) Unwrap() error { return e.err }

func usagef(format string, args ...any) error { return &usageError{fmt.Errorf(format, args...)} }

// partlyError says how many articles failed; each was named when it did.
type partlyError struct{ failed, all int }

func (e *partlyError) Error() string {
	return fmt.Sprintf("%d of %d articles failed", e.failed, e.all)
}

// hintError is an error with a word on what to do about it.
type hintError struct {
	err  error
	hint string
}

func (e *hintError) Error() string { return e.err.Error() }
func (e *hintError) Unwrap() error { return e.err }
