package main

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"text/tabwriter"

	"parley/graph"
)

// formats an answer can be printed in.
const answerFormats = "table, markdown, json or csv"

// printAnswer writes a in format; cite adds the sentences to a table.
// JSON and CSV always carry them.
func printAnswer(w io.Writer, a *graph.Answer, format string, cite bool) error {
	switch format {
	case "table":
		return printTable(w, a, cite)
	case "markdown":
		return printMarkdown(w, a)
	case "json":
		return printJSON(w, a)
	case "csv":
		return printCSV(w, a)
	}
	return usagef("format %q: want %s", format, answerFormats)
}

func printTable(w io.Writer, a *graph.Answer, cite bool) error {
	if len(a.Rows) == 0 {
		_, err := fmt.Fprintln(w, "nothing found")
		return err
	}
	columns := append(append([]string(nil), a.Columns...), "sources")
	rows := make([][]string, len(a.Rows))
	used := make([]bool, len(columns))
	used[len(columns)-1] = true
	for i, r := range a.Rows {
		rows[i] = append(append([]string(nil), r.Cells...), sources(r))
		for k, c := range rows[i] {
			used[k] = used[k] || c != ""
		}
	}
	var table bytes.Buffer
	tw := tabwriter.NewWriter(&table, 0, 0, 2, ' ', 0)
	line := func(cells []string) {
		var kept []string
		for k, c := range cells {
			if used[k] {
				kept = append(kept, clip(printable(c)))
			}
		}
		fmt.Fprintln(tw, strings.Join(kept, "\t"))
	}
	heads := make([]string, len(columns))
	for k, c := range columns {
		heads[k] = strings.ToUpper(c)
	}
	line(heads)
	for _, r := range rows {
		line(r)
	}
	if err := tw.Flush(); err != nil {
		return err
	}
	lines := strings.SplitAfter(table.String(), "\n")
	for i, l := range lines {
		if _, err := io.WriteString(w, strings.TrimRight(l, " \n")+end(l)); err != nil {
			return err
		}
		if cite && i > 0 && i <= len(a.Rows) {
			for _, e := range a.Rows[i-1].Evidence {
				if _, err := fmt.Fprintf(w, "    “%s” (%s)\n", printable(e.Sentence), cited(e)); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// sources is how many documents are behind a row, and of these how many are no
// copies, if some are.
func sources(r graph.Row) string {
	if r.Independent < r.Sources {
		return fmt.Sprintf("%d, %d independent", r.Sources, r.Independent)
	}
	return fmt.Sprint(r.Sources)
}

// printMarkdown writes a table of GitHub's Markdown; its last column cites the
// sentences.
func printMarkdown(w io.Writer, a *graph.Answer) error {
	var b strings.Builder
	line := func(cells []string) {
		for _, c := range cells {
			b.WriteString("| " + markdown(c) + " ")
		}
		b.WriteString("|\n")
	}
	heads := append(append([]string(nil), a.Columns...), "sources", "evidence")
	line(heads)
	b.WriteString(strings.Repeat("|---", len(heads)) + "|\n")
	for _, r := range a.Rows {
		var quotes []string
		for _, e := range r.Evidence {
			quotes = append(quotes, "“"+e.Sentence+"” ("+cited(e)+")")
		}
		line(append(append([]string(nil), r.Cells...), sources(r), strings.Join(quotes, " · ")))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// markdown is text that no Markdown reader takes for markup.
func markdown(s string) string {
	return strings.NewReplacer("\\", "\\\\", "|", "\\|", "<", "&lt;", "*", "\\*", "_", "\\_", "`", "\\`", "[", "\\[").Replace(printable(s))
}

func end(line string) string {
	if strings.HasSuffix(line, "\n") {
		return "\n"
	}
	return ""
}

// cited names the document of e as a reader would.
func cited(e graph.Evidence) string {
	parts := []string{printable(e.Document)}
	for _, p := range []string{e.Publisher, e.Published} {
		if p != "" {
			parts = append(parts, printable(p))
		}
	}
	return strings.Join(parts, ", ")
}

// clip shortens a cell that would break the table; JSON and CSV have it whole.
func clip(s string) string {
	const most = 72
	r := []rune(s)
	if len(r) <= most {
		return s
	}
	return string(r[:most-1]) + "…"
}

// printable drops what could drive the terminal: control and format characters.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t' || r == '\u2028' || r == '\u2029':
			return ' '
		case r < ' ' || r >= 0x7f && r < 0xa0 || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069:
			return -1
		}
		return r
	}, s)
}

type jsonEvidence struct {
	Claim      string  `json:"claim"`
	Document   string  `json:"document"`
	Title      string  `json:"title,omitempty"`
	Publisher  string  `json:"publisher,omitempty"`
	Published  string  `json:"published,omitempty"`
	Sentence   string  `json:"sentence"`
	Start      int     `json:"start"` // code points of the document's text
	End        int     `json:"end"`
	Status     string  `json:"status,omitempty"`
	Rule       string  `json:"rule,omitempty"`
	Confidence float64 `json:"confidence"`
}

// printJSON writes one object: {"columns": […], "rows": [{column: cell, …, "evidence": […]}]}.
func printJSON(w io.Writer, a *graph.Answer) error {
	rows := make([]map[string]any, len(a.Rows))
	for i, r := range a.Rows {
		row := map[string]any{}
		for k, c := range r.Cells {
			row[a.Columns[k]] = c
		}
		ev := make([]jsonEvidence, len(r.Evidence))
		for k, e := range r.Evidence {
			ev[k] = jsonEvidence{e.Claim, e.Document, e.Title, e.Publisher, e.Published, e.Sentence, e.Start, e.End, e.Status, e.Rule, e.Confidence}
		}
		row["evidence"], row["independent"] = ev, r.Independent
		rows[i] = row
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(map[string]any{"columns": a.Columns, "rows": rows})
}

// printCSV writes a line for each row and piece of evidence.
func printCSV(w io.Writer, a *graph.Answer) error {
	cw := csv.NewWriter(w)
	head := append(append([]string(nil), a.Columns...), "source", "publisher", "source_published", "sentence", "claim")
	if err := cw.Write(head); err != nil {
		return err
	}
	for _, r := range a.Rows {
		for _, e := range r.Evidence {
			if err := cw.Write(append(append([]string(nil), r.Cells...), e.Document, e.Publisher, e.Published, e.Sentence, e.Claim)); err != nil {
				return err
			}
		}
	}
	cw.Flush()
	return cw.Error()
}

// output calls write with stdout, or with the file at path, which comes into
// being only if write succeeds: a failed run leaves the old file, or none.
func output(stdout io.Writer, path string, write func(io.Writer) error) (err error) {
	if path == "" || path == "-" {
		return write(stdout)
	}
	f, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+"-*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			f.Close()
			os.Remove(f.Name())
		}
	}()
	if err := write(f); err != nil {
		return err
	}
	if err := f.Chmod(0o644); err != nil {
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}
