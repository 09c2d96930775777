package graph_test

import (
	"bufio"
	"context"
	"fmt"
	"math/rand"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"parley/graph"
)

// crashing tells a child process which database to fill.
const crashing = "PARLEY_TEST_CRASHING"

const crashEntries = 60

func TestMain(m *testing.M) {
	if path := os.Getenv(crashing); path != "" {
		fill(path)
		return
	}
	code := m.Run()
	if newsDir != "" {
		os.RemoveAll(newsDir)
	}
	os.Exit(code)
}

// fill puts the entries one after the other, over and over (removing each
// first, so that there is always something to do), and acknowledges each.
func fill(path string) {
	s, err := graph.Open(path, graph.Options{Timeout: time.Minute})
	if err != nil {
		fmt.Println("error", err)
		os.Exit(1)
	}
	es := entries(crashEntries)
	for {
		for i := 0; i < len(es); i += 3 {
			batch := es[i : i+3]
			if _, err := s.Put(context.Background(), batch...); err != nil {
				fmt.Println("error", err)
				os.Exit(1)
			}
			for k := range batch {
				fmt.Println("put", i+k)
			}
		}
		for i := range es {
			if i%2 == 0 {
				if err := s.Remove(context.Background(), es[i].Document.ID); err != nil {
					fmt.Println("error", err)
					os.Exit(1)
				}
				fmt.Println("removed", i)
			}
		}
	}
}

// TestKill kills a process (SIGKILL) at any moment of making the database, of
// putting and of removing, fifty times over on one file: each time what it had
// acknowledged is there, the database is sound, and a second run over a copy
// of it ends in the same bytes as never having crashed.
func TestKill(t *testing.T) {
	rounds := 50
	if testing.Short() {
		rounds = 5
	}
	path := filepath.Join(t.TempDir(), "x.db")
	es := entries(crashEntries)
	plain := graph.OpenMemory()
	put(t, plain, es...)
	uncrashed := dump(t, plain)
	there := map[int]bool{} // by what was acknowledged last
	seed := time.Now().UnixNano()
	t.Logf("seed %d", seed)
	rnd := rand.New(rand.NewSource(seed))
	acknowledged := 0
	for round := range rounds {
		acks, last := killed(t, path, rnd)
		acknowledged += len(acks)
		for _, a := range acks {
			there[a.entry] = a.put
		}
		s, err := graph.Open(path, graph.Options{Timeout: 10 * time.Second})
		if err != nil {
			t.Fatalf("round %d: %v", round, err)
		}
		if problems, err := s.Check(t.Context()); err != nil || len(problems) > 0 {
			t.Fatalf("round %d: %v %v", round, problems, err)
		}
		for i := range es {
			got := s.Holds(es[i].Document.ID, es[i].Document.Hash, "1")
			// What was done after the last acknowledgement is not known.
			if got != there[i] && !last[i] {
				t.Errorf("round %d: entry %d: there %v, acknowledged %v", round, i, got, there[i])
			}
			there[i] = got
		}
		s.Close()
		secondRun(t, path, es, uncrashed)
	}
	if acknowledged < rounds { // most rounds kill after the first word
		t.Fatalf("only %d acknowledged: the test tests nothing", acknowledged)
	}
	t.Logf("%d acknowledged in %d rounds", acknowledged, rounds)
}

// secondRun puts everything into a copy of the database.
func secondRun(t *testing.T, path string, es []graph.Entry, want string) {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	again := path + ".copy"
	if err := os.WriteFile(again, b, 0o600); err != nil {
		t.Fatal(err)
	}
	s, err := graph.Open(again, graph.Options{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	put(t, s, es...)
	if dump(t, s) != want {
		t.Error("the second run did not end in the same bytes")
	}
}

type ack struct {
	entry int
	put   bool
}

// killed runs fill for a while and kills it: one time in four from its start
// on, else after its first word. last are the entries that the step after the
// last acknowledgement may have touched.
func killed(t *testing.T, path string, rnd *rand.Rand) (acks []ack, last map[int]bool) {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), crashing+"="+path)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	started := rnd.Intn(4) == 0
	after := time.Duration(rnd.Intn(60_000)) * time.Microsecond
	kill := func() { cmd.Process.Kill() }
	if started {
		time.AfterFunc(after, kill)
	}
	for lines := bufio.NewScanner(out); lines.Scan(); {
		if !started {
			started = true
			time.AfterFunc(after, kill)
		}
		var word string
		var i int
		if n, _ := fmt.Sscan(lines.Text(), &word, &i); n != 2 {
			t.Fatalf("child: %s", lines.Text())
		}
		acks = append(acks, ack{i, word == "put"})
	}
	_ = cmd.Wait() // it was killed
	last = map[int]bool{}
	next := 0
	if n := len(acks); n > 0 {
		next = acks[n-1].entry + 1
	}
	for i := next - 3; i <= next+3; i++ {
		last[(i+crashEntries)%crashEntries] = true
	}
	return acks, last
}
