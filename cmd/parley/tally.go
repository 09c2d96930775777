package main

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"
	"text/tabwriter"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"

	"parley/extract/article"
)

// tally counts articles, names those that failed, keeps the log, and shows on a
// terminal how far a long run has come.
type tally struct {
	stderr  io.Writer
	log     *os.File
	lines   *json.Encoder
	bar     *progressbar.ProgressBar
	bytes   atomic.Int64 // read of the files
	whole   int64        // bytes of the files, 0 if not known
	mu      sync.Mutex
	done    int
	failed  int
	skipped map[string]int // by reason
	started time.Time
}

// newTally begins to count what is read of paths.
func newTally(stderr io.Writer, logFile string, paths []string) (*tally, error) {
	t := &tally{stderr: stderr, started: time.Now(), skipped: map[string]int{}}
	if logFile != "" {
		f, err := os.Create(logFile)
		if err != nil {
			return nil, err
		}
		t.log, t.lines = f, json.NewEncoder(f)
	}
	if f, ok := stderr.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		t.whole = size(paths)
		t.bar = progressbar.NewOptions64(cmp.Or(t.whole, -1), progressbar.OptionSetWriter(stderr), progressbar.OptionSetDescription("reading"),
			progressbar.OptionShowBytes(true), progressbar.OptionSetPredictTime(true),
			progressbar.OptionThrottle(100*time.Millisecond), progressbar.OptionClearOnFinish())
	}
	return t, nil
}

// size is how many bytes the files at paths have, or 0 if that cannot be told.
func size(paths []string) int64 {
	var sum int64
	for _, p := range paths {
		if p == "-" {
			return 0
		}
		_ = filepath.WalkDir(p, func(_ string, d fs.DirEntry, err error) error {
			if err == nil && d.Type().IsRegular() {
				if info, err := d.Info(); err == nil {
					sum += info.Size()
				}
			}
			return nil
		})
	}
	return sum
}

// note tells how a table is understood, before it is read.
func (t *tally) note(path, about string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.clear()
	fmt.Fprintf(t.stderr, "parley: note: %s: read with --map %s\n", printable(path), printable(about))
}

// logLine is a line of --log.
type logLine struct {
	Path   string `json:"path"`
	ID     string `json:"id,omitempty"`
	Result string `json:"result"` // read, unchanged, skipped or failed
	Reason string `json:"reason,omitempty"`
	Hash   string `json:"sha256,omitempty"`
}

// count counts one article; a run of under a second shows no bar.
func (t *tally) count(r read) {
	t.mu.Lock()
	defer t.mu.Unlock()
	l := logLine{Path: r.article.Source.Path, ID: r.article.ID, Result: "read", Hash: r.article.Source.Hash}
	var e *article.Error
	if errors.As(r.err, &e) {
		l.Path, l.Reason = e.Path, e.Err.Error()
	} else if r.err != nil {
		l.Reason = r.err.Error()
	}
	switch {
	case r.err == nil:
		t.done++
	case r.skipped():
		l.Result = "skipped"
		t.skipped[reason(r.err)]++
	default:
		t.done++
		l.Result = "failed"
		t.failed++
		t.clear()
		fmt.Fprint(t.stderr, r.failure())
	}
	if t.lines != nil {
		if err := t.lines.Encode(l); err != nil {
			t.lines = nil
			fmt.Fprintf(t.stderr, "parley: error: the log: %v\n", err)
		}
	}
	if t.bar != nil && time.Since(t.started) > time.Second {
		_ = t.bar.Set64(min(t.bytes.Load(), cmp.Or(t.whole, t.bytes.Load())))
	}
}

// reason is why something was skipped, in words that are the same for all of
// its kind.
func reason(err error) string {
	var other *article.NotEnglishError
	if errors.As(err, &other) {
		return "looks like another language than English"
	}
	for e := err; e != nil; e = errors.Unwrap(e) {
		err = e
	}
	return err.Error()
}

func (t *tally) clear() {
	if t.bar != nil && time.Since(t.started) > time.Second {
		_ = t.bar.Clear()
	}
}

// finish tells what was skipped and why, and is the error that tells how many
// failed.
func (t *tally) finish() error {
	if t.bar != nil && time.Since(t.started) > time.Second {
		_ = t.bar.Finish()
	}
	if len(t.skipped) > 0 {
		w := tabwriter.NewWriter(t.stderr, 0, 0, 2, ' ', 0)
		fmt.Fprintf(w, "SKIPPED\tWHY\n")
		var reasons []string
		for r := range t.skipped {
			reasons = append(reasons, r)
		}
		slices.SortFunc(reasons, func(a, b string) int {
			return cmp.Or(cmp.Compare(t.skipped[b], t.skipped[a]), cmp.Compare(a, b))
		})
		for _, r := range reasons {
			fmt.Fprintf(w, "%d\t%s\n", t.skipped[r], printable(r))
		}
		_ = w.Flush()
	}
	var err error
	if t.log != nil {
		err = t.log.Close()
	}
	if t.failed > 0 {
		return &partlyError{t.failed, t.done}
	}
	return err
}
