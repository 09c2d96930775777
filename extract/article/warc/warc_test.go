package warc

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
)

func rec(kind, uri, body string) string {
	return fmt.Sprintf("WARC/1.0\r\nWARC-Type: %s\r\nWARC-Target-URI: <%s>\r\nContent-Type: application/http\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", kind, uri, len(body), body)
}

// list is what a reader finds, a line each.
func list(in string) (out []string) {
	r := New(strings.NewReader(in))
	for len(out) < 100 {
		rec, err := r.Next()
		var d *DamageError
		switch {
		case err == io.EOF:
			return out
		case errors.As(err, &d):
			out = append(out, "damage: "+d.Err.Error())
		case err != nil:
			return append(out, err.Error())
		default:
			b, _ := io.ReadAll(io.LimitReader(rec.Body, 5))
			out = append(out, fmt.Sprintf("%s %s %s", rec.Type, rec.URI, b))
		}
	}
	return out
}

func TestNext(t *testing.T) {
	a, b := rec("response", "http://x.example/a", "first body"), rec("response", "http://x.example/b", "second body\r\n\r\nWARC/1.0 is no head here")
	A, B := "response http://x.example/a first", "response http://x.example/b secon"
	lies := strings.Replace(a, "Content-Length: 10", "Content-Length: 4", 1)
	greedy := strings.Replace(a, "Content-Length: 10", "Content-Length: 9999", 1)
	for _, c := range []struct {
		name, in string
		want     []string
	}{
		{"two", a + b, []string{A, B}},
		{"nothing", "", nil},
		{"garbage between", a + "garbage\r\nmore\r\n" + b, []string{A, "damage: " + errNoRecord.Error(), B}},
		{"garbage at the end", a + "garbage", []string{A, "damage: " + errNoRecord.Error()}},
		{"length too small", lies + b, []string{"response http://x.example/a firs", "damage: " + errNoRecord.Error(), B}},
		{"length too large", greedy, []string{A, "damage: " + errTruncated.Error()}},
		{"no length", strings.Replace(a, "Content-Length: 10\r\n", "", 1) + b, []string{"damage: no Content-Length that is a number", "damage: " + errNoRecord.Error(), B}},
		{"cut in the head", a[:30], []string{"damage: " + errTruncated.Error()}},
		{"endless head", "WARC/1.0\r\n" + strings.Repeat("X: y\r\n", 20_000) + "\r\n" + b, []string{"damage: " + errHead.Error(), "damage: " + errNoRecord.Error(), B}},
		{"endless line", "WARC/1.0\r\nX: " + strings.Repeat("y", 5<<20) + "\r\n\r\n" + b, nil},
		{"line ends of Unix", strings.ReplaceAll(a, "\r\n", "\n"), []string{A}},
	} {
		got := list(c.in)
		if c.want == nil && c.in != "" {
			if len(got) == 0 || !strings.HasPrefix(got[0], "damage") || got[len(got)-1] != B {
				t.Errorf("%s: %q", c.name, got)
			}
			continue
		}
		if strings.Join(got, "\n") != strings.Join(c.want, "\n") {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func FuzzNext(f *testing.F) {
	f.Add(rec("response", "http://x.example/a", "body") + "x" + rec("request", "", ""))
	f.Fuzz(func(t *testing.T, in string) {
		r := New(strings.NewReader(in))
		for n := 0; ; n++ {
			rec, err := r.Next()
			var d *DamageError
			if err != nil && !errors.As(err, &d) {
				return
			}
			if n > len(in)+2 {
				t.Fatal("does not come to an end")
			}
			if err == nil && n%2 == 0 {
				_, _ = io.Copy(io.Discard, rec.Body)
			}
		}
	})
}
