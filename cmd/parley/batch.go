package main

import (
	"context"
	"time"
)

// What is finished waits for what comes soon after it, so that both share a
// transaction: each writes pages of every index, many of them the same. A kill
// loses what waits; the next run reads it again.
const (
	longestWait = time.Second // of the first of a batch
	mostAtOnce  = 512         // articles
	mostText    = 32 << 20    // bytes
)

// inBatches calls put with the results of the queue, in its order. While one
// batch is put, the next one gathers. A batch is put when its time has come or
// it is full, and the one before is done; the last one when the queue ends.
// When ctx ends or put fails, what waits is dropped.
func inBatches(ctx context.Context, queue <-chan job, put func([]read) error) error {
	batches, failed := make(chan []read), make(chan error, 1)
	go func() {
		defer close(failed)
		for b := range batches {
			if err := put(b); err != nil {
				failed <- err
				return
			}
		}
	}()
	err := gather(ctx, queue, batches, failed)
	close(batches)
	for putErr := range failed { // waits for the last batch
		if err == nil {
			err = putErr
		}
	}
	return err
}

// gather sends the results of the queue in batches, until it ends, or ctx, or
// something arrives in failed.
func gather(ctx context.Context, queue <-chan job, batches chan<- []read, failed <-chan error) error {
	var batch []read
	var text int
	var timer *time.Timer
	var due <-chan time.Time
	late := false          // the time of the batch has come
	var result <-chan read // of the job that comes next
	for queue != nil || len(batch) > 0 {
		full := len(batch) >= mostAtOnce || text >= mostText
		var to chan<- []read
		if len(batch) > 0 && (late || full || queue == nil) {
			to = batches
		}
		jobs := queue
		if full || result != nil {
			jobs = nil
		}
		next := result
		if full {
			next = nil
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case err := <-failed:
			return err
		case to <- batch:
			batch, text, late = nil, 0, false
			timer.Stop()
		case <-due:
			late = true
		case j, ok := <-jobs:
			if result = j.out; !ok {
				queue = nil
			}
		case r := <-next:
			result = nil
			if err := r.fatal(ctx); err != nil {
				return err
			}
			if len(batch) == 0 {
				timer = time.NewTimer(longestWait)
				due = timer.C
			}
			batch, text = append(batch, r), text+len(r.article.Text)
		}
	}
	return ctx.Err()
}
