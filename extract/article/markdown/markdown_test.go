package markdown

import (
	"strings"
	"testing"
)

func TestRead(t *testing.T) {
	for _, c := range []struct{ name, in, title, published, author, text string }{
		{"front matter", "---\ntitle: Talks end\ndate: 2014-03-05\nauthors: [Anna Novak, Bo Li]\n---\nThey **met** in [Oslo](https://x.example).\n\n* one\n* two\n", "Talks end", "2014-03-05", "Anna Novak, Bo Li", "They met in Oslo.\n\none\n\ntwo"},
		{"heading", "# Talks end\n\nThey met\nin Oslo.\n", "Talks end", "", "", "They met in Oslo."},
		{"raw HTML", "# T\n\n<script>alert(1)</script>\n\nThey met.\n", "T", "", "", "They met."},
		{"no front matter", "---\n\nThey met.\n\n---\n", "", "", "", "They met."},
	} {
		d, err := Read(c.in)
		if err != nil || d.Title != c.title || d.Published != c.published || d.Author != c.author || d.Text != c.text {
			t.Errorf("%s: %+v %v", c.name, d, err)
		}
	}
}

func TestLooksLike(t *testing.T) {
	for in, want := range map[string]bool{
		"# T\n\nx": true, "---\ntitle: x\n---\nx": true, "One.\n\n## A\n\n[a](b)\n\n[c](d)\n": true,
		"Talks end\n\nThey met.": false, "#1 in the list\nx": false, "---\nThey met.\n---": false, "He is [sic] (again).": false,
	} {
		if LooksLike(in) != want {
			t.Errorf("%q", in)
		}
	}
}

func TestHostile(t *testing.T) {
	for _, in := range []string{
		strings.Repeat(">", 100_000) + "x", strings.Repeat("- ", 50_000) + "x", strings.Repeat("[", 100_000), strings.Repeat("*a ", 50_000),
		"---\na: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\n---\nx", strings.Repeat("![", 50_000), strings.Repeat("<", 100_000), strings.Repeat("`", 50_001) + "a",
	} {
		_, _ = Read(in)
	}
}

func FuzzRead(f *testing.F) {
	f.Add("---\ntitle: x\n---\n# T\n\n> a\n\n- b\n")
	f.Fuzz(func(t *testing.T, in string) { _, _ = Read(in) })
}
