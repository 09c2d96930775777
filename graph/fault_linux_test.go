package graph_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"parley/graph"
	"parley/graph/quadstore"
)

// faulting tells a child process that it is one.
const faulting = "PARLEY_TEST_FAULTING"

// faultyOperations are what a fault may hit.
var faultyOperations = map[string]func(context.Context, *graph.Store) error{
	"put": func(ctx context.Context, s *graph.Store) error {
		_, err := s.Put(ctx, crowd(40, 0), crowd(41, 0), invented(90, 90, 91))
		return err
	},
	"replace": func(ctx context.Context, s *graph.Store) error {
		_, err := s.Put(ctx, crowd(1, 2), crowd(2, 2))
		return err
	},
	"remove": func(ctx context.Context, s *graph.Store) error {
		return s.Remove(ctx, crowd(1, 0).Document.ID, crowd(3, 0).Document.ID)
	},
	"decide": func(ctx context.Context, s *graph.Store) error {
		return s.Decide(ctx, "decisions", crowdDecisions[3])
	},
}

// faultyDB is a database of some documents, and what it says.
func faultyDB(t *testing.T) (path, want string) {
	path = filepath.Join(t.TempDir(), "x.db")
	s, err := graph.Open(path, graph.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for i := range 12 {
		put(t, s, crowd(i, 0), invented(i, i, i+1))
	}
	want = whole(t, s)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return path, want
}

// descriptor is the open file of this process at path.
func descriptor(t *testing.T, path string) int {
	links, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		t.Skip("no /proc")
	}
	for _, l := range links {
		if to, err := os.Readlink("/proc/self/fd/" + l.Name()); err == nil && to == path {
			var fd int
			fmt.Sscan(l.Name(), &fd)
			return fd
		}
	}
	t.Fatalf("%s is not open", path)
	return 0
}

// TestFaultMatrix: whatever fails while something is written, the error names
// the database, and a process that opens it then finds all that was there
// before and nothing half-written.
func TestFaultMatrix(t *testing.T) {
	if os.Getenv(faulting) == "" { // in a process of its own: the faults hit all of it
		cmd := exec.Command(os.Args[0], "-test.run=^TestFaultMatrix$", "-test.v")
		cmd.Env = append(os.Environ(), faulting+"=1")
		out, err := cmd.CombinedOutput()
		if t.Log(string(out)); err != nil {
			t.Fatal(err)
		}
		return
	}
	faults := map[string]func(t *testing.T, path string) (undo func()){
		"the disk is full": func(t *testing.T, path string) func() { return swap(t, path, "/dev/full") },
		// Writes to /dev/null go through, to sync it does not.
		"sync fails": func(t *testing.T, path string) func() { return swap(t, path, "/dev/null") },
		"a short write": func(t *testing.T, path string) func() {
			var was syscall.Rlimit
			if err := syscall.Getrlimit(syscall.RLIMIT_FSIZE, &was); err != nil {
				t.Fatal(err)
			}
			limit := was
			limit.Cur = 40_000 // in the middle of the file, within a page
			if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &limit); err != nil {
				t.Fatal(err)
			}
			return func() { _ = syscall.Setrlimit(syscall.RLIMIT_FSIZE, &was) }
		},
	}
	for fault, begin := range faults {
		for name, do := range faultyOperations {
			t.Run(fault+"/"+name, func(t *testing.T) {
				path, want := faultyDB(t)
				s, err := graph.Open(path, graph.Options{})
				if err != nil {
					t.Fatal(err)
				}
				undo := begin(t, path)
				err = do(t.Context(), s)
				undo()
				if err == nil || !strings.Contains(err.Error(), path) {
					t.Errorf("%v, want an error that names the database", err)
				}
				if err := s.Close(); err != nil {
					t.Log("close:", err)
				}
				t.Log(err)
				if s, err = graph.Open(path, graph.Options{}); err != nil {
					t.Fatal(err)
				}
				defer s.Close()
				if whole(t, s) != want {
					t.Error("something was lost or half-written")
				}
				if err := do(t.Context(), s); err != nil {
					t.Errorf("again, without the fault: %v", err)
				}
				dump(t, s)
			})
		}
	}
	for name, do := range faultyOperations {
		t.Run("a read-only file/"+name, func(t *testing.T) {
			path, want := faultyDB(t)
			s, err := graph.Open(path, graph.Options{ReadOnly: true})
			if err != nil {
				t.Fatal(err)
			}
			defer s.Close()
			if err := do(t.Context(), s); err == nil || !strings.Contains(err.Error(), path) {
				t.Errorf("%v, want an error that names the database", err)
			}
			if whole(t, s) != want {
				t.Error("it changed")
			}
		})
		t.Run("two at once/"+name, func(t *testing.T) {
			path, _ := faultyDB(t)
			s, err := graph.Open(path, graph.Options{})
			if err != nil {
				t.Fatal(err)
			}
			_, err = graph.Open(path, graph.Options{Timeout: 50 * time.Millisecond})
			if !errors.Is(err, quadstore.ErrLocked) {
				t.Fatalf("%v, want %v", err, quadstore.ErrLocked)
			}
			if err := do(t.Context(), s); err != nil {
				t.Fatal(err)
			}
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
			other, err := graph.Open(path, graph.Options{})
			if err != nil {
				t.Fatal(err)
			}
			defer other.Close()
			dump(t, other)
		})
	}
}

