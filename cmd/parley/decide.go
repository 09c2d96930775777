package main

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"parley/graph/resolve"
)

// The verbs by which people decide. Each writes lines into the decisions file
// and puts it in force.

func newMerge(c *common) *cobra.Command {
	return &cobra.Command{
		Use:     "merge WHO OTHER…",
		Short:   "Decide that these are one; the first id is kept",
		Long:    "Decide that WHO and each OTHER are one. The id of WHO is kept, the others lead\nto it. parley undo takes it back." + "\n" + exitHelp,
		Example: "  parley merge \"Muhammad Ali\" \"Cassius Clay\"",
		Args:    cobra.RangeArgs(2, 100),
		RunE: func(cmd *cobra.Command, args []string) error {
			return decide(cmd.Context(), c, cmd.ErrOrStderr(), func(d *deciding) error {
				x := resolve.Decision{Verb: resolve.Merge}
				seen := map[string]bool{}
				for _, name := range args {
					id, cite, err := d.one(cmd.Context(), name)
					if err != nil {
						return err
					}
					if !seen[id] {
						seen[id] = true
						x.IDs = append(x.IDs, cite)
					}
				}
				if len(x.IDs) < 2 {
					return fmt.Errorf("%s are one already: %s", strings.Join(args, ", "), x.IDs[0])
				}
				return d.say(cmd.OutOrStdout(), x)
			})
		},
	}
}

func newNever(c *common) *cobra.Command {
	return &cobra.Command{
		Use:   "never ID OTHER",
		Short: "Decide that these are two, whatever speaks for one",
		Long: `Decide that the names behind ID and OTHER never mean one person. The ids are
those of the records, as parley why shows them for each join, or of the graph.` + "\n" + exitHelp,
		Example: "  parley never person/sergei-lavrov person/sergey-lavrov",
		Args:    cobra.ExactArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			return decide(cmd.Context(), c, cmd.ErrOrStderr(), func(d *deciding) error {
				x := resolve.Decision{Verb: resolve.Never}
				for _, name := range args {
					if strings.Contains(name, "/") { // of a record: it may be part of a node
						if _, err := d.find(cmd.Context(), name); err != nil {
							return err
						}
						x.IDs = append(x.IDs, name)
						continue
					}
					id, _, err := d.one(cmd.Context(), name)
					if err != nil {
						return err
					}
					x.IDs = append(x.IDs, id)
				}
				return d.say(cmd.OutOrStdout(), x)
			})
		},
	}
}

func newSplit(c *common) *cobra.Command {
	var as string
	cmd := &cobra.Command{
		Use:   "split WHO DOCUMENT…",
		Short: "Decide that in these documents WHO is somebody else",
		Long: `Decide that what is taken for WHO is somebody else in each DOCUMENT: the id that
add was given, or its last part. parley why shows the documents behind WHO.` + "\n" + exitHelp,
		Example: "  parley split \"Sergei Lavrov\" 2013-04-02-chess --as person/sergei-lavrov-chess",
		Args:    cobra.MinimumNArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			return decide(cmd.Context(), c, cmd.ErrOrStderr(), func(d *deciding) error {
				return runSplit(cmd.Context(), d, args[0], args[1:], as, cmd.OutOrStdout())
			})
		},
	}
	cmd.Flags().StringVar(&as, "as", "", "the `ID` of the other; without, that of WHO with the next free number")
	return cmd
}

func runSplit(ctx context.Context, d *deciding, who string, names []string, as string, stdout io.Writer) error {
	id, _, err := d.one(ctx, who)
	if err != nil {
		return err
	}
	all, err := d.store.Documents()
	if err != nil {
		return err
	}
	if as == "" {
		base, _, _ := strings.Cut(id, "+")
		for n := 2; as == ""; n++ {
			free := base + "-" + strconv.Itoa(n)
			if nodes, _ := d.store.Find(ctx, free); len(nodes) == 0 && !strings.Contains(d.file, free) {
				as = free
			}
		}
	}
	byID := map[string][]string{}
	for _, name := range names {
		doc, err := documentNamed(all, name)
		if err != nil {
			return err
		}
		ids, err := d.store.RecordIDs(ctx, doc, id)
		if err != nil {
			return err
		}
		if len(ids) == 0 {
			return fmt.Errorf("document %s has nothing of %s", doc, id)
		}
		for _, x := range ids {
			byID[x] = append(byID[x], doc)
		}
	}
	var ids []string
	for x := range byID {
		ids = append(ids, x)
	}
	slices.Sort(ids)
	for _, x := range ids {
		if err := d.say(stdout, resolve.Decision{Verb: resolve.Split, IDs: []string{x}, Docs: byID[x], As: as}); err != nil {
			return err
		}
	}
	return nil
}

