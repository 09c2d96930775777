package main

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// readPages opens pages in headless Chromium and clicks in them.
func readPages(t *testing.T, readers, db, dir string) {
	if _, err := exec.LookPath("chromium"); err != nil {
		t.Skip("chromium is not installed")
	}
	if _, err := os.Stat(filepath.Join(readers, "node_modules", "ws")); err != nil {
		t.Skipf("ws is not installed: %v", err)
	}
	args := []string{"testdata/readers/page.mjs", readers}
	for _, kind := range []string{"met", "timeline", "offices"} {
		page := filepath.Join(dir, kind+".html")
		parley(t, "--db", db, "draw", "--kind", kind, "-o", page)
		args = append(args, page)
	}
	out, err := exec.Command("node", args...).Output()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	var got []struct {
		Ready                                                                         string
		Parts, Panels, Sentences, Found, Scripts, Frames, Handlers, Requests, Dialogs int
		Zoomed                                                                        bool
		Errors                                                                        []string
	}
	if err := json.Unmarshal(out, &got); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	for i, g := range got {
		if g.Ready != "yes" || g.Parts == 0 || g.Panels != g.Parts || g.Sentences < g.Parts || !g.Zoomed || g.Scripts != 2 {
			t.Errorf("%s: the page does not work: %+v", args[i+2], g)
		}
		if g.Frames+g.Handlers+g.Requests+g.Dialogs > 0 || len(g.Errors) > 0 {
			t.Errorf("%s: something of a text ran or loaded: %+v", args[i+2], g)
		}
	}
	t.Logf("%+v", got)
}

func readMermaid(t *testing.T, readers, file string) {
	if _, err := os.Stat(filepath.Join(readers, "node_modules", "mermaid")); err != nil {
		t.Skipf("mermaid is not installed: %v", err)
	}
	out, err := exec.Command("node", "testdata/readers/mermaid.mjs", readers, file).CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	var got []struct {
		Type         string
		Nodes, Edges int
	}
	if err := json.Unmarshal(out, &got); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	nodes, edges := strings.Count(string(b), "\n  style "), strings.Count(string(b), "\n  linkStyle ")
	if len(got) != 1 || got[0].Nodes != nodes || got[0].Edges != edges || !strings.HasPrefix(got[0].Type, "flowchart") {
		t.Errorf("%v, want %d nodes and %d edges", got, nodes, edges)
	}
}
