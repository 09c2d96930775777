package main

import (
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"strings"
	"testing"
)

// arrows says who may import whom of our own packages: the first line whose
// left side fits the importer rules. A side ending in /… means the package and
// all below it; extract/* means one stage.
var arrows = []struct {
	from string
	to   []string
	why  string
}{
	{"parley/schema", nil, "the vocabulary stands on nothing"},
	{"parley/extract/text", nil, "the document knows no stage"},
	{"parley/extract/rules/rate", []string{"parley/extract/…", "parley/schema"}, "a command that runs the pipeline on annotated text"},
	{"parley/extract/rules/examples", []string{"parley/extract", "parley/extract/pattern", "parley/extract/text", "parley/schema"}, "examples are run with the whole pipeline"},
	{"parley/extract/rules/lint", []string{"parley/extract/rules", "parley/extract/pattern", "parley/extract/text", "parley/extract/segment", "parley/extract/lemma"}, "a word is what the first stages make of it"},
	{"parley/extract/rules", []string{"parley/extract/text", "parley/extract/pattern", "parley/schema"}, "rules are written in the rule language"},
	{"parley/extract/lemma/train", []string{"parley/extract/lemma", "parley/extract/conllu", "parley/extract/text"}, "a trainer reads its data as its stage will"},
	{"parley/extract/gazetteer/…", []string{"parley/extract/gazetteer/…"}, "names as data, for the stages that need them"},
	{"parley/extract/wordlist", nil, "lists of words, for the stages that need them"},
	{"parley/extract/article/draft", nil, "a draft knows no format"},
	{"parley/extract/article/dates", nil, "a date knows no format"},
	{"parley/extract/article/charset", nil, "an encoding knows no format"},
	{"parley/extract/article/warc", nil, "records, whatever is in them"},
	{"parley/extract/article/fetch", []string{"parley/extract/article/feed"}, "the one room with a door to the network"},
	{"parley/extract/article/…", []string{"parley/extract/article/…", "parley/extract/wordlist"}, "an article knows no stage"},
	{"parley/extract/read", []string{"parley/extract/text", "parley/extract/neural"}, "one network for all that is learnt"},
	{"parley/extract/ner", []string{"parley/extract/text", "parley/extract/gazetteer", "parley/extract/wordlist"}, "a stage never imports another"},
	{"parley/extract/neural/…", []string{"parley/extract/text", "parley/extract/neural/…"}, "the network knows no stage"},
	{"parley/extract/link", []string{"parley/extract/text", "parley/schema", "parley/extract/gazetteer", "parley/extract/wordlist"}, "a stage never imports another"},
	{"parley/extract/coref", []string{"parley/extract/text", "parley/schema", "parley/extract/gazetteer", "parley/extract/wordlist"}, "a stage never imports another"},
	{"parley/extract/*", []string{"parley/extract/text", "parley/schema"}, "a stage never imports another"},
	{"parley/extract", []string{"parley/extract/…", "parley/schema"}, "extract and graph meet in schema.Record only"},
	{"parley/graph/*", []string{"parley/schema"}, "the store and Gizmo know no record"},
	{"parley/graph", []string{"parley/graph/…", "parley/schema"}, "extract and graph meet in schema.Record only"},
	{"parley/export", []string{"parley/graph", "parley/graph/nquads", "parley/schema"}, "a format reads the graph"},
	{"parley/cmd/parley", []string{"parley/extract/…", "parley/graph", "parley/graph/gizmo", "parley/graph/nquads", "parley/graph/resolve", "parley/export", "parley/schema"}, "a verb ties the rooms together"},
}

// outside says under which folders a foreign module may be imported.
var outside = map[string][]string{
	"github.com/cayleygraph/cayley":       {"parley/graph/…"},
	"github.com/cayleygraph/quad":         {"parley/graph/…", "parley/export"},
	"github.com/dop251/goja":              {"parley/graph/gizmo"},
	"github.com/emicklei/dot":             {"parley/export"},
	"go.etcd.io/bbolt":                    {"parley/graph/quadstore"},
	"github.com/spf13/cobra":              {"parley/cmd/parley"},
	"golang.org/x/net":                    {"parley/extract/article/…"},
	"codeberg.org/readeck":                {"parley/extract/article/page"},
	"github.com/mmcdole/gofeed":           {"parley/extract/article/feed"},
	"github.com/yuin/goldmark":            {"parley/extract/article/markdown"},
	"github.com/ledongthuc/pdf":           {"parley/extract/article/pdf"},
	"github.com/klauspost/compress":       {"parley/extract/article"},
	"github.com/andybalholm/brotli":       {"parley/extract/article"},
	"github.com/temoto/robotstxt":         {"parley/extract/article/fetch"},
	"github.com/blevesearch/snowballstem": {"parley/graph"},
}

func fits(pattern, pkg string) bool {
	if base, ok := strings.CutSuffix(pattern, "/…"); ok {
		return pkg == base || strings.HasPrefix(pkg, base+"/")
	}
	if base, ok := strings.CutSuffix(pattern, "/*"); ok {
		return strings.HasPrefix(pkg, base+"/")
	}
	return pkg == pattern
}

func fitsAny(patterns []string, pkg string) bool {
	for _, p := range patterns {
		if fits(p, pkg) {
			return true
		}
	}
	return false
}

// TestArrows holds the arrows of the house.
func TestArrows(t *testing.T) {
	out, err := exec.Command("go", "list", "-json=ImportPath,Imports", "parley/...").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	dec := json.NewDecoder(strings.NewReader(string(out)))
	seen := 0
	for {
		var p struct {
			ImportPath string
			Imports    []string
		}
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		seen++
		checkArrows(t, p.ImportPath, p.Imports)
	}
	if seen < 10 {
		t.Errorf("go list told of %d packages only", seen)
	}
}

func checkArrows(t *testing.T, pkg string, imports []string) {
	t.Helper()
	var rule *struct {
		from string
		to   []string
		why  string
	}
	for i := range arrows {
		if fits(arrows[i].from, pkg) {
			rule = &arrows[i]
			break
		}
	}
	if rule == nil {
		t.Errorf("%s: a room that the house does not have", pkg)
		return
	}
	for _, imp := range imports {
		if strings.HasPrefix(imp, "parley/") && !fitsAny(rule.to, imp) {
			t.Errorf("%s imports %s: %s", pkg, imp, rule.why)
		}
		for module, where := range outside {
			if (imp == module || strings.HasPrefix(imp, module+"/")) && !fitsAny(where, pkg) {
				t.Errorf("%s imports %s, which belongs under %v", pkg, imp, where)
			}
		}
	}
}

// TestArrowsBite: the test above can fail.
func TestArrowsBite(t *testing.T) {
	for _, c := range [][2]string{
		{"parley/extract/ner", "parley/extract/segment"}, {"parley/extract", "parley/graph"}, {"parley/graph", "parley/extract"},
		{"parley/schema", "parley/graph"}, {"parley/export", "github.com/cayleygraph/cayley/graph"}, {"parley/util", "fmt"},
	} {
		var probe testing.T
		checkArrows(&probe, c[0], []string{c[1]})
		if !probe.Failed() {
			t.Errorf("%s may import %s", c[0], c[1])
		}
	}
}
