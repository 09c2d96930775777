package main

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"parley/export"
	"parley/schema"
)

type exportOptions struct {
	selecting
	db     string
	name   string
	out    string
	list   bool
	schema string
}

func newExport(c *common) *cobra.Command {
	o := &exportOptions{}
	var help strings.Builder
	for _, f := range export.Formats {
		fmt.Fprintf(&help, "  %-14s %s\n", f.Name, f.About)
	}
	cmd := &cobra.Command{
		Use:   "export [-f FORMAT] [-o FILE]",
		Short: "Write the graph, or a part of it, for other tools",
		Long: "Write the graph, the same bytes whatever the order in which articles were\nadded. Formats:\n\n" + help.String() + `
Without -f the ending of FILE says the format, else it is nquads. --list tells
what each of them carries and what it cannot. The other flags choose a part: a
finding that passes comes with its document and with the names of those it is
about, as if nothing else had been read.` + "\n" + exitHelp,
		Example: `  parley export -f nquads > graph.nq
  parley export -o graph.graphml
  parley export -f trig --about "Anwar Sadat" --since 1977 --status happened -o sadat.trig`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if o.list {
				return listFormats(cmd.OutOrStdout())
			}
			if o.schema != "" {
				return writeVocabulary(cmd.OutOrStdout(), o.out, o.schema)
			}
			o.db = c.db
			f, ok := export.ByName(cmp.Or(o.name, "nquads"))
			if o.name == "" && o.out != "" && o.out != "-" {
				f, ok = export.ByFile(o.out)
			}
			if !ok {
				return usagef("no format for %q; there are:\n%s", cmp.Or(o.name, o.out), strings.TrimRight(help.String(), "\n"))
			}
			return runExport(cmd.Context(), o, f, cmd.OutOrStdout(), cmd.ErrOrStderr())
		},
	}
	cmd.Flags().StringVarP(&o.name, "format", "f", "", "`FORMAT`")
	cmd.Flags().StringVarP(&o.out, "output", "o", "", "write to `FILE`, which comes into being only if all goes well")
	cmd.Flags().BoolVar(&o.list, "list", false, "list the formats with what each can and cannot carry")
	cmd.Flags().StringVar(&o.schema, "schema", "", "write no graph but what graphs hold: `WHICH` is owl, shacl or record")
	o.AddFlags(cmd)
	return cmd
}

// writeVocabulary writes the description of that name.
func writeVocabulary(stdout io.Writer, path, name string) error {
	var names []string
	for _, v := range export.Vocabularies {
		if v.Name == name {
			return output(stdout, path, func(w io.Writer) error { return v.Write(w, schema.English()) })
		}
		names = append(names, v.Name)
	}
	return usagef("--schema %q: want %s", name, strings.Join(names, ", "))
}

// listFormats prints a paragraph a format.
func listFormats(stdout io.Writer) error {
	w := tabwriter.NewWriter(stdout, 0, 0, 2, ' ', 0)
	for _, f := range export.Formats {
		memory := "holds the selected part in memory"
		if f.Streams {
			memory = "streams: memory does not grow with the graph"
		}
		fmt.Fprintf(w, "%s\t%s (%s)\n\tcarries\t%s\n\tlacks\t%s\n\tmemory\t%s\n", f.Name, f.About, cmp.Or(strings.Join(f.Extensions, " "), "a folder"), f.Carries, f.Lacks, memory)
	}
	for _, v := range export.Vocabularies {
		fmt.Fprintf(w, "--schema %s\t%s\n", v.Name, v.About)
	}
	return w.Flush()
}

func runExport(ctx context.Context, o *exportOptions, f export.Format, stdout, stderr io.Writer) (err error) {
	store, err := openExisting(o.db, true)
	if err != nil {
		return err
	}
	defer func() { err = cmp.Or(err, store.Close()) }()
	var src export.Source
	if src.Quads, err = o.selected(ctx, store, &asking{askOptions: &askOptions{}, store: store, stderr: stderr}); err != nil {
		return err
	}
	if !f.Quads {
		if src.Graph, err = export.WhoMetWhom(ctx, src.Quads); err != nil {
			return err
		}
	}
	options := export.Options{Edges: -1, About: o.About}
	if f.Folder {
		return outputFolder(o.out, func(create func(string) (io.WriteCloser, error)) error {
			return f.WriteFolder(ctx, create, src, options)
		})
	}
	return write(ctx, stdout, o.out, f, src, options)
}

// outputFolder lets write make files in a new folder, which comes into being
// only if all goes well.
func outputFolder(path string, write func(create func(name string) (io.WriteCloser, error)) error) (err error) {
	if path == "" || path == "-" {
		return usagef("this format is a folder: -o says where")
	}
	if _, err := os.Lstat(path); err == nil {
		return fmt.Errorf("%s is there already; a folder is made anew or not at all", path)
	}
	dir, err := os.MkdirTemp(filepath.Dir(path), "."+filepath.Base(path)+"-*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			os.RemoveAll(dir)
		}
	}()
	err = write(func(name string) (io.WriteCloser, error) {
		at := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(at), 0o755); err != nil {
			return nil, err
		}
		return os.OpenFile(at, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	})
	if err != nil {
		return err
	}
	if err := os.Chmod(dir, 0o755); err != nil {
		return err
	}
	return os.Rename(dir, path)
}
