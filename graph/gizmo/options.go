package gizmo

import "time"

// Defaults of [Options], and what no option can exceed.
const (
	DefaultTimeout   = 10 * time.Second
	DefaultMaxHeap   = 256 << 20
	DefaultMaxRows   = 10_000
	DefaultMaxStack  = 500
	DefaultMaxSource = 64 << 10

	// The parser, and the look-up along a chain of prototypes, recurse in Go,
	// whose stack ends the process when it overflows. Hence the ceilings.
	ceilingHeap   = 1 << 30
	ceilingStack  = 5_000
	ceilingSource = 256 << 10
)

// Options bound a program and say what it is given. Zero means the default.
type Options struct {
	Timeout   time.Duration // wall time in all; [DefaultTimeout]
	MaxHeap   int64         // bytes the process's heap may grow by; [DefaultMaxHeap], at most 1 GiB
	MaxRows   int           // rows kept; one more ends the program and sets [Result.Truncated]; [DefaultMaxRows]
	MaxStack  int           // calls within calls; [DefaultMaxStack], at most 5,000
	MaxSource int           // bytes of the program's text; [DefaultMaxSource], at most 256 KiB

	// Params are bound as the properties of P: quad values, strings, numbers,
	// booleans, times, and slices and maps with string keys of them. A string
	// from a user belongs here, never in the program's text: iri(P.who).
	Params map[string]any

	// Prelude is JavaScript that runs first. What it declares with var or
	// function the program can use, and redeclare.
	Prelude string

	// Funcs are Go functions the program can call by name. Parameters may be
	// string, bool, int, int64, float64, quad.Value and any, and a slice of
	// these as the last (variadic or not); a first one of context.Context is
	// given the run's, which ends when a limit is reached. They return nothing, a
	// value, an error, or both; values are as in Params, or an [Allow], which the
	// program does not get. A function must heed its context.
	Funcs map[string]any
}

// filled is o with defaults and ceilings.
func (o Options) filled() Options {
	if o.Timeout <= 0 {
		o.Timeout = DefaultTimeout
	}
	o.MaxHeap = bounded(o.MaxHeap, DefaultMaxHeap, ceilingHeap)
	o.MaxRows = bounded(o.MaxRows, DefaultMaxRows, 1<<31-1)
	o.MaxStack = bounded(o.MaxStack, DefaultMaxStack, ceilingStack)
	o.MaxSource = bounded(o.MaxSource, DefaultMaxSource, ceilingSource)
	return o
}

func bounded[T int | int64](v, standard, ceiling T) T {
	if v <= 0 {
		return standard
	}
	return min(v, ceiling)
}
