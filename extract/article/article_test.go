package article_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"parley/extract/article"
)

func all(t testing.TB, paths []string, stdin string, o article.Options) (as []article.Article, errs []string) {
	t.Helper()
	for a, err := range article.Read(t.Context(), paths, strings.NewReader(stdin), o) {
		if err != nil {
			errs = append(errs, err.Error())
		} else {
			as = append(as, a)
		}
	}
	return as, errs
}

func TestText(t *testing.T) {
	for _, c := range []struct{ name, in, title, date, publisher, body string }{
		{"title line", "Talks end\n\nThey ended.\n", "Talks end", "", "", "Talks end\n\nThey ended.\n"},
		{"title above a date", "Talks end\n5 March 2014\n\nThey ended.\n", "Talks end", "2014-03-05", "", "Talks end\n5 March 2014\n\nThey ended.\n"},
		{"no title", "They ended today.\n\nAll went home.", "", "", "", "They ended today.\n\nAll went home."},
		{"header", "Title: Talks\nDate: 1986-10-12\nPublisher: The Herald\n\nThey met.", "Talks", "1986-10-12", "The Herald", "They met."},
		{"header without title", "date: 1986\r\n\r\nTalks end\r\n\r\nThey met.", "Talks end", "1986", "", "Talks end\r\n\r\nThey met."},
		{"no header: unknown key", "Date: 1986-10-12\nWeather: fine\n\nThey met.", "", "", "", "Date: 1986-10-12\nWeather: fine\n\nThey met."},
		{"no header: no empty line", "Title: only", "", "", "", "Title: only"},
		{"bom", "\ufeffTitle: Talks\n\nThey met.", "Talks", "", "", "They met."},
		{"time", "Published: 1986-10-12T23:00:00-05:00\n\nThey met.", "", "1986-10-12", "", "They met."},
	} {
		t.Run(c.name, func(t *testing.T) {
			as, errs := all(t, []string{"-"}, c.in, article.Options{})
			if len(as) != 1 || len(errs) > 0 {
				t.Fatal(as, errs)
			}
			a := as[0]
			if a.Text != c.in || a.Title != c.title || a.Published != c.date || a.Publisher != c.publisher || a.Text[a.Body:] != c.body {
				t.Errorf("%+v", a)
			}
			if !strings.HasPrefix(a.ID, "stdin-") || len(a.Hash) != 64 {
				t.Errorf("%q %q", a.ID, a.Hash)
			}
		})
	}
}

func TestLines(t *testing.T) {
	in := `{"id":"a","title":"T","published":"2001-02-03","publisher":"P","url":"U","text":"One.","odd":1}

{"text":"Two."}
{"text":3}
not json
{"id":"a","text":"Again."}
{"text":"  "}
{"text":"Last.","published":"2001-02-30"}
{"text":"End."}`
	as, errs := all(t, []string{"-"}, in, article.Options{Publisher: "Default"})
	var got []string
	for _, a := range as {
		got = append(got, strings.Join([]string{a.ID, a.Title, a.Published, a.Publisher, a.URL, a.Text}, "|"))
	}
	if want := []string{"a|T|2001-02-03|P|U|One.", "-#3|||Default||Two.", "-#9|||Default||End."}; !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
	want := []string{
		`standard input:4: "text" is a number, not text`,
		"standard input:5: invalid character",
		"standard input:6: its id was read before in this run: a, at standard input:1",
		"standard input:7: there is no text in it",
		`standard input:8: the date "2001-02-30" is not YYYY-MM-DD`,
	}
	if len(errs) != len(want) {
		t.Fatalf("%q", errs)
	}
	for i := range want {
		if !strings.HasPrefix(errs[i], want[i]) {
			t.Errorf("%q, want %q", errs[i], want[i])
		}
	}
}

func TestFolder(t *testing.T) {
	t.Chdir(t.TempDir())
	for name, content := range map[string]string{
		"in/b.txt": "B.", "in/a.TXT": "A.", "in/.hidden.txt": "no", "in/.git/x.txt": "no", "in/notes.md": "no", "in/sub/c.jsonl": "{\"text\":\"C.\"}\n",
		"in/empty.txt": " \n", "in/bin.txt": "a\x00b", "in/bad.txt": "ab\xffc", "in/wide.txt": "\xff\xfea\x00", "big.md": strings.Repeat("x", 100),
	} {
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink("..", "in/loop"); err != nil {
		t.Log(err) // not everywhere
	}
	as, errs := all(t, []string{"./in/", "none.txt", "big.md"}, "", article.Options{MaxBytes: 50})
	var ids []string
	for _, a := range as {
		ids = append(ids, a.ID)
	}
	if want := []string{"in/a.TXT", "in/b.txt", "in/notes.md", "in/sub/c.jsonl#1", "in/wide.txt"}; !slices.Equal(ids, want) {
		t.Errorf("%q", ids)
	}
	want := []string{"in/bad.txt: is not text in UTF-8: byte 2 is 0xff", "in/bin.txt: is not text: a NUL byte at byte 1", "in/empty.txt: there is no text in it", "none.txt: no such file or directory", "big.md: too large for one article: more than 50 bytes"}
	if !slices.Equal(errs, want) {
		t.Errorf("%q", errs)
	}
}

func TestCanceled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for range article.Read(ctx, []string{"-"}, strings.NewReader("Text."), article.Options{}) {
		t.Error("read on")
	}
}