// swap puts another file under the descriptor of the one at path.
func swap(t *testing.T, path, with string) func() {
	fd := descriptor(t, path)
	saved, err := syscall.Dup(fd)
	if err != nil {
		t.Fatal(err)
	}
	f, err := os.OpenFile(with, os.O_RDWR, 0)
	if err != nil {
		t.Skip(err)
	}
	if err := syscall.Dup3(int(f.Fd()), fd, syscall.O_CLOEXEC); err != nil {
		t.Fatal(err)
	}
	return func() {
		_ = syscall.Dup3(saved, fd, syscall.O_CLOEXEC)
		syscall.Close(saved)
		f.Close()
	}
}

// TestFlippedBytes: of a database in which one byte was changed, all is told
// as before, or opening or checking it says that it is damaged.
func TestFlippedBytes(t *testing.T) {
	path, want := faultyDB(t)
	good, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	texts := archive(t, path)
	rnd := rand.New(rand.NewSource(1))
	told, harmless := 0, 0
	for range 120 {
		at := rnd.Intn(len(good))
		if bytes.Count(good[at&^4095:min(len(good), at|4095)], []byte{0}) > 4000 {
			continue // a page that was never used
		}
		bad := bytes.Clone(good)
		bad[at] ^= byte(1 << rnd.Intn(8))
		flipped := filepath.Join(t.TempDir(), "flipped.db")
		if err := os.WriteFile(flipped, bad, 0o600); err != nil {
			t.Fatal(err)
		}
		problems := checkFile(t.Context(), flipped)
		switch {
		case problems != "":
			told++
		default:
			s, err := graph.Open(flipped, graph.Options{ReadOnly: true})
			if err != nil {
				t.Fatal(err)
			}
			now := whole(t, s)
			s.Close()
			if now != want || archive(t, flipped) != texts {
				t.Errorf("byte %d: something else is said, and nobody noticed:\n%s", at, firstDifference(now+archive(t, flipped), want+texts))
			}
			harmless++
		}
	}
	t.Logf("%d flipped bytes were told, %d were of no use to anybody", told, harmless)
	if told < 15 {
		t.Error("too few to tell")
	}
}

// checkFile is what opening or checking says against a file.
func checkFile(ctx context.Context, path string) string {
	s, err := graph.Open(path, graph.Options{ReadOnly: true})
	if err != nil {
		return err.Error()
	}
	defer s.Close()
	problems, err := s.Check(ctx)
	if err != nil {
		return err.Error()
	}
	return strings.Join(problems, "\n")
}

// archive is every document of a database.
func archive(t *testing.T, path string) string {
	s, err := graph.Open(path, graph.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	ids, err := s.Documents()
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, id := range ids {
		d, r, err := s.Document(id)
		fmt.Fprintf(&b, "%+v %+v %v\n", d, r, err)
	}
	return b.String()
}

// firstDifference is the first line that differs, of both.
func firstDifference(got, want string) string {
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range min(len(g), len(w)) {
		if g[i] != w[i] {
			return g[i] + "\n" + w[i]
		}
	}
	return fmt.Sprintf("%d lines, want %d", len(g), len(w))
}
