package main

import (
	"context"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"parley/graph"
	"parley/schema"
)

// question is one ready question: what it is called and how it is asked.
type question struct {
	use, short, example string
	least, most         int  // arguments
	cites               bool // its table always shows the sentences
	flags               func(*cobra.Command, *askOptions)
	ask                 func(context.Context, *asking) (*graph.Answer, error)
}

type askOptions struct {
	format string
	cite   bool
	gizmo  bool
	all    bool
	about  string
	place  string
	month  string
	status string
	on     string
	toward string
	kind   string
	most   int
	people bool
	filter graph.Filter
}

// asking is a question with its arguments and the store it is put to.
type asking struct {
	*askOptions
	store  *graph.Store
	args   []string
	stderr io.Writer
}

func newAsk(c *common) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "ask QUESTION",
		Short: "Ask a ready question: who met whom, meetings, offices, positions, paths, why …",
		Long: `Ask the database a ready question. WHO is a name as the articles write it, a
surname, or an id such as person/jimmy-carter. Every answer tells how many
documents it rests on, and how many of these are no copies of one another;
--cite shows their sentences. All questions take

  --since, --until DATE   what happened, or where no date is told was published,
                          in that time (YYYY, YYYY-MM or YYYY-MM-DD)
  --as-of DATE            only what was published by then
  --min-confidence X      only claims of at least that confidence, 0 to 1
  --source WORDS          only documents with these in publisher, address or name
  --gizmo                 print the Gizmo program that asks the same` + "\n" + exitHelp,
		Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			var names []string
			for _, q := range questions {
				name, _, _ := strings.Cut(q.use, " ")
				names = append(names, name)
			}
			return usagef("ask needs a question: %s", strings.Join(names, ", "))
		},
	}
	for _, q := range questions {
		cmd.AddCommand(newQuestion(c, q))
	}
	return cmd
}

func newQuestion(c *common, q question) *cobra.Command {
	o := &askOptions{}
	cmd := &cobra.Command{
		Use: q.use, Short: strings.ToUpper(q.short[:1]) + q.short[1:], Example: q.example,
		Args: cobra.RangeArgs(q.least, q.most),
		RunE: func(cmd *cobra.Command, args []string) error {
			return runAsk(cmd.Context(), c, o, q, args, cmd.OutOrStdout(), cmd.ErrOrStderr())
		},
	}
	cmd.Flags().StringVar(&o.format, "format", "table", "`FORMAT`: "+answerFormats)
	cmd.Flags().BoolVar(&o.cite, "cite", false, "show the sentences under each line of the table")
	cmd.Flags().BoolVar(&o.gizmo, "gizmo", false, "do not ask, but print the Gizmo program that asks the same")
	cmd.Flags().StringVar(&o.filter.Since, "since", "", "only from `DATE` on")
	cmd.Flags().StringVar(&o.filter.Until, "until", "", "only up to `DATE`")
	cmd.Flags().StringVar(&o.filter.AsOf, "as-of", "", "only what was published by `DATE`")
	cmd.Flags().Float64Var(&o.filter.MinConfidence, "min-confidence", 0, "only claims of at least confidence `X`")
	cmd.Flags().StringVar(&o.filter.Source, "source", "", "only documents with `WORDS` in publisher, address or name")
	if q.flags != nil {
		q.flags(cmd, o)
	}
	return cmd
}

func runAsk(ctx context.Context, c *common, o *askOptions, q question, args []string, stdout, stderr io.Writer) error {
	if err := o.check(); err != nil {
		return err
	}
	return reading(c, stderr, func(store *graph.Store) error {
		if !o.gizmo && o.format == "table" && !o.cite && !q.cites {
			store = store.Brief()
		}
		answer, err := q.ask(ctx, &asking{askOptions: o, store: store.With(o.filter), args: args, stderr: stderr})
		if err != nil {
			return err
		}
		if o.gizmo {
			_, err := fmt.Fprintln(stdout, answer.Gizmo)
			return err
		}
		return printAnswer(stdout, answer, o.format, o.cite || q.cites)
	})
}

var anyDay = regexp.MustCompile(`^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$`)

func (o *askOptions) check() error {
	for _, d := range []struct{ flag, value string }{{"since", o.filter.Since}, {"until", o.filter.Until}, {"as-of", o.filter.AsOf}, {"on", o.on}, {"month", o.month}} {
		if d.value != "" && !anyDay.MatchString(d.value) {
			return usagef("--%s %q: want YYYY, YYYY-MM or YYYY-MM-DD", d.flag, d.value)
		}
	}
	if c := o.filter.MinConfidence; !(c >= 0 && c <= 1) { // nor NaN
		return usagef("--min-confidence %v: want 0 to 1", c)
	}
	if m := schema.English(); o.status != "" && !slices.ContainsFunc(m.Statuses, func(s schema.Status) bool { return s.Name == o.status }) {
		var names []string
		for _, s := range m.Statuses {
			names = append(names, s.Name)
		}
		return usagef("--status %q: want %s", o.status, strings.Join(names, ", "))
	}
	return nil
}

// find is the ids that the names mean, with those of their people if these are
// asked for. A name that means several says so.
func (a *asking) find(ctx context.Context, names ...string) ([]string, error) {
	var ids []string
	for _, name := range names {
		nodes, err := a.store.Find(ctx, name)
		if err != nil {
			return nil, err
		}
		var found []string
		for _, n := range nodes {
			found = append(found, n.ID)
		}
		if len(found) > 1 {
			fmt.Fprintf(a.stderr, "parley: hint: %s may be any of %s; an id says which\n", name, strings.Join(found, ", "))
		}
		ids = append(ids, found...)
	}
	if !a.askOptions.people {
		return ids, nil
	}
	people, err := a.store.People(ctx, ids)
	return append(ids, people...), err
}
