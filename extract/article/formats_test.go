package article_test

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/klauspost/compress/zstd"

	"parley/extract/article"
	"parley/extract/article/table"
)

const (
	first  = "The envoys of Norland and Sudria met in Oslo on Monday, and they agreed on nothing at all."
	second = "Nobody had expected that the talks would last so long, a diplomat said."
)

var (
	both = first + "\n\n" + second
	page = `<!DOCTYPE html><html lang="en"><head><title>Talks end</title><meta property="og:site_name" content="The Post"><meta property="article:published_time" content="2014-03-05"></head><body><nav><a href="/">Home</a></nav><article><h1>Talks end</h1><p>` + first + `</p><p>` + second + `</p></article></body></html>`
	rss  = `<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>The Post</title><item><title>Talks end</title><pubDate>Wed, 05 Mar 2014 10:00:00 GMT</pubDate><content:encoded><![CDATA[<p>` + first + `</p><p>` + second + `</p>]]></content:encoded></item></channel></rss>`
	eml  = "From: Anna Novak <a@x.example>\r\nOrganization: The Post\r\nSubject: Talks end\r\nDate: Wed, 5 Mar 2014 10:00:00 +0100\r\n\r\n" + first + "\r\n\r\n" + second + "\r\n"
	http = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
)

func zipped(files ...string) string {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for i := 0; i < len(files); i += 2 {
		f, _ := w.Create(files[i])
		_, _ = io.WriteString(f, files[i+1])
	}
	_ = w.Close()
	return b.String()
}

func tarred(files ...string) string {
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	for i := 0; i < len(files); i += 2 {
		_ = w.WriteHeader(&tar.Header{Name: files[i], Size: int64(len(files[i+1])), Mode: 0o644})
		_, _ = io.WriteString(w, files[i+1])
	}
	_ = w.Close()
	return b.String()
}

func gzipped(s string) string {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	_, _ = io.WriteString(w, s)
	_ = w.Close()
	return b.String()
}

func zstded(s string) string {
	var b bytes.Buffer
	w, _ := zstd.NewWriter(&b)
	_, _ = io.WriteString(w, s)
	_ = w.Close()
	return b.String()
}

func warc(uri, block string) string {
	return fmt.Sprintf("WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: %s\r\nWARC-Date: 2014-03-06T00:00:00Z\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", uri, len(block), block)
}

