package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
)

// TestInterrupted: Ctrl-C ends add with exit status 130 and a whole database,
// and what it holds is kept.
func TestInterrupted(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("no interrupt to send")
	}
	dir := t.TempDir()
	in, db := filepath.Join(dir, "in.jsonl"), filepath.Join(dir, "x.db")
	if err := os.WriteFile(in, lines(20000), 0o644); err != nil {
		t.Fatal(err)
	}
	add := exec.Command("parley", "--db", db, "add", in)
	var errs strings.Builder
	add.Stderr = &errs
	if err := add.Start(); err != nil {
		t.Fatal(err)
	}
	for begin := time.Now(); ; time.Sleep(20 * time.Millisecond) { // until it has put something
		if info, err := os.Stat(db); err == nil && info.Size() > 3<<20 {
			break
		}
		if time.Since(begin) > time.Minute {
			t.Fatal("add put nothing in a minute")
		}
	}
	if err := add.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	_ = add.Wait()
	if code := add.ProcessState.ExitCode(); code != exitInterrupted || !strings.Contains(errs.String(), "interrupted") {
		t.Errorf("exit status %d, %q", code, errs.String())
	}
	if n := documents(t, db); n == 0 || n == 20000 {
		t.Errorf("%d documents", n)
	}
}
