package main

import (
	"context"
	"slices"

	"github.com/spf13/cobra"

	"parley/export"
	"parley/graph"
)

// selecting is the flags by which a part of the graph is chosen.
type selecting struct {
	export.Selection
	about []string // names
}

// AddFlags adds the flags of a selection to cmd.
func (s *selecting) AddFlags(cmd *cobra.Command) {
	s.AddFilters(cmd)
	f := cmd.Flags()
	f.StringArrayVar(&s.about, "about", nil, "only what is said about `WHO`, a name or id; may be given again")
	f.IntVar(&s.Hops, "hops", 1, "with --about, also what is said about those `N`-1 steps away")
}

// AddFilters adds those flags that tell nobody in particular.
func (s *selecting) AddFilters(cmd *cobra.Command) {
	s.Hops = 1
	f := cmd.Flags()
	f.StringVar(&s.Since, "since", "", "only what is of `DATE` or later, or, undated, was told then; YYYY, YYYY-MM or YYYY-MM-DD")
	f.StringVar(&s.Until, "until", "", "only what is of `DATE` or earlier, or, undated, was told then")
	f.StringSliceVar(&s.Statuses, "status", nil, "only findings of this `STATUS` (happened, scheduled, denied …), and those that have none; may be given again")
	f.Float64Var(&s.MinConfidence, "min-confidence", 0, "only findings of at least this `CONFIDENCE`, 0 to 1")
}

// selected is the selected part of the store's quads.
func (s *selecting) selected(ctx context.Context, store *graph.Store, a *asking) (export.Quads, error) {
	if s.Hops < 1 {
		return nil, usagef("--hops %d: want 1 or more", s.Hops)
	}
	if err := s.Check(); err != nil {
		return nil, &usageError{err}
	}
	var err error
	if s.About, err = a.find(ctx, s.about...); err != nil {
		return nil, err
	}
	slices.Sort(s.About)
	return export.Select(ctx, func() export.Quads { return store.All(ctx) }, s.Selection)
}
