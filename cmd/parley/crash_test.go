package main

import (
	"bytes"
	"fmt"
	"math/rand"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestKilled kills parley add fifty times with SIGKILL, at random moments. The
// database must be sound each time and keep every article that an earlier,
// finished look at it saw, and once a run is let through, the export must be
// the same bytes as that of a database that was never disturbed.
func TestKilled(t *testing.T) {
	if testing.Short() {
		t.Skip("takes half a minute; -short")
	}
	rounds, size := 50, 120
	if raced {
		rounds = 5
	}
	dir := t.TempDir()
	in := filepath.Join(dir, "in.jsonl")
	if err := os.WriteFile(in, lines(size), 0o644); err != nil {
		t.Fatal(err)
	}
	start := time.Now()
	calm := filepath.Join(dir, "calm.db")
	parley(t, "--db", calm, "add", in)
	whole := time.Since(start)
	want := parley(t, "--db", calm, "export")

	rnd := rand.New(rand.NewSource(1))
	killed, fresh, held := 0, 0, 0
	db := ""
	for killed < rounds {
		if db == "" {
			db, held = filepath.Join(dir, fmt.Sprintf("%d.db", fresh)), 0
			fresh++
		}
		add := exec.Command("parley", "--db", db, "add", "--workers", fmt.Sprint(1+rnd.Intn(4)), in)
		if err := add.Start(); err != nil {
			t.Fatal(err)
		}
		done := make(chan error, 1)
		go func() { done <- add.Wait() }()
		select {
		case <-time.After(time.Duration(rnd.Int63n(int64(whole)))):
			_ = add.Process.Kill()
			<-done
			killed++
		case err := <-done:
			if err != nil {
				t.Fatal(err)
			}
			// It came through: that must be as good as undisturbed.
			if got := parley(t, "--db", db, "export"); got != want {
				t.Fatal("a run after killed ones exports other bytes")
			}
			db = ""
			continue
		}
		if _, err := os.Stat(db); err != nil {
			continue // killed before it made one
		}
		n := documents(t, db)
		if n < held {
			t.Fatalf("%d documents, but there were %d before", n, held)
		}
		held = n
	}
	if db != "" {
		parley(t, "--db", db, "add", in)
		if got := parley(t, "--db", db, "export"); got != want {
			t.Fatal("the last run exports other bytes")
		}
	}
	t.Logf("%d kills, %d databases, %v undisturbed", killed, fresh, whole)
}

// documents is how many there are, as a clean check says.
func documents(t *testing.T, db string) int {
	t.Helper()
	out := parley(t, "--db", db, "check")
	var n int
	if _, err := fmt.Sscanf(out, "sound: %d documents", &n); err != nil {
		t.Fatalf("check: %s", out)
	}
	return n
}

// parley runs a command, which must succeed.
func parley(t *testing.T, args ...string) string {
	t.Helper()
	cmd := exec.Command("parley", args...)
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	if err := cmd.Run(); err != nil {
		t.Fatalf("parley %s: %v\n%s%s", strings.Join(args, " "), err, out.String(), errs.String())
	}
	return out.String()
}

// lines are n invented articles, a JSON line each.
func lines(n int) []byte {
	first := []string{"Anna", "Chidi", "Mara", "Johan", "Leila", "Tomas", "Ines", "Pavel"}
	last := []string{"Lindqvist", "Okafor", "Ilves", "Brandt", "Haddad", "Novak", "Moreau", "Sokolov"}
	places := []string{"Geneva", "Vienna", "Oslo", "Helsinki", "Cairo", "Lima"}
	rnd := rand.New(rand.NewSource(2))
	who := func() string { return first[rnd.Intn(len(first))] + " " + last[rnd.Intn(len(last))] }
	var b bytes.Buffer
	for i := range n {
		fmt.Fprintf(&b, `{"id":"a%d","published":"2011-03-04","text":"%s met %s in %s on Monday. %s refused to meet %s. \"We will meet again,\" %s said."}`+"\n",
			i, who(), who(), places[rnd.Intn(len(places))], who(), who(), who())
	}
	return b.Bytes()
}
