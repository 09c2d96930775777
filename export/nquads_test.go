package export_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/cayleygraph/quad"
	foreign "github.com/cayleygraph/quad/nquads"

	"parley/export"
	"parley/graph/nquads"
)

// each hands out quads as a store would.
func each(quads []quad.Quad) iter.Seq2[quad.Quad, error] {
	return func(yield func(quad.Quad, error) bool) {
		for _, q := range quads {
			if !yield(q, nil) {
				return
			}
		}
	}
}

func say(o quad.Value) quad.Quad {
	return quad.Quad{Subject: quad.IRI("parley:person/a"), Predicate: quad.IRI("parley:p"), Object: o, Label: quad.IRI("parley:claim/1")}
}

func nq(t *testing.T, quads ...quad.Quad) string {
	t.Helper()
	var b bytes.Buffer
	if err := export.NQuads(context.Background(), &b, each(quads)); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// readBack reads N-Quads strictly, as the W3C has them.
func readBack(t *testing.T, text string) []quad.Quad {
	t.Helper()
	r := foreign.NewReader(strings.NewReader(text), true)
	var out []quad.Quad
	for {
		q, err := r.ReadQuad()
		if err == io.EOF {
			return out
		}
		if err != nil {
			t.Fatalf("%v in\n%s", err, text)
		}
		out = append(out, q)
	}
}

func TestNQuads(t *testing.T) {
	const xsd = "http://www.w3.org/2001/XMLSchema#"
	for _, c := range []struct {
		name string
		o    quad.Value
		want string
	}{
		{"node", quad.IRI("parley:person/b"), "<urn:parley:person/b>"},
		{"standard word", quad.IRI("rdf:type"), "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"},
		{"foreign IRI", quad.IRI("https://example.org/a?b=c#d"), "<https://example.org/a?b=c#d>"},
		{"letters of any script", quad.IRI("parley:person/žižek-李"), "<urn:parley:person/žižek-李>"},
		{"string", quad.String("Angela Merkel"), `"Angela Merkel"`},
		{"empty", quad.String(""), `""`},
		{"escapes", quad.String("a\"b\\c\nd\re\tf\bg\fh"), `"a\"b\\c\nd\re\tf\bg\fh"`},
		{"control characters", quad.String("\x00\x01\v\x1f\x7f"), `"\u0000\u0001\u000B\u001F\u007F"`},
		{"no characters", quad.String("\ufffd\ufffe\uffff\ufefe"), "\"\ufffd\\uFFFE\\uFFFF\ufefe\""},
		{"others stay", quad.String("é 李 🙂 \u2028 \u200f '"), "\"é 李 🙂 \u2028 \u200f '\""},
		{"no datatype for strings", quad.TypedString{Value: "a", Type: xsd + "string"}, `"a"`},
		{"short datatype", quad.TypedString{Value: "0.9", Type: "xsd:decimal"}, `"0.9"^^<` + xsd + `decimal>`},
		{"full datatype", quad.TypedString{Value: "007", Type: xsd + "integer"}, `"007"^^<` + xsd + `integer>`},
		{"language", quad.LangString{Value: "Bonn", Lang: "de-AT-1996"}, `"Bonn"@de-AT-1996`},
		{"int", quad.Int(-7), `"-7"^^<` + xsd + `integer>`},
		{"bool", quad.Bool(true), `"true"^^<` + xsd + `boolean>`},
		{"float", quad.Float(1500), `"1.5E3"^^<` + xsd + `double>`},
		{"whole float", quad.Float(1), `"1.0E0"^^<` + xsd + `double>`},
		{"infinity", quad.Float(math.Inf(-1)), `"-INF"^^<` + xsd + `double>`},
		{"time", quad.Time(time.Date(1986, 10, 11, 14, 0, 0, 5e8, time.FixedZone("", 3600))), `"1986-10-11T13:00:00.5Z"^^<` + xsd + `dateTime>`},
		{"blank node", quad.BNode("b1"), "_:b1"},
		{"odd blank node", quad.BNode("a b>"), "_:x_6120623e"},
		{"blank node that looks like an odd one", quad.BNode("x_61"), "_:x_785f3631"},
	} {
		t.Run(c.name, func(t *testing.T) {
			want := "<urn:parley:person/a> <urn:parley:p> " + c.want + " <urn:parley:claim/1> .\n"
			got := nq(t, say(c.o))
			if got != want {
				t.Errorf("got  %swant %s", got, want)
			}
			if n := len(readBack(t, got)); n != 1 {
				t.Errorf("read back as %d quads", n)
			}
		})
	}
}

func TestNQuadsRefuses(t *testing.T) {
	p := quad.IRI("parley:p")
	for _, c := range []struct {
		name string
		q    quad.Quad
		want string
	}{
		{"second quad in an IRI", say(quad.IRI("parley:x> <parley:p> <parley:y> .\n<parley:z")), "may not hold"},
		{"space in an IRI", say(quad.IRI("parley:a b")), "may not hold"},
		{"relative IRI", say(quad.IRI("alice")), "no scheme"},
		{"odd scheme", say(quad.IRI("1a:b")), "scheme"},
		{"IRI that is not UTF-8", say(quad.IRI("parley:\xff")), "UTF-8"},
		{"text that is not UTF-8", say(quad.String("\xff")), "UTF-8"},
		{"language with a space", say(quad.LangString{Value: "a", Lang: "en .\n<a:b>"}), "language tag"},
		{"no language", say(quad.LangString{Value: "a"}), "language tag"},
		{"datatype with a space", say(quad.TypedString{Value: "a", Type: "xsd:a b"}), "may not hold"},
		{"no object", say(nil), "no object"},
		{"no subject", quad.Quad{Predicate: p, Object: p}, "subject"},
		{"literal as subject", quad.Quad{Subject: quad.String("a"), Predicate: p, Object: p}, "subject"},
		{"blank predicate", quad.Quad{Subject: p, Predicate: quad.BNode("a"), Object: p}, "predicate"},
		{"literal as label", quad.Quad{Subject: p, Predicate: p, Object: p, Label: quad.String("a")}, "label"},
	} {
		t.Run(c.name, func(t *testing.T) {
			for name, write := range map[string]func(context.Context, io.Writer, iter.Seq2[quad.Quad, error]) error{"nquads": export.NQuads, "jsonld": export.JSONLD} {
				err := write(context.Background(), io.Discard, each([]quad.Quad{say(p), c.q}))
				if err == nil || !strings.Contains(err.Error(), c.want) || !strings.HasPrefix(err.Error(), name+": quad 2: ") {
					t.Errorf("%s: got error %v, want one about %q", name, err, c.want)
				}
			}
		})
	}
}

// broken fails after one quad.
func broken(yield func(quad.Quad, error) bool) {
	if yield(say(quad.String("a")), nil) {
		yield(quad.Quad{}, errBroken)
	}
}

var errBroken = errors.New("disk on fire")

// named is a person whom a document names.
func named() []quad.Quad {
	iri := func(s string) quad.IRI { return quad.IRI("parley:" + s) }
	return []quad.Quad{
		{Subject: iri("claim/1"), Predicate: iri("document"), Object: iri("document/d"), Label: iri("claim/1")},
		{Subject: iri("document/d"), Predicate: quad.IRI("rdf:type"), Object: iri("Document"), Label: iri("document/d")},
		{Subject: iri("person/a"), Predicate: quad.IRI("rdf:type"), Object: iri("Person"), Label: iri("claim/1")},
	}
}

type fullDisk struct{}

type errBrokenCloser struct{ io.Writer }

func (errBrokenCloser) Close() error { return nil }

func errIf(broken bool) error {
	if broken {
		return errBroken
	}
	return nil
}

func (fullDisk) Write([]byte) (int, error) { return 0, errBroken }

func TestFormatsReturnErrors(t *testing.T) {
	for _, f := range export.Formats {
		t.Run(f.Name, func(t *testing.T) {
			if f.Name == "png" || f.Name == "pdf" {
				needGraphviz(t)
			}
			src := export.Source{Quads: each(named()), Graph: small()}
			if f.Folder {
				f.Write = func(ctx context.Context, w io.Writer, src export.Source, o export.Options) error {
					return f.WriteFolder(ctx, func(string) (io.WriteCloser, error) { return errBrokenCloser{w}, errIf(w == fullDisk{}) }, src, o)
				}
			}
			o := export.Options{Renderer: export.Builtin}
			if err := f.Write(context.Background(), fullDisk{}, src, o); !errors.Is(err, errBroken) {
				t.Errorf("full disk: got error %v", err)
			}
			if err := f.Write(context.Background(), io.Discard, export.Source{}, o); err == nil {
				t.Error("no source: got no error")
			}
			if f.Quads {
				if err := f.Write(context.Background(), io.Discard, export.Source{Quads: broken}, o); !errors.Is(err, errBroken) {
					t.Errorf("broken store: got error %v", err)
				}
			}
			if f.Graph {
				ctx, cancel := context.WithCancel(context.Background())
				cancel()
				if err := f.Write(ctx, io.Discard, src, o); !errors.Is(err, context.Canceled) {
					t.Errorf("cancelled: got error %v", err)
				}
			}
		})
	}
}

// A store of millions of quads must not be read to its end when the disk is full.
func TestFullDiskStopsReading(t *testing.T) {
	const many = 1 << 20
	for _, f := range export.Formats {
		if !f.Streams { // those take the graph whole
			continue
		}
		read := 0
		quads := func(yield func(quad.Quad, error) bool) {
			for i := range many {
				read = i
				q := say(quad.Int(i))
				q.Subject = quad.IRI(fmt.Sprintf("parley:person/%d", i))
				if !yield(q, nil) {
					return
				}
			}
		}
		if err := f.Write(context.Background(), fullDisk{}, export.Source{Quads: quads}, export.Options{}); !errors.Is(err, errBroken) {
			t.Errorf("%s: got error %v", f.Name, err)
		}
		if read > many/100 {
			t.Errorf("%s: read %d quads before it gave up", f.Name, read)
		}
	}
}

func TestShortenUndoesExpand(t *testing.T) {
	for _, iri := range []quad.IRI{"parley:person/a", "rdf:type", "schema:name", "owl:sameAs", "xsd:decimal", "https://example.org/a", "x:y"} {
		if got := nquads.Shorten(nquads.Expand(iri)); got != iri {
			t.Errorf("%s came back as %s", iri, got)
		}
	}
}

func FuzzNQuads(f *testing.F) {
	f.Add("parley:person/a", "text", "en", "xsd:decimal", uint8(0))
	f.Add("parley:a> <b:c> <d:e> .\n", "\"\\\n\u2028\x00", "de-AT", "http://a/b", uint8(1))
	f.Add("_:x", "🙂", "", "", uint8(2))
	f.Fuzz(func(t *testing.T, iri, text, lang, typ string, kind uint8) {
		// quad's own reader takes the first quotation mark before @ or ^^ for the
		// closing one, be it the opening one or an escaped one.
		if kind %= 5; (kind == 1 || kind == 2) && (strings.Contains("\""+text, "\"@") || strings.Contains("\""+text, "\"^^")) {
			return
		}
		var o quad.Value
		switch kind {
		case 0:
			o = quad.String(text)
		case 1:
			o = quad.LangString{Value: quad.String(text), Lang: lang}
		case 2:
			o = quad.TypedString{Value: quad.String(text), Type: quad.IRI(typ)}
		case 3:
			o = quad.IRI(text)
		case 4:
			o = quad.BNode(text)
		}
		in := quad.Quad{Subject: quad.IRI(iri), Predicate: quad.IRI("parley:p"), Object: o, Label: quad.IRI("parley:claim/1")}
		var b bytes.Buffer
		if export.NQuads(context.Background(), &b, each([]quad.Quad{in})) != nil {
			return // refused, which loses nothing
		}
		back := readBack(t, b.String())
		if len(back) != 1 {
			t.Fatalf("one quad came back as %d: %q", len(back), b.String())
		}
		if got := nquads.Shorten(string(back[0].Subject.(quad.IRI))); nquads.Expand(got) != nquads.Expand(in.Subject.(quad.IRI)) {
			t.Errorf("subject %q came back as %q", in.Subject, got)
		}
		switch o := o.(type) {
		case quad.String:
			if back[0].Object != o {
				t.Errorf("%q came back as %q", o, back[0].Object)
			}
		case quad.LangString:
			if back[0].Object != o {
				t.Errorf("%q came back as %q", o, back[0].Object)
			}
		case quad.TypedString:
			want := quad.TypedString{Value: o.Value, Type: quad.IRI(nquads.Expand(o.Type))}
			if want.Type == "" || want.Type == "http://www.w3.org/2001/XMLSchema#string" {
				if back[0].Object != quad.Value(o.Value) {
					t.Errorf("%q came back as %q", o, back[0].Object)
				}
			} else if back[0].Object != want {
				t.Errorf("%q came back as %q", o, back[0].Object)
			}
		}
		if _, blank := o.(quad.BNode); blank { // a new name each time: it means nothing
			return
		}
		// Writing what was read gives the same bytes.
		if again := nq(t, back...); again != b.String() {
			t.Errorf("%q was rewritten as %q", b.String(), again)
		}
	})
}

// quadLines are N-Quads as a sorted list of distinct quads.
func quadLines(t *testing.T, text string) []string {
	t.Helper()
	var out []string
	for _, q := range readBack(t, text) {
		out = append(out, q.NQuad())
	}
	slices.Sort(out)
	return slices.Compact(out)
}