func newRename(c *common) *cobra.Command {
	return &cobra.Command{
		Use:     "rename WHO NAME",
		Short:   "Decide what somebody is called",
		Long:    "Decide what WHO is called in answers and pictures; the id stays." + "\n" + exitHelp,
		Example: "  parley rename person/cassius-clay \"Muhammad Ali\"",
		Args:    cobra.ExactArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			return decide(cmd.Context(), c, cmd.ErrOrStderr(), func(d *deciding) error {
				_, cite, err := d.one(cmd.Context(), args[0])
				if err != nil {
					return err
				}
				return d.say(cmd.OutOrStdout(), resolve.Decision{Verb: resolve.Rename, IDs: []string{cite}, As: strings.Join(strings.Fields(args[1]), " ")})
			})
		},
	}
}

func newReject(c *common) *cobra.Command {
	return &cobra.Command{
		Use:   "reject CLAIM… | WHO PREDICATE WHOM",
		Short: "Decide that sentences do not say what was read in them",
		Long: `Decide that a claim is wrong: what it says leaves the graph, also when its
article is read again. CLAIM is an id that parley why shows; with WHO, PREDICATE
and WHOM all claims behind that edge are meant.` + "\n" + exitHelp,
		Example: "  parley reject claim/0a1b2c3d4e5f60718293\n  parley reject Begin met Sadat",
		Args:    cobra.RangeArgs(1, 100),
		RunE: func(cmd *cobra.Command, args []string) error {
			return decide(cmd.Context(), c, cmd.ErrOrStderr(), func(d *deciding) error {
				return runReject(cmd.Context(), d, args, cmd.OutOrStdout())
			})
		},
	}
}

func runReject(ctx context.Context, d *deciding, args []string, stdout io.Writer) error {
	claims := true
	for _, a := range args {
		claims = claims && strings.HasPrefix(a, "claim/")
	}
	if !claims && len(args) != 3 {
		return usagef("reject wants claims, or WHO PREDICATE WHOM")
	}
	var asked [][]string
	if claims {
		for _, a := range args {
			asked = append(asked, []string{a})
		}
	} else {
		asked = [][]string{args}
	}
	seen := map[string]bool{}
	for _, args := range asked {
		a := *d.asking
		a.args = args
		answer, err := askWhy(ctx, &a)
		if err != nil {
			return err
		}
		if len(answer.Rows) == 0 {
			return fmt.Errorf("%s: nobody says so", strings.Join(args, " "))
		}
		for _, row := range answer.Rows {
			for _, e := range row.Evidence {
				if seen[e.Claim] {
					continue
				}
				seen[e.Claim] = true
				note := strings.ReplaceAll(clip(e.Sentence), " # ", " ")
				if err := d.say(stdout, resolve.Decision{Verb: resolve.Reject, IDs: []string{e.Claim}, Docs: []string{e.Document}, Note: note}); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// say adds a decision, if it is one, and prints it.
func (d *deciding) say(stdout io.Writer, x resolve.Decision) error {
	if _, err := resolve.ParseDecisions("the decision", x.String()); err != nil {
		return err
	}
	d.add(x)
	_, err := fmt.Fprintln(stdout, printable(x.String()))
	return err
}

func newUndo(c *common) *cobra.Command {
	return &cobra.Command{
		Use:     "undo [NUMBER]",
		Short:   "Take a decision back: the last, or that of the number in parley decisions",
		Long:    "Take a decision out of the decisions file. The graph is then as if it had never\nbeen made." + "\n" + exitHelp,
		Example: "  parley undo\n  parley undo 3",
		Args:    cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return decide(cmd.Context(), c, cmd.ErrOrStderr(), func(d *deciding) error {
				parsed, err := resolve.ParseDecisions(d.path, d.file)
				if err != nil {
					return err
				}
				n := len(parsed.List)
				if n == 0 {
					return fmt.Errorf("there is no decision to take back")
				}
				if len(args) > 0 {
					if n, err = strconv.Atoi(args[0]); err != nil || n < 1 || n > len(parsed.List) {
						return usagef("undo %q: want a number from 1 to %d", args[0], len(parsed.List))
					}
				}
				x := parsed.List[n-1]
				lines := strings.SplitAfter(d.file, "\n")
				d.file = strings.Join(slices.Delete(lines, x.Line-1, x.Line), "")
				_, err = fmt.Fprintf(cmd.OutOrStdout(), "taken back: %s\n", printable(x.String()))
				return err
			})
		},
	}
}
