package graph_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"parley/graph"
	"parley/graph/quadstore"
)

// TestRebuild: a rebuilt database says what it said, decisions included; so
// does one of the format before, which is refused until then.
func TestRebuild(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.db")
	s, err := graph.Open(path, graph.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for i := range 8 {
		put(t, s, crowd(i, 0), invented(i, i, i+1))
	}
	if err := s.Decide(t.Context(), "decisions", crowdDecisions[3]); err != nil {
		t.Fatal(err)
	}
	want := whole(t, s)
	s.Close()
	rebuild := func() {
		t.Helper()
		last := 0
		done, err := graph.Rebuild(t.Context(), path, false, func(done, _ int) { last = done })
		if err != nil || done.Documents != 16 || last != 16 {
			t.Fatal(done, last, err)
		}
		s, err := graph.Open(path, graph.Options{ReadOnly: true})
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		if whole(t, s) != want {
			t.Error("rebuilt, it says something else")
		}
	}
	rebuild()
	file, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	older := bytes.ReplaceAll(file, []byte("parley quads 3"), []byte("parley quads 2"))
	if err := os.WriteFile(path, older, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := graph.Open(path, graph.Options{}); !errors.Is(err, quadstore.ErrFormat) || !strings.Contains(err.Error(), "parley rebuild") {
		t.Errorf("%v, want %v and what to do", err, quadstore.ErrFormat)
	}
	rebuild()
	if left, err := filepath.Glob(path + "*"); err != nil || len(left) != 1 {
		t.Error("files are left over:", left, err)
	}
}

// TestRebuildShrinks: what grew in any order has half empty pages, what was
// rebuilt has not.
func TestRebuildShrinks(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.db")
	s, err := graph.Open(path, graph.Options{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	w := newWorld(3, 500)
	for i := range 60 {
		put(t, s, w.press(i))
	}
	want := dump(t, s)
	s.Close()
	before, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := graph.Rebuild(t.Context(), path, false, nil); err != nil {
		t.Fatal(err)
	}
	after, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if after.Size() > before.Size()*4/5 {
		t.Errorf("it had %d bytes and has %d", before.Size(), after.Size())
	}
	if got := checkPath(t, path); got != "" {
		t.Error(got)
	}
	if s, err = graph.Open(path, graph.Options{ReadOnly: true}); err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if dump(t, s) != want {
		t.Error("rebuilt, it says something else")
	}
}

// TestRebuildKeepsTheOld: what cannot be read stays where it is, unless it is
// to be left out.
func TestRebuildKeepsTheOld(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.db")
	s, err := graph.Open(path, graph.Options{})
	if err != nil {
		t.Fatal(err)
	}
	put(t, s, invented(1, 1, 2), invented(2, 2, 3))
	s.Close()
	file, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	bad := bytes.ReplaceAll(file, []byte(`"doc":"news/001.txt"`), []byte(`"doc":"news/001.txt,`)) // of the record
	if err := os.WriteFile(path, bad, 0o600); err != nil {
		t.Fatal(err)
	}
	if got := checkPath(t, path); !strings.Contains(got, "document news/001.txt: its text or record is not as it was put") {
		t.Errorf("check says %s", got)
	}
	done, err := graph.Rebuild(t.Context(), path, false, nil)
	if err == nil || len(done.Damaged) != 1 || !strings.Contains(done.Damaged[0].Error(), "news/001.txt") {
		t.Fatal(done, err)
	}
	if now, _ := os.ReadFile(path); !bytes.Equal(now, bad) {
		t.Error("the old file changed")
	}
	if done, err = graph.Rebuild(t.Context(), path, true, nil); err != nil || done.Documents != 1 {
		t.Fatal(done, err)
	}
	if got := checkPath(t, path); got != "" {
		t.Error(got)
	}
}

func checkPath(t *testing.T, path string) string {
	s, err := graph.Open(path, graph.Options{ReadOnly: true})
	if err != nil {
		return err.Error()
	}
	defer s.Close()
	problems, err := s.Check(t.Context())
	if err != nil {
		return err.Error()
	}
	return strings.Join(problems, "\n")
}
