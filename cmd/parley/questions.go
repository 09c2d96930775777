package main

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"parley/graph"
	"parley/schema"
)

var questions = []question{
	{
		use: "who-met [WHO…]", short: "whom somebody met, when and where; without WHO, everybody",
		example: `  parley ask who-met Gorbachev
  parley ask who-met "Jimmy Carter" --all --cite`,
		most: 100,
		flags: func(cmd *cobra.Command, o *askOptions) {
			cmd.Flags().BoolVar(&o.all, "all", false, "also meetings that were planned, refused, cancelled or denied")
			withPeople(cmd, o)
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
			cmd.Flags().StringVar(&o.month, "month", "", "only meetings of `YYYY-MM`, or of a year or day")
			cmd.Flags().StringVar(&o.status, "status", "", "only meetings of `STATUS`: happened, scheduled, denied …")
			withPeople(cmd, o)
		},
		ask: askMeetings,
	},
	{
		use: "offices [WHO…]", short: "who holds, held or was elected to which office, by person or by country",
		example: "  parley ask offices Israel\n  parley ask offices Israel --on 1978-09", most: 100,
		flags: func(cmd *cobra.Command, o *askOptions) {
			cmd.Flags().StringVar(&o.on, "on", "", "who held them on `DATE`, as the articles say")
		},
		ask: func(ctx context.Context, a *asking) (*graph.Answer, error) {
			ids, err := a.find(ctx, a.args...)
			if err != nil {
				return nil, err
			}
			if a.on != "" {
				return a.store.OfficesOn(ctx, ids, a.on)
			}
			return a.store.Offices(ctx, ids)
		},
	},
	{
		use: "statements [WHO…]", short: "what somebody said",
		example: "  parley ask statements Carter --about peace", most: 100,
		flags: func(cmd *cobra.Command, o *askOptions) {
			cmd.Flags().StringVar(&o.about, "about", "", "only statements with these `WORDS` in any form, \"between quotation marks\" word for word")
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
	{
		use: "between A B", short: "all that is told of two together: meetings, stances, what one said to the other",
		example: "  parley ask between Israel Egypt --people", least: 2, most: 2,
		flags: withPeople,
		ask: func(ctx context.Context, a *asking) (*graph.Answer, error) {
			x, y, err := a.two(ctx)
			if err != nil {
				return nil, err
			}
			return a.store.Between(ctx, x, y)
		},
	},
	{
		use: "timeline WHO…", short: "all that is told of somebody or something, by date",
		example: "  parley ask timeline Gorbachev --since 1986", least: 1, most: 100,
		flags: withPeople,
		ask: func(ctx context.Context, a *asking) (*graph.Answer, error) {
			ids, err := a.find(ctx, a.args...)
			if err != nil {
				return nil, err
			}
			return a.store.Timeline(ctx, ids)
		},
	},
	{
		use: "positions [WHO…]", short: "what stances somebody took, and towards whom or what",
		example: "  parley ask positions Molotov\n  parley ask positions --toward Israel", most: 100,
		flags: func(cmd *cobra.Command, o *askOptions) {
			cmd.Flags().StringVar(&o.toward, "toward", "", "only stances towards `WHOM`")
			withPeople(cmd, o)
		},
		ask: func(ctx context.Context, a *asking) (*graph.Answer, error) {
			return a.stances(ctx, a.store.Positions)
		},
	},
	{
		use: "votes [WHO…]", short: "who voted how on what",
		example: "  parley ask votes France", most: 100,
		flags: func(cmd *cobra.Command, o *askOptions) {
			cmd.Flags().StringVar(&o.toward, "on-what", "", "only votes on `WHAT`")
		},
		ask: func(ctx context.Context, a *asking) (*graph.Answer, error) {
			return a.stances(ctx, a.store.Votes)
		},
	},
	{
		use: "search WORDS", short: "sentences with these words in any form, between quotation marks word for word",
		example: "  parley ask search 'peace treaty'\n  parley ask search '\"security council\" vote'", least: 1, most: 100,
		ask: func(ctx context.Context, a *asking) (*graph.Answer, error) {
			return a.store.Search(ctx, strings.Join(a.args, " "))
		},
	},
	{
		use: "common A B", short: "who met both",
		example: "  parley ask common Sadat Begin", least: 2, most: 2,
		ask: func(ctx context.Context, a *asking) (*graph.Answer, error) {
			x, y, err := a.two(ctx)
			if err != nil {
				return nil, err
			}
			return a.store.Common(ctx, x, y)
		},
	},
	{
		use: "most-connected", short: "who met the most others",
		example: "  parley ask most-connected --type Country --most 5",
		flags: func(cmd *cobra.Command, o *askOptions) {
			cmd.Flags().StringVar(&o.kind, "type", "Person", "only those of `TYPE`; any for all")
			cmd.Flags().IntVar(&o.most, "most", 20, "the first `N`")
		},
		ask: func(ctx context.Context, a *asking) (*graph.Answer, error) {
			kind := a.kind
			if kind == "any" {
				kind = ""
			} else if t := schema.English().Type(kind); t == nil || !t.Entity {
				return nil, usagef("--type %q: want Person, Country, Organization, Place, Group or any", kind)
			}
			if a.most < 1 {
				return nil, usagef("--most %d: want at least 1", a.most)
			}
			return a.store.MostConnected(ctx, kind, a.most)
		},
	},
	{
		use: "conflicts", short: "where articles disagree, and who says what",
		example: "  parley ask conflicts --cite",
		ask:     func(ctx context.Context, a *asking) (*graph.Answer, error) { return a.store.Conflicts(ctx) },
	},
	{
		use: "sources WHO [PREDICATE [WHOM]]", short: "which documents say so; copies of one text have one number",
		example: "  parley ask sources Begin met Sadat", least: 1, most: 3,
		ask: func(ctx context.Context, a *asking) (*graph.Answer, error) {
			ids, predicate, objects, err := a.edge(ctx)
			if err != nil {
				return nil, err
			}
			return a.store.Sources(ctx, ids, predicate, objects)
		},
	},
}

// withPeople lets a question about a country or body be about its people too.
func withPeople(cmd *cobra.Command, o *askOptions) {
	cmd.Flags().BoolVar(&o.people, "people", false, "a country or body stands for its people too: who has or had an office of it")
}

func askMeetings(ctx context.Context, a *asking) (*graph.Answer, error) {
	f := graph.MeetingFilter{All: a.all, Date: a.month, Status: a.status}
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
	ids, predicate, objects, err := a.edge(ctx)
	if err != nil {
		return nil, err
	}
	return a.store.Why(ctx, ids, predicate, objects)
}

// edge is WHO [PREDICATE [WHOM]].
func (a *asking) edge(ctx context.Context) (ids []string, predicate string, objects []string, err error) {
	if ids, err = a.find(ctx, a.args[0]); err != nil {
		return nil, "", nil, err
	}
	if len(a.args) > 1 {
		predicate = a.args[1]
	}
	if len(a.args) > 2 {
		objects, err = a.find(ctx, a.args[2])
	}
	return ids, predicate, objects, err
}

// two are the ids of A and of B.
func (a *asking) two(ctx context.Context) (x, y []string, err error) {
	if x, err = a.find(ctx, a.args[0]); err != nil {
		return nil, nil, err
	}
	y, err = a.find(ctx, a.args[1])
	return x, y, err
}

// stances asks for those of WHO, or of anybody, towards what the flag says.
func (a *asking) stances(ctx context.Context, ask func(context.Context, []string, []string) (*graph.Answer, error)) (*graph.Answer, error) {
	ids, err := a.find(ctx, a.args...)
	if err != nil {
		return nil, err
	}
	var objects []string
	if a.toward != "" {
		if objects, err = a.find(ctx, a.toward); err != nil {
			return nil, err
		}
	}
	return ask(ctx, ids, objects)
}
