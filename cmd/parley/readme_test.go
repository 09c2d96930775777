package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"
)

// session is a block of commands in the README with what they print.
var session = regexp.MustCompile("(?s)```console\n(.*?)```")

// TestReadme runs the commands of the README, in order, in a copy of the tree,
// and wants the output that stands there; with UPDATE set it writes it there.
// "go test" is left out: this is it.
func TestReadme(t *testing.T) {
	if testing.Short() {
		t.Skip("builds parley; -short")
	}
	if runtime.GOOS == "windows" {
		t.Skip("the README's commands are for a Unix shell")
	}
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	readme, err := os.ReadFile(filepath.Join(root, "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for _, name := range []string{"go.mod", "go.sum"} {
		b, err := os.ReadFile(filepath.Join(root, name))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), b, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"cmd", "export", "extract", "graph", "schema"} {
		if err := os.CopyFS(filepath.Join(dir, name), os.DirFS(filepath.Join(root, name))); err != nil {
			t.Fatal(err)
		}
	}
	n := 0
	updated := string(readme)
	for _, block := range session.FindAllSubmatch(readme, -1) {
		var real strings.Builder
		for _, step := range strings.Split("\n"+string(block[1]), "\n$ ")[1:] {
			command, want, _ := strings.Cut(step, "\n")
			real.WriteString("$ " + command + "\n")
			if strings.HasPrefix(command, "go test") {
				continue
			}
			n++
			cmd := exec.Command("bash", "-c", command)
			cmd.Dir = dir
			cmd.Env = append(os.Environ(), "PARLEY_DB=", "GOFLAGS=-buildvcs=false", "CGO_ENABLED=0")
			var out bytes.Buffer
			cmd.Stdout, cmd.Stderr = &out, &out
			if err := cmd.Run(); err != nil {
				t.Fatalf("$ %s\n%v\n%s", command, err, out.String())
			}
			got := strings.TrimRight(out.String(), "\n")
			real.WriteString(got + "\n")
			if os.Getenv("UPDATE") == "" && got != strings.TrimRight(want, "\n") {
				t.Errorf("$ %s\nprints\n%s\n\nbut the README has\n%s", command, got, want)
			}
		}
		updated = strings.Replace(updated, string(block[1]), real.String(), 1)
	}
	if os.Getenv("UPDATE") != "" && updated != string(readme) {
		if err := os.WriteFile(filepath.Join(root, "README.md"), []byte(updated), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if n < 5 {
		t.Errorf("only %d commands in the README", n)
	}
}

// TestPicture: the picture in the README is that of the sample articles.
func TestPicture(t *testing.T) {
	dir := t.TempDir()
	db, got := filepath.Join(dir, "x.db"), filepath.Join(dir, "met.svg")
	parley(t, "--db", db, "add", "samples")
	parley(t, "--db", db, "draw", "--renderer", "builtin", "-o", got)
	b, err := os.ReadFile(got)
	if err != nil {
		t.Fatal(err)
	}
	if os.Getenv("UPDATE") != "" {
		if err := os.WriteFile("testdata/met.svg", b, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile("testdata/met.svg")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(b, want) {
		t.Error("testdata/met.svg is not what draw makes of the samples: run the test with UPDATE=1")
	}
}
