package main

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"parley/export"
)

func newExport(c *common) *cobra.Command {
	var name, out string
	var help strings.Builder
	for _, f := range export.Formats {
		fmt.Fprintf(&help, "  %-8s %s\n", f.Name, f.About)
	}
	cmd := &cobra.Command{
		Use:   "export [-f FORMAT] [-o FILE]",
		Short: "Write the graph for other tools",
		Long: "Write the whole graph, the same bytes whatever the order in which articles were\nadded. Formats:\n\n" + help.String() + `
Without -f the ending of FILE says the format, else it is nquads.` + "\n" + exitHelp,
		Example: "  parley export -f nquads > graph.nq\n  parley export -o graph.graphml",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			f, ok := export.ByName(cmp.Or(name, "nquads"))
			if name == "" && out != "" && out != "-" {
				f, ok = export.ByFile(out)
			}
			if !ok {
				return usagef("no format for %q; there are:\n%s", cmp.Or(name, out), strings.TrimRight(help.String(), "\n"))
			}
			return runExport(cmd.Context(), c.db, f, out, cmd.OutOrStdout())
		},
	}
	cmd.Flags().StringVarP(&name, "format", "f", "", "`FORMAT`")
	cmd.Flags().StringVarP(&out, "output", "o", "", "write to `FILE`, which comes into being only if all goes well")
	return cmd
}

func runExport(ctx context.Context, db string, f export.Format, out string, stdout io.Writer) (err error) {
	store, err := openExisting(db, true)
	if err != nil {
		return err
	}
	defer func() { err = cmp.Or(err, store.Close()) }()
	src := export.Source{Quads: store.All(ctx)}
	if src.Graph, err = graphOrNil(ctx, store, f); err != nil {
		return err
	}
	return write(ctx, stdout, out, f, src, export.Options{Edges: -1})
}
