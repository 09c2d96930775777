package main

import (
	"cmp"
	"context"
	"io"
	"sync"

	"github.com/spf13/cobra"

	"parley/extract"
	"parley/extract/article"
	"parley/extract/conllu"
	"parley/extract/text"
)

func newParse() *cobra.Command {
	o := &source{}
	cmd := &cobra.Command{
		Use:     "parse [PATH…]",
		Short:   "Show how articles are read: tokens, tags and trees as CoNLL-U",
		Long:    "Print the tokens, lemmas, tags and dependency trees that the rules match, in\nCoNLL-U, for those who write rules or wonder why one did not match." + "\n" + exitHelp,
		Example: "  echo 'Reagan met Gorbachev in Geneva.' | parley parse",
		RunE: func(cmd *cobra.Command, args []string) error {
			return runParse(cmd.Context(), o, args, cmd.InOrStdin(), cmd.OutOrStdout(), cmd.ErrOrStderr())
		},
	}
	o.AddFlags(cmd)
	return cmd
}

func runParse(ctx context.Context, o *source, paths []string, stdin io.Reader, stdout, stderr io.Writer) error {
	paths = orStdin(paths)
	english := sync.OnceValues(extract.English)
	t, err := newTally(stderr, o.log, paths)
	if err != nil {
		return err
	}
	var docs sync.Map // by article id: what the workers made
	err = o.each(ctx, paths, stdin, t, func(ctx context.Context, a article.Article) read {
		r := read{article: a}
		p, err := english()
		if err != nil {
			r.broken = err
			return r
		}
		var doc *text.Document
		if doc, r.err = p.Annotate(ctx, input(a)); r.err == nil {
			docs.Store(a.ID, doc)
		}
		return r
	}, func(queue <-chan job) error {
		for j := range queue {
			r, err := await(ctx, j)
			if err != nil {
				return err
			}
			t.count(r)
			if doc, ok := docs.LoadAndDelete(r.article.ID); ok {
				if err := conllu.Write(stdout, doc.(*text.Document)); err != nil {
					return err
				}
			}
		}
		return ctx.Err()
	})
	return cmp.Or(err, t.finish())
}