// TestFormats: the same article in every format, told by content: the files
// have no telling names.
func TestFormats(t *testing.T) {
	docx := zipped("[Content_Types].xml", "", "word/document.xml", `<w:document><w:body><w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr><w:r><w:t>Talks end</w:t></w:r></w:p><w:p><w:r><w:t>`+first+`</w:t></w:r></w:p><w:p><w:r><w:t>`+second+`</w:t></w:r></w:p></w:body></w:document>`, "docProps/core.xml", `<c><created>2014-03-05T00:00:00Z</created></c>`)
	odt := zipped("mimetype", "application/vnd.oasis.opendocument.text", "content.xml", `<d><h>Talks end</h><p>`+first+`</p><p>`+second+`</p></d>`, "meta.xml", `<m><creation-date>2014-03-05</creation-date></m>`)
	mhtml := "From: <Saved by a browser>\r\nSnapshot-Content-Location: https://post.example/talks\r\nSubject: Talks end\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"b\"\r\n\r\n--b\r\nContent-Type: text/html\r\nContent-Location: https://post.example/talks\r\n\r\n" + page + "\r\n--b--\r\n"
	json := func(s string) string { return strings.ReplaceAll(s, "\n", `\n`) }
	for _, c := range []struct {
		name, in, id   string
		lacksPublisher bool
	}{
		{"text with a header", "Title: Talks end\nDate: 2014-03-05\nPublisher: The Post\n\n" + both, "f", false},
		{"markdown", "---\ntitle: Talks end\ndate: 2014-03-05\npublisher: The Post\n---\n" + both, "f", false},
		{"html", page, "f", false},
		{"html after a comment and a declaration", "<?xml version=\"1.0\"?>\n<!-- saved -->\n" + page, "f", false},
		{"html in utf-16", "\xfe\xff" + string(utf16(page)), "f", false},
		{"html in latin-1 that says utf-8", strings.Replace(page, "Oslo", "Oslo, Troms\xf8", 1), "f", false},
		{"mhtml", mhtml, "f", false},
		{"rss", rss, "f#1", false},
		{"rss after a byte order mark", "\ufeff" + rss, "f#1", false},
		{"atom", `<feed xmlns="http://www.w3.org/2005/Atom"><title>The Post</title><entry><title>Talks end</title><published>2014-03-05T00:00:00Z</published><content type="html">&lt;p>` + first + `&lt;/p>&lt;p>` + second + `&lt;/p></content></entry></feed>`, "f#1", false},
		{"json feed", `{"version":"https://jsonfeed.org/version/1","title":"The Post","items":[{"id":"1","title":"Talks end","date_published":"2014-03-05T00:00:00Z","content_html":"<p>` + first + `</p><p>` + second + `</p>"}]}`, "f#1", false},
		{"json lines", `{"title":"Talks end","published":"2014-03-05","publisher":"The Post","text":"` + json(both) + `"}`, "f#1", false},
		{"json lines with other names", `{"headline":"Talks end","date":"March 5, 2014","source":{"name":"The Post"},"body":"` + json(both) + `"}`, "f#1", false},
		{"json array", `[{"headline":"Talks end","pubDate":"Wed, 05 Mar 2014 10:00:00 GMT","outlet":"The Post","content":"<p>` + first + `</p><p>` + second + `</p>"}]`, "f#1", false},
		{"json object over lines", "{\n  \"title\": \"Talks end\",\n  \"published\": \"2014-03-05\",\n  \"publisher\": \"The Post\",\n  \"text\": \"" + json(both) + "\"\n}", "f", false},
		{"csv", "Headline,Date,Outlet,Body\nTalks end,2014-03-05,The Post,\"" + both + "\"\n", "f#1", false},
		{"csv with semicolons", "headline;date;outlet;body\nTalks end;05.03.2014;The Post;\"" + both + "\"\n", "f#1", false},
		{"tsv", "headline\tdate\toutlet\tbody\nTalks end\t2014-03-05\tThe Post\t\"" + both + "\"\n", "f#1", false},
		{"eml", eml, "f", false},
		{"mbox", "From a@x Wed Mar  5 10:00:00 2014\n" + strings.ReplaceAll(eml, "\r\n", "\n") + "\n", "f#1", false},
		{"docx", docx, "f", true},
		{"odt", odt, "f", true},
		{"zip", zipped("a/b.html", page, "style.css", "p{}", ".hidden.html", page, "__MACOSX/b.html", page), "f!a/b.html", false},
		{"tar", tarred("a/b", page), "f!a/b", false},
		{"tar in gzip", gzipped(tarred("b.html", page)), "f!b.html", false},
		{"gzip", gzipped(page), "f", false},
		{"gzip of two members", gzipped(page[:200]) + gzipped(page[200:]), "f", false},
		{"zstd", zstded(page), "f", false},
		{"zip in tar in gzip", gzipped(tarred("a.zip", zipped("b.html", page))), "f!a.zip!b.html", false},
		{"docx in zip", zipped("a.bin", docx), "f!a.bin", true},
		{"feed in zip", zipped("a", rss), "f!a#1", false},
		{"warc", warc("https://post.example/talks", http+page), "f#1", false},
		{"warc in gzip", gzipped(warc("dns:x", "x")) + gzipped(warc("https://post.example/talks", http+page)), "f#2", false},
		{"warc with gzip within", warc("https://post.example/talks", strings.Replace(http, "\r\n\r\n", "\r\nContent-Encoding: gzip\r\n\r\n", 1)+gzipped(page)), "f#1", false},
		{"warc that says gzip and is not", warc("https://post.example/talks", strings.Replace(http, "\r\n\r\n", "\r\nContent-Encoding: gzip\r\n\r\n", 1)+page), "f#1", false},
		{"warc with chunks", warc("https://post.example/talks", strings.Replace(http, "\r\n\r\n", "\r\nTransfer-Encoding: chunked\r\n\r\n", 1)+fmt.Sprintf("%x\r\n%s\r\n0\r\n\r\n", len(page), page)), "f#1", false},
		{"warc that says chunks and has none", warc("https://post.example/talks", strings.Replace(http, "\r\n\r\n", "\r\nTransfer-Encoding: chunked\r\n\r\n", 1)+page), "f#1", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Chdir(t.TempDir())
			if err := os.WriteFile("f", []byte(c.in), 0o644); err != nil {
				t.Fatal(err)
			}
			as, errs := all(t, []string{"f"}, "", article.Options{})
			errs = slices.DeleteFunc(errs, func(s string) bool { return strings.Contains(s, "holds no articles") })
			if len(as) != 1 || len(errs) > 0 {
				t.Fatal(as, errs)
			}
			a := as[0]
			publisher := "The Post"
			if c.lacksPublisher {
				publisher = ""
			}
			text := strings.TrimSpace(strings.Replace(a.Text[a.Body:], ", Tromsø", "", 1))
			if a.Title != "Talks end" || a.Published != "2014-03-05" || a.Publisher != publisher || text != both || a.ID != c.id || len(a.Source.Hash) != 64 {
				t.Errorf("%+v", a)
			}
			if strings.Contains(c.name, "warc") && a.URL != "https://post.example/talks" {
				t.Error(a.URL)
			}
			piped, _ := all(t, []string{"-"}, c.in, article.Options{}) // as a stream
			if len(piped) != 1 || piped[0].Text != a.Text {
				t.Errorf("from standard input: %+v", piped)
			}
		})
	}
}

