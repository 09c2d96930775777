package main

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"math/rand"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"
)

// writeCrawl writes a web archive of about size bytes, compressed record by
// record or not, as a crawler would leave it: pages heavy with scripts, most
// of them not in English, pictures, redirects, and one damaged record. It is
// the number of English articles.
func writeCrawl(t *testing.T, path string, size int64, packed bool) int {
	t.Helper()
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	w := bufio.NewWriterSize(f, 1<<20)
	rnd := rand.New(rand.NewSource(3))
	first := []string{"Anna", "Chidi", "Mara", "Johan", "Leila", "Tomas"}
	last := []string{"Lindqvist", "Okafor", "Ilves", "Brandt", "Haddad", "Novak"}
	script := make([]byte, 60_000)
	for i := range script {
		script[i] = "abcdefghijklmnopqrstuvwxyz0123456789(){};=., "[rnd.Intn(45)]
	}
	var written int64
	english := 0
	put := func(b []byte) {
		if packed {
			var z bytes.Buffer
			g := gzip.NewWriter(&z)
			_, _ = g.Write(b) // to memory
			_ = g.Close()
			b = z.Bytes()
		}
		n, err := w.Write(b)
		if err != nil {
			t.Fatal(err)
		}
		written += int64(n)
	}
	record := func(uri, status, media, body string) {
		block := fmt.Sprintf("HTTP/1.1 %s\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s", status, media, len(body), body)
		put([]byte(fmt.Sprintf("WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: %s\r\nWARC-Date: 2014-03-06T00:00:00Z\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", uri, len(block), block)))
	}
	for i := 0; written < size; i++ {
		uri := fmt.Sprintf("https://post.example/%d", i)
		at := rnd.Intn(len(script) - 20_000)
		page := func(lang, text string) string {
			return fmt.Sprintf(`<html lang="%s"><head><title>Report %d</title><meta property="og:site_name" content="The Post"><meta property="article:published_time" content="2014-03-05"><script>%s</script></head><body><nav><a href="/">Home</a></nav><article><h1>Report %d</h1>%s</article><script>%s</script></body></html>`, lang, i, script[at:], i, text, script[:at])
		}
		switch {
		case i == 40:
			put([]byte("this is no record at all\r\nand neither is this\r\n\r\n"))
		case i%20 == 3:
			record(uri, "200 OK", "image/png", "\x89PNG"+string(script))
		case i%20 == 5:
			record(uri, "404 Not Found", "text/html", "no")
		case i%8 == 1:
			a, b := first[rnd.Intn(6)]+" "+last[rnd.Intn(6)], first[rnd.Intn(6)]+" "+last[rnd.Intn(6)]
			record(uri, "200 OK", "text/html; charset=utf-8", page("en", fmt.Sprintf("<p>%s met %s in Geneva on Monday, and they spoke for three hours about the border.</p><p>“We will meet again,” %s said after the talks had ended in the evening.</p>", a, b, a)))
			english++
		default:
			record(uri, "200 OK", "text/html; charset=utf-8", page("de", "<p>Die Ministerinnen der beiden Länder haben sich am Montag in Genf getroffen und gesagt, dass sie sich bald wieder treffen werden.</p><p>Niemand hatte erwartet, dass die Gespräche so lange dauern würden, sagte ein Diplomat.</p>"))
		}
	}
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	return english
}

