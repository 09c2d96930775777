package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/spf13/cobra"

	"parley/extract/article"
	"parley/graph"
)

type addOptions struct {
	source
	db, decisions string
}

func newAdd(c *common) *cobra.Command {
	o := &addOptions{}
	cmd := &cobra.Command{
		Use:   "add PATH…",
		Short: "Read articles into the database",
		Long: `Read articles (see parley extract --help for what PATH may be) and put what
they say into the database, which is made if there is none. An article that is
there already, unchanged, costs nothing; a changed one replaces the old. Each is
put whole or not at all, those of a second together: a run that was broken off
can simply be run again, and reads anew at most what it read last.

With --rules, what your own rules find is put there, too. An article that was
read with other rules, or with none of yours, counts as changed.` + "\n" + exitHelp,
		Example: `  parley add articles/
  parley --db cold-war.db add --date 1986-10-12 reykjavik.txt`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			o.db, o.decisions = c.db, c.decisionsFile()
			return runAdd(cmd.Context(), o, args, cmd.InOrStdin(), cmd.OutOrStdout(), cmd.ErrOrStderr())
		},
	}
	o.AddFlags(cmd)
	addRules(cmd, &o.rules)
	return cmd
}

func runAdd(ctx context.Context, o *addOptions, paths []string, stdin io.Reader, stdout, stderr io.Writer) (err error) {
	if err := o.withRules(); err != nil {
		return err
	}
	store, err := graph.Open(o.db, graph.Options{})
	if err != nil {
		return err
	}
	defer func() { err = cmp.Or(err, store.Close()) }()
	if err := applyDecisions(ctx, store, o.decisions); err != nil {
		return err
	}
	var counts [3]int // by graph.Put
	t, err := newTally(stderr, o.log, paths)
	if err != nil {
		return err
	}
	held := func(a article.Article) bool { return store.Holds(a.ID, a.Hash, o.version) }
	err = o.records(ctx, paths, stdin, t, held, func(queue <-chan job) error {
		return inBatches(ctx, queue, func(batch []read) error {
			return putBatch(ctx, store, t, &counts, o.version, batch)
		})
	})
	failed := t.finish() // clears the bar
	fmt.Fprintf(stdout, "%d added, %d replaced, %d unchanged, %d failed\n", counts[graph.Added], counts[graph.Replaced], counts[graph.Unchanged], t.failed)
	return cmp.Or(err, failed)
}

// putBatch puts a batch of articles. One that cannot be stored is named and
// left out, and the others are put without it.
func putBatch(ctx context.Context, store *graph.Store, t *tally, counts *[3]int, version string, batch []read) error {
	for {
		var entries []graph.Entry
		unchanged := 0
		for _, r := range batch {
			switch {
			case r.err != nil:
			case r.record == nil:
				unchanged++
			default:
				entries = append(entries, entry(r, version))
			}
		}
		puts, err := store.Put(ctx, entries...)
		var bad *graph.DocumentError
		if errors.As(err, &bad) {
			i := slices.IndexFunc(batch, func(r read) bool { return r.article.ID == bad.ID && r.err == nil })
			if i < 0 {
				return err
			}
			batch[i].err = bad
			continue
		}
		if err != nil {
			return err
		}
		counts[graph.Unchanged] += unchanged
		for _, p := range puts {
			counts[p]++
		}
		for _, r := range batch {
			t.count(r)
		}
		return nil
	}
}

func entry(r read, version string) graph.Entry {
	a := r.article
	return graph.Entry{Record: r.record, Document: graph.Document{
		ID: a.ID, Title: a.Title, Published: a.Published, Publisher: a.Publisher, URL: a.URL, Language: r.record.Language,
		Author: a.Author, Agency: a.Agency, Place: a.Place, Source: graph.Source(a.Source), Hash: a.Hash, Extractor: version, Text: a.Text,
	}}
}
