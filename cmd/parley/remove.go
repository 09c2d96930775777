package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"github.com/spf13/cobra"

	"parley/graph"
)

func newRemove(c *common) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "remove ID…",
		Short: "Take articles back, as if they had never been read",
		Long: `Remove articles and all that rests on them alone. ID is what add was given
(a path, or the id of a JSON line), or its last part if only one article ends so.
All are removed, or none.` + "\n" + exitHelp,
		Example: "  parley remove articles/1986-reykjavik.txt\n  parley remove 1986-reykjavik",
		Args:    cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return runRemove(cmd.Context(), c, args, cmd.OutOrStdout())
		},
	}
	return cmd
}

func runRemove(ctx context.Context, c *common, names []string, stdout io.Writer) (err error) {
	store, err := openExisting(c.db, false)
	if err != nil {
		return err
	}
	defer func() { err = cmp.Or(err, store.Close()) }()
	if err := applyDecisions(ctx, store, c.decisionsFile()); err != nil {
		return err
	}
	all, err := store.Documents()
	if err != nil {
		return err
	}
	seen := map[string]bool{}
	var ids []string
	for _, name := range names {
		id, err := documentNamed(all, name)
		if err != nil {
			return err
		}
		if !seen[id] {
			seen[id] = true
			ids = append(ids, id)
		}
	}
	if err := store.Remove(ctx, ids...); err != nil {
		return err
	}
	_, err = fmt.Fprintf(stdout, "%d removed\n", len(ids))
	return err
}

// documentNamed is the document of that id, or the only one with that last part.
func documentNamed(all []string, name string) (string, error) {
	var found []string
	for _, id := range all {
		base := path.Base(id)
		if id == name {
			return id, nil
		}
		if base == name || strings.TrimSuffix(base, path.Ext(base)) == name {
			found = append(found, id)
		}
	}
	switch len(found) {
	case 0:
		return "", fmt.Errorf("%w: %s", graph.ErrNoDocument, name)
	case 1:
		return found[0], nil
	}
	return "", &hintError{fmt.Errorf("%s: %d documents go by that name", name, len(found)), "say which: " + strings.Join(found, ", ")}
}

// openExisting opens a database that must be there.
func openExisting(db string, readOnly bool) (*graph.Store, error) {
	store, err := graph.Open(db, graph.Options{ReadOnly: readOnly, MustExist: true})
	if errors.Is(err, graph.ErrNoDatabase) {
		return nil, &hintError{err, "make one with: parley --db " + db + " add PATH…"}
	}
	return store, err
}
