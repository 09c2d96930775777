package quadstore_test

import (
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/graphtest"

	"parley/graph/quadstore"
)

// cayleyData moves to a folder below Cayley's own, for its suite looks for its
// data in the folders above.
func cayleyData(t *testing.T) {
	out, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/cayleygraph/cayley").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	t.Chdir(filepath.Join(strings.TrimSpace(string(out)), "static", "third_party", "codemirror", "mode"))
}

// TestCayley runs Cayley's own conformance suite on both stores.
func TestCayley(t *testing.T) {
	cayleyData(t)
	for name, open := range map[string]func(testing.TB) *quadstore.Store{
		"memory": func(testing.TB) *quadstore.Store { return quadstore.Memory() },
		"file": func(t testing.TB) *quadstore.Store {
			s, err := quadstore.Open(filepath.Join(t.TempDir(), "x.db"), quadstore.Options{NoSync: true})
			if err != nil {
				t.Fatal(err)
			}
			return s
		},
	} {
		t.Run(name, func(t *testing.T) {
			graphtest.TestAll(t, func(t testing.TB) (graph.QuadStore, graph.Options, func()) {
				s := open(t)
				return s, nil, func() { s.Close() }
			}, nil)
		})
	}
}
