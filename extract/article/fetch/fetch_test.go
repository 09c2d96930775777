package fetch

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

const pageHTML = `<html><head><title>Talks end</title></head><body><article><h1>Talks end</h1><p>The envoys of Norland and Sudria met in Oslo on Monday, and agreed to meet again.</p></article></body></html>`

// run fetches from a local server, without pauses.
func run(t *testing.T, o Options, addresses ...string) []Result {
	t.Helper()
	if o.Dir == "" {
		o.Dir = t.TempDir()
	}
	if o.Pause == 0 {
		o.Pause = time.Millisecond
	}
	o.Backoff = time.Millisecond
	o.Now = func() time.Time { return time.Date(2014, 3, 5, 10, 0, 0, 0, time.UTC) }
	var rs []Result
	if err := Run(t.Context(), addresses, o, func(r Result) { rs = append(rs, r) }); err != nil {
		t.Fatal(err)
	}
	slices.SortFunc(rs, func(a, b Result) int { return strings.Compare(a.URL, b.URL) })
	return rs
}

func TestFeed(t *testing.T) {
	var asked sync.Map
	var srv *httptest.Server
	srv = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		n, _ := asked.LoadOrStore(r.URL.Path, new(atomic.Int32))
		n.(*atomic.Int32).Add(1)
		switch r.URL.Path {
		case "/robots.txt":
			fmt.Fprint(w, "User-agent: *\nDisallow: /closed/\n")
		case "/feed":
			w.Header().Set("Content-Type", "application/rss+xml")
			fmt.Fprintf(w, `<?xml version="1.0"?><rss version="2.0"><channel><title>Post</title><item><title>One</title><link>%s/one</link></item><item><title>Two</title><link>/closed/two</link></item></channel></rss>`, srv.URL)
		case "/one":
			w.Header().Set("ETag", `"v1"`)
			if r.Header.Get("If-None-Match") == `"v1"` {
				w.WriteHeader(http.StatusNotModified)
				return
			}
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			w.Header().Set("Set-Cookie", "secret=1")
			fmt.Fprint(w, pageHTML)
		}
	}))
	defer srv.Close()
	dir := t.TempDir()
	rs := run(t, Options{Dir: dir, Private: true}, srv.URL+"/feed")
	if len(rs) != 3 || rs[0].Outcome != Refused || !errors.Is(rs[0].Err, ErrRobots) || !rs[1].Feed || rs[1].Entries != 2 || rs[2].Outcome != Fetched {
		t.Fatalf("%+v", rs)
	}
	b, err := os.ReadFile(rs[2].File)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"WARC/1.1\r\n", "WARC-Target-URI: " + srv.URL + "/one\r\n", "WARC-Date: 2014-03-05T10:00:00Z\r\n", "Etag: \"v1\"", pageHTML} {
		if !strings.Contains(string(b), want) {
			t.Errorf("%q is not in\n%s", want, b)
		}
	}
	if strings.Contains(string(b), "secret") {
		t.Error("the cookie was kept")
	}
	if rs = run(t, Options{Dir: dir, Private: true}, srv.URL+"/one"); rs[0].Outcome != Unchanged || rs[0].File == "" {
		t.Errorf("%+v", rs)
	}
	if n, ok := asked.Load("/closed/two"); ok {
		t.Errorf("what robots.txt closes was asked for: %v", n)
	}
}

func TestPrivate(t *testing.T) {
	srv := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { t.Error("the server was reached") }))
	defer srv.Close()
	_, port, _ := strings.Cut(strings.TrimPrefix(srv.URL, "http://"), ":")
	for _, a := range []string{srv.URL, "http://localhost:" + port + "/", "http://[::1]:" + port + "/", "http://[::ffff:127.0.0.1]:" + port + "/", "http://2130706433:" + port + "/", "http://0.0.0.0:" + port + "/"} {
		rs := run(t, Options{NoRobots: true, Retries: -1}, a)
		if len(rs) != 1 || rs[0].Outcome == Fetched {
			t.Errorf("%s: %+v", a, rs)
		}
		if strings.Contains(a, "127.0.0.1") && !errors.Is(rs[0].Err, ErrPrivate) {
			t.Errorf("%s: %v", a, rs[0].Err)
		}
	}
	for _, a := range []string{"file:///etc/passwd", "ftp://example.org/", "gopher://x/", "http://", "no address"} {
		if rs := run(t, Options{}, a); rs[0].Outcome != Refused || !errors.Is(rs[0].Err, ErrScheme) {
			t.Errorf("%s: %+v", a, rs)
		}
	}
}

// TestRedirectToPrivate: a public host that redirects to a private one gains
// nothing. The server stands for a public host, as far as the check goes.
func TestRedirectToPrivate(t *testing.T) {
	secret := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { t.Error("the private server was reached") }))
	defer secret.Close()
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/a":
			http.Redirect(w, r, secret.URL+"/x", http.StatusFound)
		case "/b":
			http.Redirect(w, r, "file:///etc/passwd", http.StatusFound)
		case "/loop":
			http.Redirect(w, r, "/loop", http.StatusFound)
		}
	}))
	defer srv.Close()
	open := netip.MustParseAddrPort(strings.TrimPrefix(srv.URL, "http://"))
	o := Options{NoRobots: true, Retries: -1, check: func(a netip.AddrPort) error {
		if a == open {
			return nil
		}
		return public(a)
	}}
	rs := run(t, o, srv.URL+"/a", srv.URL+"/b", srv.URL+"/loop")
	if len(rs) != 3 || !errors.Is(rs[0].Err, ErrPrivate) || !errors.Is(rs[1].Err, ErrScheme) || rs[2].Err == nil || rs[2].Outcome != Failed {
		t.Errorf("%+v", rs)
	}
}