func TestCheckEnglish(t *testing.T) {
	for in, ok := range map[string]bool{
		"The foreign ministers of the two countries met in Geneva on Monday and said that they would meet again.":                     true,
		"Die Außenminister der beiden Länder haben sich am Montag in Genf getroffen und gesagt, dass sie sich wieder treffen werden.": false,
		"Les ministres des affaires étrangères des deux pays se sont rencontrés lundi à Genève et ont dit qu'ils se reverraient.":     false,
		"Министры иностранных дел двух стран встретились в понедельник в Женеве и сказали, что встретятся снова.":                     false,
		"Genf.": true,
		"Tomas Lindqvist met Johan Brandt in Oslo on Monday. Pavel Haddad refused to meet Ines Lindqvist. “We will meet again,” Mara Novak said.": true,
		"Ministern reste till Oslo och träffade på måndagen sin norska kollega, som sade att de skulle mötas igen i höst.":                        false,
	} {
		err := article.CheckEnglish(article.Article{ID: "x", Text: in})
		var no *article.NotEnglishError
		if (err == nil) != ok || err != nil && !errors.As(err, &no) {
			t.Errorf("%s: %v", in, err)
		}
	}
	if article.CheckEnglish(article.Article{Language: "de", Text: "The"}) == nil || article.CheckEnglish(article.Article{Language: "en-GB", Text: "Der"}) != nil {
		t.Error("the input's own word does not count")
	}
}

func FuzzRead(f *testing.F) {
	f.Add("Title: x\n\nText.")
	f.Add(`{"id":"a","text":"One."}` + "\n{")
	f.Add("\ufeff{\"text\":\"\\ud800\"}")
	f.Add("V\n" + strings.Repeat("\xc5", 2400)) // twice as long in UTF-8
	f.Fuzz(func(t *testing.T, in string) {
		for a, err := range article.Read(t.Context(), []string{"-"}, strings.NewReader(in), article.Options{MaxBytes: 1 << 12}) {
			if err != nil {
				continue
			}
			if a.ID == "" || a.Body < 0 || a.Body > len(a.Text) || len(a.Text) > 1<<12 {
				t.Errorf("%+v", a)
			}
			if a.Source.Format == "text" && utf8.ValidString(in) && a.Text != in {
				t.Error("the text was changed")
			}
			_ = article.CheckEnglish(a)
		}
	})
}

func ExampleRead() {
	in := "Date: 1986-10-12\n\nTalks end\n\nThey ended in the evening."
	for a, err := range article.Read(context.Background(), []string{"-"}, strings.NewReader(in), article.Options{}) {
		fmt.Println(a.Title, a.Published, err)
	}
	// Output: Talks end 1986-10-12 <nil>
}

// TestReadBack: what was printed as JSON is read as the same article.
func TestReadBack(t *testing.T) {
	page := `<html lang="en"><title>Talks end | The Post</title><meta property="article:modified_time" content="2014-03-06T10:00:00Z"><time datetime="2014-03-05"></time>
<h1>Talks end</h1><p class="byline">By Ada Falk</p><figure><img src="a.jpg"><figcaption>The ministers — before the talks.</figcaption></figure>
<p>OSLO (Reuters) – The ministers of Norland and Sudria met in Oslo on Tuesday, and parted as friends, “as ever”, they said to the press that waited.</p></html>`
	first, errs := all(t, []string{"-"}, page, article.Options{})
	if len(first) != 1 || len(errs) != 0 {
		t.Fatalf("%d articles, %q", len(first), errs)
	}
	if first[0].Agency == "" || first[0].Updated == "" || len(first[0].Captions) == 0 {
		t.Fatalf("the page shows less than it should: %+v", first[0])
	}
	b, err := json.Marshal(first[0].Line())
	if err != nil {
		t.Fatal(err)
	}
	second, errs := all(t, []string{"-"}, string(b), article.Options{})
	if len(errs) != 0 || !reflect.DeepEqual(first, second) {
		t.Errorf("%q\n got %+v\nwant %+v", errs, second, first)
	}
}

// TestForeignFields: keys that mean something else to others cost nothing.
func TestForeignFields(t *testing.T) {
	in := `{"text":"The ministers met in Oslo on Monday, and agreed that they would all meet there again in the spring of the next year.","from":"desk 4","kind":7,"body":"x","source":"wire"}`
	as, errs := all(t, []string{"-"}, in, article.Options{})
	if len(as) != 1 || len(errs) != 0 || as[0].Kind != "" || as[0].Body != 0 {
		t.Fatalf("%+v, %q", as, errs)
	}
	if as[0].Language != "en" || as[0].From["language"] != "text" {
		t.Errorf("its language is %q, from %q", as[0].Language, as[0].From["language"])
	}
}
