package page

import (
	"bytes"
	"encoding/json"
	"fmt"
	"html/template"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	texttemplate "text/template"
	"time"

	"github.com/rogpeppe/go-internal/txtar"
)

// story is invented news, with which the fixtures' pages are filled.
type story struct {
	Name, Title, Date, Updated, Author, Publisher, Path, Caption, Pull string
	Paragraphs                                                         []string
}

func stories(t testing.TB) []story {
	t.Helper()
	a, err := txtar.ParseFile("../testdata/stories.txtar")
	if err != nil {
		t.Fatal(err)
	}
	var out []story
	for _, f := range a.Files {
		s := story{Name: strings.TrimSuffix(f.Name, ".txt")}
		head, body, _ := strings.Cut(string(f.Data), "\n\n")
		for line := range strings.Lines(head) {
			k, v, _ := strings.Cut(strings.TrimSpace(line), ": ")
			*map[string]*string{"Title": &s.Title, "Date": &s.Date, "Updated": &s.Updated, "Author": &s.Author, "Publisher": &s.Publisher, "Path": &s.Path, "Caption": &s.Caption, "Pull": &s.Pull}[k] = v
		}
		s.Paragraphs = strings.Split(strings.TrimSpace(body), "\n")
		out = append(out, s)
	}
	return out
}

func (s story) URL() string       { return "https://news.example/" + s.Path }
func (s story) Rest() []string    { return s.Paragraphs[1:] }
func (s story) Authors() []string { return strings.Split(s.Author, ", ") }

// Host is a host that has the publisher's name.
func (s story) Host() string {
	return strings.ReplaceAll(plainLetters(template.HTMLEscapeString(s.Publisher)), "amp", "")
}

// HostURL is where the story would be at that host.
func (s story) HostURL() string { return "https://www." + s.Host() + ".example/" + s.Path }

func (s story) day() time.Time {
	d, _ := time.Parse(time.DateOnly, s.Date)
	return d
}
func (s story) Long() string    { return s.day().Format("January 2, 2006") }
func (s story) Dotted() string  { return s.day().Format("02.01.2006") }
func (s story) Slashed() string { return s.day().Format("2006/01/02") }

// fixture is a page that a content system could have made of a story.
type fixture struct {
	system string
	story  story
	page   string
	lacks  string // what the page does not tell
}

// url is the address that the page tells.
func (f fixture) url() string {
	if u := f.story.HostURL(); strings.Contains(f.page, u) {
		return u
	}
	return f.story.URL()
}

var lacks = regexp.MustCompile(`^\{\{/\* lacks:([a-z ]*)\*/\}\}`)

func fixtures(t testing.TB) []fixture {
	t.Helper()
	files, err := filepath.Glob("../testdata/pages/*.tmpl")
	if err != nil || len(files) == 0 {
		t.Fatal(err, len(files))
	}
	var out []fixture
	for _, file := range files {
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		js := func(s string) string { b, _ := json.Marshal(s); return string(b) }
		tm, err := texttemplate.New(file).Funcs(texttemplate.FuncMap{"js": js}).Parse(string(b))
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range stories(t) {
			esc := s // in markup
			for _, p := range []*string{&esc.Title, &esc.Author, &esc.Publisher, &esc.Caption, &esc.Pull} {
				*p = template.HTMLEscapeString(*p)
			}
			esc.Paragraphs = nil
			for _, p := range s.Paragraphs {
				esc.Paragraphs = append(esc.Paragraphs, template.HTMLEscapeString(p))
			}
			var w bytes.Buffer
			if err := tm.Execute(&w, esc); err != nil {
				t.Fatal(err)
			}
			out = append(out, fixture{strings.TrimSuffix(filepath.Base(file), ".html.tmpl"), s, w.String(), lacks.FindStringSubmatch(string(b))[1]})
		}
	}
	return out
}

// score is the precision and recall of words.
type score struct{ hit, got, want int }

func (s *score) add(got, want string) {
	count := map[string]int{}
	for w := range strings.FieldsSeq(want) {
		count[w]++
		s.want++
	}
	for w := range strings.FieldsSeq(got) {
		s.got++
		if count[w] > 0 {
			count[w]--
			s.hit++
		}
	}
}

func (s score) prf() (p, r, f float64) {
	p, r = float64(s.hit)/float64(max(s.got, 1)), float64(s.hit)/float64(max(s.want, 1))
	return p, r, 2 * p * r / max(p+r, 1e-9)
}

// missed are what is known to come out wrong: a short article beside a line
// that reads like one of its sentences, in elements without a telling name.
var missed = map[string]bool{"plain-divs/short text": true}

// TestFixtures reads every story as every system would put it, and prints
// (with -v) a table of what came out right, beside the library alone.
func TestFixtures(t *testing.T) {
	fs := fixtures(t)
	if len(fs) < 60 {
		t.Fatalf("%d fixtures", len(fs))
	}
	var ours, lib score
	table := map[string]map[string][2]int{}
	var order []string
	for _, f := range fs {
		if table[f.system] == nil {
			table[f.system] = map[string][2]int{}
			order = append(order, f.system)
		}
		mark := func(what string, right bool, got, want string) {
			c := table[f.system][what]
			c[1]++
			if right {
				c[0]++
			} else if !missed[f.system+"/"+f.story.Name+" "+what] {
				t.Errorf("%s/%s: %s %q, want %q", f.system, f.story.Name, what, got, want)
			}
			table[f.system][what] = c
		}
		ds, err := Parse(f.page, Options{})
		if err != nil || len(ds) != 1 {
			t.Errorf("%s/%s: %d articles, %v", f.system, f.story.Name, len(ds), err)
			continue
		}
		d := ds[0]
		want := strings.Join(f.story.Paragraphs, "\n\n")
		mark("text", d.Text == want, d.Text, want)
		ours.add(d.Text, want)
		lib.add(strings.Join(library(f.page, "").paragraphs, "\n\n"), want)
		for _, m := range []struct{ what, got, want string }{
			{"title", d.Title, f.story.Title}, {"published", d.Published, f.story.Date}, {"updated", d.Updated, f.story.Updated},
			{"publisher", d.Publisher, f.story.Publisher}, {"author", d.Author, f.story.Author}, {"url", d.URL, f.url()},
		} {
			if slices.Contains(strings.Fields(f.lacks), m.what) {
				if m.got == m.want || m.got == "" {
					continue // it may be told by accident, but nothing else may
				}
				if m.what == "publisher" && m.got != f.story.Publisher {
					continue // what stands for the publisher there is its own site
				}
			}
			mark(m.what, m.got == m.want, m.got, m.want)
		}
		if strings.Contains(f.page, "aption>") && !slices.Contains(d.Captions, f.story.Caption) {
			mark("caption", false, fmt.Sprint(d.Captions), f.story.Caption)
		}
	}
	for _, s := range order {
		line := fmt.Sprintf("%-18s", s)
		for _, what := range []string{"text", "title", "published", "updated", "publisher", "author", "url"} {
			c := table[s][what]
			line += fmt.Sprintf(" %s %d/%d", what, c[0], c[1])
		}
		t.Log(line)
	}
	p, r, f1 := ours.prf()
	lp, lr, lf := lib.prf()
	t.Logf("%d pages: text P %.3f R %.3f F1 %.3f; go-readability alone P %.3f R %.3f F1 %.3f", len(fs), p, r, f1, lp, lr, lf)
	if f1 < 0.995 || f1 < lf {
		t.Errorf("F1 %.3f, and the library alone %.3f", f1, lf)
	}
}