// megabytes is how large the archive of TestCrawl is: 100, or $PARLEY_WARC_MB.
func megabytes(t *testing.T) int64 {
	t.Helper()
	s := os.Getenv("PARLEY_WARC_MB")
	if s == "" {
		return 100
	}
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// TestCrawl reads a large web archive: in memory that does not grow with it,
// past a damaged record, which is named, and, killed in the middle and begun
// again, to the same database as when it is not disturbed.
func TestCrawl(t *testing.T) {
	if testing.Short() {
		t.Skip("writes and reads 100 MB; -short")
	}
	dir := t.TempDir()
	size := megabytes(t) << 20
	if raced {
		size = 50 << 20
	}
	small, large := filepath.Join(dir, "small.warc"), filepath.Join(dir, "large.warc")
	writeCrawl(t, small, size/10, false)
	english := writeCrawl(t, large, size, false)

	rss := map[string]int64{}
	for _, path := range []string{small, large} {
		begin := time.Now()
		cmd := exec.Command("parley", "read", "--jobs", "2", "--format", "json", path)
		var errs bytes.Buffer
		cmd.Stderr = &errs
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		n := 0
		for sc := json.NewDecoder(out); ; n++ {
			var a struct{ Title, Published, Publisher, Text string }
			if err := sc.Decode(&a); err == io.EOF {
				break
			} else if err != nil {
				t.Fatal(err)
			}
			if !strings.HasPrefix(a.Title, "Report ") || a.Published != "2014-03-05" || a.Publisher != "The Post" || a.Text == "" {
				t.Fatalf("%+v", a)
			}
		}
		_ = cmd.Wait()
		if cmd.ProcessState.ExitCode() != exitPartly || !strings.Contains(errs.String(), "#41: no WARC record begins where one should") || strings.Count(errs.String(), "parley: error:") != 2 {
			t.Errorf("exit status %d, %s", cmd.ProcessState.ExitCode(), errs.String())
		}
		rss[path] = maxRSS(cmd.ProcessState)
		t.Logf("%s: %d articles in %v, %d MB of memory at most", filepath.Base(path), n, time.Since(begin).Round(time.Millisecond), rss[path]>>20)
	}
	if runtime.GOOS == "linux" && !raced && (rss[large] > rss[small]*3/2+32<<20 || rss[large] > 400<<20) {
		t.Errorf("%d MB of memory for the large one, %d MB for the small one", rss[large]>>20, rss[small]>>20)
	}

	calm, killed := filepath.Join(dir, "calm.db"), filepath.Join(dir, "killed.db")
	begin := time.Now()
	add := exec.Command("parley", "--db", calm, "add", large)
	out, _ := add.Output() // it fails for the damaged record
	whole := time.Since(begin)
	if want := fmt.Sprintf("%d added, 0 replaced, 0 unchanged, 1 failed\n", english); string(out) != want {
		t.Fatalf("%q, want %q", out, want)
	}
	kills := 0
	for _, share := range []time.Duration{3, 2} {
		add = exec.Command("parley", "--db", killed, "add", large)
		if err := add.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(whole * share / 5)
		_ = add.Process.Kill()
		if add.Wait() != nil {
			kills++
		}
	}
	add = exec.Command("parley", "--db", killed, "add", large)
	out, _ = add.Output()
	var added, replaced, unchanged, failed int
	if _, err := fmt.Sscanf(string(out), "%d added, %d replaced, %d unchanged, %d failed", &added, &replaced, &unchanged, &failed); err != nil || added+unchanged != english || replaced != 0 || failed != 1 {
		t.Errorf("%q", out)
	}
	if parley(t, "--db", calm, "export") != parley(t, "--db", killed, "export") {
		t.Error("a run after killed ones exports other bytes")
	}
	t.Logf("%d MB, %d articles: %v undisturbed; killed %d times, then %d were there and %d were added", size>>20, english, whole.Round(time.Millisecond), kills, unchanged, added)
}

// TestPackedCrawl: damage to a record that is compressed by itself costs that
// record only.
func TestPackedCrawl(t *testing.T) {
	path := filepath.Join(t.TempDir(), "crawl.warc.gz")
	writeCrawl(t, path, 1<<20, true)
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	count := func() (n int, errs string) {
		cmd := exec.Command("parley", "read", "--format", "json", path)
		var e bytes.Buffer
		cmd.Stderr = &e
		out, _ := cmd.Output()
		return bytes.Count(out, []byte("\n")), e.String()
	}
	n, _ := count()
	b[len(b)/2] ^= 0xff
	b[len(b)/2+1] ^= 0xff
	if err := os.WriteFile(path, b, 0o644); err != nil {
		t.Fatal(err)
	}
	got, errs := count()
	if got < n-2 || got >= n || !strings.Contains(errs, "crawl.warc.gz#") {
		t.Errorf("%d of %d articles, %s", got, n, errs)
	}
}
