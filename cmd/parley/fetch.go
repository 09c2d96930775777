package main

import (
	"context"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"parley/extract/article/fetch"
)

func newFetch() *cobra.Command {
	var o fetch.Options
	cmd := &cobra.Command{
		Use:   "fetch URL…",
		Short: "Bring web pages and the articles of feeds into a folder: the only verb that uses the network",
		Long: `Bring web pages, and the articles that feeds list, into a folder, as files that
parley add reads. Run it again to bring what is new: what did not change is not
sent again. It keeps to robots.txt, asks a host once a second, waits when told
to, and does not go to private or loopback addresses, whatever name or
redirection leads there.` + "\n" + exitHelp,
		Example: `  parley fetch https://example.org/news/rss.xml -o news/
  parley add news/`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if o.Dir == "" {
				return usagef("-o DIR is missing: where to?")
			}
			return runFetch(cmd.Context(), o, args, cmd.OutOrStdout(), cmd.ErrOrStderr())
		},
	}
	f := cmd.Flags()
	f.StringVarP(&o.Dir, "output", "o", "", "`DIR` to write to")
	f.StringVar(&o.Agent, "user-agent", "parley", "the `NAME` that servers are told and that robots.txt knows us by")
	f.DurationVar(&o.Pause, "pause", o.Pause, "`TIME` between requests to one host (default 1s); robots.txt may ask for more")
	f.DurationVar(&o.Timeout, "max-time", o.Timeout, "most `TIME` for one request (default 30s)")
	f.Int64Var(&o.MaxBytes, "max-input", 16<<20, "most `BYTES` of one page")
	f.IntVar(&o.MaxItems, "max-items", 100, "most articles of one feed, `N`")
	f.IntVar(&o.Retries, "retries", 3, "try `N` times more after failures that may pass; -1 for none")
	f.IntVarP(&o.Jobs, "jobs", "j", 4, "ask `N` hosts at a time")
	f.BoolVar(&o.Private, "private", false, "let private and loopback addresses be asked, too")
	f.BoolVar(&o.NoRobots, "no-robots", false, "do not heed robots.txt: for hosts of your own")
	return cmd
}

func runFetch(ctx context.Context, o fetch.Options, addresses []string, stdout, stderr io.Writer) error {
	counts := map[fetch.Outcome]int{}
	err := fetch.Run(ctx, addresses, o, func(r fetch.Result) {
		switch {
		case r.Err != nil:
			fmt.Fprintf(stderr, "parley: error: %s: %v\n", printable(r.URL), r.Err)
		case r.Feed:
			fmt.Fprintf(stdout, "feed       %s: %d articles\n", printable(r.URL), r.Entries)
			return
		default:
			fmt.Fprintf(stdout, "%-10s %s → %s\n", r.Outcome, printable(r.URL), r.File)
		}
		counts[r.Outcome]++
	})
	if err != nil {
		return err
	}
	fmt.Fprintf(stdout, "%d fetched, %d unchanged, %d refused, %d failed\n", counts[fetch.Fetched], counts[fetch.Unchanged], counts[fetch.Refused], counts[fetch.Failed])
	if n := counts[fetch.Refused] + counts[fetch.Failed]; n > 0 {
		return &partlyError{n, n + counts[fetch.Fetched] + counts[fetch.Unchanged]}
	}
	return nil
}
