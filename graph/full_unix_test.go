//go:build unix

package graph_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"parley/graph"
)

// filling tells a child process which database to fill to the brim.
const filling = "PARLEY_TEST_FILLING"

// TestFullDisk lets a process run out of space (its files may not grow beyond
// a limit): the put that fails names the database and leaves no trace, what
// was put before is there for it and for others, and once there is space
// again it goes on.
func TestFullDisk(t *testing.T) {
	if path := os.Getenv(filling); path != "" {
		fillToTheBrim(t, path)
		return
	}
	path := filepath.Join(t.TempDir(), "x.db")
	cmd := exec.Command(os.Args[0], "-test.run=^TestFullDisk$", "-test.v")
	cmd.Env = append(os.Environ(), filling+"="+path)
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	if !strings.Contains(string(out), "full after") {
		t.Fatalf("the disk was never full:\n%s", out)
	}
}

func fillToTheBrim(t *testing.T, path string) {
	s, err := graph.Open(path, graph.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var was syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_FSIZE, &was); err != nil {
		t.Fatal(err)
	}
	limit := was
	limit.Cur = 3 << 20
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &limit); err != nil {
		t.Fatal(err)
	}
	w, plain, n := newWorld(1, 50), graph.OpenMemory(), 0
	for ; n < 1000; n++ {
		if _, err = s.Put(t.Context(), w.document(n)); err != nil {
			break
		}
		put(t, plain, w.document(n))
	}
	if err == nil || !strings.Contains(err.Error(), path) {
		t.Fatalf("after %d documents: %v", n, err)
	}
	fmt.Println("full after", n, err)
	if _, err := s.Put(t.Context(), w.document(n)); err == nil {
		t.Error("the second try went through")
	}
	want := dump(t, plain)
	if dump(t, s) != want {
		t.Error("the failed put left a trace")
	}
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &was); err != nil {
		t.Fatal(err)
	}
	put(t, s, w.document(n))
	put(t, plain, w.document(n))
	s.Close()
	if s, err = graph.Open(path, graph.Options{ReadOnly: true}); err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if dump(t, s) != dump(t, plain) {
		t.Error("with space again it did not go on where it was")
	}
}
