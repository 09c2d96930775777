package main

import (
	"context"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"parley/graph"
)

func newRebuild(c *common) *cobra.Command {
	var skip bool
	cmd := &cobra.Command{
		Use:   "rebuild",
		Short: "Make the graph anew from the articles and decisions in the database",
		Long: `Make the database anew from its archive: graph, indexes and who is who. It mends
what parley check finds in these, makes the file smaller by a third or more, and
brings one of an older format to that of this parley. The new file grows beside
the old one, for which there must be room for nearly twice its size, and takes
its place when it is whole. Articles that are damaged themselves are named and
leave the file as it is, unless --skip-damaged leaves them out; add them again
then.` + "\n" + exitHelp,
		Example: "  parley --db cold-war.db rebuild",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return runRebuild(cmd.Context(), c, skip, cmd.OutOrStdout(), cmd.ErrOrStderr())
		},
	}
	cmd.Flags().BoolVar(&skip, "skip-damaged", false, "leave out articles that are damaged")
	return cmd
}

func runRebuild(ctx context.Context, c *common, skip bool, stdout, stderr io.Writer) error {
	done, err := graph.Rebuild(ctx, c.db, skip, nil)
	for _, e := range done.Damaged {
		fmt.Fprintf(stderr, "parley: error: %v\n", e)
	}
	if err != nil {
		return err
	}
	if err := decide(ctx, c, stderr, func(*deciding) error { return nil }); err != nil { // the file may have changed
		return err
	}
	if _, err := fmt.Fprintf(stdout, "%d documents rebuilt\n", done.Documents); err != nil {
		return err
	}
	if n := len(done.Damaged); n > 0 {
		return &partlyError{failed: n, all: n + done.Documents}
	}
	return nil
}
