package main

import (
	"fmt"
	"io"
	"os"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"
)

// manDate stands in every page, so that the same parley writes the same bytes.
var manDate = time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)

func newMan() *cobra.Command {
	return &cobra.Command{
		Use:   "man [FOLDER]",
		Short: "Write the manual: a page for parley and one for each verb",
		Long: `Write the manual as pages of roff into FOLDER, which is made if there is none:
parley.1, parley-add.1 and so on. Without FOLDER the first of them goes to
standard output. parley completion writes what shells complete commands with.` + "\n" + exitHelp,
		Example: "  parley man ~/.local/share/man/man1\n  parley man | man -l -",
		Args:    cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return writeMan(cmd.Root(), cmd.OutOrStdout())
			}
			if err := os.MkdirAll(args[0], 0o755); err != nil {
				return err
			}
			head := manHead()
			if err := doc.GenManTreeFromOpts(cmd.Root(), doc.GenManTreeOptions{Header: head, Path: args[0], CommandSeparator: "-"}); err != nil {
				return err
			}
			_, err := fmt.Fprintf(cmd.OutOrStdout(), "manual written to %s\n", args[0])
			return err
		},
	}
}

func manHead() *doc.GenManHeader {
	return &doc.GenManHeader{Title: "PARLEY", Section: "1", Source: "parley", Manual: "parley's manual", Date: &manDate}
}

func writeMan(root *cobra.Command, w io.Writer) error {
	root.DisableAutoGenTag = true
	return doc.GenMan(root, manHead(), w)
}
