package mail

import (
	"bufio"
	"strings"
	"testing"
)

const head = "From: =?iso-8859-1?q?Andr=E9_Novak?= <a@x.example>\r\nSubject: Talks\r\n end\r\nDate: Wed, 5 Mar 2014 10:00:00 +0100\r\nMIME-Version: 1.0\r\n"

func TestRead(t *testing.T) {
	for _, c := range []struct{ name, in, text string }{
		{"plain", head + "\r\nThey met.\r\n> quoted\r\nThey left.\r\n-- \r\nsignature\r\n", "They met.\nThey left.\n"},
		{"quoted-printable", head + "Content-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nThey met in Troms=F8.\r\n", "They met in Tromsø.\n"},
		{"base64", head + "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\nVGhleSBt\r\n ZXQu\r\n", "They met.\n"},
		{"alternative", head + "Content-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\n\r\nThey met.\r\n--b\r\nContent-Type: text/html\r\n\r\n<p>They met, in HTML.</p>\r\n--b--\r\n", "They met.\n"},
		{"html only", head + "Content-Type: text/html\r\n\r\n<style>p{}</style><p>They met.</p><p>They left.</p>\r\n", "They met.\n\nThey left."},
		{"cut off", head + "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nThey met.\r\n", "They met.\n"},
		{"no such charset", head + "Content-Type: text/plain; charset=klingon\r\n\r\nThey met.\r\n", "They met.\n"},
	} {
		m, err := Read([]byte(c.in))
		d := m.Draft
		if err != nil || d.Text != c.text || d.Title != "Talks end" || d.Author != "André Novak" || d.Published != "2014-03-05" {
			t.Errorf("%s: %+v %v", c.name, m, err)
		}
	}
}

func TestSnapshot(t *testing.T) {
	in := "From: <Saved by a browser>\r\nSnapshot-Content-Location: https://post.example/talks\r\nSubject: Talks end\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; type=\"text/html\"; boundary=\"b\"\r\n\r\n--b\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Location: https://post.example/talks\r\n\r\n<html lang=3D\"en\"><body><nav>menu</nav><article><p>The envoys met in Oslo on Monday, and they agreed on nothing at all.</p></article></body></html>\r\n--b\r\nContent-Type: image/png\r\nContent-Location: https://post.example/x.png\r\n\r\nx\r\n--b--\r\n"
	m, err := Read([]byte(in))
	if err != nil || m.Draft.URL != "https://post.example/talks" || m.Draft.Title != "Talks end" || !strings.HasPrefix(m.Draft.Text, "The envoys met") || m.Draft.Author != "" || len(m.Files) != 0 {
		t.Errorf("%+v %v", m, err)
	}
}

func TestDeep(t *testing.T) {
	var b strings.Builder
	b.WriteString(head)
	for range 1000 {
		b.WriteString("Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n")
	}
	if m, err := Read([]byte(b.String())); err == nil {
		t.Errorf("%+v", m)
	}
	many := head + "Content-Type: multipart/mixed; boundary=b\r\n\r\n" + strings.Repeat("--b\r\n\r\n\r\n", 5000) + "--b--"
	if m, err := Read([]byte(many)); err == nil {
		t.Errorf("%d files", len(m.Files))
	}
}

func TestMailbox(t *testing.T) {
	in := "From a Wed Mar  5 2014\nSubject: 1\n\nOne.\nFrom here, no new one.\n>From quoted.\n\nFrom b Thu\nSubject: 2\n\n" + strings.Repeat("x", 300_000) + "\n\nFrom c Fri\nSubject: 3\n\nThree.\n"
	var got []string
	err := Mailbox(bufio.NewReader(strings.NewReader(in)), 1000, func(b []byte, err error) bool {
		if err != nil {
			got = append(got, err.Error())
		} else {
			got = append(got, string(b))
		}
		return true
	})
	want := []string{"Subject: 1\n\nOne.\nFrom here, no new one.\nFrom quoted.\n\n", ErrTooLarge.Error(), "Subject: 3\n\nThree.\n"}
	if err != nil || strings.Join(got, "|") != strings.Join(want, "|") {
		t.Errorf("%q %v", got, err)
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(head + "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Transfer-Encoding: base64\r\n\r\nVGh=\r\n--b--"))
	f.Fuzz(func(t *testing.T, b []byte) {
		if m, err := Read(b); err == nil && m.Draft.Text == "" && len(m.Files) == 0 {
			t.Error("nothing, and no error")
		}
		n := 0
		_ = Mailbox(bufio.NewReader(strings.NewReader("From x\n"+string(b))), 1<<12, func(b []byte, err error) bool { n++; return len(b) <= 1<<12 })
	})
}