func TestPublic(t *testing.T) {
	for a, ok := range map[string]bool{
		"93.184.216.34:80": true, "[2606:4700::1111]:443": true,
		"10.0.0.1:80": false, "172.16.3.4:80": false, "192.168.1.1:80": false, "127.8.8.8:80": false, "169.254.169.254:80": false, "100.64.1.1:80": false,
		"0.0.0.0:80": false, "224.0.0.1:80": false, "255.255.255.255:80": false, "[::1]:80": false, "[fe80::1]:80": false, "[fd00::1]:80": false,
		"[::ffff:10.0.0.1]:80": false, "[64:ff9b::a00:1]:80": false, "[2002:a00:1::]:80": false, "[::7f00:1]:80": false, "198.18.0.1:80": false,
	} {
		if err := public(netip.MustParseAddrPort(a)); (err == nil) != ok {
			t.Errorf("%s: %v", a, err)
		}
	}
}

func TestFailures(t *testing.T) {
	var tries atomic.Int32
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/slowly": // well at the third try
			if tries.Add(1) < 3 {
				w.Header().Set("Retry-After", "0")
				w.WriteHeader(http.StatusServiceUnavailable)
				return
			}
			fmt.Fprint(w, pageHTML)
		case "/large":
			w.Header().Set("Content-Type", "text/html")
			for range 100 {
				fmt.Fprint(w, strings.Repeat("x", 1000))
			}
		case "/told":
			w.Header().Set("Content-Length", "1000000")
			w.Header().Set("Content-Type", "text/html")
		case "/picture":
			w.Header().Set("Content-Type", "image/png")
		case "/hangs":
			select {
			case <-r.Context().Done():
			case <-time.After(10 * time.Second):
			}
		default:
			w.WriteHeader(http.StatusNotFound)
		}
	}))
	defer srv.Close()
	get := func(path string, o Options) Result {
		o.Private, o.MaxBytes = true, 50_000
		return run(t, o, srv.URL+path)[0]
	}
	if r := get("/slowly", Options{}); r.Outcome != Fetched || tries.Load() != 3 {
		t.Errorf("%+v after %d tries", r, tries.Load())
	}
	for path, want := range map[string]error{"/large": ErrSize, "/told": ErrSize, "/picture": ErrMedia} {
		if r := get(path, Options{}); r.Outcome != Refused || !errors.Is(r.Err, want) {
			t.Errorf("%s: %+v", path, r)
		}
	}
	if r := get("/gone", Options{}); r.Outcome != Failed || !strings.Contains(r.Err.Error(), "404") {
		t.Errorf("%+v", r)
	}
	begin := time.Now()
	if r := get("/hangs", Options{Timeout: 50 * time.Millisecond, Retries: 1}); r.Outcome != Failed || time.Since(begin) > 5*time.Second {
		t.Errorf("%+v after %v", r, time.Since(begin))
	}
}

// TestRobotsFail: a server that fails to say what is allowed allows nothing.
func TestRobotsFail(t *testing.T) {
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/robots.txt" {
			t.Error("asked all the same")
		}
		w.WriteHeader(http.StatusInternalServerError)
	}))
	defer srv.Close()
	if rs := run(t, Options{Private: true, Retries: -1}, srv.URL+"/a"); rs[0].Outcome == Fetched {
		t.Errorf("%+v", rs)
	}
}

// TestPause: requests to one host keep their distance, robots.txt among them.
func TestPause(t *testing.T) {
	var mu sync.Mutex
	var at []time.Time
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		at = append(at, time.Now())
		mu.Unlock()
		if r.URL.Path == "/robots.txt" {
			w.WriteHeader(http.StatusNotFound)
			return
		}
		fmt.Fprint(w, pageHTML)
	}))
	defer srv.Close()
	run(t, Options{Private: true, Pause: 40 * time.Millisecond}, srv.URL+"/a", srv.URL+"/b", srv.URL+"/c")
	if len(at) != 4 {
		t.Fatal(at)
	}
	for i := 1; i < len(at); i++ {
		if d := at[i].Sub(at[i-1]); d < 35*time.Millisecond {
			t.Errorf("%v between requests %d and %d", d, i, i+1)
		}
	}
}

func TestCanceled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { cancel(); <-r.Context().Done() }))
	defer srv.Close()
	done := make(chan error, 1)
	go func() { done <- Run(ctx, []string{srv.URL}, Options{Dir: t.TempDir(), Private: true}, func(Result) {}) }()
	select {
	case err := <-done:
		if !errors.Is(err, context.Canceled) {
			t.Error(err)
		}
	case <-time.After(10 * time.Second):
		t.Fatal("goes on")
	}
}

func TestFileName(t *testing.T) {
	for _, a := range []string{"https://x.example/../../etc/passwd", "https://x.example/a?b=../..", "http://[::1]:80/..", "https://x.example/" + strings.Repeat("long/", 500), "https://x.example/\x00\n"} {
		name := fileName(a)
		if !filepath.IsLocal(name) || len(name) > 255 || strings.Count(name, "/") != 1 || strings.Contains(name, "..") {
			t.Errorf("%q: %q", a, name)
		}
	}
}
