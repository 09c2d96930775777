package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"parley/graph"
	"parley/graph/resolve"
)

// decisionsFile is where the decisions of a database lie: beside it, as text
// that people edit and keep under version control, unless told otherwise. The
// database keeps a copy of what it last put in force, so that it is whole
// without the file.
func (c *common) decisionsFile() string {
	return cmp.Or(c.decisions, os.Getenv("PARLEY_DECISIONS"), strings.TrimSuffix(c.db, ".db")+".decisions")
}

// applyDecisions puts the file in force if it is not. Without a file what was
// in force stays so.
func applyDecisions(ctx context.Context, store *graph.Store, path string) error {
	file, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	return store.Decide(ctx, path, string(file))
}

// hintDecisions says on stderr that the file has changed since it was put in
// force: who asks does not write.
func hintDecisions(store *graph.Store, path string, stderr io.Writer) error {
	file, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	if now, err := store.Decisions(); err != nil || now == string(file) {
		return err
	}
	_, err = fmt.Fprintf(stderr, "parley: hint: %s has changed; parley decisions --apply puts it in force\n", path)
	return err
}

// deciding is an open database with the decisions in force.
type deciding struct {
	*asking
	store *graph.Store
	path  string
	file  string // the decisions as they are now
}

// decide opens the database, puts the file in force, and writes and puts in
// force what change makes of it.
func decide(ctx context.Context, c *common, stderr io.Writer, change func(*deciding) error) (err error) {
	store, err := openExisting(c.db, false)
	if err != nil {
		return err
	}
	defer func() { err = cmp.Or(err, store.Close()) }()
	d := &deciding{store: store, path: c.decisionsFile(), asking: &asking{askOptions: &askOptions{}, store: store, stderr: stderr}}
	if err := applyDecisions(ctx, store, d.path); err != nil {
		return err
	}
	if d.file, err = store.Decisions(); err != nil {
		return err
	}
	before := d.file
	if err := change(d); err != nil || d.file == before {
		return err
	}
	// The file first: if what follows fails, the next verb that writes does it.
	if _, err := resolve.ParseDecisions(d.path, d.file); err != nil {
		return err
	}
	if err := replaceFile(d.path, d.file); err != nil {
		return err
	}
	return store.Decide(ctx, d.path, d.file)
}

// replaceFile writes a file whole or not at all.
func replaceFile(path, content string) error {
	tmp, err := os.CreateTemp(filepath.Dir(path), ".parley-*")
	if err != nil {
		return err
	}
	defer os.Remove(tmp.Name())
	_, err = tmp.WriteString(content)
	if err = errors.Join(err, tmp.Sync(), tmp.Chmod(0o644), tmp.Close()); err != nil {
		return err
	}
	return os.Rename(tmp.Name(), path)
}

// add puts a decision at the end of the file.
func (d *deciding) add(x resolve.Decision) {
	if d.file == "" {
		d.file = "# Decisions of people on who is who; see parley decisions --help.\n"
	}
	if !strings.HasSuffix(d.file, "\n") {
		d.file += "\n"
	}
	d.file += x.String() + "\n"
}

// one is the node that a name means, as a decision cites it.
func (d *deciding) one(ctx context.Context, name string) (id, cite string, err error) {
	nodes, err := d.store.Find(ctx, name)
	if err != nil {
		return "", "", err
	}
	if len(nodes) > 1 {
		var ids []string
		for _, n := range nodes {
			ids = append(ids, n.ID)
		}
		return "", "", &hintError{fmt.Errorf("%s may be any of %d", name, len(nodes)), "say which: " + strings.Join(ids, ", ")}
	}
	id = nodes[0].ID
	cite, err = d.store.Cite(ctx, id)
	return id, cite, err
}

func newDecisions(c *common) *cobra.Command {
	var apply bool
	cmd := &cobra.Command{
		Use:   "decisions",
		Short: "List what people decided on who is who",
		Long: `List the decisions file, numbered for parley undo. It lies beside the database
(parley.db has parley.decisions; --decisions or $PARLEY_DECISIONS name another),
can be edited by hand and kept in git, and has one decision a line:

  merge  person/a person/b …            they are one; the first id is kept
  split  person/a in DOC … as person/c  in these documents it is somebody else
  never  person/a person/b              they are two, whatever speaks for one
  rename person/a Name in words         how it is called
  reject claim/0a1b in DOC              what the sentence does not say

The graph is what the articles and the decisions say, whenever which of them
came. add, remove and every verb that decides put the file in force; --apply
does nothing else.` + "\n" + exitHelp,
		Example: "  parley decisions\n  parley decisions --apply",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if apply {
				return decide(cmd.Context(), c, cmd.ErrOrStderr(), func(*deciding) error { return nil })
			}
			return runDecisions(cmd.Context(), c, cmd.OutOrStdout(), cmd.ErrOrStderr())
		},
	}
	cmd.Flags().BoolVar(&apply, "apply", false, "put the file in force")
	return cmd
}

// reading opens the database for a verb that does not write, which only hints
// where the decisions file is not in force.
func reading(c *common, stderr io.Writer, read func(*graph.Store) error) (err error) {
	store, err := openExisting(c.db, true)
	if err != nil {
		return err
	}
	defer func() { err = cmp.Or(err, store.Close()) }()
	if err := hintDecisions(store, c.decisionsFile(), stderr); err != nil {
		return err
	}
	return read(store)
}

func runDecisions(ctx context.Context, c *common, stdout, stderr io.Writer) error {
	return reading(c, stderr, func(store *graph.Store) error {
		file, err := store.Decisions()
		if err != nil {
			return err
		}
		d, err := resolve.ParseDecisions(c.decisionsFile(), file)
		if err != nil {
			return err
		}
		dangling, err := store.Dangling(ctx)
		if err != nil {
			return err
		}
		for i, x := range d.List {
			means := ""
			if dangling[x.Line] {
				means = "   (means nothing that is in the database now)"
			}
			if _, err := fmt.Fprintf(stdout, "%3d  %s%s\n", i+1, printable(x.String()), means); err != nil {
				return err
			}
		}
		return nil
	})
}
