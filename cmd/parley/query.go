package main

import (
	"bufio"
	"cmp"
	"context"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"parley/graph"
	"parley/graph/gizmo"
)

type queryOptions struct {
	db      string
	file    string
	format  string
	params  []string
	timeout time.Duration
	rows    int
	memory  int
}

func newQuery(c *common) *cobra.Command {
	o := &queryOptions{}
	cmd := &cobra.Command{
		Use:   "query [JS | - | -f FILE]",
		Short: "Ask in Gizmo: JavaScript over the graph",
		Long: `Run a Gizmo program, the query language of Cayley, on the graph. It is the
argument, or - for standard input, or a file. It only reads, reaches nothing but
the graph, and ends within its limits.

A program that ends a path with All() answers with a row for each result: the
node in the column id, and what Tag and Save named. What several sentences say
is found several times: Unique() keeps one row for each node. g.emit(value) adds
a row of its own. Beside Gizmo a program finds

  who("Begin", …)      the nodes that go by a name, surname, alias or id, as a path
  node("person/…", …)  the nodes of these ids, as a path
  find("Begin", …)     these nodes themselves, for Is and Has
  shortest("A", "B")   the nodes of a shortest chain of who met whom
  claims("A", "met", "B", …)  the claims behind edges of A; without B to anybody,
                       with "" for met by any predicate
  P.NAME               what --param NAME=VALUE gave; always text, so that
                       who(P.NAME), str(P.NAME) or iri(P.NAME) says what it means

and a name for each type and predicate of the graph:

` + wrapped(vocabulary(), "  ", 78) + `
In a table and CSV a value reads as in Turtle: parley:person/x and <iri> are
nodes, "text" and "text"@en are words, "0.9"^^xsd:decimal has a type. In JSON it
is {"type": "iri|bnode|literal|json", "value": …, "lang": …, "datatype": …}.
` + exitHelp,
		Example: `  parley query 'who("Begin").Out(met).Save(name, "called").Unique().All()'
  parley query 'g.V().Has(type, Meeting).Has(held_in, find("Geneva")).Save(date, "on").All()'
  parley query --param who=Sadat --format json 'who(P.who).In(speaker).Save(content, "words").All()'
  echo 'g.emit(g.V().Has(type, Person).Unique().Count())' | parley query -`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			o.db = c.db
			return runQuery(cmd.Context(), o, args, cmd.InOrStdin(), cmd.OutOrStdout(), cmd.ErrOrStderr())
		},
	}
	cmd.Flags().StringVarP(&o.file, "file", "f", "", "read the program from `FILE`")
	cmd.Flags().StringVar(&o.format, "format", "table", "`FORMAT`: "+resultFormats)
	cmd.Flags().StringArrayVar(&o.params, "param", nil, "bind P.NAME: `NAME=VALUE`; may be given again")
	cmd.Flags().DurationVar(&o.timeout, "timeout", gizmo.DefaultTimeout, "stop after `TIME`")
	cmd.Flags().IntVar(&o.rows, "rows", gizmo.DefaultMaxRows, "stop at `N` rows and say so")
	cmd.Flags().IntVar(&o.memory, "memory", gizmo.DefaultMaxHeap>>20, "stop when it needs more than `MIB` of memory")
	return cmd
}

// resultFormats are what a result of Gizmo can be printed in.
const resultFormats = "table, json or csv"

func runQuery(ctx context.Context, o *queryOptions, args []string, stdin io.Reader, stdout, stderr io.Writer) (err error) {
	write, ok := map[string]func(*gizmo.Result, io.Writer) error{
		"table": (*gizmo.Result).WriteTable, "json": (*gizmo.Result).WriteJSON, "csv": (*gizmo.Result).WriteCSV,
	}[o.format]
	if !ok {
		return usagef("--format %q: want %s", o.format, resultFormats)
	}
	limits, err := o.limits()
	if err != nil {
		return err
	}
	program, err := o.program(args, stdin)
	if err != nil {
		return err
	}
	store, err := openExisting(o.db, true)
	if err != nil {
		return err
	}
	defer func() { err = cmp.Or(err, store.Close()) }()
	result, err := store.Query(ctx, program, limits)
	if err != nil {
		if o.file != "" && o.file != "-" {
			return fmt.Errorf("%s: %w", o.file, err)
		}
		return err
	}
	w := bufio.NewWriter(stdout)
	if err := cmp.Or(write(result, w), w.Flush()); err != nil {
		return err
	}
	if result.Truncated {
		fmt.Fprintf(stderr, "parley: hint: there are more than these %d rows; --rows asks for more\n", o.rows)
	}
	return nil
}

// limits are the options as the runner takes them.
func (o *queryOptions) limits() (gizmo.Options, error) {
	l := gizmo.Options{Timeout: o.timeout, MaxRows: o.rows, MaxHeap: int64(o.memory) << 20, Params: map[string]any{}}
	for _, p := range o.params {
		name, value, ok := strings.Cut(p, "=")
		if !ok || name == "" {
			return l, usagef("--param %q: want NAME=VALUE", p)
		}
		l.Params[name] = value
	}
	if o.timeout <= 0 || o.rows <= 0 || o.memory <= 0 {
		return l, usagef("--timeout, --rows and --memory must be above 0")
	}
	return l, nil
}

// program is the text to run.
func (o *queryOptions) program(args []string, stdin io.Reader) (string, error) {
	switch {
	case o.file != "" && len(args) > 0:
		return "", usagef("a program and -f %s: want one of them", o.file)
	case o.file != "" && o.file != "-":
		f, err := os.Open(o.file)
		if err != nil {
			return "", err
		}
		defer f.Close()
		stdin = f
	case o.file == "" && len(args) == 0:
		return "", usagef("query needs a program, - for standard input, or -f FILE")
	case o.file == "" && args[0] != "-":
		return args[0], nil
	}
	b, err := io.ReadAll(io.LimitReader(stdin, 1<<20)) // what is longer than a program may be is refused by the runner
	return string(b), err
}

// vocabulary is the names that stand for types and predicates, types first.
func vocabulary() []string { return slices.Sorted(maps.Keys(graph.Vocabulary())) }

// wrapped is the words in lines of at most width, each behind indent.
func wrapped(words []string, indent string, width int) string {
	var b strings.Builder
	line := indent
	for i, w := range words {
		if i > 0 && len(line)+1+len(w) > width {
			b.WriteString(strings.TrimRight(line, " ") + "\n")
			line = indent
		}
		line += w + " "
	}
	b.WriteString(strings.TrimRight(line, " ") + "\n")
	return b.String()
}
