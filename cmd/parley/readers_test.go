package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// TestReaders lets foreign programs read the exports of the samples and of a
// hostile graph: what they count must be what parley counts. $PARLEY_READERS
// is the folder that testdata/readers/install fills.
func TestReaders(t *testing.T) {
	readers := os.Getenv("PARLEY_READERS")
	if readers == "" {
		t.Skip("$PARLEY_READERS names no folder with foreign readers: testdata/readers/install fills one")
	}
	for name, make := range map[string]func(*testing.T, string){"samples": sampleDatabase, "hostile": hostileDatabase} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			db := filepath.Join(dir, "x.db")
			make(t, db)
			for format, file := range map[string]string{
				"nquads": "x.nq", "ntriples": "x.nt", "trig": "x.trig", "jsonld": "x.jsonld", "graphml": "x.graphml", "gexf": "x.gexf", "cytoscape": "x.cyjs",
				"csv": "tables", "ftm": "x.ftm", "plover": "x.tsv", "ical": "x.ics", "markdown": "x.md", "mermaid": "x.mmd",
			} {
				parley(t, "--db", db, "export", "-f", format, "-o", filepath.Join(dir, file))
			}
			parley(t, "export", "--schema", "owl", "-o", filepath.Join(dir, "owl.ttl"))
			parley(t, "export", "--schema", "shacl", "-o", filepath.Join(dir, "shacl.ttl"))
			parley(t, "export", "--schema", "record", "-o", filepath.Join(dir, "record.json"))
			writeRecords(t, db, filepath.Join(dir, "records.jsonl"))
			want, g := counted(t, db)
			read, missing := readPython(t, readers, dir)
			for reader, wants := range want {
				t.Run(reader, func(t *testing.T) {
					if why := missing(reader); why != nil {
						t.Skip(why)
					}
					for what, w := range wants {
						if g := fmt.Sprint(read[reader][what]); g != fmt.Sprint(w) {
							t.Errorf("%s: %s, want %v", what, g, w)
						}
					}
					t.Logf("%v", read[reader])
				})
			}
			t.Run("jena", func(t *testing.T) { readJena(t, readers, dir, want["rdflib"]) })
			t.Run("gephi", func(t *testing.T) { readGephi(t, readers, dir, g) })
			t.Run("chromium", func(t *testing.T) { readPages(t, readers, db, dir) })
			t.Run("mermaid", func(t *testing.T) { readMermaid(t, readers, filepath.Join(dir, "x.mmd")) })
		})
	}
}

// readPython lets the Python readers read the exports in dir: what each found,
// and why one that found nothing is missing.
func readPython(t *testing.T, readers, dir string) (read map[string]map[string]any, missing func(reader string) error) {
	t.Helper()
	python := filepath.Join(readers, "python", "bin", "python")
	if _, err := os.Stat(python); err != nil {
		return nil, func(string) error { return err }
	}
	cmd := exec.Command(python, "testdata/readers/read.py", dir)
	var errs bytes.Buffer
	cmd.Stderr = &errs
	b, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v: %s", err, errs.String())
	}
	var got struct {
		Read    map[string]map[string]any
		Missing map[string]string
	}
	if err := json.Unmarshal(b, &got); err != nil {
		t.Fatal(err)
	}
	return got.Read, func(reader string) error {
		if why, ok := got.Missing[reader]; ok {
			return errors.New(why)
		}
		return nil
	}
}

func sampleDatabase(t *testing.T, db string) { parley(t, "--db", db, "add", "samples") }