func utf16(s string) []byte {
	var b []byte
	for _, r := range s {
		b = append(b, byte(r>>8), byte(r))
	}
	return b
}

// TestMap: columns that nobody could guess.
func TestMap(t *testing.T) {
	m, err := table.ParseMap("text=c3,published=c1")
	if err != nil {
		t.Fatal(err)
	}
	as, errs := all(t, []string{"-"}, "c1,c2,c3\n2014-03-05,x,"+second+"\n", article.Options{Map: m})
	if len(as) != 0 { // a comma in the text makes a column of its own
		if as[0].Published != "2014-03-05" || !strings.HasPrefix(as[0].Text, "Nobody had") {
			t.Errorf("%+v %q", as, errs)
		}
	}
	as, errs = all(t, []string{"-"}, `{"c1":"2014-03-05","c3":"`+second+`"}`, article.Options{Map: m})
	if len(as) != 1 || as[0].Text != second || as[0].Published != "2014-03-05" {
		t.Errorf("%+v %q", as, errs)
	}
}

// TestOther: what is no article is passed over where it was found, and an
// error where it was named.
func TestOther(t *testing.T) {
	t.Chdir(t.TempDir())
	for name, content := range map[string]string{
		"in/a.png": "\x89PNG\r\n\x1a\n", "in/b.js": "var a = 1;", "in/c.json": `{"a": 1}`, "in/d.xml": "<?xml version=\"1.0\"?><svg></svg>", "in/e.doc": "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
		"in/page.html": page, "in/page_files/frame.html": page, "in/f.html": "<html><body><script>x</script></body></html>", "in/g.csv": "a,b\n1,2\n",
	} {
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	n, skipped := 0, 0
	for a, err := range article.Read(t.Context(), []string{"in"}, nil, article.Options{}) {
		switch e := err.(type) {
		case nil:
			n++
			if a.ID != "in/page.html" {
				t.Error(a.ID)
			}
		case *article.Error:
			if !e.Skip {
				t.Error(e)
			}
			skipped++
		}
	}
	if n != 1 || skipped != 7 {
		t.Errorf("%d articles, %d skipped", n, skipped)
	}
	for a, err := range article.Read(t.Context(), []string{"in/a.png"}, nil, article.Options{}) {
		if e, ok := err.(*article.Error); !ok || e.Skip {
			t.Errorf("%+v %v", a, err)
		}
	}
}

// endless is n bytes of a text without a line end.
type endless struct{ n int64 }

func (e *endless) Read(p []byte) (int, error) {
	if e.n <= 0 {
		return 0, io.EOF
	}
	k := min(int64(len(p)), e.n)
	for i := range p[:k] {
		p[i] = 'x'
	}
	e.n -= k
	return int(k), nil
}

// TestHostile: what is made to exhaust us is named, in bounded memory, and
// what stands beside it is read.
func TestHostile(t *testing.T) {
	bomb := gzipped(tarred("a.html", page, "zeros.bin", strings.Repeat("\x00", 110<<20), "b.html", page))
	deep := page
	for range 20 {
		deep = zipped("a", deep)
	}
	deepGzip := page
	for range 20 {
		deepGzip = gzipped(deepGzip)
	}
	runtime.GC()
	for _, c := range []struct {
		name, want string // an error that must be there
		articles   int
		in         io.Reader
	}{
		{"gzip bomb", "unpacks to too much", 1, strings.NewReader(bomb)},
		{"gzip bomb of text", "too large", 0, strings.NewReader(gzipped(strings.Repeat("word ", 4<<20)))},
		{"bomb in a zip", "too large for one article", 1, strings.NewReader(zipped("a.txt", strings.Repeat("word ", 4<<20), "b.html", page))},
		{"zip in zip in zip", "too deep", 0, strings.NewReader(deep)},
		{"gzip in gzip in gzip", "too deep", 0, strings.NewReader(deepGzip)},
		{"names that lead out", "leads out of the archive", 1, strings.NewReader(zipped("../../etc/cron.d/x.html", page, "/abs.html", page, "C:\\x.html", page, "ok.html", page))},
		{"tar names that lead out", "leads out of the archive", 1, strings.NewReader(tarred("../x.html", page, "ok.html", page))},
		{"a text without end", "too large", 0, &endless{1 << 40}},
		{"a line of JSON without end", "too large", 1, io.MultiReader(strings.NewReader(`{"text":"`), &endless{150 << 20}, strings.NewReader("\"}\n{\"text\":\"Well.\"}\n"))},
		{"a cell without end", "too large", 1, io.MultiReader(strings.NewReader("text,title\n\""+first+"\",T\n\""), &endless{150 << 20})},
		{"an element of an array without end", "too large", 1, io.MultiReader(strings.NewReader(`[{"text":"`+first+`"},{"text":"`), &endless{150 << 20})},
		{"a page without end", "too large", 0, io.MultiReader(strings.NewReader("<html><p>"), &endless{1 << 40})},
		{"a message without end", "too large", 1, io.MultiReader(strings.NewReader("From a@x\n"+eml+"\nFrom b@x\n"+eml), &endless{100 << 20})},
		{"a record without end", "too large", 1, io.MultiReader(strings.NewReader(warc("https://post.example/a", http+page)+"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://x.example/\r\nContent-Length: 1099511627776\r\n\r\n"), &endless{100 << 20})},
		{"elements without end", "", 0, strings.NewReader("<html>" + strings.Repeat("<div>", 1<<20) + page)},
		{"deep JSON", "", 0, strings.NewReader(`[{"text":` + strings.Repeat("[", 1<<20))},
		{"brackets without end", "there is no text in it", 0, strings.NewReader(strings.Repeat("[", 1<<20))},
		{"entities of entities", "", 0, strings.NewReader(`<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><rss><channel><item><title>&b;</title></item></channel></rss>`)},
		{"other XML", "holds no articles", 0, strings.NewReader(`<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "x.dtd"><svg><text>The talks went on for days.</text></svg>`)},
		{"cut zip", "not readable as zip", 0, strings.NewReader(zipped("a.html", page)[:200])},
		{"cut gzip", "unexpected EOF", 0, strings.NewReader(gzipped(page)[:100])},
		{"cut tar", "", 0, strings.NewReader(tarred("a.html", page)[:700])},
		{"script in every field", "", 1, strings.NewReader(strings.ReplaceAll(strings.ReplaceAll(page, "Talks end", "&lt;script&gt;alert(1)&lt;/script&gt;\x1b[2J"), "The Post", "\x00\x07"))},
	} {
		t.Run(c.name, func(t *testing.T) {
			begin := time.Now()
			var errs []string
			n := 0
			var top uint64
			for a, err := range article.Read(t.Context(), []string{"-"}, c.in, article.Options{}) {
				var m runtime.MemStats
				runtime.ReadMemStats(&m)
				top = max(top, m.HeapInuse)
				if err != nil {
					errs = append(errs, err.Error())
					continue
				}
				n++
				if strings.ContainsAny(a.Title+a.Publisher, "\x00\x07\x1b") {
					t.Errorf("%+v", a)
				}
			}
			if n != c.articles || c.want != "" && !strings.Contains(strings.Join(errs, "\n"), c.want) || c.want == "" && n == 0 && len(errs) == 0 {
				t.Errorf("%d articles, %.500q", n, errs)
			}
			if top > 900<<20 || time.Since(begin) > 60*time.Second {
				t.Errorf("%d MB, %v", top>>20, time.Since(begin))
			}
		})
	}
}

// TestJobs: the same articles in the same order, whatever the number of jobs.
func TestJobs(t *testing.T) {
	var files []string
	for i := range 60 {
		files = append(files, fmt.Sprintf("%02d.html", i), strings.ReplaceAll(page, "Talks end", fmt.Sprintf("Talks %d end", i)))
	}
	in := zipped(files...)
	want := ""
	for _, jobs := range []int{1, 2, 7} {
		as, errs := all(t, []string{"-"}, in, article.Options{Jobs: jobs})
		if len(as) != 60 || len(errs) > 0 {
			t.Fatal(len(as), errs)
		}
		got := ""
		for _, a := range as {
			got += a.ID + a.Hash
		}
		if want == "" {
			want = got
		} else if got != want {
			t.Errorf("other articles with %d jobs", jobs)
		}
	}
}

// TestStop: a reader who has enough ends it, and leaves nothing running.
func TestStop(t *testing.T) {
	before := runtime.NumGoroutine()
	for range 20 {
		for range article.Read(t.Context(), []string{"-"}, strings.NewReader(strings.Repeat(`{"text":"One more."}`+"\n", 5000)), article.Options{Jobs: 4}) {
			break
		}
	}
	for i := 0; runtime.NumGoroutine() > before+2; i++ {
		if i > 100 {
			t.Fatalf("%d goroutines, %d before", runtime.NumGoroutine(), before)
		}
		time.Sleep(10 * time.Millisecond)
	}
}

func FuzzFormats(f *testing.F) {
	for _, s := range []string{page, rss, eml, "From x\n" + eml, zipped("a.html", page), tarred("a.html", page), gzipped(page), zstded(page), warc("http://x.example/", http+page), gzipped(warc("http://x.example/", http+page)), "a,text\n1,2", `[{"text":"x"}]`, "%PDF-1.4\n", "---\ntitle: x\n---\nx"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		for a, err := range article.Read(t.Context(), []string{"-"}, bytes.NewReader(b), article.Options{MaxInput: 1 << 18, MaxBytes: 1 << 16, Timeout: time.Second}) {
			if err != nil {
				continue
			}
			if a.ID == "" || a.Body < 0 || a.Body > len(a.Text) || len(a.Text) > 1<<16 || a.Hash == "" {
				t.Errorf("%+v", a)
			}
		}
	})
}
