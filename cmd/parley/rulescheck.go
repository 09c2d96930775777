package main

import (
	"bufio"
	"cmp"
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"parley/extract"
	"parley/extract/rules"
	"parley/extract/rules/examples"
	"parley/extract/rules/lint"
)

func newRulesLint() *cobra.Command {
	var format string
	cmd := &cobra.Command{
		Use:   "lint PATH…",
		Short: "Check rule files: all that is wrong, and what cannot be meant",
		Long: `Check rule files, or all of a folder. An error is what parley cannot use; a
warning is what it can and you hardly mean: a word that no text has in that form
("met" where lemmas are asked for), a relation that no tree has, a capture that
changes nothing, or one that no example shows. Warnings do not change the exit
status.
` + exitHelp,
		Example: `  parley rules lint mine/`,
		Args:    cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := tableOrJSON(format); err != nil {
				return err
			}
			return runLint(cmd.Context(), cmd.OutOrStdout(), args, format)
		},
	}
	cmd.Flags().StringVar(&format, "format", "table", "`FORMAT`: table or json (a remark a line)")
	return cmd
}

func runLint(ctx context.Context, stdout io.Writer, paths []string, format string) error {
	files, err := rules.Read(paths...)
	if err != nil {
		return err
	}
	remarks, set, err := lint.Files(ctx, files)
	if err != nil {
		return err
	}
	w := bufio.NewWriter(stdout)
	counts := map[string]int{}
	for _, r := range remarks {
		counts[r.Level]++
		if format == "json" {
			if err := jsonLine(w, r); err != nil {
				return err
			}
			continue
		}
		place := ""
		if r.Place != "" {
			place = r.Place + ": "
		}
		fmt.Fprintf(w, "%s%s: %s\n", printable(place), r.Level, printable(r.Text))
	}
	if format == "table" && set != nil {
		fmt.Fprintf(w, "%s: sound, %s\n", many(len(set.Rules), "rule"), many(counts["warning"], "warning"))
	}
	if err := w.Flush(); err != nil {
		return err
	}
	if n := counts["error"]; n > 0 {
		return fmt.Errorf("%s in %s", many(n, "error"), many(len(files), "rule file"))
	}
	return nil
}

// many is a number of things.
func many(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

func newRulesTest() *cobra.Command {
	return &cobra.Command{
		Use:   "test [PATH…]",
		Short: "Run the examples of rule files; without PATH, those of parley's own rules",
		Long: `Run the examples of rule files as parley reads any text, with parley's own rules
beside them; a rule with the id of one of parley's takes its place. In a silent
example no rule of the family may find anything; what parley's own rules find
there is no matter. Of each that
fails it says what was wanted, what was captured, which line of the rule stopped
and how the sentence was read.
` + exitHelp,
		Example: `  parley rules test mine/pacts.yaml`,
		RunE: func(cmd *cobra.Command, args []string) error {
			return runRulesTest(cmd.Context(), cmd.OutOrStdout(), args)
		},
	}
}

func runRulesTest(ctx context.Context, stdout io.Writer, paths []string) error {
	all, err := rules.English()
	if err != nil {
		return err
	}
	tried, strict := all, examples.Families(all)
	if len(paths) > 0 {
		files, err := rules.Read(paths...)
		if err != nil {
			return err
		}
		if tried, err = rules.Load(files); err != nil {
			return err
		}
		if all, err = all.Instead(tried); err != nil {
			return err
		}
	}
	p, err := extract.EnglishWith(all)
	if err != nil {
		return err
	}
	run := examples.Runner{Pipeline: p, Strict: strict}
	w := bufio.NewWriter(stdout)
	done, failed := 0, 0
	for _, r := range tried.Rules {
		for _, c := range examples.Of(r) {
			f, err := run.Run(ctx, c)
			if err != nil {
				return cmp.Or(ctx.Err(), err)
			}
			done++
			if f != nil {
				failed++
				for line := range strings.Lines(f.String()) {
					fmt.Fprintln(w, printable(strings.TrimSuffix(line, "\n")))
				}
				fmt.Fprintln(w)
			}
		}
	}
	fmt.Fprintf(w, "%s of %s: %d as they should be, %d not\n", many(done, "example"), many(len(tried.Rules), "rule"), done-failed, failed)
	if err := w.Flush(); err != nil {
		return err
	}
	if failed > 0 {
		return fmt.Errorf("%d of %s failed", failed, many(done, "example"))
	}
	return nil
}
