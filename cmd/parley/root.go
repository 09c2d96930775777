package main

import (
	"os"

	"github.com/spf13/cobra"
)

// defaultDB is the database where neither --db nor $PARLEY_DB names one.
const defaultDB = "parley.db"

const exitHelp = `
EXIT STATUS
  0  done; an empty answer is an answer
  1  error
  2  wrong usage
  3  some articles failed, each named on standard error; the others are done
  130  interrupted; what was reported as done is kept
`

// common are the flags that stand before or after any verb.
type common struct {
	db        string
	decisions string
}

func newRoot() *cobra.Command {
	c := &common{}
	root := &cobra.Command{
		Use:   "parley",
		Short: "Who met whom, where and when; who holds which office; who said what: a graph from news",
		Long: `parley reads news and diplomatic texts and builds a knowledge graph of actors,
places, meetings and positions. Every edge is backed by its sentence; what was
planned, refused or denied is never mixed up with what happened. It works
offline.` + "\n" + exitHelp,
		Example: `  parley add articles/
  parley ask who-met "Angela Merkel"
  parley draw -o met.svg`,
		SilenceUsage:  true,
		SilenceErrors: true,
		Args:          cobra.NoArgs,
		RunE:          func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	root.PersistentFlags().StringVar(&c.db, "db", envOr("PARLEY_DB", defaultDB), "the database `FILE`; $PARLEY_DB sets another default")
	root.PersistentFlags().StringVar(&c.decisions, "decisions", "", "the `FILE` of people's decisions; without, $PARLEY_DECISIONS or the one beside the database")
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return &usageError{err} })
	root.AddCommand(
		newRead(), newFetch(), newExtract(), newParse(),
		newAdd(c), newRemove(c), newCheck(c), newRebuild(c),
		newMerge(c), newSplit(c), newNever(c), newRename(c), newReject(c), newUndo(c), newDecisions(c), newReview(c),
		newAsk(c), newQuery(c), newDraw(c), newExport(c), newImport(c),
		newRules(), newMan(), newVersion(),
	)
	root.InitDefaultCompletionCmd()
	wrapArgs(root)
	return root
}

// wrapArgs makes wrong arguments and unknown verbs errors of usage.
func wrapArgs(cmd *cobra.Command) {
	check := cmd.Args
	if check == nil {
		check = cobra.ArbitraryArgs
	}
	cmd.Args = func(cmd *cobra.Command, args []string) error {
		if err := check(cmd, args); err != nil {
			return &usageError{err}
		}
		return nil
	}
	for _, sub := range cmd.Commands() {
		wrapArgs(sub)
	}
}

func envOr(name, otherwise string) string {
	if v := os.Getenv(name); v != "" {
		return v
	}
	return otherwise
}
