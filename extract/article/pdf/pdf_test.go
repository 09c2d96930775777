package pdf

import (
	"bytes"
	"errors"
	"fmt"
	"os/exec"
	"strings"
	"testing"
	"time"
)

// run is a line of text at a place of a page.
type run struct {
	x, y, size int
	s          string
}

// make writes a PDF of pages of runs, in Courier.
func build(title string, pages ...[]run) []byte {
	var b bytes.Buffer
	var at []int
	object := func(s string) int {
		at = append(at, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", len(at), s)
		return len(at)
	}
	b.WriteString("%PDF-1.4\n")
	widths := strings.Repeat("600 ", 224)
	font := object("<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding /FirstChar 32 /LastChar 255 /Widths [" + widths + "] >>")
	tree := len(at) + 2*len(pages) + 1
	var kids string
	for _, p := range pages {
		var c strings.Builder
		c.WriteString("BT\n")
		for _, r := range p {
			s := strings.NewReplacer("(", "\\(", ")", "\\)", "\\", "\\\\").Replace(r.s)
			fmt.Fprintf(&c, "/F1 %d Tf 1 0 0 1 %d %d Tm (%s) Tj\n", r.size, r.x, r.y, s)
		}
		c.WriteString("ET\n")
		stream := object(fmt.Sprintf("<< /Length %d >>\nstream\n%s\nendstream", c.Len(), c.String()))
		page := object(fmt.Sprintf("<< /Type /Page /Parent %d 0 R /MediaBox [0 0 612 792] /Contents %d 0 R /Resources << /Font << /F1 %d 0 R >> >> >>", tree, stream, font))
		kids += fmt.Sprintf("%d 0 R ", page)
	}
	object(fmt.Sprintf("<< /Type /Pages /Count %d /Kids [%s] >>", len(pages), kids))
	root := object(fmt.Sprintf("<< /Type /Catalog /Pages %d 0 R >>", tree))
	info := object(fmt.Sprintf("<< /Title (%s) /Author (Anna Novak) /CreationDate (D:20140305101112Z) >>", title))
	xref := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(at)+1)
	for _, o := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&b, "trailer\n<< /Size %d /Root %d 0 R /Info %d 0 R >>\nstartxref\n%d\n%%%%EOF\n", len(at)+1, root, info, xref)
	return b.Bytes()
}

// column sets lines one under another.
func column(x, y int, lines ...string) (out []run) {
	for i, l := range lines {
		out = append(out, run{x, y - 12*i, 10, l})
	}
	return out
}

func page(parts ...[]run) (out []run) {
	for _, p := range parts {
		out = append(out, p...)
	}
	return out
}

func TestRead(t *testing.T) {
	left := []string{"The envoys of Norland and", "Sudria met in Oslo on Mon-", "day, and they agreed on", "nothing at all. Nobody had", "expected that."}
	right := []string{"They will meet again in", "the spring, a diplomat", "said. He did not say", "where that would be, or", "whether he would come."}
	for _, c := range []struct {
		name  string
		pages [][]run
		want  string
	}{
		{"one column", [][]run{page(column(72, 700, left...), column(72, 620, right...))},
			"The envoys of Norland and Sudria met in Oslo on Monday, and they agreed on nothing at all. Nobody had expected that.\n\nThey will meet again in the spring, a diplomat said. He did not say where that would be, or whether he would come."},
		{"two columns under a heading", [][]run{page([]run{{72, 740, 20, "Talks end in Oslo without result"}}, column(72, 700, left...), column(330, 700, right...))},
			"Talks end in Oslo without result\n\nThe envoys of Norland and Sudria met in Oslo on Monday, and they agreed on nothing at all. Nobody had expected that.\n\nThey will meet again in the spring, a diplomat said. He did not say where that would be, or whether he would come."},
		{"a sentence over columns", [][]run{page(column(72, 700, "The envoys met and agreed", "that the next of their"), column(330, 700, "meetings would be held in", "Oslo in the spring."))},
			"The envoys met and agreed that the next of their meetings would be held in Oslo in the spring."},
		{"heads and numbers of pages", [][]run{
			page([]run{{72, 770, 8, "The Northern Post, page 1"}}, column(72, 700, "The envoys met in"), []run{{300, 30, 8, "1"}}),
			page([]run{{72, 770, 8, "The Northern Post, page 2"}}, column(72, 700, "Oslo on Monday. They"), []run{{300, 30, 8, "2"}}),
			page([]run{{72, 770, 8, "The Northern Post, page 3"}}, column(72, 700, "left on Tuesday."), []run{{300, 30, 8, "3"}})},
			"The envoys met in Oslo on Monday. They left on Tuesday."},
	} {
		b := build("Talks end", c.pages...)
		d, err := read(t.Context(), b, Options{}, "")
		if err != nil || d.Text != c.want || d.Title != "Talks end" || d.Author != "Anna Novak" || d.Published != "2014-03-05" {
			t.Errorf("%s: %+v %v", c.name, d, err)
		}
	}
}

