package main

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"parley/graph"
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
	db        string
	decisions string
	format    string
	cite      bool
	gizmo     bool
	all       bool
	about     string
	place     string
}

// asking is a question with its arguments and the store it is put to.
type asking struct {
	*askOptions
	store  *graph.Store
	args   []string
	stderr io.Writer
}

var questions = []question{
	{
		use: "who-met [WHO…]", short: "whom somebody met, when and where; without WHO, everybody",
		example: `  parley ask who-met Gorbachev
  parley ask who-met "Jimmy Carter" --all --cite`,
		most: 100,
		flags: func(cmd *cobra.Command, o *askOptions) {
			cmd.Flags().BoolVar(&o.all, "all", false, "also meetings that were planned, refused, cancelled or denied")
		},
		ask: func(ctx context.Context, a *asking) (*graph.Answer, error) {
			ids, err := a.find(ctx, a.args...)
			if err != nil {
				return nil, err
			}
			return a.store.WhoMet(ctx, ids, a.all)
		},
	},
	{
		use: "meetings [WHO…]", short: "meetings in which all of WHO took part, large ones too",
		example: "  parley ask meetings Reagan Gorbachev\n  parley ask meetings --place Geneva --all",
		most:    100,
		flags: func(cmd *cobra.Command, o *askOptions) {
			cmd.Flags().BoolVar(&o.all, "all", false, "also meetings that were planned, refused, cancelled or denied")
			cmd.Flags().StringVar(&o.place, "place", "", "only meetings held in `PLACE`")
		},
		ask: askMeetings,
	},
	{
		use: "offices [WHO…]", short: "who holds, held or was elected to which office, by person or by country",
		example: "  parley ask offices Israel", most: 100,
		ask: func(ctx context.Context, a *asking) (*graph.Answer, error) {
			ids, err := a.find(ctx, a.args...)
			if err != nil {
				return nil, err
			}
			return a.store.Offices(ctx, ids)
		},
	},
	{
		use: "statements [WHO…]", short: "what somebody said",
		example: "  parley ask statements Carter --about peace", most: 100,
		flags: func(cmd *cobra.Command, o *askOptions) {
			cmd.Flags().StringVar(&o.about, "about", "", "only statements with these `WORDS`")
		},
		ask: func(ctx context.Context, a *asking) (*graph.Answer, error) {
			ids, err := a.find(ctx, a.args...)
			if err != nil {
				return nil, err
			}
			return a.store.Statements(ctx, ids, a.about)
		},
	},
	{
		use: "path FROM TO", short: "the shortest chain of meetings between two",
		example: `  parley ask path Churchill Gorbachev`, least: 2, most: 2,
		ask: func(ctx context.Context, a *asking) (*graph.Answer, error) {
			from, err := a.find(ctx, a.args[0])
			if err != nil {
				return nil, err
			}
			to, err := a.find(ctx, a.args[1])
			if err != nil {
				return nil, err
			}
			return a.store.Path(ctx, from, to)
		},
	},
	{
		use: "why WHO [PREDICATE [WHOM]]", short: "the sentences behind what the graph says",
		example: "  parley ask why Begin met Sadat\n  parley ask why claim/0a1b2c3d4e5f60718293", least: 1, most: 3, cites: true,
		ask: askWhy,
	},
}

func newAsk(c *common) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "ask QUESTION",
		Short: "Ask a ready question: who met whom, meetings, offices, statements, paths, why",
		Long: `Ask the database a ready question. WHO is a name as the articles write it, a
surname, or an id such as person/jimmy-carter. Every answer tells how many
documents it rests on; --cite shows their sentences.` + "\n" + exitHelp,
		Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			return usagef("ask needs a question: who-met, meetings, offices, statements, path or why")
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
			o.db, o.decisions = c.db, c.decisionsFile()
			return runAsk(cmd.Context(), o, q, args, cmd.OutOrStdout(), cmd.ErrOrStderr())
		},
	}
	cmd.Flags().StringVar(&o.format, "format", "table", "`FORMAT`: "+answerFormats)
	cmd.Flags().BoolVar(&o.cite, "cite", false, "show the sentences under each line of the table")
	cmd.Flags().BoolVar(&o.gizmo, "gizmo", false, "do not ask, but print Gizmo that asks much the same")
	if q.flags != nil {
		q.flags(cmd, o)
	}
	return cmd
}

func runAsk(ctx context.Context, o *askOptions, q question, args []string, stdout, stderr io.Writer) (err error) {
	store, err := openExisting(o.db, true)
	if err != nil {
		return err
	}
	defer func() { err = cmp.Or(err, store.Close()) }()
	if err := hintDecisions(store, o.decisions, stderr); err != nil {
		return err
	}
	if !o.gizmo && o.format == "table" && !o.cite && !q.cites {
		store = store.Brief()
	}
	answer, err := q.ask(ctx, &asking{askOptions: o, store: store, args: args, stderr: stderr})
	if err != nil {
		return err
	}
	if o.gizmo {
		_, err := fmt.Fprintln(stdout, answer.Gizmo)
		return err
	}
	return printAnswer(stdout, answer, o.format, o.cite || q.cites)
}

// find is the ids that the names mean. A name that means several says so.
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
	return ids, nil
}

func askMeetings(ctx context.Context, a *asking) (*graph.Answer, error) {
	f := graph.MeetingFilter{All: a.all}
	for _, name := range a.args {
		ids, err := a.find(ctx, name)
		if err != nil {
			return nil, err
		}
		f.Who = append(f.Who, ids)
	}
	if a.place != "" {
		var err error
		if f.Place, err = a.find(ctx, a.place); err != nil {
			return nil, err
		}
	}
	return a.store.Meetings(ctx, f)
}

func askWhy(ctx context.Context, a *asking) (*graph.Answer, error) {
	ids, err := a.find(ctx, a.args[0])
	if err != nil {
		return nil, err
	}
	predicate := ""
	var objects []string
	if len(a.args) > 1 {
		predicate = a.args[1]
	}
	if len(a.args) > 2 {
		if objects, err = a.find(ctx, a.args[2]); err != nil {
			return nil, err
		}
	}
	return a.store.Why(ctx, ids, predicate, objects)
}
