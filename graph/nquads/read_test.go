package nquads_test

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"

	"parley/graph/nquads"
)

func readAll(r *nquads.Reader) ([]quad.Quad, error) {
	var out []quad.Quad
	for {
		q, err := r.Read()
		if errors.Is(err, io.EOF) {
			return out, nil
		}
		if err != nil {
			return out, err
		}
		out = append(out, q)
	}
}

func write(quads []quad.Quad) ([]byte, error) {
	var b []byte
	for _, q := range quads {
		var err error
		if b, err = nquads.Append(b, q); err != nil {
			return nil, err
		}
	}
	return b, nil
}

// TestW3C runs the syntax suites of the W3C, which come inside the quad module:
// good files are read, and what is written of them is read as the same quads;
// bad ones are refused.
func TestW3C(t *testing.T) {
	out, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/cayleygraph/quad").Output()
	dir := strings.TrimSpace(string(out))
	if err != nil || dir == "" {
		t.Skipf("the quad module is not in the module cache: %v", err)
	}
	for name, want := range map[string]int{"nquad_tests.tar.gz": 87, "ntriple_tests.tar.gz": 70} {
		good, bad := 0, 0
		for file, text := range untar(t, filepath.Join(dir, name)) {
			r := nquads.NewReader(bytes.NewReader(text))
			r.Triples = path.Ext(file) == ".nt"
			quads, err := readAll(r)
			if strings.Contains(file, "-bad-") {
				bad++
				if err == nil {
					t.Errorf("%s: %s was read", name, file)
				}
				continue
			}
			good++
			if err != nil {
				t.Errorf("%s: %s: %v", name, file, err)
				continue
			}
			written, err := write(quads)
			if err != nil {
				t.Errorf("%s: %s: %v", name, file, err)
				continue
			}
			again, err := readAll(nquads.NewReader(bytes.NewReader(written)))
			if err != nil || fmt.Sprint(again) != fmt.Sprint(quads) {
				t.Errorf("%s: %s was written as %q: %v", name, file, written, err)
			}
		}
		t.Logf("%s: %d good, %d bad", name, good, bad)
		if good+bad != want {
			t.Errorf("%s: %d tests, want %d", name, good+bad, want)
		}
	}
}

// untar is the test files of an archive by name.
func untar(t *testing.T, name string) map[string][]byte {
	t.Helper()
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	files := map[string][]byte{}
	for r := tar.NewReader(z); ; {
		h, err := r.Next()
		if errors.Is(err, io.EOF) {
			return files
		}
		if err != nil {
			t.Fatal(err)
		}
		if ext := path.Ext(h.Name); ext == ".nq" || ext == ".nt" {
			if files[path.Base(h.Name)], err = io.ReadAll(r); err != nil {
				t.Fatal(err)
			}
		}
	}
}

func TestRead(t *testing.T) {
	const s, p = "<urn:parley:person/a> ", "<http://schema.org/name> "
	for _, c := range []struct {
		name, in string
		want     quad.Value
	}{
		{"quotation mark before a language", s + p + `"a \"@en b"@de .`, quad.LangString{Value: `a "@en b`, Lang: "de"}},
		{"quotation mark before a datatype", s + p + `"\"^^<a:b>"^^<c:d> .`, quad.TypedString{Value: `"^^<a:b>`, Type: "c:d"}},
		{"xsd:string is plain", s + p + `"a"^^<http://www.w3.org/2001/XMLSchema#string>.`, quad.String("a")},
		{"number keeps its form", s + p + `"007"^^<http://www.w3.org/2001/XMLSchema#integer> .`, quad.TypedString{Value: "007", Type: "http://www.w3.org/2001/XMLSchema#integer"}},
		{"escapes", s + p + `"\t\b\n\r\f\"\'\\\u00e9\U0001F642\u0000" .`, quad.String("\t\b\n\r\f\"'\\é🙂\x00")},
		{"escape in an IRI", s + p + `<urn:parley:person/\u00e9> .`, quad.IRI("parley:person/é")},
		{"no spaces", `<urn:parley:person/a><http://schema.org/name>"x"<urn:g>.#c`, quad.String("x")},
		{"blank node", s + p + `_:a.b.c. # c`, quad.BNode("a.b.c")},
		{"byte order mark", "\ufeff" + s + p + `"x" .`, quad.String("x")},
		{"line ends", "\r\r\n# c\n" + s + p + "\"x\" .\r\n", quad.String("x")},
		{"long", s + p + `"` + strings.Repeat("é", 1<<20) + `" .`, quad.String(strings.Repeat("é", 1<<20))},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := readAll(nquads.NewReader(strings.NewReader(c.in)))
			if err != nil || len(got) != 1 {
				t.Fatalf("%d quads, error %v", len(got), err)
			}
			if got[0].Object != c.want || got[0].Subject != quad.IRI("parley:person/a") || got[0].Predicate != quad.IRI("schema:name") {
				t.Errorf("got %.200q", got[0])
			}
		})
	}
}