// TestPoppler: pdftotext, where it is installed, is asked first.
func TestPoppler(t *testing.T) {
	if _, err := exec.LookPath("pdftotext"); err != nil {
		t.Skip("pdftotext is not installed")
	}
	d, err := Read(t.Context(), build("Talks end", column(72, 700, "The envoys of Norland and", "Sudria met in Oslo on Mon-", "day, and left.")), Options{})
	if err != nil || d.Text != "The envoys of Norland and Sudria met in Oslo on Monday, and left." || d.From["text"] != "pdftotext" || d.Title != "Talks end" {
		t.Errorf("%+v %v", d, err)
	}
}

func TestReflow(t *testing.T) {
	got := reflow([]string{"The Post 1\n\nThe envoys met\nand agreed that the\n\n1\n", "The Post 2\n\nnext meet-\ning be in Oslo.\n\nThey left.\n\n2\n", "The Post 3\n\nNobody waved.\n"})
	if want := "The envoys met and agreed that the next meeting be in Oslo.|They left.|Nobody waved."; strings.Join(got, "|") != want {
		t.Errorf("%q", got)
	}
}

// TestUnreadable: text whose words are broken is refused, with a hint.
func TestUnreadable(t *testing.T) {
	b := build("x", column(72, 700, "T h e e n v o y s m e t", "l l a t a g n i h t o n"))
	if d, err := read(t.Context(), b, Options{}, ""); !errors.Is(err, ErrFonts) || !strings.Contains(err.Error(), "pdftotext") {
		t.Errorf("%+v %v", d, err)
	}
}

func TestHostile(t *testing.T) {
	good := build("Talks end", column(72, 700, "The envoys met in Oslo."))
	for name, b := range map[string][]byte{
		"empty": nil, "head only": []byte("%PDF-1.7\n"), "cut": good[:len(good)/2], "no text": build("x", []run{}),
		"xref loop": []byte("%PDF-1.4\nxref\n0 1\n0000000000 65535 f \ntrailer\n<< /Size 1 /Prev 9 /Root 1 0 R >>\nstartxref\n9\n%%EOF\n"),
		"page loop": bytes.ReplaceAll(good, []byte("/Type /Page /Parent"), []byte("/Type /Pages /Kids [3 0 R] /Count 9 /Parent")),
	} {
		begin := time.Now()
		d, err := read(t.Context(), b, Options{Timeout: 2 * time.Second}, "")
		if err == nil {
			t.Errorf("%s: %+v", name, d)
		}
		if time.Since(begin) > 5*time.Second {
			t.Errorf("%s took %v", name, time.Since(begin))
		}
	}
	if _, err := read(t.Context(), build("x", []run{}), Options{}, ""); !errors.Is(err, ErrNoText) {
		t.Error(err)
	}
}

func FuzzRead(f *testing.F) {
	f.Add(build("Talks", column(72, 700, "The envoys met.")))
	f.Fuzz(func(t *testing.T, b []byte) {
		if len(b) > 1<<16 {
			return
		}
		_, _ = read(t.Context(), b, Options{Timeout: time.Second}, "")
	})
}
