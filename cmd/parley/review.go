package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"parley/graph"
	"parley/graph/resolve"
)

func newReview(c *common) *cobra.Command {
	var ask bool
	most := 20
	cmd := &cobra.Command{
		Use:   "review",
		Short: "List doubtful cases of who is who, and decide them",
		Long: `List pairs that may be one person and are kept apart, and joins that rest on
little, each with its sentences; those that concern the most documents come
first. With --ask each is put to you, and your answer goes into the decisions
file: y they are one, n they are two, s skip, q leave off. What was decided is
not asked again.` + "\n" + exitHelp,
		Example: "  parley review\n  parley review --ask",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if most < 1 {
				return usagef("--most %d: want at least 1", most)
			}
			if ask {
				return runReviewAsk(cmd.Context(), c, most, cmd.InOrStdin(), cmd.OutOrStdout(), cmd.ErrOrStderr())
			}
			return runReview(cmd.Context(), c, most, cmd.OutOrStdout(), cmd.ErrOrStderr())
		},
	}
	cmd.Flags().BoolVar(&ask, "ask", false, "put each case to me")
	cmd.Flags().IntVar(&most, "most", most, "show at most `N` cases")
	return cmd
}

func runReview(ctx context.Context, c *common, most int, stdout, stderr io.Writer) error {
	return reading(c, stderr, func(store *graph.Store) error {
		doubts, err := store.Review(ctx)
		if err != nil {
			return err
		}
		return printDoubts(stdout, doubts, most)
	})
}

func printDoubts(stdout io.Writer, doubts []graph.Doubt, most int) error {
	if len(doubts) == 0 {
		_, err := fmt.Fprintln(stdout, "nothing is in doubt")
		return err
	}
	for i, d := range doubts[:min(most, len(doubts))] {
		if err := printDoubt(stdout, i+1, d); err != nil {
			return err
		}
	}
	if n := len(doubts) - most; n > 0 {
		_, err := fmt.Fprintf(stdout, "and %d more; --most shows them\n", n)
		return err
	}
	return nil
}

func printDoubt(w io.Writer, n int, d graph.Doubt) error {
	what := fmt.Sprintf("%s (%s) and %s (%s): %s", d.A.Caption, d.A.ID, d.B.Caption, d.B.ID, d.Ground)
	if d.Joined {
		what = fmt.Sprintf("%s (%s), joined at %.2f: %s", d.A.Caption, d.A.ID, d.Strength, d.Ground)
	}
	documents := "1 document"
	if d.Documents != 1 {
		documents = fmt.Sprintf("%d documents", d.Documents)
	}
	if _, err := fmt.Fprintf(w, "%d. %s [%s]\n", n, printable(what), documents); err != nil {
		return err
	}
	for _, e := range d.Evidence {
		if _, err := fmt.Fprintf(w, "    “%s” (%s)\n", printable(e.Sentence), cited(e)); err != nil {
			return err
		}
	}
	return nil
}

func runReviewAsk(ctx context.Context, c *common, most int, stdin io.Reader, stdout, stderr io.Writer) error {
	return decide(ctx, c, stderr, func(d *deciding) error {
		doubts, err := d.store.Review(ctx)
		if err != nil {
			return err
		}
		in := bufio.NewScanner(stdin)
		for i, x := range doubts[:min(most, len(doubts))] {
			if err := printDoubt(stdout, i+1, x); err != nil {
				return err
			}
			answer, err := oneOrTwo(in, stdout)
			if err != nil || answer == "q" {
				return err
			}
			if answer == "s" {
				continue
			}
			if err := d.answer(ctx, stdout, x, answer == "y"); err != nil {
				return err
			}
		}
		_, err = fmt.Fprintln(stdout, "that is all")
		return err
	})
}

// oneOrTwo asks until it is answered; the end of the input leaves off.
func oneOrTwo(in *bufio.Scanner, stdout io.Writer) (string, error) {
	for {
		if _, err := fmt.Fprint(stdout, "   one person? [y]es, [n]o, [s]kip, [q]uit: "); err != nil {
			return "", err
		}
		if !in.Scan() {
			return "q", in.Err()
		}
		if a := strings.ToLower(strings.TrimSpace(in.Text())); a != "" && strings.Contains("ynsq", a[:1]) {
			return a[:1], nil
		}
	}
}

func (d *deciding) answer(ctx context.Context, stdout io.Writer, x graph.Doubt, one bool) error {
	if x.Joined {
		return d.answerJoin(stdout, x.IDs, one)
	}
	a, err := d.store.Cite(ctx, x.A.ID)
	if err != nil {
		return err
	}
	b, err := d.store.Cite(ctx, x.B.ID)
	if err != nil {
		return err
	}
	dec := resolve.Decision{Verb: resolve.Merge, IDs: []string{a, b}}
	if !one {
		if x, _, _ := strings.Cut(a, "+"); strings.HasPrefix(b+"+", x+"+") {
			_, err := fmt.Fprintln(stdout, "   they are two already")
			return err
		}
		dec.Verb = resolve.Never
	}
	return d.say(stdout, dec)
}

// answerJoin keeps a join that was made, or parts it for good.
func (d *deciding) answerJoin(stdout io.Writer, ids [2]string, one bool) error {
	if ids[0] == ids[1] {
		if one {
			return nil
		}
		_, err := fmt.Fprintln(stdout, "   all articles write it alike: parley split says in which of them it is somebody else")
		return err
	}
	dec := resolve.Decision{Verb: resolve.Never, IDs: ids[:]}
	if one {
		dec.Verb = resolve.Merge
	}
	return d.say(stdout, dec)
}
