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

With --explain, each sentence that something was found in stands with its
findings and, for each, the rule and what it is about, the words of the sentence
that the rule holds on to and how they hang together, and why each name is who it
is. What a rule matched and the record does not have is told as held back, with
the reason. With --format json that is an object an article, the record in it.

` + pathHelp + "\n" + exitHelp,
		Example: `  parley extract article.txt
  parley extract --format json articles/ > records.jsonl
  parley extract --explain --rules mine/ article.txt`,
		RunE: func(cmd *cobra.Command, args []string) error {
			return output(cmd.OutOrStdout(), o.out, func(w io.Writer) error {
				return runExtract(cmd.Context(), o, args, cmd.InOrStdin(), w, cmd.ErrOrStderr())
			})
		},
	}
	o.AddFlags(cmd)
	addRules(cmd, &o.rules)
	cmd.Flags().BoolVar(&o.explain, "explain", false, "say of each finding why: sentence, rule, tree and names")
	cmd.Flags().StringVar(&o.format, "format", "table", "`FORMAT`: table or json (one record a line)")
	cmd.Flags().StringVarP(&o.out, "output", "o", "", "write to `FILE`, which comes into being only if all goes well")
	return cmd
}

func runExtract(ctx context.Context, o *extractOptions, paths []string, stdin io.Reader, stdout, stderr io.Writer) error {
	if err := tableOrJSON(o.format); err != nil {
		return err
	}
	if err := o.withRules(); err != nil {
		return err
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
			if o.explain {
				err = printReasons(w, r.reasons, r.article.Text, o.format)
			} else {
				err = printRecord(w, r.record, r.article.Text, o.format)
			}
			if err != nil {
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
	return newRecordPrinter(w, r, text).print()
}

func newRecordPrinter(w io.Writer, r *schema.Record, text string) *recordPrinter {
	p := &recordPrinter{w: w, r: r, text: text, names: map[string]string{}}
	for _, e := range r.Entities {
		p.names[e.ID] = e.Name
	}
	return p
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

// telling is one finding in words.
type telling struct {
	section string // of the record
	index   int    // in it
	what    string
	status  string
	date    string
	when    string // the words of the date, where the record has them
	said    string // of a statement
	finding schema.Finding
}

// tellings are all findings of the record, in its order.
func (p *recordPrinter) tellings() []telling {
	var out []telling
	for i, m := range p.r.Meetings {
		what := fmt.Sprintf("%s: %s", m.Kind, p.list(unique(slices.Concat(m.Participants, m.Hosts))))
		if len(m.Places) > 0 {
			what += " in " + p.list(m.Places)
		}
		out = append(out, telling{"meetings", i, join(what, string(m.Date)), m.Status, string(m.Date), m.When, "", m.Finding})
	}
	for i, v := range p.r.Visits {
		what := fmt.Sprintf("visit: %s to %s", p.name(v.Who), p.name(v.Place))
		out = append(out, telling{"visits", i, join(what, string(v.Date)), v.Status, string(v.Date), "", "", v.Finding})
	}
	for i, o := range p.r.Offices {
		what := fmt.Sprintf("office: %s, %s", p.name(o.Person), printable(o.Title))
		if o.Of != "" {
			what += " of " + p.name(string(o.Of))
		}
		out = append(out, telling{"offices", i, what, o.Status, "", "", "", o.Finding})
	}
	for i, x := range p.r.Relations {
		out = append(out, telling{"relations", i, fmt.Sprintf("%s %s %s", p.name(x.S), x.P, p.name(x.O)), x.Status, string(x.Date), "", "", x.Finding})
	}
	for i, x := range p.r.Affiliations {
		out = append(out, telling{"affiliations", i, fmt.Sprintf("%s %s %s", p.name(x.S), x.P, p.name(x.O)), "", "", "", "", x.Finding})
	}
	for i, s := range p.r.Statements {
		var said []string
		for _, c := range s.Content {
			said = append(said, p.quote(c))
		}
		what := fmt.Sprintf("%s %s:", p.name(s.Speaker), printable(p.text[s.Cue.Start:s.Cue.End]))
		out = append(out, telling{"statements", i, what, "", "", "", strings.Join(said, " … "), s.Finding})
	}
	return out
}

// heading names the article.
func (p *recordPrinter) heading() {
	p.line("%s", strings.Join(slices.DeleteFunc([]string{printable(p.r.Doc), printable(p.r.Title), string(p.r.Published)}, func(s string) bool { return s == "" }), " · "))
}

// print prints each finding with its sentences.
func (p *recordPrinter) print() error {
	p.heading()
	for _, t := range p.tellings() {
		what := t.what
		if t.status != "" && t.status != "happened" && t.status != "current" {
			what += "  [" + t.status + "]"
		}
		p.line("  %s", what)
		for _, s := range t.finding.Evidence {
			p.line("      “%s”", p.quote(s))
		}
	}
	p.line("")
	return p.err
}

// quote is the text under s on one line.
func (p *recordPrinter) quote(s schema.Span) string {
	return printable(strings.Join(strings.Fields(p.text[s.Start:s.End]), " "))
}

func join(what, date string) string {
	if date == "" {
		return what
	}
	return what + ", " + date
}
