package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"parley/extract/pattern"
	"parley/extract/rules"
)

func newRules() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "rules",
		Short: "List the rules, and check and try rules of your own",
		Long: `A rule turns a piece of a sentence's tree into a finding. Rules are YAML files, a
family a file, with their examples; those of your own stand beside parley's:
parley extract --rules DIR and parley add --rules DIR use both.

How rules are written is told, from the first line to the last, by parley rules
language (in the source: go doc parley/extract/pattern). To write one: parley parse
shows the tree of a sentence, parley rules lint checks the file, parley rules test
runs its examples and says which line stopped, parley extract --rules DIR --explain
shows what it finds and why.

A rule of your own is unrated: nothing is known of how often it is right, and its
findings have a confidence of 0.5.
` + exitHelp,
		Example: `  parley rules list
  parley rules lint mine/
  parley rules test mine/pacts.yaml
  parley extract --rules mine/ --explain article.txt`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return usagef("rules needs one of language, list, lint, test")
		},
	}
	cmd.AddCommand(newRulesLanguage(), newRulesList(), newRulesLint(), newRulesTest())
	return cmd
}

func newRulesLanguage() *cobra.Command {
	return &cobra.Command{
		Use:   "language",
		Short: "Tell how rules are written",
		Long: `Print the page on the language of rules, and what a rule may emit.
` + exitHelp,
		Example: `  parley rules language`,
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			_, err := fmt.Fprintf(cmd.OutOrStdout(), "%s\n# What there is to emit: sections, their roles, and the values of set\n\n%s", pattern.Manual(), rules.Sections())
			return err
		},
	}
}

func newRulesList() *cobra.Command {
	var dirs []string
	var format string
	cmd := &cobra.Command{
		Use:   "list",
		Short: "List the rules: what each is about, and how often it was right",
		Long: `List the rules by family. The share of findings that were right, with their
numbers, is measured on annotated articles. Of fewer than ten findings it says
little: that is said, too.
` + exitHelp,
		Example: `  parley rules list
  parley rules list --rules mine/ --format json`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := tableOrJSON(format); err != nil {
				return err
			}
			set, _, err := ruleSet(dirs)
			if err != nil {
				return err
			}
			return listRules(cmd.OutOrStdout(), set, format)
		},
	}
	addRules(cmd, &dirs)
	cmd.Flags().StringVar(&format, "format", "table", "`FORMAT`: table or json (a rule a line)")
	return cmd
}

// tableOrJSON refuses other formats.
func tableOrJSON(format string) error {
	if format != "table" && format != "json" {
		return usagef("--format %q: want table or json", format)
	}
	return nil
}

func addRules(cmd *cobra.Command, dirs *[]string) {
	cmd.Flags().StringArrayVar(dirs, "rules", nil, "use the rule files of `DIR` (or one file), too; can be given again (see parley rules --help)")
}

// ruleSet is our rules and those at paths; files are theirs.
func ruleSet(paths []string) (set *pattern.Set, files []pattern.File, err error) {
	if len(paths) == 0 {
		set, err = rules.English()
		return set, nil, err
	}
	if files, err = rules.Read(paths...); err != nil {
		return nil, nil, err
	}
	set, err = rules.And(files)
	return set, files, err
}

// jsonRule is a rule as it is listed and named in explanations.
type jsonRule struct {
	Rule       string  `json:"rule"`
	Family     string  `json:"family"`
	About      string  `json:"about"`
	Emits      string  `json:"emits"`
	Place      string  `json:"place"`
	Confidence float64 `json:"confidence"`
	Right      int     `json:"right"` // of the findings that were judged
	Of         int     `json:"of"`    // findings that were judged
	Rated      bool    `json:"rated"` // these are enough to go by
}

func ruleJSON(r *pattern.Rule) jsonRule {
	family, _, _ := strings.Cut(r.ID, "/")
	return jsonRule{r.ID, family, strings.Join(strings.Fields(r.About), " "), r.Emits, r.Place, r.Confidence, r.Right, r.Of, r.Rated()}
}

// measured is the rule's record, in words.
func (r jsonRule) measured() string {
	switch {
	case r.Of == 0:
		return "unrated"
	case !r.Rated:
		return fmt.Sprintf("too little evidence: %d of %d", r.Right, r.Of)
	}
	return fmt.Sprintf("%.2f: %d of %d", r.Confidence, r.Right, r.Of)
}

func listRules(stdout io.Writer, set *pattern.Set, format string) error {
	w := bufio.NewWriter(stdout)
	family := ""
	for _, rule := range set.Rules {
		r := ruleJSON(rule)
		if format == "json" {
			if err := jsonLine(w, r); err != nil {
				return err
			}
			continue
		}
		if r.Family != family {
			if family != "" {
				fmt.Fprintln(w)
			}
			family = r.Family
			fmt.Fprintln(w, printable(family))
		}
		fmt.Fprintf(w, "  %-34s %s\n", printable(r.Rule), r.measured())
		fmt.Fprint(w, wrapped(strings.Fields(printable(r.About)), "      ", textWidth))
	}
	return w.Flush()
}

// textWidth is the width of lines that people read.
const textWidth = 88

// jsonLine writes v on a line.
func jsonLine(w io.Writer, v any) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	return enc.Encode(v)
}
