package schema

import (
	"bytes"
	"embed"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"sort"
	"strings"
	"sync"

	"go.yaml.in/yaml/v3"
)

//go:embed types/*.yaml predicates.yaml statuses.yaml
var files embed.FS

// Model is the vocabulary: what can be said, how it is captioned and drawn,
// and what may join what. It is read only.
type Model struct {
	Types      []Type      // by name
	Predicates []Predicate // in the order of predicates.yaml
	Statuses   []Status    // in the order of statuses.yaml
	Kinds      []string    // of meetings
	Mentions   []string    // kinds of mention

	types      map[string]*Type
	predicates map[string]*Predicate
	statuses   map[string]*Status
}

// Type is a kind of node.
type Type struct {
	Name    string `yaml:"type"`
	About   string `yaml:"about"`
	Entity  bool   `yaml:"entity"`  // found among the entities of a record
	Actor   bool   `yaml:"actor"`   // can take part in meetings and speak
	Caption string `yaml:"caption"` // the property that is written on the node
	Shape   string `yaml:"shape"`   // Graphviz shape
	Fill    string `yaml:"fill"`    // #RRGGBB
	Line    string `yaml:"line"`    // #RRGGBB
}

// Predicate is a kind of edge.
type Predicate struct {
	Name      string   `yaml:"name"`
	Caption   string   `yaml:"caption"`
	About     string   `yaml:"about"`
	From      []string `yaml:"from"` // types
	To        []string `yaml:"to"`   // types
	Section   string   `yaml:"section"`
	Symmetric bool     `yaml:"symmetric"`
	Literal   bool     `yaml:"literal"` // the object may be literal words
	Names     bool     `yaml:"names"`   // of literal words, an extractor takes only names: one fights or accuses somebody, not "two huts"
}

// Status tells whether what is said came about.
type Status struct {
	Name string   `yaml:"name"`
	Of   []string `yaml:"of"`   // sections of the record
	Real bool     `yaml:"real"` // it came about
	Line string   `yaml:"line"` // solid, dashed, dotted or struck
	Mark string   `yaml:"mark"` // a word for the edge
}

// Type returns the type of that name, or nil.
func (m *Model) Type(name string) *Type { return m.types[name] }

// Predicate returns the predicate of that name, or nil.
func (m *Model) Predicate(name string) *Predicate { return m.predicates[name] }

// Status returns the status of that name, or nil.
func (m *Model) Status(name string) *Status { return m.statuses[name] }

// Real reports whether what has this status came about.
func (m *Model) Real(status string) bool { s := m.statuses[status]; return s != nil && s.Real }

// English is the vocabulary that parley ships. It panics if the embedded
// files contradict each other, which a test rules out.
var English = sync.OnceValue(func() *Model {
	m, err := Load(files)
	if err != nil {
		panic(err)
	}
	return m
})

// Load reads a vocabulary (types/*.yaml, predicates.yaml, statuses.yaml) and
// checks every reference in it. Unknown keys are errors that name file and line.
func Load(fsys fs.FS) (*Model, error) {
	m := &Model{types: map[string]*Type{}, predicates: map[string]*Predicate{}, statuses: map[string]*Status{}}
	names, err := fs.Glob(fsys, "types/*.yaml")
	if err != nil {
		return nil, err
	}
	sort.Strings(names)
	for _, name := range names {
		var t Type
		if err := read(fsys, name, &t); err != nil {
			return nil, err
		}
		if want := strings.TrimSuffix(path.Base(name), ".yaml"); strings.ToLower(t.Name) != want {
			return nil, fmt.Errorf("schema/%s: type is %q, but the file is named %s", name, t.Name, want)
		}
		if t.Caption == "" || t.Shape == "" || t.Fill == "" || t.Line == "" || t.About == "" {
			return nil, fmt.Errorf("schema/%s: about, caption, shape, fill and line are all needed", name)
		}
		m.Types = append(m.Types, t)
	}
	var p struct {
		Predicates []Predicate `yaml:"predicates"`
	}
	if err := read(fsys, "predicates.yaml", &p); err != nil {
		return nil, err
	}
	m.Predicates = p.Predicates
	var s struct {
		Statuses []Status `yaml:"statuses"`
		Kinds    []string `yaml:"kinds"`
		Mentions []string `yaml:"mentions"`
	}
	if err := read(fsys, "statuses.yaml", &s); err != nil {
		return nil, err
	}
	m.Statuses, m.Kinds, m.Mentions = s.Statuses, s.Kinds, s.Mentions
	return m, m.index()
}

var sections = []string{"meeting", "visit", "office", "relation", "affiliation", "statement"}

func (m *Model) index() error {
	for i := range m.Types {
		t := &m.Types[i]
		m.types[t.Name] = t
	}
	for i := range m.Predicates {
		p := &m.Predicates[i]
		if m.predicates[p.Name] != nil {
			return fmt.Errorf("schema/predicates.yaml: %s stands twice", p.Name)
		}
		for _, t := range slices.Concat(p.From, p.To) {
			if m.types[t] == nil {
				return fmt.Errorf("schema/predicates.yaml: %s: no type %q", p.Name, t)
			}
		}
		if len(p.From) == 0 || len(p.To) == 0 || p.Caption == "" || !slices.Contains(sections, p.Section) {
			return fmt.Errorf("schema/predicates.yaml: %s: caption, from, to and a known section are needed", p.Name)
		}
		m.predicates[p.Name] = p
	}
	for i := range m.Statuses {
		s := &m.Statuses[i]
		if m.statuses[s.Name] != nil {
			return fmt.Errorf("schema/statuses.yaml: %s stands twice", s.Name)
		}
		for _, o := range s.Of {
			if !slices.Contains(sections, o) {
				return fmt.Errorf("schema/statuses.yaml: %s: no section %q", s.Name, o)
			}
		}
		if !slices.Contains([]string{"solid", "dashed", "dotted", "struck"}, s.Line) {
			return fmt.Errorf("schema/statuses.yaml: %s: line %q", s.Name, s.Line)
		}
		m.statuses[s.Name] = s
	}
	return nil
}

func read(fsys fs.FS, name string, into any) error {
	b, err := fs.ReadFile(fsys, name)
	if err != nil {
		return err
	}
	dec := yaml.NewDecoder(bytes.NewReader(b))
	dec.KnownFields(true)
	if err := dec.Decode(into); err != nil {
		return fmt.Errorf("schema/%s: %w", name, err)
	}
	return nil
}
