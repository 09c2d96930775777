package pattern

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// mostBytes bounds a rule file.
const mostBytes = 1 << 20

type file struct {
	Family string               `yaml:"family"`
	About  string               `yaml:"about"`
	Words  map[string]yaml.Node `yaml:"words"`
	Rules  []*Rule              `yaml:"rules"`
}

// list is a word list: lemmas, each with its value or "".
type list map[string]string

// File is a rule file, under the name that its errors and rules give as their
// place. Its last part must be FAMILY.yaml.
type File struct {
	Name    string
	Content []byte
}

// Load reads the rule files of fsys (*.yaml, by name) and checks them all; see
// [LoadFiles].
func Load(fsys fs.FS, check Checks) (*Set, error) {
	files, err := Read(fsys, "")
	if err != nil {
		return nil, err
	}
	return LoadFiles(files, check)
}

// Read is the rule files of fsys (*.yaml), by name, each called prefix+name.
func Read(fsys fs.FS, prefix string) ([]File, error) {
	names, err := fs.Glob(fsys, "*.yaml")
	if err != nil {
		return nil, err
	}
	slices.Sort(names)
	var out []File
	for _, name := range names {
		b, err := ReadFile(fsys, name)
		if err != nil {
			return nil, err
		}
		out = append(out, File{prefix + name, b})
	}
	return out, nil
}

// LoadFiles checks rule files and makes a set of their rules, none of them
// rated. The error joins everything that is wrong, each with its file and line:
// unknown keys, ids given twice or outside the family, under and over that
// name nothing, captures in emit that are never bound, lists that are not
// there or not used, rules without a holding or a silent example, and what
// check objects to.
func LoadFiles(files []File, check Checks) (*Set, error) {
	var all []*Rule
	var errs []error
	for _, f := range files {
		rules, err := parse(f.Name, f.Content, check)
		errs = append(errs, err)
		for _, r := range rules {
			if r != nil { // check said so
				r.Confidence = unrated
				all = append(all, r)
			}
		}
	}
	s, err := newSet(all)
	if err := errors.Join(append(errs, err)...); err != nil {
		return nil, err
	}
	if len(s.Rules) == 0 {
		return nil, errors.New("no rules: there is no *.yaml with any")
	}
	return s, nil
}

// ReadFile is a rule file, if it is not larger than one may be.
func ReadFile(fsys fs.FS, name string) ([]byte, error) {
	f, err := fsys.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, mostBytes+1))
	if err == nil && len(b) > mostBytes {
		err = fmt.Errorf("%s: more than %d bytes", name, mostBytes)
	}
	return b, err
}

// yamlLine finds the line in an error of the YAML library.
var yamlLine = regexp.MustCompile(`^(?:yaml: )?line (\d+): `)

// placed is a YAML error with its file before its line, one error a line.
func placed(name string, err error) error {
	var te *yaml.TypeError
	if errors.As(err, &te) {
		var errs []error
		for _, e := range te.Errors {
			errs = append(errs, placed(name, errors.New(e)))
		}
		return errors.Join(errs...)
	}
	text := err.Error()
	if m := yamlLine.FindStringSubmatch(text); m != nil {
		return fmt.Errorf("%s:%s: %s", name, m[1], text[len(m[0]):])
	}
	return fmt.Errorf("%s: %s", name, strings.TrimPrefix(text, "yaml: "))
}

// parse reads one file and checks it.
func parse(name string, b []byte, check Checks) ([]*Rule, error) {
	var f file
	dec := yaml.NewDecoder(bytes.NewReader(b))
	dec.KnownFields(true)
	err := dec.Decode(&f)
	var fields *yaml.TypeError // of keys and values; the rest is read, and checked with it
	switch {
	case errors.Is(err, io.EOF):
		return nil, placed(name, errors.New("is empty"))
	case err != nil && !errors.As(err, &fields):
		return nil, placed(name, err)
	}
	if err := dec.Decode(new(yaml.Node)); !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("%s: more than one YAML document", name)
	}
	var root yaml.Node
	if err := yaml.Unmarshal(b, &root); err != nil {
		return nil, placed(name, err)
	}
	c := &checker{name: name, family: strings.TrimSuffix(path.Base(name), ".yaml"), checks: check, words: map[string]list{}, used: map[string]bool{}}
	if err != nil {
		c.errs = append(c.errs, placed(name, err))
	}
	c.lines(&root, f.Rules)
	c.file(&f)
	return f.Rules, errors.Join(c.errs...)
}

// lines notes where rules and their lines stand, which decoding does not keep.
func (c *checker) lines(root *yaml.Node, rules []*Rule) {
	for i, n := range items(value(root, "rules")) {
		if i >= len(rules) || rules[i] == nil {
			continue
		}
		rules[i].Place = fmt.Sprintf("%s:%d", c.name, n.Line)
		for k, l := range items(value(n, "match")) {
			if k < len(rules[i].Match) {
				rules[i].Match[k].line = l.Line
			}
		}
		for k, l := range items(value(n, "unless")) {
			if k < len(rules[i].Unless) {
				rules[i].Unless[k].line = l.Line
			}
		}
	}
}

// value is what the mapping n has under key, aliases followed, or nil.
func value(n *yaml.Node, key string) *yaml.Node {
	if n != nil && n.Kind == yaml.DocumentNode && len(n.Content) > 0 {
		n = n.Content[0]
	}
	if n = real(n); n == nil || n.Kind != yaml.MappingNode {
		return nil
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == key {
			return real(n.Content[i+1])
		}
	}
	return nil
}

func items(n *yaml.Node) []*yaml.Node {
	if n == nil || n.Kind != yaml.SequenceNode {
		return nil
	}
	return n.Content
}

func real(n *yaml.Node) *yaml.Node {
	for n != nil && n.Kind == yaml.AliasNode {
		n = n.Alias
	}
	return n
}