func TestReadNamesThePlace(t *testing.T) {
	for in, want := range map[string]string{
		"<a:b> <a:b> <a:b> .\n<a:b> <a:b> word .": "line 2, column 13: object: neither",
		"<a:b> <a b> <a:b> .":                     "line 1, column 7: predicate: IRI",
		"<a:b> <a:b> \"\xff\" .":                  "line 1, column 14: not UTF-8",
		`<a:b> <a:b> "\ud800" .`:                  "is no character",
		`<a:b> <a:b> "\u00Z9" .`:                  "is no character",
		`<a:b> <a:b> "a"@en- .`:                   "language tag",
		`<a:b> <a:b> "a"^<a:b> .`:                 "one ^",
		`<a:b> <a:b> "a .`:                        "without an end",
		`<a:b> <a:b> "a\`:                         "without an end",
		"<a:b> <a:b> <a:b>":                       "full stop",
		"<a:b> <a:b> _:. .":                       "without a label",
		"<a:b> <a:\\u0020b> <a:b> .":              "may not hold",
	} {
		_, err := readAll(nquads.NewReader(strings.NewReader(in)))
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", in, err, want)
		}
	}
}

// Every blank node of ours keeps its label through writing and reading.
func TestBlankNodesStay(t *testing.T) {
	for _, b := range []quad.BNode{"a", "a b", "x_61", "x_", "x_zz", "", "é", "a.b", "x_6120"} {
		text, err := nquads.AppendTerm([]byte("<a:b> <a:b> "), b)
		if err != nil {
			t.Fatal(err)
		}
		got, err := readAll(nquads.NewReader(bytes.NewReader(append(text, " ."...))))
		if err != nil || got[0].Object != b {
			t.Errorf("%q came back as %v, %v", b, got, err)
		}
	}
}

type endless struct{}

func (endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 'a'
	}
	return len(p), nil
}

func TestEndlessLine(t *testing.T) {
	if _, err := readAll(nquads.NewReader(endless{})); err == nil || !strings.Contains(err.Error(), "longer than") {
		t.Errorf("err = %v", err)
	}
}

// What is read is written and read again as the same.
func FuzzRead(f *testing.F) {
	f.Add("<a:b> <c:d> \"e\\\"@f\"@en <g:h> .\n_:x <rdf:type> _:y .")
	f.Add("\ufeff#\r<a:b><c:d>\"\\U0001F642\"^^<e:f>.\r\n")
	f.Fuzz(func(t *testing.T, text string) {
		quads, err := readAll(nquads.NewReader(strings.NewReader(text)))
		if err != nil {
			return
		}
		b, err := write(quads)
		if err != nil {
			t.Fatalf("%v was read and cannot be written: %v", quads, err)
		}
		again, err := readAll(nquads.NewReader(bytes.NewReader(b)))
		if err != nil || fmt.Sprint(again) != fmt.Sprint(quads) {
			t.Fatalf("%q was read again as %v: %v", b, again, err)
		}
	})
}
