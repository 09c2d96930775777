// Package lint finds what is allowed in a rule file and yet cannot be meant:
// words that no text has in that form, relations that no tree has, captures
// that change nothing. What is wrong outright the loader says.
//
// [Files] is all there is to call.
package lint

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"parley/extract/pattern"
	"parley/extract/rules"
)

// Remark is something to mend.
type Remark struct {
	Place string `json:"place"` // file:line, or the file alone
	Level string `json:"level"` // error: the file cannot be used; or warning
	Text  string `json:"text"`
}

// Files is the remarks on rule files, each once, by place; set is their rules,
// nil if one of them is wrong.
func Files(ctx context.Context, files []pattern.File) (remarks []Remark, set *pattern.Set, err error) {
	set, wrong := rules.Load(files)
	if wrong != nil {
		for _, e := range flat(wrong) {
			remarks = append(remarks, placed(files, e.Error()))
		}
		return sorted(remarks), nil, nil
	}
	d, err := newDictionary(ctx, set)
	if err != nil {
		return nil, nil, err
	}
	said := map[string]bool{} // of words: a list that several rules name is spoken of once
	for _, r := range set.Rules {
		remarks = append(remarks, d.rule(r, said)...)
	}
	return sorted(remarks), set, nil
}

// flat is the errors that err joins.
func flat(err error) []error {
	var many interface{ Unwrap() []error }
	if !errors.As(err, &many) {
		return []error{err}
	}
	var out []error
	for _, e := range many.Unwrap() {
		out = append(out, flat(e)...)
	}
	return out
}

// placed cuts an error of the loader into its place and what it says.
func placed(files []pattern.File, text string) Remark {
	for _, f := range files {
		rest, ok := strings.CutPrefix(text, f.Name+":")
		if !ok {
			continue
		}
		line, said, ok := strings.Cut(rest, ": ")
		if _, err := strconv.Atoi(line); ok && err == nil {
			return Remark{f.Name + ":" + line, "error", said}
		}
		return Remark{f.Name, "error", strings.TrimSpace(rest)}
	}
	return Remark{"", "error", text}
}

// sorted is the remarks by file, line and text, each once.
func sorted(in []Remark) []Remark {
	slices.SortFunc(in, func(a, b Remark) int {
		fileA, lineA := cut(a.Place)
		fileB, lineB := cut(b.Place)
		return cmp.Or(cmp.Compare(fileA, fileB), cmp.Compare(lineA, lineB), cmp.Compare(a.Text, b.Text))
	})
	return slices.Compact(in)
}

func cut(place string) (file string, line int) {
	i := strings.LastIndexByte(place, ':')
	if i < 0 {
		return place, 0
	}
	line, err := strconv.Atoi(place[i+1:])
	if err != nil {
		return place, 0
	}
	return place[:i], line
}

// rule is the remarks on one rule.
func (d *dictionary) rule(r *pattern.Rule, said map[string]bool) []Remark {
	var out []Remark
	warn := func(place, format string, args ...any) {
		out = append(out, Remark{place, "warning", fmt.Sprintf("rule %s: ", r.ID) + fmt.Sprintf(format, args...)})
	}
	once := func(l *pattern.Line, what, w string) bool {
		file, _ := cut(r.At(l))
		key := file + " " + what + " " + w
		first := !said[key]
		said[key] = true
		return first
	}
	for _, l := range slices.Concat(r.Match, r.Unless) {
		for _, w := range l.Lemma {
			if why := d.lemma(w, l.Tag); why != "" && once(&l, "lemma", w) {
				warn(r.At(&l), "lemma %q matches nothing: %s", w, why)
			}
		}
		for _, w := range l.Form {
			if why := d.form(w); why != "" && once(&l, "form", w) {
				warn(r.At(&l), "form %q matches nothing: %s", w, why)
			}
		}
		for _, t := range l.XPOS {
			if !slices.Contains(penn, t) {
				warn(r.At(&l), "xpos %q is no tag of the Penn Treebank", t)
			}
		}
		for _, by := range l.By {
			base, sub, _ := strings.Cut(by, ":")
			if !slices.Contains(relations, base) {
				warn(r.At(&l), "by %q: %s is no relation of Universal Dependencies", by, base)
			}
			if sub != strings.ToLower(sub) {
				warn(r.At(&l), "by %q matches nothing: prepositions are in lower case", by)
			}
		}
	}
	for _, l := range r.Match[1:] {
		if l.Optional && r.Emits != "office" && !needed(r, l.As) { // of a title, what other lines capture is no part
			warn(r.At(&l), "capture %q is optional and nothing uses it", l.As)
		}
	}
	for _, name := range unseen(r) {
		warn(r.Place, "capture %q is emitted, and no example that holds has it", name)
	}
	return out
}

// needed tells whether the rule uses the capture beyond the line itself.
func needed(r *pattern.Rule, name string) bool {
	for _, names := range r.Emit {
		if slices.Contains(names, name) {
			return true
		}
	}
	for _, v := range r.Set {
		if strings.HasPrefix(v, "$") && strings.HasSuffix(v, ":"+name) {
			return true
		}
	}
	return slices.ContainsFunc(slices.Concat(r.Match, r.Unless), func(l pattern.Line) bool { return l.Under == name || l.Over == name })
}

// unseen are the captures that the rule emits and no holding example marks.
func unseen(r *pattern.Rule) []string {
	shown := map[string]bool{}
	for _, e := range slices.Concat(r.Examples.Holds, r.Examples.Missed) {
		_, marks, err := e.Marked()
		if err != nil { // the loader said so
			continue
		}
		for _, m := range marks {
			shown[m.Name] = true
		}
	}
	var out []string
	for _, names := range r.Emit {
		for _, n := range names {
			if !shown[n] {
				out = append(out, n)
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}
