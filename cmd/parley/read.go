package main

import (
	"bufio"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"parley/extract/article"
)

type readOptions struct {
	source
	format string
	out    string
}

const pathHelp = `PATH is a file or a folder; - or nothing is standard input. What a file is, its
content tells: plain text, Markdown, web pages (also MHTML), RSS, Atom and JSON
feeds, JSON Lines, JSON, CSV and TSV, mail (eml, mbox), docx, odt, PDF, and
archives of these: zip, tar, gzip, zstd, WARC, one in another. In folders and
archives, what is no article is passed over and counted.

A text file may begin with a header of lines such as "Date: 1986-10-12",
"Publisher: …", "Title: …" and an empty line; else its title is its first line,
if that stands alone or above a line with the date.`

func newRead() *cobra.Command {
	o := &readOptions{}
	cmd := &cobra.Command{
		Use:   "read [PATH…]",
		Short: "Show how files are understood: title, date, publisher, text",
		Long: `Print the articles that files hold, as the other verbs read them. With --format
json, one article a line: id, path, title, published, publisher, author, url,
language and text, then what else is known of it ("from" says where each was
told). That is JSON Lines, which all verbs read.

` + pathHelp + "\n" + exitHelp,
		Example: `  parley read saved-page.html
  parley read --format json crawl.warc.gz > articles.jsonl
  parley read --map text=Body,published=When monitor.csv`,
		RunE: func(cmd *cobra.Command, args []string) error {
			return output(cmd.OutOrStdout(), o.out, func(w io.Writer) error {
				return runRead(cmd.Context(), o, args, cmd.InOrStdin(), w, cmd.ErrOrStderr())
			})
		},
	}
	o.AddFlags(cmd)
	cmd.Flags().StringVar(&o.format, "format", "text", "`FORMAT`: text (to look at) or json (an article a line)")
	cmd.Flags().StringVarP(&o.out, "output", "o", "", "write to `FILE`, which comes into being only if all goes well")
	return cmd
}

func runRead(ctx context.Context, o *readOptions, paths []string, stdin io.Reader, stdout, stderr io.Writer) error {
	if o.format != "text" && o.format != "json" {
		return usagef("--format %q: want text or json", o.format)
	}
	paths = orStdin(paths)
	t, err := newTally(stderr, o.log, paths)
	if err != nil {
		return err
	}
	w := bufio.NewWriter(stdout)
	err = o.each(ctx, paths, stdin, t, func(_ context.Context, a article.Article) read {
		return read{article: a}
	}, func(queue <-chan job) error {
		for j := range queue {
			r, err := await(ctx, j)
			if err != nil {
				return err
			}
			t.count(r)
			if r.err != nil {
				continue
			}
			if err := printArticle(w, r.article, o.format); err != nil {
				return err
			}
		}
		return ctx.Err()
	})
	return cmp.Or(err, w.Flush(), t.finish())
}

func printArticle(w io.Writer, a article.Article, format string) error {
	if format == "json" {
		enc := json.NewEncoder(w)
		enc.SetEscapeHTML(false)
		return enc.Encode(a.Line())
	}
	p := printer{w: w}
	p.line("%s", printable(a.ID))
	for _, f := range []struct{ name, value string }{
		{"title", a.Title}, {"published", a.Published}, {"updated", a.Updated}, {"publisher", a.Publisher}, {"agency", a.Agency}, {"author", a.Author},
		{"place", a.Place}, {"url", a.URL}, {"language", a.Language}, {"kind", a.Kind}, {"format", a.Source.Format},
	} {
		if f.value == "" {
			continue
		}
		from := ""
		if a.From[f.name] != "" {
			from = "  (" + printable(a.From[f.name]) + ")"
		}
		p.line("  %-10s %s%s", f.name, printable(f.value), from)
	}
	for _, c := range a.Captions {
		p.line("  caption    %s", printable(c))
	}
	for _, q := range a.Quotes {
		p.line("  quote      %s", printable(q))
	}
	p.line("")
	for line := range strings.Lines(a.Text) {
		p.line("%s", printable(strings.TrimRight(line, "\r\n")))
	}
	p.line("")
	return p.err
}

// printer prints lines until one fails.
type printer struct {
	w   io.Writer
	err error
}

func (p *printer) line(format string, args ...any) {
	if p.err == nil {
		_, p.err = fmt.Fprintf(p.w, format+"\n", args...)
	}
}
