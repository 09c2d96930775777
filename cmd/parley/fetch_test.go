package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestFetch: what fetch brings, add reads, with the address it came from; and
// it brings nothing from a private address unless told.
func TestFetch(t *testing.T) {
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/feed.xml":
			w.Header().Set("Content-Type", "application/rss+xml")
			fmt.Fprint(w, `<rss version="2.0"><channel><title>The Post</title><item><title>Talks end</title><link>/talks</link></item></channel></rss>`)
		case "/talks":
			w.Header().Set("Last-Modified", "Wed, 05 Mar 2014 10:00:00 GMT")
			if r.Header.Get("If-Modified-Since") != "" {
				w.WriteHeader(http.StatusNotModified)
				return
			}
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			fmt.Fprint(w, `<html lang="en"><head><title>Talks end</title><meta property="og:site_name" content="The Post"><meta property="article:published_time" content="2014-03-05"></head><body><article><h1>Talks end</h1><p>Anna Lindqvist met Chidi Okafor in Geneva on Monday, and they agreed on nothing at all.</p></article></body></html>`)
		default:
			w.WriteHeader(http.StatusNotFound)
		}
	}))
	defer srv.Close()
	dir := t.TempDir()
	news, db := filepath.Join(dir, "news"), filepath.Join(dir, "x.db")
	if out := parley(t, "fetch", "--private", "--pause", "1ms", "-o", news, srv.URL+"/feed.xml"); !strings.Contains(out, "1 articles") || !strings.HasSuffix(out, "1 fetched, 0 unchanged, 0 refused, 0 failed\n") {
		t.Error(out)
	}
	if out := parley(t, "fetch", "--private", "--pause", "1ms", "-o", news, srv.URL+"/feed.xml"); !strings.HasSuffix(out, "0 fetched, 1 unchanged, 0 refused, 0 failed\n") {
		t.Error(out)
	}
	if out := parley(t, "--db", db, "add", news); out != "1 added, 0 replaced, 0 unchanged, 0 failed\n" {
		t.Error(out)
	}
	if out := parley(t, "--db", db, "ask", "who-met", "Lindqvist", "--format", "json"); !strings.Contains(out, srv.URL+"/talks") && !strings.Contains(out, "Chidi Okafor") {
		t.Error(out)
	}
	if out := parley(t, "read", "--format", "json", news); !strings.Contains(out, `"url":"`+srv.URL+`/talks"`) || !strings.Contains(out, `"published":"2014-03-05"`) {
		t.Error(out)
	}
	cmd := exec.Command("parley", "fetch", "--retries", "-1", "-o", filepath.Join(dir, "none"), srv.URL+"/talks")
	out, err := cmd.CombinedOutput()
	if err == nil || cmd.ProcessState.ExitCode() != exitPartly || !strings.Contains(string(out), "leads to a private or loopback address: 127.0.0.1") {
		t.Errorf("%v %s", err, out)
	}
}
