package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"parley/extract/article"
)

// queued are jobs whose results come after the given waits.
func queued(ctx context.Context, waits []time.Duration) <-chan job {
	queue := make(chan job, 4)
	go func() {
		defer close(queue)
		for i, wait := range waits {
			j := job{out: make(chan read, 1)}
			select {
			case queue <- j:
			case <-ctx.Done():
				return
			}
			select {
			case <-time.After(wait):
			case <-ctx.Done():
				return
			}
			j.out <- read{article: article.Article{ID: fmt.Sprint(i)}}
		}
	}()
	return queue
}

func TestInBatches(t *testing.T) {
	const ms = time.Millisecond
	for _, c := range []struct {
		name  string
		waits []time.Duration
		put   time.Duration
		want  []int // sizes of batches
	}{
		{"none", nil, 0, nil},
		{"quick", slices.Repeat([]time.Duration{ms}, 100), 0, []int{100}},
		{"one a second and a half", slices.Repeat([]time.Duration{1500 * ms}, 4), 0, []int{1, 1, 1, 1}},
		{"ten a second", slices.Repeat([]time.Duration{99 * ms}, 25), 0, []int{11, 11, 3}},
		{"a slow disk", slices.Repeat([]time.Duration{99 * ms}, 60), 3 * time.Second, []int{11, 30, 19}},
		{"full", slices.Repeat([]time.Duration{0}, mostAtOnce+5), 0, []int{mostAtOnce, 5}},
	} {
		synctest.Test(t, func(t *testing.T) {
			var sizes []int
			next := 0
			err := inBatches(t.Context(), queued(t.Context(), c.waits), func(batch []read) error {
				time.Sleep(c.put)
				sizes = append(sizes, len(batch))
				for _, r := range batch {
					if r.article.ID != fmt.Sprint(next) {
						t.Errorf("%s: article %s in the place of %d", c.name, r.article.ID, next)
					}
					next++
				}
				return nil
			})
			if err != nil || next != len(c.waits) || !slices.Equal(sizes, c.want) {
				t.Errorf("%s: batches of %v (%v), want %v", c.name, sizes, err, c.want)
			}
		})
	}
}

func TestInBatchesFails(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		full := errors.New("no space left")
		n := 0
		err := inBatches(ctx, queued(ctx, slices.Repeat([]time.Duration{time.Second}, 10)), func([]read) error {
			if n++; n == 2 {
				return full
			}
			return nil
		})
		if err != full || n != 2 {
			t.Errorf("%v after %d batches", err, n)
		}
	})
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), 2500*time.Millisecond)
		defer cancel()
		err := inBatches(ctx, queued(ctx, slices.Repeat([]time.Duration{time.Second}, 10)), func([]read) error { return nil })
		if err != context.DeadlineExceeded {
			t.Error(err)
		}
	})
}
