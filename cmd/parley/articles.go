package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"path"
	"runtime"
	"sync"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"parley/extract"
	"parley/extract/article"
	"parley/extract/article/table"
	"parley/extract/pattern"
	"parley/schema"
)

// source is what the verbs that read articles have in common.
type source struct {
	date      string
	publisher string
	columns   string
	workers   int
	any       bool
	log       string
	limits    article.Options

	rules   []string          // files and folders of the user's own; see addRules
	english *extract.Pipeline // nil for ours as it is; see withRules
	version string            // of what makes the records
	explain bool              // with the reasons
}

// withRules makes the pipeline with the user's own rules, if there are any, so
// that what is wrong with them is said before anything is read.
func (s *source) withRules() error {
	s.version = extract.Version
	if len(s.rules) == 0 {
		return nil
	}
	set, files, err := ruleSet(s.rules)
	if err != nil {
		return err
	}
	s.version += "+rules-" + fingerprint(files)
	s.english, err = extract.EnglishWith(set)
	return err
}

// fingerprint names the content of rule files, wherever they lie.
func fingerprint(files []pattern.File) string {
	h := sha256.New()
	for _, f := range files {
		fmt.Fprintf(h, "%q %d\n", path.Base(f.Name), len(f.Content))
		h.Write(f.Content)
	}
	return hex.EncodeToString(h.Sum(nil)[:6])
}

func (s *source) AddFlags(cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringVar(&s.date, "date", "", "`DATE` (YYYY-MM-DD) of articles that do not tell theirs: what \"Monday\" is reckoned from")
	f.StringVar(&s.publisher, "publisher", "", "`NAME` of the publisher of articles that do not tell theirs")
	f.IntVarP(&s.workers, "jobs", "j", runtime.GOMAXPROCS(0), "read `N` articles at a time; the result is the same")
	f.StringVar(&s.columns, "map", "", "which columns of tables and keys of JSON hold what: `text=body,published=date,…`; else guessed from usual names")
	f.StringVar(&s.log, "log", "", "write what was read, skipped and why to `FILE`, a JSON object a line")
	f.Int64Var(&s.limits.MaxBytes, "max-text", article.DefaultMaxBytes, "most `BYTES` of one article")
	f.Int64Var(&s.limits.MaxInput, "max-input", article.DefaultMaxInput, "most `BYTES` of one page, message or document")
	f.IntVar(&s.limits.MaxDepth, "max-depth", article.DefaultMaxDepth, "how deep archives may lie in one another, `N`")
	f.Int64Var(&s.limits.MaxRatio, "max-ratio", article.DefaultMaxRatio, "how many times its size a file may unpack to, `N`")
	f.IntVar(&s.limits.MaxMembers, "max-members", article.DefaultMaxMembers, "most members of one archive, `N`")
	f.DurationVar(&s.limits.Timeout, "max-time", article.DefaultTimeout, "most `TIME` for one PDF")
	f.SetNormalizeFunc(func(_ *pflag.FlagSet, name string) pflag.NormalizedName {
		if name == "workers" { // what it was called
			name = "jobs"
		}
		return pflag.NormalizedName(name)
	})
	f.BoolVar(&s.any, "any-language", false, "read articles that do not look English, too: expect little of them")
}

// read is one article with what it says, or why it could not be read.
type read struct {
	article article.Article
	record  *schema.Record
	reasons *extract.Explanation // of the record, if they were asked for
	err     error
	broken  error // of parley itself: no article can be read
}

// skipped says whether it was passed over because it is nothing for us, not
// because something is wrong: no article at all, or, in what other people
// collected, one in another language.
func (r read) skipped() bool {
	var e *article.Error
	if errors.As(r.err, &e) {
		return e.Skip
	}
	var other *article.NotEnglishError
	f := r.article.Source.Format
	return errors.As(r.err, &other) && f != "text" && f != "jsonl"
}

// failure is an article that could not be read, as its reader should be told.
func (r read) failure() string { return fmt.Sprintf("parley: error: %v\n", r.err) }

// job is an article on its way through a worker.
type job struct {
	article article.Article
	err     error
	out     chan read // of capacity 1
}

// orStdin is the paths that a verb was given, or standard input.
func orStdin(paths []string) []string {
	if len(paths) == 0 {
		return []string{"-"}
	}
	return paths
}

// each reads the articles at paths, runs work on them with several workers,
// and yields the results in the order of the articles: take gets a channel for
// each. It returns when all are done, take fails or ctx ends.
func (s *source) each(ctx context.Context, paths []string, stdin io.Reader, t *tally, work func(context.Context, article.Article) read, take func(<-chan job) error) error {
	if s.workers < 1 {
		return usagef("--jobs %d: want at least 1", s.workers)
	}
	o, err := s.options(t)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	jobs, queue := make(chan job), make(chan job, 4*s.workers)
	var wg sync.WaitGroup
	wg.Go(func() {
		defer close(jobs)
		defer close(queue)
		for a, err := range article.Read(ctx, paths, stdin, o) {
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
	err = take(queue)
	cancel()
	wg.Wait()
	return err
}

// options are those of reading.
func (s *source) options(t *tally) (article.Options, error) {
	o := s.limits
	m, err := table.ParseMap(s.columns)
	if err != nil {
		return o, usagef("--map: %v", err)
	}
	if o.MaxBytes < 1 || o.MaxInput < 1 || o.MaxDepth < 1 || o.MaxRatio < 1 || o.MaxMembers < 1 || o.Timeout <= 0 {
		return o, usagef("limits must be above zero")
	}
	o.Published, o.Publisher, o.Map, o.Jobs = s.date, s.publisher, m, s.workers
	o.Count, o.Note = &t.bytes, t.note
	return o, nil
}

// records runs the pipeline on the articles. Those for which skip says so are
// passed on without a record.
func (s *source) records(ctx context.Context, paths []string, stdin io.Reader, t *tally, skip func(article.Article) bool, take func(<-chan job) error) error {
	english := sync.OnceValues(extract.English)
	if s.english != nil {
		english = func() (*extract.Pipeline, error) { return s.english, nil }
	}
	return s.each(ctx, paths, stdin, t, func(ctx context.Context, a article.Article) read {
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
		if !s.explain {
			r.record, r.err = p.Record(ctx, input(a))
			return r
		}
		if r.reasons, r.err = p.Explain(ctx, input(a)); r.err == nil {
			r.record = r.reasons.Record
		}
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
		return r, r.fatal(ctx)
	case <-ctx.Done():
		return read{}, ctx.Err()
	}
}

// fatal is what ends the whole run, nil where the article alone failed.
func (r read) fatal(ctx context.Context) error {
	if r.broken != nil {
		return r.broken
	}
	if errors.Is(r.err, context.Canceled) {
		return ctx.Err()
	}
	return nil
}
