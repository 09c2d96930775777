package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"

	"parley/graph"
	"parley/graph/nquads"
)

func newImport(c *common) *cobra.Command {
	var name string
	cmd := &cobra.Command{
		Use:   "import FILE…",
		Short: "Take in N-Quads: an export of parley, or those of others",
		Long: `Read files of W3C N-Quads (or N-Triples) into the database, which is made if
there is none; - is standard input. Each file goes in whole or not at all.

What parley export wrote comes back as the documents it was, without their
texts: into an empty database it gives just the graph that was exported. Where
the database holds one of these documents from its text, only the same quads
are taken.

The quads of others become one document named like the file, and each of their
graphs a claim of it, so that ask why, remove and exports with sources work as
for an article. They may say what they like of persons and meetings, but
nothing of claims and documents that are parley's.` + "\n" + exitHelp,
		Example: "  parley --db copy.db import graph.nq\n  parley import --as wikidata-2024 offices.nt\n  parley remove wikidata-2024",
		Args:    cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if name != "" && len(args) > 1 {
				return usagef("--as %s: there are %d files", name, len(args))
			}
			return runImport(cmd.Context(), c.db, args, name, cmd.InOrStdin(), cmd.OutOrStdout())
		},
	}
	cmd.Flags().StringVar(&name, "as", "", "the document's `NAME` for the quads of others, instead of the file's")
	return cmd
}

func runImport(ctx context.Context, db string, paths []string, name string, stdin io.Reader, stdout io.Writer) (err error) {
	store, err := graph.Open(db, graph.Options{})
	if err != nil {
		return err
	}
	defer func() { err = cmp.Or(err, store.Close()) }()
	var counts [3]int // by graph.Put
	for _, path := range paths {
		puts, err := importFile(ctx, store, path, cmp.Or(name, path), stdin)
		if errors.Is(err, graph.ErrFromText) {
			return &hintError{fmt.Errorf("%s: %w", path, err), "parley remove takes the document out first"}
		}
		if err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		for _, p := range puts {
			counts[p]++
		}
	}
	_, err = fmt.Fprintf(stdout, "%d added, %d replaced, %d unchanged\n", counts[graph.Added], counts[graph.Replaced], counts[graph.Unchanged])
	return err
}

// importFile puts what the file at path holds into the store, all of it or nothing.
func importFile(ctx context.Context, store *graph.Store, path, name string, stdin io.Reader) ([]graph.Put, error) {
	in := stdin
	if path != "-" {
		f, err := os.Open(path)
		if err != nil {
			return nil, err
		}
		defer f.Close()
		in = f
	}
	quads, err := nquads.ReadAll(ctx, in)
	if err != nil {
		return nil, err
	}
	entries, err := graph.Imported(name, quads)
	if err != nil {
		return nil, err
	}
	return store.Put(ctx, entries...)
}
