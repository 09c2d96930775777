package gizmo

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"runtime/metrics"
	"sync/atomic"
	"time"
)

// tick is how often the watcher looks.
const tick = 2 * time.Millisecond

// brake stops a run: pulled once, by the watcher or by the run itself, it
// stays pulled. Reading it costs an atomic load.
type brake struct {
	why       atomic.Pointer[Error]
	interrupt func() // tells the interpreter, and whoever heeds the context
}

// stopped is the panic that carries a pulled brake up through Cayley and the
// interpreter, neither of which catches it.
type stopped struct{}

// pull stops the run for the reason given, unless it has one already.
func (b *brake) pull(e *Error) {
	b.why.CompareAndSwap(nil, e)
	b.interrupt()
}

// stop pulls the brake from inside the run, and does not return.
func (b *brake) stop(e *Error) {
	b.pull(e)
	panic(stopped{})
}

// check panics with stopped if the brake is pulled.
func (b *brake) check() {
	if b.why.Load() != nil {
		panic(stopped{})
	}
}

// watch looks at clock, heap and context until the returned function is
// called, which waits for it to end. The heap is that of the whole process:
// what others allocate meanwhile counts, so the limit may come early, never
// late. Garbage does not count: before it stops a run for its memory, the
// watcher has it collected.
func (b *brake) watch(ctx context.Context, o Options) (end func()) {
	done, ended := make(chan struct{}), make(chan struct{})
	deadline := time.Now().Add(o.Timeout)
	base := heap()
	go func() {
		defer close(ended)
		t := time.NewTicker(tick)
		defer t.Stop()
		limit := o.MaxHeap
		for {
			select {
			case <-done:
				return
			case <-ctx.Done():
			case <-t.C:
			}
			switch grown := heap() - base; {
			case b.why.Load() != nil:
				b.pull(nil) // again: a handler may have swallowed the interrupt
			case errors.Is(ctx.Err(), context.DeadlineExceeded):
				b.pull(&Error{Kind: Timeout, Message: "stopped: the caller's deadline has passed", cause: ctx.Err()})
			case ctx.Err() != nil:
				b.pull(&Error{Kind: Canceled, Message: "stopped: canceled", cause: ctx.Err()})
			case time.Now().After(deadline):
				b.pull(&Error{Kind: Timeout, Message: fmt.Sprintf("stopped after %v", o.Timeout), cause: context.DeadlineExceeded})
			case grown > 2*o.MaxHeap:
				b.pull(tooMuch(o.MaxHeap))
			case grown > limit:
				runtime.GC()
				if grown = heap() - base; grown > o.MaxHeap {
					b.pull(tooMuch(o.MaxHeap))
				}
				limit = o.MaxHeap + o.MaxHeap/2 // one collection forced; the next are the runtime's own
			case grown < o.MaxHeap/2:
				limit = o.MaxHeap
			}
			if ctx.Err() != nil {
				select { // nothing more to wait for but the end
				case <-done:
					return
				case <-t.C:
				}
			}
		}
	}()
	return func() {
		close(done)
		<-ended
	}
}

func tooMuch(limit int64) *Error {
	return &Error{Kind: Memory, Message: fmt.Sprintf("stopped: it needs more than %d MiB of memory", max(1, limit>>20))}
}

// heap is the bytes of live and not yet collected objects.
func heap() int64 {
	s := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	metrics.Read(s)
	return int64(s[0].Value.Uint64())
}
