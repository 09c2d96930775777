package main

import (
	"cmp"
	"context"
	"fmt"
	"io"

	"github.com/spf13/cobra"
)

func newCheck(c *common) *cobra.Command {
	return &cobra.Command{
		Use:   "check",
		Short: "Read the whole database and tell whether it is sound",
		Long: `Check that the indexes agree, that every record stands up to the vocabulary, and
that the graph says what the archive says and nothing else. It changes nothing.` + "\n" + exitHelp,
		Example: "  parley --db cold-war.db check",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return runCheck(cmd.Context(), c.db, cmd.OutOrStdout())
		},
	}
}

func runCheck(ctx context.Context, db string, stdout io.Writer) (err error) {
	store, err := openExisting(db, true)
	if err != nil {
		return err
	}
	defer func() { err = cmp.Or(err, store.Close()) }()
	problems, err := store.Check(ctx)
	if err != nil {
		return err
	}
	for _, p := range problems {
		fmt.Fprintln(stdout, printable(p))
	}
	if len(problems) > 0 {
		return fmt.Errorf("database %s: %d problems", db, len(problems))
	}
	documents, nodes, quads, err := store.Counts()
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(stdout, "sound: %d documents, %d nodes, %d quads\n", documents, nodes, quads)
	return err
}
