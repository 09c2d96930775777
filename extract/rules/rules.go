// Package rules holds the rules that turn trees into findings, a YAML file a
// family, in the language of package pattern. [English] loads them; [Check] is
// what the vocabulary demands of any rule.
//
// Each rule has its holding and its silent examples; they are run as tests
// with the whole pipeline (go test ./extract/rules).
package rules

import (
	"cmp"
	"embed"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"parley/extract/pattern"
	"parley/schema"
)

//go:embed *.yaml data/confidence.yaml
var files embed.FS

// English is the rules that parley ships.
var English = sync.OnceValues(func() (*pattern.Set, error) {
	set, err := pattern.Load(files, Check(schema.English()))
	if err != nil {
		return nil, err
	}
	counts, err := files.ReadFile(counted)
	if err != nil {
		return nil, err
	}
	return set, set.Rate(counted, counts)
})

// Read is the rule files at paths: files, and what folders hold of *.yaml. Each
// is called as its path is, so that an error leads to it.
func Read(paths ...string) ([]pattern.File, error) {
	var out []pattern.File
	for _, path := range paths {
		info, err := os.Stat(path)
		if err != nil {
			return nil, err
		}
		if !info.IsDir() {
			dir, name := filepath.Split(path)
			if filepath.Ext(name) != ".yaml" {
				return nil, fmt.Errorf("%s: a rule file is called FAMILY.yaml", path)
			}
			f, err := pattern.ReadFile(os.DirFS(cmp.Or(dir, ".")), name)
			if err != nil {
				return nil, err
			}
			out = append(out, pattern.File{Name: filepath.ToSlash(path), Content: f})
			continue
		}
		files, err := pattern.Read(os.DirFS(path), strings.TrimSuffix(filepath.ToSlash(path), "/")+"/")
		if err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		if len(files) == 0 {
			return nil, fmt.Errorf("%s: there is no rule file (FAMILY.yaml) in it", path)
		}
		out = append(out, files...)
	}
	return out, nil
}

// Load checks the files against the language and the vocabulary. Their rules
// are unrated.
func Load(files []pattern.File) (*pattern.Set, error) {
	return pattern.LoadFiles(files, Check(schema.English()))
}

// And is our rules and those of the files. A rule of theirs with the id of one
// of ours is an error.
func And(files []pattern.File) (*pattern.Set, error) {
	ours, err := English()
	if err != nil {
		return nil, err
	}
	theirs, err := Load(files)
	if err != nil {
		return nil, err
	}
	return ours.And(theirs)
}

// counted is how often each rule was right, by command rate.
const counted = "data/confidence.yaml"

// section is what a rule may emit.
type section struct {
	name  string
	roles []string
}

// sections are all of them. Of a meeting, each is a party that meets the others
// on its own, body one whose own members meet, again a word for a meeting of
// which the text has told before, or for a body that met then, and joins who
// takes part in that; of an office, to is whom an envoy is sent to,
// a part of the title.
var sections = []section{
	{"meeting", []string{"participant", "each", "body", "host", "mediator", "held_in", "about", "date", "again", "joins"}},
	{"visit", []string{"who", "place", "date"}},
	{"office", []string{"person", "title", "of", "to"}},
	{"relation", []string{"s", "o", "date"}},
	{"affiliation", []string{"s", "o"}},
	{"statement", []string{"speaker", "cue", "content", "to"}},
}

// Sections tells authors of rules what a rule may emit, with which roles, and
// which values set may have there.
func Sections() string {
	m := schema.English()
	var b strings.Builder
	for _, s := range sections {
		fmt.Fprintf(&b, "  %-12s %s\n", s.name, strings.Join(s.roles, ", "))
		list := func(key string, values []string) {
			if len(values) > 0 {
				fmt.Fprintf(&b, "  %-12s   %s: %s\n", "", key, strings.Join(values, " "))
			}
		}
		if s.name == "meeting" {
			list("kind", m.Kinds)
		}
		var statuses, predicates []string
		for _, st := range m.Statuses {
			if slices.Contains(st.Of, s.name) {
				statuses = append(statuses, st.Name)
			}
		}
		for _, p := range m.Predicates {
			if (s.name == "relation" || s.name == "affiliation") && p.Section == s.name {
				predicates = append(predicates, p.Name)
			}
		}
		list("status", statuses)
		list("p", predicates)
	}
	return b.String()
}

// Check holds rules against the vocabulary: types that there are, sections,
// their roles, kinds, statuses and predicates.
func Check(m *schema.Model) pattern.Checks {
	return pattern.Checks{
		Type: func(name string) error {
			if m.Type(name) == nil {
				return fmt.Errorf("type %q is not in schema/types", name)
			}
			return nil
		},
		Rule: func(r *pattern.Rule, values pattern.ValuesOf) error { return check(m, r, values) },
	}
}

func check(m *schema.Model, r *pattern.Rule, values pattern.ValuesOf) error {
	i := slices.IndexFunc(sections, func(s section) bool { return s.name == r.Emits })
	if i < 0 {
		return fmt.Errorf("emits %q: want meeting, visit, office, relation, affiliation or statement", r.Emits)
	}
	for role := range r.Emit {
		if !slices.Contains(sections[i].roles, role) {
			return fmt.Errorf("emit %s: a %s has no such role", role, r.Emits)
		}
	}
	for key := range r.Set {
		if key != "kind" && key != "status" && key != "p" {
			return fmt.Errorf("set %s: want kind, status or p", key)
		}
	}
	for _, k := range values("kind") {
		if r.Emits != "meeting" || !slices.Contains(m.Kinds, k) {
			return fmt.Errorf("set kind: %q is no kind of %s", k, r.Emits)
		}
	}
	for _, s := range values("status") {
		if st := m.Status(s); st == nil || !slices.Contains(st.Of, r.Emits) {
			return fmt.Errorf("set status: %q is no status of a %s", s, r.Emits)
		}
	}
	if needs := r.Emits == "relation" || r.Emits == "affiliation"; needs != (len(values("p")) > 0) {
		return fmt.Errorf("set p: a relation and an affiliation need it, nothing else has it")
	}
	for _, p := range values("p") {
		if pr := m.Predicate(p); pr == nil || pr.Section != r.Emits {
			return fmt.Errorf("set p: %q is no predicate of a %s", p, r.Emits)
		}
	}
	return nil
}
