package main

import (
	"bufio"
	"cmp"
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"parley/schema"
)

type extractOptions struct {
	source
	format string
	out    string
}

func newExtract() *cobra.Command {
	o := &extractOptions{}
	cmd := &cobra.Command{
		Use:   "extract [PATH…]",
		Short: "Say what articles say: records as JSON Lines, or a table to read",
		Long: `Read articles and print what they say, without a database.

` + pathHelp + "\n" + exitHelp,
		Example: `  parley extract article.txt
  parley extract --format json articles/ > records.jsonl`,
		RunE: func(cmd *cobra.Command, args []string) error {
			return output(cmd.OutOrStdout(), o.out, func(w io.Writer) error {
				return runExtract(cmd.Context(), o, args, cmd.InOrStdin(), w, cmd.ErrOrStderr())
			})
		},
	}
	o.AddFlags(cmd)
	cmd.Flags().StringVar(&o.format, "format", "table", "`FORMAT`: table or json (one record a line)")
	cmd.Flags().StringVarP(&o.out, "output", "o", "", "write to `FILE`, which comes into being only if all goes well")
	return cmd
}

func runExtract(ctx context.Context, o *extractOptions, paths []string, stdin io.Reader, stdout, stderr io.Writer) error {
	if o.format != "table" && o.format != "json" {
		return usagef("--format %q: want table or json", o.format)
	}
	paths = orStdin(paths)
	w := bufio.NewWriter(stdout)
	t, err := newTally(stderr, o.log, paths)
	if err != nil {
		return err
	}
	err = o.records(ctx, paths, stdin, t, nil, func(queue <-chan job) error {
		for j := range queue {
			r, err := await(ctx, j)
			if err != nil {
				return err
			}
			t.count(r)
			if r.err != nil {
				continue
			}
			if err := printRecord(w, r.record, r.article.Text, o.format); err != nil {
				return err
			}
		}
		return ctx.Err()
	})
	return cmp.Or(err, w.Flush(), t.finish())
}

func printRecord(w io.Writer, r *schema.Record, text, format string) error {
	if format == "json" {
		b, err := schema.Encode(r, text)
		if err != nil {
			return err
		}
		_, err = fmt.Fprintf(w, "%s\n", b)
		return err
	}
	p := recordPrinter{w: w, r: r, text: text, names: map[string]string{}}
	for _, e := range r.Entities {
		p.names[e.ID] = e.Name
	}
	return p.print()
}

// recordPrinter prints a record for people: what was found, each with its
// status and the sentence behind it.
type recordPrinter struct {
	w     io.Writer
	r     *schema.Record
	text  string
	names map[string]string
	err   error
}

func (p *recordPrinter) line(format string, args ...any) {
	if p.err == nil {
		_, p.err = fmt.Fprintf(p.w, format+"\n", args...)
	}
}

func (p *recordPrinter) name(id string) string { return printable(cmp.Or(p.names[id], id)) }

func (p *recordPrinter) list(ids []string) string {
	out := make([]string, len(ids))
	for i, id := range ids {
		out[i] = p.name(id)
	}
	return strings.Join(out, ", ")
}

// unique is the ids, each once, in their order.
func unique(ids []string) []string {
	var out []string
	for _, id := range ids {
		if !slices.Contains(out, id) {
			out = append(out, id)
		}
	}
	return out
}

// said prints one finding and its sentences.
func (p *recordPrinter) said(what, status string, f schema.Finding) {
	if status != "" && status != "happened" && status != "current" {
		what += "  [" + status + "]"
	}
	p.line("  %s", what)
	for _, s := range f.Evidence {
		p.line("      “%s”", printable(strings.Join(strings.Fields(p.text[s.Start:s.End]), " ")))
	}
}

func (p *recordPrinter) print() error {
	r := p.r
	p.line("%s", strings.Join(slices.DeleteFunc([]string{printable(r.Doc), printable(r.Title), string(r.Published)}, func(s string) bool { return s == "" }), " · "))
	for _, m := range r.Meetings {
		what := fmt.Sprintf("%s: %s", m.Kind, p.list(unique(slices.Concat(m.Participants, m.Hosts))))
		if len(m.Places) > 0 {
			what += " in " + p.list(m.Places)
		}
		p.said(join(what, string(m.Date)), m.Status, m.Finding)
	}
	for _, v := range r.Visits {
		p.said(join(fmt.Sprintf("visit: %s to %s", p.name(v.Who), p.name(v.Place)), string(v.Date)), v.Status, v.Finding)
	}
	for _, o := range r.Offices {
		what := fmt.Sprintf("office: %s, %s", p.name(o.Person), printable(o.Title))
		if o.Of != "" {
			what += " of " + p.name(string(o.Of))
		}
		p.said(what, o.Status, o.Finding)
	}
	for _, x := range r.Relations {
		p.said(fmt.Sprintf("%s %s %s", p.name(x.S), x.P, p.name(x.O)), x.Status, x.Finding)
	}
	for _, x := range r.Affiliations {
		p.said(fmt.Sprintf("%s %s %s", p.name(x.S), x.P, p.name(x.O)), "", x.Finding)
	}
	for _, s := range r.Statements {
		p.said(fmt.Sprintf("%s %s:", p.name(s.Speaker), printable(p.text[s.Cue.Start:s.Cue.End])), "", s.Finding)
	}
	p.line("")
	return p.err
}

func join(what, date string) string {
	if date == "" {
		return what
	}
	return what + ", " + date
}
