package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"sync"
	"time"

	"github.com/schollz/progressbar/v3"
	"github.com/spf13/cobra"
	"golang.org/x/term"

	"parley/extract"
	"parley/extract/article"
	"parley/schema"
)

// source is what the verbs that read articles have in common.
type source struct {
	date      string
	publisher string
	workers   int
	any       bool
}

func (s *source) AddFlags(cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringVar(&s.date, "date", "", "`DATE` (YYYY-MM-DD) of articles that do not tell theirs: what \"Monday\" is reckoned from")
	f.StringVar(&s.publisher, "publisher", "", "`NAME` of the publisher of articles that do not tell theirs")
	f.IntVarP(&s.workers, "workers", "j", runtime.GOMAXPROCS(0), "read `N` articles at a time; the result is the same")
	f.BoolVar(&s.any, "any-language", false, "read articles that do not look English, too: expect little of them")
}

// read is one article with what it says, or why it could not be read.
type read struct {
	article article.Article
	record  *schema.Record
	err     error
	broken  error // of parley itself: no article can be read
}

// failure is an article that could not be read, as its reader should be told.
func (r read) failure() string { return fmt.Sprintf("parley: error: %v\n", r.err) }

// job is an article on its way through a worker.
type job struct {
	article article.Article
	err     error
	out     chan read // of capacity 1
}

// each reads the articles at paths, runs work on them with several workers,
// and yields the results in the order of the articles: take gets a channel for
// each. It returns when all are done, take fails or ctx ends.
func (s *source) each(ctx context.Context, paths []string, stdin io.Reader, work func(context.Context, article.Article) read, take func(<-chan job) error) error {
	if s.workers < 1 {
		return usagef("--workers %d: want at least 1", s.workers)
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	jobs, queue := make(chan job), make(chan job, 4*s.workers)
	var wg sync.WaitGroup
	wg.Go(func() {
		defer close(jobs)
		defer close(queue)
		for a, err := range article.Read(ctx, paths, stdin, article.Options{Published: s.date, Publisher: s.publisher}) {
			j := job{article: a, err: err, out: make(chan read, 1)}
			select {
			case queue <- j:
			case <-ctx.Done():
				return
			}
			if err != nil {
				j.out <- read{article: a, err: err}
				continue
			}
			select {
			case jobs <- j:
			case <-ctx.Done():
				return
			}
		}
	})
	for range s.workers {
		wg.Go(func() {
			for j := range jobs {
				j.out <- work(ctx, j.article)
			}
		})
	}
	err := take(queue)
	cancel()
	wg.Wait()
	return err
}

// records runs the pipeline on the articles. Those for which skip says so are
// passed on without a record.
func (s *source) records(ctx context.Context, paths []string, stdin io.Reader, skip func(article.Article) bool, take func(<-chan job) error) error {
	english := sync.OnceValues(extract.English)
	return s.each(ctx, paths, stdin, func(ctx context.Context, a article.Article) read {
		r := read{article: a}
		if skip != nil && skip(a) {
			return r
		}
		if !s.any {
			if r.err = article.CheckEnglish(a); r.err != nil {
				return r
			}
		}
		p, err := english()
		if err != nil {
			r.broken = err
			return r
		}
		r.record, r.err = p.Record(ctx, input(a))
		return r
	}, take)
}

func input(a article.Article) extract.Input {
	return extract.Input{ID: a.ID, Title: a.Title, Published: a.Published, Publisher: a.Publisher, URL: a.URL, Text: a.Text, Body: a.Body}
}

// await is the result of j, or the end of ctx.
func await(ctx context.Context, j job) (read, error) {
	select {
	case r := <-j.out:
		if r.broken != nil {
			return r, r.broken
		}
		if errors.Is(r.err, context.Canceled) && ctx.Err() != nil {
			return r, ctx.Err()
		}
		return r, nil
	case <-ctx.Done():
		return read{}, ctx.Err()
	}
}

// tally counts articles, names those that failed, and shows on a terminal how
// far a long run has come.
type tally struct {
	stderr  io.Writer
	bar     *progressbar.ProgressBar
	done    int
	failed  int
	started time.Time
}

func newTally(stderr io.Writer) *tally {
	t := &tally{stderr: stderr, started: time.Now()}
	if f, ok := stderr.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		t.bar = progressbar.NewOptions(-1, progressbar.OptionSetWriter(stderr), progressbar.OptionSetDescription("reading"),
			progressbar.OptionShowCount(), progressbar.OptionShowIts(), progressbar.OptionSetItsString("articles"),
			progressbar.OptionThrottle(100*time.Millisecond), progressbar.OptionClearOnFinish())
	}
	return t
}

// count counts one article; a run of under a second shows no bar.
func (t *tally) count(r read) {
	t.done++
	if r.err != nil {
		t.failed++
		t.clear()
		fmt.Fprint(t.stderr, r.failure())
	}
	if t.bar != nil && time.Since(t.started) > time.Second {
		_ = t.bar.Set(t.done)
	}
}

func (t *tally) clear() {
	if t.bar != nil && time.Since(t.started) > time.Second {
		_ = t.bar.Clear()
	}
}

// finish is the error that tells how many failed.
func (t *tally) finish() error {
	if t.bar != nil && time.Since(t.started) > time.Second {
		_ = t.bar.Finish()
	}
	if t.failed > 0 {
		return &partlyError{t.failed, t.done}
	}
	return nil
}
