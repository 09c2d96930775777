package fetch

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"
)

// indexName is the file that tells what a folder holds. It is hidden, so that
// those who read the folder pass over it.
const indexName = ".parley-fetch.json"

// entry is what is held of an address.
type entry struct {
	File     string `json:"file"`
	ETag     string `json:"etag,omitempty"`
	Modified string `json:"last_modified,omitempty"`
	Hash     string `json:"sha256"`
}

// held is the index of a folder.
type held struct {
	dir     string
	mu      sync.Mutex
	entries map[string]entry
	changed bool
}

func openHeld(dir string) (*held, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	h := &held{dir: dir, entries: map[string]entry{}}
	path := filepath.Join(dir, indexName)
	b, err := os.ReadFile(path)
	if os.IsNotExist(err) {
		return h, nil
	}
	if err != nil {
		return nil, err
	}
	if err := json.Unmarshal(b, &h.entries); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return h, nil
}

// conditions are the headers that ask for a page only if it changed.
func (h *held) conditions(address string) http.Header {
	h.mu.Lock()
	defer h.mu.Unlock()
	e, ok := h.entries[address]
	if !ok {
		return nil
	}
	if _, err := os.Stat(filepath.Join(h.dir, filepath.FromSlash(e.File))); err != nil {
		return nil // it was taken away
	}
	c := http.Header{}
	if e.ETag != "" {
		c.Set("If-None-Match", e.ETag)
	}
	if e.Modified != "" {
		c.Set("If-Modified-Since", e.Modified)
	}
	return c
}

func (h *held) file(address string) string {
	h.mu.Lock()
	defer h.mu.Unlock()
	return filepath.Join(h.dir, filepath.FromSlash(h.entries[address].File))
}

// save writes the index.
func (h *held) save() error {
	h.mu.Lock()
	defer h.mu.Unlock()
	if !h.changed {
		return nil
	}
	b, err := json.MarshalIndent(h.entries, "", " ")
	if err != nil {
		return err
	}
	h.changed = false
	return write(filepath.Join(h.dir, indexName), append(b, '\n'))
}

// keep writes a page into the folder, and is its file.
func (f *fetcher) keep(address string, r *response) (string, error) {
	sum := sha256.Sum256(r.body)
	hash := hex.EncodeToString(sum[:])
	h := f.held
	h.mu.Lock()
	old, there := h.entries[address]
	h.mu.Unlock()
	name := fileName(address)
	path := filepath.Join(h.dir, filepath.FromSlash(name))
	if _, err := os.Stat(path); err != nil || !there || old.Hash != hash {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return "", err
		}
		if err := write(path, record(r, f.o.Now())); err != nil {
			return "", err
		}
	}
	h.mu.Lock()
	h.entries[address] = entry{File: name, ETag: r.header.Get("ETag"), Modified: r.header.Get("Last-Modified"), Hash: hash}
	h.changed = true
	h.mu.Unlock()
	return path, h.save()
}

// record is a page as a web archive of one record. Headers that told how the
// body came over the wire are left out: it is kept as it is without that.
func record(r *response, now time.Time) []byte {
	var block bytes.Buffer
	fmt.Fprintf(&block, "HTTP/1.1 %d %s\r\n", r.status, http.StatusText(r.status))
	head := r.header.Clone()
	for _, k := range []string{"Content-Encoding", "Transfer-Encoding", "Content-Length", "Connection", "Set-Cookie"} {
		head.Del(k)
	}
	head.Set("Content-Length", fmt.Sprint(len(r.body)))
	_ = head.Write(&block) // to memory
	block.WriteString("\r\n")
	block.Write(r.body)
	sum := sha256.Sum256(block.Bytes())
	var b bytes.Buffer
	fmt.Fprintf(&b, "WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:%x-%x-%x-%x-%x>\r\nWARC-Target-URI: %s\r\nWARC-Date: %s\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n",
		sum[:4], sum[4:6], sum[6:8], sum[8:10], sum[10:16], r.final, now.UTC().Format(time.RFC3339), block.Len())
	b.Write(block.Bytes())
	b.WriteString("\r\n\r\n")
	return b.Bytes()
}

// fileName is where a page is kept: its host, then words of its path and a
// digest of its address.
func fileName(address string) string {
	host, slug := "unknown", ""
	if u, err := url.Parse(address); err == nil {
		host, slug = safe(u.Host, 100), safe(strings.Trim(u.Path, "/"), 60)
	}
	sum := sha256.Sum256([]byte(address))
	if slug == "" {
		slug = "page"
	}
	return host + "/" + slug + "-" + hex.EncodeToString(sum[:5]) + ".warc"
}

// safe is s as part of a file's name.
func safe(s string, most int) string {
	s = strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '.' && most > 60 {
			return r
		}
		if r >= 'A' && r <= 'Z' {
			return r + 'a' - 'A'
		}
		return '-'
	}, s)
	if len(s) > most {
		s = s[len(s)-most:]
	}
	return strings.Trim(s, "-.")
}

// write writes a file whole or not at all.
func write(path string, b []byte) error {
	f, err := os.CreateTemp(filepath.Dir(path), ".parley-*")
	if err != nil {
		return err
	}
	_, err = f.Write(b)
	if cerr := f.Close(); err == nil {
		err = cerr
	}
	if err == nil {
		err = os.Chmod(f.Name(), 0o644)
	}
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		_ = os.Remove(f.Name())
	}
	return err
}
